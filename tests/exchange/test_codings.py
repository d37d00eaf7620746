"""Codings come back as they went out, through every file; what is not the study's own is listed or refused."""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.corpus.corpus import Corpus, read_corpus
from analysis.corpus.hand_coding import CODING_COLUMNS, HAND_COLUMNS, read_coding
from analysis.exchange.codings import as_rows, join_codings, write_csv
from analysis.exchange.label_studio import read_label_studio, write_label_studio
from analysis.exchange.qdpx import PROJECT, tag, write_qdpx
from analysis.exchange.qdpx_reading import read_qdpx
from analysis.io.csv import to_csv
from analysis.io.faults import InputFaults
from tests.builders.studies import make_codebook, write_page

BOOK = make_codebook({"sea": ["sea"], "trade": ["trade"], "art": ["art"]})
MADE = dt.datetime(2026, 5, 26, 12)
POINTS = ["They spoke of 𝔱rade 🌊 at sea. They parted.", "Art 🎨 followed.\r\n  It was 서울's."]
PAGES = {"a": write_page(POINTS), "b": write_page(POINTS[::-1], "June 1, 2025").replace("\r", "").replace("\n", "\r\n")}
LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), max_size=12
)
NAMES = LINE.map(str.strip).filter(lambda name: name not in ("", "codebook"))
NOTES = st.lists(LINE, max_size=3).map("\r\n".join).map(str.strip)
Maker = Callable[..., Path]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    with tempfile.TemporaryDirectory() as folder:
        for name, page in PAGES.items():
            Path(folder, f"{name}.txt").write_bytes(page.encode())
        return read_corpus([Path(folder)])


PLACES = [("a", n) for n in range(1, 5)] + [("b", n) for n in range(1, 5)]
CODINGS = st.dictionaries(
    st.tuples(NAMES, st.sampled_from(PLACES)), st.tuples(st.frozensets(st.sampled_from(BOOK.keys)), NOTES), max_size=8
)


def as_coding(drawn: dict) -> pd.DataFrame:
    rows = sorted((coder, readout, n, themes, note) for (coder, (readout, n)), (themes, note) in drawn.items())
    return pd.DataFrame(rows, columns=HAND_COLUMNS)


def through_qdpx(coding: pd.DataFrame, corpus: Corpus, folder: Path):
    (folder / "a.qdpx").write_bytes(write_qdpx(coding, corpus, BOOK, MADE))
    return read_qdpx(folder / "a.qdpx", corpus, BOOK)


def through_label_studio(coding: pd.DataFrame, corpus: Corpus, folder: Path):
    (folder / "a.json").write_text(write_label_studio(coding, corpus), encoding="utf-8", newline="")
    return read_label_studio(folder / "a.json", corpus, BOOK)


def test_the_corpus_has_what_positions_stumble_over(corpus: Corpus) -> None:
    assert corpus.sentences.groupby("readout_id").size().to_dict() == {"a": 4, "b": 4}
    assert "\r\n" in corpus.documents["b"].text
    for row in corpus.sentences.itertuples():
        assert corpus.documents[row.readout_id].text[row.start : row.end] == row.text


@pytest.mark.parametrize("through", [through_qdpx, through_label_studio])
@given(drawn=CODINGS)
def test_codings_come_back_as_they_went_out(through: Callable, drawn: dict, corpus: Corpus) -> None:
    coding = as_coding(drawn)
    with tempfile.TemporaryDirectory() as folder:
        found = through(coding, corpus, Path(folder))
    assert found.table().values.tolist() == coding.values.tolist()
    assert found.losses() == []


@given(drawn=CODINGS)
def test_codings_come_back_through_csv(drawn: dict, corpus: Corpus) -> None:
    coding = as_coding({place: (themes, note.replace("\r\n", "\n")) for place, (themes, note) in drawn.items()})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "coded.csv")
        path.write_text(write_csv(coding, corpus.sentences), encoding="utf-8", newline="")
        back = read_coding(path, {"a": 4, "b": 4}, BOOK.keys)
    assert back.values.tolist() == coding.values.tolist()


@given(drawn=CODINGS)
@settings(max_examples=10)
def test_the_same_codings_give_the_same_bytes(drawn: dict, corpus: Corpus) -> None:
    assert write_qdpx(as_coding(drawn), corpus, BOOK, MADE) == write_qdpx(as_coding(drawn), corpus, BOOK, MADE)


# --- what other programs change


def remade(
    coding: pd.DataFrame, corpus: Corpus, folder: Path, change: Callable[[ElementTree.Element, dict], None]
) -> Path:
    """A project after another program has saved it."""
    with zipfile.ZipFile(io.BytesIO(write_qdpx(coding, corpus, BOOK, MADE))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    root = ElementTree.fromstring(files[PROJECT])
    change(root, files)
    files[PROJECT] = ElementTree.tostring(root, encoding="unicode")
    with zipfile.ZipFile(folder / "saved.qdpx", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode())
    return folder / "saved.qdpx"


ONE = as_coding({("me", ("a", 2)): (frozenset({"sea"}), "why"), ("me", ("b", 1)): (frozenset(), "")})


def test_codes_of_another_program_are_themes_by_their_label_and_texts_may_have_other_line_ends(
    corpus: Corpus, tmp_path: Path
) -> None:
    def change(root: ElementTree.Element, files: dict[str, str]) -> None:
        for n, code in enumerate(root.iter(tag("Code"))):
            for reference in root.iter(tag("CodeRef")):
                if reference.get("targetGUID") == code.get("guid"):
                    reference.set("targetGUID", f"new-{n}")
            code.set("guid", f"new-{n}")
        sources = {source.get("name"): source for source in root.iter(tag("TextSource"))}
        for name, ends in (("a", "\r\n"), ("b", "\n")):
            path = f"Sources/{sources[name].get('plainTextPath').removeprefix('internal://')}"
            old = files.pop(path)
            new = old.replace("\r\n", "\n").replace("\n", ends)
            for selection in sources[name].iter(tag("PlainTextSelection")):
                for end in ("startPosition", "endPosition"):
                    before = old[: int(selection.get(end))].replace("\r\n", "\n").replace("\n", ends)
                    selection.set(end, str(len(before)))
            files[path.replace("Sources", "sources")] = "\ufeff" + new

    found = read_qdpx(remade(ONE, corpus, tmp_path, change), corpus, BOOK)
    assert found.table().values.tolist() == ONE.values.tolist()


def test_positions_of_atlas_count_a_line_end_as_one(corpus: Corpus, tmp_path: Path) -> None:
    def change(root: ElementTree.Element, files: dict[str, str]) -> None:
        root.set("origin", "ATLAS.ti")
        own = {source.get("name"): source for source in root.iter(tag("TextSource"))}["b"]
        text = files[f"Sources/{own.get('plainTextPath').removeprefix('internal://')}"]
        for selection in own.iter(tag("PlainTextSelection")):
            for end in ("startPosition", "endPosition"):
                selection.set(end, str(len(text[: int(selection.get(end))].replace("\r\n", "\n"))))

    last = as_coding({("me", ("b", 4)): (frozenset({"art"}), "")})
    assert (
        read_qdpx(remade(last, corpus, tmp_path, change), corpus, BOOK).table().values.tolist() == last.values.tolist()
    )


def test_a_selection_codes_the_sentences_that_it_overlaps(corpus: Corpus, tmp_path: Path) -> None:
    spans = corpus.sentences.set_index(["readout_id", "sentence"])

    def change(root: ElementTree.Element, _: dict) -> None:
        selection = next(root.iter(tag("PlainTextSelection")))
        selection.set("startPosition", str(spans.loc[("a", 1), "end"] - 1))
        selection.set("endPosition", str(spans.loc[("a", 3), "start"] + 1))

    found = read_qdpx(remade(ONE, corpus, tmp_path, change), corpus, BOOK).table()
    assert found[found["readout_id"] == "a"]["sentence"].tolist() == [1, 2, 3]


def test_what_a_study_cannot_take_is_counted(corpus: Corpus, tmp_path: Path) -> None:
    def change(root: ElementTree.Element, _: dict) -> None:
        sources = root.find(tag("Sources"))
        ElementTree.SubElement(sources, tag("PDFSource"), name="scan")
        ElementTree.SubElement(sources[0], tag("Coding"), guid="x")
        ElementTree.SubElement(sources[0], tag("PlainTextSelection"), startPosition="0", endPosition="1")
        ElementTree.SubElement(ElementTree.SubElement(root, tag("Notes")), tag("Note"), name="memo")
        first = next(root.iter(tag("PlainTextSelection")))
        for guid, name in (("y", "Weather"), ("z", "Sea")):
            code = ElementTree.SubElement(root.find(f"{tag('CodeBook')}/{tag('Codes')}"), tag("Code"))
            code.attrib.update(guid=guid, name=name)
            coding = ElementTree.SubElement(
                first, tag("Coding"), creatingUser="" if name == "Sea" else first.get("creatingUser")
            )
            ElementTree.SubElement(coding, tag("CodeRef"), targetGUID=guid)
        first.set("creatingUser", "")

    found = read_qdpx(remade(ONE, corpus, tmp_path, change), corpus, BOOK)
    assert found.table().values.tolist() == ONE.values.tolist()
    assert sorted(found.losses()) == [
        "1 × Coding of the whole text 'a'.",
        "1 × Note.",
        "1 × PDFSource 'scan', which is not a text of the corpus.",
        "1 × coding with the code 'Weather', which is not a theme.",
        "1 × coding without a coder.",
        "1 × selection without a code.",
    ]


def test_a_project_that_does_not_fit_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    def other_text(_: ElementTree.Element, files: dict[str, str]) -> None:
        for name in files:
            files[name] = files[name].replace("parted", "stayed")

    def outside(root: ElementTree.Element, _: dict) -> None:
        next(root.iter(tag("PlainTextSelection"))).set("endPosition", "99999")

    def no_text(_: ElementTree.Element, files: dict[str, str]) -> None:
        for name in [name for name in files if name != PROJECT]:
            del files[name]

    for change, said in (
        (other_text, "is not that of the corpus"),
        (outside, "not within the text"),
        (no_text, "has no S"),
    ):
        with pytest.raises(InputFaults, match=said):
            read_qdpx(remade(ONE, corpus, tmp_path, change), corpus, BOOK)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"text"])
def test_what_is_not_a_zip_archive_is_refused(content: bytes, corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "a.qdpx").write_bytes(content)
    with pytest.raises(InputFaults, match="not a whole zip archive"):
        read_qdpx(tmp_path / "a.qdpx", corpus, BOOK)


def test_entities_are_never_read(corpus: Corpus, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.qdpx", "w") as archive:
        archive.writestr(PROJECT, '<!DOCTYPE Project [<!ENTITY a "aaaa">]><Project>&a;</Project>')
    with pytest.raises(InputFaults, match="A DOCTYPE is not allowed"):
        read_qdpx(tmp_path / "a.qdpx", corpus, BOOK)


# --- Label Studio


def tasks_of(coding: pd.DataFrame, corpus: Corpus) -> list[dict]:
    return json.loads(write_label_studio(coding, corpus))


def read_tasks(tasks: object, corpus: Corpus, folder: Path):
    (folder / "a.json").write_text(json.dumps(tasks), encoding="utf-8")
    return read_label_studio(folder / "a.json", corpus, BOOK)


def test_every_sentence_is_a_task_and_new_annotations_are_of_their_user(corpus: Corpus, tmp_path: Path) -> None:
    tasks = tasks_of(ONE, corpus)
    assert len(tasks) == len(corpus.sentences)
    choice = {"from_name": "themes", "to_name": "text", "type": "choices", "value": {"choices": ["art", "Trade"]}}
    tasks[0]["annotations"] = [
        {"id": 5, "completed_by": {"id": 1, "email": "kim@example.org"}, "result": [choice]},
        {"id": 6, "completed_by": 7, "result": [choice | {"value": {"choices": ["none"]}}]},
        {"id": 7, "completed_by": 7, "was_cancelled": True, "result": []},
        {"id": 8, "completed_by": 7, "result": [{"from_name": "label", "value": {"text": "They", "labels": ["x"]}}]},
    ]
    found = read_tasks(tasks, corpus, tmp_path)
    rows = [(row.coder, row.sentence, set(row.themes)) for row in found.table().itertuples() if row.readout_id == "a"]
    assert rows == [("kim@example.org", 1, {"art", "trade"}), ("me", 2, {"sea"}), ("user 7", 1, set())]
    assert found.losses() == [
        "1 × annotation that was skipped.",
        "1 × result of another control than themes and note.",
        "1 × annotation without a choice of themes.",
    ]


def test_json_that_does_not_fit_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    tasks = tasks_of(ONE, corpus)
    tasks[3]["data"]["text"] = "Another sentence."
    for content, said in (
        (tasks, "Task 4: the corpus has no such sentence 4 in 'a'."),
        ({"a": 1}, "a.json:1: The file must be a list of tasks"),
        ([{"text": "x"}], "A task has no proper data."),
        ([{"data": {"readout": "a", "sentence": "?", "text": ""}}], "A task has no proper data.sentence."),
    ):
        with pytest.raises(InputFaults) as caught:
            read_tasks(content, corpus, tmp_path)
        assert said in str(caught.value)
    (tmp_path / "b.json").write_text('[\n{"a": 1,}]')
    with pytest.raises(InputFaults, match=r"b\.json:2: Not valid JSON"):
        read_label_studio(tmp_path / "b.json", corpus, BOOK)


# --- into coding.csv


def test_new_codings_join_the_file_whose_rows_and_columns_stay(tmp_path: Path) -> None:
    path = tmp_path / "coding.csv"
    path.write_text("readout,sentence,themes,coder,note,day\na,2,art; sea,me,,monday\n")
    new = as_coding({("me", ("a", 2)): (frozenset({"sea", "art"}), ""), ("you", ("a", 2)): (frozenset(), "=1+1")})
    text, n_new = join_codings(path, new)
    assert n_new == 1
    assert text == "readout,sentence,themes,coder,note,day\na,2,art; sea,me,,monday\na,2,,you,'=1+1,\n"
    assert join_codings(tmp_path / "none.csv", new)[0] == to_csv(as_rows(new)[CODING_COLUMNS])


def test_another_coding_of_the_same_sentence_is_refused_or_replaced(tmp_path: Path) -> None:
    path = tmp_path / "coding.csv"
    path.write_text("readout,sentence,themes,coder,note\na,2,art,me,\n")
    new = as_coding({("me", ("a", 2)): (frozenset({"sea"}), "")})
    with pytest.raises(InputFaults, match=r"coding\.csv:2: me has coded this sentence art, not sea"):
        join_codings(path, new)
    assert join_codings(path, new, replace=True) == ("readout,sentence,themes,coder,note\na,2,sea,me,\n", 1)
