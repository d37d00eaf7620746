"""Texts of .parquet that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.builders.documents import (
    run,
)


def test_a_parquet_whose_texts_are_no_utf_8_and_one_of_numbers(tmp_path: Path, book: Path) -> None:
    texts = pa.array([b"They met.", b"caf\xe9", b"They ate."]).view(pa.string())
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "b.parquet")
    result = run(tmp_path / "a.parquet", tmp_path / "b.parquet", "--codebook", book, "--skip-bad")
    assert result.exit_code == 3
    assert "a.parquet:2: Byte 0xe9 here is not UTF-8" in result.stderr
    assert "b.parquet:1: 'text' must be text, not 1." in result.stderr
    assert "They met." in result.stdout
    assert "a-3" in result.stdout
