"""`readouts report`: a study → its notebooks, figures and page."""

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
@click.option(
    "--pdf", is_flag=True, help="Also print the report as report/report.pdf (needs Chromium, Chrome or Edge)."
)
@click.option("--open", "show", is_flag=True, help="Open the report in your browser.")
def report(corpus: Path | None, selection: Selection, pdf: bool, show: bool) -> None:
    """Run the notebooks, draw the charts and write report/index.html.

    With --kind or --publisher, everything is written to a folder of its own in selections/.
    """
    from tqdm import tqdm

    from ..io.faults import shown_path
    from ..report.page import write_report
    from ..report.pdf import find_browser, write_pdf
    from ..study import Study

    study = Study.open(corpus, selection)
    with tqdm(desc="notebooks", unit=" cells", delay=1, leave=False) as bar:
        written = write_report(study, on_cell=bar.update)
    study.remember()
    page = written[-1]
    if pdf:
        written.insert(-1, write_pdf(page, find_browser()))
    for path in written[:-1]:
        click.echo(shown_path(path))
    click.echo(f"Open {shown_path(page)} in a browser.")
    if show:
        click.launch(page.as_uri())
