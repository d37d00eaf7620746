"""Header: which lines of a page are its title and its date, and where its body begins."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis.corpus.parsing.header import Header, find_header
from analysis.corpus.parsing.layout import join_wrapped
from analysis.corpus.parsing.lines import Line, split_lines

DAY = dt.date(2024, 5, 26)
OCCASIONS = (
    "meeting meetings talk talks summit call calls conversation relations dialogue conference remarks statement readout visit visits consultation "
    "consultations holds held meets speaks"
).split()


def header(text: str) -> Header:
    return find_header(split_lines(text))


@pytest.mark.parametrize("word", [*OCCASIONS, "fact sheet", "Summit"])
def test_titles_name_an_occasion(word: str) -> None:
    assert header(f"An Office\nJapan {word} ROK\nA Place\nMay 26, 2024").title == f"Japan {word} ROK"


@pytest.mark.parametrize(
    ("text", "title", "day", "body"),
    [
        ("", "", None, 0), ("Talks", "Talks", None, 1), ("They met.", "", None, 0), ("May 26, 2024", "", DAY, 1), ("12\nMay 26, 2024", "", DAY, 2),
        ("A\nB\nMay 26, 2024\nC", "B", DAY, 3), ("A\n(B)\nMay 26, 2024", "A", DAY, 3), ("A\n[B]\nMay 26, 2024", "A", DAY, 3), ("(A)\n(B)\nMay 26, 2024", "(B)", DAY, 3),
        ("Talks A\nThey met at the talks.\nMay 26, 2024", "Talks A", DAY, 3), ("An Office\nMay 26, 2024\nTalks of Two", "Talks of Two", DAY, 2),
        ("Talks: 26 May 2024\nMay 28, 2024", "Talks: 26 May 2024", DAY, 2), ("Talks A\nTalks B\nC\nMay 26, 2024", "Talks B", DAY, 4), ("May 26, 2024\nTalks\nThey met.", "Talks", DAY, 1), ("May 26, 2024\nThey met.\nTalks", "", DAY, 1),
        ("Talks (May 26, 2024)\nB\n", "Talks (May 26, 2024)", DAY, 1), ("Talks\nA (May 26, 2024)\nB", "Talks", DAY, 2), ("Talks\nThey met.\nA (May 26, 2024)", "Talks", None, 1),
        ("Tweet\nTalks\n\nTweet\nMay 26, 2024", "Talks", DAY, 5), ("Will they talk?\nMay 26, 2024", "Will they talk?", DAY, 2), ("Will they talk?\nB", "Will they talk?", None, 1),
        ("They met:\nB", "", None, 0), ("They met;\nB", "", None, 0), ("They “met.”\nB", "", None, 0), ("They (met.)", "They (met.)", None, 1),
    ],
)  # fmt: skip
def test_headers(text: str, title: str, day: dt.date | None, body: int) -> None:
    assert header(text) == Header(title, day, body)


def test_headers_have_limits() -> None:
    assert header("A\n" * 24 + "May 26, 2024").date == DAY
    assert header("A\n" * 25 + "May 26, 2024").date is None
    assert header("a " * 30).title == ("a " * 30).strip()
    assert header("a " * 31).title == ""


@pytest.mark.parametrize(
    "end",
    ["of", "and", "the", "with", "between", "by", "for", "in", "to", "on", "at", "a", "an", "A,", "A &", "A –", "A -"],
)
def test_titles_continue_in_the_next_line(end: str) -> None:
    lines = [Line(0, 1, f"Talks {end}"), Line(1, 2, "Two Countries", continues=True), Line(2, 3, "May 26, 2024")]
    assert find_header(lines) == Header(f"Talks {end} Two Countries", DAY, 3)
    assert find_header([lines[0], Line(1, 2, "Two Countries"), lines[2]]).title == f"Talks {end}"


def test_wrapped_lines_join_only_within_a_title() -> None:
    lines = [Line(0, 1, "Talks"), Line(1, 2, "B", continues=True), Line(2, 3, "They met.")]
    assert find_header(lines).title == "Talks"
    assert find_header([lines[0], Line(1, 2, "again", continues=True), lines[2]]).title == "Talks again"
    assert find_header([Line(0, 1, "Talks"), Line(1, 2, "May 26, 2024", continues=True)]) == Header("Talks", DAY, 2)
    assert find_header([Line(0, 1, "May 26, 2024"), Line(1, 2, "talks", continues=True)]) == Header("talks", DAY, 1)
    assert join_wrapped([]) == []


def test_the_body_begins_below_a_title_of_two_lines() -> None:
    end = Line(2, 3, "They met.")
    assert find_header([Line(0, 1, "Talks of"), Line(1, 2, "Two", continues=True), end]) == Header(
        "Talks of Two", None, 2
    )
    dated = [Line(0, 1, "Talks"), Line(1, 2, "again (May 26, 2024)", continues=True), end]
    assert find_header(dated) == Header("Talks again (May 26, 2024)", DAY, 2)


def test_a_line_without_letters_is_not_a_title() -> None:
    assert header("12\nTalks") == Header("Talks", None, 2)
    assert header("May 26, 2024\n12\nThey met.") == Header("", DAY, 1)
