"""`readouts emphasis`: the emphasis of any set of documents, by document, month or year."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import FILE, Faulty, corpus_option, open_codebook
from .tag import (
    MAX_FAULTS_SHOWN,
    SKIPPED,
    TABLE_ENDINGS,
    choose_workers,
    layout_options,
    list_faults,
    print_csv,
    workers_option,
)

if TYPE_CHECKING:
    import pandas as pd

    from ..bulk.emphasis import Group
    from ..bulk.inputs import Piece
    from ..bulk.worker import Outcome, Settings
    from ..codebook.model import Codebook

BY_CODER = "coder"
TEXTS = ["group", "file", "coder", "readout_id", "theme", "family", "rests_on", "from_id", "to_id", "verdict"]
WHOLE_NUMBERS = [
    "n_documents",
    "n_coded",
    "n_before",
    "n_after",
    "n_sentences",
    "n_matches",
    "first_point",
    "first_rank",
]
DECIMALS = 9  # what is beyond may differ from one machine to another


@click.command()
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--codebook", type=FILE, metavar="FILE", help="Use this codebook. Default: the codebook of the study.")
@click.option(
    "--output", type=FILE, metavar="FILE", help="Write the table to this .csv or .parquet file. Default: print CSV."
)
@click.option(
    "--by", type=click.Choice(["document", "month", "year", BY_CODER]), default="document", show_default=True,
    help="Measure each document, or all documents of a month or a year together. With coder: the study's readouts that "
    "a coder coded whole, by the coder's codes; without PATHS.",
)  # fmt: skip
@click.option("--corrected", is_flag=True,
              help="Correct the study's shares by its coded sample (`readouts sample`); without PATHS.")  # fmt: skip
@click.option("--shifts", type=FILE, metavar="FILE",
              help="Also write the shifts from each month or year to the next (.csv or .parquet).")  # fmt: skip
@click.option(
    "--date-column", metavar="NAME",
    help="Column of a table with the date, such as 2024-05-26. With --by month, 2024-05 is enough; by year, 2024. "
    "With --by document, the date of a row that names only a month or year stays empty.",
)  # fmt: skip
@layout_options
@click.option(
    "--skip-bad", is_flag=True,
    help="Skip unreadable documents, list them and exit with status 3. Default: stop and exit with status 1.",
)  # fmt: skip
@workers_option
@corpus_option
@click.pass_context
def emphasis(
    context: click.Context, paths: tuple[Path, ...], codebook: Path | None, output: Path | None, by: str,
    shifts: Path | None, date_column: str | None, text_column: str, id_column: str | None, reads_as: str | None,
    skip_bad: bool, workers: int | None, corpus: Path | None, corrected: bool,
) -> None:  # fmt: skip
    """Measure the emphasis of any set of documents, by document, month or year.

    PATHS are .txt files, tables (.jsonl, .csv, .parquet) or folders, as for `readouts tag`. The date of a readout is
    read from its text, the date of a table's row from --date-column.

    \b
    For example
      readouts emphasis corpus/readouts --output emphasis.csv
      readouts emphasis speeches.csv --date-column day --by month --shifts shifts.csv
      readouts emphasis --corrected --output corrected.csv --shifts corrected-shifts.csv

    The table has one row per group and theme, zeros and `none` included: group (and file, by document), n_documents,
    theme, n_words, share_words, low and high (the 95 % interval), rests_on (what the interval is based on) and other
    measures. For a month or year with two or more documents, the interval is based on how they differ; for one
    document, on how its paragraphs or agenda points differ.

    --shifts writes "more" or "less" where chance would give so large a change in fewer than 5 % of cases, "hint" up to
    10 %, "not tested" where a month or year has fewer than 4 documents.

    Exit status: 0 success, 1 faults (nothing was written), 2 wrong usage, 3 documents were skipped.
    """
    _check_places(output, shifts, by, corrected)
    if corrected or by == BY_CODER:
        _measure_study(paths, output, shifts, corpus, corrected)
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...'.")
    from ..bulk.inputs import cut_into_pieces, find_sources
    from ..bulk.limits import LIMITS
    from ..bulk.rows import Layout
    from ..bulk.shifts import compare_groups
    from ..bulk.worker import Outcome, Settings

    book, outcome, limits = open_codebook(codebook, corpus), Outcome(), context.obj or LIMITS
    layout = Layout(text_column, id_column, date_column, reads_as, by)
    pieces = cut_into_pieces(find_sources(paths, [place for place in (output, shifts) if place]), limits)
    settings = Settings(layout, book.model_dump_json(), skip_bad, limits=limits)
    table, groups = _measure_documents(pieces, settings, book, outcome, choose_workers(workers, pieces, limits))
    if settings.stops(outcome):
        raise Faulty(list_faults(outcome, MAX_FAULTS_SHOWN))
    _put(table.round(DECIMALS), output)
    if shifts is not None:
        _put(compare_groups(groups, book).round(DECIMALS), shifts)
    if outcome.n_faults:
        click.echo(f"Skipped:\n{list_faults(outcome, outcome.n_faults)}", err=True)
        context.exit(SKIPPED)


def _measure_documents(
    pieces: list[Piece], settings: Settings, book: Codebook, outcome: Outcome, n_processes: int
) -> tuple[pd.DataFrame, list[Group]]:
    """The emphasis of documents, or of months or years and these groups themselves; faults are added to `outcome`."""
    from ..bulk.counting import check_batches
    from ..bulk.emphasis import DOCUMENT, gather_groups, measure_documents, measure_groups
    from ..bulk.engines import several_processes
    from ..bulk.runs import progress, read_all
    from ..bulk.worker import prepare

    by, date_column = settings.layout.by, settings.layout.date_column
    with progress(pieces) as on_read, several_processes(n_processes, prepare, settings.codebook) as engine:
        batches = read_all(pieces, settings, outcome, on_read)
        checked = check_batches(batches, by != DOCUMENT, outcome.add_fault, date_column)
        # Once the work is to end, the rest is only read for what is wrong in it.
        kept = (batch for batch in checked if not settings.stops(outcome))
        if by == DOCUMENT:
            return measure_documents(kept, book, engine), []
        groups = gather_groups(kept, book, by, engine)
        return measure_groups(groups, book.keys), groups


def _measure_study(
    paths: tuple[Path, ...], output: Path | None, shifts: Path | None, corpus: Path | None, corrected: bool
) -> None:
    """Write what hand coding says of the study: corrected by a sample, or by the coders' own codes."""
    from ..report import caveats
    from ..study import Study

    if paths:
        raise click.UsageError("--corrected and --by coder measure a study. Leave PATHS out; name it with --corpus.")
    study = Study.open(corpus)
    table = study.corrected if corrected else study.by_coder
    if table.empty:
        why = "\n".join(caveats.correction(study)) or "No sample is drawn. Begin with `readouts sample`."
        raise Faulty(why if corrected else "No readout is coded whole by hand.")
    _put(table.round(DECIMALS), output)
    if shifts is not None:
        _put(study.corrected_shifts.round(DECIMALS), shifts)


def _check_places(output: Path | None, shifts: Path | None, by: str, corrected: bool) -> None:
    for path in (output, shifts):
        if path is not None and (path.suffix.lower() not in TABLE_ENDINGS or path.is_dir()):
            raise click.BadParameter(f"{path} must be a file that ends in .csv or .parquet.")
    if shifts is not None and by not in ("month", "year") and not corrected:
        raise click.BadParameter("--shifts needs --by month, --by year or --corrected.")
    if output is not None and shifts is not None and output.resolve() == shifts.resolve():
        raise click.BadParameter("--output and --shifts must be two different files.")


def _put(table: pd.DataFrame, output: Path | None) -> None:
    """Write a table as csv or parquet, whole, or as csv on standard output."""
    from ..io.csv import to_csv
    from ..io.files import write_whole

    if output is None:
        print_csv(io.BytesIO(to_csv(table).encode("utf-8")))
    elif output.suffix.lower() == ".csv":
        write_whole(output, to_csv(table))
    else:
        write_whole(output, _to_parquet(table))


def _to_parquet(table: pd.DataFrame) -> bytes:
    import pyarrow as pa
    from pyarrow.parquet import write_table

    kinds = dict.fromkeys(TEXTS, pa.string()) | dict.fromkeys(WHOLE_NUMBERS, pa.int64()) | {"date": pa.date32()}
    schema = pa.schema([(name, kinds.get(name, pa.float64())) for name in table.columns])
    buffer = io.BytesIO()
    write_table(pa.Table.from_pandas(table, schema, preserve_index=False).replace_schema_metadata(), buffer)
    return buffer.getvalue()
