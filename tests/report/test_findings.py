from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.corpus.corpus import Corpus
from analysis.measures.influence import find_hinges
from analysis.report.caveats import describe_coverage, disagreements
from analysis.report.charts.change import of_changes
from analysis.report.charts.emphasis import headline
from analysis.report.charts.figures import CHARTS
from analysis.report.charts.influence import of_influence
from analysis.report.charts.measures import of_measures
from analysis.report.findings import findings
from analysis.report.prose import Sentences
from analysis.study import Study
from tests.builders.studies import BOOK, study_of

said = st.lists(
    st.sampled_from(
        ["apple", "bread", "the two leaders agreed on apple and bread", "nothing at all", "cheese, apples, bread"]
    ),
    max_size=12,
)
CLAIMS = {"more", "less", "shifted", "up", "down", "grew", "fell"}


def every_sentence(study: Study) -> list[str]:
    titles = [headline(study), of_changes(study), of_measures(study)]
    return [*findings(study), *disagreements(study), *titles, of_influence(find_hinges(study.influence), study)]


def test_the_study_is_told_in_three_or_four_sentences(study: Study) -> None:
    told = findings(study)
    assert 3 <= len(told) <= 4
    assert "speaks more of Economy" in told[0]
    assert "No change is shown for North Korea" in told[1]
    assert "History issues" in told[2]
    assert "agreed" in told[3]


def test_a_shift_that_is_shown_is_told_with_its_numbers_and_interval() -> None:
    study = study_of(["apple here"] * 15 + ["bread here"] * 5, ["bread here"] * 18 + ["apple here"] * 2)
    sentence = findings(study)[0]
    assert sentence.startswith("The readout of Town 1 2011, compared with that of Town 0 2010, speaks ")
    assert "less of Apple (10\xa0% of its words against 75\xa0%, −65 points, 95\xa0% interval −" in sentence
    assert "more of Bread (90\xa0% of its words against 25\xa0%, +65 points, 95\xa0% interval +" in sentence


def test_a_verdict_word_never_stands_without_its_interval() -> None:
    study = study_of(["apple here"] * 15 + ["bread here"] * 5, ["bread here"] * 18 + ["apple here"] * 2)
    for sentence in every_sentence(study):
        for claim in re.finditer(r"\b(more|less|up|down)\b", sentence):
            assert "95\xa0% interval" in sentence[claim.end() :], sentence


@settings(max_examples=40)
@given(said)
@pytest.mark.slow
def test_where_nothing_shifts_no_sentence_claims_a_shift(texts: list[str]) -> None:
    study = study_of(texts, texts)
    for sentence in every_sentence(study):
        assert not CLAIMS & set(re.findall(r"\w+", sentence)), sentence
    assert study.comparisons["verdict"].isin(["not shown", None]).all()
    assert study.act_changes["verdict"].isin(["not shown", None]).all()


@pytest.mark.parametrize(
    "texts", [[], ["apple"], ["apple"] * 30, ["nothing here"], ["the two leaders agreed on bread"]]
)
def test_small_uniform_and_empty_readouts_are_told_without_a_claim(texts: list[str]) -> None:
    for study in (study_of(texts, texts), study_of(texts, []), study_of([], texts), study_of(texts)):
        for sentence in every_sentence(study):
            assert not CLAIMS & set(re.findall(r"\w+", sentence)), sentence
        for chart in (draw(study) for draw in CHARTS.values()):
            assert isinstance(chart, Sentences) or chart.svg()
        assert list(study.keyness["verdict"].unique()) in ([], ["not shown"])


def test_what_a_shift_hangs_on_is_told_beside_it() -> None:
    one = ["nothing is said here"] * 12
    two = ["nothing is said here"] * 6 + ["apple pie is spoken of at very great length here"] * 4 + ["apples"] * 2
    study = study_of(one, two)
    shown = [s for s in findings(study) if "more of Apple" in s]
    turning = study.influence[study.influence["turns"].astype(bool)]
    assert bool(shown) == (study.shifts.set_index("theme").loc["apple", "verdict"] == "more")
    if shown and len(turning[turning["theme"] == "apple"]):
        assert "it does not hold" in shown[0]


def test_what_both_agreed_is_told_with_its_share() -> None:
    study = study_of(
        ["nothing is said here"] * 4, ["the two leaders agreed on bread"] * 2 + ["nothing is said here"] * 2
    )
    sentence = findings(study)[-1]
    assert "that of all they say together is not shown (+60 points, 95\xa0% interval" in sentence
    assert "What both sides are reported to have agreed takes 60\xa0% of the words of Town 1 2011" in sentence
    assert "the largest parts: Bread" in sentence
    assert "0\xa0% of the words of Town 0 2010" in sentence


def test_where_measures_disagree_it_is_told() -> None:
    study = study_of(["apple here"] * 20 + ["bread bread bread"] * 12 + ["apple"] * 1, ["apple here"] * 20)
    told = disagreements(study)
    assert (
        "the measures disagree on what comes first: Apple by share of words, share of sentences and share of agenda points; Bread by matches"
        in told[0]
    )
    assert "every measure puts Apple first" in told[1]


def test_what_intervals_are_worth_is_taken_from_what_was_measured() -> None:
    rows = [
        ("independent", 10, 0.1, 0.9, 0.01),
        ("independent", 10, 0.5, 0.96, 0.08),
        ("in points", 10, 0.1, 0.8, 0.2),
        ("independent", 40, 0.1, 0.95, 0.05),
    ]
    coverage = pd.DataFrame(rows, columns=["design", "n_sentences", "share", "covered", "false_claims"])
    coverage = coverage.assign(covered_by_point=0.97, false_claims_by_point=0.0, any_false_claim=0.4)
    told = describe_coverage(coverage, pd.Series([12, 50]))
    assert (
        told[0]
        == "Sentences in a readout of this study: 12 to 50. Nothing shorter than 10 or longer than 40 sentences was simulated."
    )
    assert (
        "simulated texts of 10 sentences: with independent sentences the 95\xa0% intervals contained the true share in 90\xa0% to 96\xa0%"
        in told[1]
    )
    assert "at least one of 2 themes in 40\xa0%" in told[1]
    assert "simulated texts of 40 sentences" in told[2]
    assert len(describe_coverage(coverage, pd.Series([12, 12]))) == 2


def test_what_would_turn_a_verdict_that_is_not_shown_is_told_too() -> None:
    one = ["apple here"] * 8 + ["nothing at all"] * 4
    two = ["apple " * 30] + ["nothing at all"] * 12
    study = study_of(one, two)
    turning = study.influence[study.influence["turns"].astype(bool) & (study.influence["theme"] == "apple")]
    assert study.shifts.set_index("theme").loc["apple", "verdict"] == "not shown"
    assert len(turning)
    assert "Apple (" in findings(study)[0]
    assert "it is shown without agenda point" in findings(study)[0]


def test_an_empty_readout_is_named_as_the_reason_why_nothing_is_compared() -> None:
    study = study_of(["apple here"], [])
    assert findings(study)[0] == "Town 0 2010 and Town 1 2011 cannot be compared: a readout has no sentences."
    assert "cannot be compared" in headline(study)
    assert study.comparisons["verdict"].isna().all()


def test_the_only_point_of_a_readout_is_not_left_out() -> None:
    frame = study_of(["apple here"] * 3, ["bread here"] * 3)
    points = frame.corpus.sentences.assign(point=1)
    study = Study(frame.folders, Corpus(frame.corpus.readouts, points, frame.corpus.leaders, {}), BOOK, frame.coding)
    assert not (study.influence["left_out"] == "point").any()


def test_ties_for_the_largest_share_are_all_named() -> None:
    told = findings(study_of(["apple here", "bread here"]))[0]
    assert "the largest share of words, 50\xa0% each, goes to Apple (" in told
    assert "Bread (" in told
