"""The README and docs/ as what tests ask of them: headings, links, tables, blocks of commands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.builders.studies import PROJECT

PAGES = [
    PROJECT / "README.md",
    PROJECT / "CHANGELOG.md",
    PROJECT / "corpus" / "README.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\](?:\([^)]*\))?)*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its page, language, and lines."""

    page: str
    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]

    def __str__(self) -> str:
        return f"{self.page}: {self.lines[0]}"


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def blocks(path: Path) -> list[Block]:
    return [Block(name_of(path), *found) for found in _FENCE.findall(path.read_text(encoding="utf-8"))]


def prose(path: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def links(path: Path) -> list[str]:
    """Targets of links and pictures, also of a picture within a link."""
    text = prose(path)
    return [*_LINK.findall(text), *re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", text)]


def anchors(path: Path) -> set[str]:
    """Anchors of the headings, as GitHub makes them."""
    found: dict[str, int] = {}
    names = set()
    for heading in re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()).replace(" ", "-")
        names.add(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return names


def sections(path: Path, level: int) -> dict[str, str]:
    """Heading → the text under it, up to the next heading of this level or above."""
    parts = re.split(rf"^(#{{1,{level}}}) (.*)$", prose(path), flags=re.MULTILINE)
    return {
        heading: text
        for mark, heading, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
        if len(mark) == level
    }


def codes(text: str) -> list[str]:
    """What stands in backticks, in order."""
    return re.findall(r"`([^`]+)`", text)


def first_cells(text: str) -> list[str]:
    """What stands in backticks in the first cell of each row of the tables in a text."""
    return [code for line in text.splitlines() if line.startswith("| ") for code in codes(line.split(" | ")[0])]
