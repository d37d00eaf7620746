"""Tagging written the plain way: one sentence after the other, one pattern after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.codebook.matcher import NestedScope
from analysis.codebook.model import Codebook, Conditional
from tests.builders import simple_search
from tests.builders.slow_matcher import is_separator

Span = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """A place in a sentence where a pattern fits; offsets are into the sentence."""

    start: int
    end: int
    theme: str | None
    pattern: str
    yields: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


class Matcher:
    """The patterns of a codebook, ready to be looked for in one sentence at a time."""

    def __init__(self, codebook: Codebook, *, nested_scope: NestedScope = "dictionary") -> None:
        self.codebook = codebook
        self.nested_scope = nested_scope
        self._listed = codebook.listed

    def find(self, sentence: str, kind: str = "", sides: Sequence[str] = (), before: Sequence[str] = ()) -> list[Hit]:
        """The hits that count in a sentence, in the order of their places; consumed words left out.

        `kind` and `sides` are those of the readout, where known; `before` the sentences before it, the nearest first.
        """
        fits = [
            (
                entry,
                Hit(
                    start,
                    end,
                    entry.theme,
                    entry.source,
                    frozenset(entry.condition.unless_themes if entry.condition else ()),
                ),
            )
            for entry in self._listed
            for start, end in simple_search.find(entry.pattern.written, sentence)
        ]
        consumed = _longest_spans(hit.span for _, hit in fits if hit.theme is None)
        said: dict[str, bool] = {}

        def says(written: str) -> bool:
            """Whether a context phrase stands in the sentence outside consumed words."""
            if written not in said:
                spans = simple_search.find(written, sentence)
                said[written] = any(not _inside(span, consumed) for span in spans)
            return said[written]

        topics = next(filter(None, map(self._topics, [sentence, *before[: self.codebook.topics.within]])), None)
        if topics is None:
            topics = {name for name, own in self.codebook.topics.sides.items() if set(own) & set(sides)}
        hits = [hit for entry, hit in fits if self._holds(entry.condition, says, kind, sides, topics)]
        counted = [hit for hit in self._not_nested(hits) if hit.theme]
        present = {hit.theme for hit in counted if not hit.yields}
        kept = _one_per_span(hit for hit in counted if not hit.yields & present)
        return sorted(kept, key=lambda hit: (hit.start, hit.end, hit.theme))

    def _topics(self, sentence: str) -> set[str]:
        """The topics that a sentence names, outside consumed words."""
        expand = self.codebook.expand
        consumed = _longest_spans(s for w in expand(self.codebook.consumes) for s in simple_search.find(w, sentence))
        return {
            topic
            for topic, phrases in self.codebook.topics.phrases.items()
            if any(not _inside(s, consumed) for w in expand(phrases) for s in simple_search.find(w, sentence))
        }

    def _holds(
        self,
        condition: Conditional | None,
        says: Callable[[str], bool],
        kind: str,
        sides: Sequence[str],
        topics: set[str],
    ) -> bool:
        if condition is None:
            return True
        unless, only_with = self.codebook.expand(condition.unless), self.codebook.expand(condition.only_with)
        if kind in condition.unless_kinds or set(sides) & set(condition.unless_sides) or any(map(says, unless)):
            return False
        if topics & set(condition.unless_topics) or (condition.only_topics and not topics & set(condition.only_topics)):
            return False
        return not only_with or any(map(says, only_with))

    def _not_nested(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that are in no longer one of the same scope."""
        if self.nested_scope == "dictionary":
            longest = set(_longest_spans(hit.span for hit in hits))
            return [hit for hit in hits if hit.span in longest]
        kept: list[Hit] = []
        for theme in {hit.theme for hit in hits if hit.theme}:
            longest = set(_longest_spans(hit.span for hit in hits if hit.theme in (theme, None)))
            kept += [hit for hit in hits if hit.theme == theme and hit.span in longest]
        return kept

    def points_back(self, sentence: str) -> bool:
        """Whether the sentence refers to the one before it in the words of the codebook's `carry`."""
        carry, expand = self.codebook.carry, self.codebook.expand
        nouns = expand(carry.nouns)

        def before_nouns(words: Sequence[str]) -> list[tuple[int, int, str]]:
            """Begin of a word of a list, begin of the noun that it precedes, and the noun as the codebook has it."""
            found = []
            for noun in nouns:
                for start, _ in simple_search.find(noun, sentence):
                    for n in range(carry.within + 1):
                        for word in expand(words):
                            for begin, end in simple_search.find(f"{word}{' *' * n}", sentence):
                                gap = sentence[end:start]
                                if end < start and all(map(is_separator, gap)):
                                    found.append((begin, start, noun))
            return found

        pointing = before_nouns(carry.determiners)
        own = min((start for _, start, _ in before_nouns(carry.introducers)), default=len(sentence))
        starts = [start for written in expand(carry.phrases) for start, _ in simple_search.find(written, sentence)]
        pointed = {(start, noun) for _, start, noun in pointing}

        def named_before(noun: str, start: int) -> bool:
            others = (begin for begin, _ in simple_search.find(noun, sentence) if (begin, noun) not in pointed)
            return any(begin < start for begin in others)

        return any(start < own for start in starts) or any(
            begin < own and not named_before(noun, start) for begin, start, noun in pointing
        )


def _longest_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans that are nested in no longer one, in order; so also in the order of their ends."""
    longest: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not longest or span[1] > longest[-1][1]:
            longest.append(span)
    return longest


def _inside(span: Span, longest: Sequence[Span]) -> bool:
    """Whether a span is nested in a longer one of some `_longest_spans`."""
    before = bisect_right(longest, span[0], key=lambda other: other[0])
    return before > 0 and longest[before - 1][1] >= span[1] and longest[before - 1] != span


def _one_per_span(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each place and theme: the pattern with the fewest wildcards, then the first by name."""
    best: dict[tuple[Span, str | None], Hit] = {}
    for hit in hits:
        place = (hit.span, hit.theme)
        if place not in best or _rank(hit) < _rank(best[place]):
            best[place] = hit
    return list(best.values())


def _rank(hit: Hit) -> tuple[int, str]:
    return hit.pattern.count("*") + hit.pattern.count("?"), hit.pattern


def find_matches(
    sentences: pd.DataFrame, codebook: Codebook, nested_scope: NestedScope = "dictionary"
) -> list[tuple[object, ...]]:
    """Rows of `matches`."""
    matcher = Matcher(codebook, nested_scope=nested_scope)
    kinds, sides = (sentences[n] if n in sentences else [""] * len(sentences) for n in ("kind", "sides"))
    columns = zip(*(sentences[name] for name in ("readout_id", "sentence", "text", "start")), kinds, sides, strict=True)
    rows: list[tuple[object, ...]] = []
    before: list[str] = []
    last = None
    for readout_id, number, text, start, kind, met in columns:
        before = before if readout_id == last else []
        rows += [
            (readout_id, number, hit.theme, hit.pattern, text[hit.start : hit.end], start + hit.start, start + hit.end)
            for hit in matcher.find(text, kind, met.split(";"), before)
        ]
        before, last = [text, *before], readout_id
    return rows


def tag_sentences(sentences: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook) -> list[tuple[object, ...]]:
    """Rows of `tags`."""
    matcher = Matcher(codebook)
    order = {key: n for n, key in enumerate(codebook.keys)}
    matched = matches.groupby(["readout_id", "sentence"])["theme"].agg(set).to_dict()
    rows: list[tuple[str, int, str, str, float]] = []
    before: tuple[object, list[str]] = (None, [])
    columns = sentences[["readout_id", "point", "sentence", "text"]].itertuples(index=False, name=None)
    for readout_id, point, number, text in columns:
        themes, how = sorted(matched.get((readout_id, number), ()), key=order.__getitem__), "match"
        if not themes and before[0] == (readout_id, point) and before[1] and matcher.points_back(text):
            themes, how = before[1], "carried"
        rows += [(readout_id, number, theme, how, 1 / len(themes)) for theme in themes]
        before = ((readout_id, point), themes)
    return rows
