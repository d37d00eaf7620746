"""REFI-QDA projects (.qdpx), read: a zip of texts and project.qde → codings of the corpus's sentences."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..codebook.model import NONE, Codebook
from ..corpus.corpus import Corpus
from ..io.faults import Fault, InputFaults, shown_path
from .codings import Codings, sentences_within
from .qdpx import INTERNAL, PROJECT, guid, tag
from .safe_xml import Element, read_xml

MAX_MEMBER_BYTES = 50_000_000  # of a file in the zip, unpacked
NOT_READ = ("Notes", "Cases", "Sets", "Graphs")  # parts of a project
OF_A_TEXT = {tag(name) for name in ("Description", "PlainTextContent")}


def read_qdpx(path: Path, corpus: Corpus, codebook: Codebook) -> Codings:
    """The codings of a project, for the readouts that the corpus has.

    A code is a theme by its key or label. A selection codes every sentence that it overlaps. The text must be that of
    the corpus, but for line ends.

    Raises
    ------
    InputFaults for a file that is not a project or too large, a text that differs, and positions outside it.
    """
    file = shown_path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            project = _Project(archive, file, read_xml(_read_member(archive, PROJECT, file), file), codebook)
            return _read_project(project, Codings(corpus, codebook))
    except zipfile.BadZipFile:
        raise InputFaults([Fault(file, 0, "Not a .qdpx project: the file is not a whole zip archive.")]) from None
    except OSError as error:
        raise InputFaults([Fault(file, 0, f"Cannot be read: {error.strerror}.")]) from None


class _Project:
    """A project: its zip, and the names of its users and codes."""

    def __init__(self, archive: zipfile.ZipFile, file: str, root: Element, codebook: Codebook) -> None:
        self.archive, self.file, self.root = archive, file, root
        self.users = {user.get("guid", ""): user.get("name", "") for user in root.iter(tag("User"))}
        self.codes = {code.get("guid", ""): code.get("name", "") for code in root.iter(tag("Code"))}
        self.codes |= {guid("theme", key): key for key in (*codebook.keys, NONE)}  # exported from here

    def fault(self, message: str) -> InputFaults:
        return InputFaults([Fault(self.file, 0, message)])


def _read_project(project: _Project, found: Codings) -> Codings:
    for source in project.root.iterfind(f"{tag('Sources')}/*"):
        name = source.get("name", "")
        readout_id = name if name in found.corpus.documents else PurePosixPath(name).stem
        if source.tag != tag("TextSource") or readout_id not in found.corpus.documents:
            found.lose(f"{_kind(source)} {name!r}, which is not a text of the corpus")
        else:
            _read_source(source, readout_id, project, found)
    for part in NOT_READ:
        for node in project.root.iterfind(f"{tag(part)}/*"):
            found.lose(_kind(node))
    return found


def _kind(node: Element) -> str:
    return node.tag.removeprefix(tag(""))


def _read_source(source: Element, readout_id: str, project: _Project, found: Codings) -> None:
    """The codings of one text."""
    inline, inside = source.findtext(tag("PlainTextContent")), source.get("plainTextPath", "").removeprefix(INTERNAL)
    text = _read_member(project.archive, f"Sources/{inside}", project.file) if inline is None else inline
    if "ATLAS" in project.root.get("origin", ""):  # its positions count a line end as one, whatever the text has
        text = _plain(text)
    place = _Place(readout_id, text, found)
    if _plain(text) != _plain(found.corpus.documents[readout_id].text):
        raise project.fault(f"The text of {readout_id!r} is not that of the corpus. Positions in it mean other words.")
    for part in source:
        if part.tag == tag("PlainTextSelection"):
            _read_selection(part, place, project, found)
        elif part.tag not in OF_A_TEXT:
            found.lose(f"{_kind(part)} of the whole text {readout_id!r}")


@dataclass
class _Place:
    """A text of the project, and the sentences of the corpus in it, in positions with one kind of line end."""

    readout_id: str
    text: str
    found: Codings

    def __post_init__(self) -> None:
        own, table = self.found.corpus.documents[self.readout_id].text, self.found.corpus.sentences
        rows = table.loc[table["readout_id"] == self.readout_id, ["sentence", "start", "end"]]
        self.sentences = [(n, _at(own, a), _at(own, b)) for n, a, b in rows.itertuples(index=False)]

    def within(self, start: int, end: int) -> list[int]:
        return sentences_within(self.sentences, _at(self.text, start), _at(self.text, end))


def _read_selection(selection: Element, place: _Place, project: _Project, found: Codings) -> None:
    given = selection.get("startPosition", ""), selection.get("endPosition", "")
    if not all(one.isdecimal() and len(one) < 10 for one in given) or int(given[1]) > len(place.text):
        where = f"A selection of {place.readout_id!r}, {given[0]!r} to {given[1]!r},"
        raise project.fault(f"{where} is not within the text.")
    note = selection.findtext(tag("Description")) or ""
    numbers = place.within(int(given[0]), int(given[1]))
    for coder, code in _coded(selection, project, found):
        for number in numbers:
            found.add(coder, place.readout_id, number, code, note)
        if not numbers:
            found.lose("coding of words that are in no coded sentence")


def _coded(selection: Element, project: _Project, found: Codings) -> Iterator[tuple[str, str]]:
    """The coder and the code of each coding of a selection."""
    codings = selection.findall(tag("Coding"))
    if not codings:
        found.lose("selection without a code")
    for coding in codings:
        user = coding.get("creatingUser") or selection.get("creatingUser") or ""
        for reference in coding.iterfind(tag("CodeRef")):
            yield project.users.get(user, ""), project.codes.get(reference.get("targetGUID", ""), "")


def _read_member(archive: zipfile.ZipFile, name: str, file: str) -> str:
    """A UTF-8 file of the zip, whatever the case of its name."""
    member = next((info for info in archive.infolist() if info.filename.casefold() == name.casefold()), None)
    if member is None:
        raise InputFaults([Fault(file, 0, f"The archive has no {name}.")])
    if member.file_size > MAX_MEMBER_BYTES:
        raise InputFaults([Fault(file, 0, f"{name} has more than {MAX_MEMBER_BYTES // 1_000_000} MB.")])
    try:
        return archive.read(member).decode("utf-8-sig")
    except (UnicodeDecodeError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        raise InputFaults([Fault(file, 0, f"{name} is broken, encrypted or not UTF-8.")]) from None


def _plain(text: str) -> str:
    """A text with one kind of line end: programs change them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(text: str, position: int) -> int:
    """A position of a text as one of the same text with one kind of line end."""
    return len(_plain(text[:position]))
