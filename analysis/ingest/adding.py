"""Add a source to the corpus: a source → a draft → a file, or the reason why not."""

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
from .store import WAYS, CorpusStore, Repeat

if TYPE_CHECKING:
    from .cache import Cache
    from .client import Client

ENDINGS = {".html": "text/html", ".htm": "text/html", ".txt": "", ".md": "", ".pdf": "application/pdf"}
MIN_WORDS = 30  # a shorter text is hardly a readout
MAX_SOURCE_BYTES = 10_000_000


@dataclass(frozen=True)
class Asker:
    """How somebody is asked; without anybody there, `date` gives None and `confirm` gives None."""

    tell: Callable[[str], None]
    confirm: Callable[[str], bool | None]
    date: Callable[[str], dt.date | None]


@dataclass(frozen=True)
class Outcome:
    """What became of a source: `added`, `replaced`, `there`, `left` or `would add`, and a sentence on it."""

    status: str
    message: str


def is_address(source: str) -> bool:
    """Whether a source is meant as an address, of whatever scheme."""
    return "://" in source


def expand(sources: tuple[str, ...]) -> Iterator[str]:
    """Sources, with folders taken apart into the files that can be read, in the order of their names.

    Raises SourceRefused for a folder without any.
    """
    for source in sources:
        if source in ("", "-") or is_address(source) or not Path(source).is_dir():
            yield source
            continue
        found = sorted(path for path in Path(source).rglob("*") if path.is_file() and _is_readout(path, Path(source)))
        if not found:
            raise SourceRefused("nothing here", f"The folder {source} holds no {', '.join(ENDINGS)} file.")
        yield from map(str, found)


def _is_readout(path: Path, folder: Path) -> bool:
    """Whether a file of a folder is to be read: not what a browser saves beside a page, nothing hidden."""
    inside = path.relative_to(folder).parts
    return path.suffix.lower() in ENDINGS and not any(p.startswith(".") or p.endswith("_files") for p in inside)


def read_file(source: str, accessed: dt.date) -> Draft:
    """A file of one's own → a draft. Raises SourceRefused where it is not there, too large, or of another kind."""
    path = Path(source)
    if path.exists() and not (path.suffix.lower() in ENDINGS and path.is_file()):
        raise SourceRefused("wrong type", f"Only {', '.join(ENDINGS)} files are read.")
    try:
        with path.open("rb") as file:
            raw = at_most(file.read(MAX_SOURCE_BYTES + 1))
    except FileNotFoundError:
        raise SourceRefused("not found", "There is no such file. (An address begins with https://.)") from None
    except OSError as error:
        raise SourceRefused("cannot be read", f"It cannot be read: {error.strerror}.") from None
    return read_source(raw, kind=ENDINGS[path.suffix.lower()], accessed=accessed)


def at_most(raw: bytes) -> bytes:
    """The bytes themselves. Raises SourceRefused where there are more than MAX_SOURCE_BYTES."""
    if len(raw) > MAX_SOURCE_BYTES:
        raise SourceRefused("too large", f"It is larger than {MAX_SOURCE_BYTES / 1e6:g} MB.")
    return raw


def read_address(address: str, client: Client, cache: Cache | None, accessed: dt.date | None) -> Draft:
    """A page at an address → a draft; the page is kept in the cache where one is given."""
    page = client.get(address)
    draft = read_source(
        page.raw, kind=page.content_type, charset=page.charset, address=page.address, accessed=accessed or page.accessed
    )
    if cache:
        cache.write(address, page)
    return draft


def add_draft(draft: Draft, store: CorpusStore, asker: Asker, *, replace: bool = False, write: bool = True) -> Outcome:
    """Put a draft into the corpus, or say why not.

    What the corpus has already is not added again, unless it is to be replaced. Raises SourceRefused where
    the draft lacks what a study needs and nobody supplies it.
    """
    document = draft.document()
    draft, document = _dated(draft, document, asker)
    for line in describe(draft, document):
        asker.tell(line)
    same = store.find_same(document)
    if same and not replace:
        there = _already(same, document, store, asker)
        if there:
            return there
    if not _long_enough(document, asker):
        return Outcome("left", "not added")
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
    """What a draft was read as, and everything to know of it before it is written."""
    notes = [*draft.notes, *document.warnings]
    return [f"  {summarise_document(document)}", *(f"  note: {note}" for note in dict.fromkeys(notes))]


def _dated(draft: Draft, document: Document, asker: Asker) -> tuple[Draft, Document]:
    """The draft with the date that its page says beside the text, or else somebody gives."""
    if document.date is not None:
        return draft, document
    date = meeting_date(" ".join(document.parsed.lead.split()), draft.published) if draft.published else None
    note = f"The text has no date; {date} is the day of its publication." if date else ""
    if date is None:
        for line in describe(draft, document):
            asker.tell(line)
        date = asker.date("  It has no date. On which day was the meeting (as in 2024-05-26; empty: leave it)?")
    if date is None:
        raise SourceRefused("no date", "It has no date, and a study needs one: give it with --date 2024-05-26.")
    draft = draft.supplied(date=date)
    draft = Draft(draft.text, draft.source, draft.published, (*draft.notes, *([note] if note else [])))
    return draft, draft.document()


def _already(same: Repeat, document: Document, store: CorpusStore, asker: Asker) -> Outcome | None:
    """What is said where the corpus has the draft; None where it is another one after all."""
    where = shown_path(same.document.path)
    if same.by == "nearly":
        if not asker.confirm(f"  {where} has nearly the same text. Add this one as well?"):
            return Outcome("there", f"not added: {where} has nearly the same text (--yes adds it as well)")
        same_facts = store.find_same(document, WAYS[-1:])
        if not same_facts:
            return None
        same, where = same_facts, shown_path(same_facts.document.path)
    if same.by == "facts":
        told = f"{where} has {same.told}, and a study takes a readout once. If they are two, say how they differ"
        raise SourceRefused("same readout", f"{told} (--place, --kind, --publisher); or replace it with --replace.")
    return Outcome("there", f"already there: {where} ({same.told})")


def _long_enough(document: Document, asker: Asker) -> bool:
    words = sum(count_words(document.text[a:b]) for point in document.parsed.points for a, b in point.sentences)
    if words >= MIN_WORDS:
        return True
    answer = asker.confirm(f"  It has only {words} words in its points. Add it all the same?")
    if answer is None:
        told = f"It has only {words} words in its points, which is hardly a readout"
        raise SourceRefused("too short", f"{told}; `readouts add SOURCE --yes` adds it all the same.")
    return answer


def _keeping(draft: Draft, old: Document) -> Draft:
    """A draft with what was stated by hand of the readout that it replaces, where it does not say so itself."""
    stated: Mapping[str, object] = old.source.model_dump(
        include={"date", "kind", "place", "publisher", "licence", "url"}
    )
    said = draft.source.model_dump()
    return draft.supplied(**{key: value for key, value in stated.items() if said[key] is None})
