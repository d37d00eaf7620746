"""What is suggested for a codebook, and what is expected of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.codebook.model import Codebook
from analysis.codebook.tagging import find_matches, tag_sentences
from analysis.measures import suggesting, trying
from analysis.measures.agreement import as_coder
from analysis.measures.phrases import find_phrases
from analysis.measures.suggesting import SCORES, score_themes, suggest_patterns
from tests.builders.studies import make_codebook

BOOK = make_codebook({"food": ["apple*", "pie"], "sea": ["harbour"]})
LEFT_OUT = {"and", "of", "the", "they", "to", "were"}
SAID = {
    "food": ["They spoke of apples at length.", "Ripe plums were sent to {0}.", "More ripe plums will come."],
    "sea": ["The harbour of {0} was opened."],
    "": ["They thanked {0} warmly.", "A pie chart was shown.", "The pie chart of {0} was shown again."],
}


def make(
    n: int = 4, said: dict[str, list[str]] = SAID, coded: Callable[[int], bool] = lambda document: True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sentences of n documents, and what a coder makes of some of these."""
    rows = [
        (f"d{d}", text.format("ABCDEFGH"[d]), theme)
        for d in range(n)
        for theme, texts in said.items()
        for text in texts
    ]
    sentences = pd.DataFrame(rows, columns=["readout_id", "text", "theme"])
    sentences["sentence"] = sentences.groupby("readout_id").cumcount() + 1
    sentences = sentences.assign(point=sentences["sentence"], start=0)
    own = sentences[[coded(int(name[1:])) for name in sentences["readout_id"]]]
    themes = [frozenset({theme} - {""}) for theme in own["theme"]]
    return sentences, own[["readout_id", "sentence"]].assign(coder="x", note="", themes=themes)


def suggest(sentences: pd.DataFrame, coding: pd.DataFrame, *themes: str, book: Codebook = BOOK) -> pd.DataFrame:
    return suggest_patterns(sentences, book, coding, themes or ("food",), leave_out=LEFT_OUT)


def scores_of(sentences: pd.DataFrame, coding: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    tags = tag_sentences(sentences, find_matches(sentences, book), book)
    return score_themes(coding, as_coder(sentences, tags), book.keys).set_index("theme")


def test_a_missing_word_is_suggested_first_and_a_pattern_that_finds_the_wrong_is_named() -> None:
    table = suggest(*make())
    first = table.iloc[0]
    assert (first["what"], first["pattern"]) == ("add", "plums")
    assert (first["n_right"], first["n_wrong"], first["recall"]) == (8, 0, pytest.approx(2 / 3))
    assert first["examples"] == "d0:2:right;d0:3:right;d1:2:right"
    wrong = table[table["what"] == "remove"]
    assert wrong["pattern"].tolist() == ["pie"]
    assert wrong["examples"].iloc[0] == "d0:6:right;d0:7:right;d1:6:right"
    assert table["number"].tolist() == list(range(1, len(table) + 1))


def test_a_word_that_is_never_wrong_comes_before_a_commoner_one_that_often_is() -> None:
    said = {"food": ["Ripe plums, nice."], "": ["Nice to {0}."] * 2 + ["Ripe to see."] + ["They met in {0}."] * 20}
    sentences, coding = make(8, said)
    added = suggest(sentences, coding)["pattern"].tolist()
    assert added[0] == "plums"
    assert {"nice", "ripe"} < set(added)


@pytest.mark.parametrize("theme", ["food", "sea"])
def test_the_codebook_with_a_suggestion_has_the_change_that_was_said(theme: str) -> None:
    book = make_codebook({"food": ["apple*", "pie"], "sea": ["opened"]}, consumes=["ripe plums were"])
    sentences, coding = make()
    before, table = scores_of(sentences, coding, book), suggest(sentences, coding, theme, book=book)
    for row in table.itertuples():
        change = {"without": [row.pattern]} if row.what == "remove" else {"more": [row.pattern]}
        after = scores_of(sentences, coding, book.with_patterns(theme, **change))
        for name in SCORES:
            assert after.loc[theme, name] - before.loc[theme, name] == pytest.approx(getattr(row, name))
    assert theme == "sea" or set(table["what"]) == {"add", "remove"}


def test_what_one_document_alone_would_suggest_is_expected_to_change_nothing() -> None:
    once = {**SAID, "food": ["They spoke of apples.", "Plums of {0}."]}
    sentences, coding = make(4, once)
    sentences["text"] = [
        text if name == "d1" or "Plums" not in text else "Kept short."
        for name, text in zip(sentences["readout_id"], sentences["text"], strict=True)
    ]
    more = sentences[(sentences["readout_id"] == "d1") & (sentences["sentence"] == 2)].assign(sentence=99)
    sentences = pd.concat([sentences, more]).sort_values(["readout_id", "sentence"], ignore_index=True)
    coding = pd.concat([coding, more[["readout_id", "sentence"]].assign(coder="x", themes=[frozenset({"food"})])])
    (row,) = [row for row in suggest(sentences, coding).itertuples() if row.pattern == "plums"]
    assert row.f1 > 0
    assert (row.expected_precision, row.expected_recall, row.expected_f1) == (0, 0, 0)


@settings(max_examples=20)
@given(st.integers(0, 3), st.lists(st.booleans(), min_size=7, max_size=7))
def test_the_codes_of_a_document_do_not_decide_whether_it_gets_a_change(document: int, codes: list[bool]) -> None:
    """The document that is left out keeps its change, or its absence, whatever coders made of it."""
    sentences, coding = make()
    other = coding.copy()
    own = np.flatnonzero(other["readout_id"] == f"d{document}")
    for row, code in zip(own, codes, strict=True):
        other.at[row, "themes"] = frozenset({"food"}) if code else frozenset()
    chosen = []
    for table in (coding, other):
        evidence = evidence_of(sentences, table)
        others = evidence.document != document
        ranked, z = evidence.missed(others)
        found = evidence.found | sentences["text"].str.contains("lums").to_numpy()
        chosen.append((ranked.tolist(), z.tolist(), evidence.gains(found, others)))
    assert chosen[0] == chosen[1]


def test_expectations_are_made_of_what_the_other_documents_suggest(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences, coding = make()
    evidence = evidence_of(sentences, coding)
    found = evidence.found | sentences["text"].str.contains("lums").to_numpy()
    phrase = evidence.phrases.names.index("plums")
    seen: list[set[int]] = []

    def missed(self: trying.Evidence, among: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        seen.append(set(self.document[among].tolist()))
        return np.array([phrase] if 2 in seen[-1] else []), np.array([])

    monkeypatch.setattr(trying.Evidence, "missed", missed)
    assert evidence.expected(found, phrase)[1] == pytest.approx(evidence.change(found)[1] * 3 / 4)
    assert seen == [{0, 1, 2, 3} - {n} for n in range(4)]


def evidence_of(sentences: pd.DataFrame, coding: pd.DataFrame) -> trying.Evidence:
    matches = find_matches(sentences, BOOK)
    given_ = np.array(["food" in themes for themes in coding["themes"]])
    found = trying.has_theme(sentences, tag_sentences(sentences, matches, BOOK), "food")
    document = np.unique(sentences["readout_id"], return_inverse=True)[1]
    return trying.Evidence(np.ones(len(given_), dtype=bool), given_, found, document, find_phrases(sentences, matches))


def test_the_order_of_rows_changes_nothing() -> None:
    sentences, coding = make(4, coded=lambda document: document < 3)
    turned = pd.concat([own for _, own in sorted(sentences.groupby("readout_id"), reverse=True)])
    shuffled = coding.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(suggest(sentences, coding, *BOOK.keys), suggest(turned, shuffled, *BOOK.keys))


def test_words_near_a_theme_come_from_sentences_that_nobody_coded_and_say_so() -> None:
    said = {
        "sea": ["Harbour and pilots and ships."] * 30,
        "": ["Pilots were met.", "Nothing else."] + ["Short words about many other things."] * 30,
    }
    every, coding = make(4, said, coded=lambda document: document == 0)
    kept = ~((every["readout_id"] == "d0") & every["text"].str.startswith("Pilots"))
    sentences, coding = every[kept], coding[kept[coding.index]]
    table = suggest(sentences, coding, "sea")
    assert set(table["what"]) == {"near"}
    (row,) = [row for row in table.itertuples() if row.pattern == "pilots"]
    assert (row.n_new, row.n_right, row.n_wrong) == (3, 0, 0)
    assert np.isnan(row.expected_f1)
    assert all(place.endswith(":new") for place in row.examples.split(";"))
    wrong = pd.concat([coding, every.iloc[[30]][["readout_id", "sentence"]].assign(coder="x", themes=[frozenset()])])
    assert suggest(every, wrong, "sea").empty, "A coded sentence says that pilots are not the sea."


def test_a_word_of_another_theme_a_name_and_a_word_said_once_are_not_suggested() -> None:
    said = {"food": ["Harbour {0} of Abe.", "Harbour of Abe again."], "": ["They met.", "They talked."]}
    sentences, coding = make(4, said)
    table = suggest_patterns(sentences, BOOK, coding, ["food"], leave_out={"of"}, names={"abe"})
    assert table["pattern"].tolist() == ["again"]


def test_a_pattern_that_is_wrong_once_may_be_a_slip_of_the_coder() -> None:
    sentences, coding = make()
    coding = coding[coding["sentence"] != 7]
    assert suggest(sentences, coding)["what"].isin(["remove"]).sum() == 1
    first = (coding["readout_id"] == "d0") | (coding["sentence"] != 6)
    assert not suggest(sentences, coding[first])["what"].isin(["remove"]).any()


def test_without_any_coding_or_any_phrase_nothing_fails() -> None:
    sentences, coding = make()
    assert set(suggest(sentences, coding.head(0), *BOOK.keys)["what"]) <= {"near"}
    assert suggest(sentences.assign(text="7 8 9"), coding, *BOOK.keys).empty
    assert np.isnan(suggest(sentences, coding[coding["readout_id"] == "d0"])["expected_f1"]).all()
    assert list(suggest(sentences.head(0), coding, "food").columns) == suggesting.SUGGESTION_COLUMNS


def test_two_coders_count_as_one_label_which_half_of_them_give() -> None:
    sentences, coding = make()
    against = coding.assign(coder="y", themes=[frozenset()] * len(coding))
    pd.testing.assert_frame_equal(suggest(sentences, pd.concat([coding, against])), suggest(sentences, coding))
