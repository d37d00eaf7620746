"""The codebook file: YAML → a validated `Codebook`, or every fault of the file, each with its path and line."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from ..io.keeping import keep
from ..io.yaml import build, read_node
from .checks import PLACEHOLDER, context_faults, pattern_faults
from .contents import KnownPath, context_of, given_as, over_limits, over_wide, repeated_themes, unknown_names
from .model import Codebook, Conditional, Theme
from .rules import Carry

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
    text = read_text(path)
    return keep("codebook", text, lambda: parse_codebook(text, shown_path(path)))


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
    faults += [at(where, message) for where, message in chain(repeated_themes(book), unknown_names(book))]
    if too_large := [at(where, message) for where, message in chain(over_wide(book), over_limits(book))]:
        raise InputFaults([*faults, *too_large])
    found = chain(pattern_faults(book.listed), context_faults(context_of(book)))
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
    kind, given = error["type"], given_as(error.get("input"))
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
