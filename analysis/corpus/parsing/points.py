"""Paragraphs → points: what stands over a point as its heading, which of its sentences are coded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...text.sentences import Span, sentence_spans
from .furniture import attendance_spans
from .layout import Block, group_blocks, is_emphasised, is_sentence
from .lines import Line

SUBHEADING_WORDS = 6  # a longer line without a full stop within a point is text
LEAD_WITHIN = 3  # paragraphs in which an unnumbered page announces its overview
_ANNOUNCES = re.compile(
    r"as follows|\b(?:overview|summary|outline|gist|main points|key points)\b[^.]{0,120}?\b(?:is|are|was|"
    r"were)\b[^.]{0,40}"
    r"\b(?:follow\w*|below|given)|\bthe following (?:points|is|are)\b|"
    r"\b(?:overview|summary|outline|gist)\b[^.]{0,60}\bfollows?\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:met|held|had|talked|spoke|called|paid|hosted|conducted|convened|took place|visited|gathered|received|"
    r"exchanged|attended|participated)\b"
)
_WHEN = re.compile(
    r"\b(?:[Oo]n|[Ff]rom|[Aa]t|commencing)\b[^.]{0,60}\b(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)|\b(?:January|February|March|April|"
    r"May|June|July|August|September|October|November|December)\s\d|\btoday\b|\byesterday\b"
)
_MET = re.compile(
    r"\b(?:meetings?|talks?|call|conversation|summit|consultations?|dinner|luncheon|courtesy|met|talked|spoke|called)\b",
    re.IGNORECASE,
)
# In remarks to the press: what is put to the speaker, and whose words follow.
_CUE = re.compile(
    r"[*_]{0,2}(?:\[[^\[\]]{1,200}\]|[(（](?:On|Regarding|Concerning|About|Question)\b.{0,400}[)）]|"
    r"(?:(?:Q|(?i:Question|Reporter|Journalist))\s?\d{0,3}[.:)]|\[(?i:Q|Question|Reporter|Journalist)[^\[\]]{0,80}\]).{0,1500})[*_]{0,2}",
    re.DOTALL,
)


@dataclass(frozen=True)
class Point:
    """One point of a readout: `source[start:end] == text`; its heading and marker left out."""

    number: int
    heading: str | None
    text: str
    start: int
    end: int
    sentences: tuple[Span, ...]


def is_cue(part: str) -> bool:
    """Whether a paragraph is a question or the note of whose words follow, as in "(On trade)"."""
    return len(part) < 2000 and _CUE.fullmatch(part.strip()) is not None


def is_lead(part: str) -> bool:
    """Whether a paragraph tells that a meeting was held and when, or announces what follows."""
    first = part[:1500]
    return bool(
        re.search(r"\bas follows\b", first)
        or (_WHEN.search(first[:400]) and _HELD.search(first) and _MET.search(first))
    )


def from_first_sentence(blocks: list[Block], text: str, *, cues: bool = False) -> list[Block]:
    """The blocks from the first that reads as a sentence on; what stands above is heading.

    cues : whether what is in bold, or tells whose words follow, is kept.
    """
    for n, block in enumerate(blocks):
        part = text[block.start : block.end]
        if is_sentence(part) or (cues and (is_cue(part) or is_emphasised(part))):
            return blocks[n:]
    return []


def split_lead(blocks: list[Block], text: str) -> tuple[list[Block], list[Block]]:
    """Without numbers a lead announces the overview, stands over a list, or is a list's first item that tells of it."""
    if len(blocks) > 1 and blocks[0].listed and blocks[1].listed and is_lead(text[blocks[0].start : blocks[0].end]):
        return blocks[:1], blocks[1:]
    for n, block in enumerate(blocks[:LEAD_WITHIN]):
        part = text[block.start : block.end]
        if _ANNOUNCES.search(part[-300:]) and not block.listed:
            return blocks[: n + 1], blocks[n + 1 :]
    over_list = len(blocks) > 2 and not blocks[0].listed and all(block.listed for block in blocks[1:])
    if over_list and is_lead(text[blocks[0].start : blocks[0].end]):
        return blocks[:1], blocks[1:]
    return [], blocks


def numbered_points(
    lines: Sequence[Line], starts: Sequence[tuple[int, int, int]], plain: str
) -> list[tuple[int, list[Block]]]:
    """Each numbered point's paragraphs; the last one without what stands under it and is no sentence."""
    ends = [index for index, _, _ in starts[1:]] + [len(lines)]
    found = [
        (number, group_blocks(lines[index:end], plain, start=offset))
        for (index, number, offset), end in zip(starts, ends, strict=True)
    ]
    found = [(number, blocks) for number, blocks in found if blocks]
    if found:
        found[-1] = (found[-1][0], _without_foot(found[-1][1], plain))
    return found


def _without_foot(blocks: list[Block], text: str) -> list[Block]:
    """A page's last lines that are no sentences, such as the name of a bureau, are no part of its last point."""
    kept = (n for n, b in reversed(list(enumerate(blocks, 1))) if b.listed or is_sentence(text[b.start : b.end]))
    return blocks[: next(kept, None)]


def paragraph_groups(blocks: list[Block], text: str) -> list[tuple[int, list[Block]]]:
    """Each paragraph is a point; list items belong to the paragraph before, headings to the one after.

    Where the text begins with a list, each of its items is a point, with the deeper ones under it.
    """
    items = bool(blocks) and blocks[0].listed
    groups: list[list[Block]] = []
    for block in blocks:
        above = groups[-1][-1] if groups else None
        part = text[block.start : block.end]
        if above is None or is_cue(part):
            joins = above is not None and is_cue(text[above.start : above.end])
        elif not is_sentence(text[above.start : above.end]) or is_cue(text[above.start : above.end]):
            joins = not (items and block.listed and above.listed and block.indent <= blocks[0].indent + 1)
        else:
            joins = block.listed and not (items and block.indent <= blocks[0].indent + 1)
        if joins:
            groups[-1].append(block)
        else:
            groups.append([block])
    if groups:
        groups[-1] = _without_foot(groups[-1], text)
    return list(enumerate(groups, start=1))


def make_point(number: int, blocks: list[Block], text: str, plain: str) -> Point:
    """A point of these paragraphs of `text`; `plain` is the same in plain characters."""
    heading, blocks = _heading(blocks, plain)
    start, end = blocks[0].start, blocks[-1].end
    coded = [b for b, after in zip(blocks, [*blocks[1:], None], strict=True) if not _is_heading(b, after, plain)]
    spans = [span for block in coded for span in sentence_spans(plain, block.start, block.end)]
    aside = attendance_spans(plain, start, end)
    sentences = [span for span in _outside(spans, aside) if re.search(r"\w", plain[slice(*span)])]
    return Point(number, heading, text[start:end], start, end, tuple(sentences))


def _heading(blocks: list[Block], text: str) -> tuple[str | None, list[Block]]:
    """What stands over a point, and the paragraphs under it."""
    heading, first = None, 0
    for first, block in enumerate(blocks):
        part, below = text[block.start : block.end], first + 1 < len(blocks)
        if not below or (is_sentence(part) and not is_cue(part)) or (heading is not None and not is_cue(part)):
            break
        heading = " ".join(re.sub(r"</?(?:u|b|strong)>|\*\*|__", "", part).strip("*_# ").split())
        heading = heading.strip("[] ") if heading.endswith("]") else heading
        heading = heading[1:-1] if is_cue(heading) and heading.startswith("(") else heading
    return heading, blocks[first:]


def _is_heading(block: Block, after: Block | None, text: str) -> bool:
    """Whether a paragraph stands over the next one: no sentence itself, and the next one is."""
    part = text[block.start : block.end]
    return (
        after is not None
        and not is_sentence(part)
        and is_sentence(text[after.start : after.end])
        and (len(part.split()) <= SUBHEADING_WORDS or is_emphasised(part))
    )


def _outside(spans: list[Span], aside: list[Span]) -> list[Span]:
    """The spans that do not lie within one of the others; both in order."""
    kept, n = [], 0
    for start, end in spans:
        while n < len(aside) and aside[n][1] < end:
            n += 1
        if n == len(aside) or not aside[n][0] <= start < end <= aside[n][1]:
            kept.append((start, end))
    return kept
