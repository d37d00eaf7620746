"""`readouts tag`."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analysis.io.csv import read_cell
from tests.builders.documents import (
    TEXTS,
    as_csv,
    rows_of,
    run,
    run_small,
)
from tests.conftest import PROJECT


def test_a_folder_a_file_and_standard_output_have_the_same_rows(tmp_path: Path, book: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(TEXTS))
    for output in ("out/", "out.parquet", "out.csv"):
        assert run_small(path, "--output", f"{tmp_path}/{output}", "--codebook", book).exit_code == 0
    rows = rows_of(tmp_path / "out", without=())
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows
    told = (tmp_path / "out.csv").read_text(encoding="utf-8")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert [[read_cell(cell) for cell in row.values()] for row in read] == [
        list(map(str, row.values())) for row in rows
    ]
    with_ends = run_small(path, "--codebook", book).stdout_bytes.decode()
    assert with_ends == (tmp_path / "out.csv").read_bytes().decode()
    assert told


def test_a_terminal_is_not_told_what_to_do(tmp_path: Path, book: Path) -> None:
    """A control character in a row is text for a file, and is written out for a terminal."""
    import pty

    (tmp_path / "a.jsonl").write_bytes(b'{"text": "They spoke of \\u001b[2Jtrade."}\n')
    command = [sys.executable, "-m", "analysis", "tag", str(tmp_path / "a.jsonl"), "--codebook", str(book)]
    ours, theirs = pty.openpty()
    subprocess.run(command, stdout=theirs, check=True, timeout=60, cwd=PROJECT)
    told = os.read(ours, 10_000)
    os.close(ours)
    os.close(theirs)
    assert b"\x1b" not in told
    assert b"\\x1b[2Jtrade" in told
    assert "\x1b[2J" in run(tmp_path / "a.jsonl", "--codebook", book).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--workers", "2"], "go with --engine dask"), (["--engine", "dask"], "needs a folder"),
        (["--engine", "dask", "--output", "out.csv"], "needs a folder"),
        (["--output", "out/", "--matches", "m.csv"], "leave --matches out"), (["--workers", "0"], "x>=1"),
        (["--engine", "dask", "--output", "out/", "--workers", "2", "--scheduler", "tcp://x:1"], "--workers or --scheduler"),
    ],
)  # fmt: skip
def test_wrong_usage_gives_status_2_and_says_what_is_right(arguments: list[str], told: str, tmp_path: Path) -> None:
    result = run(tmp_path, *arguments)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_tagging_two_readouts_waits_for_nothing_heavy_of_ours(tmp_path: Path) -> None:
    code = (
        "import sys; from analysis.cli import tag; assert 'pyarrow' not in sys.modules; import analysis.bulk.outputs;"
        "print([m for m in ('distributed', 'dask', 'matplotlib', 'requests') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert told.stdout == "[]\n"
