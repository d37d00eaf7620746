"""Editing a codebook file: what was asked for changes, the rest stays to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from analysis.codebook.editing import edit_codebook
from analysis.codebook.file import parse_codebook, read_codebook
from analysis.codebook.model import Theme
from analysis.io.faults import InputFaults
from tests.builders.coded import ERRING
from tests.builders.studies import PROJECT

BOOK = PROJECT / "corpus" / "codebook.yml"


def edit(folder: Path, text: str, add: dict[str, list[str]], remove: dict[str, list[str]]) -> str:
    path = folder / "codebook.yml"
    path.write_bytes(text.encode())
    return edit_codebook(path, add, remove)


def test_every_way_to_write_a_list_can_be_edited_and_comments_stay(tmp_path: Path) -> None:
    add = {"economy": ["fishery", "world's fair"], "north_korea": ["kimchi"], "global": ["ozone"]}
    remove = {"economy": ["supply chain*"], "north_korea": ["abductions"], "global": ["view", "climate change"]}
    for text in (ERRING, ERRING.replace("\n", "\r\n")):
        edited = edit(tmp_path, text, add, remove)
        before = text.splitlines()
        after = [line for line in edited.splitlines() if line in before]
        assert [line for line in before if line not in after] == [
            "    patterns: [",
            "      trade, supply chain*,  # and how",
            next(line for line in before if "north_korea" in line),
            "      - climate change  # and what is done about it",
            "      - view  # too wide",
        ]
        assert '    patterns: ["fishery", "world\'s fair",' in edited
        assert "      trade, # and how" in edited
        assert '      - "ozone"' in edited
        assert ("\r\n" in text) == (edited.count("\r\n") == edited.count("\n"))


@settings(max_examples=60)
@given(data=st.data())
def test_an_edited_codebook_reads_as_the_changed_one(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "codebook.yml"
    path.write_text(ERRING, encoding="utf-8")
    edit_something(path, data)


@settings(max_examples=5)
@given(data=st.data())
def test_the_projects_codebook_can_be_edited(data: st.DataObject) -> None:
    edit_something(BOOK, data)


def edit_something(path: Path, data: st.DataObject) -> None:
    """Some patterns of one theme out and others in: read again, the text is the codebook so changed."""
    book = read_codebook(path)
    theme: Theme = data.draw(st.sampled_from([one for one in book.themes if len(one.patterns) > 1]))
    out = data.draw(st.lists(st.sampled_from(theme.patterns), max_size=2, unique=True))
    new = st.sampled_from(["zebra", "yes", "null: x", "o'clock", 'a "b"'])
    more = data.draw(st.lists(new, max_size=2, unique=True))
    wanted = book.with_patterns(theme.key, more, out)
    if wanted.theme(theme.key).patterns:
        assert parse_codebook(edit_codebook(path, {theme.key: more}, {theme.key: out}), "book") == wanted


def test_a_theme_with_conditions_only_gets_a_list(tmp_path: Path) -> None:
    block = ERRING.replace(
        "    patterns:\n      - climate change  # and what is done about it\n      - indo-pacific\n", ""
    ).replace("      - view  # too wide\n", "")
    assert "    label: Global\n" in edit(tmp_path, block, {"global": ["ozone"]}, {})
    flow = ERRING.replace(
        "patterns: [north korea*, ballistic missile, abductions]",
        "conditional: [{patterns: [north korea*], unless: [trade]}]",
    )
    assert '{patterns: ["kimchi"], key: north_korea' in edit(tmp_path, flow, {"north_korea": ["kimchi"]}, {})


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    for add, remove, said in (
        ({"economy": ["abductions"]}, {}, "is shadowed by 'abductions' of north_korea"),
        ({"economy": ["trade"]}, {}, "is given twice in economy"),
        ({}, {"global": ["development"]}, "Must contain at least one entry"),
    ):
        with pytest.raises(InputFaults) as error:
            edit(tmp_path, ERRING, add, remove)
        assert said in str(error.value)
        assert "Make this change by hand, or choose another" in str(error.value)
