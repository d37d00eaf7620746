"""Kept results: what a text gives → the same from a file, when it is asked for again.

Commands on unchanged files would parse the same pages, compile the same codebook and compute the same tables anew. A
result follows from the text, from the code of this package, and from the versions of Python and of the libraries. Its
file is named after a checksum of them all, so a kept result is never out of date.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from .files import write_whole

CACHE = "READOUTS_CACHE"  # environment variable: the folder, instead of the user's cache folder; empty for none
MAX_FILES = 400
MAX_WRITTEN = 200  # by one process: of more pages, reading takes most of the time, whether they are parsed or not
_USED = ("io", "text", "corpus", "codebook", "measures", "study")  # the packages whose code makes what is kept
_CHECKSUM_BYTES = 32
_written = count(1)

Result = TypeVar("Result")


def keep(kind: str, text: str, make: Callable[[], Result]) -> Result:
    """The result of `make`, which follows from `text` alone, or the one that was kept of this kind and text.

    A file that cannot be read or written costs time and nothing else. Raises what `make` raises.

    >>> keep("example", "They met.", lambda: "They met.".split())
    ['They', 'met.']
    """
    kept: Result | None = recall(kind, text)
    if kept is not None:
        return kept
    result = make()
    if _folder() and next(_written) <= MAX_WRITTEN:
        remember(kind, text, result)
    return result


def recall(kind: str, text: str) -> Any:
    """The result that was kept of this kind and text; None if none was."""
    path = _path(kind, text)
    return path and _read(path)


def remember(kind: str, text: str, result: Any) -> None:
    """Keep a result, which is not None, of this kind and text."""
    if path := _path(kind, text):
        with suppress(OSError):
            _write(path, result)


def _path(kind: str, text: str) -> Path | None:
    """The file of a result; None if nothing is to be kept."""
    if (folder := _folder()) is None:
        return None
    return folder / f"{kind}-{hashlib.sha256(_code() + text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _folder() -> Path | None:
    """Where results are kept; None if they are not to be."""
    if (named := os.environ.get(CACHE)) is None:
        from platformdirs import user_cache_path

        return user_cache_path("readouts", appauthor=False)
    return Path(named) if named else None


@cache
def _code() -> bytes:
    """A checksum of all but the text that a result depends on: this package, Python, and the libraries there are."""
    package = Path(__file__).parent.parent
    files = sorted(file for used in _USED for file in (package / used).rglob("*.py"))
    stated = [(file.relative_to(package).as_posix(), (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]
    folders = sorted(filter(os.path.isdir, sys.path))
    libraries = [name for folder in folders for name in sorted(os.listdir(folder)) if name.endswith(".dist-info")]
    return hashlib.sha256(repr((stated, sys.version, libraries)).encode()).digest()


def _read(path: Path) -> Any:
    """The kept result; None if there is none, or none that can be read."""
    try:
        content = path.read_bytes()
        checksum, result = content[:_CHECKSUM_BYTES], content[_CHECKSUM_BYTES:]
        if hashlib.sha256(result).digest() != checksum:
            return None
        os.utime(path)  # the files that were used last are kept longest
        return pickle.loads(result)
    except Exception:  # whatever a file of another program can lead to
        return None


def _write(path: Path, result: Any) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = pickle.dumps(result, protocol=5)
    write_whole(path, hashlib.sha256(content).digest() + content)
    files = list(path.parent.iterdir())
    if len(files) > MAX_FILES:
        for file in sorted(files, key=_last_used)[: len(files) - MAX_FILES // 2]:
            file.unlink(missing_ok=True)


def _last_used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # another process removed it
        return 0.0
