"""Whole processes: their memory by size of the input, and the ways to use all cores."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.io.processes import count_cores

from .scaling import within
from .texts import MB, Text

PROJECT = Path(__file__).resolve().parent.parent
MEMORY_SIZES = (2, 20, 200)  # MB
FILES = 20  # that the text is cut into
COMMANDS: tuple[tuple[str, str, list[str]], ...] = (
    ("tag", "one process", ["--workers", "1"]),
    ("tag", "all cores", []),
    ("tag", "all cores, without the text", ["--no-text"]),
    ("tag", "Dask, a worker for each core", ["--engine", "dask"]),
    ("emphasis", "one process", ["--workers", "1"]),
    ("emphasis", "all cores", []),
)
LIMIT = 1_800  # seconds after which a process is given up


def measure_memory(codebook: Path, text: Text, sizes: Sequence[float] = MEMORY_SIZES) -> dict[str, Any]:
    """Peak memory of processes that tag parquet files of these sizes, above that of one that only reads them.

    Returns
    -------
    rows: size (MB), read and tag (bytes at the peak), above (their difference), seconds; command: the same of
    `readouts tag FILE --output FOLDER`, above what it holds for two small documents.
    """
    rows, command = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        least = _tag_parquet(write_parquet(folder / "least.parquet", text.documents[:2]), folder)
        for size in within(sizes, text):
            part = text.first(size)
            path = write_parquet(folder / "text.parquet", part.documents)
            read, tag = (run_child(folder, job, str(path), *more) for job, *more in (["read"], ["tag", str(codebook)]))
            rows.append({
                "size": part.size / MB, "read": read["peak"], "tag": tag["peak"], "above": tag["peak"] - read["peak"],
                "seconds": tag["seconds"],
            })  # fmt: skip
            told = _tag_parquet(path, folder)
            command.append({"size": part.size / MB, "above": told["peak"] - least["peak"], **told})
    largest = max(row["size"] for row in rows)
    return {
        "text": text.source,
        "largest": largest,
        "rows": rows,
        "command": command,
    }


def measure_commands(text: Text, times: int) -> dict[str, Any]:
    """Seconds of commands as whole processes, in turn: on the text in parquet files, and on two documents.

    Returns
    -------
    rows, one per command of COMMANDS: seconds and their median (`whole`), that of two documents (`start`), MB/s, how
    many times faster than the first command of the same name (`ratio`), and the same without the time to start.
    """
    seconds: dict[tuple[str, str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_parts(folder / "start", text.documents[:2], 2)
        write_parts(folder / "whole", text.documents, FILES)
        for n in range(times):
            for command, way, options in COMMANDS:
                for size in ("start", "whole"):
                    output = folder / f"{command}-{way}-{size}-{n}"
                    told = [command, str(folder / size), "--text-column", "text", "--id-column", "id"]
                    placed = f"{output}.csv" if command == "emphasis" else f"{output}/"
                    spent = run_python(["-m", "analysis", *told, "--output", placed, *options])
                    seconds.setdefault((command, way, size), []).append(spent)
    first = {command: way for command, way, _ in reversed(COMMANDS)}
    rows = []
    for command, way, _ in COMMANDS:
        start, whole = (median(seconds[command, way, size]) for size in ("start", "whole"))
        alone, all_alone = (median(seconds[command, first[command], size]) for size in ("start", "whole"))
        rows.append({
            "command": command, "way": way, "seconds": seconds[command, way, "whole"], "start": start, "whole": whole,
            "speed": text.size / MB / whole, "ratio": all_alone / whole,
            "ratio_without_start": (all_alone - alone) / (whole - start) if whole > start else None,
        })  # fmt: skip
    return {"text": text.source, "size": text.size / MB, "files": FILES, "cores": count_cores(), "rows": rows}


def tag_command(source: Path, output: Path) -> list[str]:
    """The words of `readouts tag` for tables of documents; sentences and matches go into a folder."""
    return [
        "tag",
        str(source),
        "--text-column",
        "text",
        "--id-column",
        "id",
        "--output",
        f"{output}/",
        "--workers",
        "1",
    ]


def write_parquet(path: Path, documents: Sequence[str], first: int = 0) -> Path:
    """A table of `id` and `text`, some 64 documents to a row group."""
    names = [f"speech-{first + n:07}" for n in range(len(documents))]
    pq.write_table(pa.table({"id": names, "text": pa.array(documents, pa.string())}), path, row_group_size=64)
    return path


def write_parts(folder: Path, documents: Sequence[str], number: int) -> None:
    """The documents in about so many parquet files."""
    folder.mkdir()
    size = max(-(-len(documents) // number), 1)
    for n, first in enumerate(range(0, len(documents), size)):
        write_parquet(folder / f"part-{n:03}.parquet", documents[first : first + size], first)


def run_child(folder: Path, *job: str) -> dict[str, Any]:
    """Seconds, peak and status of a job of `child`, in a process of its own."""
    result = folder / "result.json"
    run_python(["-m", "benchmarks.child", str(result), *job])
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return told


def _tag_parquet(path: Path, folder: Path) -> dict[str, Any]:
    """The same of `readouts tag` on a parquet file, in one process."""
    return run_child(folder, "readouts", *tag_command(path, folder / f"tagged-{time.time_ns()}"))


def run_python(command: Sequence[str]) -> float:
    """Seconds of a Python process; what it says is told when it fails."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=PROJECT, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.perf_counter() - begun
