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
