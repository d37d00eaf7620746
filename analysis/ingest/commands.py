"""The commands by which a corpus grows: `readouts add` and `readouts fetch`."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..faults import Fault, InputFaults
from ..options import FILE, corpus_option
from .asking import Clients, make_asker

if TYPE_CHECKING:
    from .adding import Asker
    from .draft import Draft
    from .fetching import Report
    from .shelf import Shelf

DAY = click.DateTime(["%Y-%m-%d"])
STATED = ("date", "kind", "place", "title", "publisher", "url", "licence")  # what a user can say of a source
PAUSE = 3.0  # seconds between two pages of a site

allow_local = click.option(
    "--allow-local", is_flag=True, help="Also read from this machine and its private network. Without it: never."
)


def _as_day(_: object, __: object, value: dt.datetime | None) -> dt.date | None:
    return value.date() if value else None


def _as_kind(_: object, __: object, value: str | None) -> str | None:
    from ..facts import KNOWN_KINDS

    if value is not None and value not in KNOWN_KINDS:
        raise click.BadParameter(f"There is no kind {value!r}. There are: {', '.join(KNOWN_KINDS)}.")
    return value


def _as_line(_: object, __: object, value: str | None) -> str | None:
    if value is not None and (not value.strip() or not value.isprintable()):
        raise click.BadParameter("It must be words in one line.")
    return " ".join(value.split()) if value else None


def _as_url(_: object, __: object, value: str | None) -> str | None:
    from .addresses import check_address
    from .refused import Refused

    try:
        return check_address(value, lambda _: True) if value else None
    except Refused as error:
        raise click.BadParameter(error.message) from None


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--date", type=DAY, callback=_as_day, metavar="DATE", help="Day of the meeting, as in 2024-05-26.")
@click.option("--kind", callback=_as_kind, metavar="KIND", help="Kind of meeting, as in summit or telephone.")
@click.option("--place", callback=_as_line, metavar="PLACE", help="Where it was held.")
@click.option("--title", callback=_as_line, metavar="TITLE", help="Title of the page.")
@click.option("--publisher", callback=_as_line, metavar="NAME", help="Who published it.")
@click.option("--url", callback=_as_url, metavar="ADDRESS", help="Where it was published, for a text or a file.")
@click.option("--licence", callback=_as_line, metavar="NAME", help="The licence of the text.")
@click.option("--accessed", type=DAY, callback=_as_day, metavar="DATE", help="When it was had. Without it: today.")
@click.option("--yes", is_flag=True, help="Answer every question with yes.")
@click.option("--replace", is_flag=True, help="Put it in the place of the same readout in the corpus.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@allow_local
@corpus_option
def add(sources: tuple[str, ...], corpus: Path | None, allow_local: bool, **options: Any) -> None:
    """Add readouts to the corpus.

    SOURCE is an address (https://...), a saved page (.html), a text (.txt, .md), a PDF, a folder of such files,
    or - for what you paste. It is shown what was read; where something is missing you are asked. What the corpus
    has already is not added again.

    What you give by --date, --kind, --place, ... goes before what the page says.
    """
    from .places import find_corpus
    from .shelf import Shelf, alone

    if len(sources) > 1 and (options["url"] or options["title"]):
        raise click.UsageError("--url and --title are for one SOURCE.")
    folder = find_corpus(corpus)
    with nullcontext() if options["dry_run"] else alone(folder):
        faults = _add_each(sources, Shelf(folder), allow_local, options)
    if faults:
        raise InputFaults(faults)


def _add_each(sources: tuple[str, ...], shelf: Shelf, allow_local: bool, options: dict[str, Any]) -> list[Fault]:
    """Add every source; the faults of those that cannot be added."""
    from .adding import expand
    from .refused import Refused

    faults = []
    clients, asker = Clients(allow_local), make_asker(options["yes"], quiet="-" in sources)
    for given in sources:
        try:
            for source in expand((given,)):
                named = source if source != "-" else "standard input"
                click.echo(named)
                faults += _add_one(source, named, shelf, clients, asker, options)
        except Refused as error:
            faults.append(Fault(given, 0, error.message))
    return faults


def _add_one(
    source: str, named: str, shelf: Shelf, clients: Clients, asker: Asker, options: dict[str, Any]
) -> list[Fault]:
    from .adding import add_draft
    from .refused import Refused

    try:
        draft = _read(source, clients, shelf, options)
        if draft is not None:
            draft = _sourced(draft.supplied(**{name: options[name] for name in STATED}))
            outcome = add_draft(draft, shelf, asker, replace=options["replace"], write=not options["dry_run"])
            click.echo(f"  {outcome.message}")
    except Refused as error:
        click.echo("  not added")
        return [Fault(named, 0, error.message)]
    return []


def _sourced(draft: Draft) -> Draft:
    """The draft with the publisher and the licence that are known of its address, where nobody states others."""
    from .publishers import licence_of, publisher_at

    known = publisher_at(draft.source.url)
    publisher = draft.source.publisher or (known.name if known else None)
    licence = draft.source.licence or licence_of(draft.source.url)
    return draft.supplied(publisher=publisher, licence=licence)


def _read(source: str, clients: Clients, shelf: Shelf, options: dict[str, Any]) -> Draft | None:
    """A source → a draft; None where the corpus has its address, so that it need not be asked."""
    from ..faults import shown_path
    from .adding import LARGEST, at_most, is_address, read_address, read_file
    from .draft import read_source

    day = options["accessed"] or dt.datetime.now(dt.UTC).date()
    if source == "-":
        if sys.stdin.isatty():
            click.echo("  Paste the text, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter).")
        return read_source(at_most(sys.stdin.buffer.read(LARGEST + 1)), accessed=day)
    if not is_address(source):
        return read_file(source, day)
    held = None if options["replace"] else shelf.at_address(source)
    if held:
        click.echo(f"  already there: {shown_path(held.path)} (the same address)")
        return None
    from .cache import Cache
    from .places import pages_of

    cache = None if options["dry_run"] else Cache(pages_of(shelf.corpus))
    return read_address(source, clients.one(), cache, options["accessed"])


@click.command()
@click.option("--from", "table", type=FILE, metavar="FILE", help="A table of sources. Without it: corpus/sources.csv.")
@click.option("--since", type=DAY, callback=_as_day, metavar="DATE", help="Only meetings of this day or later.")
@click.option("--kind", callback=_as_kind, metavar="KIND", help="Only meetings of this kind.")
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

    from .cache import Cache
    from .fetching import Fetcher, Report, choose
    from .places import find_corpus, find_sources, pages_of
    from .robots import Manners
    from .shelf import Shelf, alone
    from .sources import read_sources

    folder = find_corpus(corpus)
    sources = read_sources(table or find_sources(folder))
    report = Report()
    with alone(folder):
        shelf = Shelf(folder)
        wanted, there = choose(sources, shelf, since=since, kind=kind)
        report.there += [source.url for source in there]
        client = Clients(allow_local).one()
        fetcher = Fetcher(shelf, Cache(pages_of(folder)), client, Manners(client, pause))
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
