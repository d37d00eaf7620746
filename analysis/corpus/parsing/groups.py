"""Groups: the paragraphs of a page → its lead, and the paragraphs of each point with their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import is_date_line
from .layout import Block, group_blocks, has_verb, is_emphasised, is_sentence
from .lines import Line
from .opening import ANNOUNCES, find_opening, split_opening
from .points import is_cue

MENU_WORDS = 5  # a longer item at the foot of a page is text
LEAD_PARAGRAPHS = 3  # the first ones, where an unnumbered page announces its overview
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


def is_lead(part: str) -> bool:
    """Whether a paragraph says that a meeting was held and when, or announces an overview.

    >>> is_lead("On May 26, they held talks."), is_lead("They spoke of trade.")
    (True, False)
    """
    first = part[:1500]
    return bool(
        re.search(r"\bas follows\b", first)
        or (_WHEN.search(first[:400]) and _HELD.search(first) and _MET.search(first))
    )


def from_first_sentence(blocks: list[Block], text: str, *, cues: bool = False) -> list[Block]:
    """The blocks from the first sentence on; those above are headings.

    cues : whether the first block may also be a cue or emphasised.
    """
    for n, block in enumerate(blocks):
        part = text[block.start : block.end]
        if is_sentence(part) or (cues and (is_cue(part) or is_emphasised(part))):
            return blocks[n:]
    return []


def split_lead(blocks: list[Block], text: str, *, remarks: bool = False) -> tuple[list[Block], list[Block]]:
    """The lead and the other blocks of a page without numbers.

    The lead announces the overview, is the first item of a list and describes the meeting, or is the opening: the
    first sentence, if it reports who met whom.

    remarks : whether the page gives one person's words, which have no opening.
    """
    first = None if remarks else find_opening(blocks, text)
    blocks = blocks[first or 0 :]
    if len(blocks) > 1 and blocks[0].listed and blocks[1].listed and is_lead(text[blocks[0].start : blocks[0].end]):
        return blocks[:1], blocks[1:]
    for n, block in enumerate(blocks[:LEAD_PARAGRAPHS]):
        part = text[block.start : block.end]
        if ANNOUNCES.search(part[-300:]) and not block.listed:
            return blocks[: n + 1], blocks[n + 1 :]
    if first is None:
        return [], blocks
    lead, rest = split_opening(blocks[0], text, alone=not any(_is_text(block, text) for block in blocks[1:]))
    others = [*([rest] if rest else []), *blocks[1:]]
    return ([lead], others) if any(_is_text(block, text) for block in others) else ([], blocks)


def _is_text(block: Block, text: str) -> bool:
    return is_sentence(text[block.start : block.end])


def numbered_points(
    lines: Sequence[Line], starts: Sequence[tuple[int, int, int]], plain: str, above: Sequence[Block] = ()
) -> list[tuple[int, list[Block]]]:
    """The number and paragraphs of each point; the last point without the page's foot.

    A heading between two points is that of all below it which have none of their own. Of several paragraphs that are
    no text the first is the heading; the others belong to the next point alone.

    above : the headings above the first point.
    """
    ends = [index for index, _, _ in starts[1:]] + [len(lines)]
    found: list[tuple[int, list[Block]]] = []
    headings = list(above)
    for (index, number, offset), end in zip(starts, ends, strict=True):
        blocks = group_blocks(lines[index:end], plain, start=offset)
        if not blocks:
            continue
        own, below = blocks, headings_below(blocks, plain) if end < len(lines) else []
        if len(own) < 2 or _is_text(own[0], plain):
            own = [*headings, *own]
        found.append((number, own[: len(own) - len(below)]))
        headings = below or headings[:1]
    if found:
        found[-1] = (found[-1][0], without_foot(found[-1][1], plain) or found[-1][1])
    return found


def headings_below(blocks: list[Block], text: str) -> list[Block]:
    """The last paragraphs that are headings, not text, below at least one other paragraph."""
    count = 0
    for block in reversed(blocks[1:]):
        part = text[block.start : block.end]
        if block.listed or is_sentence(part) or has_verb(part):
            break
        count += 1
    return blocks[len(blocks) - count :] if count else []


def without_foot(blocks: list[Block], text: str) -> list[Block]:
    """The blocks without the page's last lines that are not text: a bureau, a date, a menu."""
    end = len(blocks)
    while end and _is_foot(blocks[end - 1], text):
        end -= 1
    menu = end
    while menu and _is_menu_item(blocks[menu - 1], text):
        menu -= 1
    if menu and end - menu > 1 and re.search(r"[.!?][\"”’)]*$", text[blocks[menu - 1].start : blocks[menu - 1].end]):
        return without_foot(blocks[:menu], text)
    return blocks[:end]


def _is_foot(block: Block, text: str) -> bool:
    part = text[block.start : block.end]
    return is_date_line(part) or not (block.listed or is_sentence(part) or has_verb(part))


def _is_menu_item(block: Block, text: str) -> bool:
    part = text[block.start : block.end]
    return block.listed and len(part.split()) <= MENU_WORDS and not is_sentence(part) and not has_verb(part)


def paragraph_groups(blocks: list[Block], text: str) -> list[tuple[int, list[Block]]]:
    """The numbered points of a page without numbers: one for each paragraph.

    List items belong to the paragraph before, headings to the one after. If the text begins with a list, each item
    is a point and contains its deeper items.
    """
    groups: list[list[Block]] = []
    blocks = without_foot(blocks, text) or blocks
    for block in blocks:
        if groups and _joins(block, groups[-1][-1], blocks[0], text):
            groups[-1].append(block)
        else:
            groups.append([block])
    return list(enumerate(groups, start=1))


def _joins(block: Block, above: Block, first: Block, text: str) -> bool:
    """Whether a paragraph belongs to the point of the paragraph above."""
    part, part_above = text[block.start : block.end], text[above.start : above.end]
    own_item = first.listed and block.listed and block.indent <= first.indent + 1
    if is_cue(part):
        return is_cue(part_above)
    if not is_sentence(part_above) or is_cue(part_above):
        return not (own_item and above.listed)
    return block.listed and not own_item
