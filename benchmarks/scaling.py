"""What a megabyte costs, by the size of the text and by the number of patterns."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from analysis.codebook.matcher import Matcher
from analysis.codebook.model import Codebook

from .codebooks import made_up_codebook, plain_codebook, plain_phrases
from .racing import installed_tools
from .texts import MB, Text
from .timing import Timed, time_in_turn
from .tools import Counted, Ours, Tool

SIZES = (0.1, 0.3, 1, 2, 3, 10, 30, 100, 200)  # MB
NUMBERS = (10, 30, 100, 200, 300, 1_000, 2_000, 3_000, 10_000)  # of patterns
MOST_OTHERS = 1  # MB that the other tools are given: their cost does not change with size
PIECE = 2  # MB of the pieces that a large text is compared with
PATTERN_TEXT = 8  # MB


def measure_sizes(codebook: Codebook, text: Text, *, rounds: int, sizes: Sequence[float] = SIZES) -> dict[str, Any]:
    """Seconds for texts of these sizes as far as there is text: ours with the own codebook, and every tool's plain one.

    Returns
    -------
    rows: name, size (MB), seconds; largest and piece (MB), linearity: seconds per MB of the largest text over that of
    pieces, which were tagged one after the other.
    """
    ours = Ours(codebook)
    phrases = plain_phrases(codebook)
    tools: list[Ours | Tool] = [Ours(plain_codebook(phrases)), *installed_tools(phrases)[0]]
    ours.count(text.documents[:1])
    rows = []
    for size in within(sizes, text):
        part = text.first(size)
        runs: dict[str, Ours | Tool] = {"readouts": ours}
        if size <= MOST_OTHERS:
            runs |= {tool.name: tool for tool in tools if tool.name != Ours.name}
        timed = time_in_turn({name: _run(tool, part) for name, tool in runs.items()}, _rounds(size, rounds))
        rows += [one.as_record(name=name, size=part.size / MB) for name, one in timed.items()]
    return {"text": text.source, "rows": rows, **_linearity(ours, text, max(within(sizes, text)), rounds)}


def within(sizes: Sequence[float], text: Text) -> list[float]:
    """The sizes that a text has; that of the text where it has none of them."""
    return [size for size in sizes if size * MB <= text.size * 1.02] or [text.size / MB]


def _rounds(size: float, rounds: int) -> int:
    """Small texts are measured more often, for a moment's noise is large beside them."""
    return rounds * (5 if size <= MOST_OTHERS else 1)


def _run(tool: Ours | Tool, text: Text) -> Any:
    return lambda: tool.count(text.documents)


def _linearity(ours: Ours, text: Text, size: float, rounds: int) -> dict[str, Any]:
    """The whole text at once beside the same text in pieces of PIECE MB, each a run of its own."""
    whole = text.first(size)
    pieces, rest = [], whole.documents
    while rest:
        pieces.append(Text(rest, text.source).first(PIECE))
        rest = rest[len(pieces[-1].documents) :]
    timed = time_in_turn(
        {"whole": _run(ours, whole), "pieces": lambda: [ours.count(piece.documents) for piece in pieces]}, rounds
    )
    return {
        "largest": whole.size / MB, "pieces": len(pieces), "piece": PIECE,
        "whole_seconds": timed["whole"].as_record(), "pieces_seconds": timed["pieces"].as_record(),
        "linearity": timed["whole"].median / timed["pieces"].median,
    }  # fmt: skip


def measure_patterns(
    codebook: Codebook,
    text: Text,
    *,
    rounds: int,
    numbers: Sequence[int] = NUMBERS,
    size: float = PATTERN_TEXT,
) -> dict[str, Any]:
    """Seconds per MB with codebooks of so many patterns, measured in turn; seconds to build each matcher; its matches.

    Returns
    -------
    rows: number, seconds, build (seconds), matches; growth: cost with 2,000 patterns over that with 200, if measured.
    """
    part = text.first(size)
    books = {number: made_up_codebook(codebook, part.documents, number) for number in numbers}
    building: dict[int, float] = {}
    tools: dict[int, Ours] = {}
    for number, book in books.items():
        begun = time.perf_counter()
        Matcher(book)
        building[number] = time.perf_counter() - begun
        tools[number] = Ours(book)
        tools[number].count(part.documents[:1])
    timed = time_in_turn({str(number): _run(tool, part) for number, tool in tools.items()}, rounds)
    costs = {number: timed[str(number)].median for number in numbers}
    return {
        "text": text.source, "size": part.size / MB,
        "rows": [_pattern_row(number, timed[str(number)], building[number]) for number in numbers],
        "growth": costs[2_000] / costs[200] if {200, 2_000} <= set(costs) else None,
    }  # fmt: skip


def _pattern_row(number: int, timed: Timed, building: float) -> dict[str, object]:
    counted: Counted = timed.given
    return timed.as_record(
        number=number, build=round(building, 4), sentences=counted.sentences, matches=sum(counted.themes.values())
    )
