"""What every column means: docs/tables.md → descriptions, for files that describe themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..corpus.folders import project_folder
from ..io.files import read_text

FIGURES = "`figures/*.csv`"
SHARED = "Shared columns"
_CODE = re.compile(r"`([^`]+)`")
_HEADING = re.compile(r"^(#{2,3}) (.*)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_OF_FIGURE = re.compile(r"`(\w+)\.csv`(?: \| | \((?:as )?)`(\w+)")


@dataclass(frozen=True)
class Described:
    """A table of docs/tables.md: what a row is, and what each of its columns means."""

    text: str
    columns: dict[str, str]


@cache
def describe_tables() -> dict[str, Described]:
    """Every table that docs/tables.md describes, by name, with all its columns.

    >>> describe_tables()["tags"].columns["weight"]
    "1 divided by the number of the sentence's themes"
    >>> describe_tables()["tags"].columns["sentence"]
    'number of the sentence in the readout, from 1'
    """
    parts = _sections()
    shared = _meanings(parts[SHARED])
    return {
        name: _describe(text, shared) for heading, text in parts.items() for name in re.findall(r"`([^`]+)`", heading)
    }


@cache
def describe_figures() -> dict[str, Described]:
    """The tables that charts draw, by the chart's key, in the words of the table that each is a part of.

    >>> describe_figures()["heat"].columns["meeting"]
    'short name of a readout'
    """
    section, tables = _sections()[FIGURES], describe_tables()
    own = _meanings(_sections()[SHARED]) | _meanings(section)
    found = dict(_OF_FIGURE.findall(section))
    return {key: Described(tables[name].text, own | tables[name].columns) for key, name in found.items()}


def _sections() -> dict[str, str]:
    """Heading → the text below it, up to the next heading."""
    parts = _HEADING.split(read_text(project_folder() / "docs" / "tables.md"))
    return dict(zip(parts[2::3], parts[3::3], strict=True))


def _describe(text: str, shared: dict[str, str]) -> Described:
    said, _, rest = text.strip().partition("\n\n")
    names = _CODE.findall(next((line for line in rest.splitlines() if line.startswith("Columns: ")), ""))
    own = shared | _meanings(rest)
    return Described(_plain(said), {name: own.get(name, "") for name in names})


def _meanings(text: str) -> dict[str, str]:
    """The first two cells of the rows of a text: columns in backticks, and what they mean, one by one if it says so."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        names, _, said = line.strip("| ").partition(" | ")
        if line.startswith("| `"):
            columns, parts = _CODE.findall(names), said.split("; ")
            each = parts if len(parts) == len(columns) else [said] * len(columns)
            found |= dict(zip(columns, map(_plain, each), strict=True))
    return found


def _plain(markdown: str) -> str:
    """Words without links and marks of code, in one line."""
    return " ".join(_LINK.sub(r"\1", markdown).replace("`", "").split())
