"""`readouts export` and `readouts import`: a coded study goes out and its codings come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.commands import run

Maker = Callable[..., Path]
CODED = "readout,sentence,themes,coder,note\na,1,economy,me,why\na,2,,me,\n"


@pytest.fixture
def corpus(make_corpus: Maker) -> Path:
    corpus = make_corpus(a=["They spoke of trade. They parted."])
    (corpus / "coding.csv").write_text(CODED)
    return corpus


@pytest.mark.parametrize("name", ["coded.qdpx", "coded.json", "coded.csv"])
def test_codings_go_out_and_come_back(name: str, corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    sent = run("export", file, "--corpus", corpus)
    assert (sent.exit_code, str(file) in sent.output) == (0, True)
    same = run("import", file, "--corpus", corpus)
    assert "0 of 2 codings are new" in same.output
    (corpus / "coding.csv").write_text(CODED.splitlines()[0] + "\n")
    back = run("import", file, "--corpus", corpus)
    assert (back.exit_code, "2 of 2 codings are new" in back.output) == (0, True)
    assert (corpus / "coding.csv").read_text() == CODED


def test_another_coding_is_refused_and_nothing_is_lost(corpus: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "coded.json", "--corpus", corpus)
    other = CODED.replace("economy", "history")
    (corpus / "coding.csv").write_text(other)
    refused = run("import", tmp_path / "coded.json", "--corpus", corpus)
    assert (
        refused.exit_code,
        "coding.csv:2: me has coded this sentence history (why), not economy (why)." in refused.stderr,
    ) == (1, True)
    assert (corpus / "coding.csv").read_text() == other
    assert run("import", tmp_path / "coded.json", "--replace", "--corpus", corpus).exit_code == 0
    assert (corpus / "coding.csv").read_text() == CODED


@pytest.mark.parametrize("name", ["coded.qdpx", "coded.json", "coded.csv", "tables"])
def test_a_study_without_codings_goes_out_too(name: str, make_corpus: Maker, tmp_path: Path) -> None:
    sent = run("export", tmp_path / name, "--corpus", make_corpus(a=["They spoke of trade."]))
    assert (sent.exit_code, sent.exception) == (0, None)


def test_tables_go_out_as_a_folder(corpus: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "tables", "--corpus", corpus).exit_code == 0
    assert {"datapackage.json", "emphasis.csv", "coding.csv"} <= {path.name for path in (tmp_path / "tables").iterdir()}


def test_wrong_files_are_explained(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.xml").write_text("mine")
    for arguments, said in (
        (["export", tmp_path / "mine.json"], "mine.xml: This exists already."),
        (["export", tmp_path / "a.xlsx"], "Unknown ending."),
        (["export", corpus / "coding.csv"], "This exists already."),
        (["import", tmp_path / "a.xlsx"], "Unknown ending."),
        (["import", tmp_path / "none.csv"], "The file does not exist."),
    ):
        result = run(*arguments, "--corpus", corpus)
        assert (result.exit_code, said in result.stderr) == (1, True), arguments
    assert (corpus / "coding.csv").read_text() == CODED
