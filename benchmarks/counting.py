"""Where the counts of two tools differ, and why: every match that only one of them has gets its cause, or is a fault.

Places are compared by the number of characters before them that are no white space: those are the same in the document
and in its paragraphs with joined lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate
from typing import Any, NamedTuple

from analysis.bulk.batches import tag_batch
from analysis.codebook.matcher import Matcher
from analysis.codebook.model import Codebook

from .texts import Text, as_batch
from .tools import Place, Tool, paragraphs
from .vocabulary import written_patterns

# Causes of matches that only the other tool has, and that only ours has.
NESTED, SPLIT, MARKS, EDGE = "nested in a longer phrase", "sentence boundary", "other marks between words", "word edge"
HYPHEN, TOKEN, OVERLAP = (
    "hyphen, dash or space unlike the phrase",
    "inside a token of theirs",
    "overlaps a match they took",
)
UNEXPLAINED = "unexplained"
CAUSES = {
    NESTED: "We count only the longest of phrases within each other, in all themes; they count the short one too.",
    SPLIT: "The phrase runs over what one of the two holds for the end of a sentence, where neither would count it.",
    MARKS: "They throw punctuation away before they join words: “trade, investment” is then “trade investment”.",
    EDGE: "An underscore, an accent or a letter beyond ASCII stands beside it, which for us is part of the word.",
    HYPHEN: "We hold hyphens, dashes and spaces for alike; they find a phrase only as it is written in the codebook.",
    TOKEN: "Their tokenizer keeps it together with what is beside it, as in “trade-” or “trade/arms”.",
    OVERLAP: "They take one of two phrases that share words, we count both.",
    UNEXPLAINED: "None of these: a fault of one of the two.",
}
_WORDS_ONLY = re.compile(r"[\w\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+")
_PART_OF_WORD = re.compile(r"[_\u0300-\u036f]|[^\W\x00-\x7f]")


class Reading(NamedTuple):
    """Sentence starts, matches and edges of tokens of a document, in characters that are no white space."""

    sentences: list[int]
    matches: set[Place]
    edges: set[int]  # none where the tool has no tokens


class Compared(NamedTuple):
    """How one tool's matches differ from ours."""

    ours: int
    theirs: int
    missing: Counter[str]  # by cause: only ours has them
    extra: Counter[str]  # only theirs
    examples: dict[str, str]  # a match for each cause


def compare_tools(codebook: Codebook, tools: Sequence[Tool], text: Text) -> tuple[list[dict[str, Any]], int]:
    """Every tool's matches beside ours, one row each: counts, differences by cause, an example of each cause.

    Also the number of our matches that run over a line end.
    """
    over_lines = 0
    compared: dict[str, list[Compared]] = {tool.name: [] for tool in tools}
    matcher, phrases = Matcher(codebook), set(written_patterns(codebook))
    for document in text.documents:
        ours = read_ours(document, matcher)
        over_lines += _count_over_lines(document, ours)
        for tool in tools:
            compared[tool.name].append(compare(document, ours, read_theirs(document, tool), phrases))
    return [{"name": name, **_sum(own)} for name, own in compared.items()], over_lines


def differing_themes(rows: Iterable[Mapping[str, Any]], counted: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Faults of a comparison: matches without a cause, and tools whose timed counts are not those compared."""
    faults = []
    for row in rows:
        name, number = row["name"], row["missing"].get(UNEXPLAINED, 0) + row["extra"].get(UNEXPLAINED, 0)
        if number:
            faults.append(
                f"{name}: {number} matches differ without a known cause, as {row['examples'][UNEXPLAINED]!r}."
            )
        if name in counted and sum(counted[name].values()) != row["theirs"]:
            faults.append(f"{name}: {sum(counted[name].values())} matches were timed, {row['theirs']} compared.")
    return faults


def read_ours(document: str, matcher: Matcher) -> Reading:
    """What `tag_batch` finds in a document."""
    sentences, matches = tag_batch(as_batch([document]), matcher)
    at = _positions(document)
    columns = (matches[name].to_pylist() for name in ("start", "end", "theme"))
    places = {Place(at[start], at[end], theme) for start, end, theme in zip(*columns, strict=True)}
    return Reading([at[start] for start in sentences["start"].to_pylist()], places, set())


def read_theirs(document: str, tool: Tool) -> Reading:
    """What another tool finds in the document's paragraphs."""
    reading = Reading([], set(), set())
    before = 0
    for paragraph in paragraphs(document):
        at, found = _positions(paragraph), tool.find(paragraph)
        reading.sentences.extend(before + at[start] for start in found.sentences)
        reading.matches.update(Place(before + at[a], before + at[b], theme) for a, b, theme in found.matches)
        reading.edges.update(before + at[edge] for edge in found.edges)
        before += at[-1]
    return reading


def compare(document: str, ours: Reading, theirs: Reading, phrases: Set[str]) -> Compared:
    """Two readings of a document, every difference with its cause; `phrases` as the codebook writes them."""
    where = [n for n, character in enumerate(document) if not character.isspace()]
    missing, extra = Counter[str](), Counter[str]()
    examples: dict[str, str] = {}
    for place in sorted(ours.matches ^ theirs.matches):
        start, end = where[place.start], where[place.end - 1] + 1
        written, beside = document[start:end], document[max(start - 1, 0) : start] + document[end : end + 1]
        if place in ours.matches:
            cause = _why_missing(place, written, theirs, phrases)
            missing[cause] += 1
        else:
            cause = _why_extra(place, written, beside, ours)
            extra[cause] += 1
        examples.setdefault(cause, " ".join(written.split()))
    return Compared(len(ours.matches), len(theirs.matches), missing, extra, examples)


def _why_missing(place: Place, written: str, theirs: Reading, phrases: Set[str]) -> str:
    if _crosses(place, theirs.sentences):
        return SPLIT
    if any(other.start < place.end and place.start < other.end for other in theirs.matches):
        return OVERLAP
    if " ".join(written.split()).casefold() not in phrases:
        return HYPHEN
    if theirs.edges and not {place.start, place.end} <= theirs.edges:
        return TOKEN
    return UNEXPLAINED


def _why_extra(place: Place, written: str, beside: str, ours: Reading) -> str:
    if any(o.start <= place.start and place.end <= o.end and o[:2] != place[:2] for o in ours.matches):
        return NESTED
    if _crosses(place, ours.sentences):
        return SPLIT
    if _PART_OF_WORD.search(beside):
        return EDGE
    return MARKS if not _WORDS_ONLY.fullmatch(written) else UNEXPLAINED


def _crosses(place: Place, sentences: Sequence[int]) -> bool:
    """Whether a sentence begins inside the match."""
    after = bisect_right(sentences, place.start)
    return after < len(sentences) and sentences[after] < place.end


def _positions(text: str) -> list[int]:
    """For every offset, also the end: characters before it that are no white space."""
    return list(accumulate((not character.isspace() for character in text), initial=0))


def _count_over_lines(document: str, ours: Reading) -> int:
    where = [n for n, character in enumerate(document) if not character.isspace()]
    return sum("\n" in document[where[place.start] : where[place.end - 1]] for place in ours.matches)


def _sum(compared: Sequence[Compared]) -> dict[str, Any]:
    examples: dict[str, str] = {}
    for one in reversed(compared):
        examples |= one.examples
    return {
        "ours": sum(one.ours for one in compared),
        "theirs": sum(one.theirs for one in compared),
        "missing": dict(sum((one.missing for one in compared), Counter[str]())),
        "extra": dict(sum((one.extra for one in compared), Counter[str]())),
        "examples": examples,
    }
