"""Commands that are killed in the midst of their work."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

LONGEST = 300  # seconds after which a command that was not killed is given up


def kill_after(command: Sequence[str], seconds: float, **variables: str) -> bool:
    """Start a command, kill it and all that it started (SIGKILL) after some seconds; whether it was still at work."""
    process = subprocess.Popen(
        command, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=min(seconds, LONGEST))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def kill_at(path: Path, command: Sequence[str], seconds: float, **variables: str) -> bool:
    """The same, with the seconds counted from when `path` changes: to hit the time in which files are written."""
    stamp = _stamp(path)
    process = subprocess.Popen(
        command, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    begun = None
    while process.poll() is None and begun is None:
        try:
            process.wait(timeout=0.002)
        except subprocess.TimeoutExpired:
            begun = True if _stamp(path) != stamp else None
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def files_below(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every file in some folders by its path, with its bytes; hidden ones, unfinished or locks, left out."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def broken(now: Mapping[str, bytes], *known: Mapping[str, bytes]) -> list[str]:
    """The files that are as none of the known versions has them."""
    return [path for path, data in now.items() if all(version.get(path) != data for version in known)]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_ino
