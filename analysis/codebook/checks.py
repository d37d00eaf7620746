"""Checks of patterns: a codebook's patterns and phrases → those that are empty, repeated, unmatchable or shadowed."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from ..text.patterns import Pattern, pattern_of
from ..text.search import Search
from ..text.sentences import sentence_spans
from .model import Listed, Where

PLACEHOLDER = "\0"  # replaces a value that is not text; that fault has already been reported
# A pattern of letters, digits, wildcards, spaces and apostrophes can always match; any other is tried on a sample.
_PLAIN = re.compile(r"[\w *?']+")
_WILD = re.compile(r"[*?]")


def pattern_faults(listed: Sequence[Listed]) -> Iterator[tuple[Where, str]]:
    """The path and fault of every pattern that is empty, repeated, unmatchable, or shadowed by another theme's."""
    listed = [entry for entry in listed if entry.pattern.written != PLACEHOLDER]
    matched = _matched_samples([entry.pattern for entry in listed])
    usable = []
    tried: set[Where] = set()  # of a pattern with sets, only the first that it stands for is tried
    for n, entry in enumerate(listed):
        again = entry.where in tried and n in matched
        if not again and (fault := _fault(entry.pattern, n in matched.get(n, ()))):
            yield entry.where, f"Pattern {entry.pattern.written!r} {fault}"
        else:
            usable.append(n)
        tried.add(entry.where)
    yield from _repeated([listed[n] for n in usable])
    yield from _shadowed(listed, usable, matched)


def context_faults(context: Iterable[tuple[str, Where]]) -> Iterator[tuple[Where, str]]:
    """The path and fault of every phrase of a condition, of `carry` or of `voice` that is empty or can never match."""
    phrases = [(pattern_of(written), where) for written, where in context if written != PLACEHOLDER]
    odd = [pattern for pattern, _ in phrases if not _PLAIN.fullmatch(pattern.normal)]
    matched = {odd[n] for n, found in _matched_samples(odd).items() if n in found}
    for pattern, where in phrases:
        if fault := _fault(pattern, pattern in matched):
            yield where, f"Phrase {pattern.written!r} {fault}"


def _fault(pattern: Pattern, matches: bool) -> str:
    """What is wrong with a pattern; "" if nothing. `matches` : whether it finds its own sample."""
    if pattern.has_two_stars_in_a_word:
        return "has two * in one word. Write one * in each word."
    if not pattern.searchable:
        return "is empty. Give it a word with a letter or digit."
    if _PLAIN.fullmatch(pattern.normal):
        return ""
    if len(sentence_spans(pattern.sample)) != 1:
        return "can never match: it runs past the end of a sentence. Write a pattern within one sentence."
    if not matches:
        return "can never match: it begins or ends inside a word. Begin and end it with a whole word or a wildcard."
    return ""


def _matched_samples(patterns: Sequence[Pattern]) -> dict[int, list[int]]:
    """For each pattern that can be searched, by number, the patterns that match its sample as a whole."""
    numbers = [n for n, one in enumerate(patterns) if one.searchable and not one.has_two_stars_in_a_word]
    samples = [patterns[n].sample for n in numbers]
    begins = accumulate((len(sample) + 1 for sample in samples), initial=0)
    place = {(begin, begin + len(sample)): n for n, begin, sample in zip(numbers, begins, samples, strict=False)}
    matched: dict[int, list[int]] = {n: [] for n in numbers}
    for other, start, end in Search([patterns[n].written for n in numbers]).spans("\0".join(samples)):
        if (n := place.get((start, end))) is not None:
            matched[n].append(numbers[other])
    return matched


def _repeated(listed: Sequence[Listed]) -> Iterator[tuple[Where, str]]:
    seen: dict[tuple[str | None, str], Listed] = {}
    for entry in listed:
        first = seen.setdefault((entry.theme, entry.pattern.normal), entry)
        if first is not entry:
            yield entry.where, f"Pattern {entry.pattern.written!r} is given twice in {_named(entry.theme)}. Remove one."


def _shadowed(
    listed: Sequence[Listed], usable: Sequence[int], matched: Mapping[int, Sequence[int]]
) -> Iterator[tuple[Where, str]]:
    """Patterns whose words another theme's pattern matches too: the longest match could not decide between them."""
    searched = set(usable)
    for n in usable:
        entry = listed[n]
        found = [other for other in matched[n] if other in searched and _can_both_count(listed[other], entry)]
        if found:
            first = min(found, key=lambda other: (bool(_WILD.search(listed[other].pattern.normal)), other))
            named = f"{listed[first].pattern.written!r} of {_named(listed[first].theme)}"
            yield entry.where, f"Pattern {entry.pattern.written!r} is shadowed by {named}. Remove one of them."


def _can_both_count(one: Listed, other: Listed) -> bool:
    """Whether two patterns are of different themes and no topic decides between them."""
    if one.theme == other.theme:
        return False
    pairs = ((one.condition, other.condition), (other.condition, one.condition))
    return not any(a and b and set(a.only_topics) & set(b.unless_topics) for a, b in pairs)


def _named(theme: str | None) -> str:
    """A theme as messages name it; a key that has not been validated can be any text."""
    if theme is None:
        return "consumes"
    return "a theme without a key" if theme == PLACEHOLDER else reprlib.repr(theme)[1:-1]
