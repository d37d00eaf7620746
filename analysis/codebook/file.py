"""YAML → a validated `Codebook`; every fault of the file at once, each with its path and line."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..corpus.parsing.kinds import KNOWN_KINDS
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from ..io.yaml import build, read_node
from .checks import PLACEHOLDER, context_faults, pattern_faults
from .model import NONE, Carry, Codebook, Conditional, Theme

KnownPath = tuple[str | int, ...]
MOST_PATTERNS = 5_000  # every pattern is held against every other
LONGEST_PATTERN = 200  # characters
LONGEST_KEY = 60  # characters of a key that are shown


def read_codebook(path: Path) -> Codebook:
    """Read and validate a codebook.

    Raises InputFaults with every fault of the file: wrong YAML, an unknown or repeated key, a
    missing or wrong value, a repeated theme, an empty or repeated pattern, a pattern that can never
    match, a pattern that another theme's pattern shadows.
    """
    file = shown_path(path)
    content, lines, faults = _load(read_text(path), file)

    def at(where: KnownPath, message: str) -> Fault:
        line = next(lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines)
        return Fault(file, line, f"{_shown(where)}: {message}" if where else message)

    try:
        book = Codebook.model_validate(content)
    except ValidationError as error:
        told = [e for e in error.errors() if e["type"] != "too_short" or not e["input"]]
        faults += [at(_without_tags(e["loc"]), _explain(e)) for e in told]
        book = _what_is_well_formed(content)
    faults += [at(where, message) for where, message in _repeated_themes(book)]
    if too_much := [at(where, message) for where, message in _too_much(book)]:
        raise InputFaults([*faults, *too_much])
    faults += [at(where, message) for where, message in pattern_faults(book.listed)]
    faults += [at(where, message) for where, message in context_faults(_context(book))]
    faults += [at(where, message) for where, message in _unknown_kinds(book)]
    if faults:
        raise InputFaults(faults)
    return book


def _what_is_well_formed(content: Any) -> Codebook:
    """As much of a codebook with faults as can be checked further: its texts and lists of texts, in their places."""

    def texts(part: Any, name: str) -> tuple[str, ...]:
        listed = part.get(name) if isinstance(part, dict) else None
        return tuple(w if isinstance(w, str) else PLACEHOLDER for w in listed) if isinstance(listed, list) else ()

    def parts(part: Any, name: str) -> list[Any]:
        listed = part.get(name) if isinstance(part, dict) else None
        return listed if isinstance(listed, list) else []

    themes = []
    for theme in parts(content, "themes"):
        groups = [
            Conditional.model_construct(None, **{name: texts(group, name) for name in Conditional.model_fields})
            for group in parts(theme, "conditional")
        ]
        named = {name: theme.get(name) if isinstance(theme, dict) else None for name in ("key", "label")}
        named = {name: value if isinstance(value, str) else PLACEHOLDER for name, value in named.items()}
        themes.append(
            Theme.model_construct(None, **named, patterns=texts(theme, "patterns"), conditional=tuple(groups))
        )
    carry = content.get("carry") if isinstance(content, dict) else None
    words = {name: texts(carry, name) for name in ("determiners", "nouns", "phrases")}
    return Codebook.model_construct(
        themes=tuple(themes), consumes=texts(content, "consumes"), carry=Carry.model_construct(None, **words)
    )


def _load(text: str, file: str) -> tuple[Any, dict[KnownPath, int], list[Fault]]:
    """Plain values, the line of every path, and keys written twice."""
    lines: dict[KnownPath, int] = {(): 1}
    faults: list[Fault] = []
    root = read_node(text, file)
    _walk(root, (), lines, faults, file, set())
    return build(root, file) if root is not None else None, lines, faults


def _walk(
    node: Any, where: KnownPath, lines: dict[KnownPath, int], faults: list[Fault], file: str, seen: set[int]
) -> None:
    if id(node) in seen:  # an alias: told of once, where it stands first
        return
    seen.add(id(node))
    children: list[tuple[str | int, Any]]
    if isinstance(node, yaml.SequenceNode):
        children = list(enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        children = [(_name(key), value) for key, value in node.value]
        for key, _ in node.value:
            path = (*where, _name(key))
            if path in lines:
                faults.append(Fault(file, key.start_mark.line + 1, f"{_shown(path)}: given twice."))
            lines[path] = key.start_mark.line + 1
    else:
        return
    for name, child in children:
        lines.setdefault((*where, name), child.start_mark.line + 1)
        _walk(child, (*where, name), lines, faults, file, seen)


def _name(key: Any) -> str:
    return key.value[:LONGEST_KEY] if isinstance(key, yaml.ScalarNode) else "?"


def _shown(where: KnownPath) -> str:
    """Write ("themes", 2, "patterns", 4) as themes[2].patterns[4]."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part[:LONGEST_KEY]}" for part in where)
    return " ".join("".join(parts).removeprefix(".").split())


def _without_tags(where: tuple[int | str, ...]) -> KnownPath:
    return tuple(part for part in where if part != "[key]")


def _explain(error: Any) -> str:
    kind, given = error["type"], _given(error.get("input"))
    if kind == "missing":
        return "This is missing; every entry of this kind needs it."
    if kind == "extra_forbidden":
        return "Unknown key. Look for a misspelling; docs/codebook.md lists the keys."
    if kind == "too_short":
        return "Must hold at least one entry."
    if kind in ("bool_parsing", "bool_type"):
        return f"Must be true or false. Got {given}."
    if kind == "string_type":
        return "This is empty." if error["input"] is None else f"Must be text, got {given}. Put it in quotes."
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "key":
        return f"Must be lower-case letters, digits and _, beginning with a letter. Got {given}."
    if kind == "string_pattern_mismatch":
        return f"Must be a colour such as '#0072B2'. Got {given}."
    if kind in ("tuple_type", "model_type", "model_attributes_type"):
        return f"Must be {'a list' if kind == 'tuple_type' else 'a set of keys and values'}. Got {given}."
    return f"{re.sub(r'[.]$', '', error['msg'])}. Got {given}."


def _given(value: Any) -> str:
    try:
        return reprlib.repr(value)
    except ValueError:  # Python writes out no number of so many digits
        return "a number of thousands of digits"


def _too_much(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """What would make matching endless: patterns without number, or without end."""
    context = list(_context(book))
    if len(book.listed) + len(context) > MOST_PATTERNS:
        yield (), f"{len(book.listed) + len(context):,} patterns and phrases; at most {MOST_PATTERNS:,} are read."
    for written, where in [*((entry.pattern.written, entry.where) for entry in book.listed), *context]:
        if len(written) > LONGEST_PATTERN:
            yield where, f"A pattern is a word or a phrase: at most {LONGEST_PATTERN} characters. Got {len(written):,}."


def _unknown_kinds(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    for i, theme in enumerate(book.themes):
        for k, group in enumerate(theme.conditional):
            for j, kind in enumerate(group.unless_kinds):
                if kind not in (*KNOWN_KINDS, PLACEHOLDER):
                    where = ("themes", i, "conditional", k, "unless_kinds", j)
                    yield where, f"There is no kind {kind!r}. Kinds are {', '.join(KNOWN_KINDS)}."


def _context(book: Codebook) -> Iterator[tuple[str, KnownPath]]:
    """Every phrase that carries no theme itself: those of conditions and of `carry`, with its path."""
    for i, theme in enumerate(book.themes):
        for k, group in enumerate(theme.conditional):
            for name in ("unless", "only_with"):
                for j, written in enumerate(getattr(group, name)):
                    yield written, ("themes", i, "conditional", k, name, j)
    for name in ("determiners", "nouns", "phrases"):
        for j, written in enumerate(getattr(book.carry, name)):
            yield written, ("carry", name, j)
    for name in ("jointly", "alone", "between", "joins", "not_after"):
        for j, written in enumerate(getattr(book.voice, name)):
            yield written, ("voice", name, j)
    for i, act in enumerate(book.voice.acts):
        for name in ("verbs", "only_jointly"):
            for j, written in enumerate(getattr(act, name)):
                yield written, ("voice", "acts", i, name, j)


def _repeated_themes(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
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
            yield ("themes", i), f"Theme {theme.key!r} has no patterns; without one it can never be found."
