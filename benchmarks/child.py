"""Run one job in this process and tell what it took: `python -m benchmarks.child RESULT read|tag|readouts ...`.

The memory is the process's own peak. What the system tells a parent of its children will not do: there, a child has the
size of the parent from which it was made.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from .texts import BATCH, batches


def main(arguments: Sequence[str]) -> int:
    """Do the job; write seconds, peak (bytes) and the exit status into RESULT."""
    result, job, *rest = arguments
    begun = time.perf_counter()
    status = _readouts(rest) if job == "readouts" else _tag(Path(rest[0]), Path(rest[1]) if job == "tag" else None)
    told = {"seconds": time.perf_counter() - begun, "peak": peak_memory(), "status": status}
    Path(result).write_text(json.dumps(told), encoding="utf-8")
    return status


def peak_memory() -> int:
    """Bytes that this process held at most."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def _tag(path: Path, codebook: Path | None) -> int:
    """Read a parquet file batch by batch and, with a codebook, tag the batches."""
    from analysis.bulk.batches import tag_batch
    from analysis.codebook.file import read_codebook
    from analysis.codebook.matcher import Matcher
    from analysis.corpus.folders import project_codebook

    matcher = Matcher(read_codebook(codebook or project_codebook()))
    parts = pq.ParquetFile(path).iter_batches(64, columns=["text"])
    texts = (text for part in parts for text in part["text"].to_pylist())
    for batch in batches(texts, BATCH):
        if codebook:
            tag_batch(batch, matcher)
    return 0


def _readouts(arguments: Sequence[str]) -> int:
    """The project's command line."""
    from analysis.cli.main import cli

    try:
        cli(list(arguments), prog_name="readouts")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
