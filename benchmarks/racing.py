"""Ours beside the others and beside the limits, on the same text in one run."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import numpy as np

from analysis.codebook.model import Codebook

from .codebooks import plain_codebook, plain_phrases
from .machine import package_version
from .others import OTHERS
from .texts import MB, Text
from .timing import ROUNDS, Timed, time_in_turn
from .tools import Counted, Ours, Phrases, Tool

OWN = "readouts, own codebook"
LOWER = "str.lower()"
SAMPLE = 4  # MB that the slow tools are given


def race(codebook: Codebook, text: Text, *, sample: float = SAMPLE, rounds: int = ROUNDS) -> dict[str, Any]:
    """Time every tool on the first `sample` MB, and on the whole text what is fast enough for it.

    Returns
    -------
    text, whole and sample (MB), rounds; whole_text and sample_text: one row for each tool with its seconds and MB/s;
    missing: tools that are not installed.
    """
    phrases = plain_phrases(codebook)
    plain = Ours(plain_codebook(phrases))
    others, missing = installed_tools(phrases)
    raced: list[Ours | Tool] = [plain, *others]
    part = text.first(sample)
    for tool in raced:
        tool.count(part.documents[:1])  # what is made at the first call is not timed
    fast = {Ours.name: _counting(plain, text), OWN: _counting(Ours(codebook), text), **_limits(text)}
    slow = {tool.name: _counting(tool, part) for tool in raced}
    return {
        "text": text.source, "whole": text.size / MB, "sample": part.size / MB, "rounds": rounds,
        "phrases": sum(map(len, phrases.values())), "patterns": len(codebook.listed),
        "way": {tool.name: tool.way for tool in raced},
        "cannot": {tool.name: tool.cannot for tool in raced},
        "sample_text": [_row(name, timed, part) for name, timed in time_in_turn(slow, rounds).items()],
        "whole_text": [_row(name, timed, text) for name, timed in time_in_turn(fast, rounds).items()],
        "missing": missing,
    }  # fmt: skip


def installed_tools(phrases: Phrases) -> tuple[list[Tool], list[str]]:
    """The other tools that are installed, and the names of those that are not."""
    tools: list[Tool] = []
    missing: list[str] = []
    for name, (package, tool) in OTHERS.items():
        if package_version(package):
            tools.append(tool(phrases))
        else:
            missing.append(name)
    return tools, missing


def _counting(tool: Ours | Tool, text: Text) -> Callable[[], Counted]:
    return lambda: tool.count(text.documents)


def _limits(text: Text) -> dict[str, Callable[[], object]]:
    """What no tool in Python that looks at every character can beat by much."""
    whole = "".join(text.documents)
    raw = whole.encode("utf-8")
    table = bytes.maketrans(ascii_uppercase.encode(), ascii_lowercase.encode())
    numbers = np.frombuffer(raw, np.uint8)
    return {
        LOWER: whole.lower,
        "str.lower(), by document": lambda: [document.lower() for document in text.documents],
        "bytes.translate()": lambda: raw.translate(table),
        "reading memory": lambda: int(numbers.max()),
    }


def _row(name: str, timed: Timed, text: Text) -> dict[str, object]:
    counted = timed.given._asdict() if isinstance(timed.given, Counted) else {}
    return timed.as_record(name=name, speed=text.size / MB / timed.median, **counted)
