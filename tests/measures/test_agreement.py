from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.hand_coding import read_coding
from analysis.io.faults import InputFaults
from analysis.measures.agreement import (
    OVERALL,
    as_coder,
    list_differences,
    score_codebook,
)
from analysis.measures.alpha import measure_alpha
from analysis.report.caveats import describe_scores
from analysis.study import Study
from tests.builders.coded import coded
from tests.builders.studies import PROJECT

HEAD = "readout,sentence,themes,coder,note\n"


def read(tmp_path: Path, text: str) -> pd.DataFrame:
    path = tmp_path / "coding.csv"
    path.write_text(text, encoding="utf-8")
    return read_coding(path, {"r": 3}, ["a", "b"])


def test_scores_counted_by_hand() -> None:
    scores = score_codebook(
        coded("x", "a", "a b", "", "b"), coded("codebook", "a", "a", "a", "b"), ["a", "b", "c"]
    ).set_index("theme")
    assert scores.loc["a", ["n_coded", "n_tagged", "n_both"]].tolist() == [2, 3, 2]
    assert scores.loc["a", ["precision", "recall"]].tolist() == pytest.approx([2 / 3, 1])
    assert scores.loc["b", ["precision", "recall"]].tolist() == pytest.approx([1, 0.5])
    assert scores.loc[OVERALL, ["precision", "recall", "f1"]].tolist() == pytest.approx([0.75, 0.75, 0.75])
    assert scores.loc["c", ["precision", "recall", "f1"]].isna().all()
    assert scores.loc["a", "precision_low"] < 2 / 3 < scores.loc["a", "precision_high"]


def test_differences_say_what_is_missed_and_what_is_too_much() -> None:
    sentences = pd.DataFrame({"readout_id": "r", "sentence": [1, 2], "text": ["One.", "Two."]})
    rows = list_differences(coded("x", "a b", "a"), coded("codebook", "b c", "a"), sentences)
    assert rows[["sentence", "missed", "unwanted", "text"]].values.tolist() == [[1, "a", "c", "One."]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("q,1,a,x,", "Unknown readout 'q'"), ("r,4,a,x,", "from 1 to 3"), ("r,one,a,x,", "from 1 to 3"), ("r,²,a,x,", "from 1 to 3"),
        ("r,1,z,x,", "Unknown theme: z"), ("r,1,a,,", "Coder must be a name"), ("r,1,a,codebook,", "Coder must be a name"),
        ("r,1,a,x,n,m", "More cells than columns"), ("r,2,a,x,", "line 2 already"), ("r", "from 1 to 3"),
    ],
)  # fmt: skip
def test_faults_of_the_coding_are_told_with_their_line(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(InputFaults) as error:
        read(tmp_path, HEAD + "r,2,b,x,fine\n" + line + "\n")
    assert told in str(error.value)
    assert "coding.csv:3:" in str(error.value)


def test_a_missing_column_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="Column missing: coder"):
        read(tmp_path, "readout,sentence,themes\n")
    assert read_coding(tmp_path / "none.csv", {}, []).empty
    assert score_codebook(read_coding(tmp_path / "none.csv", {}, []), coded("codebook", "a"), ["a"]).empty


def test_every_sentence_of_the_readouts_is_coded_by_hand_and_the_codebook_agrees(study: Study) -> None:
    first = study.coding[study.coding["coder"] == "first"]
    assert len(first) == len(study.sentences) == 35
    for coder, own in study.coding.groupby("coder"):
        assert set(map(tuple, own[["readout_id", "sentence"]].values)) == set(
            map(tuple, study.sentences[["readout_id", "sentence"]].values)
        ), coder
    tagged = as_coder(study.sentences, study.tags)
    scores = score_codebook(first, tagged, study.codebook.keys)
    assert scores["f1"].min() >= 0.9
    assert (PROJECT / "corpus" / "coding.csv").is_file()


def test_what_cannot_be_computed_is_said_in_words() -> None:
    coding = pd.concat([coded("x", ""), coded("y", "", "").iloc[1:]], ignore_index=True)
    tagged = coded("codebook", "", "a")
    told = describe_scores(score_codebook(coding, tagged, ["a"]), measure_alpha(coding, tagged, ["a"]), 2)
    assert "nan" not in " ".join(told)
    assert "a precision that cannot be computed" in told[0]
    assert "0 sentences in common) there is no Krippendorff's alpha that could be computed." in told[-1]
