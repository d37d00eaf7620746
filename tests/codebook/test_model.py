from __future__ import annotations

import pytest
from pydantic import ValidationError

from analysis.codebook.model import Carry, Codebook
from tests.builders.studies import make_codebook


def test_patterns_are_listed_by_theme_with_their_paths() -> None:
    theme = make_codebook({"a": ["x", "y"]}).themes[0].model_dump() | {"conditional": [{"patterns": ["z"]}]}
    book = Codebook.model_validate({"themes": [theme], "consumes": ["w"]})
    assert [(one.theme, one.pattern.written, one.where, one.condition is None) for one in book.listed] == [
        ("a", "x", ("themes", 0, "patterns", 0), True), ("a", "y", ("themes", 0, "patterns", 1), True),
        ("a", "z", ("themes", 0, "conditional", 0, "patterns", 0), False), (None, "w", ("consumes", 0), True),
    ]  # fmt: skip


def test_labels_and_limits() -> None:
    book = make_codebook({"a": ["x"]})
    assert (book.label("a"), book.label("none"), book.theme("a").key) == ("A", "No theme", "a")
    with pytest.raises(KeyError):
        book.theme("b")
    assert [Carry(within=n).within for n in (0, 10)] == [0, 10]
    for n in (-1, 11):
        with pytest.raises(ValidationError):
            Carry(within=n)
