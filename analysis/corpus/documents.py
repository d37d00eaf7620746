"""Text files → `readouts` and `sentences`: the tables everything else is made from."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import describe_control_character, read_text
from .front_matter import FrontMatter, split_front_matter
from .parsing.lines import split_lines
from .parsing.parse import Parsed, parse_readout

if TYPE_CHECKING:  # who reads single documents need not wait for pandas
    pass

UNPRINTABLE_NAME = "The file's name, or its folder's, holds what is no letter: give it another."


@dataclass(frozen=True)
class Document:
    """One file of the corpus, read: its name, its text after the front matter, and what it was read as."""

    readout_id: str
    path: Path
    source: FrontMatter
    text: str
    parsed: Parsed
    sha256: str
    header_lines: int

    @property
    def date(self) -> dt.date | None:
        """Day of the meeting; the front matter's word goes before the page's."""
        return self.source.date or self.parsed.date

    @property
    def kind(self) -> str:
        """Kind of the meeting; the front matter's word goes before the page's."""
        return self.source.kind or self.parsed.kind

    @property
    def place(self) -> str | None:
        """Place of the meeting; the front matter's word goes before the page's."""
        return self.source.place or (" ".join(self.parsed.place.split()) if self.parsed.place else None)

    @property
    def warnings(self) -> list[str]:
        """What a reader should know of how the file was read; nothing that stops the work."""
        told = {"No date": self.source.date, "No place": self.source.place, "The kind": self.source.kind}
        mended = tuple(begin for begin, given in told.items() if given)
        unknown = [name for name in ("publisher", "url") if getattr(self.source, name) is None]
        notes = [f"No {' and no '.join(unknown)} is given: the source cannot be cited."] if unknown else []
        notes += ["No licence is given: how the text may be used is not stated."] if not self.source.licence else []
        if self.source.date and self.parsed.date not in (None, self.source.date):
            notes.append(f"The text says {self.parsed.date}, the front matter {self.source.date}, which is taken.")
        return [w for w in self.parsed.warnings if not w.startswith(mended or ("\0",))] + notes


def find_files(paths: Iterable[Path], endings: tuple[str, ...] = (".txt",), *, any_name: bool = False) -> list[Path]:
    """The files at some paths: files as given, folders searched for these endings, in the order of their names.

    Hidden files and folders (names that begin with a dot) are not searched for. A file that is there by several paths
    or links is taken once. any_name : whether names with characters that are no text are taken.

    Raises InputFaults for a path that is not there, for a folder without any such file, and for such a name.
    """
    found: list[Path] = []
    faults = []
    for path in paths:
        inside = _search(path, endings) if path.is_dir() else [path]
        if not path.exists():
            faults.append(Fault(shown_path(path), 1, "There is no such file or folder."))
        elif not inside:
            told = f"The folder holds no {' or '.join(endings)} file; put readouts into it."
            faults.append(Fault(shown_path(path), 1, told))
        found += inside
    faults += [Fault(shown_path(path), 1, UNPRINTABLE_NAME) for path in found if not any_name and is_unprintable(path.name)]
    if faults:
        raise InputFaults(faults)
    files: dict[str, Path] = {}
    for path in sorted(found, key=lambda path: (path.is_symlink(), *_by_name(path))):
        files.setdefault(os.path.realpath(path), path)
    return sorted(files.values(), key=_by_name)


def _search(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(endings)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and (path.is_file() or path.is_symlink())
    ]


def _by_name(path: Path) -> tuple[str, str]:
    return path.name, path.as_posix()


def is_unprintable(name: str) -> bool:
    """Whether a file's name holds characters that are no text, or would break a line."""
    return bool(describe_control_character(name) or set("\t\n\r\f") & set(name))


def read_document(path: Path) -> Document:
    """Read one file.

    Raises InputFaults when it cannot be read as text, its front matter is broken, or no point was
    found in it.
    """
    return parse_document(read_text(path), path)


def parse_document(whole: str, path: Path) -> Document:
    """The document that a file of this content would be; raises InputFaults as `read_document` does."""
    source, text = split_front_matter(whole, shown_path(path))
    parsed = parse_readout(text)
    above = whole[: len(whole) - len(text)].count("\n")
    document = Document(path.stem, path, source, text, parsed, hashlib.sha256(whole.encode("utf-8")).hexdigest(), above)
    if not parsed.points:
        line = above + max(len(split_lines(text)), 1)
        message = "No points: after the title and the date there is no numbered point and no paragraph to code."
        raise InputFaults([Fault(shown_path(path), line, message)])
    return document


def identify(document: Document) -> dict[str, object]:
    """By what a readout is known: two files that share one of these tell of one readout; None where not stated."""
    facts = (document.date, document.kind, document.place, document.source.publisher, document.parsed.start_time)
    return {
        "name": document.readout_id.casefold(),
        "address (url)": document.source.url,
        "text": " ".join(document.text.split()),
        "date, kind, place, time and publisher": facts if document.date else None,
    }
