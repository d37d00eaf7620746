"""Pieces are read in batches, the same documents from every kind of file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.bulk.inputs import cut_into_pieces, find_sources
from analysis.bulk.reading import read_batches
from analysis.bulk.rows import Layout
from tests.builders.documents import (
    SMALL,
    TEXTS,
    as_csv,
    as_jsonl,
    make_texts,
    read_documents,
    rows_of,
    run,
    run_small,
    write_all,
)
from tests.builders.studies import write_page


def test_the_same_documents_in_any_kind_of_file_give_the_same_rows(tmp_path: Path, book: Path) -> None:
    files = write_all(tmp_path / "in", TEXTS)
    given, found = {}, {}
    for ending, path in files.items():
        out = tmp_path / f"out-{ending[1:].replace('.', '-')}"
        options = ["--as", "text"] if ending == ".txt" else ["--id-column", "name"]
        result = run_small(path, "--output", f"{out}/", "--codebook", book, *options)
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


def test_batches_are_of_one_to_two_megabytes_and_a_larger_document_is_one_of_its_own(tmp_path: Path) -> None:
    sizes = [600_000] * 5 + [3_000_000, 100, 1_900_000, 50]
    rows = "".join(json.dumps({"text": "x" * size}) + "\n" for size in sizes)
    (tmp_path / "a.jsonl").write_text(rows)
    batches = list(read_documents([tmp_path], Layout(), pytest.fail))
    assert [[len(text) for text in batch.text.to_pylist()] for batch in batches] == [
        [600_000, 600_000], [600_000, 600_000], [600_000], [3_000_000], [100, 1_900_000], [50]
    ]  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_all(tmp_path_factory.mktemp("many"), make_texts(3000))


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".csv", ".csv.gz", ".parquet"])
def test_no_more_is_read_than_a_batch_needs(ending: str, many: dict[str, Path]) -> None:
    path = many[ending]
    piece, read = cut_into_pieces(find_sources([path]))[0], list[int]()
    batches = read_batches(piece, Layout(), pytest.fail, read.append, SMALL)
    assert len(next(batches).file) <= 5
    assert sum(read) < path.stat().st_size / 2
    assert max(len(batch.file) for batch in batches) <= 5
