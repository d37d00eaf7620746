"""What is wrong with an input, told to the person who can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of one file, with what would be right; line 0 is for what has no lines.

    >>> print(Fault("corpus/readouts/a.txt", 3, "The date is missing."))
    corpus/readouts/a.txt:3: The date is missing.
    >>> print(Fault("https://www.mofa.go.jp/a.html", 0, "There is no such page."))
    https://www.mofa.go.jp/a.html: There is no such page.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class InputFaults(Exception):
    """Every fault of an input at once, so that one run shows all there is to mend."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def gather(*readers: Callable[[], Any]) -> list[Any]:
    """What each reader gives; all are run, and the faults of all are raised together."""
    faults: list[Fault] = []
    read = []
    for reader in readers:
        try:
            read.append(reader())
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    return read


def shown_path(path: Path) -> str:
    """The path as a reader would type it: relative where it lies below the working folder.

    Utf8Text that cannot be shown are written out, so that no file name can tell the terminal what to do.

    >>> shown_path(Path("/no/a\\x1b[2J.txt"))
    '/no/a\\\\x1b[2J.txt'
    """
    try:
        shown = path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere; or links that lead in a circle
        shown = path.as_posix()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)
