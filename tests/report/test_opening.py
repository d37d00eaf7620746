from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.report.naming import possessive, text_named, when
from analysis.report.opening import opening, warnings
from analysis.study import Study
from tests.builders.many_meetings import write_many
from tests.builders.studies import study_of


@pytest.mark.parametrize("number", [1, 2, 3, 12, 60])
def test_the_opening_can_be_quoted_at_any_number_of_meetings(tmp_path: Path, number: int) -> None:
    study = Study.open(write_many(tmp_path, number))
    title, paragraphs = opening(study)
    sentences = [one for paragraph in paragraphs for one in re.split(r"(?<=[.])\s", paragraph.text)]
    assert len(title.split()) <= 14
    assert 2 <= len(sentences) <= 4
    for sentence in sentences:
        assert len(sentence.split()) <= 30, sentence
        assert len(re.findall(r"\d+\xa0%", sentence)) <= 2, sentence
        assert sentence[0].isupper(), sentence
    assert any("not proof" in one or "One text shows" in one for one in sentences)
    grounds = [ground for paragraph in paragraphs for ground in paragraph.rests_on]
    assert len(grounds) == len(set(grounds)) or study.over_time
    assert all(paragraph.citation.startswith(f"“{paragraph.text}”") for paragraph in paragraphs)


def test_the_title_of_two_readouts_names_what_led(study: Study) -> None:
    assert opening(study)[0] == "North Korea led in 2017, the economy in 2024"


def test_what_the_doubt_rests_on_has_the_test_and_the_point_in_numbers(study: Study) -> None:
    rests_on = opening(study)[1][-1].rests_on
    assert rests_on[0] == (
        "Without agenda point 4 of Seoul 2024, the economy would have 6\xa0% of its words, not 28\xa0%."
    )
    assert rests_on[1].startswith("If the 12 agenda points were dealt at random between the two meetings, the economy ")
    assert "in 39 of 100 deals" in rests_on[1]
    assert rests_on[2] == "The p values are adjusted for the 4 core themes tested together."
    assert [one.split(":")[0] for one in rests_on[3:]] == [
        "North Korea",
        "Youth exchange",
        "Economy",
        "Shuttle diplomacy",
    ]
    assert rests_on[3] == "North Korea: p = .59, adjusted 1; only a change of at least 54 points could be claimed."


def test_a_meeting_is_dated_as_precisely_as_tells_it_from_the_others() -> None:
    study = study_of(*[["apple here"]] * 4)
    days = pd.to_datetime(["2010-05-01", "2011-03-02", "2011-06-03", "2011-06-04"])
    study.corpus.readouts["date"] = days
    said = [when(study, name) for name in study.readouts["readout_id"]]
    assert said == ["in 2010", "in March 2011", "on 3 June 2011", "on 4 June 2011"]


@pytest.mark.parametrize(
    ("kind", "level", "publisher", "said"),
    [
        ("meeting", "leaders", "Ministry of Foreign Affairs of Japan", "Japan's account of the Town 0 summit"),
        ("meeting", "ministers", "An Agency", "the account of the Town 0 meeting"),
        ("meeting", "ministers", "The White House", "the US's account of the Town 0 meeting"),
        ("telephone", "leaders", "Ministry of Foreign Affairs of the ROK", "the ROK's account of the Town 0 call"),
        ("joint-statement", "leaders", "The White House", "the Town 0 joint statement"),
    ],
)
def test_a_readout_is_named_by_whose_account_of_what_it_is(kind: str, level: str, publisher: str, said: str) -> None:
    study = study_of(["apple here"])
    study.corpus.readouts[["kind", "level", "publisher"]] = [kind, level, publisher]
    assert text_named(study, "r0") == said


def test_of_two_accounts_of_one_government_the_second_does_not_name_it_again(study: Study) -> None:
    first, last = study.first_and_last
    assert text_named(study, last, after=first) == "the account of the Seoul summit"
    assert possessive("history and disputes") == "history and disputes'"


def test_a_codebook_that_does_not_fit_is_warned_of() -> None:
    said = warnings(study_of(["nothing here"] * 3, ["apple here"]))
    assert said == [
        "The codebook finds no theme in much of Town 0 2010 (100\xa0%): read the texts first.",
        "Found in no sentence: Bread and Cheese. Does the codebook fit these texts?",
    ]
