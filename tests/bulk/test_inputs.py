"""Which files are input, and how they are cut into pieces."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st

from analysis.bulk.inputs import cut_into_pieces, find_sources
from analysis.bulk.jsonl_csv import read_lines
from analysis.bulk.limits import Limits
from analysis.bulk.rows import Layout, Row
from tests.builders.documents import (
    GOOD,
    TEXTS,
    as_jsonl,
    as_parquet,
    parts_of,
    read_documents,
    rows_of,
    run,
    run_small,
    write_all,
)


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
    limits = Limits(piece_bytes=piece, block_bytes=64)
    for name, column in (("a.jsonl", "name"), ("b.parquet", "name"), ("b.parquet", None)):
        batches = list(read_documents([folder / name], Layout(id_column=column), pytest.fail, limits))
        assert [text for batch in batches for text in batch.text.to_pylist()] == texts
        ids = [name for batch in batches for name in batch.readout_id]
        assert ids == [f"{'b-' if column is None else 'd'}{n}" for n in range(1, len(texts) + 1)]
    lines: list[int] = []
    for part in cut_into_pieces(find_sources([folder / "a.jsonl"]), limits):
        lines += [row.line for row in read_lines(part, Layout(), lambda n: None) if isinstance(row, Row)]
    raw = (folder / "a.jsonl").read_bytes().split(b"\n")
    assert lines == [n for n, line in enumerate(raw, 1) if line]


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path, book: Path) -> None:
    write_all(tmp_path / "in", TEXTS)
    paths = [*(tmp_path / "in").glob("a.*"), tmp_path / "in" / "texts"]
    first = run_small(*sorted(paths), "--as", "text", "--output", f"{tmp_path}/one/", "--codebook", book)
    second = run_small(*sorted(paths, reverse=True), "--as", "text", "--output", f"{tmp_path}/two/", "--codebook", book)
    third = run_small(tmp_path / "in", "--as", "text", "--output", f"{tmp_path}/three/", "--codebook", book)
    assert [told.exit_code for told in (first, second, third)] == [0, 0, 0]
    parts = parts_of(tmp_path / "one")
    assert parts == parts_of(tmp_path / "two") == parts_of(tmp_path / "three")
    assert len(parts) > 20
    assert b"pandas" not in b"".join(parts.values())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.parquet.gz", "Unpack it with gunzip"), ("a.json", "Save it as .jsonl"), ("a.xlsx", "Save it as .csv"),
        ("a.tsv", "with commas"), ("a.doc", "name must end in"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_reported_and_in_a_folder_it_does_not_matter(
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
        assert "gone.txt: Cannot be read" in result.stderr
        assert "gone.parquet" in result.stderr
        assert ("z-1" in result.stdout) == (status == 3)


@pytest.mark.parametrize("ending", ["txt", "jsonl", "csv", "parquet"])
def test_a_file_with_an_unprintable_name_is_reported_and_can_be_skipped(
    ending: str, tmp_path: Path, book: Path
) -> None:
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
