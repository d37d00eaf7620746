"""The few lines of YAML above a readout's text that say where it is from."""

from __future__ import annotations

import datetime as dt
import re
import reprlib
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ..io.faults import Fault, InputFaults
from ..io.yaml import read_node

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?:^|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
# What was meant for front matter but is not at the very top, or not between lines of three hyphens.
_ALMOST = re.compile(
    r"\s*(?:--+\s+)?(?:url|publisher|accessed|licence|date|kind|place|title|sha256)[ \t]*:|\s*-{3,}\s*\w+[ \t]*:"
)
_ISO_DATES = ("date", "accessed")


class FrontMatter(BaseModel):
    """Where a text is from. All of it may be missing; `date`, `kind`, `place` go before the page's own word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    publisher: str | None = None
    title: str | None = None
    accessed: dt.date | None = None
    licence: str | None = None
    date: dt.date | None = None
    kind: str | None = Field(default=None, pattern=r"^[a-z][a-z-]*$")
    place: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    @field_validator("*", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        """A value stands in one line; an empty one is none."""
        return (" ".join(value.split()) or None) if isinstance(value, str) else value


def split_front_matter(text: str, file: str) -> tuple[FrontMatter, str]:
    """A file's text → its front matter (empty when there is none) and the text after it, unchanged.

    Raises InputFaults, with the line, when the front matter is not closed, not YAML, or says
    something that is not known or not possible.

    >>> source, text = split_front_matter("---\\npublisher: Ministry\\n---\\nTitle\\n", "a.txt")
    >>> source.publisher, text
    ('Ministry', 'Title\\n')
    """
    opened = _OPENING.match(text)
    if not opened:
        if _ALMOST.match(text):
            raise InputFaults(
                [Fault(file, 1, "The front matter must begin with a line of three hyphens, ---, at the very top.")]
            )
        return FrontMatter(), text
    closed = _CLOSING.search(text, opened.end())
    if not closed:
        raise InputFaults([Fault(file, 1, "The front matter has no end: close it with a line of three hyphens, ---.")])
    return _read(text[opened.end() : closed.start()], file), text[closed.end() :]


def _read(block: str, file: str) -> FrontMatter:
    root = read_node(block, file, lines_above=1)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in ("", "~", "null")):
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        message = "The front matter must be lines of `key: value`, such as `publisher: ...`."
        raise InputFaults([Fault(file, 2, message)])
    faults: list[Fault] = []
    given: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, value in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            faults.append(
                Fault(file, line, "The front matter must be lines of `key: value`; here is a list or more keys.")
            )
        elif key.value in lines:
            faults.append(Fault(file, line, f"{key.value!r} is given twice in the front matter."))
        else:
            lines[key.value] = line
            given[key.value] = value.value
    try:
        read = FrontMatter.model_validate(given)
    except ValidationError as error:
        faults += [_fault(str(e["loc"][0]), e, lines, file) for e in error.errors()]
    if faults:
        raise InputFaults(faults)
    return read


def _fault(key: str, error: Any, lines: dict[str, int], file: str) -> Fault:
    given = reprlib.repr(error["input"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(FrontMatter.model_fields)
        message = f"Unknown key {reprlib.repr(key)} in the front matter. Known are {known}."
    elif key == "url":
        message = f"'url' must be an address such as https://www.mofa.go.jp/page.html. Got {given}."
    elif key in _ISO_DATES:
        message = f"{key!r} must be a date such as 2024-05-26. Got {given}."
    else:
        message = f"{key!r} is not as it should be: {error['msg']}. Got {given}."
    return Fault(file, lines[key], message)
