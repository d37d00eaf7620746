"""The few lines of YAML above a readout's text that say where it is from."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .faults import Fault, InputFaults

_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n)(.*?)^---[ \t]*(?:\r\n|\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(r"---[ \t]*\r?\n")
# What was meant for front matter but is not at the very top, or not between lines of three hyphens.
_ALMOST = re.compile(
    r"\s*(?:-{2,}\s+)?(?:url|publisher|accessed|licence|date|kind|place|title|sha256)[ \t]*:|\s*-{3,}\s*\w+[ \t]*:"
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


def split_front_matter(text: str, file: str) -> tuple[FrontMatter, str]:
    """A file's text → its front matter (empty when there is none) and the text after it, unchanged.

    Raises InputFaults, with the line, when the front matter is not closed, not YAML, or says
    something that is not known or not possible.

    >>> source, text = split_front_matter("---\\npublisher: Ministry\\n---\\nTitle\\n", "a.txt")
    >>> source.publisher, text
    ('Ministry', 'Title\\n')
    """
    if not _OPENING.match(text):
        if _ALMOST.match(text):
            raise InputFaults(
                [Fault(file, 1, "The front matter must begin with a line of three hyphens, ---, at the very top.")]
            )
        return FrontMatter(), text
    found = _FRONT_MATTER.match(text)
    if not found:
        raise InputFaults([Fault(file, 1, "The front matter has no end: close it with a line of three hyphens, ---.")])
    return _read(found.group(1), file), text[found.end() :]


def _read(block: str, file: str) -> FrontMatter:
    try:
        content = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        line = (mark.line if mark else 0) + 2
        raise InputFaults([Fault(file, line, f"The front matter is not valid YAML: {problem}.")]) from None
    keys = re.findall(r"^(\w+)[ \t]*:", block, re.MULTILINE)
    repeated = next((n for n, key in enumerate(keys) if key in keys[:n]), None)
    if repeated is not None:
        line = next(
            n for n, said in reversed(list(enumerate(block.splitlines(), start=2))) if said.startswith(keys[repeated])
        )
        raise InputFaults([Fault(file, line, f"{keys[repeated]!r} is given twice in the front matter.")])
    if content in (None, ""):
        return FrontMatter()
    if not isinstance(content, dict):
        message = "The front matter must be lines of `key: value`, such as `publisher: ...`."
        raise InputFaults([Fault(file, 2, message)])
    given = {key: value for key, value in content.items() if value not in ("", None)}
    try:
        return FrontMatter.model_validate(given)
    except ValidationError as error:
        raise InputFaults(_fault(e["loc"][0], e, block, file) for e in error.errors()) from None


def _fault(key: object, error: Any, block: str, file: str) -> Fault:
    lines = block.splitlines()
    line = next((n for n, text in enumerate(lines, start=2) if text.startswith(f"{key}:")), 2)
    if error["type"] == "extra_forbidden":
        message = f"Unknown key {key!r} in the front matter. Known are {', '.join(FrontMatter.model_fields)}."
    elif key == "url":
        message = f"'url' must be an address such as https://www.mofa.go.jp/page.html. Got {error['input']!r}."
    elif key in _ISO_DATES:
        message = f"{key!r} must be a date such as 2024-05-26. Got {error['input']!r}."
    else:
        message = f"{key!r} is not as it should be: {error['msg']}. Got {error['input']!r}."
    return Fault(file, line, message)
