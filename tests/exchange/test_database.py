"""A study as a DuckDB file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analysis.exchange.columns import describe_tables
from analysis.exchange.database import write_database
from analysis.exchange.package import tables_of
from analysis.io.faults import InputFaults
from analysis.study import Study


def test_the_file_has_every_table_with_its_rows_and_meanings(study: Study, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")  # an extra: `readouts[exchange]`
    path = write_database(study, tmp_path / "study.duckdb")
    assert [one.name for one in tmp_path.iterdir()] == ["study.duckdb"]
    with duckdb.connect(str(path), read_only=True) as database:
        for name, table in tables_of(study).items():
            found = database.execute(f'SELECT * FROM "{name}"').fetchall()
            assert len(found) == len(table), name
        columns = database.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
        texts = database.execute("SELECT text FROM sentences ORDER BY readout_id, sentence").fetchall()
    assert {(name, column): said for name, column, said in columns} == {
        (name, column): described
        for name in tables_of(study)
        for column, described in describe_tables()[name].columns.items()
    }
    ordered = study.sentences.sort_values(["readout_id", "sentence"])["text"]
    assert [text for (text,) in texts] == ordered.tolist()


def test_without_duckdb_a_message_says_what_to_install(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputFaults, match=r"readouts\[exchange\]"):
        write_database(study, tmp_path / "study.duckdb")
    assert not list(tmp_path.iterdir())
