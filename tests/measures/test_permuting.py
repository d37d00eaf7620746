"""The verdicts of the permutation test; its laws are those of test_comparing.py."""

from __future__ import annotations

from analysis.measures import permuting


def test_verdicts_are_the_words_that_tables_and_docs_use() -> None:
    verdicts = (permuting.MORE, permuting.LESS, permuting.HINT, permuting.NOT_SHOWN, permuting.NOT_TESTED)
    assert verdicts == ("more", "less", "hint", "not shown", "not tested")
