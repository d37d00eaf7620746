"""`readouts codebook`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from tests.builders.commands import run

Maker = Callable[..., Path]


def test_the_table_shows_what_each_pattern_finds(make_corpus: Maker, tmp_path: Path) -> None:
    corpus = make_corpus(a=["They spoke of North Korea. They spoke of trade."])
    (corpus / "coding.csv").write_text("readout,sentence,themes,coder,note\na,2,economy,me,\n")
    shown = run("codebook", "--corpus", corpus, "economy")
    assert shown.exit_code == 0
    assert "Economy (economy)" in shown.output
    assert "north korea*" not in shown.output
    (line,) = [line for line in shown.output.splitlines() if line.split()[:1] == ["trade"]]
    assert line.split() == ["trade", "1", "1", "1", "1", "1.00"]
    place = tmp_path / "patterns.csv"
    assert run("codebook", "--corpus", corpus, "--output", place).exit_code == 0
    table = pd.read_csv(place).set_index(["theme", "pattern"])
    assert table.loc[("north_korea", "north korea*"), "n_sentences"] == 1
    assert table.loc[("economy", "trade"), "precision"] == 1.0


def test_wrong_usage_is_explained(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of trade."])
    unknown = run("codebook", "--corpus", corpus, "wheat")
    assert unknown.exit_code == 2
    assert "The codebook has no theme 'wheat'." in unknown.output + unknown.stderr
    wrong = run("codebook", "--corpus", corpus, "--output", "table.txt")
    assert wrong.exit_code == 2
    assert "must end in .csv" in wrong.output + wrong.stderr
