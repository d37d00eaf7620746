"""Any number of documents, from files of every kind, into tables; stopped, gone on with, or faulty."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock
from hypothesis import given, settings, strategies as st

from analysis.bulk import inputs as sources, reading, runs as running, worker as working
from analysis.bulk.inputs import cut_into_pieces, find_sources
from analysis.bulk.jsonl_csv import read_lines
from analysis.bulk.outputs import CsvTable
from analysis.bulk.rows import Layout, Row, read_date
from analysis.io.csv import read_cell
from analysis.io.faults import Fault
from tests.builders.documents import (
    as_csv,
    as_jsonl,
    as_parquet,
    make_texts,
    parts_of,
    read_documents,
    rows_of,
    run,
    write_all,
    write_codebook,
)
from tests.builders.strategies import cells
from tests.conftest import PROJECT, write_page

KILLS = int(os.environ.get("READOUTS_KILLS", "4"))
TEXTS = make_texts(12)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a document or two, parts of a few batches, pieces of a few KB."""
    monkeypatch.setattr(reading, "SMALLEST_BATCH", 400)
    monkeypatch.setattr(working, "PART", 1500)
    monkeypatch.setattr(sources, "PIECE", 2000)
    monkeypatch.setattr(sources, "MOST_FILES", 5)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_codebook(tmp_path)


@pytest.mark.usefixtures("small")
def test_the_same_documents_in_any_kind_of_file_give_the_same_rows(tmp_path: Path, book: Path) -> None:
    files = write_all(tmp_path / "in", TEXTS)
    given, found = {}, {}
    for ending, path in files.items():
        out = tmp_path / f"out-{ending[1:].replace('.', '-')}"
        options = ["--as", "text"] if ending == ".txt" else ["--id-column", "name"]
        result = run(path, "--output", f"{out}/", "--codebook", book, *options)
        assert result.exit_code == 0, result.output
        by_name = {name: n for n, name in enumerate([f"d{n}" for n in range(1, 13)])}
        given[ending] = sorted(rows_of(out), key=lambda row: (by_name[row["readout_id"]], row["sentence"]))
        found[ending] = sorted(rows_of(out, "matches"), key=lambda row: (by_name[row["readout_id"]], row["start"]))
    for ending in files:
        assert given[ending] == given[".jsonl"], ending
        assert found[ending] == found[".jsonl"], ending
    assert all(TEXTS[by_name[row["readout_id"]]][row["start"] : row["end"]] == row["text"] for row in given[".csv"])
    assert {row["theme"] for row in found[".csv"]} == {"trade", "talk"}
    assert len(given[".csv"]) > 60


@pytest.mark.usefixtures("small")
def test_ids_without_a_column_are_the_name_and_the_row(tmp_path: Path, book: Path) -> None:
    files = write_all(tmp_path, TEXTS)
    for ending in (".jsonl", ".csv.gz", ".parquet"):
        out = tmp_path / f"out{ending.replace('.', '-')}"
        assert run(files[ending], "--output", f"{out}/", "--codebook", book).exit_code == 0
        assert {row["readout_id"] for row in rows_of(out)} == {f"a-{n}" for n in range(1, 13)}


def test_a_broken_row_is_counted_and_told_once(tmp_path: Path, book: Path) -> None:
    whole = ["n,text", "1,We met", '2,"We ""met"""', "3,We ate", '4,"We ate, too"']
    given = {}
    for name, row in (("whole", whole[2]), ("broken", '2,"We "met""')):
        path = tmp_path / name / "a.csv"
        path.parent.mkdir()
        path.write_text("\n".join([*whole[:2], row, *whole[3:], ""]), encoding="utf-8")
        result = run(path, "--codebook", book, "--skip-bad")
        given[name] = pd.read_csv(io.StringIO(result.stdout)).set_index("readout_id")["text"].to_dict()
    assert given["whole"].pop("a-2") == 'We "met"'
    assert given["broken"] == given["whole"]
    path.write_text("n;text\r1;We met\r", encoding="utf-8")
    assert run(path, "--codebook", book).stderr.count("a.csv:") == 1


def test_a_file_read_as_text_begins_after_its_mark_and_its_front_matter(tmp_path: Path, book: Path) -> None:
    text = "Title: a speech.\n\nThey spoke of trade.\n"
    front = "---\npublisher: A Ministry\ndate: 2024-05-26\n---\n"
    for name, raw in (("a", text), ("b", "\ufeff" + text), ("c", front + text), ("d", "\ufeff" + front + text)):
        (tmp_path / f"{name}.txt").write_text(raw, encoding="utf-8")
    batches = list(read_documents([tmp_path], Layout(reads_as="text"), pytest.fail))
    assert [written for batch in batches for written in batch.text.to_pylist()] == [text] * 4
    assert [day and day.isoformat() for batch in batches for day in batch.date] == [None, None, *["2024-05-26"] * 2]
    table = pd.read_csv(io.StringIO(run(tmp_path, "--as", "text", "--codebook", book).stdout))
    rows = [own[["sentence", "start", "end", "text"]].to_numpy().tolist() for _, own in table.groupby("readout_id")]
    assert rows[0][0] == [1, 0, 16, "Title: a speech."]
    assert rows == [rows[0]] * 4
    (tmp_path / "e.txt").write_text("---\npublisher: A Ministry\nThey met.\n", encoding="utf-8")
    told = run(tmp_path, "--as", "text", "--codebook", book).stderr
    assert "e.txt:1: The front matter has no end" in told
    told = run(tmp_path / "b.txt", "--codebook", book).stderr
    assert "b.txt:1: The file is UTF-8 with a byte order mark" in told


def test_rows_can_be_readouts(tmp_path: Path, book: Path) -> None:
    pages = [write_page([f"They spoke of trade {n} times. They parted.", "They ate."]) for n in range(3)]
    for n, page in enumerate(pages, 1):
        (tmp_path / f"d{n}.txt").write_text(page, encoding="utf-8")
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(pages))
    one = run(tmp_path / "a.jsonl", "--as", "readout", "--id-column", "name", "--codebook", book).stdout
    other = run(*tmp_path.glob("*.txt"), "--codebook", book).stdout
    read = [pd.read_csv(io.StringIO(told)).drop(columns="file") for told in (one, other)]
    assert len(read[0]) == 9
    pd.testing.assert_frame_equal(*read)
    (tmp_path / "b.csv").write_bytes(as_csv([*pages, " \n"]))
    told = run(tmp_path / "b.csv", "--as", "readout", "--codebook", book)
    assert (told.exit_code, "b.csv:" in told.stderr, "No points" in told.stderr) == (1, True, True)


@pytest.mark.usefixtures("small")
def test_the_order_of_the_paths_changes_nothing(tmp_path: Path, book: Path) -> None:
    write_all(tmp_path / "in", TEXTS)
    paths = [*(tmp_path / "in").glob("a.*"), tmp_path / "in" / "texts"]
    first = run(*sorted(paths), "--as", "text", "--output", f"{tmp_path}/one/", "--codebook", book)
    second = run(*sorted(paths, reverse=True), "--as", "text", "--output", f"{tmp_path}/two/", "--codebook", book)
    third = run(tmp_path / "in", "--as", "text", "--output", f"{tmp_path}/three/", "--codebook", book)
    assert [told.exit_code for told in (first, second, third)] == [0, 0, 0]
    parts = parts_of(tmp_path / "one")
    assert parts == parts_of(tmp_path / "two") == parts_of(tmp_path / "three")
    assert len(parts) > 20
    assert b"pandas" not in b"".join(parts.values())


@pytest.mark.usefixtures("small")
def test_a_folder_a_file_and_standard_output_have_the_same_rows(tmp_path: Path, book: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(TEXTS))
    for output in ("out/", "out.parquet", "out.csv"):
        assert run(path, "--output", f"{tmp_path}/{output}", "--codebook", book).exit_code == 0
    rows = rows_of(tmp_path / "out", without=())
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows
    told = (tmp_path / "out.csv").read_text(encoding="utf-8")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert [[read_cell(cell) for cell in row.values()] for row in read] == [
        list(map(str, row.values())) for row in rows
    ]
    with_ends = run(path, "--codebook", book).stdout_bytes.decode()
    assert with_ends == (tmp_path / "out.csv").read_bytes().decode()
    assert told


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_cells_written_bit_by_bit_are_guarded_and_read_back(rows: list[list[str]]) -> None:
    schema, file = pa.schema({"a": pa.string(), "=b": pa.string()}), io.BytesIO()
    table = CsvTable(file, schema)
    for row in rows:
        table.write(pa.table([[cell] for cell in row], schema=schema))
    read = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert [[read_cell(cell) for cell in row] for row in read] == [["a", "=b"], *rows]


@settings(max_examples=40)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=40), st.integers(1, 300), st.integers(1, 9)
)
def test_a_table_cut_anywhere_has_every_row_once_with_its_number(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], piece: int, group: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    (folder / "a.jsonl").write_bytes(as_jsonl(texts).replace(b"\n", b"\n\n", 3))
    (folder / "b.parquet").write_bytes(as_parquet(texts, group))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sources, "PIECE", piece)
        patched.setattr(sources, "BLOCK", 64)
        for name, column in (("a.jsonl", "name"), ("b.parquet", "name"), ("b.parquet", None)):
            batches = list(read_documents([folder / name], Layout(id_column=column), pytest.fail))
            assert [text for batch in batches for text in batch.text.to_pylist()] == texts
            ids = [name for batch in batches for name in batch.readout_id]
            assert ids == [f"{'b-' if column is None else 'd'}{n}" for n in range(1, len(texts) + 1)]
        lines: list[int] = []
        for part in cut_into_pieces(find_sources([folder / "a.jsonl"])):
            lines += [row.line for row in read_lines(part, Layout(), lambda n: None) if isinstance(row, Row)]
        raw = (folder / "a.jsonl").read_bytes().split(b"\n")
        assert lines == [n for n, line in enumerate(raw, 1) if line]


# What is wrong, its place, and what is said of it; the documents of the others are "They spoke of trade."
GOOD = b'{"text": "They spoke of trade."}\n'
FAULTS: dict[str, tuple[str, bytes, str, str]] = {
    "no json": ("a.jsonl", GOOD + b'{"text": \n' + GOOD, "a.jsonl:2: ", "no JSON"),
    "no object": ("a.jsonl", GOOD + b"[1]\n", "a.jsonl:2: ", "no JSON object"),
    "deep json": ("a.jsonl", GOOD + b"[" * 200_000 + b"\n" + GOOD, "a.jsonl:2: ", "too large to be read"),
    "endless number": ("a.jsonl", GOOD + b'{"text": ' + b"1" * 5000 + b"}\n", "a.jsonl:2: ", "too large to be read"),
    "no field": ("a.jsonl", GOOD + b'{"txt": "x", "b": 1}\n', "a.jsonl:2: ", "There is no 'text'; there are: 'txt', 'b'."),
    "no text": ("a.jsonl", GOOD + b'{"text": 5}\n', "a.jsonl:2: ", "'text' must be text, and is 5."),
    "null": ("a.jsonl", GOOD + b'{"text": null}\n', "a.jsonl:2: ", "'text' must be text, and is nothing."),
    "half a character": ("a.jsonl", GOOD + b'{"text": "\\ud800"}\n', "a.jsonl:2: ", "U+D800 is half of a character"),
    "json no utf-8": ("a.jsonl", GOOD + b'{"text": "caf\xe9"}\n' + GOOD, "a.jsonl:2: ", "Byte 0xe9 here is not UTF-8"),
    "utf-16": ("a.jsonl", GOOD.decode().encode("utf-16"), "a.jsonl:1: ", "The file is UTF-16"),
    "utf-16 csv": ("a.csv", "id,text\n1,They met\n".encode("utf-16"), "a.csv:1: ", "The file is UTF-16. Save"),
    "a line as if utf-16": ("a.jsonl", GOOD + b"\xff\xfe" + GOOD + GOOD, "a.jsonl:2: ", "Byte 0xff here is not UTF-8"),
    "csv no utf-8": ("a.csv", b"text\nThey met\n\"a\n caf\xe9\"\nThey ate\n", "a.csv:3: ", "Byte 0xe9 here is not UTF-8"),
    "csv without the column": ("a.csv", b"id;txt\n1;a\n", "a.csv:1: ", "There is no 'text'; there are: 'id;txt'."),
    "csv with semicolons": ("a.csv", b"id;text\n1;They met\n", "a.csv:1: ", "Cells must be separated by commas."),
    "csv of an old mac": ("a.csv", b"id,text\r1,They met\r", "a.csv:1: ", "A line ends in a carriage return (CR) alone."),
    "csv quote over rows": ("a.csv", b'b,text\n1,We met\n2,"We\n3,a\n4,"b, c"\n5,d\n', "a.csv:3: ", "Lines 3 to 5 are no CSV"),
    "csv column twice": ("a.csv", b"text,text\na,b\n", "a.csv:1: ", "'text' is there 2 times"),
    "csv empty": ("a.csv", b"", "a.csv:1: ", "must name the columns"),
    "csv too many cells": ("a.csv", b"text,b\na,b,c\nx,y\n", "a.csv:2: ", "More cells than columns"),
    "csv open quote": ("a.csv", b'text\nThey met\n"They\nate\n', "a.csv:3: ", "A double quote must be closed"),
    "csv too few cells": ("a.csv", b"b,text\n1,a\n2\n", "a.csv:3: ", "There is no 'text'; there are: 'b'."),
    "gz cut off": ("a.jsonl.gz", gzip.compress(os.urandom(0) + GOOD * 4000)[:-60], "a.jsonl.gz:", "broken or cut off"),
    "no gz": ("a.csv.gz", b"text\nThey met\n", "a.csv.gz:1: ", "broken or cut off"),
    "txt.gz cut off": ("a.txt.gz", gzip.compress(write_page(["They met."]).encode())[:-20], "a.txt.gz:1: ", "broken or cut"),
    "parquet cut off": ("a.parquet", as_parquet(["They met."])[:-8], "a.parquet: ", "cannot be read as Parquet"),
    "no parquet": ("a.parquet", b"text\nThey met\n", "a.parquet: ", "cannot be read as Parquet"),
    "readout": ("a.txt", b"\xff\xfe\x00", "a.txt:1: ", "The file is UTF-16"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_what_cannot_be_read_is_told_with_its_place_and_skipped_only_when_asked(
    what: str, tmp_path: Path, book: Path
) -> None:
    name, raw, place, told = FAULTS[what]
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / name).write_bytes(raw)
    (inputs / "z.jsonl").write_bytes(GOOD)
    before = sorted(tmp_path.rglob("*"))
    result = run(inputs, "--output", tmp_path / "out.csv", "--matches", tmp_path / "m.csv", "--codebook", book)
    assert (result.exit_code, sorted(tmp_path.rglob("*"))) == (1, before)
    assert place in result.stderr
    assert told in result.stderr
    assert run(inputs, "--codebook", book).stdout == ""
    result = run(inputs, "--output", tmp_path / "out.csv", "--codebook", book, "--skip-bad")
    assert (result.exit_code, place in result.stderr, told in result.stderr) == (3, True, True)
    read = pd.read_csv(tmp_path / "out.csv")
    assert read["readout_id"].iloc[-1] == "z-1"
    good = {
        "no json": 3,
        "null": 2,
        "json no utf-8": 3,
        "utf-16 csv": 1,
        "csv with semicolons": 1,
        "csv of an old mac": 1,
        "csv quote over rows": 3,
        "a line as if utf-16": 3,
        "csv no utf-8": 3,
        "csv open quote": 2,
        "csv too many cells": 2,
    }
    if what in good:
        assert len(read) == good[what]
    folder = run(inputs, "--output", f"{tmp_path}/out/", "--codebook", book)
    assert (folder.exit_code, place in folder.stderr) == (1, True)
    again = run(inputs, "--output", f"{tmp_path}/out/", "--codebook", book, "--skip-bad")
    more = run(inputs, "--output", f"{tmp_path}/out/", "--codebook", book, "--skip-bad")
    assert (again.exit_code, more.exit_code) == (3, 3)
    assert told in more.stderr
    assert [list(map(str, row.values())) for row in rows_of(tmp_path / "out", without=())] == read.fillna("").astype(
        str
    ).values.tolist()


def test_a_parquet_whose_texts_are_no_utf_8_and_one_of_numbers(tmp_path: Path, book: Path) -> None:
    texts = pa.array([b"They met.", b"caf\xe9", b"They ate."]).view(pa.string())
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "b.parquet")
    result = run(tmp_path / "a.parquet", tmp_path / "b.parquet", "--codebook", book, "--skip-bad")
    assert result.exit_code == 3
    assert "a.parquet:2: Byte 0xe9 here is not UTF-8" in result.stderr
    assert "b.parquet:1: 'text' must be text, and is 1." in result.stderr
    assert "They met." in result.stdout
    assert "a-3" in result.stdout


def test_a_field_that_lines_after_each_other_lack_is_told_once(tmp_path: Path, book: Path) -> None:
    other = b'{"body": "They met."}\n'
    (tmp_path / "a.jsonl").write_bytes(
        other * 50 + GOOD + other + GOOD + other + b'{"c": 1}\n' + b"{\n" * 2 + other * 2
    )
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--skip-bad")
    told = [line.partition("a.jsonl:")[2] for line in result.stderr.splitlines()[1:]]
    missing = "There is no 'text'; there are: 'body'."
    assert [told[0], *told[1:3]] == [f"1: Lines 1 to 50: {missing}", f"52: {missing}", f"54: {missing}"]
    assert told[3] == "55: There is no 'text'; there are: 'c'."
    assert [line.split(": ")[:2] for line in told[4:]][:2] == [[f"{n}", "This line is no JSON"] for n in (56, 57)]
    assert told[6:] == [f"58: Lines 58 to 59: {missing}"]
    assert pd.read_csv(io.StringIO(result.stdout))["readout_id"].tolist() == ["a-51", "a-53"]
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--text-column", "speech")
    assert result.stderr.count("There is no 'speech'") == 7


def test_many_faults_are_counted_and_the_first_told(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD + b"{\n" * 100)
    told = run(tmp_path / "a.jsonl", "--codebook", book).stderr.splitlines()
    assert (len(told), told[-1]) == (21, "... and 80 more faults.")
    assert "a.jsonl:2: " in told[0]
    assert len(run(tmp_path / "a.jsonl", "--codebook", book, "--skip-bad").stderr.splitlines()) == 101


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.parquet.gz", "unpack it with gunzip"), ("a.json", "Save it as .jsonl"), ("a.xlsx", "Save it as .csv"),
        ("a.tsv", "with commas"), ("a.doc", "it must end in"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_and_in_a_folder_it_does_not_matter(
    name: str, told: str, tmp_path: Path, book: Path
) -> None:
    (tmp_path / name).write_bytes(GOOD)
    (tmp_path / "z.jsonl").write_bytes(GOOD)
    result = run(tmp_path / name, "--codebook", book)
    assert (result.exit_code, f"{name}: " in result.stderr, told in result.stderr) == (1, True, True)
    assert run(tmp_path, "--codebook", book).exit_code == 0


def test_a_file_that_is_gone_is_skipped_too(tmp_path: Path, book: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "gone.parquet").symlink_to("nowhere.parquet")
    (tmp_path / "z.jsonl").write_bytes(GOOD)
    for options, status in (([], 1), (["--skip-bad"], 3)):
        result = run(tmp_path, "--codebook", book, *options)
        assert result.exit_code == status
        assert "gone.txt:1: Cannot be read" in result.stderr
        assert "gone.parquet" in result.stderr
        assert ("z-1" in result.stdout) == (status == 3)


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "parquet"])
def test_a_file_of_an_odd_name_is_told_and_can_be_skipped(ending: str, tmp_path: Path, book: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for name in (b"caf\xe9." + ending.encode(), b"a\nb." + ending.encode()):
        try:
            (inputs / os.fsdecode(name)).write_bytes(GOOD)
        except OSError:
            pytest.skip("this file system takes no such name")
    (inputs / "z.jsonl").write_bytes(GOOD)
    for options, status in (([], 1), (["--skip-bad"], 3)):
        for output in ([], ["--output", f"{tmp_path}/out{status}/"]):
            result = run(inputs, "--codebook", book, *options, *output)
            assert result.exit_code == status
            assert result.stderr.count("contains unprintable characters") == 2
            assert (f"a\\nb.{ending}: " in result.stderr, f"caf\\udce9.{ending}: " in result.stderr) == (True, True)
            assert ("z-1" in result.stdout) == (status == 3 and not output)


def test_a_folder_of_an_odd_name_is_no_hindrance_but_to_parquet(tmp_path: Path, book: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "a.jsonl").write_bytes(GOOD)
    (folder / "b.parquet").write_bytes(as_parquet(["They met."]))
    result = run(tmp_path, "--codebook", book, "--skip-bad")
    assert (result.exit_code, "a-1" in result.stdout, "b.parquet: The name contains unprintable" in result.stderr) == (
        3,
        True,
        True,
    )


def test_hidden_files_are_not_searched_for_and_links_are_one_file(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.jsonl", "in/._b.jsonl", "in/.old/c.jsonl", ".own/d.jsonl"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(GOOD)
    Path("in/a.jsonl").symlink_to("b.jsonl")
    Path("link").symlink_to("in")
    for paths in (["in"], ["in/b.jsonl", "in/../in/b.jsonl", "in/a.jsonl"], ["link", "in"], ["in", "link/a.jsonl"]):
        result = run(*paths, "--codebook", book)
        assert pd.read_csv(io.StringIO(result.stdout))["readout_id"].tolist() == ["b-1"], paths
    for path in (".own", "in/._b.jsonl"):
        assert len(run(path, "--codebook", book).stdout.splitlines()) == 2


def test_documents_of_one_name_stay_apart(tmp_path: Path, book: Path) -> None:
    for folder, text in (("a", "They spoke of trade."), ("b", "They talked."), ("c", "They ate.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(text, encoding="utf-8")
    assert run(tmp_path, "--as", "text", "--codebook", book, "--output", f"{tmp_path}/out/").exit_code == 0
    rows = rows_of(tmp_path / "out", without=())
    assert [(Path(str(row["file"])).parent.name, row["themes"]) for row in rows] == [
        ("a", "trade"),
        ("b", "talk"),
        ("c", ""),
    ]
    found = rows_of(tmp_path / "out", "matches", without=())
    assert [(Path(str(row["file"])).parent.name, row["matched"]) for row in found] == [("a", "trade"), ("b", "talked")]


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


class Stop:
    """Tags so many batches, then raises."""

    def __init__(self, after: int, error: BaseException) -> None:
        self.tagged, self._after, self._error = 0, after, error

    def __call__(self, *arguments: Any) -> Any:
        if self.tagged == self._after:
            raise self._error
        self.tagged += 1
        return TAG_BATCH(*arguments)


TAG_BATCH = working.tag_batch


@pytest.mark.usefixtures("small")
def test_stopped_anywhere_a_run_goes_on_where_it_stopped(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = write_all(tmp_path / "in", TEXTS)
    paths = [inputs[".csv.gz"], inputs[".jsonl"], inputs[".txt"]]
    arguments = [*paths, "--as", "text", "--codebook", book]
    whole = Stop(10_000, KeyboardInterrupt())
    monkeypatch.setattr(working, "tag_batch", whole)
    assert run(*arguments, "--output", f"{tmp_path}/whole/").exit_code == 0
    parts = parts_of(tmp_path / "whole")
    for after in range(0, whole.tagged, 3):
        out = tmp_path / f"out{after}"
        monkeypatch.setattr(working, "tag_batch", Stop(after, KeyboardInterrupt()))
        stopped = run(*arguments, "--output", f"{out}/")
        assert (stopped.exit_code, "the same command goes on" in stopped.stderr) == (1, True)
        assert parts_of(out).items() <= parts.items()
        rest = Stop(10_000, KeyboardInterrupt())
        monkeypatch.setattr(working, "tag_batch", rest)
        assert run(*arguments, "--output", f"{out}/").exit_code == 0
        assert parts_of(out) == parts
        assert whole.tagged - after <= rest.tagged <= whole.tagged - after + 5  # of the part that was begun
        done = run(*arguments, "--output", f"{out}/")
        assert "nothing was left to do" in done.stderr
        assert sorted(path.name for path in out.iterdir()) == [".lock", "done", "matches", "run.json", "sentences"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("matches/000003-0001.parquet", None), ("sentences/000003-0001.parquet", None), ("sentences/000003-0001.parquet", 40),
        ("matches/000003-0001.parquet", 0), ("done/000003.json", None), ("done/000003.json", 0), ("done/000003.json", 20),
    ],
)  # fmt: skip
def test_a_piece_that_is_no_longer_whole_is_done_again(
    place: str, left: int | None, tmp_path: Path, book: Path
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(TEXTS * 3))
    arguments = [tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/"]
    assert run(*arguments).exit_code == 0
    parts, path = parts_of(tmp_path / "out"), tmp_path / "out" / place
    path.unlink() if left is None else path.write_bytes(path.read_bytes()[:left])
    again = run(*arguments)
    assert again.exit_code == 0, again.output
    assert re.search(r"(\d+) of (\d+) pieces were there", again.stderr)
    assert parts_of(tmp_path / "out") == parts
    assert "nothing was left to do" in run(*arguments).stderr


@pytest.mark.usefixtures("small")
def test_a_full_disk_is_told_and_the_run_goes_on_later(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_jsonl(TEXTS))
    arguments = [path, "--output", f"{tmp_path}/out/", "--codebook", book]
    monkeypatch.setattr(working, "tag_batch", Stop(3, OSError(errno.ENOSPC, "No space left on device")))
    result = run(*arguments)
    assert (result.exit_code, "No space left on device" in result.stderr) == (1, True)
    monkeypatch.setattr(working, "tag_batch", TAG_BATCH)
    assert run(*arguments).exit_code == 0


KILLED = """
import sys
from analysis.bulk import inputs, reading, worker
reading.SMALLEST_BATCH, worker.PART, inputs.PIECE = 2000, 6000, 20000
from analysis.cli.main import main
main()
"""


def test_killed_at_any_moment_a_run_leaves_whole_parts_and_goes_on_to_the_same_bytes(
    tmp_path: Path, book: Path
) -> None:
    texts = make_texts(400, seed=1)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(texts))
    (tmp_path / "b.csv").write_bytes(as_csv(texts[:100]))
    command = [sys.executable, "-c", KILLED, "tag", str(tmp_path / "a.jsonl"), str(tmp_path / "b.csv"), "--codebook", str(book)]  # fmt: skip
    subprocess.run([*command, "--output", f"{tmp_path}/whole/"], check=True, timeout=100, cwd=PROJECT)
    whole, out = parts_of(tmp_path / "whole"), tmp_path / "out"
    moments, halfway = random.Random(1), 0
    for n in range(KILLS):
        process = subprocess.Popen([*command, "--output", f"{out}/"], cwd=PROJECT, stderr=subprocess.DEVNULL)
        wanted, until = len(parts_of(out)) + moments.randint(0, len(whole) // (KILLS + 2)), time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until and len(list(out.rglob("*.parquet"))) <= wanted:
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.05))
        process.kill()
        process.wait()
        left = parts_of(out)
        assert left.items() <= whole.items(), n
        halfway += 0 < len(left) < len(whole)
    assert halfway
    subprocess.run([*command, "--output", f"{out}/"], check=True, timeout=100, cwd=PROJECT)
    assert parts_of(out) == whole


def test_a_folder_of_another_run_is_refused_and_it_is_said_what_differs(tmp_path: Path, book: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_bytes(as_jsonl(TEXTS[:2]))
    assert run(path, "--output", out, "--codebook", book).exit_code == 0
    parts = parts_of(out)

    def refused(*arguments: object) -> str:
        result = run(*arguments, "--output", out)
        assert result.exit_code == 1
        assert "remove this one to begin anew" in result.stderr
        assert parts_of(out) == parts
        return result.stderr

    assert "--text-column was text, and is name" in refused(path, "--codebook", book, "--text-column", "name")
    assert "--as was None, and is readout" in refused(path, "--codebook", book, "--as", "readout")
    other = tmp_path / "b.jsonl"
    other.write_bytes(GOOD)
    assert "b.jsonl is new" in refused(path, other, "--codebook", book)
    told = refused(other, "--codebook", book)
    assert re.search(r"another from \S*b.jsonl on: there it was \S*a.jsonl[.]", told)
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.chdir(tmp_path)
        told = refused(path, "--codebook", book)
    assert "another from a.jsonl on: there it was " in told
    assert "as seen from the folder in which the command is given" in told
    book.write_text(book.read_text(encoding="utf-8").replace("talk*", "talks"), encoding="utf-8")
    assert "the codebook was another" in refused(path, "--codebook", book)
    write_codebook(tmp_path)
    size = path.stat().st_size
    os.utime(path, (1, 1))
    assert "it was written to at another time" in refused(path, "--codebook", book)
    path.write_bytes(as_jsonl(TEXTS[:2]) + GOOD)
    assert f"it had {size:,} bytes, and has {size + len(GOOD):,}" in refused(path, "--codebook", book)
    (out / "run.json").write_text("{}")
    assert "cannot be read as what a run writes there" in refused(path, "--codebook", book)


def test_a_folder_that_holds_other_files_or_is_being_written_is_refused(tmp_path: Path, book: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_bytes(GOOD)
    out.mkdir()
    (out / "mine.txt").write_text("")
    result = run(path, "--output", out, "--codebook", book)
    assert (result.exit_code, "holds other files" in result.stderr) == (1, True)
    (out / "mine.txt").unlink()
    with FileLock(out / ".lock"):
        result = run(path, "--output", out, "--codebook", book)
    assert (result.exit_code, "Another run is writing" in result.stderr) == (1, True)
    assert run(path, "--output", out, "--codebook", book).exit_code == 0


def test_what_a_run_makes_is_no_input_of_the_next(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD)
    for output in ("tagged/", "all.csv", "all.parquet"):
        results = [run(tmp_path, "--output", f"{tmp_path}/{output}", "--codebook", book) for _ in range(2)]
        assert [result.exit_code for result in results] == [0, 0]
        for made in (tmp_path / "all.csv", tmp_path / "all.parquet"):
            if made.exists():
                assert len(pd.read_csv(made) if made.suffix == ".csv" else pq.read_table(made)) == 1
                made.unlink()
        if output == "tagged/":
            assert len(rows_of(tmp_path / "tagged")) == 1
            for left in sorted((tmp_path / "tagged").rglob("*"), reverse=True):
                left.rmdir() if left.is_dir() else left.unlink()
    result = run(tmp_path / "a.jsonl", "--output", tmp_path / "a.jsonl", "--codebook", book)
    assert result.exit_code == 2


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


@pytest.mark.parametrize(
    ("value", "date"),
    [("2024-05-26", "2024-05-26"), ("2024-05", "2024-05-01"), (2015, "2015-01-01"), ("26 May 2024", "2024-05-26"),
     ("2024-05-26 10:00", "2024-05-26"), (None, None), (" ", None), ("2024-02-30", ValueError), ("soon", ValueError),
     (1.5, ValueError), (True, ValueError)],
)  # fmt: skip
def test_dates_of_tables(value: object, date: object) -> None:
    if date is ValueError:
        with pytest.raises(ValueError, match=r"no date|calendar"):
            read_date(value)
    else:
        assert str(read_date(value)) == str(date)


@pytest.mark.parametrize(
    "written",
    ["2024 May 26", "2024 26 May", "2024 spring", "2024 (undated)", "2024T", "2024-05 to 2024-07", "2024-05 26",
     "2024-05-26 to 2024-06-02", "2024-05-26T", "2024-05-2612", 2024.5, float("inf"), True],
)  # fmt: skip
def test_what_only_begins_as_a_date_is_none(written: object) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_date(written)


@pytest.mark.parametrize("missing", [None, "", " ", "nan", "NaN", float("nan"), "NaT", "<NA>"])
def test_a_date_that_is_missing_is_no_fault(missing: object) -> None:
    assert [read_date(missing, by) for by in ("document", "month", "year")] == [None] * 3


@pytest.mark.parametrize("written", ["2024", 2024, 2024.0, "2024.0"])
def test_no_month_and_no_day_is_made_up(written: object) -> None:
    assert read_date(written, "year") == dt.date(2024, 1, 1)
    with pytest.raises(ValueError, match="its month is not known"):
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
    assert [batch.kind for batch in batches] == [["summit"], ["", ""], [""]]
    assert [(fault.line, fault.message) for fault in faults] == [(2, "'soon' is no date; write it as 2024-05-26.")]


def test_batches_are_of_one_to_two_megabytes_and_a_larger_document_is_one_of_its_own(tmp_path: Path) -> None:
    sizes = [600_000] * 5 + [3_000_000, 100, 1_900_000, 50]
    rows = "".join(json.dumps({"text": "x" * size}) + "\n" for size in sizes)
    (tmp_path / "a.jsonl").write_text(rows)
    batches = list(read_documents([tmp_path], Layout(), pytest.fail))
    assert [[len(text) for text in batch.text.to_pylist()] for batch in batches] == [
        [600_000, 600_000], [600_000, 600_000], [600_000], [3_000_000], [100, 1_900_000], [50]
    ]  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def tell_progress(path: Path, book: Path, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(running, "PROGRESS_AFTER", 0)
    monkeypatch.setattr(reading, "SMALLEST_BATCH", 400)
    monkeypatch.setattr(running.tqdm, "monitor_interval", 0)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", stream)
        pieces = cut_into_pieces(find_sources([path]))
        seen: list[int] = []
        with running.progress(pieces) as tell:
            for _ in reading.read_batches(pieces[0], Layout(), pytest.fail, lambda n: (seen.append(n), tell(n))[0]):
                time.sleep(0.12)
    assert sum(seen) == path.stat().st_size
    return stream.getvalue()


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".csv.gz", ".parquet"])
def test_progress_counts_the_bytes_of_the_input_and_tells_speed_and_time_left(
    ending: str, tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_all(tmp_path, TEXTS)[ending]
    told = tell_progress(path, book, Terminal(), monkeypatch)
    assert "B/s" in told
    assert "%|" in told
    assert tell_progress(path, book, io.StringIO(), monkeypatch) == ""


GROWS = """
import resource, sys
from pathlib import Path
from tests.builders.documents import read_documents
from analysis.bulk.rows import Layout
n = sum(len(b.file) for b in read_documents([Path(sys.argv[1])], Layout(), print))
print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("ending", [".jsonl", ".csv.gz", ".parquet"])
def test_memory_does_not_grow_with_the_input(ending: str, tmp_path: Path) -> None:
    def measure(copies: int) -> int:
        texts = ["They spoke of trade. " * 500] * copies
        raw = {".jsonl": as_jsonl, ".csv.gz": lambda t: gzip.compress(as_csv(t), 1), ".parquet": as_parquet}[ending](
            texts
        )
        path = tmp_path / f"a{copies}{ending}"
        path.write_bytes(raw)
        told = subprocess.run([sys.executable, "-c", GROWS, str(path)], capture_output=True, text=True, check=True, timeout=60, cwd=PROJECT)  # fmt: skip
        number, memory = map(int, told.stdout.split())
        assert number == copies
        return memory

    assert measure(8000) < measure(800) + 60  # MB; the texts have 84 and 8


def test_tagging_two_readouts_waits_for_nothing_heavy_of_ours(tmp_path: Path) -> None:
    code = (
        "import sys; from analysis.cli import tag; assert 'pyarrow' not in sys.modules; import analysis.bulk.outputs;"
        "print([m for m in ('distributed', 'dask', 'matplotlib', 'requests') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert told.stdout == "[]\n"
