"""Contents of a codebook: its themes, names, patterns and phrases → faults, each with its path."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Iterator
from math import prod
from typing import Any

from pydantic import BaseModel

from ..corpus.parsing.known_kinds import SELECTABLE
from .checks import PLACEHOLDER
from .model import IN_BRACES, NONE, Codebook

KnownPath = tuple[str | int, ...]
MAX_PATTERNS = 5_000  # each pattern is compared with every other
MAX_PATTERN_CHARACTERS = 200
# Texts, and lists of texts, that are neither patterns nor phrases.
_NOT_PHRASES = {"key", "label", "colour", "definition", "excludes", "examples", "sets", "sides"} | {
    f"{when}_{what}" for when in ("unless", "only") for what in ("kinds", "sides", "topics", "themes")
}


def over_wide(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Patterns whose sets stand for too many patterns; raises them alone, before they are written out."""
    for written, where in _written(book):
        n = prod(len(book.sets.get(name, ("",))) for name in IN_BRACES.findall(written))
        if n > MAX_PATTERNS:
            yield where, f"The sets of {given_as(written)} stand for {n:,} patterns; at most {MAX_PATTERNS:,} are read."


def unknown_names(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Sets, topics, themes and kinds that are named and do not exist."""
    for name, listed in book.sets.items():
        if any(IN_BRACES.search(written) for written in listed):
            yield ("sets", name), f"The set {name!r} names a set. Write its words out."
    for written, where in _written(book):
        for name in IN_BRACES.findall(written):
            if name not in book.sets:
                yield where, f"Unknown set {name!r}. Use one of: {', '.join(book.sets) or 'none is defined'}."
    topics = list(book.topics.phrases)
    known = {"unless_topics": topics, "only_topics": topics, "unless_themes": book.keys, "unless_kinds": SELECTABLE}
    for name in set(book.topics.sides) - set(topics):
        yield (
            ("topics", "sides", name),
            f"Unknown topic {name!r}. Use one of: {', '.join(topics) or 'none is defined'}.",
        )
    for i, theme in enumerate(book.themes):
        for k, group in enumerate(theme.conditional):
            for field, names in known.items():
                for j, name in enumerate(getattr(group, field)):
                    if name not in (*names, PLACEHOLDER):
                        where = ("themes", i, "conditional", k, field, j)
                        yield where, f"Unknown name {name!r}. Use one of: {', '.join(names) or 'none is defined'}."


def over_limits(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Too many patterns, and patterns that are too long: both would make matching slow."""
    if any(True for _ in over_wide(book)):
        return
    context = list(context_of(book))
    if (n := len(book.listed) + len(context)) > MAX_PATTERNS:
        yield (), f"{n:,} patterns and phrases; at most {MAX_PATTERNS:,} are read. Remove some."
    for written, where in [*((entry.pattern.written, entry.where) for entry in book.listed), *context]:
        if len(written) > MAX_PATTERN_CHARACTERS:
            n = len(written)
            yield where, f"A pattern must have at most {MAX_PATTERN_CHARACTERS} characters. Got {n:,}. Shorten it."


def _written(part: Any, where: KnownPath = ()) -> Iterator[tuple[str, KnownPath]]:
    """Every pattern and phrase below a part of the codebook as the file writes it, with its path."""
    children: Iterable[tuple[str | int, Any]]
    if isinstance(part, BaseModel):
        children = [(name, getattr(part, name, ())) for name in type(part).model_fields if name not in _NOT_PHRASES]
    else:
        children = part.items() if isinstance(part, dict) else enumerate(part)
    for name, child in children:
        if isinstance(child, str):
            yield child, (*where, name)
        elif isinstance(child, BaseModel | dict | tuple):
            yield from _written(child, (*where, name))


def context_of(book: Codebook) -> Iterator[tuple[str, KnownPath]]:
    """Every phrase of conditions, `topics`, `carry` and `voice`, its sets written out, with its path."""
    for written, where in _written(book):
        if where[0] != "consumes" and (where[0] != "themes" or where[-2] != "patterns"):
            yield from ((one, where) for one in book.expand([written]))


def repeated_themes(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Themes of one name, of the name `none`, and without any pattern."""
    for field in ("key", "label"):
        seen: dict[str, int] = {}
        for i, theme in enumerate(book.themes):
            value = getattr(theme, field)
            if value == PLACEHOLDER:
                continue
            first = seen.setdefault(value.casefold(), i)
            if first != i:
                yield ("themes", i, field), f"Theme {value!r} is already themes[{first}]; give each theme once."
    for i, theme in enumerate(book.themes):
        if theme.key == NONE:
            yield ("themes", i, "key"), "'none' is the name for sentences without a theme; choose another key."
        if theme.key != PLACEHOLDER and not theme.patterns and not theme.conditional:
            yield ("themes", i), f"Theme {theme.key!r} has no patterns; give it at least one."


def given_as(value: Any) -> str:
    """A value as a message shows it, cut where it is long."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python refuses to write out so long a number
        return "a number of thousands of digits"
