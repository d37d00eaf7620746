"""LIWC dictionaries (.dic): numbered categories between two `%`, then one entry a line with its numbers.

In LIWC 2015 a category within another stands behind one tab more. Older dictionaries have codes that hold only beside
other words, as in `like (02 134)125/464`; a codebook cannot say these. The syntax is as `read_dict_liwc` of quanteda
has it (https://github.com/quanteda/quanteda/blob/009fffd876f7fdfccc174c613f69d42e342e036d/R/dictionaries.R).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..io.faults import Fault, InputFaults
from .categories import MAX_LEVELS, Categories, Category

_CODES = re.compile(r"[()<>/%]")  # of codes beside other words, and of the legend


@dataclass
class _Row:
    """A category of the legend while it is read."""

    number: str
    name: str
    depth: int
    patterns: list[str] = field(default_factory=list)


def read_liwc(text: str, file: str) -> Categories:
    r"""The categories of a .dic file.

    Raises InputFaults for a file without a legend, and for a line of the legend that is not a number and a name.

    >>> read_liwc("%\n1\tSeas\n2\tTrade\n%\nocean*\t1\nshipping\t1\t2\n", "a.dic").listed[1]
    Category(name='Trade', patterns=('shipping',), within=(), definition='')
    """
    lines = text.splitlines()
    marks = [n for n, line in enumerate(lines) if line.strip() == "%"]
    if len(marks) < 2:
        raise InputFaults([Fault(file, 1, "No categories between two lines of %. Is it a LIWC dictionary?")])
    rows = _read_legend(lines, marks[0] + 1, marks[1], file)
    by_number = {row.number: row for row in rows}
    lost = []
    for n, line in enumerate(lines[marks[1] + 1 :], marks[1] + 2):
        term, numbers = _entry(line)
        if term and (not numbers or _CODES.search(line)):
            lost.append(f"Line {n}: {' '.join(line.split())!r} has codes that are not plain numbers of categories.")
            continue
        for number in numbers:
            if number in by_number:
                by_number[number].patterns.append(term)
            else:
                lost.append(f"Line {n}: {term!r} is of category {number}, which the file does not name.")
    return Categories(tuple(_nest(rows)), tuple(lost))


def _entry(line: str) -> tuple[str, list[str]]:
    """The words of a line, and the numbers that follow them."""
    words = line.split()
    end = len(words)
    while end > 1 and words[end - 1].isdecimal():
        end -= 1
    return " ".join(words[:end]), [_without_zeros(number) for number in words[end:]]


def _without_zeros(number: str) -> str:
    return number.lstrip("0") or "0"


def _read_legend(lines: Sequence[str], first: int, last: int, file: str) -> list[_Row]:
    rows = []
    for n in range(first, last):
        number, *name = lines[n].split(maxsplit=1)[:2] or [""]
        depth = len(lines[n]) - len(lines[n].lstrip("\t"))
        if number.isdecimal() and name and depth <= MAX_LEVELS:
            rows.append(_Row(_without_zeros(number), name[0].strip(), depth))
        elif number:
            message = f"A line between the two % must be a number, a tab and a name, at most {MAX_LEVELS} levels deep."
            raise InputFaults([Fault(file, n + 1, message)])
    return rows


def _nest(rows: Sequence[_Row]) -> list[Category]:
    """Rows of a legend as a tree: a row is within the nearest one above it that stands further left."""
    nested = []
    n = 0
    while n < len(rows):
        end = next((m for m in range(n + 1, len(rows)) if rows[m].depth <= rows[n].depth), len(rows))
        nested.append(Category(rows[n].name, tuple(rows[n].patterns), tuple(_nest(rows[n + 1 : end]))))
        n = end
    return nested


def write_liwc(listed: Sequence[Category]) -> str:
    r"""A .dic file of some categories without levels.

    >>> write_liwc([Category("seas", ("ocean*",)), Category("trade", ("port", "ocean*"))])
    '%\n1\tseas\n2\ttrade\n%\nocean*\t1\t2\nport\t2\n'
    """
    numbers: dict[str, list[str]] = {}
    for n, category in enumerate(listed, 1):
        for pattern in category.patterns:
            numbers.setdefault(pattern, []).append(str(n))
    legend = [f"{n}\t{category.name}" for n, category in enumerate(listed, 1)]
    entries = ["\t".join((pattern, *own)) for pattern, own in numbers.items()]
    return "\n".join(["%", *legend, "%", *entries]) + "\n"


def not_in_liwc(pattern: str) -> str:
    """Why a .dic file cannot say a pattern; "" if it can: `*` ends a word, and no word after the first is a number.

    >>> not_in_liwc("export* control*"), not_in_liwc("defen?e")
    ('', '? is not a wildcard there')
    """
    if "?" in pattern:
        return "? is not a wildcard there"
    if any("*" in word[:-1] or word == "*" for word in pattern.split()):
        return "* can only end a word there"
    if any(word.isdigit() for word in pattern.split()[1:]):
        return "a number after a word is read as a category"
    return "its signs have another meaning there" if _CODES.search(pattern) else ""
