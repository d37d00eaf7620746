"""Points: the paragraphs of one point → the point, with heading and coded sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...text.sentences import Span, sentence_spans
from .furniture import attendance_spans
from .layout import Block, has_verb, is_emphasised, is_sentence
from .parsed import Point

SUBHEADING_WORDS = 6  # within a point, a longer line without a full stop is text
# Before the first word of a sentence.
_SENTENCE_MARKER = re.compile(
    r"(?:[(（]\d{1,2}[)）]|[(（][a-z]{1,4}[)）](?=\s+[A-Z])|\d{1,2}\\?[.)](?=\s+[A-Z“\"]|\s*\Z)|[①-⑳•○◦●□■▲▷◆◇►‣∙])[\s]*"
)
# In remarks to the press: questions, and notes on the topic or the speaker of the next words.
_CUE = re.compile(
    r"[*_]{0,2}(?:\[[^\[\]]{1,200}\]|[(（](?:On|Regarding|Concerning|About|Question)\b.{0,400}[)）]|"
    r"(?:(?:Q|(?i:Question|Reporter|Journalist))\s?\d{0,3}[.:)]|\[(?i:Q|Question|Reporter|Journalist)[^\[\]]{0,80}\]).{0,1500})[*_]{0,2}",
    re.DOTALL,
)


def is_cue(part: str) -> bool:
    """Whether a paragraph is a question or a note on the next words.

    >>> is_cue("(On trade)"), is_cue("Q: Will you go?"), is_cue("They met.")
    (True, True, False)
    """
    return len(part) < 2000 and _CUE.fullmatch(part.strip()) is not None


def make_point(
    number: int, blocks: list[Block], text: str, plain: str, *, label: str = "", above: Sequence[Block] = ()
) -> Point:
    """The point of these paragraphs of `text`; `plain` is `text` in plain characters.

    label : its number as published; "" if it is `number`.
    above : the heading of the points above it, if it has no heading itself.
    """
    heading, blocks = _heading(blocks, plain)
    heading = heading or next((_clean_heading(plain[block.start : block.end]) for block in above), None)
    start, end = blocks[0].start, blocks[-1].end
    coded = [b for b, after in zip(blocks, [*blocks[1:], None], strict=True) if not _is_heading(b, after, plain)]
    spans = [span for block in coded for span in sentence_spans(plain, block.start, block.end)]
    aside = attendance_spans(plain, start, end)
    spans = [_without_marker(span, plain) for span in _outside(spans, aside)]
    sentences = [span for span in spans if re.search(r"[^\W\d_]", plain[slice(*span)])]
    return Point(number, heading, text[start:end], start, end, tuple(sentences), label or str(number))


def _without_marker(span: Span, text: str) -> Span:
    """The span without a number or list marker before its first word; empty if it is only a marker."""
    found = _SENTENCE_MARKER.match(text, *span)
    return (found.end(), span[1]) if found else span


def _clean_heading(part: str) -> str:
    heading = " ".join(re.sub(r"</?(?:u|b|strong)>|\*\*|__", "", part).strip("*_# ").split())
    bracketed = re.fullmatch(r"\[([^\[\]]+)\]|[(（]([^()（）]+)[)）]", heading)
    return next(filter(None, bracketed.groups())).strip() if bracketed else heading


def _heading(blocks: list[Block], text: str) -> tuple[str | None, list[Block]]:
    """The heading of a point, and its other paragraphs."""
    heading, first = None, 0
    for first, block in enumerate(blocks):
        part, is_last = text[block.start : block.end], first + 1 == len(blocks)
        is_text = is_sentence(part) or has_verb(part)
        if is_last or (is_text and not is_cue(part)) or (heading is not None and not is_cue(part)):
            break
        heading = _clean_heading(part)
    return heading, blocks[first:]


def _is_heading(block: Block, after: Block | None, text: str) -> bool:
    """Whether a paragraph is the heading of the next one: not a sentence, while the next one is."""
    part = text[block.start : block.end]
    return (
        after is not None
        and not is_sentence(part)
        and not has_verb(part)
        and is_sentence(text[after.start : after.end])
        and (len(part.split()) <= SUBHEADING_WORDS or is_emphasised(part))
    )


def _outside(spans: list[Span], aside: list[Span]) -> list[Span]:
    """The spans that are not within one of `aside`; both are in order."""
    kept, n = [], 0
    for start, end in spans:
        while n < len(aside) and aside[n][1] < end:
            n += 1
        if n == len(aside) or not aside[n][0] <= start < end <= aside[n][1]:
            kept.append((start, end))
    return kept
