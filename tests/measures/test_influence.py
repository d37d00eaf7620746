from __future__ import annotations

import pandas as pd
import pytest

from analysis.codebook.tagging import find_matches, tag_sentences
from analysis.measures.counts import count_readouts
from analysis.measures.influence import HINGE_COLUMNS, INFLUENCE_COLUMNS, find_hinges, leave_out
from analysis.study import Study
from tests.builders.studies import make_codebook

BOOK = make_codebook({"a": ["apple", "apple tree*"], "b": ["bread"]}, consumes=["apple pie"])


def sentences_of(**readouts: list[str]) -> pd.DataFrame:
    rows = [
        (name, 1 + (n - 1) // 5, n, text, 0, len(text.split()))
        for name, texts in readouts.items()
        for n, text in enumerate(texts, start=1)
    ]
    return pd.DataFrame(rows, columns=["readout_id", "point", "sentence", "text", "start", "n_words"])


def test_a_change_that_hangs_on_one_word_is_found_out() -> None:
    sentences = sentences_of(one=["nothing here"] * 20, two=["apple here"] * 10 + ["nothing here"] * 10)
    table = leave_out(sentences, BOOK, "one", "two")
    row = table[(table["what"] == "apple") & (table["theme"] == "a")].iloc[0]
    assert (row["change"], row["change_without"], row["moved"]) == (0.5, 0.0, -0.5)
    hinges = find_hinges(table).set_index(["theme", "left_out"])
    assert hinges.loc[("a", "pattern"), "what"] == "apple"
    assert hinges.loc[("a", "pattern"), "moved"] == -0.5
    assert hinges.loc[("b", "pattern"), "what"] == ""


def test_what_has_no_share_at_a_meeting_moves_nothing() -> None:
    row = {"from_id": "one", "to_id": "two", "theme": "a", "left_out": "point", "change": 0.5, "change_without": 0.5}
    rows = [row | {"what": what, "moved": moved} for what, moved in (("1", None), ("2", -0.5), ("3", 0.25))]
    assert find_hinges(pd.DataFrame(rows))["what"].tolist() == ["2"]
    assert find_hinges(pd.DataFrame(rows[:1]).astype({"moved": float}))["what"].tolist() == [""]


def test_without_a_pattern_the_shorter_one_inside_it_counts() -> None:
    book = make_codebook({"a": ["apple"], "b": ["bread", "apple bread"]})
    sentences = sentences_of(one=["bread here"] * 3, two=["apple bread here", "apple here", "nothing here"])
    table = leave_out(sentences, book, "one", "two").query("left_out == 'pattern'")
    assert set(table["what"]) == {"bread", "apple bread", "apple"}
    row = table[(table["what"] == "apple bread") & (table["theme"] == "a")].iloc[0]
    assert row["after_without"] == pytest.approx((1.5 + 2) / 7)  # the sentence is then of both
    assert row["moved"] == pytest.approx((1.5 + 2) / 7 - 2 / 7)


def test_leaving_out_is_what_a_codebook_or_a_corpus_without_it_gives(study: Study) -> None:
    """The slow way: the pattern is not in the codebook, the point not in the corpus."""
    one, *_, two = study.names
    table = leave_out(study.sentences, study.codebook, one, two)
    for what in ("maximum pressure", "tourism promotion"):
        content = study.codebook.model_dump()
        for theme in content["themes"]:
            theme["patterns"] = [w for w in theme["patterns"] if w != what]
        book = type(study.codebook).model_validate(content)
        tags = tag_sentences(study.sentences, find_matches(study.sentences, book), book)
        expected = _changes(study, study.sentences, tags)
        assert table[table["what"] == what]["change_without"].tolist() == pytest.approx(expected)
    rest = study.sentences[~((study.sentences["readout_id"] == two) & (study.sentences["point"] == 4))]
    point = table[(table["left_out"] == "point") & (table["readout_id"] == two) & (table["what"] == "4")]
    assert point["change_without"].tolist() == pytest.approx(_changes(study, rest, study.tags))


def _changes(study: Study, sentences: pd.DataFrame, tags: pd.DataFrame) -> list[float]:
    one, *_, two = study.names
    numbers = count_readouts([one, two], sentences, tags, study.codebook.keys)
    shares = [numbers[name].values["share_words"][:-1] for name in (one, two)]
    return [float(value) for value in shares[1] - shares[0]]


def test_identical_and_empty_meetings_have_no_change() -> None:
    for texts in (["apple here"] * 3, ["apple here"], []):
        table = leave_out(sentences_of(one=texts, two=texts), BOOK, "one", "two")
        assert (table["change"] == 0).all()
        find_hinges(table)


def test_the_only_point_of_a_readout_is_not_left_out() -> None:
    table = leave_out(sentences_of(one=["apple here"] * 5, two=["bread here"] * 6), BOOK, "one", "two")
    points = table[table["left_out"] == "point"]
    assert set(points["readout_id"]) == {"two"}
    assert set(points["what"]) == {"1", "2"}


def test_columns_and_order_are_those_of_the_text() -> None:
    """Points are left out in the order of the readouts, patterns in that of their first sentence."""
    assert INFLUENCE_COLUMNS == [
        "from_id", "to_id", "theme", "left_out", "what", "readout_id", "sentence", "n_sentences", "before_without",
        "after_without", "moved", "change", "change_without",
    ]  # fmt: skip
    assert HINGE_COLUMNS == ["from_id", "to_id", "theme", "left_out", "what", "change", "change_without", "moved"]
    sentences = sentences_of(two=["apple here"] * 6, one=["bread here"] * 6)
    table = leave_out(sentences, BOOK, "two", "one")
    points = table[table["left_out"] == "point"].drop_duplicates(["readout_id", "what"])
    assert points[["readout_id", "what", "sentence", "n_sentences"]].values.tolist() == [
        ["two", "1", 1, 5], ["two", "2", 6, 1], ["one", "1", 1, 5], ["one", "2", 6, 1],
    ]  # fmt: skip
    assert list(table) == list(leave_out(sentences[:0], BOOK, "two", "one")) == INFLUENCE_COLUMNS
    assert table.index.tolist() == list(range(len(table)))
    assert list(find_hinges(table)) == list(find_hinges(table[:0])) == HINGE_COLUMNS


def test_a_change_is_the_share_after_less_the_share_before_and_moved_the_larger_of_the_two_moves() -> None:
    sentences = sentences_of(one=["apple here"] * 6 + ["nothing here"] * 4, two=["bread here", "apple here"] * 4)
    table = leave_out(sentences, BOOK, "one", "two")
    without = table["after_without"] - table["before_without"]
    assert table["change_without"].tolist() == pytest.approx(without.tolist())
    apples = table[(table["theme"] == "a") & (table["left_out"] == "point")]
    shares = {("one", "1"): (0.2, 0.5), ("one", "2"): (1.0, 0.5), ("two", "1"): (0.6, 2 / 3), ("two", "2"): (0.6, 0.4)}
    for row in apples.itertuples():
        before, after = shares[row.readout_id, row.what]
        assert (row.before_without, row.after_without) == pytest.approx((before, after)), row
        assert row.moved == pytest.approx(max((before - 0.6, after - 0.5), key=abs))
