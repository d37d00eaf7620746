"""Pages in the forms in which ministries publish, and a check of the points that are read from them."""

from __future__ import annotations

import textwrap

from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.parsed import Parsed

LEAD = (
    "On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a "
    "Summit Meeting with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. "
    "The overview is as follows."
)


HEAD = f"Japan-ROK Relations\n\nMay 26, 2024\n\n{LEAD}\n\n"


FIRST = "At the outset, the two leaders spoke of the harbour. They agreed to meet again."


SECOND = "Prime Minister Aoki spoke of trade."


THIRD = "They parted as friends."


# What a point reads like: its number, heading, first words, number of sentences.
Expected = list[tuple[int, str | None, str, int]]


THREE: Expected = [(1, None, "At the outset", 2), (2, None, "Prime Minister Aoki", 1), (3, None, "They parted", 1)]


TWO: Expected = THREE[:2]


def check(page: str, expected: Expected, lead: str = "On May 26") -> Parsed:
    parsed = parse_readout(page)
    found = [(p.number, p.heading, p.text, len(p.sentences)) for p in parsed.points]
    begun = [text[: len(begins)] for (_, _, text, _), (_, _, begins, _) in zip(found, expected, strict=False)]
    assert [(n, heading, count) for n, heading, _, count in found] == [(n, h, count) for n, h, _, count in expected]
    assert [" ".join(text.split()) for text in begun] == [begins for _, _, begins, _ in expected]
    assert parsed.lead.startswith(lead)
    assert bool(parsed.lead) == bool(lead)
    for point in parsed.points:
        assert page[point.start : point.end] == point.text
    return parsed


def wrap(page: str, width: int = 72) -> str:
    """The page in lines of this width, paragraph by paragraph, as an archive keeps it."""
    return "\n".join("\n".join(textwrap.wrap(line, width, break_long_words=False)) for line in page.split("\n"))
