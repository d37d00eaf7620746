"""Faults: what is wrong with an input, with its file and line → one exception that reports all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, order=True)
class Fault:
    """One problem at one place of a file, and how to correct it. Line 0: the input has no lines.

    >>> print(Fault("corpus/readouts/a.txt", 3, "The date is missing."))
    corpus/readouts/a.txt:3: The date is missing.
    >>> print(Fault("https://www.mofa.go.jp/a.html", 0, "The page does not exist."))
    https://www.mofa.go.jp/a.html: The page does not exist.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class InputFaults(Exception):
    """All faults of an input, sorted and without repetition, so that one run reports everything to correct.

    >>> print(InputFaults([Fault("b.txt", 1, "No date."), Fault("a.txt", 2, "No points.")]))
    a.txt:2: No points.
    b.txt:1: No date.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def gather(*readers: Callable[[], Any]) -> list[Any]:
    """Call every reader and return their results in order.

    Raises InputFaults with the faults of all readers, after every one has run.

    >>> gather(lambda: 1, lambda: 2)
    [1, 2]
    """
    faults: list[Fault] = []
    results = []
    for reader in readers:
        try:
            results.append(reader())
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults)
    return results


def shown_path(path: Path) -> str:
    """The path as a person would type it: relative if it lies below the working folder.

    Unprintable characters are escaped, so that a file name cannot control the terminal.

    >>> shown_path(Path("/no/a\\x1b[2J.txt"))
    '/no/a\\\\x1b[2J.txt'
    """
    try:
        shown = path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside the working folder, or a circle of links
        shown = path.as_posix()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)
