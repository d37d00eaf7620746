from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.corpus.corpus import Corpus
from analysis.measures.influence import find_hinges
from analysis.measures.permuting import LESS, MORE
from analysis.report.caveats import describe_simulation, disagreements
from analysis.report.charts.change import of_changes
from analysis.report.charts.emphasis import headline
from analysis.report.charts.figures import CHARTS
from analysis.report.charts.influence import of_influence
from analysis.report.charts.measures import of_measures
from analysis.report.findings import findings
from analysis.report.prose import Sentences
from analysis.study import Study
from tests.builders.many_meetings import write_many
from tests.builders.studies import BOOK, study_of

said = st.lists(
    st.sampled_from(
        ["apple", "bread", "the two leaders agreed on apple and bread", "nothing at all", "cheese, apples, bread"]
    ),
    max_size=12,
)
CLAIMS = {"more than", "shifted", "rises", "falls"}
SHIFTED = (["apple here"] * 15 + ["bread here"] * 5, ["bread here"] * 18 + ["apple here"] * 2)


def every_sentence(study: Study) -> list[str]:
    return [*findings(study), headline(study), of_changes(study)]


def claims(sentences: list[str]) -> list[str]:
    return [one for one in sentences if any(claim in one.replace("no more than", "") for claim in CLAIMS)]


def test_the_two_readouts_are_described_and_nothing_is_claimed(study: Study) -> None:
    assert list(findings(study)) == [
        "In 2017 North Korea was the largest theme of Japan's account of the Hamburg summit, with 30\xa0% of the words.",
        "In 2024 the economy led the account of the Seoul summit, with 28\xa0%, up from 2\xa0%.",
        "History and disputes went from 15\xa0% of the words to none, regional and global affairs from none to 16\xa0%.",
        "This is what two texts say, not proof of a changed policy: most of the economy's share in 2024 is one agenda "
        "point of seven.",
        "What both sides are reported to have agreed takes 13\xa0% of the words in 2017 and 36\xa0% of the words in 2024, "
        "no more than chance would give.",
    ]


def test_sentences_are_short_and_have_few_numbers(study: Study) -> None:
    for sentence in findings(study):
        assert len(sentence.split()) <= 30, sentence
        assert len(re.findall(r"\d+\xa0%", sentence)) <= 2, sentence


def test_a_change_larger_than_chance_gives_is_claimed_with_its_numbers() -> None:
    found = claims(list(findings(study_of(*SHIFTED))))
    assert len(found) == 1
    assert found[0] == (
        "From Town 0 2010 to Town 1 2011 Apple fell from 75\xa0% to 10\xa0% of the words and Bread rose, "
        "both more than chance would give."
    )


@settings(max_examples=20)
@given(said)
@pytest.mark.slow
def test_where_nothing_shifts_no_sentence_claims_a_shift(texts: list[str]) -> None:
    study = study_of(texts, texts)
    assert claims(every_sentence(study)) == []
    for table in (study.shifts, study.act_changes):
        assert not table["verdict"].isin([MORE, LESS]).any()


@pytest.mark.parametrize(
    "texts",
    [[], ["apple"], pytest.param(["apple"] * 30, marks=pytest.mark.slow), ["nothing here"],
     pytest.param(["the two leaders agreed on bread"], marks=pytest.mark.slow)],
)  # fmt: skip
def test_small_uniform_and_empty_readouts_are_described_without_a_claim(texts: list[str]) -> None:
    for study in (study_of(texts, texts), study_of(texts, []), study_of([], texts), study_of(texts)):
        assert claims(every_sentence(study)) == []
        assert of_measures(study)
        assert of_influence(find_hinges(study.influence), study)
        for chart in (draw(study) for draw in CHARTS.values()):
            assert isinstance(chart, Sentences) or chart.svg()


def test_few_agenda_points_are_named_as_the_reason_why_nothing_is_tested() -> None:
    found = findings(study_of(["apple here"] * 2, ["bread here"] * 5))
    assert found[-1].endswith("not proof of a changed policy: a test needs four agenda points in each readout.")


def test_what_both_agreed_is_described_with_its_share() -> None:
    study = study_of(
        ["nothing is said here"] * 4, ["the two leaders agreed on bread"] * 2 + ["nothing is said here"] * 2
    )
    assert findings(study)[-1] == (
        "What both sides are reported to have agreed takes 0\xa0% of the words in 2010 and 60\xa0% of the words in 2011, "
        "no more than chance would give."
    )


def test_many_meetings_begin_with_their_trends(tmp_path: object) -> None:
    study = Study.open(write_many(tmp_path, 60))  # type: ignore[arg-type]
    found = findings(study)
    assert found[0].startswith(
        f"Over the {len(study.timeline)} meetings from 2009 to 2025 North Korea's share of the words fell"
    )
    assert any(one.startswith("From 2009–2017 to 2018–2025 North Korea fell from ") for one in found)


def test_where_measures_disagree_is_said() -> None:
    study = study_of(["apple here"] * 20 + ["bread bread bread"] * 12 + ["apple"] * 1, ["apple here"] * 20)
    found = disagreements(study)
    assert (
        "the measures disagree on what comes first: Apple by share of words, share of sentences and share of agenda points; Bread by matches"
        in found[0]
    )
    assert "every measure puts Apple first" in found[1]


def test_what_a_test_can_show_is_taken_from_what_was_simulated() -> None:
    rows = [
        ("points of two meetings", design, size, change, false, power)
        for design, false in (("independent", 0.031), ("in points", 0.04))
        for size, power in ((14, 0.1), (40, 0.5))
        for change in (0.0, 0.3)
    ]
    table = pd.DataFrame(rows, columns=["compared", "design", "size", "change", "any_false_claim", "power"])
    assert list(describe_simulation(table, {"points of two meetings": 21})) == [
        "In simulated texts (points of two meetings, 14 sentences each) a change was claimed where there was "
        "none in 3 to 4\xa0% of cases; a change of 30 points was found in 10\xa0%."
    ]


def test_an_empty_readout_is_named_as_the_reason_why_nothing_is_compared() -> None:
    study = study_of(["apple here"], [])
    assert findings(study)[0] == "Town 0 2010 and Town 1 2011 cannot be compared: a readout has no sentences."
    assert headline(study) == "How Town 0 2010 divides its words among the themes"


def test_the_only_point_of_a_readout_is_not_left_out() -> None:
    frame = study_of(["apple here"] * 3, ["bread here"] * 3)
    points = frame.corpus.sentences.assign(point=1)
    study = Study(frame.folders, Corpus(frame.corpus.readouts, points, frame.corpus.leaders, {}), BOOK, frame.coding)
    assert not (study.influence["left_out"] == "point").any()


def test_ties_for_the_largest_share_are_all_named() -> None:
    found = findings(study_of(["apple here", "bread here"]))[0]
    assert found.startswith("In 2010 Apple and Bread were the largest themes of ")
    assert found.endswith(", with 50\xa0% of the words each.")
