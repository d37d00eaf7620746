from __future__ import annotations

import pytest
from pydantic import ValidationError

from analysis.codebook.model import Codebook
from analysis.codebook.rules import Carry
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


def test_what_a_codebook_leaves_out_has_a_default() -> None:
    book = Codebook.from_patterns(trade=["trade"], ports=["port*"])
    assert book.core_keys == ["trade", "ports"]
    assert [(theme.label, theme.definition, theme.excludes) for theme in book.themes] == [
        ("trade", "trade", "-"), ("ports", "ports", "-"),
    ]  # fmt: skip
    assert (Carry().within, book.carry, book.voice.acts) == (3, Carry(), ())


def test_a_codebook_cannot_be_changed() -> None:
    book = Codebook.from_patterns(trade=["trade"])
    with pytest.raises(ValidationError):
        book.themes = ()
    with pytest.raises(ValidationError):
        book.themes[0].label = "Ports"


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": b"a"}, {"key": "a", "label": b"A"}, {"label": " "}, {"colour": b"#0072B2"}, {"colour": "#0072B"}, {"colour": "#0072B2F"},
        {"core": 1}, {"patterns": [b"x"]}, {"key": "A"}, {"key": "1a"}, {"key": "a-b"}, {"extra": "x"}, {"conditional": [{"patterns": []}]},
    ],
)  # fmt: skip
def test_values_of_a_wrong_kind_are_refused(wrong: dict[str, object]) -> None:
    theme = make_codebook({"a": ["x"]}).themes[0].model_dump()
    with pytest.raises(ValidationError):
        Codebook.model_validate({"themes": [theme | wrong]})
    stripped = Codebook.model_validate({"themes": [theme | {"label": " A b "}]})
    assert stripped.label("a") == "A b"
