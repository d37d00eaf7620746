"""YAML → a frozen, validated codebook; every fault of the file at once, each with its path and line."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from .codebook_checks import Listed, pattern_faults
from .faults import Fault, InputFaults, shown_path
from .files import read_text
from .patterns import Pattern

NONE = "none"  # the row of words that carry no theme
Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Written = Annotated[str, StringConstraints(strict=True)]
KnownPath = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where PyYAML was built with it


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditional(_Frozen):
    """Patterns that count only under a condition on their sentence or readout.

    unless, only_with : phrases none, or at least one, of which must stand in the sentence.
    unless_kinds : kinds of readout in which the patterns do not count (summit, telephone, ...).
    """

    patterns: tuple[Written, ...] = Field(min_length=1)
    unless: tuple[Written, ...] = ()
    only_with: tuple[Written, ...] = ()
    unless_kinds: tuple[Written, ...] = ()


class Theme(_Frozen):
    """One category: what it means, and the patterns by which it is found."""

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
    label: Text
    core: bool
    colour: Annotated[str, StringConstraints(strict=True, pattern=r"^#[0-9A-Fa-f]{6}$")]
    definition: Text
    excludes: Text = "-"
    examples: tuple[Text, ...] = ()
    patterns: tuple[Written, ...] = ()
    conditional: tuple[Conditional, ...] = ()


class Carry(_Frozen):
    """The words by which a sentence points back to the one before it."""

    within: int = Field(default=3, ge=0, le=10)
    determiners: tuple[Written, ...] = ()
    nouns: tuple[Written, ...] = ()
    phrases: tuple[Written, ...] = ()


class Codebook(_Frozen):
    """Themes with their patterns, phrases that consume their words, and words that carry.

    The order of the themes is the order of charts and tables; it changes no count.
    """

    themes: tuple[Theme, ...] = Field(min_length=1)
    consumes: tuple[Written, ...] = ()
    carry: Carry = Carry()

    @cached_property
    def keys(self) -> list[str]:
        """Keys of the themes in order."""
        return [theme.key for theme in self.themes]

    @cached_property
    def core_keys(self) -> list[str]:
        """Keys of the core themes in order."""
        return [theme.key for theme in self.themes if theme.core]

    def theme(self, key: str) -> Theme:
        """The theme of a key. Raises KeyError when there is none."""
        return {theme.key: theme for theme in self.themes}[key]

    def label(self, key: str) -> str:
        """Label of a theme, and "No theme" for `none`.

        >>> Codebook.model_validate({"themes": [{"key": "a", "label": "A", "core": True, "colour": "#000000",
        ...     "definition": "x", "patterns": ["a"]}]}).label("none")
        'No theme'
        """
        return "No theme" if key == NONE else self.theme(key).label

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """Every pattern that takes part in matching, with its theme (None: consumes), path and condition."""
        found = []
        for i, theme in enumerate(self.themes):
            for j, written in enumerate(theme.patterns):
                found.append(Listed(theme.key, Pattern(written), ("themes", i, "patterns", j)))
            for k, group in enumerate(theme.conditional):
                place = ("themes", i, "conditional", k, "patterns")
                found += [Listed(theme.key, Pattern(w), (*place, j), group) for j, w in enumerate(group.patterns)]
        return (*found, *(Listed(None, Pattern(w), ("consumes", j)) for j, w in enumerate(self.consumes)))


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
    except RecursionError:
        raise InputFaults(
            [at((), "An alias (*) in this file stands for a part that holds the alias itself.")]
        ) from None
    except ValidationError as error:
        told = [e for e in error.errors() if e["type"] != "too_short" or not e["input"]]
        faults += [at(_without_tags(e["loc"]), _explain(e)) for e in told]
        raise InputFaults(faults) from None
    faults += [at(where, message) for where, message in _repeated_themes(book)]
    faults += [at(where, message) for where, message in pattern_faults(book.listed)]
    faults += [
        at(where, f"Phrase {said!r} is empty.") for said, where in _context(book) if not said.strip(" *?")
    ]
    if faults:
        raise InputFaults(faults)
    return book


def _load(text: str, file: str) -> tuple[Any, dict[KnownPath, int], list[Fault]]:
    """Plain values, the line of every path, and keys written twice."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        content = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputFaults([Fault(file, mark.line + 1 if mark else 1, f"Not valid YAML: {error.problem}.")]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise InputFaults([Fault(file, 1, f"Not valid YAML: {' '.join(str(error).split())}.")]) from None
    finally:
        loader.dispose()
    lines: dict[KnownPath, int] = {(): 1}
    faults: list[Fault] = []
    _walk(root, (), lines, faults, file, set())
    return content, lines, faults


def _walk(
    node: Any, where: KnownPath, lines: dict[KnownPath, int], faults: list[Fault], file: str, seen: set[int]
) -> None:
    if id(node) in seen:  # an alias: told of once, where it stands first
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        children = list(enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        children = [(key.value, value) for key, value in node.value]
        for key, _ in node.value:
            if (*where, key.value) in lines:
                faults.append(Fault(file, key.start_mark.line + 1, f"{_shown((*where, key.value))}: given twice."))
            lines[(*where, key.value)] = key.start_mark.line + 1
    else:
        return
    for name, child in children:
        lines.setdefault((*where, name), child.start_mark.line + 1)
        _walk(child, (*where, name), lines, faults, file, seen)


def _shown(where: KnownPath) -> str:
    """Write ("themes", 2, "patterns", 4) as themes[2].patterns[4]."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".")


def _without_tags(where: tuple[int | str, ...]) -> KnownPath:
    return tuple(part for part in where if part != "[key]")


def _explain(error: Any) -> str:
    kind, given = error["type"], reprlib.repr(error.get("input"))
    if kind == "missing":
        return "This is missing; every entry of this kind needs it."
    if kind == "extra_forbidden":
        return "Unknown key. Look for a misspelling; the keys are listed in the README."
    if kind == "too_short":
        return "Must hold at least one entry."
    if kind in ("bool_parsing", "bool_type"):
        return f"Must be true or false. Got {given}."
    if kind == "string_type":
        return f"Must be text, got {given}. Put it in quotes."
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "key":
        return f"Must be lower-case letters, digits and _, beginning with a letter. Got {given}."
    if kind == "string_pattern_mismatch":
        return f"Must be a colour such as '#0072B2'. Got {given}."
    if kind in ("tuple_type", "model_type", "model_attributes_type"):
        return f"Must be {'a list' if kind == 'tuple_type' else 'a set of keys and values'}. Got {given}."
    return f"{re.sub(r'[.]$', '', error['msg'])}. Got {given}."


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


def _repeated_themes(book: Codebook) -> Iterator[tuple[KnownPath, str]]:
    for field in ("key", "label"):
        seen: dict[str, int] = {}
        for i, theme in enumerate(book.themes):
            value = getattr(theme, field)
            first = seen.setdefault(value.casefold(), i)
            if first != i:
                yield ("themes", i, field), f"Theme {value!r} is already themes[{first}]; give each theme once."
    for i, theme in enumerate(book.themes):
        if theme.key == NONE:
            yield ("themes", i, "key"), "'none' is the name for sentences without a theme; choose another key."
        if not theme.patterns and not theme.conditional:
            yield ("themes", i), f"Theme {theme.key!r} has no patterns; without one it can never be found."
