"""`readouts add`: addresses, pages, PDFs and texts → files of the corpus."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..ingest.prompts import Clients, IngestSettings, make_asker
from ..io.faults import Fault, InputFaults
from .options import DAY, allow_local, as_day, as_kind, as_line, corpus_option

if TYPE_CHECKING:
    from ..ingest.adding import Asker
    from ..ingest.draft import Draft
    from ..ingest.store import CorpusStore

STATED = ("date", "kind", "place", "title", "publisher", "url", "licence")  # options that describe a source


def _as_url(_: object, __: object, value: str | None) -> str | None:
    from ..ingest.addresses import check_address
    from ..ingest.errors import SourceRefused

    try:
        return check_address(value, lambda _: True) if value else None
    except SourceRefused as error:
        raise click.BadParameter(error.message) from None


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--date", type=DAY, callback=as_day, metavar="DATE", help="Day of the meeting, such as 2024-05-26.")
@click.option("--kind", callback=as_kind, metavar="KIND", help="Kind of meeting, such as meeting or telephone.")
@click.option("--place", callback=as_line, metavar="PLACE", help="Place of the meeting.")
@click.option("--title", callback=as_line, metavar="TITLE", help="Title of the page.")
@click.option("--publisher", callback=as_line, metavar="NAME", help="Publisher of the readout.")
@click.option("--url", callback=_as_url, metavar="ADDRESS", help="Address of the page that a text or file comes from.")
@click.option("--licence", callback=as_line, metavar="NAME", help="Licence of the text.")
@click.option("--accessed", type=DAY, callback=as_day, metavar="DATE", help="Day you obtained it. Without it: today.")
@click.option("--yes", is_flag=True, help="Answer every question with yes.")
@click.option("--replace", is_flag=True, help="Replace the same readout in the corpus.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@allow_local
@corpus_option
@click.pass_obj
def add(
    settings: IngestSettings | None, /, sources: tuple[str, ...], corpus: Path | None, allow_local: bool, **options: Any
) -> None:
    """Add readouts to the corpus.

    SOURCE is an address (https://...), a saved page (.html), a text (.txt, .md), a PDF, a folder of such files,
    or - for text that you paste. The command shows how it read each source and asks for what is missing. A readout
    that the corpus already has is not added again.

    What you state with --date, --kind, --place, ... overrides what the page says.
    """
    from ..ingest.store import CorpusStore, find_corpus, lock_corpus

    if len(sources) > 1 and (options["url"] or options["title"]):
        raise click.UsageError("--url and --title describe one source. Give only one SOURCE with them.")
    settings = settings or IngestSettings()
    folder = find_corpus(corpus)
    asker = make_asker(options["yes"], quiet="-" in sources, terminal=settings.terminal)
    clients = Clients(allow_local, settings.limits)
    with nullcontext() if options["dry_run"] else lock_corpus(folder, settings.lock_seconds):
        faults = _add_each(sources, CorpusStore(folder), clients, asker, options)
    if faults:
        raise InputFaults(faults)


def _add_each(
    sources: tuple[str, ...], store: CorpusStore, clients: Clients, asker: Asker, options: dict[str, Any]
) -> list[Fault]:
    """Add every source, and return the faults of those that cannot be added."""
    from ..ingest.adding import expand
    from ..ingest.errors import SourceRefused

    faults = []
    for given in sources:
        try:
            for source in expand((given,)):
                name = source if source != "-" else "standard input"
                click.echo(name)
                faults += _add_one(source, name, store, clients, asker, options)
        except SourceRefused as error:
            faults.append(Fault(given, 0, error.message))
    return faults


def _add_one(
    source: str, name: str, store: CorpusStore, clients: Clients, asker: Asker, options: dict[str, Any]
) -> list[Fault]:
    from ..ingest.adding import add_draft
    from ..ingest.errors import SourceRefused

    try:
        draft = _read(source, clients, store, options)
        if draft is not None:
            draft = draft.with_facts(**{fact: options[fact] for fact in STATED})
            outcome = add_draft(draft, store, asker, replace=options["replace"], write=not options["dry_run"])
            click.echo(f"  {outcome.message}")
    except SourceRefused as error:
        click.echo("  not added")
        return [Fault(name, 0, error.message)]
    return []


def _read(source: str, clients: Clients, store: CorpusStore, options: dict[str, Any]) -> Draft | None:
    """Read a source as a draft; None for an address that the corpus already has, which is not requested again."""
    from ..ingest.adding import MAX_SOURCE_BYTES, check_size, is_address, read_address, read_file
    from ..ingest.draft import read_source
    from ..io.faults import shown_path

    day = options["accessed"] or dt.datetime.now(dt.UTC).date()
    if source == "-":
        if sys.stdin.isatty():
            click.echo("  Paste the text, then press Enter and Ctrl-D (Windows: Ctrl-Z, Enter).")
        return read_source(check_size(sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)), accessed=day)
    if not is_address(source):
        return read_file(source, day)
    present = None if options["replace"] else store.at_address(source)
    if present:
        click.echo(f"  already there: {shown_path(present.path)} (the same address)")
        return None
    from ..ingest.cache import Cache
    from ..ingest.store import pages_of

    cache = None if options["dry_run"] else Cache(pages_of(store.corpus))
    return read_address(source, clients.get(), cache, options["accessed"])
