"""Selections: which readouts they keep, their folders and their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.main import cli
from analysis.corpus.selection import Selection, environment
from analysis.io.faults import InputFaults
from analysis.study import Study
from tests.builders.studies import write_page

Maker = Callable[..., Path]


@pytest.fixture
def corpus(make_corpus: Maker) -> Path:
    call = (
        write_page(["They spoke of trade."], "June 2, 2024")
        .replace("Summit Meeting", "telephone talk")
        .replace(", in Busan", "")
    )
    return make_corpus(
        a="---\npublisher: Ministry of A\n---\n" + write_page(["They met."]),
        b="---\npublisher: Office of B\n---\n" + call,
    )


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), ["a", "b"]),
        (Selection(("summit",)), ["a"]),
        (Selection(("summit", "telephone")), ["a", "b"]),
        (Selection((), ("ministry",)), ["a"]),
        (Selection(("telephone",), ("OFFICE OF B",)), ["b"]),
    ],
)
def test_a_study_contains_only_its_selection(selection: Selection, kept: list[str], corpus: Path) -> None:
    study = Study.open(corpus, selection)
    assert list(study.names) == kept
    assert set(study.sentences["readout_id"]) == set(kept) == set(study.corpus.documents)
    with environment(selection.environment):
        assert list(Study.open(corpus).names) == kept
    assert list(Study.open(corpus).names) == ["a", "b"]


def test_an_empty_selection_lists_the_kinds_and_publishers(corpus: Path) -> None:
    with pytest.raises(
        InputFaults,
        match=r"No readout is of kind sumit. Kinds: leaders, meeting, telephone. Publishers: Ministry of A; Office of B",
    ):
        Study.open(corpus, Selection(("sumit",)))


def test_a_selection_has_a_folder_of_its_own(corpus: Path) -> None:
    result = CliRunner().invoke(cli, ["figures", "--corpus", str(corpus), "--kind", "summit"])
    assert result.exit_code == 0
    assert (corpus / "selections" / "summit" / "figures" / "emphasis.svg").is_file()
    assert not (corpus / "figures").exists()


def test_a_name_never_points_out_of_the_folder_of_selections() -> None:
    for part in ("../..", "/etc", "..", "a\\b", "ü", "日本"):
        name = Selection((), (part,)).name
        assert name
        assert not set(name) & set("./\\")
