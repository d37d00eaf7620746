"""Sub-points: the paragraphs of a numbered point → the point itself and its sub-points, as in "2(1)" or "1(2)(a)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from .layout import Block, has_verb, is_sentence

_STYLES = (
    ("number", re.compile(r"\(?(\d{1,3})(?:\)|\\?\.)")),
    ("roman", re.compile(r"\(?([ivx]{1,5})\)")),
    ("letter", re.compile(r"\(?([a-zA-Z])\)")),
    ("circled", re.compile(r"([①-⑳])")),
    ("bullet", re.compile(r"[•○◦°º□■▲▷●◆◇►‣∙\-–—·o]")),
)


_NO_STYLE = ("", "")
_FIRST = ("", "1", "2", "i", "ii", "a", "b", "A", "B", "①", "②")  # a list that begins with another number is text


@dataclass(frozen=True)
class Part:
    """A point or sub-point: its label, its paragraphs, and the paragraphs that are the heading of both."""

    label: str
    blocks: list[Block]
    headings: list[Block] = field(default_factory=list)


def split_subpoints(number: int, blocks: list[Block], text: str) -> list[Part]:
    """The point and its sub-points in order; only the point where its items are not sentences of their own.

    >>> page = "They spoke. (1) They met. (2) They left."
    >>> items = [Block(0, 11, False), Block(16, 25, True, marker="(1)"), Block(30, 40, True, marker="(2)")]
    >>> [part.label for part in split_subpoints(2, items, page)]
    ['2', '2(1)', '2(2)']
    """
    begins = [n for n, block in enumerate(blocks) if _style(block.marker) != _NO_STYLE]
    if not begins or not _are_points(begins, blocks, text):
        return [Part(str(number), blocks)]
    parts = [Part(_own_label(number, blocks, begins), blocks[: begins[0]])] if begins[0] else []
    stack: list[tuple[str, str]] = []
    counts: dict[int, int] = {}
    depths = [0] * len(parts)
    for n, end in zip(begins, [*begins[1:], len(blocks)], strict=True):
        style, shown = _style(blocks[n].marker, stack)
        kept = next((k for k, (other, _) in enumerate(stack) if other == style), len(stack))
        counts = {depth: count for depth, count in counts.items() if depth <= kept}
        counts[kept] = counts.get(kept, 0) + 1
        stack = [*stack[:kept], (style, f"({shown})" if shown else f".{counts[kept]}")]
        parts.append(Part(f"{number}{''.join(label for _, label in stack)}", blocks[n:end]))
        depths.append(len(stack))
    return _under_headings(parts, depths, text)


def _style(marker: str, stack: Sequence[tuple[str, str]] = ()) -> tuple[str, str]:
    """The style of a marker and the number that it shows; ("", "") if it is the mark of a note or none."""
    for name, pattern in _STYLES:
        found = pattern.fullmatch(marker)
        after_letter = name == "roman" and ("letter", "(h)") in stack
        if found and not after_letter:
            return name, found.group(1) if pattern.groups else ""
    return _NO_STYLE


def _are_points(begins: list[int], blocks: list[Block], text: str) -> bool:
    """Whether each item is a sentence of its own, or a heading above sentences, below a finished introduction."""
    if _style(blocks[begins[0]].marker)[1] not in _FIRST:
        return False
    for n in begins:
        part = text[blocks[n].start : blocks[n].end]
        heads = n + 1 < len(blocks) and not has_verb(part)
        if not (part[:1].isupper() or part[:1] in "“\"'‘[(" or part[:1].isdigit()) or not (is_sentence(part) or heads):
            return False
        if part.rstrip().endswith((";", ",")):
            return False
    above = text[blocks[begins[0] - 1].start : blocks[begins[0] - 1].end] if begins[0] else ""
    return not above or is_sentence(above) or not has_verb(above)


def _own_label(number: int, blocks: list[Block], begins: list[int]) -> str:
    """The label of the text above the items: "1(1)" if the items begin with (2), since "1. (1)" is one marker."""
    second = _style(blocks[begins[0]].marker) == ("number", "2")
    return f"{number}(1)" if second else str(number)


def _under_headings(parts: list[Part], depths: list[int], text: str) -> list[Part]:
    """The parts with sentences, each with the headings above it: those alone in a part that is less deep."""
    found: list[Part] = []
    headings: list[tuple[int, list[Block]]] = []
    for part, depth, next_depth in zip(parts, depths, [*depths[1:], depths[-1]], strict=True):
        headings = [above for above in headings if above[0] < depth]
        leading = list(takewhile(lambda block: not is_sentence(text[block.start : block.end]), part.blocks))
        if leading != part.blocks or next_depth <= depth:
            found.append(Part(part.label, part.blocks, headings[-1][1][-1:] if headings else []))
        if leading:
            headings.append((depth, leading))
    return found
