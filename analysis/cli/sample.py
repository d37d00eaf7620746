"""`readouts sample`: draw sentences to code by hand → coding/sample-N.csv and the page to code them on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Faulty, corpus_option

if TYPE_CHECKING:
    import pandas as pd

    from ..study import Study

DEFAULT_SIZE, DEFAULT_SEED = 150, 1


@click.command()
@click.option("--size", type=click.IntRange(min=2), metavar="N",
              help=f"Draw N sentences. Default: {DEFAULT_SIZE}, or half of a small corpus.")  # fmt: skip
@click.option("--width", type=click.FloatRange(0, 1, min_open=True, max_open=True), metavar="WIDTH",
              help="Draw as many sentences as intervals of this width need, such as 0.05.")  # fmt: skip
@click.option("--by", type=click.Choice(["theme", "meeting", "theme,meeting"]), default="theme", show_default=True,
              help="Draw from each theme, from each meeting, or from each theme of each meeting.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=DEFAULT_SEED, show_default=True, metavar="S",
              help="The same number draws the same sentences.")  # fmt: skip
@corpus_option
def sample(size: int | None, width: float | None, by: str, seed: int, corpus: Path | None) -> None:
    """Draw sentences to code by hand, to correct the codebook.

    Writes coding/sample-N.csv in the corpus folder, with each sentence between its neighbours, and
    coding/sample-N.html, a page to code them on. What the codebook says of a sentence is not shown. Rare themes are
    drawn more often; the probability of every sentence is kept, so that the result is right for the whole. A sentence
    of an earlier sample is not drawn again.

    \b
    Then
      open coding/sample-1.html, code, save the file beside it
      readouts emphasis --corrected
    """
    from ..corpus.samples import write_sample
    from ..io.faults import shown_path
    from ..measures.sampling import draw_sample
    from ..report.coding_page import write_coding_page
    from ..study import Study

    if size is not None and width is not None:
        raise click.BadParameter("Give --size or --width, not both.")
    study = Study.open(corpus)
    left = _left(study)
    if width is not None:
        size, error = _size_for(study, left, width)
        click.echo(f"{size} sentences: enough for intervals of {width:g} if coders differ from the codebook in "
                   f"{error:.0%} of the sentences of a theme.")  # fmt: skip
    elif size is None:
        size = min(DEFAULT_SIZE, (len(left) + 1) // 2)
    try:
        drawn = draw_sample(left, study.tags, size, seed, by.split(","))
    except ValueError as error_of_size:
        raise Faulty(f"{size} sentences cannot be drawn. {error_of_size}") from None
    number = 1 + max(study.samples["sample"], default=0)
    path = write_sample(study.folders.coding, number, drawn, study.sentences)
    page = write_coding_page(study, path)
    click.echo(f"{shown_path(path)}: {len(drawn)} of {len(left)} sentences")
    click.echo(f"Open {shown_path(page)} in a browser, code, and save the file beside it.")


def _left(study: Study) -> pd.DataFrame:
    """The sentences that no sample has."""
    import pandas as pd

    keys = ["readout_id", "sentence"]
    drawn = pd.MultiIndex.from_frame(study.samples[keys])
    return study.sentences[~pd.MultiIndex.from_frame(study.sentences[keys]).isin(drawn)]


def _size_for(study: Study, left: pd.DataFrame, width: float) -> tuple[int, float]:
    """The size for a width, and the part of sentences that differ on a theme: as coded so far, or assumed."""
    from ..measures.agreement import OVERALL, as_coder, measure_alpha
    from ..measures.sampling import ASSUMED_ERROR, size_for_width, stratify

    error = ASSUMED_ERROR
    if len(study.coding):
        alphas = measure_alpha(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys)
        by_theme = alphas[alphas["coders"].str.startswith("codebook, ") & (alphas["theme"] != OVERALL)]
        error = max(float((by_theme["n_differ"] / by_theme["n_sentences"]).max()), 1 / len(study.coding))
    return size_for_width(left["n_words"].to_numpy(dtype=float), stratify(left, study.tags, 2), width, error), error
