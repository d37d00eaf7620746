"""Which readouts of a corpus a study is of: all, or those of some kinds and publishers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from ..io.faults import Fault, InputFaults, shown_path
from ..io.wording import listing
from .corpus import Corpus, tabulate

KINDS_VARIABLE, PUBLISHERS_VARIABLE = "READOUTS_KIND", "READOUTS_PUBLISHER"


@dataclass(frozen=True)
class Selection:
    """Readouts of any of these kinds and of any of these publishers; without kinds, or publishers, of all.

    kinds : as in the table `readouts`. publishers : a part of the publisher's name, in whatever case.
    """

    kinds: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> Selection:
        """What a command has asked the notebooks to keep to."""
        kinds, publishers = (os.environ.get(name, "") for name in (KINDS_VARIABLE, PUBLISHERS_VARIABLE))
        return cls(tuple(filter(None, kinds.split("\n"))), tuple(filter(None, publishers.split("\n"))))

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables by which `from_environment` finds it again."""
        return {KINDS_VARIABLE: "\n".join(self.kinds), PUBLISHERS_VARIABLE: "\n".join(self.publishers)}

    @property
    def name(self) -> str:
        """A name for its folder; "" where it keeps everything.

        >>> Selection(("summit",), ("Ministry of Foreign Affairs",)).name
        'summit-ministry-of-foreign-affairs'
        """
        return re.sub(r"[^a-z0-9]+", "-", "-".join((*self.kinds, *self.publishers)).lower()).strip("-")[:80] or (
            "selection" if self.kinds or self.publishers else ""
        )

    @property
    def told(self) -> str:
        """The selection in words; "" where it keeps everything.

        >>> Selection(("summit", "telephone")).told
        'kind summit or telephone only'
        """
        parts = [
            f"{what} {listing([value.replace('-', ' ') for value in values], 'or')}"
            for what, values in (("kind", self.kinds), ("publisher", self.publishers))
            if values
        ]
        return f"{listing(parts)} only" if parts else ""

    def of(self, corpus: Corpus) -> Corpus:
        """The corpus with its readouts that are kept.

        Raises InputFaults naming what there is where none is.
        """
        if not self.name:
            return corpus
        kept = [
            document
            for document in corpus.documents.values()
            if (not self.kinds or document.kind in self.kinds)
            and (not self.publishers or any(_in(part, document.source.publisher) for part in self.publishers))
        ]
        if not kept:
            kinds = sorted({document.kind for document in corpus.documents.values()})
            publishers = sorted({document.source.publisher or "not stated" for document in corpus.documents.values()})
            message = (
                f"No readout is of {self.told.removesuffix(' only')}. "
                f"Kinds: {', '.join(kinds)}. Publishers: {'; '.join(publishers)}."
            )
            folder = next(iter(corpus.documents.values())).path.parent
            raise InputFaults([Fault(shown_path(folder), 1, message)])
        return tabulate(kept)


def _in(part: str, publisher: str | None) -> bool:
    return part.casefold() in (publisher or "").casefold()


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for as long as a block runs; what was there before comes back."""
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
