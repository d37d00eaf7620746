"""A corpus folder that can be added to: a draft → the readout it repeats, or the name and file it gets."""

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
MIN_SIMILARITY = 0.9  # Jaccard similarity of shingles: from here two texts are nearly the same
WAYS = ("address", "file", "text", "nearly", "facts")
CACHE_FOLDER = ".cache"
MAX_NAME_LETTERS = 40


@dataclass(frozen=True)
class Repeat:
    """A readout of the corpus that a draft repeats.

    by : "address", "file" or "text"; "nearly" where most of the text is the same; "facts" where date,
        kind, place, time and publisher are, but not the text.
    """

    document: Document
    by: str

    @property
    def told(self) -> str:
        """What is shared, in words."""
        return {
            "address": "the same address", "file": "the same page, byte for byte", "text": "the same text",
            "nearly": "nearly the same text", "facts": "the same date, kind, place, time and publisher",
        }[self.by]  # fmt: skip


class CorpusStore:
    """A corpus folder that receives readouts; it need not exist yet."""

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
        """The readout that has this address, in whatever form it is written."""
        wanted = same_page(address)
        held = (d for d in self.documents.values() if d.source.url and same_page(d.source.url) == wanted)
        return next(held, None)

    def find_same(self, draft: Document, ways: Sequence[str] = WAYS) -> Repeat | None:
        """What the corpus has of a draft already, by the first of some ways that finds it."""
        held = list(self.documents.values())
        facts = "date, kind, place, time and publisher"
        words = shingles(draft)
        tests: dict[str, Callable[[Document], bool]] = {
            "address": lambda d: d is (self.at_address(draft.source.url) if draft.source.url else None),
            "file": lambda d: d.source.sha256 is not None and d.source.sha256 == draft.source.sha256,
            "text": lambda d: self._shingles[d.path] == words and coded_words(d) == coded_words(draft),
            "nearly": lambda d: similarity(self._shingles[d.path], words) >= MIN_SIMILARITY,
            "facts": lambda d: identify(d)[facts] is not None and identify(d)[facts] == identify(draft)[facts],
        }
        return next((Repeat(d, by) for by in ways for d in held if tests[by](d)), None)

    def path_for(self, draft: Document) -> Path:
        """Where a draft goes: a name that no readout of the corpus has. Raises SourceRefused without a date."""
        if draft.date is None:
            raise SourceRefused("no date", "It has no date, and a study needs one: give it with --date 2024-05-26.")
        taken = [path.stem for path in self.readouts.rglob("*.txt")]
        name = name_readout(draft.date, draft.place, draft.kind, draft.source.publisher, taken)
        return self.readouts / f"{name}.txt"

    def write(self, draft: Draft, path: Path) -> Document:
        """Write a draft as a whole file within the corpus, and keep it in mind."""
        if not path.resolve().is_relative_to(self.readouts.resolve()):
            raise SourceRefused("odd name", f"{path} is not in the corpus folder.")
        write_whole(path, draft.content)
        document = read_document(path)
        self._keep(document)
        return document


@contextmanager
def lock_corpus(corpus: Path, timeout: float = 5) -> Iterator[None]:
    """Lock a corpus against other commands that add to it; remove what an interrupted run left behind.

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
        message = "Another `readouts add` or `readouts fetch` is at work here. Wait for it to end."
        raise InputFaults([Fault(shown_path(corpus), 0, message)]) from None


def make_cache_folder(corpus: Path) -> Path:
    """Make the corpus's cache folder, which git ignores, and return it."""
    hidden = corpus / CACHE_FOLDER
    hidden.mkdir(parents=True, exist_ok=True)
    if not (hidden / ".gitignore").exists():
        write_whole(hidden / ".gitignore", "*\n")
    return hidden


def coded_words(document: Document) -> list[str]:
    """The words of what is coded, in small letters: furniture and lead make no difference between texts."""
    text = " ".join(document.text[a:b] for point in document.parsed.points for a, b in point.sentences)
    return re.findall(r"\w+", text.casefold())


def shingles(document: Document) -> frozenset[str]:
    """Every run of SHINGLE_WORDS coded words; the words as a whole where there are fewer."""
    words = coded_words(document)
    return frozenset(" ".join(words[n : n + SHINGLE_WORDS]) for n in range(max(len(words) - SHINGLE_WORDS + 1, 1)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's: what two sets share, over what they hold together; 0 where both are empty.

    >>> similarity(frozenset("ab"), frozenset("bc"))
    0.3333333333333333
    """
    return len(one & other) / max(len(one | other), 1)


def slug(words: str | None) -> str:
    """Words as lower-case ASCII letters and digits with hyphens between; empty where nothing is left.

    >>> slug("Phnom Penh"), slug("../Sèoul/.."), slug("서울"), slug(None)
    ('phnom-penh', 'seoul', '', '')
    """
    plain = unicodedata.normalize("NFKD", words or "").encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['.](?=[a-z])", "", plain)))[:MAX_NAME_LETTERS].strip("-")


def name_readout(
    date: dt.date, place: str | None, kind: str, publisher: str | None = None, taken: Collection[str] = ()
) -> str:
    """A readout's name: date, then place or else kind; where it is taken (whatever the case), the
    publisher's short name behind it, then 2, 3, ...

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
    """The corpus to add to: the one that is named, though it be empty or not there yet, or the nearest.

    Raises InputFaults where none is named and none is near.
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
        message = "No corpus at or above this folder. Name one to begin, as in `readouts add --corpus FOLDER`."
        raise InputFaults([Fault(shown_path(here), 0, message)]) from None


def find_sources(corpus: Path) -> Path:
    """The table of sources of a corpus, or the project's where it has none."""
    own = corpus / "sources.csv"
    return own if own.is_file() else project_folder() / "corpus" / "sources.csv"


def pages_of(corpus: Path) -> Path:
    """The folder of fetched pages, unchanged."""
    return corpus / CACHE_FOLDER / "pages"
