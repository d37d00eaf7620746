"""Layout: the lines of a page → its paragraphs, without line wraps, repeated captions, furniture and attendance."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .furniture import brackets, end_without_marks, is_attendance, is_caption
from .lines import Line
from .numbering import LIST_MARKER, begins_item

_SENTENCE_END = re.compile(r"[.!?;:…](?:[\"'’”)\]*_¹²³⁴⁵]|\[\w{1,3}\])*\s*$")
_EMPHASISED = re.compile(
    r"(?:\*\*(?:(?!\*\*).)+\*\*|__(?:(?!__).)+__|<(u|b|strong)>[^<>]+</\1>|#{1,6} .+|[–—-] [^–—]{1,80} [–—-])",
    re.DOTALL,
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")
_TAIL = 200  # characters at the end of a paragraph that are searched for the end of a sentence
WRAP_WIDTH = 100  # characters; text in longer lines is not wrapped
SHORT_LINE = 36  # characters; half of the usual width of a wrapped line
WIDTH_TOLERANCE = 12  # columns by which an archive's lines differ
HEADING_WORDS = 14  # a longer paragraph is not a heading
# Words and ends that show that a line without a full stop is text.
_VERB = re.compile(
    r"^[\"“‘(]?(?:They|He|She|We|It) \w|^[a-z]|\b(?:said|told|stated|agreed|welcomed|stressed|emphasi[sz]ed|"
    r"underscored|(?:re)?affirmed|confirmed|condemned|expressed|explained|noted|instructed|decided|discussed|reiterated|"
    r"shared|urged|concurred|conveyed|asked|called for|committed|will|would|should|was|were|are|is|has|have|had)\b"
)
_UNFINISHED_WORD = r"\b(?:of|and|or|the|with|between|by|for|in|to|on|at|a|an|that|as|from)"
_UNFINISHED = re.compile(rf"(?:{_UNFINISHED_WORD}|[,;–-])\s*$")
_GOES_ON = re.compile(rf"{_UNFINISHED_WORD}\s*$")
_LETTERED = re.compile(r"\s*\(?[a-z]{1,4}\)\s")
_NEXT_ITEM = re.compile(r"(?:[,;]|\b(?:and|or))\s*$")  # ends an item above another one
REPEATED_WORDS = 4  # a shorter repeated line can be the heading of several parts


@dataclass(frozen=True)
class Block:
    """A paragraph without its list marker and outer white space.

    start, end : half-open offsets into the text.
    listed : whether it is the item of a list.
    indent : columns before it.
    marker : its list marker; "" if none.
    """

    start: int
    end: int
    listed: bool
    indent: int = 0
    marker: str = ""


def join_wrapped(lines: list[Line]) -> list[Line]:
    """The same lines; in wrapped text, those that continue the line above are marked."""
    if not is_wrapped(lines):
        return lines
    width = _width(lines)
    return [
        replace(line, continues=True) if not (above.blank or line.blank) and _continues(above, line, width) else line
        for above, line in itertools.pairwise([Line(0, 0, ""), *lines])
    ]


def _width(lines: Sequence[Line]) -> int:
    """The width of the wrapped text: the longest of the lines with a line below."""
    filled = (
        len(line.text.rstrip())
        for line, after in itertools.pairwise(lines)
        if not line.blank and not after.blank and len(line.text.rstrip()) <= WRAP_WIDTH
    )
    return max(filled, default=WRAP_WIDTH)


def _continues(above: Line, line: Line, width: int) -> bool:
    """Whether a line continues the line above: the line above had no room for its first word."""
    word, room = line.text.split(maxsplit=1)[0], width - len(above.text.rstrip())
    if begins_item(line.text):
        ended = _SENTENCE_END.search(above.text[-_TAIL:]) is not None
        ended |= all(map(_LETTERED.match, (above.text, line.text))) and bool(_NEXT_ITEM.search(above.text[-_TAIL:]))
        return len(word) + 1 + WIDTH_TOLERANCE > room and not ended and len(above.text.strip()) >= SHORT_LINE
    headed = begins_item(above.text) and line.text.lstrip()[0].isupper() and len(above.text.strip()) < SHORT_LINE
    if line.text.strip() == above.text.strip():
        return False
    left_short = not word[0].islower() and len(word) + 1 < room and room > width // 2
    return not (left_short or headed or is_emphasised(above.text) or is_emphasised(line.text))


def mark_repeated(lines: list[Line]) -> list[Line]:
    """The same lines; below the first sentence, repeated lines that are not sentences are marked."""
    first = next((i for i, line in enumerate(lines) if is_sentence(line.text)), len(lines))
    candidates = [
        not line.continues
        and not after.continues
        and len(line.text.split()) >= REPEATED_WORDS
        and not is_sentence(line.text)
        for line, after in itertools.pairwise([*lines, Line(0, 0, "")])
    ]
    times = Counter(line.text.strip() for line, candidate in zip(lines, candidates, strict=True) if candidate)
    return [
        replace(line, repeated=True) if i > first and candidate and times[line.text.strip()] > 1 else line
        for i, (line, candidate) in enumerate(zip(lines, candidates, strict=True))
    ]


def mark_foreign(lines: list[Line]) -> list[Line]:
    """The same lines; on a page in Latin letters, lines mostly in another script are marked: menus and notices."""
    counts = [(len(_LATIN.findall(line.text)), len(_OTHER.findall(line.text))) for line in lines]
    if not any(other for _, other in counts) or sum(n for n, _ in counts) <= sum(n for _, n in counts) / 2:
        return lines
    return [
        replace(line, repeated=True) if other > latin and other > 1 else line
        for line, (latin, other) in zip(lines, counts, strict=True)
    ]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether most of the text is in short lines, and no fewer go on in lower case than end a sentence."""
    lengths = [len(line.text) for line in lines]
    if sum(n for n in lengths if n <= WRAP_WIDTH) <= sum(lengths) / 2:
        return False
    pairs = [
        (line, after)
        for line, after in itertools.pairwise(lines)
        if re.search(r"[^\W\d_]{2}", line.text) and not after.blank and not begins_item(after.text)
    ]
    ended = sum(_SENTENCE_END.search(line.text[-_TAIL:]) is not None for line, _ in pairs)
    within = sum(
        after.text.lstrip()[0].islower() or _GOES_ON.search(line.text[-_TAIL:]) is not None for line, after in pairs
    )
    return within >= max(ended, 1)


def group_blocks(lines: Sequence[Line], text: str, start: int = 0) -> list[Block]:
    """The paragraphs of some lines: a new one begins after a blank line or furniture, and at each new line.

    Text before the offset `start`, such as a marker, is ignored. Captions and attendance lists are left out. If a list
    mark has its own line, the line below is its item.
    """
    blocks: list[Block] = []
    marked: Line | None = None
    attending = False
    for group in _groups(lines):
        block = _block(text, max(group[0].start, start), group[-1].end, _indent(group[0]), listed=marked is not None)
        if block.end <= block.start:
            marked = group[0] if block.listed else marked
            continue
        marked = None
        part = text[block.start : block.end]
        if is_caption(part):
            continue
        if is_attendance(part):
            attending = not part.endswith((".", ")"))  # "Attendees:", and a list under it
        elif not attending or is_sentence(part):
            attending = False
            blocks.append(block)
    return blocks


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph."""
    groups: list[list[Line]] = [[]]
    left_out = False
    for line in lines:
        left_out = line.furniture or (left_out and line.continues)  # a caption of two lines
        if line.blank or left_out:
            groups.append([])
        elif line.continues:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if group]


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _block(text: str, start: int, end: int, indent: int, listed: bool) -> Block:
    marker = LIST_MARKER.match(text, start, end)
    inner = marker.end() if marker else start
    stop = end_without_marks(text, inner, end)
    body = text[inner:stop]
    shown = marker.group().strip() if marker else ""
    return Block(inner + len(body) - len(body.lstrip()), stop, marker is not None or listed, indent, shown)


def is_emphasised(part: str) -> bool:
    """Whether a whole paragraph is bold, underlined or marked as a heading.

    >>> is_emphasised("**Trade**"), is_emphasised("They spoke of **trade**")
    (True, False)
    """
    return _EMPHASISED.fullmatch(part.strip()) is not None if len(part) < 1000 else False


def has_verb(part: str) -> bool:
    """Whether a line without a full stop is text: it has a verb, or goes on in the next line.

    >>> has_verb("They agreed to trade"), has_verb("resume the visits, and"), has_verb("Trade and Investment")
    (True, True, False)
    """
    return not is_emphasised(part) and (_VERB.search(part) is not None or _UNFINISHED.search(part) is not None)


def is_sentence(part: str) -> bool:
    """Whether a paragraph ends like a sentence, or is too long to be a heading.

    >>> is_sentence("They met."), is_sentence("Plenary (from 5:15 p.m.)")
    (True, False)
    """
    plain = part.rstrip()
    if is_emphasised(plain):
        return False
    if plain.endswith(")"):  # "Plenary (from 5:15 p.m.)" is a heading
        last = brackets(plain, max(0, len(plain) - _TAIL))[-1:]
        plain = plain[: last[0][0]].rstrip() if last and last[0][1] == len(plain) else plain
    return (bool(plain) and _SENTENCE_END.search(plain[-_TAIL:]) is not None) or len(part.split()) > HEADING_WORDS
