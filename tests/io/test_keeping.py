"""Kept results: the same with and without them, whatever becomes of their files."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher, kept_matcher
from analysis.codebook.model import Codebook, PartOfCodebook
from analysis.codebook.tagging import find_matches
from analysis.corpus.documents import read_document
from analysis.io import keeping
from analysis.io.faults import InputFaults
from analysis.io.keeping import keep
from analysis.study import Study
from tests.builders.studies import PROJECT

READOUTS = sorted((PROJECT / "corpus" / "readouts").glob("*.txt"))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept results, empty."""
    monkeypatch.setenv(keeping.CACHE, str(tmp_path / "kept"))
    monkeypatch.setattr(keeping, "_written", count(1))
    return tmp_path / "kept"


def never() -> str:
    raise AssertionError("made again")


def test_a_result_is_made_once(kept: Path) -> None:
    assert keep("kind", "They met.", lambda: "made") == "made"
    assert keep("kind", "They met.", never) == "made"
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize(("kind", "text"), [("other", "They met."), ("kind", "They met"), ("kind", "\ud800")])
def test_another_kind_or_text_has_its_own_result(kept: Path, kind: str, text: str) -> None:
    keep("kind", "They met.", lambda: "first")
    assert keep(kind, text, lambda: "second") == "second"


@pytest.mark.parametrize("change", ["code", "library"])
def test_with_other_code_or_libraries_it_is_made_anew(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    keep("kind", "They met.", lambda: "old")
    keeping._code.cache_clear()
    if change == "code":
        monkeypatch.setattr(keeping, "_USED", ("io", "text"))
    else:
        (tmp_path / "lib" / "numpy-0.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(tmp_path / "lib")
    assert keep("kind", "They met.", lambda: "new") == "new"
    keeping._code.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, b"cut"], ids=["empty", "zeros", "cut"])
def test_a_damaged_file_is_made_anew(kept: Path, damage: bytes) -> None:
    keep("kind", "They met.", lambda: "made")
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-1] if damage == b"cut" else damage)
    assert keep("kind", "They met.", lambda: "made") == "made"
    assert keep("kind", "They met.", never) == "made"


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(keeping.CACHE, str(tmp_path / "file" / "kept"))
    assert keep("kind", "They met.", lambda: "made") == "made"


def test_nothing_is_kept_where_the_folder_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keeping.CACHE, "")
    assert [keep("kind", "They met.", lambda n=n: n) for n in (1, 2)] == [1, 2]  # type: ignore[misc]


def test_the_files_that_were_used_last_stay(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAX_FILES", 4)
    for n in range(4):
        keep("kind", str(n), lambda n=n: n)  # type: ignore[misc]
    for age, file in enumerate(sorted(kept.iterdir(), key=lambda file: file.read_bytes())):
        os.utime(file, (1000 + age, 1000 + age))
    keep("kind", "0", never)
    keep("kind", "4", lambda: 4)
    assert len(list(kept.iterdir())) == 2
    assert keep("kind", "0", never) == 0  # type: ignore[comparison-overlap]


def test_a_process_writes_no_more_than_some(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_written", iter(range(keeping.MAX_WRITTEN, keeping.MAX_WRITTEN + 9)))
    for n in range(3):
        keep("kind", str(n), lambda n=n: n)  # type: ignore[misc]
    assert len(list(kept.iterdir())) == 1


def test_kept_codebook_pages_and_matcher_are_the_same(kept: Path) -> None:
    book = read_codebook(PROJECT / "corpus" / "codebook.yml")
    documents = [read_document(path) for path in READOUTS]
    kept_matcher(book)
    assert len(list(kept.iterdir())) == 2 + len(READOUTS)
    assert read_codebook(PROJECT / "corpus" / "codebook.yml") == book
    assert [read_document(path) for path in READOUTS] == documents


@pytest.mark.parametrize("kind", [Codebook, PartOfCodebook])
def test_a_kept_matcher_finds_the_same(kept: Path, study: Study, kind: type[Codebook]) -> None:
    book = kind.model_validate(study.codebook.model_dump())
    expected = find_matches(study.sentences, book, matcher=Matcher(book))
    for _ in range(2):
        found = find_matches(study.sentences, book, matcher=kept_matcher(book))
        pd.testing.assert_frame_equal(found, expected)


def test_a_faulty_codebook_is_not_kept(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text("themes: []\n")
    for _ in range(2):
        with pytest.raises(InputFaults):
            read_codebook(path)
    assert not kept.exists()
