"""Text, id and date of a row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.bulk.rows import Layout, read_date
from analysis.io.faults import Fault
from tests.builders.documents import (
    TEXTS,
    read_documents,
    rows_of,
    run_small,
    write_all,
)
from tests.builders.studies import write_page


def test_ids_without_a_column_are_the_name_and_the_row(tmp_path: Path, book: Path) -> None:
    files = write_all(tmp_path, TEXTS)
    for ending in (".jsonl", ".csv.gz", ".parquet"):
        out = tmp_path / f"out{ending.replace('.', '-')}"
        assert run_small(files[ending], "--output", f"{out}/", "--codebook", book).exit_code == 0
        assert {row["readout_id"] for row in rows_of(out)} == {f"a-{n}" for n in range(1, 13)}


@pytest.mark.parametrize(
    ("value", "date"),
    [("2024-05-26", "2024-05-26"), ("2024-05", "2024-05-01"), (2015, "2015-01-01"), ("26 May 2024", "2024-05-26"),
     ("2024-05-26 10:00", "2024-05-26"), (None, None), (" ", None), ("2024-02-30", ValueError), ("soon", ValueError),
     (1.5, ValueError), (True, ValueError)],
)  # fmt: skip
def test_dates_of_tables(value: object, date: object) -> None:
    if date is ValueError:
        with pytest.raises(ValueError, match=r"not a date|calendar"):
            read_date(value)
    else:
        assert str(read_date(value)) == str(date)


@pytest.mark.parametrize(
    "written",
    ["2024 May 26", "2024 26 May", "2024 spring", "2024 (undated)", "2024T", "2024-05 to 2024-07", "2024-05 26",
     "2024-05-26 to 2024-06-02", "2024-05-26T", "2024-05-2612", 2024.5, float("inf"), True],
)  # fmt: skip
def test_what_only_begins_as_a_date_is_none(written: object) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        read_date(written)


@pytest.mark.parametrize("missing", [None, "", " ", "nan", "NaN", float("nan"), "NaT", "<NA>"])
def test_a_date_that_is_missing_is_no_fault(missing: object) -> None:
    assert [read_date(missing, by) for by in ("document", "month", "year")] == [None] * 3


@pytest.mark.parametrize("written", ["2024", 2024, 2024.0, "2024.0"])
def test_no_month_and_no_day_is_made_up(written: object) -> None:
    assert read_date(written, "year") == dt.date(2024, 1, 1)
    with pytest.raises(ValueError, match="year without a month"):
        read_date(written, "month")
    assert read_date(written, "document") is None
    assert [read_date("2024-05", by) for by in ("year", "month", "document")] == [dt.date(2024, 5, 1)] * 2 + [None]
    for day in ("2024-05-26 14:00:00+00:00", "2024-05-26T09:30Z", "Seoul, 26 May 2024", dt.datetime(2024, 5, 26, 9)):
        assert read_date(day, "document") == dt.date(2024, 5, 26)


def test_dates_are_as_exact_as_the_layout_needs_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,when\na,2024\nb,2024-05\nc,2024-05-26\n", encoding="utf-8")
    found = {}
    for by in ("document", "month", "year"):
        faults: list[Fault] = []
        batches = list(read_documents([tmp_path], Layout(date_column="when", by=by), faults.append))
        found[by] = (
            [day and day.isoformat() for batch in batches for day in batch.date],
            [fault.line for fault in faults],
        )
    assert found == {
        "document": ([None, None, "2024-05-26"], []),
        "month": (["2024-05-01", "2024-05-26"], [2]),
        "year": (["2024-01-01", "2024-05-01", "2024-05-26"], []),
    }


def test_batches_have_dates_where_a_column_is_named(tmp_path: Path) -> None:
    days = pa.array(["2024-05-26", None]).cast(pa.timestamp("ns"))
    pq.write_table(pa.table({"text": ["a", "b"], "when": days}), tmp_path / "a.parquet")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "c", "when": "2024"}\n{"text": "d", "when": "soon"}\n')
    (tmp_path / "c.txt").write_text(write_page(["They met."]), encoding="utf-8")
    faults: list[Fault] = []
    batches = list(read_documents([tmp_path], Layout(date_column="when"), faults.append))
    assert [str(day) for batch in batches for day in batch.date] == ["2024-05-26", "2024-05-26", "None", "2024-01-01"]
    assert [batch.kind for batch in batches] == [["meeting leaders"], ["", ""], [""]]
    assert [(fault.line, fault.message) for fault in faults] == [(2, "'soon' is not a date. Write it as 2024-05-26.")]
