"""Known pages that the corpus does not have yet are fetched, one at a time, and added."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..corpus.parsing.kinds import KNOWN_KINDS
from .adding import Asker, add_draft
from .cache import Cache
from .client import Client
from .draft import Draft, read_source
from .errors import SourceRefused
from .publishers import publisher_at
from .robots import RobotsPolicy
from .sources import Source
from .store import CorpusStore

NO_KIND = KNOWN_KINDS[-1]


@dataclass
class Report:
    """What became of the sources: those added and those there already, those that failed with reason and sentence."""

    added: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    failed: list[tuple[Source, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as a small table, reasons of failures by how often they came."""
        reasons = Counter(reason for _, reason, _ in self.failed)
        rows = [("added", len(self.added)), ("already there", len(self.there)), ("failed", len(self.failed))]
        rows += [(f"  {reason}", n) for reason, n in sorted(reasons.items(), key=lambda row: (-row[1], row[0]))]
        return [f"{what:<20} {n:>4}" for what, n in rows]


def choose(
    sources: Iterable[Source], store: CorpusStore, *, since: dt.date | None = None, kind: str | None = None
) -> tuple[list[Source], list[Source]]:
    """The sources of a day or later and of a kind: those to fetch, and those whose address the corpus has."""
    wanted = [s for s in sources if (since is None or s.date >= since) and kind in (None, s.kind)]
    there = [source for source in wanted if store.at_address(source.url)]
    return [source for source in wanted if source not in there], there


class Fetcher:
    """Fetches sources into a corpus; a page that was fetched before is not asked for again."""

    def __init__(self, store: CorpusStore, cache: Cache, client: Client, robots: RobotsPolicy) -> None:
        self.store, self.cache, self.client, self.robots = store, cache, client, robots

    def fetch(self, source: Source, report: Report) -> None:
        """Fetch one source, add it, and say in the report what became of it."""
        try:
            draft, told = fill_in(self._draft(source), source)
            outcome = add_draft(draft, self.store, NOBODY)
        except SourceRefused as error:
            report.failed.append((source, error.reason, error.message))
            return
        (report.added if outcome.status == "added" else report.there).append(f"{source.url}: {outcome.message}")
        if outcome.status == "added":
            report.notes += [f"{source.url}: {line}" for line in (*told, *draft.notes)]

    def _draft(self, source: Source) -> Draft:
        page = self.cache.read(source.url)
        if page is None:
            page = self.client.get(source.url, self.robots.before)
            self.cache.write(source.url, page)
        return read_source(
            page.raw, kind=page.content_type, charset=page.charset, address=page.address, accessed=page.accessed
        )


NOBODY = Asker(lambda _: None, lambda _: None, lambda _: None)


def fill_in(draft: Draft, source: Source) -> tuple[Draft, list[str]]:
    """A draft with what the table of sources knows and the page does not say, and where the two differ.

    The page's own word wins.
    """
    document = draft.document()
    said = {"date": document.date, "kind": None if document.kind == NO_KIND else document.kind, "place": document.place}
    known = {"date": source.date, "kind": source.kind, "place": source.place}
    differs = [
        f"line {source.line} of the sources has {name} {known[name]}, the page {said[name]}; the page's word is kept."
        for name in said
        if said[name] and known[name] and str(said[name]).casefold() != str(known[name]).casefold()
    ]
    publisher = None if publisher_at(draft.source.url) else source.publisher
    filled: dict[str, object] = {name: known[name] for name in said if not said[name] and known[name] != NO_KIND}
    return draft.supplied(publisher=publisher, **filled), differs
