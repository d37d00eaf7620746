"""The command line: `readouts`, also `python -m analysis`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .bulk.commands import tag
from .faults import InputFaults
from .groups.commands import emphasis
from .ingest.commands import add, fetch
from .options import FILE, Faulty, corpus_option, selection_options

if TYPE_CHECKING:
    from .selection import Selection

PAGE_ENDINGS = (".html", ".htm", ".pdf")


class Commands(click.Group):
    """A group whose commands may raise InputFaults; commands are listed in the order in which they are written."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputFaults as error:
            raise Faulty(str(error)) from None
        except BrokenPipeError:  # the reader of our output has gone: click ends quietly
            raise
        except OSError as error:  # a full disk, a folder that may not be written to
            raise Faulty(f"{error.filename or 'A file'}: {error.strerror}.") from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="readouts", message="%(prog)s %(version)s")
def cli() -> None:
    """How the emphasis of diplomacy moves, read from the published readouts of meetings.

    \b
    Begin with
      readouts add https://...           a page, a saved page, a PDF or a text into the corpus
      readouts check                     what was read, and what is wrong
      readouts report                    notebooks, figures/ and report/index.html
      readouts explain 2024-05-26-seoul  a readout with its matches in colour

    Exit status: 0 fine, 1 the corpus or the codebook has faults, 2 wrong usage.
    """


cli.add_command(add)
cli.add_command(fetch)


@cli.command()
@corpus_option
@selection_options
def report(corpus: Path | None, selection: Selection) -> None:
    """Run the notebooks, draw the figures, write report/index.html.

    With --kind or --publisher all of it goes into a folder of its own in selections/.
    """
    from tqdm import tqdm

    from .faults import shown_path
    from .report import write_report
    from .study import Study

    study = Study.open(corpus, selection)
    with tqdm(desc="notebooks", unit=" cells", delay=1, leave=False) as bar:
        written = write_report(study, on_cell=bar.update)
    for path in written:
        click.echo(shown_path(path))


@cli.command()
@corpus_option
@selection_options
def figures(corpus: Path | None, selection: Selection) -> None:
    """Draw the charts into figures/ (svg, png, csv), without notebooks."""
    from .faults import shown_path
    from .gallery import save_charts
    from .study import Study

    for path in save_charts(Study.open(corpus, selection)):
        click.echo(shown_path(path))


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@corpus_option
@selection_options
def lab(options: tuple[str, ...], corpus: Path | None, selection: Selection) -> None:
    """Open JupyterLab on the notebooks.

    OPTIONS go to JupyterLab, as in `readouts lab --no-browser`. The notebooks are marked as trusted first:
    JupyterLab shows no drawings of a notebook that it does not trust.
    """
    from .execution import open_lab
    from .places import find_places

    raise SystemExit(open_lab(find_places(corpus).of_selection(selection.name), selection, options))


@cli.command()
@click.argument("paths", nargs=-1, type=FILE)
@corpus_option
def check(paths: tuple[Path, ...], corpus: Path | None) -> None:
    """Read corpus and codebook; tell every fault with its file and line, and what each file was read as.

    With PATHS (files or folders of readouts) these are checked instead of the corpus.
    """
    from .checking import check_study

    lines, faults = check_study(list(paths), corpus)
    for line in lines:
        click.echo(line)
    if faults:
        raise InputFaults(faults)


@cli.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the offsets of everything.")
@corpus_option
def parse(file: Path, as_json: bool, corpus: Path | None) -> None:
    """Show what was understood of one readout.

    FILE is a text file, or the name of a readout of the corpus. Offsets are half-open, in code
    points, into the file's text after its front matter.
    """
    if file.suffix.lower() in PAGE_ENDINGS:
        raise Faulty(f"{file}: This is no text file. `readouts add {file} --dry-run` shows what it is read as.")
    from .checking import describe_document, document_as_json
    from .corpus import read_document

    document = read_document(_find(file, corpus))
    click.echo(document_as_json(document) if as_json else "\n".join(describe_document(document)))


cli.add_command(tag)
cli.add_command(emphasis)


@cli.command()
@click.argument("readout", metavar="READOUT")
@click.argument("theme", required=False)
@corpus_option
def explain(readout: str, theme: str | None, corpus: Path | None) -> None:
    """Show a readout with its matches in colour, and the shares at the end.

    READOUT is the name of a readout of the corpus, as `readouts check` lists them. THEME keeps to
    the sentences of one theme.
    """
    from .explaining import explain_readout
    from .study import Study

    study = Study.open(corpus)
    if readout.removesuffix(".txt") not in study.names:
        raise click.BadParameter(f"There is no readout {readout!r}. There are: {', '.join(study.names)}.")
    if theme is not None and theme not in study.codebook.keys:
        raise click.BadParameter(f"There is no theme {theme!r}. There are: {', '.join(study.codebook.keys)}.")
    click.echo(explain_readout(study, readout.removesuffix(".txt"), theme))


@cli.command()
@corpus_option
def agreement(corpus: Path | None) -> None:
    """Check the codebook against sentences coded by hand.

    Reads coding.csv of the corpus: readout, sentence, themes (joined by ;), coder, note. A second coder is added by
    adding rows. Prints precision, recall, F1 and Krippendorff's alpha by theme and overall, and every
    sentence on which a coder and the codebook differ.
    """
    from .auditing import describe_agreement
    from .study import Study

    click.echo(describe_agreement(Study.open(corpus)))


def _find(file: Path, corpus: Path | None) -> Path:
    """A file as given, or else the readout of that name in the corpus."""
    from .places import find_places

    if file.exists() or (file.suffix and len(file.parts) > 1):
        return file
    try:
        named = find_places(corpus).corpus / "readouts" / f"{file.name.removesuffix('.txt')}.txt"
    except InputFaults:
        return file
    return named if named.exists() else file


def main() -> None:
    """Run the command line."""
    cli(prog_name="readouts")


if __name__ == "__main__":
    main()
