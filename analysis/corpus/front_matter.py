"""Front matter: the YAML lines above a readout's text → its source, checked; and the text below, unchanged."""

from __future__ import annotations

import datetime as dt
import re
import reprlib
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ..io.faults import Fault, InputFaults
from ..io.yaml import read_node

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
# Probably front matter, but not at the very top or not between lines of three hyphens.
_MISPLACED = re.compile(
    r"\s*(?:--+\s+)?(?:url|publisher|accessed|licence|date|kind|level|place|title|sha256)[ \t]*:|\s*-{3,}\s*\w+[ \t]*:"
)
_DATE_KEYS = ("date", "accessed")


class FrontMatter(BaseModel):
    """The source of a text. Every value may be missing (None).

    `date`, `kind`, `level` and `place` override the page's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    publisher: str | None = None
    title: str | None = None
    accessed: dt.date | None = None
    licence: str | None = None
    date: dt.date | None = None
    kind: str | None = Field(default=None, pattern=r"^[a-z][a-z-]*$")
    level: Literal["leaders", "ministers", "officials", "mixed"] | None = None
    place: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    @field_validator("*", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        """Join the lines of a value; an empty value is None."""
        return (" ".join(value.split()) or None) if isinstance(value, str) else value


def split_front_matter(text: str, file: str) -> tuple[FrontMatter, str]:
    """Split a file's text into its front matter (empty if it has none) and the text below, unchanged.

    Raises InputFaults with the line if the front matter is not closed, is not plain YAML, or contains an unknown key
    or an impossible value. `file` is the file's name in these faults.

    >>> source, text = split_front_matter("---\\npublisher: Ministry\\n---\\nTitle\\n", "a.txt")
    >>> source.publisher, text
    ('Ministry', 'Title\\n')
    """
    opening = _OPENING.match(text)
    if not opening:
        if _MISPLACED.match(text):
            message = "The front matter must begin with a line of three hyphens, ---, at the very top."
            raise InputFaults([Fault(file, 1, message)])
        return FrontMatter(), text
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise InputFaults([Fault(file, 1, "The front matter has no end: close it with a line of three hyphens, ---.")])
    return _read(text[opening.end() : closing.start()], file), text[closing.end() :]


def _read(block: str, file: str) -> FrontMatter:
    root = read_node(block, file, lines_above=1)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in ("", "~", "null")):
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        message = "The front matter must be lines of `key: value`, such as `publisher: ...`."
        raise InputFaults([Fault(file, 2, message)])
    values, lines, faults = _read_keys(root, file)
    try:
        source = FrontMatter.model_validate(values)
    except ValidationError as error:
        faults += [_as_fault(str(e["loc"][0]), e, lines, file) for e in error.errors()]
    if faults:
        raise InputFaults(faults)
    return source


def _read_keys(root: yaml.MappingNode, file: str) -> tuple[dict[str, str], dict[str, int], list[Fault]]:
    """The value of each key, its line, and the faults of keys that are repeated or have more than one value."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    for key, value in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            message = "The front matter must be lines of `key: value`. Replace this list or group by one value."
            faults.append(Fault(file, line, message))
        elif key.value in lines:
            faults.append(Fault(file, line, f"{key.value!r} is given twice in the front matter. Keep one."))
        else:
            lines[key.value] = line
            values[key.value] = value.value
    return values, lines, faults


def _as_fault(key: str, error: Any, lines: dict[str, int], file: str) -> Fault:
    given = reprlib.repr(error["input"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(FrontMatter.model_fields)
        message = f"Unknown key {reprlib.repr(key)} in the front matter. Use one of {known}."
    elif key == "url":
        message = f"'url' must be an address such as https://www.mofa.go.jp/page.html. Got {given}."
    elif key in _DATE_KEYS:
        message = f"{key!r} must be a date such as 2024-05-26. Got {given}."
    else:
        message = f"{key!r} is not valid: {error['msg']}. Got {given}."
    return Fault(file, lines[key], message)
