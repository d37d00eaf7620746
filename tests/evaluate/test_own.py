"""The pages of `tests/pages` are read and tagged no worse than when `expected.csv` was written, and as their files say."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.codebook import read_codebook
from analysis.corpus import project_codebook
from tests.evaluate.own import DOCUMENTATION, FOLDER, list_worse, measure_own, read_expected, with_reading, with_table
from tests.evaluate.pages import read_table

HOW = "If the change is meant, run `make evaluate RENEW=1` and look at what git shows."


def test_no_page_is_read_or_tagged_worse_than_before() -> None:
    worse = list_worse(measure_own(read_codebook(project_codebook())), read_expected())
    assert not worse, "\n".join([*worse, HOW])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_file_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines() == with_reading(path).splitlines(), HOW


def test_the_documentation_lists_what_is_right_today() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert "| form |" in text
    assert text == with_table(text), HOW


def test_every_page_with_facts_is_expected() -> None:
    assert {row["file"] for row in read_table(FOLDER / "facts.csv", ["file"])} <= {file for file, _ in read_expected()}


def test_a_lost_measure_is_worse_and_a_new_one_is_not() -> None:
    before = {("a.txt", "date"): (1, 1), ("a.txt", "tags"): (2, 3)}
    assert list_worse({("a.txt", "tags"): (2, 3), ("a.txt", "level"): (0, 1)}, before) == [
        "a.txt, date: 0 of 1 right, 1 of 1 before"
    ]
    assert list_worse(before | {("a.txt", "tags"): (2, 4)}, before) == ["a.txt, tags: 2 of 4 right, 2 of 3 before"]
    assert list_worse(before | {("a.txt", "tags"): (3, 3)}, before) == []
