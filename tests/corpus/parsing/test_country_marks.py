"""Country marks: of the same length, for every name of every known country, and for nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.countries import NAMES
from analysis.corpus.parsing.country_marks import MARK, MARKED_COUNTRY, fold_letters, mark_countries


def test_every_name_is_marked_as_a_whole() -> None:
    for name in NAMES:
        said = f"Ministers of {name} met."
        found = re.search(MARKED_COUNTRY, mark_countries(said))
        assert found is not None, name
        assert said[slice(*found.span())] == name


@pytest.mark.parametrize("text", ["Þórdís of Iceland", "Japanophile and Koreatown", "the Republic", "japan"])
def test_other_words_are_not_marked(text: str) -> None:
    assert re.findall(MARKED_COUNTRY, mark_countries(text).replace(mark_countries("Iceland"), "")) == []


@given(st.lists(st.sampled_from([*NAMES, "Þ", "Émile", " ", ", ", "-", "’s", "and"])).map("".join))
def test_a_marked_text_is_the_folded_one_beside_the_marks(text: str) -> None:
    marked, folded = mark_countries(text), fold_letters(text)
    assert len(marked) == len(text)
    assert all(a == b for a, b in zip(marked, folded, strict=True) if not re.match(MARK, a))
