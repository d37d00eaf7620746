"""Documents tagged together have the tables that the plain way gives, however they are put together."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st

from analysis.bulk.batches import MATCH_SCHEMA, SENTENCE_SCHEMA, Batch, tag_batch
from analysis.codebook.matcher import Matcher
from analysis.study import Study
from analysis.text.sentences import sentence_spans
from analysis.text.words import count_words
from tests.builders import simple_matcher
from tests.builders.studies import make_codebook

CARRY = {"determiners": ["these", "this"], "nouns": ["move*", "issue"], "phrases": ["did so"], "within": 2}
BOOK = make_codebook(
    {"a": ["ab", "ab c*", "missile*", "north korea"], "b": ["b*", "*c", "korea", "u.s. talks"], "c": ["é ?b", "a*bc"]},
    consumes=["north korea talks", "bb ab"], carry=CARRY,
)  # fmt: skip
GROUP = {"patterns": ["deal*"], "unless": ["no deal", "b*"], "only_with": [], "unless_kinds": ["call"]}
THEME = BOOK.themes[0].model_dump() | {"conditional": [GROUP, {"patterns": ["summit"], "only_with": ["korea", "ab"]}]}
BOOK = type(BOOK).model_validate(BOOK.model_dump() | {"themes": [THEME, *(t.model_dump() for t in BOOK.themes[1:])]})
MATCHER = Matcher(BOOK)

said = st.sampled_from(
    ["ab", "AB C", "missiles", "North\nKorea", "north–korea talks", "u.s. talks", "É xb", "aXbYc", "no deal", "deals", "summit", "These moves", "this big issue", "did so",
     "they", "b.", "korea.", "Mr. ", "c?", "\n\n", "***", "ab’s", "\u0301", "—", "한국", ""]
)  # fmt: skip
document = st.lists(
    st.tuples(said, st.sampled_from([" ", ". ", "\n", "-", ", ", "! ", ".’", ".'-", ".)"])), max_size=14
).map(lambda parts: "".join(a + b for a, b in parts))
documents = st.lists(st.tuples(document, st.sampled_from(["", "call", "summit"])), max_size=5)


def batch_of(texts: list[tuple[str, str]]) -> Batch:
    names = [f"d{n}" for n in range(len(texts))]
    return Batch(
        [f"{name}.txt" for name in names], names, [kind for _, kind in texts], [None] * len(texts),
        pa.array([text for text, _ in texts], pa.string()), [None] * len(texts),
    )  # fmt: skip


def tables(batch: Batch, matcher: Matcher = MATCHER) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    sentences, matches = tag_batch(batch, matcher)
    assert (sentences.schema, matches.schema) == (SENTENCE_SCHEMA, MATCH_SCHEMA)
    return sentences.to_pylist(), matches.to_pylist()


def plainly(batch: Batch) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same, one sentence after the other."""
    rows = []
    for file, name, kind, text in zip(batch.file, batch.readout_id, batch.kind, batch.text.to_pylist(), strict=True):
        point = number = 0
        for part in re.finditer(r"\S(?:.*?\S)??(?=\s*?\n\s*?\n|\s*\Z)", text, re.DOTALL):
            spans = [(a, b) for a, b in sentence_spans(text, *part.span()) if count_words(text[a:b])]
            point += bool(spans)
            for a, b in spans:
                number += 1
                rows.append((file, name, kind, point, number, text[a:b], a, b, count_words(text[a:b])))
    columns = ["file", "readout_id", "kind", "point", "sentence", "text", "start", "end", "n_words"]
    sentences = pd.DataFrame(rows, columns=columns)
    matches = pd.DataFrame(
        simple_matcher.find_matches(sentences, BOOK),
        columns=["readout_id", "sentence", "theme", "pattern", "matched", "start", "end"],
    )
    tags = simple_matcher.tag_sentences(sentences, matches, BOOK)
    themes: dict[tuple[object, object], list[tuple[object, object]]] = {}
    for name, number, theme, how, _ in tags:
        themes.setdefault((name, number), []).append((theme, how))
    found = [themes.get(key, []) for key in zip(sentences["readout_id"], sentences["sentence"], strict=True)]
    sentences["themes"] = [";".join(str(theme) for theme, _ in own) for own in found]
    sentences["carried"] = [any(how == "carried" for _, how in own) for own in found]
    matches["file"] = matches["readout_id"].astype(str) + ".txt"
    return sentences[SENTENCE_SCHEMA.names].to_dict("records"), matches[MATCH_SCHEMA.names].to_dict("records")


@settings(max_examples=50)
@given(documents)
def test_a_batch_has_the_tables_of_the_plain_way(texts: list[tuple[str, str]]) -> None:
    batch = batch_of(texts)
    assert tables(batch) == plainly(batch)


@pytest.mark.slow
@settings(max_examples=500)
@given(documents)
def test_many_batches_have_the_tables_of_the_plain_way(texts: list[tuple[str, str]]) -> None:
    batch = batch_of(texts)
    assert tables(batch) == plainly(batch)


def check_cut(texts: list[tuple[str, str]], cut: int) -> None:
    whole = batch_of(texts)
    parts = [
        Batch(*(field[chosen] for field in whole[:4]), whole.text.take(pa.array(range(len(texts))[chosen], pa.int64())), whole.coded[chosen])
        for chosen in (slice(cut), slice(cut, None))
    ]  # fmt: skip
    sentences, matches = zip(*(tables(part) for part in parts), strict=True)
    assert tuple([row for part in table for row in part] for table in (sentences, matches)) == tables(whole)


@settings(max_examples=50)
@given(documents, st.integers(0, 5))
def test_the_cut_of_batches_does_not_matter(texts: list[tuple[str, str]], cut: int) -> None:
    check_cut(texts, cut)


@pytest.mark.slow
@settings(max_examples=500)
@given(documents, st.integers(0, 5))
def test_many_cuts_of_batches_do_not_matter(texts: list[tuple[str, str]], cut: int) -> None:
    check_cut(texts, cut)


@given(documents)
def test_offsets_are_code_points_of_each_document(texts: list[tuple[str, str]]) -> None:
    of = {f"d{n}": text for n, (text, _) in enumerate(texts)}
    sentences, matches = tables(batch_of(texts))
    for row in sentences:
        assert of[row["readout_id"]][row["start"] : row["end"]] == row["text"]
    for row in matches:
        assert of[row["readout_id"]][row["start"] : row["end"]] == row["matched"]


@pytest.mark.parametrize("string", [pa.string(), pa.large_string()])
def test_the_readouts_of_the_corpus_have_the_tables_of_the_study(study: Study, string: pa.DataType) -> None:
    found = list(study.corpus.documents.values())
    batch = Batch(
        [d.path.name for d in found], [d.readout_id for d in found], [d.kind for d in found], [d.date for d in found],
        pa.array([d.text for d in found], string),
        [[(point.number, *span) for point in d.parsed.points for span in point.sentences] for d in found],
    )  # fmt: skip
    sentences, matches = tag_batch(batch, Matcher(study.codebook))
    own = sentences.to_pandas()
    columns = ["readout_id", "point", "sentence", "text", "start", "end", "n_words"]
    pd.testing.assert_frame_equal(own[columns], study.sentences[columns], check_dtype=False)
    found_again = matches.to_pandas()[list(study.matches.columns)]
    pd.testing.assert_frame_equal(found_again, study.matches, check_dtype=False)
    tags = study.tags.groupby(["readout_id", "sentence"])["theme"].agg(";".join)
    keys = pd.MultiIndex.from_frame(own[["readout_id", "sentence"]])
    assert own["themes"].tolist() == tags.reindex(keys).fillna("").tolist()


def test_nothing_gives_empty_tables() -> None:
    for texts in ([], [("", "")], [("  \n ", "")], [("***\n\n- - -", "")]):
        assert tables(batch_of(texts)) == ([], [])
