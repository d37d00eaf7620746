"""`analysis` and `Study` import quickly: heavy libraries wait until a table needs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook.tagging import find_matches, tag_sentences
from analysis.corpus.selection import Selection
from analysis.io.keeping import CACHE
from analysis.study import HANDED_OVER, Study
from tests.builders.many_meetings import write_many
from tests.builders.studies import PROJECT

HEAVY = ["sklearn", "scipy", "nltk", "matplotlib"]


@pytest.mark.parametrize("line", ["import analysis", "from analysis import Study", "import analysis.measures.periods"])
def test_heavy_libraries_are_not_imported_at_start(line: str) -> None:
    code = f"import sys; {line}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_study_handed_over_is_the_study_with_what_was_computed(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.pickle"
    assert len(study.shifts)  # computed before it is handed over
    study.hand_over(path)
    monkeypatch.setenv(HANDED_OVER, str(path))
    taken = Study.open()
    assert "shifts" in vars(taken)
    for name in ("sentences", "shifts", "emphasis", "trends"):
        pd.testing.assert_frame_equal(getattr(taken, name), getattr(study, name))
    assert taken.codebook == study.codebook


def test_kept_tables_are_those_that_would_be_computed(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "kept"))
    first = Study.open(PROJECT / "corpus")
    assert "trends" not in vars(first)
    for name in ("shifts", "trends"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(study, name))
        Study.open(PROJECT / "corpus").remember()  # keeps nothing new, and loses nothing
        first.remember()
    again = Study.open(PROJECT / "corpus")
    for name in ("shifts", "trends", "tags"):
        pd.testing.assert_frame_equal(vars(again)[name], getattr(study, name))


@pytest.mark.parametrize("change", ["readout", "codebook", "coding", "study.yml", "selection"])
def test_tables_of_other_inputs_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "kept"))
    corpus = tmp_path / "corpus"
    shutil.copytree(PROJECT / "corpus", corpus)
    study = Study.open(corpus)
    assert len(study.shifts)
    study.remember()
    assert "shifts" in vars(Study.open(corpus))
    if change == "study.yml":
        (corpus / change).write_text("title: Summits\n", encoding="utf-8")
    elif change != "selection":
        file, old, new = {
            "readout": ("readouts/2024-05-26-seoul.txt", "shuttle", "shuttles"),
            "codebook": ("codebook.yml", "label: ", "label: New "),
            "coding": ("coding.csv", "north_korea", "economy"),
        }[change]
        text = (corpus / file).read_text(encoding="utf-8")
        assert old in text
        (corpus / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    selection = Selection(publishers=("Ministry",)) if change == "selection" else None
    assert "shifts" not in vars(Study.open(corpus, selection))


@pytest.mark.slow
def test_what_the_tables_follow_from_is_the_same_text_in_every_process() -> None:
    opened = f"Study.open(Path({str(PROJECT / 'corpus')!r}))"
    code = f"from pathlib import Path; from analysis import Study; print({opened}._inputs())"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_part_of_the_meetings_is_the_study_of_those_alone(study: Study) -> None:
    part = study.of(meetings=["seoul"])
    assert part.timeline == ["2024-05-26-seoul"]
    assert part.names == {"2024-05-26-seoul": "Seoul 2024"}
    own = study.emphasis[study.emphasis["readout_id"] == "2024-05-26-seoul"].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.emphasis, own)


def test_a_part_of_the_meetings_finds_what_it_would_find_alone(study: Study, tmp_path: Path) -> None:
    many = Study.open(write_many(tmp_path, 6))
    for whole in (study, many):
        for name in whole.names:
            part = whole.of(meetings=[name])
            matches = find_matches(part._sentences_with_sides(), part.codebook)
            pd.testing.assert_frame_equal(part.matches, matches)
            pd.testing.assert_frame_equal(part.tags, tag_sentences(part.sentences, matches, part.codebook))


def test_a_part_of_the_themes_keeps_the_numbers_of_the_whole(study: Study) -> None:
    """No test is made easier by asking of fewer themes."""
    part = study.of(["economy", "security"])
    for name in ("shifts", "matches", "tags", "influence"):
        whole = getattr(study, name)
        own = whole[whole["theme"].isin(["economy", "security"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(part, name), own)
    shares = part.emphasis.groupby("readout_id")["share_words"].sum()
    assert shares.tolist() == pytest.approx([1.0, 1.0])
    assert study.of([], []) is study.of(meetings=study.timeline) is study
