"""`readouts tag`: any number of documents into tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ..io.faults import InputFaults, shown_path
from ..io.files import NOT_TEXT
from .options import FILE, Faulty, corpus_option, open_codebook

if TYPE_CHECKING:
    from ..bulk.inputs import Piece
    from ..bulk.limits import Limits
    from ..bulk.worker import Outcome, Settings

TABLE_ENDINGS = (".csv", ".parquet")
FAULTS_SHOWN = 20
SKIPPED = 3  # exit status
HELD = 16_000_000  # bytes of csv that are held in memory until all has been read


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say what stands where in a table; the command takes text_column, id_column and reads_as."""
    for option in (
        click.option(
            "--as", "reads_as", type=click.Choice(["readout", "text"]),
            help="How texts are read: as readouts, whose points are coded, or as text, of which every sentence is. "
            "Without it: .txt as readouts, rows of tables as text. A .txt may have front matter, which is no text.",
        ),
        click.option(
            "--id-column", metavar="NAME",
            help="Column with the document's id, which should be unique within the file. Without it: the file's "
            "name and the number of the row (.jsonl: of the line), broken rows counted; no column is guessed.",
        ),
        click.option(
            "--text-column", default="text", show_default=True, metavar="NAME",
            help="Column (or field) of a table with the text.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--codebook", type=FILE, metavar="FILE", help="Another codebook than the study's.")
@click.option(
    "--output", metavar="PLACE",
    help="Where the sentences go: FILE.csv, FILE.parquet, or a FOLDER, which takes the matches too. Without it: csv "
    "here, once all has been read.",
)  # fmt: skip
@click.option("--matches", type=FILE, metavar="FILE", help="Where the matches go, one row each: .csv or .parquet.")
@layout_options
@click.option("--skip-bad", is_flag=True, help="Skip documents that cannot be read, tell them, and end with status 3.")
@click.option(
    "--engine", type=click.Choice(["process", "dask"]), default="process", show_default=True,
    help="One process, or many by Dask, into a folder (`pip install readouts[scale]`).",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Dask: processes here. Without it: one a core.")
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="Dask: a cluster that is there, as tcp://host:8786. All its machines must see the input and the output folder "
    "under the same names.",
)  # fmt: skip
@corpus_option
@click.pass_context
def tag(
    context: click.Context, paths: tuple[Path, ...], codebook: Path | None, output: str | None, matches: Path | None,
    text_column: str, id_column: str | None, reads_as: str | None, skip_bad: bool, engine: str, workers: int | None,
    scheduler: str | None, corpus: Path | None,
) -> None:  # fmt: skip
    """Tag the sentences of files and folders: of readouts, or of any texts.

    PATHS are .txt files, tables (.jsonl, .csv, .parquet), all but .parquet also as .gz, or folders, which are
    searched for all of these but hidden files.

    One row per sentence: file, readout_id, point, sentence, start, end, n_words, themes (joined by
    ;), carried, text. In texts the points are paragraphs and items of lists.

    A FOLDER takes parts of some 32 MB of text, in sentences/ and matches/, each of which opens as one table. A
    run that was stopped goes on when the same command is given again.

    Exit status: 0 fine, 1 faults (nothing was written that is not whole), 2 wrong usage, 3 documents were skipped.
    """
    folder = _check_places(output, matches)
    from ..bulk.inputs import cut_into_pieces, find_sources
    from ..bulk.limits import LIMITS
    from ..bulk.rows import Layout
    from ..bulk.worker import Settings

    limits = context.obj or LIMITS
    chosen = _choose_engine(engine, workers, scheduler, folder, limits)

    book = open_codebook(codebook, corpus).model_dump_json()
    made = [Path(place) for place in (output, matches) if place is not None]
    pieces = cut_into_pieces(find_sources(paths, made), limits)
    layout = Layout(text_column, id_column, None, reads_as)
    place = str(folder.absolute()) if folder else ""
    settings = Settings(layout, book, skip_bad, place, limits=limits)
    outcome = _to_folder(pieces, settings, chosen) if folder else _to_tables(pieces, settings, output, matches)
    if outcome.n_faults:
        click.echo(f"Skipped:\n{list_faults(outcome, outcome.n_faults)}", err=True)
        context.exit(SKIPPED)


def _check_places(output: str | None, matches: Path | None) -> Path | None:
    """The output folder, None where the output is no folder; wrong usage is told."""
    folder = Path(output) if output is not None and _is_folder(output) else None
    for path in (Path(output) if output is not None and folder is None else None, matches):
        if path is not None and path.suffix.lower() not in TABLE_ENDINGS:
            raise click.BadParameter(f"{path} must end in .csv or .parquet; a folder's name ends in {os.sep}.")
        if path is not None and path.is_dir():
            raise click.BadParameter(f"{path} is a folder; give the name of a file.")
    if output is not None and matches is not None and Path(output).resolve() == matches.resolve():
        raise click.BadParameter("--output and --matches must be two files.")
    if folder and matches is not None:
        raise click.BadParameter(f"The matches go into {folder} too: leave --matches out.")
    return folder


def _is_folder(output: str) -> bool:
    path = Path(output)
    no_table = path.suffix.lower() not in TABLE_ENDINGS
    return output.endswith(("/", os.sep)) or not path.suffix or (no_table and path.is_dir())


def _choose_engine(engine: str, workers: int | None, scheduler: str | None, folder: Path | None, limits: Limits) -> Any:
    if engine != "dask":
        if workers or scheduler:
            raise click.BadParameter("--workers and --scheduler go with --engine dask.")
        return None
    if workers and scheduler:
        raise click.BadParameter("A cluster that is there has its own workers: give --workers or --scheduler.")
    if folder is None:
        raise click.BadParameter("--engine dask needs a folder for its output, as in --output tagged/.")
    from ..bulk.dask_engine import DaskEngine

    return DaskEngine(workers, scheduler, limits)


def _to_tables(pieces: list[Piece], settings: Settings, output: str | None, matches: Path | None) -> Outcome:
    """Into files, or csv on standard output: all of it or nothing."""
    from tempfile import SpooledTemporaryFile

    from ..bulk.batches import MATCH_SCHEMA, SENTENCE_SCHEMA
    from ..bulk.outputs import CsvTable, Table, writing_table
    from ..bulk.runs import tag_to_tables

    with ExitStack() as files:
        held: Any = files.enter_context(SpooledTemporaryFile(HELD))
        found = files.enter_context(writing_table(matches, MATCH_SCHEMA)) if matches else None
        sentences: Table = CsvTable(held, SENTENCE_SCHEMA)
        if output is not None:
            sentences = files.enter_context(writing_table(Path(output), SENTENCE_SCHEMA))
        outcome = tag_to_tables(pieces, settings, (sentences, found))
        _end_on_faults(outcome, settings)
        if output is None:
            print_csv(held)
    return outcome


def print_csv(held: IO[bytes]) -> None:
    """Standard output: the bytes as they are, but for a terminal, which must not be told what to do."""
    held.seek(0)
    if sys.stdout.isatty():
        for line in held:
            click.echo(NOT_TEXT.sub(lambda found: ascii(found.group())[1:-1], line.decode("utf-8")), nl=False)
    else:
        while text := held.read(HELD):
            click.echo(text, nl=False)


def _to_folder(pieces: list[Piece], settings: Settings, engine: Any) -> Outcome:
    from ..bulk.runs import tag_here, tag_to_folder

    try:
        outcome, known = tag_to_folder(pieces, settings, engine or tag_here)
    except KeyboardInterrupt:
        click.echo("Stopped. What is done is kept: the same command goes on.", err=True)
        raise
    _end_on_faults(outcome, settings)
    told = f"{outcome.documents:,} documents, {outcome.sentences:,} sentences, {outcome.matches:,} matches"
    if known == len(pieces):
        told += "; all of it was there, nothing was left to do"
    elif known:
        told += f"; {known:,} of {len(pieces):,} pieces were there"
    click.echo(f"{shown_path(Path(settings.folder))}: {told}.", err=True)
    return outcome


def _end_on_faults(outcome: Outcome, settings: Settings) -> None:
    if settings.stops(outcome):
        raise Faulty(list_faults(outcome, FAULTS_SHOWN))


def list_faults(outcome: Outcome, most: int) -> str:
    """The first faults, and how many more there are."""
    shown = sorted(outcome.faults)[:most]
    more = outcome.n_faults - len(shown)
    return "\n".join([str(InputFaults(shown)), *([f"... and {more:,} more faults."] if more else [])])
