"""What the measurements were made on."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analysis.io.processes import count_cores

PACKAGES = (
    "nltk", "numpy", "pandas", "pyahocorasick", "pyarrow", "scikit-learn", "spacy", "polars", "hyperscan",
    "dask",
)  # fmt: skip


def describe_machine(packages: Iterable[str] = PACKAGES) -> dict[str, str]:
    """Processor, cores, memory, system, Python and versions of packages; one that is not installed is left out."""
    return {
        "processor": _processor(),
        "cores": str(count_cores()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
        **{name: found for name in packages if (found := package_version(name))},
    }


def package_version(name: str) -> str:
    """Of an installed package; "" where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or "unknown"
    found = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return found.group(1) if found else platform.processor() or "unknown"


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return "unknown"
    return f"{size / 2**30:.0f} GiB"
