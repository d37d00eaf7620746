"""Corrected emphasis of a study: from its tables, against the truth, by groups, changes and coders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.samples import write_sample
from analysis.corpus.selection import Selection
from analysis.measures.corrected import ALL, coded_tags, prepare_correction, why_not
from analysis.measures.sampling import draw_sample
from analysis.study import Study
from tests.builders.many_meetings import write_many

KEYS = ["readout_id", "sentence"]
MISSED = "history"  # what the coder sees in every sentence in which the codebook finds nothing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve meetings with a sample of 60, coded by one who agrees with the codebook but for what it misses."""
    folder = write_many(tmp_path_factory.mktemp("twelve"), 12)
    study = Study.open(folder)
    drawn = draw_sample(study.sentences, study.tags, 60, 1)
    write_sample(study.folders.coding, 1, drawn, study.sentences)
    code(folder, drawn, study.tags)
    return folder


def code(folder: Path, drawn: pd.DataFrame, tags: pd.DataFrame, number: int = 1) -> None:
    themes = tags.groupby(KEYS)["theme"].agg(";".join)
    rows = drawn[KEYS].assign(themes=[themes.get((row.readout_id, row.sentence), MISSED) for row in drawn.itertuples()])
    rows.rename(columns={"readout_id": "readout"}).to_csv(folder / "coding" / f"sample-{number}-me.csv", index=False)


@pytest.fixture(scope="module")
def study(folder: Path) -> Study:
    return Study.open(folder)


def truth(study: Study) -> pd.Series:
    """The share of words of each theme that the coder would find in all sentences."""
    own = study.emphasis.groupby("theme")["n_words"].sum() / study.sentences["n_words"].sum()
    own[MISSED] += own.pop("none")
    return own


def test_a_correction_moves_what_the_codebook_misses_and_nothing_else(study: Study) -> None:
    own = study.corrected[study.corrected["group"] == ALL].set_index("theme")
    expected = truth(study)
    for theme, share in expected.items():
        assert own.loc[theme, "low"] <= share <= own.loc[theme, "high"], theme
    assert own.loc[MISSED, "moved"] > 0.03
    others = own.drop(index=[MISSED, "none"])
    assert others["moved"].abs().max() == pytest.approx(0, abs=1e-9)
    assert (others["low"] < others["high"]).all()
    assert own["n_coded"].unique().tolist() == [60]


def test_the_codebooks_shares_and_the_groups_are_those_of_the_study(study: Study) -> None:
    assert list(dict.fromkeys(study.corrected["group"])) == [ALL, "earlier half", "later half"]
    own = study.corrected[study.corrected["group"] == ALL].set_index("theme")["share_words"]
    words = study.emphasis.groupby("theme")["n_words"].sum()
    pd.testing.assert_series_equal(own, words / words.sum(), check_like=True, check_names=False)
    shifts = study.corrected_shifts.set_index("theme")
    half = study.half_shifts.set_index("theme")
    pd.testing.assert_series_equal(shifts["codebook_change"], half["change"], check_names=False)
    unmoved = shifts.index != MISSED
    np.testing.assert_allclose(shifts["change"][unmoved], half["change"][unmoved], atol=1e-9)
    assert shifts["verdict"][unmoved].tolist() == half["verdict"][unmoved].tolist()
    assert ((shifts["text_low"] <= shifts["change"]) & (shifts["change"] <= shifts["text_high"])).all()


def test_a_selection_is_corrected_by_the_same_sample(folder: Path, study: Study) -> None:
    chosen = Study.open(folder, Selection(kinds=("telephone",)))
    assert 0 < len(chosen.names) < len(study.names)
    own = chosen.corrected[chosen.corrected["group"] == ALL].set_index("theme")
    assert study.correction is not None
    whole = study.correction.shares({ALL: list(chosen.names)}).set_index("theme")
    np.testing.assert_allclose(own["n_coded"], whole["n_coded"])
    np.testing.assert_allclose(own["share_words"], whole["share_words"])
    tuned = np.isclose(own["tuning"], whole["tuning"])
    np.testing.assert_allclose(own["corrected"][tuned], whole["corrected"][tuned])


def test_a_second_sample_repeats_none_and_narrows_the_interval(folder: Path, study: Study, tmp_path: Path) -> None:
    coding = tmp_path / "coding"
    coding.mkdir()
    for path in (folder / "coding").glob("*.csv"):
        (coding / path.name).write_bytes(path.read_bytes())
    (tmp_path / "readouts").symlink_to(folder / "readouts")
    left = study.sentences[~pd.MultiIndex.from_frame(study.sentences[KEYS]).isin(
        pd.MultiIndex.from_frame(study.samples[KEYS]))]  # fmt: skip
    drawn = draw_sample(left, study.tags, 60, 1)
    write_sample(coding, 2, drawn, study.sentences)
    assert len(pd.concat([study.samples[KEYS], drawn[KEYS]]).drop_duplicates()) == 120
    assert why_not(Study.open(tmp_path).samples) == {
        1: "",
        2: "0 of 60 sentences are coded, too few in a stratum: code on",
    }
    code(tmp_path, drawn, study.tags, 2)
    both = Study.open(tmp_path).corrected
    widths = [
        (t["high"] - t["low"])[(t["group"] == ALL) & (t["theme"] == MISSED)].item() for t in (study.corrected, both)
    ]
    assert widths[1] < widths[0]
    assert both["n_coded"].max() == 120


def test_a_sample_counts_when_two_of_each_stratum_are_coded_and_the_corpus_is_as_it_was(study: Study) -> None:
    few = study.samples.assign(coded=False)
    few.loc[:3, "coded"] = True
    assert "4 of 60 sentences are coded" in why_not(few)[1]
    assert "other sentences" in why_not(study.samples.assign(current=False))[1]
    again = pd.concat([study.samples.assign(coded=[False, *[True] * 59]), study.samples.assign(sample=2)])
    assert why_not(again) == {1: "", 2: "sample 1 has to be coded whole first"}
    assert prepare_correction(study.sentences, study.tags, study.coding, few, study.codebook.keys) is None


def test_two_coders_count_with_their_mean() -> None:
    coding = pd.DataFrame({
        "coder": ["a", "b", "a"], "readout_id": "r", "sentence": [1, 1, 2],
        "themes": [frozenset({"x", "y"}), frozenset({"x"}), frozenset()],
    })  # fmt: skip
    given = coded_tags(coding).groupby(["sentence", "theme"])["weight"].sum()
    assert given.to_dict() == {(1, "x"): 0.75, (1, "y"): 0.25, (2, "none"): 1.0}


def test_readouts_coded_whole_are_measured_by_the_coders_codes() -> None:
    project = Study.open(Path(__file__).parents[2] / "corpus")
    table = project.by_coder
    assert set(table["coder"]) == set(project.coding["coder"])
    assert table.groupby(["coder", "readout_id"])["share_words"].sum().round(9).eq(1).all()
    agreeing = table[table["coder"] == "first"].merge(
        project.emphasis, on=["readout_id", "theme"], suffixes=("", "_book")
    )
    np.testing.assert_allclose(agreeing["codebook"], agreeing["share_words_book"])
    less = project.coding[project.coding["sentence"] > 1]
    other = Study(project.folders, project.corpus, project.codebook, less)
    assert other.by_coder.empty
