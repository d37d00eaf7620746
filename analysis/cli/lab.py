"""`readouts lab`: JupyterLab, opened on the notebooks of a study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Faulty, corpus_option, selection_options

if TYPE_CHECKING:
    from ..corpus.selection import Selection


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@corpus_option
@selection_options
def lab(options: tuple[str, ...], corpus: Path | None, selection: Selection) -> None:
    """Open JupyterLab on the notebooks.

    OPTIONS are passed to JupyterLab, as in `readouts lab --no-browser`. The notebooks are marked as trusted first,
    because JupyterLab hides the charts of notebooks that it does not trust.
    """
    from importlib.util import find_spec

    from ..corpus.folders import find_folders
    from ..report.notebooks import open_lab

    if find_spec("jupyterlab") is None:
        raise Faulty("JupyterLab is not installed. It comes with `make lab`, or with `pip install readouts[lab]`.")
    raise SystemExit(open_lab(find_folders(corpus).of_selection(selection.name), selection, options))
