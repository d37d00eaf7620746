"""A new study: its files are valid whatever the topic, and its report can be made from one text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.codebook.file import read_codebook
from analysis.corpus.about import read_about
from analysis.exchange.new_study import write_new_study
from analysis.io.faults import InputFaults
from analysis.study import Study
from tests.builders.studies import write_page


@given(
    st.text(min_size=1, max_size=20)
    | st.sampled_from(["Courtesy", "none", "thanks", "Thank", "5G", "기후 변화", "a-b"])
)
def test_the_codebook_is_valid_for_every_topic_that_is_accepted(topic: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            _, codebook, study, readme = write_new_study(Path(folder), topic)
        except ValueError:
            assert not list(Path(folder).iterdir())
            return
        book = read_codebook(codebook)
        assert (book.themes[0].core, book.themes[1].core) == (True, False)
        about = read_about(study, book.core_keys)
        assert (about.title, about.author, about.lead) == (book.themes[0].label, "", (book.themes[0].key,))
        assert readme.read_text(encoding="utf-8").startswith(f"# {book.themes[0].label}\n")


def test_the_topic_is_found_in_a_text_that_is_dropped_in(tmp_path: Path) -> None:
    folder = write_new_study(tmp_path / "sea", "Fishing right")[0]
    page = write_page(["They spoke of fishing rights.", "He thanked her."])
    (folder / "first.txt").write_text(page, encoding="utf-8")
    assert list(Study.open(tmp_path / "sea").matches["theme"]) == ["fishing_right", "courtesy"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputFaults, match="not empty"):
        write_new_study(tmp_path, "sea")
    with pytest.raises(InputFaults, match="not empty"):
        write_new_study(tmp_path / "mine.txt", "sea")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
