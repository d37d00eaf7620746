"""What the fuzzer feeds: each target takes any bytes and asserts the laws of one reader.

A target lets InputFaults pass, for that is how a reader says what is wrong; any other exception is a finding.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher
from analysis.codebook.model import Codebook
from analysis.codebook.statements import StatementFinder
from analysis.corpus.folders import project_codebook
from analysis.corpus.front_matter import split_front_matter
from analysis.corpus.hand_coding import read_coding
from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.parsed import Leader, Parsed
from analysis.io.faults import InputFaults
from analysis.io.files import describe_control_character
from analysis.text.encoding import Utf8Text
from analysis.text.sentences import sentence_spans
from analysis.text.words import word_spans

LEADERS = (
    Leader("Aoki Taro", "AOKI Taro", "Japan", "Prime Minister"),
    Leader("Baek Min", "BAEK Min", "ROK", "President"),
)


def parse(data: bytes) -> None:
    """Any text is parsed, and every offset is that of its text."""
    text = _text(data)
    check_parsed(parse_readout(text), text)


def check_parsed(parsed: Parsed, text: str) -> None:
    """The laws of a parse."""
    if parsed.lead_start is not None:
        assert text[parsed.lead_start : parsed.lead_end] == parsed.lead
    last = 0
    for point in parsed.points:
        assert text[point.start : point.end] == point.text
        assert 0 <= last <= point.start < point.end <= len(text)
        done = point.start
        for start, end in point.sentences:
            assert done <= start < end <= point.end
            assert text[start:end].strip()
            done = end
        last = point.end
    parsed.to_dict()


def frontmatter(data: bytes) -> None:
    """Front matter is read or its fault told; the text below it is the end of the file, unchanged."""
    whole = _text(data)
    try:
        _, text = split_front_matter(whole, "a.txt")
    except InputFaults as error:
        check_faults(error, whole)
    else:
        assert whole.endswith(text)


def codebook(data: bytes) -> None:
    """A codebook is read or its faults told; one that was read can tag."""
    _read_file(data, lambda path: tag_spans("A summit on trade was held.", [(0, 27)], Matcher(read_codebook(path))))


def coding(data: bytes) -> None:
    """Hand coding is read or its faults told."""
    _read_file(data, lambda path: read_coding(path, {"a": 3, "b": 1}, ["trade", "peace"]))


def tag(data: bytes) -> None:
    """Sentences, words, matches and statements of any text lie within it, in order."""
    text = _text(data)
    for start, end in word_spans(text):
        assert text[start:end].strip() == text[start:end] != ""
    listener = _listener()
    spans = sentence_spans(text)
    tag_spans(text, spans, _matcher())
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end
        sentence = text[start:end]
        for said in listener.find(sentence):
            assert 0 <= said.start <= said.subject_end <= said.verb_start < said.verb_end <= len(sentence)


def tag_spans(text: str, spans: list[tuple[int, int]], matcher: Matcher) -> None:
    """Matches lie within their sentences."""
    characters = Utf8Text(text.encode())
    start, end = (np.array([span[n] for span in spans], dtype=np.int64) for n in (0, 1))
    folded = matcher.fold(characters, start, end)
    reading = matcher.read(folded)
    hits = matcher.match(reading)
    assert (start[hits.sentence] <= hits.start).all()
    assert (hits.start < hits.end).all()
    assert (hits.end <= end[hits.sentence]).all()
    assert len(matcher.points_back(reading)) == len(spans)


def page(data: bytes) -> None:
    """Any bytes that come as a page are refused, or give a text that the corpus can read."""
    from analysis.ingest.draft import read_source
    from analysis.ingest.errors import SourceRefused

    address, today = "https://example.org/page.html", dt.date(2026, 11, 21)
    try:
        draft = read_source(data, kind="text/html", address=address, accessed=today)
        document = draft.document()
    except SourceRefused:
        return
    assert document.text == draft.text
    assert describe_control_character(draft.content) == ""
    assert document.source == draft.source


def check_faults(error: InputFaults, text: str) -> None:
    """Faults name a line of the file and can be shown in a terminal as they are."""
    assert error.faults
    lines = text.count("\n") + text.count("\r") + 2
    for fault in error.faults:
        assert 1 <= fault.line <= lines, fault
        assert fault.message
        assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in fault.message), fault
        fault.message.encode("utf-8")


def _text(data: bytes) -> str:
    """What a corpus file can hold: UTF-8 as read_text lets through."""
    return data.decode("utf-8", errors="replace")


def _read_file(data: bytes, reader: Callable[[Path], object]) -> None:
    path = _file()
    path.write_bytes(data)
    try:
        reader(path)
    except InputFaults as error:
        check_faults(error, data.decode("utf-8", errors="replace"))


@cache
def _file() -> Path:
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None  # in memory where that can be had
    return Path(tempfile.mkdtemp(prefix="readouts-fuzz-", dir=folder)) / "file"


@cache
def _project_codebook() -> Codebook:
    return read_codebook(project_codebook())


@cache
def _matcher() -> Matcher:
    return Matcher(_project_codebook())


@cache
def _listener() -> StatementFinder:
    return StatementFinder(_project_codebook().voice, LEADERS)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parse": parse, "frontmatter": frontmatter, "codebook": codebook, "coding": coding, "tag": tag,
}  # fmt: skip
if find_spec("analysis.ingest"):
    TARGETS["page"] = page
