"""A piece and its parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders.documents import (
    TEXTS,
    as_jsonl,
    parts_of,
    run_small,
)


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
    assert run_small(*arguments).exit_code == 0
    parts, path = parts_of(tmp_path / "out"), tmp_path / "out" / place
    path.unlink() if left is None else path.write_bytes(path.read_bytes()[:left])
    again = run_small(*arguments)
    assert again.exit_code == 0, again.output
    assert re.search(r"(\d+) of (\d+) pieces were there", again.stderr)
    assert parts_of(tmp_path / "out") == parts
    assert "nothing was left to do" in run_small(*arguments).stderr
