"""Documents: paths → files; a file → its front matter, text and parsed page."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import describe_control_character, read_text
from ..io.keeping import keep
from .front_matter import FrontMatter, split_front_matter
from .parsing.known_kinds import current_kind
from .parsing.names import name_key
from .parsing.parsed import Parsed

UNPRINTABLE_NAME = "The name contains unprintable characters. Rename the file or folder."


@dataclass(frozen=True)
class Document:
    """One file of the corpus.

    readout_id : the file's name without its ending.
    source : its front matter.
    text : its text after the front matter, unchanged; the offsets of `parsed` count in it.
    sha256 : the checksum of the whole file.
    header_lines : the number of lines above `text`.
    """

    readout_id: str
    path: Path
    source: FrontMatter
    text: str
    parsed: Parsed
    sha256: str
    header_lines: int

    @property
    def date(self) -> dt.date | None:
        """Day of the meeting: of the front matter, else of the page."""
        return self.source.date or self.parsed.date

    @property
    def kind(self) -> str:
        """Kind of the meeting: of the front matter, else of the page."""
        return current_kind(self.source.kind)[0] if self.source.kind else self.parsed.kind

    @property
    def level(self) -> str | None:
        """Level of those who took part: of the front matter, else of the page; None if neither states it."""
        former = current_kind(self.source.kind)[1] if self.source.kind else None
        return self.source.level or former or self.parsed.level

    @property
    def place(self) -> str | None:
        """Place of the meeting: of the front matter, else of the page; None if neither states it."""
        return self.source.place or (" ".join(self.parsed.place.split()) if self.parsed.place else None)

    @property
    def warnings(self) -> list[str]:
        """Doubts about how the page was read and gaps in its front matter; none prevents its use."""
        stated = {"No date": self.source.date, "No place": self.source.place, "The kind": self.source.kind}
        settled = tuple(start for start, value in stated.items() if value)
        missing = [name for name in ("publisher", "url") if getattr(self.source, name) is None]
        gaps = [f"The front matter has no {' and no '.join(missing)}: the source cannot be cited."] if missing else []
        gaps += [] if self.source.licence else ["No licence in the front matter: the terms of use are unknown."]
        if self.source.date and self.parsed.date not in (None, self.source.date):
            gaps.append(f"The text says {self.parsed.date}; the front matter's {self.source.date} is used.")
        return [w for w in self.parsed.warnings if not (settled and w.startswith(settled))] + gaps


def find_files(paths: Iterable[Path], endings: tuple[str, ...] = (".txt",), *, any_name: bool = False) -> list[Path]:
    """The files at some paths, sorted by name: files as given, and those of folders that have one of the endings.

    Hidden files and folders (names that begin with a dot) are skipped. A file with several paths or links is listed
    once. any_name : whether unprintable names are accepted.

    Raises InputFaults for a path that does not exist, a folder without such a file, and an unprintable name.
    """
    found: list[Path] = []
    faults = []
    for path in paths:
        inside = _search(path, endings) if path.is_dir() else [path]
        if not path.exists():
            faults.append(Fault(shown_path(path), 0, "The file or folder does not exist."))
        elif not inside:
            message = f"The folder contains no {' or '.join(endings)} file. Put readouts into it."
            faults.append(Fault(shown_path(path), 0, message))
        found += inside
    if not any_name:
        faults += [Fault(shown_path(path), 0, UNPRINTABLE_NAME) for path in found if is_unprintable(path.name)]
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
    """Whether a file's name contains control characters or white space that breaks a line.

    >>> is_unprintable("a.txt"), is_unprintable("a\\tb.txt")
    (False, True)
    """
    return bool(describe_control_character(name) or set("\t\n\r\f") & set(name))


def read_document(path: Path) -> Document:
    """The document of one file.

    Raises InputFaults if the file is not readable text, its front matter is broken, or it contains no point.
    """
    return parse_document(read_text(path), path)


def parse_document(content: str, path: Path) -> Document:
    """The document of a file at `path` with this content, which need not exist.

    Raises InputFaults as `read_document` does.

    >>> document = parse_document("---\\nplace: Seoul\\n---\\nSummit\\n\\n1. They met.", Path("a.txt"))
    >>> document.readout_id, document.place, document.parsed.title, document.header_lines
    ('a', 'Seoul', 'Summit', 3)
    """
    source, text = split_front_matter(content, shown_path(path))
    parsed = keep("page", f"{source.publisher}\n{text}", lambda: _parse(text, source.publisher))
    header_lines = content[: len(content) - len(text)].count("\n")
    if not parsed.points:
        from .parsing.lines import split_lines

        line = header_lines + max(len(split_lines(text)), 1)
        message = "No points: no numbered point or paragraph follows the title and the date. Add the readout's text."
        raise InputFaults([Fault(shown_path(path), line, message)])
    checksum = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return Document(path.stem, path, source, text, parsed, checksum, header_lines)


def _parse(text: str, publisher: str | None) -> Parsed:
    from .parsing.parse import parse_readout  # a parser takes long to import, and a kept page needs none

    return parse_readout(text, publisher)


def identify(document: Document) -> dict[str, object]:
    """What identifies a readout: files that share one of these values are the same readout. None: not stated."""
    stated = (document.date, document.source.publisher, document.parsed.start_time)
    people = frozenset(name_key(leader.name) for leader in document.parsed.leaders)
    return {
        "name": document.readout_id.casefold(),
        "address (url)": document.source.url,
        "text": " ".join(document.text.split()),
        "date, kind, place, time and publisher": (*stated, document.kind, document.place, people)
        if document.date and document.parsed.start_time
        else None,
    }
