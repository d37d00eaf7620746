"""`readouts tag`."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
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
from tests.builders.studies import PROJECT, write_page

READOUTS = PROJECT / "corpus" / "readouts"


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tag_writes_sentences_and_matches(ending: str, tmp_path: Path) -> None:
    output, matches = tmp_path / f"sentences.{ending}", tmp_path / f"matches.{ending}"
    result = run(READOUTS, "--output", output, "--matches", matches)
    assert (result.exit_code, result.stdout) == (0, "")
    read = (lambda path: pd.read_csv(path, keep_default_na=False)) if ending == "csv" else pd.read_parquet
    sentences, found = read(output), read(matches)
    assert list(sentences) == [
        "file",
        "readout_id",
        "point",
        "sentence",
        "start",
        "end",
        "n_words",
        "themes",
        "carried",
        "text",
    ]
    assert list(found) == ["file", "readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
    assert len(sentences) == 35
    texts = {path.stem: path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in READOUTS.glob("*.txt")}
    assert all(texts[row.readout_id][row.start : row.end] == row.text for row in sentences.itertuples())
    assert all(texts[row.readout_id][row.start : row.end] == row.matched for row in found.itertuples())
    assert sentences["carried"].sum() == 3


def test_tag_takes_any_files_in_any_order_and_prints_csv_without_an_output(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(write_page([f"{name} spoke of North Korea."]), encoding="utf-8")
    one = run(tmp_path / "b.txt", tmp_path / "a.txt").stdout
    assert one == run(tmp_path).stdout
    assert one.count("north_korea") == 2


def test_tag_with_another_codebook_and_with_faults(tmp_path: Path) -> None:
    codebook = tmp_path / "codebook.yml"
    codebook.write_text(
        "themes:\n  - {key: meals, label: Meals, core: true, colour: '#000000', definition: x, patterns: [lunch]}\n"
    )
    page = tmp_path / "a.txt"
    page.write_text(write_page(["They had lunch."]), encoding="utf-8")
    assert ",meals,False," in run(page, "--codebook", codebook).stdout
    (tmp_path / "b.txt").write_text("")
    output = tmp_path / "out.csv"
    result = run(tmp_path, "--output", output)
    assert (result.exit_code, output.exists()) == (1, False)


def test_what_cannot_be_written_is_reported_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(READOUTS, "--output", tmp_path / "file" / "out.csv")
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "file" in result.stderr


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


def test_a_text_cannot_control_the_terminal(tmp_path: Path, book: Path) -> None:
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
        (["--scheduler", "tcp://x:1"], "needs --engine dask"), (["--engine", "dask"], "needs a folder"),
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
