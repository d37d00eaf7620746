"""Results of the benchmark's parts, one JSON file each, in a folder for each machine and day."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.io.files import write_whole

from .machine import describe_machine

PARTS = ("tools", "counts", "sizes", "patterns", "memory", "waits", "commands", "emphasis", "splitter")
Results = dict[str, dict[str, Any]]


def record_name(date: str) -> str:
    """The name of the folder for this machine and a day.

    >>> record_name("2026-01-01").startswith("2026-01-01-")
    True
    """
    machine = describe_machine(())
    words = f"{date} {machine['processor']} {machine['cores']} cores Python {machine['Python']}".casefold()
    return "-".join(re.findall(r"[a-z0-9.]+", words))


def save_part(folder: Path, part: str, measured: Mapping[str, object], date: str = "") -> Path:
    """Keep what one part measured, with the machine; the date where one is given."""
    record = {"part": part, **({"date": date} if date else {}), "machine": describe_machine(), **measured}
    return write_whole(folder / "results" / f"{part}.json", json.dumps(record, indent=1, ensure_ascii=False) + "\n")


def load_parts(folder: Path) -> Results:
    """The last results of every part that has any."""
    paths = {part: folder / "results" / f"{part}.json" for part in PARTS}
    return {part: json.loads(path.read_text(encoding="utf-8")) for part, path in paths.items() if path.exists()}
