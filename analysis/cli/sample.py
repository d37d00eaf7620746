"""`readouts sample`: draw sentences to code by hand → coding/sample-N.csv and the page to code them on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Faulty, corpus_option

if TYPE_CHECKING:
    import pandas as pd

    from ..measures.sampling import Strata
    from ..study import Study

DEFAULT_SIZE, DEFAULT_SEED = 150, 1
DISAGREEMENT = "disagreement"


@click.command()
@click.option("--size", type=click.IntRange(min=2), metavar="N",
              help=f"Draw N sentences. Default: {DEFAULT_SIZE}, or half of a small corpus.")  # fmt: skip
@click.option("--width", type=click.FloatRange(0, 1, min_open=True, max_open=True), metavar="WIDTH",
              help="Draw as many sentences as intervals of this width need, such as 0.05.")  # fmt: skip
@click.option("--by", type=click.Choice(["theme", "meeting", "theme,meeting", DISAGREEMENT]), default="theme",
              show_default=True,
              help="Draw from each theme, from each meeting, from each theme of each meeting, or more from the "
              "sentences on which the codebook and a second reader disagree.")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=DEFAULT_SEED, show_default=True, metavar="S",
              help="The same number draws the same sentences.")  # fmt: skip
@corpus_option
def sample(size: int | None, width: float | None, by: str, seed: int, corpus: Path | None) -> None:
    """Draw sentences to code by hand, to correct the codebook.

    Writes coding/sample-N.csv in the corpus folder, with each sentence between its neighbours, and
    coding/sample-N.html, a page to code them on. What the codebook says of a sentence is not shown. Rare themes are
    drawn more often; the probability of every sentence is kept, so that the result is right for the whole. Neither a
    sentence of an earlier sample nor one that coding.csv has already is drawn.

    The second reader of `--by disagreement` learns from what is coded already. It only helps to choose: what it says is
    in no result.

    \b
    Then
      open coding/sample-1.html, code, save the file beside it
      readouts emphasis --corrected
    """
    from ..measures.sampling import BY_THEME, draw_sample, stratify
    from ..study import Study

    if size is not None and width is not None:
        raise click.BadParameter("Give --size or --width, not both.")
    study = Study.open(corpus)
    left, coded = _left(study)
    if left.empty:
        told = "No sentence is left to draw: each is coded by hand or in a sample."
        raise Faulty(f"{told} Measure the coder's codes with `readouts emphasis --by coder`, or add readouts.")
    tags, strata = study.tags, by.split(",")
    if by == DISAGREEMENT:
        tags, strata = _agreeing(study, left), [BY_THEME]
    if width is not None:
        size, error = _size_for(study, left, stratify(left, tags, 2), width)
        click.echo(f"{size} sentences: enough for intervals of {width:g} if coders differ from the codebook in "
                   f"{error:.0%} of the sentences of a theme.")  # fmt: skip
    elif size is None:
        size = min(DEFAULT_SIZE, (len(left) + 1) // 2)
    try:
        drawn = draw_sample(left, tags, size, seed, strata)
    except ValueError as error_of_size:
        raise Faulty(f"{size} sentences cannot be drawn. {error_of_size}") from None
    _write(study, drawn, coded, len(left))


def _write(study: Study, drawn: pd.DataFrame, coded: pd.DataFrame, n_left: int) -> None:
    """Write the sample and its page; says where."""
    import pandas as pd

    from ..corpus.samples import write_sample
    from ..io.faults import shown_path
    from ..report.coding_page import write_coding_page

    number = 1 + max(study.samples["sample"], default=0)
    path = write_sample(study.folders.coding, number, pd.concat([drawn, coded]), study.sentences)
    page = write_coding_page(study, path)
    click.echo(f"{shown_path(path)}: {len(drawn)} of {n_left} sentences")
    if len(coded):
        click.echo(f"Left out, because coding.csv has them already: {len(coded)}. They count as you coded them.")
    click.echo(f"Open {shown_path(page)} in a browser, code, and save the file beside it.")


def _left(study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The sentences that no sample has: those that nobody coded, and those coded before, as a stratum that is known."""
    import pandas as pd

    from ..corpus.samples import CODED_BEFORE

    keys = ["readout_id", "sentence"]
    drawn, by_hand = (pd.MultiIndex.from_frame(table[keys]) for table in (study.samples, study.coding))
    every = pd.MultiIndex.from_frame(study.sentences[keys])
    new, coded = ~every.isin(drawn), every.isin(by_hand)
    before = study.sentences.loc[new & coded, keys]
    return study.sentences[new & ~coded], before.assign(stratum=CODED_BEFORE, stratum_size=len(before), probability=1.0)


def _agreeing(study: Study, left: pd.DataFrame) -> pd.DataFrame:
    """The sentences on which codebook and second reader agree, as tags; says how many do not."""
    from ..measures.agreement import as_coder
    from ..measures.second_reader import agreeing, why_no_reader

    if not study.readable_themes:
        raise Faulty(f"{why_no_reader(study.coding)} Begin with --by theme.")
    tags = agreeing(as_coder(study.sentences, study.tags), study.second_reading(), study.readable_themes)
    same = left[["readout_id", "sentence"]].merge(tags)
    click.echo(f"The codebook and a second reader disagree on {len(left) - len(same)} of {len(left)} sentences.")
    return same


def _size_for(study: Study, left: pd.DataFrame, strata: Strata, width: float) -> tuple[int, float]:
    """The size for a width, and the part of sentences that differ on a theme: as coded so far, or assumed."""
    from ..measures.agreement import OVERALL
    from ..measures.sampling import ASSUMED_ERROR, size_for_width

    error = ASSUMED_ERROR
    if len(study.coding):
        alphas = study.alphas
        by_theme = alphas[alphas["coders"].str.startswith("codebook, ") & (alphas["theme"] != OVERALL)]
        error = max(float((by_theme["n_differ"] / by_theme["n_sentences"]).max()), 1 / len(study.coding))
    words = left["n_words"].to_numpy(dtype=float)
    own_width = width * study.sentences["n_words"].sum() / words.sum()  # of the share of the words that are left
    return size_for_width(words, strata, own_width, error), error
