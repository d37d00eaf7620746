"""A draft, the readout before it is written: bytes of a page, text or PDF → text and front matter."""

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
from .publishers import publisher_at

HTML_TYPES = ("text/html", "application/xhtml+xml")
FRONT_MATTER_BYTES = 10_000  # kept free in a file for its front matter
KNOWN_TYPES = (*HTML_TYPES, "text/plain", "application/pdf")
UNKNOWN_TYPES = ("", "application/octet-stream", "binary/octet-stream", "application/x-unknown")
# Soft hyphens, spaces without width, marks of direction: they hide words from patterns.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_MOJIBAKE = re.compile("â€[\u0080-\u2122]|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|ï¿½|\ufffd")
_HTML_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|title|meta|"
    rb"div|p|main|article|table|ol|h[1-3])\b",
    re.IGNORECASE | re.DOTALL,
)
_BINARY_BEGINNINGS = (
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
    """A readout that is not yet in the corpus.

    Attributes
    ----------
    text : the readout as it will be kept.
    source : its front matter: address, publisher, title, ...
    published : the day on which its page was published; None if the page does not say.
    notes : warnings from reading it, as whole sentences.
    """

    text: str
    source: FrontMatter
    published: dt.date | None = None
    notes: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """The file to write: front matter and text."""
        values = {key: str(value) for key, value in self.source.model_dump().items() if value is not None}
        front = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100_000)
        return f"---\n{_plain_dates(front) if values else ''}---\n{self.text}"

    def document(self, path: Path = Path("draft.txt")) -> Document:
        """The draft as the corpus will read it. Raises SourceRefused if it contains no numbered points."""
        try:
            document = parse_document(self.content, path)
        except InputFaults as error:
            raise SourceRefused("no points", " ".join(fault.message for fault in error.faults)) from None
        if document.text != self.text:
            message = "The text would change when it is saved. Remove unusual characters from its beginning and end."
            raise SourceRefused("unusual text", message)
        return document

    def with_facts(self, **facts: object) -> Draft:
        """The draft with these fields of its front matter replaced; None leaves a field as it is.

        A publisher or licence that is still missing comes from the address, if its host is known.

        >>> draft = read_source(b"1. They met.", accessed=dt.date(2026, 1, 2))
        >>> draft.with_facts(url="https://www.mofa.go.jp/a.html", place="Busan").source.publisher
        'Ministry of Foreign Affairs of Japan'
        """
        given = {key: value for key, value in facts.items() if value is not None}
        return replace(self, source=_with_publisher(self.source.model_copy(update=given)))


def _with_publisher(source: FrontMatter, page_publisher: str | None = None) -> FrontMatter:
    """The front matter with publisher and licence: its own, else the known ones of its host, else the page's."""
    known = publisher_at(source.url)
    publisher = source.publisher or (known.name if known else page_publisher)
    licence = source.licence or (known.licence if known else None)
    return source.model_copy(update={"publisher": publisher, "licence": licence})


def _plain_dates(front: str) -> str:
    return re.sub(r"^(\w+): '(\d{4}-\d{2}-\d{2})'$", r"\1: \2", front, flags=re.MULTILINE)


def read_source(
    raw: bytes, *, kind: str = "", charset: str | None = None, address: str | None = None, accessed: dt.date
) -> Draft:
    """Read bytes as a draft.

    Parameters
    ----------
    raw : a page, a text or a PDF.
    kind : its media type as declared; "" if not declared. The bytes are examined in any case.
    charset : the charset that the server declared.
    address : the address that it comes from.
    accessed : the day on which it was obtained.

    Raises SourceRefused if it is of another type, empty, too large, or its front matter has faults.

    >>> read_source(b"<main><p>1. They met.</p></main>", accessed=dt.date(2026, 1, 2)).text
    '1. They met.\\n'
    """
    media_type = find_type(raw, kind)
    sha256 = hashlib.sha256(raw).hexdigest()
    published, title, publisher, own = None, None, None, FrontMatter()
    if media_type == "application/pdf":
        text, notes = read_pdf(raw)
    elif media_type == "text/plain":
        text, notes = decode(raw, charset)
        own, text = _own_front_matter(text)
    else:
        html, notes = decode(raw, charset, html=True)
        page = read_page(html, address)
        text, title, publisher, published, address = page.text, page.title, page.publisher, page.published, page.url
    _check(text)
    text = INVISIBLE.sub("", text)
    notes = [*notes, *_mojibake(text)]
    text = CONTROL_CHARACTERS.sub("", text)
    title, publisher = (" ".join(CONTROL_CHARACTERS.sub("", part or "").split()) or None for part in (title, publisher))
    source = FrontMatter(
        url=own.url or address, publisher=own.publisher, title=own.title or title, accessed=own.accessed or accessed,
        date=own.date, licence=own.licence, kind=own.kind, place=own.place, sha256=own.sha256 or sha256,
    )  # fmt: skip
    return Draft(text, _with_publisher(source, publisher), published, tuple(notes))


def _mojibake(text: str) -> list[str]:
    """A note if the text has letters that come from reading it in a wrong charset, as in "Japanâ€™s"."""
    found = _MOJIBAKE.findall(text)
    if not found:
        return []
    times = "once" if len(found) == 1 else f"{len(found)} times"
    return [
        f"The text has garbled characters, such as “{found[0]}”, {times}: it was saved in a wrong charset. Check it."
    ]


def find_type(raw: bytes, declared: str = "") -> str:
    """Find the media type of bytes: one of KNOWN_TYPES, by looking at them.

    declared : the media type that the server declared; "" if none.

    Raises SourceRefused for any other type.

    >>> find_type(b"<!doctype html><p>They met.", "text/plain"), find_type(b"They met.")
    ('text/html', 'text/plain')
    """
    if declared not in (*KNOWN_TYPES, *UNKNOWN_TYPES):
        raise SourceRefused("wrong type", f"This is {declared}, not a page, text or PDF. Save it as one of these.")
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if raw.startswith(_BINARY_BEGINNINGS) or declared == "application/pdf":
        raise SourceRefused(
            "wrong type", "This is not a page, text or PDF, whatever its name says. Save it as one of these."
        )
    if declared in HTML_TYPES or _HTML_BEGINNING.match(_single_bytes(raw[:4096])):
        return "text/html"
    return "text/plain"


def _single_bytes(raw: bytes) -> bytes:
    """The beginning of a text in UTF-16 or UTF-32 as single bytes, enough to recognise a page."""
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
        raise SourceRefused("empty", "It contains no text. Check the page or file, or paste its text.")
    if "\0" in text:
        raise SourceRefused("wrong type", "This is not text: it contains null bytes. Save it as text and add that.")
    if len(text.encode("utf-8", "replace")) > MAX_FILE_BYTES - FRONT_MATTER_BYTES:
        message = f"The text is longer than {MAX_FILE_BYTES // MEGABYTE} MB. Add only the readout itself."
        raise SourceRefused("too large", message)
