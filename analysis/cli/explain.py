"""`readouts explain`: a readout in the terminal, with the words that gave each sentence its themes, and the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import corpus_option

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ..codebook.model import Codebook
    from ..study import Study


@click.command()
@click.argument("readout", metavar="READOUT")
@click.argument("theme", required=False)
@corpus_option
def explain(readout: str, theme: str | None, corpus: Path | None) -> None:
    """Show a readout with its matches in colour.

    The share of words of each theme follows.

    READOUT is the name of a readout of the corpus, such as 2024-05-26-seoul, or a part of its name or title that no
    other has, such as seoul; `readouts check` lists all of them. Give a THEME, such as north_korea or "youth exchange",
    to show the sentences of this theme only.
    """
    from ..study import Study

    study = Study.open(corpus)
    try:
        found = study.find_readout(readout), study.find_theme(theme) if theme is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    click.echo(explain_readout(study, *found))


def explain_readout(study: Study, readout_id: str, theme: str | None = None) -> str:
    """A readout as text for the terminal, matches in their theme's colour.

    What colour says is also said in words: under each sentence stand its themes and the words that
    matched. With `theme`, only its sentences. At the end the share of words of each theme, with its
    interval.
    """
    sentences = study.sentences[study.sentences["readout_id"] == readout_id]
    tags = study.tags[study.tags["readout_id"] == readout_id]
    matches = study.matches[study.matches["readout_id"] == readout_id]
    if theme is not None:
        sentences = sentences[sentences["sentence"].isin(tags.loc[tags["theme"] == theme, "sentence"])]
    lines = [click.style(f"{study.titles[readout_id]}  ({readout_id})", bold=True)]
    matches = matches[(matches["theme"] == theme) | (theme is None)]
    own, found = dict(list(tags.groupby("sentence"))), dict(list(matches.groupby("sentence")))
    point = None
    for row in sentences.itertuples():
        if row.point != point:
            lines.append(click.style(f"\npoint {row.point}", bold=True))
            point = row.point
        words = found.get(row.sentence, matches[:0])
        lines.append(f"{row.sentence:>3}  {_coloured(row.text, row.start, words, study.codebook)}")
        lines.append(f"     {_themes_of(own.get(row.sentence, tags[:0]), words, study.codebook)}")
    return "\n".join([*lines, "", *_shares(study, readout_id, theme)])


def _coloured(text: str, offset: int, matches: pd.DataFrame, codebook: Codebook) -> str:
    out, done = "", 0
    for row in matches.sort_values(["start", "end"]).itertuples():
        start, end = max(row.start - offset, done), row.end - offset
        if end > done:
            out += text[done:start] + click.style(text[start:end], fg=_terminal(codebook, row.theme), bold=True)
            done = end
    return " ".join((out + text[done:]).split())


def _terminal(codebook: Codebook, theme: str) -> tuple[int, int, int]:
    from matplotlib.colors import to_rgb

    red, green, blue = (round(255 * part) for part in to_rgb(codebook.theme(theme).colour))
    return red, green, blue


def _themes_of(tags: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook) -> str:
    if tags.empty:
        return click.style("→ no theme", dim=True)
    reasons = []
    for tag in tags.itertuples():
        words = matches.loc[matches["theme"] == tag.theme, "matched"]
        why = (
            "carried from the sentence before"
            if tag.how == "carried"
            else ", ".join(" ".join(w.split()) for w in words)
        )
        name = click.style(codebook.label(tag.theme), fg=_terminal(codebook, tag.theme))
        reasons.append(f"{name} ({why})" if why else name)
    return "→ " + "; ".join(reasons)


def _shares(study: Study, readout_id: str, theme: str | None) -> list[str]:
    from ..report.prose import percent

    own = study.emphasis[study.emphasis["readout_id"] == readout_id]
    own = own[(own["theme"] == theme) | (theme is None)]
    width = max(len(study.codebook.label(key)) for key in own["theme"])
    head = "share of words, 95 % interval"
    return [click.style(head, bold=True)] + [
        f"{study.codebook.label(row.theme):<{width}}  {percent(row.share_words):>5}  "
        f"{percent(row.low)} to {percent(row.high)}  ({row.n_sentences} sentences)"
        for row in own.itertuples()
    ]
