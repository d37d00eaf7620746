"""What a source holds, before it is a file of the corpus."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from ..corpus.documents import Document, parse_document
from ..corpus.front_matter import FrontMatter, split_front_matter
from ..io.faults import InputFaults
from ..io.files import CONTROL_CHARACTERS, MAX_FILE_BYTES, MEGABYTE
from .charsets import decode
from .errors import SourceRefused
from .html import read_page
from .pdf import read_pdf
from .publishers import licence_of, publisher_at

HTML_TYPES = ("text/html", "application/xhtml+xml")
ROOM = 10_000  # bytes for the front matter
KNOWN_TYPES = (*HTML_TYPES, "text/plain", "application/pdf")
UNTOLD_TYPES = ("", "application/octet-stream", "binary/octet-stream", "application/x-unknown")
_BEGINS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|title|meta|"
    rb"div|p|main|article|table|ol|h[1-3])\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_TEXT = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)


@dataclass(frozen=True)
class Draft:
    """A readout to be: its text, where it is from, when its page was published, and what was noticed."""

    text: str
    source: FrontMatter
    published: dt.date | None = None
    notes: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """What the file will hold: front matter and text."""
        said = {key: str(value) for key, value in self.source.model_dump().items() if value is not None}
        front = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100_000)
        return f"---\n{_plain_dates(front) if said else ''}---\n{self.text}"

    def document(self, path: Path = Path("draft.txt")) -> Document:
        """The draft as the corpus will read it. Raises SourceRefused where no point was found in it."""
        try:
            read = parse_document(self.content, path)
        except InputFaults as error:
            raise SourceRefused("no points", " ".join(fault.message for fault in error.faults)) from None
        if read.text != self.text:
            raise SourceRefused("odd text", "The text cannot be kept as it is.")
        return read

    def supplied(self, **said: object) -> Draft:
        """The draft with these facts of its source in place of its own; None changes nothing."""
        given = {key: value for key, value in said.items() if value is not None}
        return replace(self, source=self.source.model_copy(update=given))


def _plain_dates(front: str) -> str:
    return re.sub(r"^(\w+): '(\d{4}-\d{2}-\d{2})'$", r"\1: \2", front, flags=re.MULTILINE)


def read_source(
    raw: bytes, *, kind: str = "", charset: str | None = None, address: str | None = None, accessed: dt.date
) -> Draft:
    """Bytes → a draft.

    Parameters
    ----------
    raw : a page, a text or a PDF.
    kind : its media type, where somebody told; what the bytes are is looked at all the same.
    charset : the charset that a server told.
    address : where it is from.
    accessed : the day on which it was had.
    """
    what = find_type(raw, kind)
    sha256 = hashlib.sha256(raw).hexdigest()
    published, title, publisher, own = None, None, None, FrontMatter()
    if what == "application/pdf":
        text, notes = read_pdf(raw)
    elif what == "text/plain":
        text, notes = decode(raw, charset)
        own, text = _own_front_matter(text)
    else:
        html, notes = decode(raw, charset, html=True)
        page = read_page(html, address)
        text, title, publisher, published, address = page.text, page.title, page.publisher, page.published, page.url
    _check(text)
    text = CONTROL_CHARACTERS.sub("", text)
    title, publisher = (CONTROL_CHARACTERS.sub("", part) if part else None for part in (title, publisher))
    url = own.url or address
    known = publisher_at(url)
    publisher = own.publisher or (known.name if known else publisher)
    source = FrontMatter(
        url=url, publisher=publisher, title=own.title or title, accessed=own.accessed or accessed, date=own.date,
        licence=own.licence or licence_of(url), kind=own.kind, place=own.place, sha256=own.sha256 or sha256,
    )  # fmt: skip
    return Draft(text, source, published, tuple(notes))


def find_type(raw: bytes, told: str = "") -> str:
    """What some bytes are: a media type of KNOWN_TYPES. Raises SourceRefused for anything else."""
    if told not in (*KNOWN_TYPES, *UNTOLD_TYPES):
        raise SourceRefused("wrong type", f"This is {told}; only pages, texts and PDFs are read.")
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if raw.startswith(_NO_TEXT) or told == "application/pdf":
        raise SourceRefused("wrong type", "This is no page, no text and no PDF, whatever it is called.")
    if told in HTML_TYPES or _BEGINS_HTML.match(_single_bytes(raw[:4096])):
        return "text/html"
    return "text/plain"


def _single_bytes(raw: bytes) -> bytes:
    """The beginning of a text in UTF-16 or UTF-32 as single bytes, enough to tell a page by."""
    return raw[2:].replace(b"\0", b"") if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw


def _own_front_matter(text: str) -> tuple[FrontMatter, str]:
    try:
        return split_front_matter(text, "front matter")
    except InputFaults as error:
        raise SourceRefused(
            "front matter", " ".join(f"Line {fault.line}: {fault.message}" for fault in error.faults)
        ) from None


def _check(text: str) -> None:
    if not text.strip():
        raise SourceRefused("empty", "There is no text in it.")
    if "\0" in text:
        raise SourceRefused("wrong type", "This is no text: it holds bytes that are in no text.")
    if len(text.encode("utf-8", "replace")) > MAX_FILE_BYTES - ROOM:
        told = f"The text is longer than {MAX_FILE_BYTES // MEGABYTE} MB, the most that is read. A readout is a page."
        raise SourceRefused("too large", told)
