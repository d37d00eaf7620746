"""Governments: terms without gaps, the day of a change, and faults."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.governments import GOVERNMENT_COLUMNS, find_terms, read_governments
from analysis.io.faults import InputFaults
from tests.builders.studies import PROJECT

HEAD = "side,name,from,until\n"


def read(tmp_path: Path, text: str) -> pd.DataFrame:
    path = tmp_path / "governments.csv"
    path.write_text(text, encoding="utf-8")
    return read_governments(path)


def test_the_projects_governments_leave_no_day_out() -> None:
    table = read_governments(PROJECT / "corpus" / "governments.csv")
    for _, own in table.groupby("side"):
        assert own["until"].iloc[:-1].tolist() == own["from"].iloc[1:].tolist()
        assert own["until"].isna().tolist() == [False] * (len(own) - 1) + [True]


def test_on_the_day_of_a_change_the_new_government_is_in_office(tmp_path: Path) -> None:
    governments = read(tmp_path, HEAD + "A,One,2020-01-01,2021-05-05\nA,Two,2021-05-05,\n")
    readouts = pd.DataFrame(
        {"readout_id": list("wxyz"), "date": pd.to_datetime(["2019-12-31", "2021-05-04", "2021-05-05", "2030-01-01"])}
    )
    terms = find_terms(readouts, governments)
    assert dict(zip(terms["readout_id"], terms["period"], strict=True)) == {"x": "One", "y": "Two", "z": "Two"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("side,name\nA,B\n", "governments.csv:1: Column missing: from, until."),
        (HEAD + "A,One,soon,\n", "governments.csv:2: 'from' must be a day such as 2024-10-01."),
        (HEAD + "A,,2020-01-01,2019-01-01\n", "governments.csv:2: A government must end after it begins."),
        (HEAD + "A,,2020-01-01,2019-01-01\n", "governments.csv:2: A government needs a side and a name."),
        (HEAD + "A,One,2020-01-01,2022-01-01\nA,Two,2021-01-01,\n", "governments.csv:3: Two begins before One has ended"),
        (HEAD + "A,Two,2021-01-01,\nA,One,2020-01-01,\n", "governments.csv:2: Two begins before One has ended"),
    ],
)  # fmt: skip
def test_faults_are_reported_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputFaults) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_without_a_file_the_table_is_empty(tmp_path: Path) -> None:
    assert read_governments(tmp_path / "none.csv").columns.tolist() == GOVERNMENT_COLUMNS
