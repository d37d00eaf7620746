"""`readouts figures`: a study → its charts and their tables in figures/."""

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
def figures(corpus: Path | None, selection: Selection) -> None:
    """Draw the charts into figures/ (.svg, .png and the .csv they show), without the notebooks."""
    from ..report.charts.together import draw_together, second_process

    with second_process() as other:  # what it imports, it imports while this one does
        from ..io.faults import shown_path
        from ..report.charts.figures import save_charts
        from ..study import Study

        study = Study.open(corpus, selection)
        written = save_charts(study, draw_together(study, other) if other else None)
        study.remember()
    for path in written:
        click.echo(shown_path(path))
