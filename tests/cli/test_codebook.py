"""`readouts codebook`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.cli.codebook import TOOLS
from analysis.codebook.file import read_codebook
from analysis.exchange.formats import FORMATS
from tests.builders.commands import run
from tests.builders.documents import write_codebook

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


def test_a_codebook_goes_out_to_another_tool_and_comes_back(tmp_path: Path) -> None:
    book, out, back = write_codebook(tmp_path), tmp_path / "book.dic", tmp_path / "back.yml"
    sent = run("codebook", "export", "--to", "liwc", "--codebook", book, "--output", out)
    assert sent.exit_code == 0
    assert "carry: sentences that point back" in sent.stderr
    assert out.read_text(encoding="utf-8").splitlines()[:3] == ["%", "1\ttrade", "2\ttalk"]
    taken = run("codebook", "import", out, "--output", back)
    assert (taken.exit_code, "2 themes, 4 patterns" in taken.output) == (0, True)
    assert [theme.patterns for theme in read_codebook(back).themes] == [
        ("trade", "supply chain*"),
        ("talk*", "speak with"),
    ]


def test_what_is_lost_is_said_and_stands_above_the_codebook(tmp_path: Path) -> None:
    file, back = tmp_path / "a.cat", tmp_path / "back.yml"
    file.write_text("A\n\tsea (2)\n")
    taken = run("codebook", "import", file, "--output", back)
    assert "Line 2: 'sea' has the weight 2" in taken.stderr
    assert "# Line 2: 'sea' has the weight 2" in back.read_text(encoding="utf-8")


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.lc3"
    file.write_text("+A\nsea\n")
    for arguments in (["import", file], ["export", "--to", "lexicoder", "--codebook", write_codebook(tmp_path)]):
        there = run("codebook", *arguments, "--output", file)
        assert (there.exit_code, "This exists already." in there.output + there.stderr) == (1, True)
    assert file.read_text() == "+A\nsea\n"


def test_the_tools_of_the_command_are_those_that_exist() -> None:
    assert tuple(FORMATS) == TOOLS
