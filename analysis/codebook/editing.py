"""Editing a codebook file: patterns to add and to take out → its text with these changes; comments stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from ..io.yaml import read_node
from .file import parse_codebook

BY_HAND = "Make this change by hand"
_COMMA = re.compile(r"\s*,[ \t]*")
_ITEM = re.compile(r"^[ \t]*-[ \t]*\Z", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[ \t]*(#[^\r\n]*)?(\r\n|\r|\n|\Z)")
Edit = tuple[int, int, str]  # from, to, and what stands there instead


def edit_codebook(path: Path, add: Mapping[str, Sequence[str]], remove: Mapping[str, Sequence[str]]) -> str:
    """The text of a codebook with patterns added to themes and others taken out; the rest stays to the letter.

    New patterns come first in the theme's `patterns`, in quotes. A pattern is taken out of all groups of its theme; a
    comment behind a pattern on a line of its own goes with it.

    Parameters
    ----------
    path : a codebook. add, remove : patterns by the key of their theme, as the codebook writes them.

    Raises
    ------
    InputFaults where the result would not be a valid codebook, or another than asked for: a pattern that another theme
    has, or the last one of a condition.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "codebook.yml")
    >>> _ = path.write_text('''themes:
    ... - {key: trade, label: Trade, core: true, colour: "#0072B2", definition: Goods., patterns: [export*, goods]}
    ... ''')
    >>> print(edit_codebook(path, {"trade": ["tariff"]}, {"trade": ["goods"]})[-33:].strip())
    patterns: ["tariff", export*, ]}
    """
    text, file = read_text(path), shown_path(path)
    wanted = parse_codebook(text, file)
    edits: list[Edit] = []
    for theme in dict.fromkeys([*add, *remove]):
        node = _theme(read_node(text, file), theme)
        edits += _insert(text, node, add.get(theme, ()))
        edits += _take_out(text, node, set(remove.get(theme, ())))
        wanted = wanted.with_patterns(theme, add.get(theme, ()), remove.get(theme, ()))
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    try:
        same = parse_codebook(text, file) == wanted
    except InputFaults as error:
        faults = [
            Fault(one.file, 0, f"{BY_HAND}, or choose another: it would give {one.message}") for one in error.faults
        ]
        raise InputFaults(faults) from None
    if not same:
        raise InputFaults([Fault(file, 0, f"{BY_HAND}: the file is written in a way that cannot be edited safely.")])
    return text


def _values(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value}


def _theme(root: Any, key: str) -> Any:
    """The node of a theme."""
    return next(node for node in _values(root)["themes"].value if _values(node)["key"].value == key)


def _insert(text: str, theme: Any, patterns: Sequence[str]) -> Iterator[Edit]:
    """New patterns before those that the theme has."""
    if not patterns:
        return
    written = [json.dumps(pattern, ensure_ascii=False) for pattern in patterns]
    listed = _values(theme).get("patterns")
    if listed is None:  # the theme has conditions only
        start = theme.start_mark.index + bool(theme.flow_style)
        after = ", " if theme.flow_style else _line_end(text) + " " * theme.start_mark.column
        yield start, start, f"patterns: [{', '.join(written)}]{after}"
    elif listed.flow_style:
        start = listed.start_mark.index + 1
        rest = text[start : start + 1]
        yield start, start, ", ".join(written) + ("" if rest == "]" else "," if rest in "\r\n" else ", ")
    else:
        start = listed.start_mark.index - listed.start_mark.column
        yield start, start, "".join(f"{' ' * listed.start_mark.column}- {one}{_line_end(text)}" for one in written)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _take_out(text: str, theme: Any, patterns: set[str]) -> Iterator[Edit]:
    """Patterns with their comma, or with their line."""
    own = _values(theme)
    groups = [own, *map(_values, own["conditional"].value if "conditional" in own else [])]
    for listed in (group["patterns"] for group in groups if "patterns" in group):
        for node in listed.value:
            if not isinstance(node, yaml.ScalarNode) or node.value not in patterns:
                continue
            start, end = node.start_mark.index, node.end_mark.index
            if listed.flow_style:
                comma = _COMMA.match(text, end)
                yield start, comma.end() if comma else end, ""
            else:
                line = _ITEM.search(text, 0, start)
                rest = _REST_OF_LINE.match(text, end)
                yield line.start() if line else start, rest.end() if rest else end, ""
