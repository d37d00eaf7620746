"""The text that everything is measured on, generated or a file of the user's, as documents and as batches of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pyarrow as pa

from analysis.bulk.batches import Batch
from analysis.codebook.model import Codebook
from analysis.io.faults import Fault, InputFaults, shown_path

from .prose import SEED, Author

MB = 1_000_000  # bytes of UTF-8
BATCH = 1_500_000  # bytes
DOCUMENT = 20_000  # characters of a user's file that are one document, to the next blank line


@dataclass(frozen=True)
class Text:
    """Documents in order, and what they are."""

    documents: list[str]
    source: str

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""
        return sum(map(count_bytes, self.documents))

    def first(self, megabytes: float) -> Text:
        """The first documents that have so many megabytes together, at least one; all where there are not so many."""
        ends = accumulate(map(count_bytes, self.documents))
        number = sum(end < megabytes * MB for end in ends) + 1
        return Text(self.documents[:number], self.source)


def count_bytes(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8"))


def generate_text(codebook: Codebook, megabytes: float, seed: int = SEED) -> Text:
    """Generated speeches, at least so many megabytes; a longer text begins with the shorter one."""
    documents: list[str] = []
    size = 0
    for speech in Author(codebook, seed).speeches():
        documents.append(speech)
        size += count_bytes(speech)
        if size >= megabytes * MB:
            break
    return Text(documents, f"generated, seed {seed}")


def read_text(path: Path, megabytes: float) -> Text:
    """The first megabytes of a file, cut into documents at blank lines.

    Raises InputFaults where it cannot be read, is no UTF-8 or is blank.
    """
    try:
        whole = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputFaults([Fault(shown_path(path), 1, f"Cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError as error:
        raise InputFaults([Fault(shown_path(path), 1, f"Byte {error.start} is not UTF-8; save it as UTF-8.")]) from None
    if not whole.strip():
        raise InputFaults([Fault(shown_path(path), 1, "The file is empty; a text is needed.")])
    return Text(list(_cut(whole)), path.name).first(megabytes)


def _cut(whole: str) -> Iterator[str]:
    start = 0
    while start < len(whole):
        blank = whole.find("\n\n", start + DOCUMENT)
        end = len(whole) if blank < 0 else blank + 2
        yield whole[start:end]
        start = end


def batches(documents: Iterable[str], size: int = BATCH) -> Iterator[Batch]:
    """Documents in batches of about `size` bytes, named by their numbers."""
    begun, held, own = 0, 0, []
    for n, document in enumerate(documents, start=1):
        own.append(document)
        held += count_bytes(document)
        if held >= size:
            yield as_batch(own, begun)
            begun, held, own = n, 0, []
    if own:
        yield as_batch(own, begun)


def as_batch(documents: Sequence[str], first: int = 0) -> Batch:
    """A batch in which every sentence is coded; documents are named by their numbers from `first` on."""
    number = len(documents)
    names = [f"{first + n:07}" for n in range(number)]
    return Batch(names, names, [""] * number, [None] * number, pa.array(documents, pa.string()), [None] * number)
