"""The lead: its first sentence, its main clause, and sentences on duration."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.lead import duration_sentences, first_sentence, main_clause, without_asides

OCCASIONS = [
    "who was in Rome", "who were in Rome", "who is in Rome", "who are in Rome", "during a visit", "on the occasion of a visit",
    "on the margins of a summit", "on the sidelines of a summit", "on the fringes of a summit", "to attend a summit", "visiting Rome",
    "on his way home", "on her way home", "after a visit", "following a visit", "ahead of a visit", "prior to a visit", "before a visit",
    "in conjunction with a visit", "in response to a visit", "in light of a visit", "regarding a visit", "concerning a visit",
    "in the wake of a visit", "since a visit", "to commemorate a visit", "to mark a visit", "to follow up a visit", "scheduled soon", "to be held soon",
]  # fmt: skip


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_other_occasions_are_not_in_the_main_clause(occasion: str) -> None:
    assert main_clause(f"Mr. Aoki, {occasion}, met them; {occasion}; and left.") == "Mr. Aoki, , met them; ; and left."


@pytest.mark.parametrize(
    "aside", ["attended by A", "attendance: A", "participants: A", "a photo", "represented by A", "accompanied by A"]
)
def test_asides_are_left_out(aside: str) -> None:
    assert without_asides(f"They met ({aside}) here (in Rome).") == "They met   here (in Rome)."


@pytest.mark.parametrize("what", "meeting talk talks call conversation session summit".split())
@pytest.mark.parametrize(
    "lasted", ["lasted", "went on for", "took about", "took around", "took approximately", "took 5"]
)
def test_sentences_on_duration(what: str, lasted: str) -> None:
    said = f"The {what} {lasted} 50 minutes."
    assert duration_sentences(f"It rained. {said} They left.") == said
    assert duration_sentences(f"The {what} was{' very' * 16} long and {lasted} 50 minutes.") == ""
    assert duration_sentences("The meeting took place. The flight lasted an hour.") == ""


def test_only_the_beginning_is_read() -> None:
    assert len(first_sentence("a" * 5000)) == 4000
    assert first_sentence("  ") == ""
    assert duration_sentences("a. " * 4000 + "The talks lasted an hour.") == ""
