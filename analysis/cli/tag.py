"""`readouts tag`: any number of documents into tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from ..io.faults import InputFaults, shown_path
from ..io.files import CONTROL_CHARACTERS
from .options import FILE, Faulty, corpus_option, open_codebook

if TYPE_CHECKING:
    from ..bulk.engines import Engine
    from ..bulk.inputs import Piece
    from ..bulk.limits import Limits
    from ..bulk.worker import Outcome, Settings

TABLE_ENDINGS = (".csv", ".parquet")
MAX_FAULTS_SHOWN = 20
SKIPPED = 3  # exit status
MAX_BYTES_IN_MEMORY = 16_000_000  # of CSV that waits until all input is read; more goes to a temporary file


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that name the columns of a table; the command takes text_column, id_column and reads_as."""
    for option in (
        click.option(
            "--as", "reads_as", type=click.Choice(["readout", "text"]),
            help="Read the input as readouts, and code their points only, or as plain text, and code every sentence. "
            "Default: .txt files as readouts, rows of tables as text. Front matter of a .txt file is never coded.",
        ),
        click.option(
            "--id-column", metavar="NAME",
            help="Column of a table with the id of each document, unique within the file. Default: the file's name and "
            "the number of the row (.jsonl: of the line), such as speeches-12. No column is guessed.",
        ),
        click.option(
            "--text-column", default="text", show_default=True, metavar="NAME",
            help="Column of a table (.jsonl: field) with the text.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


workers_option = click.option(
    "--workers", type=click.IntRange(1), metavar="N",
    help="Number of processes. Default: one per core; one alone for less than 8 MB. The results are the same.",
)  # fmt: skip


def choose_workers(workers: int | None, pieces: Sequence[Piece], limits: Limits) -> int:
    """The number of processes: as asked for, else one per core; 1 where others would only take time to start."""
    from ..io.processes import count_cores

    return workers or (count_cores() if sum(piece.size for piece in pieces) >= limits.alone_bytes else 1)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--codebook", type=FILE, metavar="FILE", help="Use this codebook. Default: the codebook of the study.")
@click.option(
    "--output", metavar="PLACE",
    help="Write the sentences to FILE.csv, FILE.parquet or a folder, such as tagged/, which also takes the matches. "
    "Default: print CSV once all input has been read.",
)  # fmt: skip
@click.option(
    "--matches", type=FILE, metavar="FILE", help="Also write the matches, one row each, to this .csv or .parquet file."
)
@layout_options
@click.option(
    "--skip-bad", is_flag=True,
    help="Skip unreadable documents, list them and exit with status 3. Default: stop and exit with status 1.",
)  # fmt: skip
@click.option("--no-text", is_flag=True, help="Leave out the column `text`: start and end say where it stands.")
@workers_option
@click.option(
    "--engine", type=click.Choice(["process", "dask"]), default="process", show_default=True,
    help="Tag in processes of this machine, or with Dask on several (install it with `pip install readouts[scale]`). "
    "Dask needs a folder as --output.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="Dask: address of a running cluster, such as tcp://host:8786. All its machines must see the input and the "
    "output folder under the same paths. Default: start processes on this machine.",
)  # fmt: skip
@corpus_option
@click.pass_context
def tag(
    context: click.Context, paths: tuple[Path, ...], codebook: Path | None, output: str | None, matches: Path | None,
    text_column: str, id_column: str | None, reads_as: str | None, skip_bad: bool, no_text: bool, engine: str,
    workers: int | None, scheduler: str | None, corpus: Path | None,
) -> None:  # fmt: skip
    """Tag the sentences of readouts or of any other texts by theme.

    PATHS are .txt files, tables (.jsonl, .csv, .parquet) or folders. All files but .parquet may be compressed (.gz).
    Folders are searched for such files; hidden files are left out.

    \b
    For example
      readouts tag corpus/readouts --output sentences.csv --matches matches.csv
      readouts tag speeches.jsonl --text-column body --output tagged/

    The table has one row per sentence: file, readout_id, point, sentence, start, end, n_words, themes (joined by ;),
    carried, text. In plain text, the points are paragraphs and list items.

    A folder receives parts of up to about 16 MB of text in sentences/ and matches/; each of the two opens as one table.
    To continue a run that was stopped, give the same command again.

    Exit status: 0 success, 1 faults (no incomplete file is left), 2 wrong usage, 3 documents were skipped.
    """
    folder = _check_places(output, matches)
    from ..bulk.inputs import cut_into_pieces, find_sources
    from ..bulk.limits import LIMITS
    from ..bulk.rows import Layout
    from ..bulk.worker import Settings

    limits = context.obj or LIMITS
    dask = _choose_engine(engine, workers, scheduler, folder, limits)

    book = open_codebook(codebook, corpus).model_dump_json()
    made = [Path(place) for place in (output, matches) if place is not None]
    pieces = cut_into_pieces(find_sources(paths, made), limits)
    layout = Layout(text_column, id_column, None, reads_as)
    place = str(folder.absolute()) if folder else ""
    settings = Settings(layout, book, skip_bad, place, limits=limits, text=not no_text)
    number = choose_workers(workers, pieces, limits)
    if folder:
        outcome = _to_folder(pieces, settings, dask or partial(_start, number, book))
    else:
        outcome = _to_tables(pieces, settings, output, matches, number)
    if outcome.n_faults:
        click.echo(f"Skipped:\n{list_faults(outcome, outcome.n_faults)}", err=True)
        context.exit(SKIPPED)


def _check_places(output: str | None, matches: Path | None) -> Path | None:
    """The output folder, or None if the output is not a folder; raises BadParameter for wrong usage."""
    folder = Path(output) if output is not None and _is_folder(output) else None
    for path in (Path(output) if output is not None and folder is None else None, matches):
        if path is not None and path.suffix.lower() not in TABLE_ENDINGS:
            raise click.BadParameter(f"{path} must end in .csv or .parquet; a folder's name ends in {os.sep}.")
        if path is not None and path.is_dir():
            raise click.BadParameter(f"{path} is a folder; give the name of a file.")
    if output is not None and matches is not None and Path(output).resolve() == matches.resolve():
        raise click.BadParameter("--output and --matches must be two different files.")
    if folder and matches is not None:
        raise click.BadParameter(f"The matches go into {folder} too: leave --matches out.")
    return folder


def _is_folder(output: str) -> bool:
    path = Path(output)
    no_table = path.suffix.lower() not in TABLE_ENDINGS
    return output.endswith(("/", os.sep)) or not path.suffix or (no_table and path.is_dir())


def _choose_engine(engine: str, workers: int | None, scheduler: str | None, folder: Path | None, limits: Limits) -> Any:
    if engine != "dask":
        if scheduler:
            raise click.BadParameter("--scheduler needs --engine dask.")
        return None
    if workers and scheduler:
        raise click.BadParameter("A running cluster has its own workers: give --workers or --scheduler, not both.")
    if folder is None:
        raise click.BadParameter("--engine dask needs a folder as output, such as --output tagged/.")
    from ..bulk.dask_engine import DaskEngine

    return DaskEngine(workers, scheduler, limits)


def _start(workers: int, codebook: str) -> AbstractContextManager[Engine]:
    from ..bulk.engines import several_processes
    from ..bulk.worker import prepare

    return several_processes(workers, prepare, codebook)


def _to_tables(
    pieces: list[Piece], settings: Settings, output: str | None, matches: Path | None, workers: int
) -> Outcome:
    """Write files, or CSV to standard output: all of it or nothing."""
    from tempfile import SpooledTemporaryFile

    from ..bulk.batches import MATCH_SCHEMA, sentence_schema
    from ..bulk.outputs import CsvTable, Table, writing_table
    from ..bulk.runs import tag_to_tables

    schema = sentence_schema(settings.text)
    with _start(workers, settings.codebook) as engine, ExitStack() as files:
        printed: Any = files.enter_context(SpooledTemporaryFile(MAX_BYTES_IN_MEMORY))
        found = files.enter_context(writing_table(matches, MATCH_SCHEMA)) if matches else None
        sentences: Table = CsvTable(printed, schema)
        if output is not None:
            sentences = files.enter_context(writing_table(Path(output), schema))
        outcome = tag_to_tables(pieces, settings, (sentences, found), engine)
        _end_on_faults(outcome, settings)
        if output is None:
            print_csv(printed)
    return outcome


def print_csv(csv: IO[bytes]) -> None:
    """Print CSV unchanged; on a terminal, escape control characters so that a text cannot control it."""
    csv.seek(0)
    if sys.stdout.isatty():
        for line in csv:
            click.echo(CONTROL_CHARACTERS.sub(lambda found: ascii(found.group())[1:-1], line.decode("utf-8")), nl=False)
    else:
        while text := csv.read(MAX_BYTES_IN_MEMORY):
            click.echo(text, nl=False)


def _to_folder(pieces: list[Piece], settings: Settings, start: Callable[[], AbstractContextManager[Engine]]) -> Outcome:
    from ..bulk.runs import tag_to_folder

    try:
        outcome, known = tag_to_folder(pieces, settings, start)
    except KeyboardInterrupt:
        click.echo("Stopped. Finished work is kept: give the same command again to continue.", err=True)
        raise
    _end_on_faults(outcome, settings)
    summary = f"{outcome.documents:,} documents, {outcome.sentences:,} sentences, {outcome.matches:,} matches"
    if known == len(pieces):
        summary += "; the folder was complete, nothing was left to do"
    elif known:
        summary += f"; {known:,} of {len(pieces):,} pieces were there"
    click.echo(f"{shown_path(Path(settings.folder))}: {summary}.", err=True)
    return outcome


def _end_on_faults(outcome: Outcome, settings: Settings) -> None:
    if settings.stops(outcome):
        raise Faulty(list_faults(outcome, MAX_FAULTS_SHOWN))


def list_faults(outcome: Outcome, most: int) -> str:
    """The first faults, and how many more there are."""
    shown = sorted(outcome.faults)[:most]
    more = outcome.n_faults - len(shown)
    return "\n".join([str(InputFaults(shown)), *([f"... and {more:,} more faults."] if more else [])])
