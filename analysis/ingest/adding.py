"""Add a source to the corpus: a file, folder or address → a draft → a file of the corpus, or the reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.describing import summarise_document
from ..corpus.documents import Document
from ..corpus.parsing.dates import meeting_date
from ..io.faults import shown_path
from ..text.words import count_words
from .draft import Draft, read_source
from .errors import SourceRefused
from .store import COMPARISONS, NO_DATE, CorpusStore, Repeat

if TYPE_CHECKING:
    from .cache import Cache
    from .client import Client

EXTENSIONS = {".html": "text/html", ".htm": "text/html", ".txt": "", ".md": "", ".pdf": "application/pdf"}
MIN_WORDS = 30  # in the points; a shorter text is probably not a readout
MAX_SOURCE_BYTES = 10_000_000


@dataclass(frozen=True)
class Asker:
    """How to speak to the person at the terminal.

    show : prints a line. confirm : asks a yes/no question. date : asks for a day. The last two return None if
    nobody can answer; `date` also does if the answer is empty.
    """

    show: Callable[[str], None]
    confirm: Callable[[str], bool | None]
    date: Callable[[str], dt.date | None]


@dataclass(frozen=True)
class Outcome:
    """What happened to a source.

    status : "added", "replaced", "present", "declined" or "would add". message : the same in a sentence.
    """

    status: str
    message: str


def is_address(source: str) -> bool:
    """Whether a source is an address, with any scheme.

    >>> is_address("https://example.org/a"), is_address("a.html")
    (True, False)
    """
    return "://" in source


def expand(sources: tuple[str, ...]) -> Iterator[str]:
    """Replace each folder by the readable files in it, sorted by name.

    Raises SourceRefused for a folder without such files.

    >>> list(expand(("https://example.org/a", "-")))
    ['https://example.org/a', '-']
    """
    for source in sources:
        if source in ("", "-") or is_address(source) or not Path(source).is_dir():
            yield source
            continue
        found = sorted(path for path in Path(source).rglob("*") if path.is_file() and _is_readout(path, Path(source)))
        if not found:
            raise SourceRefused(
                "empty folder", f"The folder {source} contains no {', '.join(EXTENSIONS)} file. Name another folder."
            )
        yield from map(str, found)


def _is_readout(path: Path, folder: Path) -> bool:
    """Whether to read a file of a folder: not a hidden one, not one that a browser saved along with a page."""
    parts = path.relative_to(folder).parts
    return path.suffix.lower() in EXTENSIONS and not any(p.startswith(".") or p.endswith("_files") for p in parts)


def read_file(source: str, accessed: dt.date) -> Draft:
    """Read a file as a draft. Raises SourceRefused if it is missing, too large, or of another type."""
    path = Path(source)
    if path.exists() and not (path.suffix.lower() in EXTENSIONS and path.is_file()):
        raise SourceRefused("wrong type", f"Only {', '.join(EXTENSIONS)} files can be read. Save it as one of these.")
    try:
        with path.open("rb") as file:
            raw = check_size(file.read(MAX_SOURCE_BYTES + 1))
    except FileNotFoundError:
        raise SourceRefused(
            "not found", "The file does not exist. Check its name; an address begins with https://."
        ) from None
    except OSError as error:
        raise SourceRefused("cannot be read", f"The file cannot be read: {error.strerror}.") from None
    return read_source(raw, kind=EXTENSIONS[path.suffix.lower()], accessed=accessed)


def check_size(raw: bytes) -> bytes:
    """Return the bytes. Raises SourceRefused for more than MAX_SOURCE_BYTES."""
    if len(raw) > MAX_SOURCE_BYTES:
        raise SourceRefused(
            "too large",
            f"It is larger than {MAX_SOURCE_BYTES / 1e6:g} MB. Add only the readout, which is a page or two.",
        )
    return raw


def read_address(address: str, client: Client, cache: Cache | None, accessed: dt.date | None) -> Draft:
    """Fetch an address and read it as a draft; keep the page in the cache, if one is given.

    accessed : the day to note; None for the day on which the page was fetched.

    Raises SourceRefused if the page cannot be fetched or read.
    """
    page = client.get(address)
    draft = read_source(
        page.raw, kind=page.content_type, charset=page.charset, address=page.address, accessed=accessed or page.accessed
    )
    if cache:
        cache.write(address, page)
    return draft


def add_draft(draft: Draft, store: CorpusStore, asker: Asker, *, replace: bool = False, write: bool = True) -> Outcome:
    """Add a draft to the corpus, or say why not.

    Parameters
    ----------
    replace : replace the readout that the draft repeats; otherwise a repeated readout is not added.
    write : False to change nothing and only say what would be done.

    Raises SourceRefused if the draft lacks what a study needs and nobody supplies it.
    """
    document = draft.document()
    draft, document = _dated(draft, document, asker)
    for line in describe(draft, document):
        asker.show(line)
    same = store.find_same(document)
    if same and not replace:
        present = _repeated(same, document, store, asker)
        if present:
            return present
    if not _long_enough(document, asker):
        return Outcome("declined", "not added")
    path = same.document.path if same and replace else store.path_for(document)
    if same and replace:
        draft = _keeping(draft, same.document)
    name = shown_path(path)
    if not write:
        return Outcome("would add", f"would {'replace' if path.exists() else 'be added as'} {name}")
    status = "replaced" if path.exists() else "added"
    store.write(draft, path)
    return Outcome(status, f"{status} {name}")


def describe(draft: Draft, document: Document) -> list[str]:
    """Lines that show how a draft was read, and every warning about it."""
    notes = [*draft.notes, *document.warnings]
    return [f"  {summarise_document(document)}", *(f"  note: {note}" for note in dict.fromkeys(notes))]


def _dated(draft: Draft, document: Document, asker: Asker) -> tuple[Draft, Document]:
    """The draft with a date: its own, else the day of publication, else one that the person gives."""
    if document.date is not None:
        return draft, document
    date = meeting_date(" ".join(document.parsed.lead.split()), draft.published) if draft.published else None
    note = f"The text has no date. The day of publication, {date}, is used." if date else ""
    if date is None:
        for line in describe(draft, document):
            asker.show(line)
        date = asker.date("  It has no date. Day of the meeting (such as 2024-05-26; empty to skip it)")
    if date is None:
        raise SourceRefused("no date", NO_DATE)
    draft = draft.with_facts(date=date)
    draft = Draft(draft.text, draft.source, draft.published, (*draft.notes, *([note] if note else [])))
    return draft, draft.document()


def _repeated(same: Repeat, document: Document, store: CorpusStore, asker: Asker) -> Outcome | None:
    """What to report of a draft that the corpus already has; None if it turns out to be another readout."""
    where = shown_path(same.document.path)
    if same.comparison == "nearly":
        if not asker.confirm(f"  {where} has nearly the same text. Add this one as well?"):
            return Outcome("present", f"not added: {where} has nearly the same text (--yes adds it as well)")
        same_facts = store.find_same(document, COMPARISONS[-1:])
        if not same_facts:
            return None
        same, where = same_facts, shown_path(same_facts.document.path)
    if same.comparison == "facts":
        message = f"{where} has {same.shared}. If it is another readout, state how it differs"
        raise SourceRefused("same readout", f"{message} (--place, --kind, --publisher); else use --replace.")
    return Outcome("present", f"already there: {where} ({same.shared})")


def _long_enough(document: Document, asker: Asker) -> bool:
    words = sum(count_words(document.text[a:b]) for point in document.parsed.points for a, b in point.sentences)
    if words >= MIN_WORDS:
        return True
    answer = asker.confirm(f"  Its points contain only {words} words. Add it anyway?")
    if answer is None:
        message = f"Its points contain only {words} words. If it is a readout, add it with `readouts add SOURCE --yes`."
        raise SourceRefused("too short", message)
    return answer


def _keeping(draft: Draft, old: Document) -> Draft:
    """The draft with those facts of the readout that it replaces which it does not state itself."""
    stated: Mapping[str, object] = old.source.model_dump(
        include={"date", "kind", "place", "publisher", "licence", "url"}
    )
    own = draft.source.model_dump()
    return draft.with_facts(**{key: value for key, value in stated.items() if own[key] is None})
