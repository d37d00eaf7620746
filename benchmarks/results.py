"""Results of the benchmark's parts, one JSON file each → the page, made from the last result of every part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.io.files import write_whole

from .machine import describe_machine

PARTS = ("tools", "counts", "sizes", "patterns", "memory", "process", "dask", "emphasis", "splitter")
Results = dict[str, dict[str, Any]]


def save_part(folder: Path, part: str, measured: Mapping[str, object], date: str = "") -> Path:
    """Keep what one part measured, with the machine; the date where one is given."""
    record = {"part": part, **({"date": date} if date else {}), "machine": describe_machine(), **measured}
    return write_whole(folder / "results" / f"{part}.json", json.dumps(record, indent=1, ensure_ascii=False) + "\n")


def load_parts(folder: Path) -> Results:
    """The last results of every part that has any."""
    paths = {part: folder / "results" / f"{part}.json" for part in PARTS}
    return {part: json.loads(path.read_text(encoding="utf-8")) for part, path in paths.items() if path.exists()}
