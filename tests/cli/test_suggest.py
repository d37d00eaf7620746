"""`readouts suggest`, and the second reader of `agreement` and `sample`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook.file import read_codebook
from analysis.corpus.samples import CODED_BEFORE
from analysis.measures.second_reader import MIN_SENTENCES
from analysis.study import Study
from tests.builders.coded import ERRING, write_coded
from tests.builders.commands import run
from tests.builders.many_meetings import write_many
from tests.builders.studies import PROJECT

Maker = Callable[..., Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_coded(tmp_path_factory.mktemp("coded"), 12, 110)


def test_what_the_codebook_misses_and_what_it_takes_wrongly_are_listed_with_their_sentences(folder: Path) -> None:
    told = run("suggest", "--corpus", folder)
    assert told.exit_code == 0, told.output
    assert "Economy (economy): precision 1.00, recall 0." in told.output
    assert "add: fishery\n" in told.output
    assert "take out: view\n" in told.output
    assert "right, 0 wrong: precision +0.00, recall +0." in told.output
    assert "expected on other documents: precision" in told.output
    assert " that the restrictions on imports of fishery products be lifted" in told.output
    own = run("suggest", "economy", "--corpus", folder).output
    assert "add: fishery" in own
    assert "take out: view" not in own


def test_a_copy_of_the_codebook_has_the_chosen_ones_and_nothing_else_changes(folder: Path, tmp_path: Path) -> None:
    table, new = tmp_path / "table.csv", tmp_path / "new.yml"
    assert run("suggest", "--corpus", folder, "--output", table).output == ""
    rows = pd.read_csv(table).set_index("pattern")
    numbers = f"{rows.loc['fishery', 'number']}, {rows.loc['view', 'number']}"
    told = run("suggest", "--corpus", folder, "--choose", numbers, "--write", new)
    assert told.exit_code == 0, told.output
    assert (folder / "codebook.yml").read_text(encoding="utf-8") == ERRING
    book = read_codebook(new)
    assert book.theme("economy").patterns == ("fishery", "trade", "supply chain*", "economic")
    assert book.theme("global").patterns == ("climate change", "indo-pacific")
    assert "# what is traded" in new.read_text(encoding="utf-8")
    study = Study.open(folder)
    before = study.suggestions()
    recall = before.loc[before["pattern"] == "fishery", "recall"].iloc[0]
    line = next(line for line in told.output.splitlines() if line.startswith("  Economy: "))
    old, _, later = line.split("recall ")[1].split(",")[0].split()
    assert float(later) - float(old) == pytest.approx(recall, abs=0.011)
    again = run("suggest", "--corpus", folder, "--choose", "1", "--write", new)
    assert (again.exit_code, "This exists already." in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wheat"], "The codebook has no theme 'wheat'. Choose one of: economy, north_korea, global."),
        (["--choose", "1"], "Give --choose and --write together"),
        (["--write", "x.yml"], "Give --choose and --write together"),
        (["--choose", "1,99", "--write", "x.yml"], "--choose takes numbers of suggestions, from 1 to"),
        (["--choose", "one", "--write", "x.yml"], "Got 'one'."),
        (["--choose", "", "--write", "x.yml"], "--choose takes numbers of suggestions"),
        (["--output", "table.txt"], "must end in .csv"),
    ],
)
def test_wrong_usage_is_explained_and_writes_nothing(
    folder: Path, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("suggest", "--corpus", folder, *arguments)
    assert told.exit_code == 2
    assert said in " ".join(told.stderr.split())
    assert not list(tmp_path.iterdir())


def test_without_coding_the_command_says_how_to_begin(make_corpus: Maker) -> None:
    told = run("suggest", "--corpus", make_corpus(a=["They spoke of trade."]))
    assert told.exit_code == 0
    assert told.output.startswith("No sentence is coded by hand: begin with `readouts sample`.")


def test_the_second_reader_stands_beside_the_codebook_where_enough_is_coded(folder: Path) -> None:
    told = run("agreement", "--corpus", folder).output
    assert "A second reader, to choose what to code (it measures nothing)" in told
    assert "F1, codebook F1, reader" in told
    few = run("agreement", "--corpus", PROJECT / "corpus").output
    assert f"A second reader needs {MIN_SENTENCES} coded sentences of 5 readouts" in few
    assert "35 of 2 readouts are coded." in few


def test_a_sample_by_disagreement_has_two_strata_with_known_probabilities(folder: Path, tmp_path: Path) -> None:
    told = run("sample", "--corpus", folder, "--by", "disagreement", "--size", 30)
    assert told.exit_code == 0, told.output
    path = folder / "coding" / "sample-1.csv"
    sample = Study.open(folder).samples
    path.unlink()
    strata = sample.groupby("stratum").agg(
        n=("sentence", "size"), of=("stratum_size", "first"), p=("probability", "first")
    )
    assert len(Study.open(folder).sentences) == strata["of"].sum()
    strata = strata.drop(index=CODED_BEFORE)
    assert len(strata) == 2
    assert f"disagree on {strata['of'].min()} of {strata['of'].sum()} sentences" in told.output
    assert (strata["n"] / strata["of"]).tolist() == pytest.approx(strata["p"].tolist())
    assert strata["p"].idxmax() == strata["of"].idxmin(), "What they disagree on is drawn more often."


def test_a_sample_by_disagreement_waits_until_enough_is_coded(tmp_path: Path) -> None:
    told = run("sample", "--corpus", write_many(tmp_path, 3), "--by", "disagreement")
    assert told.exit_code == 1
    assert "A second reader needs 100 coded sentences" in told.stderr
    assert not (tmp_path / "coding").exists()
