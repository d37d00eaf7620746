"""The opening: which sentence reports who met, which paragraph it begins, and where the lead ends in it."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.layout import Block, group_blocks
from analysis.corpus.parsing.lines import split_lines
from analysis.corpus.parsing.opening import find_opening, is_opening, opens, split_opening

MET = "President Baek met Prime Minister Aoki in Busan."  # eight words
MET_AGAIN = "On May 26, President Baek Min met Prime Minister Aoki Taro in Busan."  # all of its words, and more
RAIN = "It rained."


def blocks_of(page: str) -> list[Block]:
    return group_blocks(split_lines(page), page)


def opening_of(*paragraphs: str) -> int | None:
    page = "\n\n".join(paragraphs)
    return find_opening(blocks_of(page), page)


def rain(n: int) -> str:
    """A sentence of n words."""
    return f"It {'rained ' * (n - 2)}on."


@pytest.mark.parametrize(
    ("sentence", "opening"),
    [
        (MET, True),
        ("President Baek spoke by telephone with Prime Minister Aoki.", True),
        ("President Baek held talks with Prime Minister Aoki.", True),
        ("A summit of President Baek and Prime Minister Aoki took place.", True),
        ("President Baek welcomed Prime Minister Aoki to the Palace.", True),
        ("President Baek hosted Prime Minister Aoki.", True),
        ("President Baek held a videoconference with Prime Minister Aoki.", True),
        ("President Baek rang Prime Minister Aoki.", True),
        ("President Baek met and agreed on trade with Prime Minister Aoki.", True),
        ("President Baek agreed on trade when he met Prime Minister Aoki.", False),
        ("President Baek called for calm.", False),
        ("President Baek spoke of the harbour.", False),
        ("The rain met the sea in Busan.", False),
        ("The following is attributable to President Baek, who met Prime Minister Aoki in Busan.", False),
        (RAIN, False),
    ],
)
def test_what_an_opening_is(sentence: str, opening: bool) -> None:
    assert is_opening(sentence) == opening


def test_an_opening_is_read_in_the_first_1500_characters_of_its_sentence() -> None:
    long = "President Baek " + "and so on " * 150
    assert is_opening(f"{long[:1476]} met Mr. Aoki in Busan today")
    assert not is_opening(f"{long[:1500]} met Mr. Aoki in Busan today")


def test_the_first_sentence_opens_a_paragraph() -> None:
    for page, begins in ((f"{MET} {RAIN}", True), (f"{RAIN} {MET}", False), (MET[:-1], False)):
        (block,) = blocks_of(page)
        assert opens(block, page) == begins


@pytest.mark.parametrize(("above", "below", "found"), [(4, 4, 1), (5, 7, 1), (5, 6, None), (9, 19, 1), (9, 18, None)])
def test_up_to_a_quarter_of_the_words_can_stand_above_the_opening(above: int, below: int, found: int | None) -> None:
    assert opening_of(rain(above), MET, rain(below)) == found
    if above > 8:
        assert opening_of(rain(4), rain(above - 4), MET, rain(below)) == (None if found is None else 2)


def test_lines_that_are_no_sentences_above_the_opening_do_not_count() -> None:
    assert [opening_of(*["Harbour of Busan"] * n, MET) for n in (0, 1, 30)] == [0, 1, 30]
    assert opening_of(RAIN) is None


def test_a_summary_above_the_lead_is_not_the_opening() -> None:
    assert opening_of(MET, MET_AGAIN) == 1
    assert opening_of(MET_AGAIN, MET) == 0  # a shorter paragraph goes on
    assert opening_of(MET, RAIN, MET_AGAIN) == 0  # the text has begun
    assert opening_of(MET, "President Hill called Minister Wood of Peru today about the sea.") == 0
    assert opening_of(MET, "Harbour", "President Hill called Minister Wood of Peru today about the sea.") == 2


@pytest.mark.parametrize(("between", "found"), [(0, 1), (1, 2), (10, 11), (11, 0)])
def test_the_lead_is_among_the_twelve_paragraphs_below_its_summary(between: int, found: int) -> None:
    assert opening_of(MET, *["Harbour"] * between, MET_AGAIN) == found


@pytest.mark.parametrize(("whom", "found"), [("Wood", 0), ("Aoki", 1)])
def test_a_summary_shares_three_fifths_of_its_words_with_the_lead(whom: str, found: int) -> None:
    """Of the ten words above, the lead has five with Wood and six with Aoki."""
    above = "President Baek met Prime Minister Aoki there on that day."
    assert opening_of(above, f"President Baek met Prime Minister {whom} of Peru by chance in Lima.") == found


@pytest.mark.parametrize(
    ("next_sentences", "in_lead"),
    [
        ("It lasted 20 minutes.", True),
        ("Their meeting was the first.", True),
        ("The overview is as follows.", True),
        ("The President then hosted a dinner in Busan.", True),
        ("The harbour was full.", False),
        ("It was cold.", False),
        ("The meeting was cold, they said.", False),
        ("They agreed on trade.", False),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_sentences_on_the_meeting_itself_belong_to_the_lead(next_sentences: str, in_lead: bool, alone: bool) -> None:
    page = f"{MET} {next_sentences} {RAIN}"
    lead, rest = split_opening(*blocks_of(page), page, alone=alone)
    assert page[lead.start : lead.end] == (f"{MET} {next_sentences}" if in_lead else MET)
    assert rest is not None
    assert page[rest.start : rest.end] == (RAIN if in_lead else f"{next_sentences} {RAIN}")


def test_the_agenda_belongs_to_the_lead_unless_the_paragraph_stands_alone() -> None:
    page = f"{MET} They discussed trade. {RAIN}"
    (block,) = blocks_of(page)
    for alone, length in ((False, 2), (True, 1)):
        lead, rest = split_opening(block, page, alone=alone)
        assert page[lead.start : lead.end] == " ".join([MET, "They discussed trade."][:length])
        assert rest is not None
        assert (rest.start, rest.end, rest.listed) == (lead.end + 1, len(page), False)


def test_a_paragraph_with_the_lead_alone_has_no_rest() -> None:
    for page in (MET, f"{MET} The talks lasted an hour."):
        (block,) = blocks_of(page)
        assert split_opening(block, page) == (block, None)
