"""Fetch known pages that the corpus does not have yet: a table of sources → readouts, and a report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..corpus.parsing.known_kinds import KNOWN_KINDS, is_of
from .adding import Asker, add_draft
from .cache import Cache
from .client import Client
from .draft import Draft, read_source
from .errors import SourceRefused
from .publishers import publisher_at
from .robots import RobotsPolicy
from .sources import Source
from .store import CorpusStore

UNKNOWN_KIND = KNOWN_KINDS[-1]


@dataclass
class Report:
    """What happened to each source.

    added, present : a line for each source that was added, or that the corpus already had.
    failed : the source, the reason in a word or two, and a sentence.
    notes : warnings about sources that were added.
    """

    added: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    failed: list[tuple[Source, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as a small table; reasons for failure are sorted by their number."""
        reasons = Counter(reason for _, reason, _ in self.failed)
        rows = [("added", len(self.added)), ("already there", len(self.present)), ("failed", len(self.failed))]
        rows += [(f"  {reason}", n) for reason, n in sorted(reasons.items(), key=lambda row: (-row[1], row[0]))]
        return [f"{what:<20} {n:>4}" for what, n in rows]


def choose(
    sources: Iterable[Source], store: CorpusStore, *, since: dt.date | None = None, kind: str | None = None
) -> tuple[list[Source], list[Source]]:
    """Split sources into those to fetch and those that the corpus already has.

    since : only meetings on this day or later. kind : only meetings of this kind.
    """
    wanted = [
        s
        for s in sources
        if (since is None or s.date >= since) and (kind is None or is_of(kind, s.kind or "", s.level))
    ]
    present = [source for source in wanted if store.at_address(source.url)]
    return [source for source in wanted if source not in present], present


class Fetcher:
    """Fetches sources into a corpus. A page in the cache is not requested again."""

    def __init__(self, store: CorpusStore, cache: Cache, client: Client, robots: RobotsPolicy) -> None:
        self.store, self.cache, self.client, self.robots = store, cache, client, robots

    def fetch(self, source: Source, report: Report) -> None:
        """Fetch one source and add it; enter the result in the report."""
        try:
            draft, differences = fill_in(self._draft(source), source)
            outcome = add_draft(draft, self.store, NOBODY)
        except SourceRefused as error:
            report.failed.append((source, error.reason, error.message))
            return
        (report.added if outcome.status == "added" else report.present).append(f"{source.url}: {outcome.message}")
        if outcome.status == "added":
            report.notes += [f"{source.url}: {line}" for line in (*differences, *draft.notes)]

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
    """Complete a draft from the table of sources, and list where the page and the table differ.

    What the page says is kept; the table supplies the rest.
    """
    document = draft.document()
    of_page = {
        "date": document.date,
        "kind": None if document.kind == UNKNOWN_KIND else document.kind,
        "place": document.place,
    }
    of_table = {"date": source.date, "kind": source.kind, "place": source.place}
    differences = [
        f"line {source.line} of the sources has {name} {of_table[name]}, the page {of_page[name]}; the page's is kept."
        for name in of_page
        if of_page[name] and of_table[name] and str(of_page[name]).casefold() != str(of_table[name]).casefold()
    ]
    publisher = None if publisher_at(draft.source.url) else source.publisher
    filled: dict[str, object] = {
        name: of_table[name] for name in of_page if not of_page[name] and of_table[name] != UNKNOWN_KIND
    }
    return draft.with_facts(publisher=publisher, **filled), differences
