"""Whole processes: their memory by size of the input, two readouts from start to end, Dask beside one process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .scaling import within
from .texts import MB, Text

PROJECT = Path(__file__).resolve().parent.parent
MEMORY_SIZES = (2, 20, 200)  # MB
WORKERS = 2
DASK_PARTS = 20  # files that the text is cut into
LIMIT = 1_800  # seconds after which a process is given up
NO_PARQUET = "`readouts tag` reads no parquet files here."


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
            if least:
                told = _tag_parquet(path, folder)
                command.append({"size": part.size / MB, "above": told["peak"] - least["peak"], **told})
    largest = max(row["size"] for row in rows)
    return {
        "text": text.source,
        "largest": largest,
        "rows": rows,
        "command": command,
        "without_command": "" if least else NO_PARQUET,
    }


def measure_process(times: int) -> dict[str, Any]:
    """Seconds of `readouts tag` on the project's readouts as a whole process, after one that does not count."""
    readouts = sorted((PROJECT / "corpus" / "readouts").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        command = ["-m", "analysis", "tag", *map(str, readouts), "--output", str(Path(name) / "tagged.csv")]
        seconds = [_run(command) for _ in range(times + 1)][1:]
    return {"readouts": len(readouts), "seconds": seconds, "median": median(seconds)}


def measure_dask(text: Text, times: int, workers: int = WORKERS) -> dict[str, Any]:
    """Seconds of `readouts tag FOLDER` in one process and with Dask, in turn; with those of a tiny folder beside."""
    if not (has_option("--engine") and has_option("--text-column")):
        return {"skipped": "`readouts tag` has no option --engine here."}
    engines = {"one process": [], "dask": ["--engine", "dask", "--workers", str(workers)]}
    seconds: dict[str, list[float]] = {f"{name}, {size}": [] for name in engines for size in ("start", "whole")}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_parts(folder / "start", text.documents[:2], 2)
        write_parts(folder / "whole", text.documents, DASK_PARTS)
        for n in range(times):
            for engine, options in engines.items():
                for size in ("start", "whole"):
                    output = folder / f"{engine}-{size}-{n}".replace(" ", "-")
                    told = [*tag_command(folder / size, output), *options]
                    seconds[f"{engine}, {size}"].append(_run(["-m", "analysis", *told]))
    middle = {name: median(own) for name, own in seconds.items()}
    working = {name: middle[f"{name}, whole"] - middle[f"{name}, start"] for name in engines}
    return {
        "text": text.source, "size": text.size / MB, "workers": workers, "parts": DASK_PARTS,
        "seconds": seconds, "median": middle, "ratio": middle["one process, whole"] / middle["dask, whole"],
        "ratio_without_start": working["one process"] / working["dask"] if working["dask"] > 0 else None,
        "pays_from": _pays_from(middle["dask, start"] - middle["one process, start"], working, text.size / MB),
    }  # fmt: skip


def _pays_from(later: float, working: Mapping[str, float], size: float) -> float | None:
    """MB from which on Dask is faster although it starts so many seconds later; None where it never is."""
    gained = (working["one process"] - working["dask"]) / size
    return max(later, 0.0) / gained if gained > 0 else None


def has_option(option: str) -> bool:
    """Whether `readouts tag` knows an option."""
    command = [sys.executable, "-m", "analysis", "tag", "--help"]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=LIMIT, check=True)
    return option in told.stdout


def tag_command(source: Path, output: Path) -> list[str]:
    """The words of `readouts tag` for tables of documents; sentences and matches go into a folder."""
    return ["tag", str(source), "--text-column", "text", "--id-column", "id", "--output", f"{output}/"]


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
    _run(["-m", "benchmarks.child", str(result), *job])
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return told


def _tag_parquet(path: Path, folder: Path) -> dict[str, Any]:
    """The same of `readouts tag` on a parquet file; nothing where it does not read them."""
    if not has_option("--text-column"):
        return {}
    return run_child(folder, "readouts", *tag_command(path, folder / f"tagged-{time.time_ns()}"))


def _run(command: Sequence[str]) -> float:
    """Seconds of a Python process; what it says is told when it fails."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=PROJECT, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.perf_counter() - begun
