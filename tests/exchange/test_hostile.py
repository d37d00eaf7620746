"""Files of rubbish give faults, never a traceback, and no codebook that cannot be read again."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.codebook.file import read_codebook
from analysis.corpus.hand_coding import read_coding
from analysis.exchange.codings import join_codings
from analysis.exchange.formats import FORMATS, codebook_yaml, import_codebook
from analysis.exchange.label_studio import read_label_studio, write_label_studio
from analysis.exchange.qdpx import PROJECT
from analysis.exchange.qdpx_reading import read_qdpx
from analysis.io.faults import InputFaults
from tests.builders.strategies import contents, pages, pieces, values
from tests.builders.studies import study_of

STUDY = study_of(["They met."])
MARKS = st.sampled_from(
    ["%", "\n", "\t", "+a\n", "1\ta\n", "w (1)\n", "a:\n", "- b\n", '<cnode name="a">', "</cnode>", "<dictionary>"]
)
TEXTS = st.lists(st.one_of(MARKS, pieces), max_size=20).map("".join)
XML = st.sampled_from(
    ["<Project>", "</Project>", "<Sources>", "<TextSource name='0'>", '<Code guid="a"/>', "&a;", "<!DOCTYPE a>", "<a "]
)


@pytest.mark.parametrize("ending", [form.endings[0] for form in FORMATS.values()])
@given(content=st.one_of(contents, TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_dictionary_files(ending: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_bytes(content)
        try:
            book, lost = import_codebook(path)
        except InputFaults:
            return
        path.write_text(codebook_yaml(book, lost), encoding="utf-8", newline="")
        assert read_codebook(path) == book


@given(text=st.one_of(pages, st.lists(XML, max_size=8).map("".join)), zipped=st.booleans())
def test_projects(text: str, zipped: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, raw = Path(folder, "a.qdpx"), text.encode("utf-8", "surrogatepass")
        if zipped:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(PROJECT, raw)
        else:
            path.write_bytes(raw)
        try:
            found = read_qdpx(path, STUDY.corpus, STUDY.codebook)
        except InputFaults:
            return
        assert found.table().empty


@given(content=st.one_of(pages, values.map(lambda value: json.dumps(value, default=str, skipkeys=True))))
def test_tasks(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.json")
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            found = read_label_studio(path, STUDY.corpus, STUDY.codebook)
        except InputFaults:
            return
        assert found.table().empty


@given(coder=st.text(max_size=8), note=pieces, choice=st.sampled_from(["apple", "Bread", "none", "?"]))
def test_whatever_a_tool_says_coding_csv_can_be_read_again(coder: str, note: str, choice: str) -> None:
    task = json.loads(write_label_studio(STUDY.coding, STUDY.corpus))[0]
    meta = {"coder": coder}
    task["annotations"] = [
        {
            "result": [
                {"from_name": "themes", "value": {"choices": [choice]}, "meta": meta},
                {"from_name": "note", "value": {"text": [note]}},
            ]
        }
    ]
    with tempfile.TemporaryDirectory() as folder:
        path, coding = Path(folder, "a.json"), Path(folder, "coding.csv")
        path.write_text(json.dumps([task]))
        found = read_label_studio(path, STUDY.corpus, STUDY.codebook).table()
        coding.write_text(join_codings(coding, found)[0], encoding="utf-8", newline="")
        assert read_coding(coding, {"r0": 1}, STUDY.codebook.keys).values.tolist() == found.values.tolist()


def test_a_control_character_of_an_xml_file_reaches_no_codebook(tmp_path: Path) -> None:
    path = tmp_path / "a.ykd"
    name = '<cnode name="a&#x85;b" desc="c&#x9b;"><pnode name="sea"/><pnode name="d&#x80;"/></cnode>'
    path.write_text(f"<dictionary>{name}</dictionary>")
    book, lost = import_codebook(path)
    assert (book.themes[0].label, book.themes[0].definition, book.themes[0].patterns) == ("a b", "c", ("sea",))
    assert lost == [r"a_b: Pattern 'd\x80': U+0080 is a control character, not text: remove it."]
