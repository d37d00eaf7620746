"""Rows of .jsonl and .csv, and their faults with their lines."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pandas as pd
import pytest

from tests.builders.documents import (
    GOOD,
    as_parquet,
    rows_of,
    run,
)
from tests.builders.studies import write_page


def test_a_broken_row_is_counted_and_reported_once(tmp_path: Path, book: Path) -> None:
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


FAULTS: dict[str, tuple[str, bytes, str, str]] = {
    "no json": ("a.jsonl", GOOD + b'{"text": \n' + GOOD, "a.jsonl:2: ", "not JSON"),
    "no object": ("a.jsonl", GOOD + b"[1]\n", "a.jsonl:2: ", "not a JSON object"),
    "deep json": ("a.jsonl", GOOD + b"[" * 200_000 + b"\n" + GOOD, "a.jsonl:2: ", "too deep, to read"),
    "endless number": ("a.jsonl", GOOD + b'{"text": ' + b"1" * 5000 + b"}\n", "a.jsonl:2: ", "too deep, to read"),
    "no field": ("a.jsonl", GOOD + b'{"txt": "x", "b": 1}\n', "a.jsonl:2: ", "No column or field is named 'text'. Choose one of: 'txt', 'b'."),
    "no text": ("a.jsonl", GOOD + b'{"text": 5}\n', "a.jsonl:2: ", "'text' must be text, not 5."),
    "null": ("a.jsonl", GOOD + b'{"text": null}\n', "a.jsonl:2: ", "'text' must be text, not null."),
    "half a character": ("a.jsonl", GOOD + b'{"text": "\\ud800"}\n', "a.jsonl:2: ", "U+D800 is half of a character"),
    "json no utf-8": ("a.jsonl", GOOD + b'{"text": "caf\xe9"}\n' + GOOD, "a.jsonl:2: ", "Byte 0xe9 here is not UTF-8"),
    "utf-16": ("a.jsonl", GOOD.decode().encode("utf-16"), "a.jsonl:1: ", "The file is UTF-16"),
    "utf-16 csv": ("a.csv", "id,text\n1,They met\n".encode("utf-16"), "a.csv:1: ", "The file is UTF-16. Save"),
    "a line as if utf-16": ("a.jsonl", GOOD + b"\xff\xfe" + GOOD + GOOD, "a.jsonl:2: ", "Byte 0xff here is not UTF-8"),
    "csv no utf-8": ("a.csv", b"text\nThey met\n\"a\n caf\xe9\"\nThey ate\n", "a.csv:3: ", "Byte 0xe9 here is not UTF-8"),
    "csv without the column": ("a.csv", b"id;txt\n1;a\n", "a.csv:1: ", "No column or field is named 'text'. Choose one of: 'id;txt'."),
    "csv with semicolons": ("a.csv", b"id;text\n1;They met\n", "a.csv:1: ", "Separate cells by commas."),
    "csv of an old mac": ("a.csv", b"id,text\r1,They met\r", "a.csv:1: ", "A line ends in a carriage return (CR) alone."),
    "csv quote over rows": ("a.csv", b'b,text\n1,We met\n2,"We\n3,a\n4,"b, c"\n5,d\n', "a.csv:3: ", "Lines 3 to 5 are not CSV"),
    "csv column twice": ("a.csv", b"text,text\na,b\n", "a.csv:1: ", "'text' exists 2 times"),
    "csv empty": ("a.csv", b"", "a.csv:1: ", "Name the columns"),
    "csv too many cells": ("a.csv", b"text,b\na,b,c\nx,y\n", "a.csv:2: ", "More cells than columns"),
    "csv open quote": ("a.csv", b'text\nThey met\n"They\nate\n', "a.csv:3: ", "A double quote must be closed"),
    "csv too few cells": ("a.csv", b"b,text\n1,a\n2\n", "a.csv:3: ", "No column or field is named 'text'. Choose one of: 'b'."),
    "gz cut off": ("a.jsonl.gz", gzip.compress(os.urandom(0) + GOOD * 4000)[:-60], "a.jsonl.gz:", "damaged or cut off"),
    "no gz": ("a.csv.gz", b"text\nThey met\n", "a.csv.gz:1: ", "damaged or cut off"),
    "txt.gz cut off": ("a.txt.gz", gzip.compress(write_page(["They met."]).encode())[:-20], "a.txt.gz: ", "broken or cut"),
    "parquet cut off": ("a.parquet", as_parquet(["They met."])[:-8], "a.parquet: ", "cannot be read as Parquet"),
    "no parquet": ("a.parquet", b"text\nThey met\n", "a.parquet: ", "cannot be read as Parquet"),
    "readout": ("a.txt", b"\xff\xfe\x00", "a.txt:1: ", "The file is UTF-16"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_what_cannot_be_read_is_reported_with_its_place_and_skipped_only_when_asked(
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


def test_a_field_that_lines_after_each_other_lack_is_reported_once(tmp_path: Path, book: Path) -> None:
    other = b'{"body": "They met."}\n'
    (tmp_path / "a.jsonl").write_bytes(
        other * 50 + GOOD + other + GOOD + other + b'{"c": 1}\n' + b"{\n" * 2 + other * 2
    )
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--skip-bad")
    told = [line.partition("a.jsonl:")[2] for line in result.stderr.splitlines()[1:]]
    missing = "No column or field is named 'text'. Choose one of: 'body'."
    assert [told[0], *told[1:3]] == [f"1: Lines 1 to 50: {missing}", f"52: {missing}", f"54: {missing}"]
    assert told[3] == "55: No column or field is named 'text'. Choose one of: 'c'."
    assert [line.split(": ")[:2] for line in told[4:]][:2] == [[f"{n}", "This line is not JSON"] for n in (56, 57)]
    assert told[6:] == [f"58: Lines 58 to 59: {missing}"]
    assert pd.read_csv(io.StringIO(result.stdout))["readout_id"].tolist() == ["a-51", "a-53"]
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--text-column", "speech")
    assert result.stderr.count("No column or field is named 'speech'") == 7


def test_many_faults_are_counted_and_the_first_reported(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(GOOD + b"{\n" * 100)
    told = run(tmp_path / "a.jsonl", "--codebook", book).stderr.splitlines()
    assert (len(told), told[-1]) == (21, "... and 80 more faults.")
    assert "a.jsonl:2: " in told[0]
    assert len(run(tmp_path / "a.jsonl", "--codebook", book, "--skip-bad").stderr.splitlines()) == 101
