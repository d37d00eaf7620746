"""CSV: safe in a spreadsheet, and read back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from analysis.cli.main import cli
from analysis.corpus.hand_coding import read_coding
from analysis.io.csv import guard_cell, read_cell, to_csv
from analysis.report.charts import Chart
from analysis.report.charts.figures import CHARTS
from analysis.study import Study
from tests.builders.strategies import cells
from tests.builders.studies import write_page

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_every_cell_reads_back(rows: list[list[str]]) -> None:
    read = parsed(to_csv(pd.DataFrame(rows, columns=["a", "=b"])))
    assert not [cell for row in read for cell in row if cell.startswith(RUNS)]
    assert [[read_cell(cell) for cell in row] for row in read] == [["a", "=b"], *rows]


@given(cells, cells)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (guard_cell(one) == guard_cell(other)) == (one == other)


def test_numbers_dates_and_missing_values_stay() -> None:
    table = pd.DataFrame({"n": [-0.12, 3.0], "m": [-1, 2], "t": ["-0.12", None], "o": [-1.5, "-x"], "w": [True, False],
                          "d": pd.to_datetime(["2024-05-26", None]), "i": pd.array([-1, None], dtype="Int64")})  # fmt: skip
    assert to_csv(table, "%.2f").splitlines() == [
        "n,m,t,o,w,d,i",
        "-0.12,-1,'-0.12,-1.5,True,2024-05-26,-1",
        "3.00,2,,'-x,False,,",
    ]
    plain = table[["n", "m", "w", "d", "i"]]
    assert to_csv(plain) == plain.to_csv(index=False, lineterminator="\n")


def test_tagged_sentences_are_safe_in_csv_and_raw_in_parquet(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(write_page(['=HYPERLINK("https://example.org/","trade").', "They met."]), encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["tag", str(page), "--output", str(tmp_path / "a.csv"), "--matches", str(tmp_path / "m.csv")]
    )
    assert result.exit_code == 0
    text = pd.read_csv(tmp_path / "a.csv")["text"][0]
    assert text.startswith("'=HYPERLINK")
    CliRunner().invoke(cli, ["tag", str(page), "--output", str(tmp_path / "a.parquet")])
    assert pd.read_parquet(tmp_path / "a.parquet")["text"][0] == read_cell(text)
    assert CliRunner().invoke(cli, ["tag", str(page)]).stdout == (tmp_path / "a.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", CHARTS)
def test_no_cell_of_a_chart_is_a_formula(key: str, study: Study) -> None:
    chart = CHARTS[key](study)
    drawn = chart.data if isinstance(chart, Chart) else pd.DataFrame()  # sentences where there is nothing to draw
    for row in parsed(to_csv(drawn, "%.6f")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
        assert all(pd.notna(float(cell)) for cell in row if cell.startswith("-"))


def test_a_guarded_coding_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "coding.csv"
    rows = [["=r", 1, "a;b", "@me", "-note, with a comma"], ["=r", 2, "", "'s", "+\nx"]]
    table = pd.DataFrame(rows, columns=["readout", "sentence", "themes", "coder", "note"])
    path.write_text(to_csv(table), encoding="utf-8")
    read = read_coding(path, {"=r": 2}, ["a", "b"])
    assert read.values.tolist() == [
        ["@me", "=r", 1, frozenset("ab"), "-note, with a comma"],
        ["'s", "=r", 2, frozenset(), "+\nx"],
    ]
