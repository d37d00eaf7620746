"""The same job by several tools, each as its users would write it: text → sentences, and how often themes are named.

The others are given what makes it easy for them: plain phrases, and lines that are joined. Each can also tell the
places of what it counts, for `counting` to compare; that is not timed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from analysis.bulk.batches import tag_batch
from analysis.codebook.matcher import Matcher
from analysis.codebook.model import Codebook

from .texts import batches

Phrases = Mapping[str, Sequence[str]]  # by theme
_BLANK_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")  # what most people write


class Counted(NamedTuple):
    """Sentences, and matches by theme."""

    sentences: int
    themes: dict[str, int]


class Place(NamedTuple):
    """A match in a paragraph: `paragraph[start:end]`."""

    start: int
    end: int
    theme: str


class Places(NamedTuple):
    """Starts of the sentences of a paragraph, its matches, and where its tokens begin and end, if there are any."""

    sentences: list[int]
    matches: list[Place]
    edges: list[int] = []  # noqa: RUF012 - never changed


class Tool(Protocol):
    """One way to do the job; made from phrases by theme."""

    def __init__(self, phrases: Phrases) -> None: ...

    @property
    def name(self) -> str:
        """As its users know it."""
        ...

    @property
    def way(self) -> str:
        """How it does the job, in a line."""
        ...

    @property
    def cannot(self) -> str:
        """What of the job it cannot do, in a line."""
        ...

    def count(self, documents: Sequence[str]) -> Counted:
        """Do the job."""
        ...

    def find(self, paragraph: str) -> Places:
        """Where the sentences and matches of a paragraph, as from `paragraphs`, are."""
        ...


def paragraphs(document: str) -> list[str]:
    """The paragraphs of a document, their lines joined.

    >>> paragraphs("They\\nmet.\\n\\nThey left.")
    ['They met.', 'They left.']
    """
    joined = (" ".join(part.split()) for part in _BLANK_LINE.split(document))
    return [part for part in joined if part]


def lower(text: str) -> str:
    """`str.lower` that leaves the few letters alone of which it would make two, so that offsets hold."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def sentence_starts(paragraph: str) -> list[int]:
    return [0, *(gap.end() for gap in _SENTENCE_END.finditer(paragraph))]


def sentences_of(documents: Sequence[str]) -> list[str]:
    return [s for document in documents for part in paragraphs(document) for s in _SENTENCE_END.split(part)]


class Ours:
    """The project: tables of sentences and of matches with their offsets."""

    name, way = "readouts", "`tag_batch`: a table of sentences and one of matches, with offsets"
    cannot = "parts of speech, named people and places, patterns that are no words"

    def __init__(self, codebook: Codebook) -> None:
        self._matcher = Matcher(codebook)
        self._themes = codebook.keys

    def count(self, documents: Sequence[str]) -> Counted:
        """Tag batch by batch; the tables are dropped, as after they are written."""
        number, found = 0, Counter(dict.fromkeys(self._themes, 0))
        for batch in batches(documents):
            sentences, matches = tag_batch(batch, self._matcher)
            number += sentences.num_rows
            for row in matches["theme"].value_counts().to_pylist():
                found[row["values"]] += row["counts"]
        return Counted(number, dict(found))
