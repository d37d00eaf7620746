"""`readouts emphasis`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from analysis.bulk.emphasis import DOCUMENT_COLUMNS, GROUP_COLUMNS
from analysis.bulk.shifts import GROUP_SHIFT_COLUMNS
from analysis.measures.emphasis import EMPHASIS_COLUMNS, WHOLE_NUMBERS
from analysis.study import Study
from tests.builders.commands import run
from tests.builders.studies import PROJECT, write_page

READOUTS = PROJECT / "corpus" / "readouts"


@pytest.fixture
def rows() -> list[dict[str, str]]:
    return [
        {"id": "a", "day": "2024-05-26", "body": "They spoke of trade. They met in Busan."},
        {"id": "b", "day": "2024-05", "body": "They spoke of North Korea."},
        {"id": "c", "day": "2023-01-01", "body": "They spoke of shuttle diplomacy and of trade at length."},
    ]


def write_as(kind: str, rows: list[dict[str, str]], folder: Path) -> Path:
    path = folder / f"speeches.{kind}"
    if kind == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif kind == "csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    else:
        text = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if kind.endswith(".gz") else text)
    return path


COLUMNS = ("--text-column", "body", "--id-column", "id", "--date-column", "day")


def test_by_document_is_the_emphasis_of_the_study(study: Study) -> None:
    result = run("emphasis", READOUTS)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout), na_values=[""], keep_default_na=False)
    assert list(table.columns) == DOCUMENT_COLUMNS
    own = table.rename(columns={"group": "readout_id"})[EMPHASIS_COLUMNS]
    own = own.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
    pd.testing.assert_frame_equal(own, study.emphasis, check_dtype=False, rtol=0, atol=1e-9)
    assert table["date"].unique().tolist() == [str(date.date()) for date in study.readouts["date"]]


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "csv", "parquet"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_of_every_kind_give_the_same_months(
    kind: str, ending: str, rows: list[dict[str, str]], tmp_path: Path
) -> None:
    output = tmp_path / f"out.{ending}"
    result = run("emphasis", write_as(kind, rows, tmp_path), *COLUMNS, "--by", "month", "--output", output)
    assert (result.exit_code, result.output) == (0, "")
    table = pd.read_csv(output) if ending == "csv" else pd.read_parquet(output)
    assert list(table.columns) == GROUP_COLUMNS
    assert table.drop_duplicates("group")[["group", "n_documents", "rests_on"]].astype(object).where(
        lambda t: t.notna(), None
    ).values.tolist() == [
        ["2023-01", 1, None],
        ["2024-05", 2, "documents"],
    ]
    assert table.groupby("group")["share_words"].sum().tolist() == pytest.approx([1, 1])
    first = output.read_bytes()
    run("emphasis", write_as(kind, rows[::-1], tmp_path), *COLUMNS, "--by", "month", "--output", output)
    assert output.read_bytes() == first


def test_a_document_without_a_date_is_reported_with_its_place_and_skipped_only_when_asked(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    rows[1]["day"] = ""
    path, output = write_as("jsonl", rows, tmp_path), tmp_path / "out.csv"
    result = run("emphasis", path, *COLUMNS, "--by", "year", "--output", output)
    assert result.exit_code == 1
    assert "speeches.jsonl: The document 'b' has no date" in result.stderr
    assert "Write one into 'day'." in result.stderr
    assert "--date-column" not in result.stderr
    assert "with --date-column" in run("emphasis", path, *COLUMNS[:4], "--by", "year").stderr
    assert not output.exists()
    result = run("emphasis", path, *COLUMNS, "--by", "year", "--output", output, "--skip-bad")
    assert result.exit_code == 3
    assert "The document 'b' has no date" in result.stderr
    assert pd.read_csv(output)["n_documents"].unique().tolist() == [1]
    assert run("emphasis", path, *COLUMNS, "--output", output).exit_code == 0
    assert pd.read_csv(output)["date"].isna().sum() == len(pd.read_csv(output)) / 3


def test_every_fault_of_the_input_is_reported_at_once(rows: list[dict[str, str]], tmp_path: Path) -> None:
    rows += [{"id": "d", "day": "soon", "body": "They met."}, {"id": "a", "day": "2024-01-01", "body": "They met."}]
    rows[1]["day"] = ""
    result = run("emphasis", write_as("csv", rows, tmp_path), *COLUMNS, "--by", "month")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "speeches.csv:5: 'soon' is not a date" in result.stderr
    assert "speeches.csv: The document 'b' has no date" in result.stderr
    assert "speeches.csv: The id 'a' occurs twice" in result.stderr


def test_files_of_one_name_are_documents_of_their_own(rows: list[dict[str, str]], tmp_path: Path) -> None:
    places = [tmp_path / "2023" / "a.csv", tmp_path / "2024" / "a.csv", tmp_path / "2024" / "a.jsonl"]
    for n, place in enumerate(places):
        place.parent.mkdir(exist_ok=True)
        written = write_as(place.suffix[1:], [row | {"body": row["body"] * (n + 1)} for row in rows], place.parent)
        written.rename(place)
    result = run("emphasis", tmp_path, *COLUMNS)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout))
    assert table["file"].drop_duplicates().map(Path).tolist() == places
    for place in places:
        alone = pd.read_csv(StringIO(run("emphasis", place, *COLUMNS).stdout))
        pd.testing.assert_frame_equal(table[table["file"] == str(place)].reset_index(drop=True), alone)
    months = pd.read_csv(StringIO(run("emphasis", tmp_path, *COLUMNS, "--by", "month").stdout))
    assert months.groupby("group")["n_documents"].first().to_dict() == {"2023-01": 3, "2024-05": 6}
    assert months["n_words"].sum() == pytest.approx(table["n_words"].sum())


def test_readouts_are_grouped_by_their_own_dates(make_corpus: Callable[..., Path], tmp_path: Path) -> None:
    corpus = make_corpus(
        a=["They spoke of trade."],
        b=write_page(["They met."], "May 2, 2024"),
        c=write_page(["They met."], "June 1, 2024"),
    )
    result = run("emphasis", corpus / "readouts", "--by", "month", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout))
    assert table.groupby("group")["n_documents"].first().to_dict() == {"2024-05": 2, "2024-06": 1}


@pytest.mark.parametrize(
    "arguments",
    [["emphasis"], ["emphasis", READOUTS, "--by", "week"], ["emphasis", READOUTS, "--output", "a.txt"], ["emphasis", READOUTS, "--output", "."], ["emphasis", READOUTS, "--shifts", "a.csv"]],
)  # fmt: skip
def test_wrong_usage_gives_status_2(arguments: list[object]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_change_that_runs_through_all_documents_is_shown(tmp_path: Path) -> None:
    trade, rain = "They spoke of trade and investment. ", "They met at noon. "
    rows = [
        {"id": f"{year}-{n}", "day": str(year), "body": trade * n + rain * (30 if year == 2023 else 2)}
        for year in (2023, 2024)
        for n in (2, 3, 4, 5)
    ]
    shifts = tmp_path / "shifts.csv"
    result = run("emphasis", write_as("csv", rows, tmp_path), *COLUMNS, "--by", "year", "--shifts", shifts)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(shifts)
    assert list(table.columns) == GROUP_SHIFT_COLUMNS
    assert table.set_index("theme").loc["economy", ["n_before", "n_after", "verdict"]].tolist() == [4, 4, "more"]
