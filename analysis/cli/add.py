"""`readouts add`: addresses, pages, PDFs and texts → files of the corpus."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..ingest.prompts import Clients, make_asker
from ..io.faults import Fault, InputFaults
from .options import DAY, allow_local, as_day, as_kind, as_line, corpus_option

if TYPE_CHECKING:
    from ..ingest.adding import Asker
    from ..ingest.draft import Draft
    from ..ingest.store import CorpusStore

STATED = ("date", "kind", "place", "title", "publisher", "url", "licence")  # what a user can say of a source


def _as_url(_: object, __: object, value: str | None) -> str | None:
    from ..ingest.addresses import check_address
    from ..ingest.errors import SourceRefused

    try:
        return check_address(value, lambda _: True) if value else None
    except SourceRefused as error:
        raise click.BadParameter(error.message) from None


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--date", type=DAY, callback=as_day, metavar="DATE", help="Day of the meeting, as in 2024-05-26.")
@click.option("--kind", callback=as_kind, metavar="KIND", help="Kind of meeting, as in summit or telephone.")
@click.option("--place", callback=as_line, metavar="PLACE", help="Where it was held.")
@click.option("--title", callback=as_line, metavar="TITLE", help="Title of the page.")
@click.option("--publisher", callback=as_line, metavar="NAME", help="Who published it.")
@click.option("--url", callback=_as_url, metavar="ADDRESS", help="Where it was published, for a text or a file.")
@click.option("--licence", callback=as_line, metavar="NAME", help="The licence of the text.")
@click.option("--accessed", type=DAY, callback=as_day, metavar="DATE", help="When it was had. Without it: today.")
@click.option("--yes", is_flag=True, help="Answer every question with yes.")
@click.option("--replace", is_flag=True, help="Put it in the place of the same readout in the corpus.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@allow_local
@corpus_option
@click.pass_obj
def add(
    terminal: bool | None, /, sources: tuple[str, ...], corpus: Path | None, allow_local: bool, **options: Any
) -> None:
    """Add readouts to the corpus.

    SOURCE is an address (https://...), a saved page (.html), a text (.txt, .md), a PDF, a folder of such files,
    or - for what you paste. It is shown what was read; where something is missing you are asked. What the corpus
    has already is not added again.

    What you give by --date, --kind, --place, ... goes before what the page says.
    """
    from ..ingest.store import CorpusStore, find_corpus, lock_corpus

    if len(sources) > 1 and (options["url"] or options["title"]):
        raise click.UsageError("--url and --title are for one SOURCE.")
    folder = find_corpus(corpus)
    with nullcontext() if options["dry_run"] else lock_corpus(folder):
        faults = _add_each(sources, CorpusStore(folder), allow_local, options | {"terminal": terminal})
    if faults:
        raise InputFaults(faults)


def _add_each(sources: tuple[str, ...], store: CorpusStore, allow_local: bool, options: dict[str, Any]) -> list[Fault]:
    """Add every source; the faults of those that cannot be added."""
    from ..ingest.adding import expand
    from ..ingest.errors import SourceRefused

    faults = []
    clients, asker = (
        Clients(allow_local),
        make_asker(options["yes"], quiet="-" in sources, terminal=options["terminal"]),
    )
    for given in sources:
        try:
            for source in expand((given,)):
                named = source if source != "-" else "standard input"
                click.echo(named)
                faults += _add_one(source, named, store, clients, asker, options)
        except SourceRefused as error:
            faults.append(Fault(given, 0, error.message))
    return faults


def _add_one(
    source: str, named: str, store: CorpusStore, clients: Clients, asker: Asker, options: dict[str, Any]
) -> list[Fault]:
    from ..ingest.adding import add_draft
    from ..ingest.errors import SourceRefused

    try:
        draft = _read(source, clients, store, options)
        if draft is not None:
            draft = _sourced(draft.supplied(**{name: options[name] for name in STATED}))
            outcome = add_draft(draft, store, asker, replace=options["replace"], write=not options["dry_run"])
            click.echo(f"  {outcome.message}")
    except SourceRefused as error:
        click.echo("  not added")
        return [Fault(named, 0, error.message)]
    return []


def _sourced(draft: Draft) -> Draft:
    """The draft with the publisher and the licence that are known of its address, where nobody states others."""
    from ..ingest.publishers import licence_of, publisher_at

    known = publisher_at(draft.source.url)
    publisher = draft.source.publisher or (known.name if known else None)
    licence = draft.source.licence or licence_of(draft.source.url)
    return draft.supplied(publisher=publisher, licence=licence)


def _read(source: str, clients: Clients, store: CorpusStore, options: dict[str, Any]) -> Draft | None:
    """A source → a draft; None where the corpus has its address, so that it need not be asked."""
    from ..ingest.adding import MAX_SOURCE_BYTES, at_most, is_address, read_address, read_file
    from ..ingest.draft import read_source
    from ..io.faults import shown_path

    day = options["accessed"] or dt.datetime.now(dt.UTC).date()
    if source == "-":
        if sys.stdin.isatty():
            click.echo("  Paste the text, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter).")
        return read_source(at_most(sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)), accessed=day)
    if not is_address(source):
        return read_file(source, day)
    held = None if options["replace"] else store.at_address(source)
    if held:
        click.echo(f"  already there: {shown_path(held.path)} (the same address)")
        return None
    from ..ingest.cache import Cache
    from ..ingest.store import pages_of

    cache = None if options["dry_run"] else Cache(pages_of(store.corpus))
    return read_address(source, clients.one(), cache, options["accessed"])
