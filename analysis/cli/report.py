"""`readouts report`, `figures` and `lab`: a study → its notebooks, figures and page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import corpus_option, selection_options

if TYPE_CHECKING:
    from ..corpus.selection import Selection


@click.command()
@corpus_option
@selection_options
def report(corpus: Path | None, selection: Selection) -> None:
    """Run the notebooks, draw the charts and write report/index.html.

    With --kind or --publisher, everything is written to a folder of its own in selections/.
    """
    from tqdm import tqdm

    from ..io.faults import shown_path
    from ..report.page import write_report
    from ..study import Study

    study = Study.open(corpus, selection)
    with tqdm(desc="notebooks", unit=" cells", delay=1, leave=False) as bar:
        written = write_report(study, on_cell=bar.update)
    for path in written:
        click.echo(shown_path(path))


@click.command()
@corpus_option
@selection_options
def figures(corpus: Path | None, selection: Selection) -> None:
    """Draw the charts into figures/ (.svg, .png and the .csv they show), without the notebooks."""
    from ..io.faults import shown_path
    from ..report.charts.figures import save_charts
    from ..study import Study

    for path in save_charts(Study.open(corpus, selection)):
        click.echo(shown_path(path))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@corpus_option
@selection_options
def lab(options: tuple[str, ...], corpus: Path | None, selection: Selection) -> None:
    """Open JupyterLab on the notebooks.

    OPTIONS are passed to JupyterLab, as in `readouts lab --no-browser`. The notebooks are marked as trusted first,
    because JupyterLab hides the charts of notebooks that it does not trust.
    """
    from ..corpus.folders import find_folders
    from ..report.notebooks import open_lab

    raise SystemExit(open_lab(find_folders(corpus).of_selection(selection.name), selection, options))
