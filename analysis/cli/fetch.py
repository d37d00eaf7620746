"""`readouts fetch`: a table of known sources → files of the corpus, and a report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..ingest.prompts import Clients, IngestSettings
from ..io.faults import Fault, InputFaults
from .options import DAY, FILE, allow_local, as_day, as_kind, corpus_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..ingest.fetching import Fetcher, Report
    from ..ingest.sources import Source

PAUSE_SECONDS = 3.0  # between two requests to a site


@click.command()
@click.option("--from", "table", type=FILE, metavar="FILE", help="A table of sources. Without it: corpus/sources.csv.")
@click.option("--since", type=DAY, callback=as_day, metavar="DATE", help="Only meetings on this day or later.")
@click.option("--kind", callback=as_kind, metavar="KIND", help="Only meetings of this kind.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Fetch at most N pages.")
@click.option(
    "--pause", type=click.FloatRange(min=0), default=PAUSE_SECONDS, show_default=True, metavar="SECONDS",
    help="Wait between two requests to a site; longer if the site asks for it.",
)  # fmt: skip
@allow_local
@corpus_option
@click.pass_obj
def fetch(
    settings: IngestSettings | None, /, table: Path | None, since: dt.date | None, kind: str | None, limit: int | None,
    pause: float, allow_local: bool, corpus: Path | None,
) -> None:  # fmt: skip
    """Fetch the known readouts that the corpus does not have yet.

    corpus/sources.csv lists them. Pages are requested one at a time, and only if the site's robots.txt allows
    programs to read them. A fetched page is kept and not requested again. If interrupted, run the same command
    again to continue.
    """
    from ..ingest.cache import Cache
    from ..ingest.fetching import Fetcher, Report, choose
    from ..ingest.robots import RobotsPolicy
    from ..ingest.sources import read_sources
    from ..ingest.store import CorpusStore, find_corpus, find_sources, lock_corpus, pages_of

    settings = settings or IngestSettings()
    folder = find_corpus(corpus)
    sources = read_sources(table or find_sources(folder))
    report = Report()
    with lock_corpus(folder, settings.lock_seconds):
        store = CorpusStore(folder)
        wanted, present = choose(sources, store, since=since, kind=kind)
        report.present += [source.url for source in present]
        client = Clients(allow_local, settings.limits).get()
        _fetch_each(
            wanted[:limit], Fetcher(store, Cache(pages_of(folder)), client, RobotsPolicy(client, pause)), report
        )
    _show(report)
    if report.failed:
        raise InputFaults(Fault(source.url, 0, message) for source, _, message in report.failed)


def _fetch_each(sources: Iterable[Source], fetcher: Fetcher, report: Report) -> None:
    from tqdm import tqdm

    try:
        for source in tqdm(sources, desc="pages", unit=" pages", leave=False, disable=None):
            fetcher.fetch(source, report)
    except KeyboardInterrupt:
        click.echo("Interrupted. Run the same command again to continue.", err=True)
        _show(report)
        raise SystemExit(130) from None


def _show(report: Report) -> None:
    for line in (*report.added, *(f"note: {note}" for note in report.notes), *report.lines()):
        click.echo(line)
