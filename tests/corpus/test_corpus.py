"""Reading a corpus: bad files, repeated readouts, and the tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.corpus import read_corpus
from analysis.corpus.front_matter import split_front_matter
from analysis.io.faults import InputFaults
from analysis.io.files import read_text, write_whole
from tests.builders.studies import PROJECT, write_page

Maker = Callable[..., Path]


def faults_of(corpus: Path) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        read_corpus([corpus / "readouts"])
    return [f"{Path(fault.file).name}:{fault.line}: {fault.message}" for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "a.txt:1: The file is empty."),
        (b"  \n\n", "a.txt:1: The file is empty."),
        (b"Title\n\x00\x01\x02", "a.txt:2: The file is binary"),
        ("日本と韓国".encode("shift_jis"), "a.txt:1: Byte 0x93 here is not UTF-8; the file reads as Shift_JIS."),
        (write_page(["They met."]).encode("utf-16"), "a.txt:1: The file is UTF-16."),
        (b"\xef\xbb\xbf" + write_page(["They met."]).encode(), "a.txt:1: The file is UTF-8 with a byte order mark (BOM)."),
        (b"Title\n\nMay 26, 2024\n", "a.txt:3: No points"),
        (b"A title\n\n1. They met.\n", "a.txt:1: No date"),
        (b"---\nurl: x\n", "a.txt:1: The front matter has no end"),
        (b"\n---\nurl: x\n---\n1. They met.\n", "a.txt:1: The front matter must begin with"),
        (b"---\nkind: a\nkind: b\n---\n1. They met.\n", "a.txt:3: 'kind' is given twice in the front matter. Keep one."),
        (b"---\nurl: here\n---\n1. They met.\n", "a.txt:2: 'url' must be an address such as"),
        (b"---\nurl: [\n---\n1. They met.\n", "a.txt:3: The front matter is not valid YAML"),
        (b"---\npublisher: x\nautor: y\n---\n1. They met.\n", "a.txt:3: Unknown key 'autor' in the front matter."),
        (b"---\naccessed: yesterday\n---\n1. They met.\n", "a.txt:2: 'accessed' must be a date such as 2024-05-26."),
        (b"---\n- a\n---\n1. They met.\n", "a.txt:2: The front matter must be lines of `key: value`"),
    ],
)  # fmt: skip
def test_bad_files_are_reported_with_file_and_line(make_corpus: Maker, raw: bytes, message: str) -> None:
    corpus = make_corpus(a="")
    (corpus / "readouts" / "a.txt").write_bytes(raw)
    assert faults_of(corpus)[0].startswith(message)
    assert (corpus / "readouts" / "a.txt").read_bytes() == raw


def test_every_fault_of_every_file_is_reported_at_once(make_corpus: Maker) -> None:
    assert len(faults_of(make_corpus(a="", b="no date and one line only", c=write_page(["They met."])))) == 2


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (write_page(["They met."]), write_page(["They met."]), "text"),
        ("---\nurl: https://a.b/c\n---\n" + write_page(["They met."]), "---\nurl: https://a.b/c\n---\n" + write_page(["No."]), "url"),
        (write_page(["They met."]), write_page(["They parted."]), "date, kind, place"),
    ],
)  # fmt: skip
def test_two_files_for_one_readout(make_corpus: Maker, first: str, second: str, what: str) -> None:
    (message,) = faults_of(make_corpus(a=first, b=second))
    assert message.startswith("b.txt:1: This is the same readout as")
    assert what in message


def test_two_files_of_one_name(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They met."])
    write_whole(corpus / "readouts" / "more" / "a.txt", write_page(["They met again."], "May 27, 2024"))
    (message,) = faults_of(corpus)
    assert "the same name" in message


def test_the_same_meeting_by_two_publishers_is_two_readouts(make_corpus: Maker) -> None:
    pages = [f"---\npublisher: {who}\n---\n" + write_page([f"{who} met."]) for who in ("Tokyo", "Seoul")]
    assert len(read_corpus([make_corpus(a=pages[0], b=pages[1]) / "readouts"]).readouts) == 2


def test_front_matter_overrides_the_page(make_corpus: Maker) -> None:
    page = "---\ndate: 2020-01-02\nkind: other\nplace: Nara\n---\n" + write_page(["They met."])
    row = read_corpus([make_corpus(a=page) / "readouts"]).readouts.iloc[0]
    assert (str(row["date"].date()), row["kind"], row["place"]) == ("2020-01-02", "other", "Nara")


def test_the_corpus_contains_the_unedited_pages() -> None:
    """The sums are of the pages as saved, without front matter: sha256sum 2017-07-07-hamburg.txt 2024-05-26-seoul.txt."""
    import hashlib

    sums = {
        path.stem: hashlib.sha256(split_front_matter(read_text(path), path.name)[1].encode()).hexdigest()
        for path in (PROJECT / "corpus" / "readouts").glob("*.txt")
    }
    assert sums["2017-07-07-hamburg"] == "504bffd50fa535e145bc939d27bd5d710c5ab7872fc6d404aba0d6a37e89ea0b"
    assert sums["2024-05-26-seoul"] == "f43a98c97a1786c35afd425f9b9a51ee25cb9dd83e62ce68854e5a4074d3ea03"


def test_the_order_of_files_does_not_matter(make_corpus: Maker) -> None:
    days = {f"r{n}": write_page([f"They met {n} times."], f"May {n}, 2024") for n in range(1, 9)}
    names = list(days)
    random.Random(3).shuffle(names)
    one = read_corpus([make_corpus("one", **days) / "readouts"])
    other = make_corpus("two", **{name: days[name] for name in names}) / "readouts"
    two = read_corpus(sorted(other.glob("*.txt"), reverse=True))
    assert one.readouts.equals(two.readouts)
    assert one.sentences.equals(two.sentences)
    assert list(one.readouts["readout_id"]) == [f"r{n}" for n in range(1, 9)]


def test_the_columns_of_the_tables() -> None:
    corpus = read_corpus([PROJECT / "corpus" / "readouts"])
    assert list(corpus.readouts) == [
        "readout_id", "date", "kind", "level", "place", "leaders", "publisher", "url", "accessed", "licence", "start_time",
        "duration_minutes", "title", "n_points", "n_sentences", "n_words", "sha256",
    ]  # fmt: skip
    assert list(corpus.sentences) == [
        "readout_id", "kind", "level", "point", "heading", "sentence", "text", "start", "end", "n_words",
    ]  # fmt: skip
    assert list(corpus.leaders) == ["readout_id", "name", "written", "side", "office"]
