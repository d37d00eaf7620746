"""WordStat dictionaries (.cat): one name or word a line; a tab more is a level down; a word ends with its weight.

`_` joins the words of a phrase. Words that begin with `@` are rules of nearness, which a codebook cannot say. The
syntax is as `read_dict_wordstat` of quanteda has it
(https://github.com/quanteda/quanteda/blob/009fffd876f7fdfccc174c613f69d42e342e036d/R/dictionaries.R).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..io.faults import Fault, InputFaults
from .categories import MAX_LEVELS, Categories, Category

_WEIGHT = re.compile(r" \((\d+)\)$")
_Lines = Sequence[tuple[int, int, str, str]]  # number of the line, tabs, text, weight


def read_wordstat(text: str, file: str) -> Categories:
    r"""The categories of a .cat file. Raises InputFaults for a word that is in no category.

    >>> read_wordstat("GEO\n\tSEAS\n\t\tOCEAN* (1)\n\t\tINLAND_SEA (1)\n", "a.cat").listed[0].within[0].patterns
    ('OCEAN*', 'INLAND SEA')
    """
    lines = [_line(n, line, file) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if lines and lines[0][3]:
        raise InputFaults([Fault(file, lines[0][0], "A word before the first category. Is it a WordStat dictionary?")])
    lost: list[str] = []
    return Categories(tuple(_read_level(lines, lost)), tuple(lost))


def _line(n: int, line: str, file: str) -> tuple[int, int, str, str]:
    indent, body = line[: len(line) - len(line.lstrip())], line.strip()
    if (depth := indent.count("\t")) > MAX_LEVELS:
        raise InputFaults([Fault(file, n, f"Categories are nested more than {MAX_LEVELS} deep.")])
    weight = _WEIGHT.search(body)
    return n, depth, _WEIGHT.sub("", body), weight[1] if weight else ""


def _read_level(lines: _Lines, lost: list[str]) -> list[Category]:
    """The categories of one level; lines that stand further right are within the one above them."""
    found, n = [], 0
    while n < len(lines):
        _, depth, name, weight = lines[n]
        end = next((m for m in range(n + 1, len(lines)) if lines[m][1] <= depth), len(lines))
        if not weight:
            below = lines[n + 1 : end]
            words = tuple(_word(*line, lost) for line in below if line[3] and line[1] == depth + 1)
            found.append(Category(name, tuple(filter(None, words)), tuple(_read_level(below, lost))))
        n = end
    return found


def _word(n: int, _: int, word: str, weight: str, lost: list[str]) -> str:
    """A word as a pattern; "" for a rule."""
    if word.startswith("@"):
        lost.append(f"Line {n}: {word!r} is a rule.")
        return ""
    if weight != "1":
        lost.append(f"Line {n}: {word!r} has the weight {weight}; a codebook counts it as 1.")
    return " ".join(word.replace("_", " ").split())


def write_wordstat(listed: Sequence[Category]) -> str:
    r"""A .cat file of some categories without levels.

    >>> write_wordstat([Category("seas", ("inland sea*",))])
    'seas\n\tinland_sea* (1)\n'
    """
    lines = [[one.name, *(f"\t{pattern.replace(' ', '_')} (1)" for pattern in one.patterns)] for one in listed]
    return "\n".join(line for block in lines for line in block) + "\n"


def not_in_wordstat(pattern: str) -> str:
    """Why a .cat file cannot say a pattern; "" if it can.

    >>> not_in_wordstat("export* control*"), not_in_wordstat("a_b")
    ('', '_ joins the words of a phrase there')
    """
    if "_" in pattern:
        return "_ joins the words of a phrase there"
    return "its signs have another meaning there" if re.search(r"[@()\[\]]", pattern) else ""
