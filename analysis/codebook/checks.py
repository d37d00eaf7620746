"""Checks of patterns: a codebook's patterns and phrases → those that are empty, repeated, unmatchable or shadowed."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from ..text.patterns import Pattern, pattern_of
from ..text.search import Search
from ..text.sentences import sentence_spans
from .model import Listed, Where

MAX_REMEMBERED = 4096  # patterns whose check is kept
PLACEHOLDER = "\0"  # replaces a value that is not text; that fault has already been reported
# A pattern of letters, digits, wildcards, spaces and apostrophes can always match; any other is tried on a sample.
_PLAIN = re.compile(r"[\w *?']+")
_WILD = re.compile(r"[*?]")


def pattern_faults(listed: Sequence[Listed]) -> Iterator[tuple[Where, str]]:
    """The path and fault of every pattern that is empty, repeated, unmatchable, or shadowed by another theme's."""
    usable = []
    tried: set[Where] = set()  # of a pattern with sets, only the first that it stands for is tried
    for entry in listed:
        if entry.pattern.written == PLACEHOLDER:
            continue
        if entry.pattern.has_two_stars_in_a_word:
            yield entry.where, f"Pattern {entry.pattern.written!r} has two * in one word. Write one * in each word."
        elif not entry.pattern.searchable:
            yield entry.where, f"Pattern {entry.pattern.written!r} is empty. Give it a word with a letter or digit."
        elif entry.where not in tried and not _can_match(entry.pattern):
            yield entry.where, f"Pattern {entry.pattern.written!r} can never match: {_why(entry.pattern)}."
        else:
            usable.append(entry)
        tried.add(entry.where)
    yield from _repeated(usable)
    yield from _shadowed(usable)


def context_faults(context: Iterable[tuple[str, Where]]) -> Iterator[tuple[Where, str]]:
    """The path and fault of every phrase of a condition, of `carry` or of `voice` that is empty or can never match."""
    for written, where in context:
        if written == PLACEHOLDER:
            continue
        pattern = pattern_of(written)
        if pattern.has_two_stars_in_a_word:
            yield where, f"Phrase {written!r} has two * in one word. Write one * in each word."
        elif not pattern.searchable:
            yield where, f"Phrase {written!r} is empty. Give it a word with a letter or digit."
        elif not _can_match(pattern):
            yield where, f"Phrase {written!r} can never match: {_why(pattern)}."


@lru_cache(maxsize=MAX_REMEMBERED)
def _can_match(pattern: Pattern) -> bool:
    """Whether the pattern finds its own sample within one sentence."""
    if _PLAIN.fullmatch(pattern.normal):
        return True
    return _is_in_a_sentence(pattern) and (0, 0, len(pattern.sample)) in Search([pattern.written]).spans(pattern.sample)


def _is_in_a_sentence(pattern: Pattern) -> bool:
    return len(sentence_spans(pattern.sample)) == 1


def _why(pattern: Pattern) -> str:
    if not _is_in_a_sentence(pattern):
        return "it runs past the end of a sentence. Write a pattern within one sentence"
    return "it begins or ends inside a word. Begin and end it with a whole word or a wildcard"


def _repeated(listed: Sequence[Listed]) -> Iterator[tuple[Where, str]]:
    seen: dict[tuple[str | None, str], Listed] = {}
    for entry in listed:
        first = seen.setdefault((entry.theme, entry.pattern.normal), entry)
        if first is not entry:
            yield entry.where, f"Pattern {entry.pattern.written!r} is given twice in {_named(entry.theme)}. Remove one."


def _shadowed(listed: Sequence[Listed]) -> Iterator[tuple[Where, str]]:
    """Patterns whose words another theme's pattern matches too: the longest match could not decide between them."""
    samples = [entry.pattern.sample for entry in listed]
    begins = list(accumulate((len(sample) + 1 for sample in samples), initial=0))
    place = {(begin, begin + len(sample)): n for n, (begin, sample) in enumerate(zip(begins, samples, strict=False))}
    found: dict[int, list[int]] = {}
    for other, start, end in Search([entry.pattern.written for entry in listed]).spans("\0".join(samples)):
        if (n := place.get((start, end))) is not None and _can_both_count(listed[other], listed[n]):
            found.setdefault(n, []).append(other)
    for n, entry in enumerate(listed):
        if n in found:
            first = min(found[n], key=lambda other: (bool(_WILD.search(listed[other].pattern.normal)), other))
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
