"""Stems and function words are those of NLTK and of scikit-learn, which take long to import."""

from __future__ import annotations

from hypothesis import example, given, strategies as st
from nltk.stem.porter import PorterStemmer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis.study import Study
from analysis.text.function_words import FUNCTION_WORDS
from analysis.text.stems import _DOUBLE, _LAST, _SINGLE, IRREGULAR, stem

NLTK = PorterStemmer()
ENDINGS = [*_DOUBLE, *_SINGLE, *_LAST, "logi", "s", "ss", "sses", "ies", "ied", "eed", "ed", "ing", "y", "e", "ll"]
begins = st.text("aeiouybdlstxzw'é1", max_size=6)
ends = st.lists(st.sampled_from(ENDINGS), max_size=3).map("".join)


@given(begins, ends)
@example("melv", "illes")
@example("", "")
def test_the_stem_is_that_of_nltk(begin: str, end: str) -> None:
    assert stem(begin + end) == NLTK.stem(begin + end)


def test_the_stems_of_the_corpus_are_those_of_nltk(study: Study) -> None:
    words = {word for text in study.sentences["text"] for word in text.split()} | set(IRREGULAR) | {"Skies", "ties"}
    assert {word: stem(word) for word in words} == {word: NLTK.stem(word) for word in words}


def test_function_words_are_those_of_scikit_learn() -> None:
    assert FUNCTION_WORDS == ENGLISH_STOP_WORDS
