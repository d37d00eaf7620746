"""`readouts fetch`: the known sources of a table → files of the corpus."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..ingest.prompts import Clients
from ..io.faults import Fault, InputFaults
from .options import DAY, FILE, allow_local, as_day, as_kind, corpus_option

if TYPE_CHECKING:
    from ..ingest.fetching import Report

PAUSE = 3.0  # seconds between two pages of a site


@click.command()
@click.option("--from", "table", type=FILE, metavar="FILE", help="A table of sources. Without it: corpus/sources.csv.")
@click.option("--since", type=DAY, callback=as_day, metavar="DATE", help="Only meetings of this day or later.")
@click.option("--kind", callback=as_kind, metavar="KIND", help="Only meetings of this kind.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many pages.")
@click.option(
    "--pause", type=click.FloatRange(min=0), default=PAUSE, show_default=True, metavar="SECONDS",
    help="Between two pages of a site; where the site asks for more, that.",
)  # fmt: skip
@allow_local
@corpus_option
def fetch(
    table: Path | None, since: dt.date | None, kind: str | None, limit: int | None, pause: float, allow_local: bool,
    corpus: Path | None,
) -> None:  # fmt: skip
    """Fetch the known readouts that the corpus does not have yet.

    They stand in corpus/sources.csv. One page is asked for at a time, and only where the site's robots.txt lets
    programs read. A page that was fetched once is kept and not asked for again; when interrupted, the same
    command goes on where it stopped.
    """
    from tqdm import tqdm

    from ..ingest.cache import Cache
    from ..ingest.fetching import Fetcher, Report, choose
    from ..ingest.robots import RobotsPolicy
    from ..ingest.sources import read_sources
    from ..ingest.store import CorpusStore, find_corpus, find_sources, lock_corpus, pages_of

    folder = find_corpus(corpus)
    sources = read_sources(table or find_sources(folder))
    report = Report()
    with lock_corpus(folder):
        store = CorpusStore(folder)
        wanted, there = choose(sources, store, since=since, kind=kind)
        report.there += [source.url for source in there]
        client = Clients(allow_local).one()
        fetcher = Fetcher(store, Cache(pages_of(folder)), client, RobotsPolicy(client, pause))
        try:
            for source in tqdm(wanted[:limit], desc="pages", unit=" pages", leave=False, disable=None):
                fetcher.fetch(source, report)
        except KeyboardInterrupt:
            click.echo("Interrupted; the same command goes on where it stopped.", err=True)
            _tell(report)
            raise SystemExit(130) from None
    _tell(report)
    if report.failed:
        raise InputFaults(Fault(source.url, 0, message) for source, _, message in report.failed)


def _tell(report: Report) -> None:
    for line in (*report.added, *(f"note: {note}" for note in report.notes), *report.lines()):
        click.echo(line)
