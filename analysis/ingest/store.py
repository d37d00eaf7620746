"""A corpus folder that receives readouts: a draft → the readout that it repeats, or the file that it becomes."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ..corpus.documents import Document, identify, read_document
from ..corpus.folders import CORPUS_VARIABLE, find_folders, project_folder
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole
from .addresses import same_page
from .draft import Draft
from .errors import SourceRefused
from .publishers import short_name

SHINGLE_WORDS = 5
MIN_SIMILARITY = 0.9  # Jaccard similarity of shingles from which two texts count as nearly the same
COMPARISONS = ("address", "file", "text", "nearly", "facts")
CACHE_FOLDER = ".cache"
MAX_NAME_LETTERS = 40
NO_DATE = "It has no date, which a study needs. State it with --date 2024-05-26."


@dataclass(frozen=True)
class Repeat:
    """A readout of the corpus that a draft repeats.

    document : the readout of the corpus.
    comparison : what the two share, one of COMPARISONS: "address", "file", "text", "nearly" (most of the text), or
        "facts" (date, kind, place, time and publisher, but not the text).
    """

    document: Document
    comparison: str

    @property
    def shared(self) -> str:
        """What the two share, in words."""
        return {
            "address": "the same address", "file": "the same page, byte for byte", "text": "the same text",
            "nearly": "nearly the same text", "facts": "the same date, kind, place, time and publisher",
        }[self.comparison]  # fmt: skip


class CorpusStore:
    """A corpus folder that receives readouts; it need not exist yet.

    documents : the readouts by path. unread : faults of files that cannot be read; they do not stop others.
    """

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.readouts = corpus / "readouts"
        self.documents: dict[Path, Document] = {}
        self.unread: list[Fault] = []
        self._shingles: dict[Path, frozenset[str]] = {}
        for path in sorted(self.readouts.rglob("*.txt")):
            try:
                self._keep(read_document(path))
            except InputFaults as error:
                self.unread += error.faults

    def _keep(self, document: Document) -> None:
        self.documents[document.path] = document
        self._shingles[document.path] = shingles(document)

    def at_address(self, address: str) -> Document | None:
        """The readout from this address, however the address is written; None if the corpus does not have it."""
        wanted = same_page(address)
        found = (d for d in self.documents.values() if d.source.url and same_page(d.source.url) == wanted)
        return next(found, None)

    def find_same(self, draft: Document, comparisons: Sequence[str] = COMPARISONS) -> Repeat | None:
        """The readout that a draft repeats, by the first comparison that finds one; None if it is new."""
        facts = "date, kind, place, time and publisher"
        words = shingles(draft)
        tests: dict[str, Callable[[Document], bool]] = {
            "address": lambda d: d is (self.at_address(draft.source.url) if draft.source.url else None),
            "file": lambda d: d.source.sha256 is not None and d.source.sha256 == draft.source.sha256,
            "text": lambda d: self._shingles[d.path] == words and coded_words(d) == coded_words(draft),
            "nearly": lambda d: similarity(self._shingles[d.path], words) >= MIN_SIMILARITY,
            "facts": lambda d: identify(d)[facts] is not None and identify(d)[facts] == identify(draft)[facts],
        }
        return next((Repeat(d, name) for name in comparisons for d in self.documents.values() if tests[name](d)), None)

    def path_for(self, draft: Document) -> Path:
        """A new file for a draft, whose name is not taken. Raises SourceRefused if the draft has no date."""
        if draft.date is None:
            raise SourceRefused("no date", NO_DATE)
        taken = [path.stem for path in self.readouts.rglob("*.txt")]
        name = name_readout(draft.date, draft.place, draft.kind, draft.source.publisher, taken)
        return self.readouts / f"{name}.txt"

    def write(self, draft: Draft, path: Path) -> Document:
        """Write a draft as a file of the corpus: whole, or not at all.

        Raises SourceRefused for a path outside the corpus.
        """
        if not path.resolve().is_relative_to(self.readouts.resolve()):
            raise SourceRefused(
                "wrong folder", f"{path} is not in the corpus folder. Choose a file in {self.readouts}."
            )
        write_whole(path, draft.content)
        document = read_document(path)
        self._keep(document)
        return document


@contextmanager
def lock_corpus(corpus: Path, timeout: float = 5) -> Iterator[None]:
    """Lock a corpus against other commands that add to it; remove unfinished files of an interrupted run.

    timeout : seconds to wait for another command to end.

    Raises InputFaults if it has not ended by then.
    """
    hidden = make_cache_folder(corpus)
    try:
        with FileLock(hidden / "lock", timeout=timeout):
            for folder in (corpus / "readouts", hidden):
                for leftover in folder.rglob(".*.part"):
                    leftover.unlink(missing_ok=True)
            yield
    except Timeout:
        message = "Another `readouts add` or `readouts fetch` is running here. Wait for it to end, then try again."
        raise InputFaults([Fault(shown_path(corpus), 0, message)]) from None


def make_cache_folder(corpus: Path) -> Path:
    """Make the corpus's cache folder, which git ignores, and return it."""
    hidden = corpus / CACHE_FOLDER
    hidden.mkdir(parents=True, exist_ok=True)
    if not (hidden / ".gitignore").exists():
        write_whole(hidden / ".gitignore", "*\n")
    return hidden


def coded_words(document: Document) -> list[str]:
    """The words of the points, in lower case. The lead and the rest of the page are not compared."""
    text = " ".join(document.text[a:b] for point in document.parsed.points for a, b in point.sentences)
    return re.findall(r"\w+", text.casefold())


def shingles(document: Document) -> frozenset[str]:
    """Every run of SHINGLE_WORDS coded words; if there are fewer words, all of them as one run."""
    words = coded_words(document)
    return frozenset(" ".join(words[n : n + SHINGLE_WORDS]) for n in range(max(len(words) - SHINGLE_WORDS + 1, 1)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity of two sets: shared elements over all elements; 0 if both are empty.

    >>> similarity(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    """
    return len(one & other) / max(len(one | other), 1)


def slug(words: str | None) -> str:
    """Words as lower-case ASCII letters and digits joined by hyphens; "" if none remain.

    >>> slug("Phnom Penh"), slug("../Sèoul/.."), slug("서울"), slug(None)
    ('phnom-penh', 'seoul', '', '')
    """
    plain = unicodedata.normalize("NFKD", words or "").encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['.](?=[a-z])", "", plain)))[:MAX_NAME_LETTERS].strip("-")


def name_readout(
    date: dt.date, place: str | None, kind: str, publisher: str | None = None, taken: Collection[str] = ()
) -> str:
    """Name a readout by its date and place, or kind if the place is not known.

    A name that is `taken` (ignoring case) gets the publisher's short name added, then 2, 3, ...

    >>> name_readout(dt.date(2024, 5, 26), "Seoul", "summit")
    '2024-05-26-seoul'
    >>> name_readout(dt.date(2024, 5, 26), "Seoul", "summit", "The White House", ["2024-05-26-Seoul"])
    '2024-05-26-seoul-white-house'
    """
    used = {name.casefold() for name in taken}
    plain = f"{date.isoformat()}-{slug(place) or slug(kind) or 'readout'}"
    short = slug(short_name(publisher)) if publisher else ""
    wanted = [plain, f"{plain}-{short}"] if short else [plain]
    numbered = (f"{wanted[-1]}-{n}" for n in range(2, len(used) + 3))
    return next(name for name in (*wanted, *numbered) if name not in used)


def find_corpus(corpus: Path | None) -> Path:
    """The corpus to add to: the one given, even if it does not exist yet; else the one at or above this folder.

    Raises InputFaults if none is given and none is found.
    """
    if corpus is None and os.environ.get(CORPUS_VARIABLE):
        corpus = Path(os.environ[CORPUS_VARIABLE])
    if corpus is not None:
        return corpus.resolve()
    try:
        return find_folders().corpus
    except InputFaults:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / "corpus" / "codebook.yml").is_file() or (folder / "corpus" / "readouts").is_dir():
                return folder / "corpus"
        message = "This folder and those above it contain no corpus. Name one, as in `readouts add --corpus FOLDER`."
        raise InputFaults([Fault(shown_path(here), 0, message)]) from None


def find_sources(corpus: Path) -> Path:
    """The corpus's own table of sources; if it has none, the project's."""
    own = corpus / "sources.csv"
    return own if own.is_file() else project_folder() / "corpus" / "sources.csv"


def pages_of(corpus: Path) -> Path:
    """The folder in which a corpus keeps the pages that were fetched for it."""
    return corpus / CACHE_FOLDER / "pages"
