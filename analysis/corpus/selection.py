"""Selections: kinds and publishers → the readouts of a corpus to study, a folder name, and environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from ..io.faults import Fault, InputFaults, shown_path
from ..io.wording import listing
from .corpus import Corpus, tabulate
from .parsing.known_kinds import is_of

KINDS_VARIABLE, PUBLISHERS_VARIABLE = "READOUTS_KIND", "READOUTS_PUBLISHER"


@dataclass(frozen=True)
class Selection:
    """The readouts of any of these kinds and any of these publishers. No kinds: all kinds; no publishers: all.

    kinds : values of the columns `kind` or `level`, or kinds of former versions (`summit`).
    publishers : parts of publishers' names; case is ignored.
    """

    kinds: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> Selection:
        """The selection that a command passes to the notebooks."""
        kinds, publishers = (os.environ.get(name, "") for name in (KINDS_VARIABLE, PUBLISHERS_VARIABLE))
        return cls(tuple(filter(None, kinds.split("\n"))), tuple(filter(None, publishers.split("\n"))))

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables that `from_environment` reads."""
        return {KINDS_VARIABLE: "\n".join(self.kinds), PUBLISHERS_VARIABLE: "\n".join(self.publishers)}

    @property
    def name(self) -> str:
        """The name of its folder; "" if it selects everything.

        >>> Selection(("summit",), ("Ministry of Foreign Affairs",)).name
        'summit-ministry-of-foreign-affairs'
        """
        return re.sub(r"[^a-z0-9]+", "-", "-".join((*self.kinds, *self.publishers)).lower()).strip("-")[:80] or (
            "selection" if self.kinds or self.publishers else ""
        )

    @property
    def description(self) -> str:
        """The selection in words; "" if it selects everything.

        >>> Selection(("summit", "telephone")).description
        'kind summit or telephone only'
        """
        parts = [
            f"{what} {listing([value.replace('-', ' ') for value in values], 'or')}"
            for what, values in (("kind", self.kinds), ("publisher", self.publishers))
            if values
        ]
        return f"{listing(parts)} only" if parts else ""

    def of(self, corpus: Corpus) -> Corpus:
        """The selected part of a corpus.

        Raises InputFaults with the kinds and publishers of the corpus if nothing is selected.
        """
        if not self.name:
            return corpus
        kept = [
            document
            for document in corpus.documents.values()
            if (not self.kinds or any(is_of(kind, document.kind, document.level) for kind in self.kinds))
            and (not self.publishers or any(_contains(document.source.publisher, part) for part in self.publishers))
        ]
        if not kept:
            raise InputFaults([self._nothing_selected(corpus)])
        return tabulate(kept)

    def _nothing_selected(self, corpus: Corpus) -> Fault:
        documents = list(corpus.documents.values())
        kinds = sorted({name for document in documents for name in (document.kind, document.level) if name})
        publishers = sorted({document.source.publisher or "not stated" for document in documents})
        message = (
            f"No readout is of {self.description.removesuffix(' only')}. "
            f"Kinds: {', '.join(kinds)}. Publishers: {'; '.join(publishers)}."
        )
        return Fault(shown_path(documents[0].path.parent), 0, message)


def _contains(publisher: str | None, part: str) -> bool:
    return part.casefold() in (publisher or "").casefold()


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables while a block runs, then restore the former values."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
