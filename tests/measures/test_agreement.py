from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from nltk.metrics import jaccard_distance, masi_distance

from analysis.corpus.hand_coding import HAND_COLUMNS, read_coding
from analysis.io.faults import InputFaults
from analysis.measures.agreement import OVERALL, alpha_of, as_coder, list_differences, measure_alpha, score_codebook
from analysis.report.caveats import describe_scores
from analysis.study import Study
from tests.builders.studies import PROJECT

HEAD = "readout,sentence,themes,coder,note\n"


def coded(coder: str, *themes: str) -> pd.DataFrame:
    rows = [(coder, "r", n, frozenset(given.split()), "") for n, given in enumerate(themes, start=1)]
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


def read(tmp_path: Path, text: str) -> pd.DataFrame:
    path = tmp_path / "coding.csv"
    path.write_text(text, encoding="utf-8")
    return read_coding(path, {"r": 3}, ["a", "b"])


def test_alpha_is_krippendorffs_own() -> None:
    """The reliability data of four observers of Krippendorff (Computing Krippendorff's Alpha-Reliability, 2011), as in
    nltk's test_disagreement: nominal alpha .743421052632."""
    table = {"A": "1233214 12***", "B": "1233224125*3", "C": "*3332342251*", "D": "1233244125 1*"}
    table = {coder: row.replace(" ", "") for coder, row in table.items()}
    given = [(coder, str(n), label) for coder, row in table.items() for n, label in enumerate(row) if label != "*"]
    coders, items, labels = zip(*given, strict=True)
    assert alpha_of(coders, items, labels) == pytest.approx(0.743421052632)


def test_distances_between_sets_are_passonneaus() -> None:
    """From the documentation of nltk.metrics.distance, whose .868 has Passonneau's one third as .33."""
    assert jaccard_distance({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(0.6)
    assert masi_distance({1, 2, 3, 4}, {3, 4, 5}) == pytest.approx(0.868, abs=0.0014)


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


def test_the_same_coding_agrees_and_chance_does_not() -> None:
    one = coded("x", "a", "a b", "", "b")
    alpha = measure_alpha(one, one.assign(coder="codebook"), ["a", "b", "c"]).set_index("theme")["alpha"]
    assert alpha[["a", "b", OVERALL]].tolist() == [1, 1, 1]
    assert math.isnan(alpha["c"])
    other = coded("codebook", "b", "", "a b", "a")
    assert measure_alpha(one, other, ["a", "b"])["alpha"].max() < 0


def test_a_second_coder_is_compared_with_the_first_and_with_the_codebook() -> None:
    coding = pd.concat([coded("x", "a", "b", "", "a"), coded("y", "a", "b", "a")], ignore_index=True)
    table = measure_alpha(coding, coded("codebook", "a", "b", "", "b"), ["a"])
    assert table["coders"].drop_duplicates().tolist() == ["codebook, x", "codebook, y", "x, y"]
    assert table.set_index(["coders", "theme"])["n_sentences"].to_dict()[("x, y", "a")] == 3
    assert set(score_codebook(coding, coded("codebook", "a", "b", "", "b"), ["a"])["coder"]) == {"x", "y"}


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
    assert "sentences in common: 0) have no Krippendorff's alpha that could be computed." in told[-1]
