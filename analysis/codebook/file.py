"""The codebook file: YAML → a validated `Codebook`, or every fault of the file, each with its path and line."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator
from itertools import chain
from math import prod
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from ..corpus.parsing.known_kinds import SELECTABLE
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from ..io.yaml import build, read_node
from .checks import PLACEHOLDER, context_faults, pattern_faults
from .model import IN_BRACES, NONE, Carry, Codebook, Conditional, Theme

KnownPath = tuple[str | int, ...]
MAX_PATTERNS = 5_000  # each pattern is compared with every other
MAX_PATTERN_CHARACTERS = 200
# Texts, and lists of texts, that are neither patterns nor phrases.
_NOT_PHRASES = {"key", "label", "colour", "definition", "excludes", "examples", "sets", "sides"} | {
    f"{when}_{what}" for when in ("unless", "only") for what in ("kinds", "sides", "topics", "themes")
}
MAX_KEY_CHARACTERS = 60  # in a message; the rest of the key is cut off


def read_codebook(path: Path) -> Codebook:
    """Read and validate a codebook.

    Keys that may be missing have the defaults of `Codebook`; docs/codebook.md lists all keys.

    Raises
    ------
    InputFaults with every fault of the file: wrong YAML, an unknown or repeated key, a missing or wrong value, a
    repeated theme, and a pattern that is empty, repeated, shadowed by another theme's, or can never match.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "codebook.yml")
    >>> _ = path.write_text('''themes:
    ... - {key: trade, label: Trade, core: true, colour: "#0072B2", definition: Trade in goods., patterns: [export*]}
    ... ''')
    >>> read_codebook(path).keys
    ['trade']
    """
    return parse_codebook(read_text(path), shown_path(path))


def parse_codebook(text: str, file: str) -> Codebook:
    """Validate the text of a codebook, as `read_codebook` does; `file` is its name in messages."""
    content, lines, faults = _load(text, file)

    def at(where: KnownPath, message: str) -> Fault:
        line = next(lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in lines)
        return Fault(file, line, f"{_shown(where)}: {message}" if where else message)

    try:
        book = Codebook.model_validate(content)
    except ValidationError as error:
        errors = [e for e in error.errors() if e["type"] != "too_short" or not e["input"]]
        faults += [at(tuple(part for part in e["loc"] if part != "[key]"), _explain(e)) for e in errors]
        book = _well_formed_part(content)
    faults += [at(where, message) for where, message in chain(_repeated_themes(book), _unknown_names(book))]
    if too_large := [at(where, message) for where, message in chain(_over_wide(book), _over_limits(book))]:
        raise InputFaults([*faults, *too_large])
    found = chain(pattern_faults(book.listed), context_faults(_context(book)))
    faults += [at(where, message) for where, message in found]
    if faults:
        raise InputFaults(faults)
    return book


def _well_formed_part(content: Any) -> Codebook:
    """The texts and lists of texts of a codebook with faults, in their places, so that they can be checked too."""

    def parts(part: Any, name: str) -> list[Any]:
        listed = part.get(name) if isinstance(part, dict) else None
        return listed if isinstance(listed, list) else []

    def texts(part: Any, name: str) -> tuple[str, ...]:
        return tuple(w if isinstance(w, str) else PLACEHOLDER for w in parts(part, name))

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
    words = {name: texts(carry, name) for name in ("determiners", "nouns", "phrases", "introducers")}
    sets = content.get("sets") if isinstance(content, dict) else None
    sets = {name: texts(sets, name) for name in sets if isinstance(name, str)} if isinstance(sets, dict) else {}
    return Codebook.model_construct(
        themes=tuple(themes), consumes=texts(content, "consumes"), sets=sets, carry=Carry.model_construct(None, **words)
    )


def _load(text: str, file: str) -> tuple[Any, dict[KnownPath, int], list[Fault]]:
    """The file as plain values, the line of every path, and a fault for each repeated key."""
    lines: dict[KnownPath, int] = {(): 1}
    faults: list[Fault] = []
    root = read_node(text, file)
    _walk(root, (), lines, faults, file)
    return build(root, file) if root is not None else None, lines, faults


def _walk(node: Any, where: KnownPath, lines: dict[KnownPath, int], faults: list[Fault], file: str) -> None:
    """Add the line of every path below a node to `lines`, and a fault for each repeated key."""
    children: list[tuple[str | int, Any]]
    if isinstance(node, yaml.SequenceNode):
        children = list(enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        children = [(_name(key), value) for key, value in node.value]
        for key, _ in node.value:
            path = (*where, _name(key))
            if path in lines:
                faults.append(Fault(file, key.start_mark.line + 1, f"{_shown(path)}: given twice. Remove one."))
            lines[path] = key.start_mark.line + 1
    else:
        return
    for name, child in children:
        lines.setdefault((*where, name), child.start_mark.line + 1)
        _walk(child, (*where, name), lines, faults, file)


def _name(key: Any) -> str:
    return key.value[:MAX_KEY_CHARACTERS] if isinstance(key, yaml.ScalarNode) else "?"


def _shown(where: KnownPath) -> str:
    """Write ("themes", 2, "patterns", 4) as themes[2].patterns[4]."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part[:MAX_KEY_CHARACTERS]}" for part in where)
    return " ".join("".join(parts).removeprefix(".").split())


def _explain(error: Any) -> str:
    kind, given = error["type"], _given(error.get("input"))
    if kind == "missing":
        return "This is missing. Add it: every entry of this kind needs it."
    if kind == "extra_forbidden":
        return "Unknown key. Look for a misspelling; docs/codebook.md lists the keys."
    if kind == "too_short":
        return "Must contain at least one entry."
    if kind == "bool_type":
        return f"Must be true or false. Got {given}."
    if kind == "string_type":
        empty = error["input"] is None
        return "This is empty. Give it a text." if empty else f"Must be text, got {given}. Put it in quotes."
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "key":
        return f"Must be lower-case letters, digits and _, beginning with a letter. Got {given}."
    if kind == "string_pattern_mismatch":
        return f"Must be a colour such as '#0072B2'. Got {given}."
    if kind in ("tuple_type", "model_type"):
        return f"Must be {'a list' if kind == 'tuple_type' else 'a set of keys and values'}. Got {given}."
    return f"{re.sub(r'[.]$', '', error['msg'])}. Got {given}."


def _given(value: Any) -> str:
    try:
        return reprlib.repr(value)
    except ValueError:  # Python refuses to write out so long a number
        return "a number of thousands of digits"


def _over_wide(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Patterns whose sets stand for too many patterns; raises them alone, before they are written out."""
    for written, where in _written(book):
        n = prod(len(book.sets.get(name, ("",))) for name in IN_BRACES.findall(written))
        if n > MAX_PATTERNS:
            yield where, f"The sets of {_given(written)} stand for {n:,} patterns; at most {MAX_PATTERNS:,} are read."


def _unknown_names(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
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


def _over_limits(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    """Too many patterns, and patterns that are too long: both would make matching slow."""
    if any(True for _ in _over_wide(book)):
        return
    context = list(_context(book))
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


def _context(book: Codebook) -> Iterator[tuple[str, KnownPath]]:
    """Every phrase of conditions, `topics`, `carry` and `voice`, its sets written out, with its path."""
    for written, where in _written(book):
        if where[0] != "consumes" and (where[0] != "themes" or where[-2] != "patterns"):
            yield from ((one, where) for one in book.expand([written]))


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
            yield ("themes", i), f"Theme {theme.key!r} has no patterns; give it at least one."
