"""`readouts suggest`: patterns that would make the codebook agree better with coders → text, another codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import FILE, corpus_option

if TYPE_CHECKING:
    import pandas as pd

    from ..study import Study

MAX_SENTENCE_CHARACTERS = 100  # shown of a sentence
SIGNS = {"right": "+", "wrong": "-", "new": "?"}
LABELS = {"precision": "precision", "recall": "recall", "f1": "F1"}
HEADS = {"add": "add", "remove": "take out", "near": "add? not coded"}


@click.command()
@click.argument("theme", required=False)
@click.option("--choose", metavar="NUMBERS", help="The suggestions to write, such as 1,3.")
@click.option("--write", type=FILE, metavar="FILE", help="Write a copy of the codebook with those chosen to this file.")
@click.option("--output", type=FILE, metavar="FILE", help="Write the table of suggestions to this .csv file.")
@corpus_option
def suggest(
    theme: str | None, choose: str | None, write: Path | None, output: Path | None, corpus: Path | None
) -> None:
    """Suggest patterns that would make the codebook agree better with what people coded.

    For each theme: words and phrases of sentences that coders gave it and the codebook missed; patterns without which
    the codebook agrees better; and, marked "not coded", words that stand beside it in sentences that nobody coded.
    Each with the change of precision, recall and F1 on the coded sentences, what can be expected of it on other
    documents (cross-validated), and up to three sentences: + is made right, - is made wrong, ? is not coded.

    Nothing is changed by itself. Give a THEME, such as economy, to see this theme only.

    \b
    To take suggestions 1 and 3
      readouts suggest --choose 1,3 --write codebook-2.yml
    """
    from ..io.csv import to_csv
    from ..io.files import write_whole
    from ..study import Study

    if (choose is None) != (write is None):
        raise click.BadParameter("Give --choose and --write together, such as --choose 1,3 --write codebook-2.yml.")
    if output is not None and output.suffix.lower() != ".csv":
        raise click.BadParameter(f"{output} must end in .csv.")
    study = Study.open(corpus)
    if theme is not None and theme not in study.codebook.keys:
        raise click.BadParameter(
            f"The codebook has no theme {theme!r}. Choose one of: {', '.join(study.codebook.keys)}."
        )
    table = study.suggestions([theme] if theme else [])
    if output is not None:
        write_whole(output, to_csv(table))
    if write is not None and choose is not None:
        click.echo(write_chosen(study, _chosen(table, choose), write))
    elif output is None:
        click.echo(describe_suggestions(study, table, theme))


def describe_suggestions(study: Study, table: pd.DataFrame, theme: str | None = None) -> str:
    """All suggestions as text, by theme."""
    from ..measures.agreement import as_coder
    from ..measures.suggesting import score_themes

    scores = score_themes(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys).set_index("theme")
    texts = study.sentences.set_index(["readout_id", "sentence"])["text"]
    parts = [] if len(study.coding) else ["No sentence is coded by hand: begin with `readouts sample`."]
    for key in [theme] if theme else study.codebook.keys:
        lines = [click.style(f"{study.codebook.label(key)} ({key})", bold=True) + _now(scores.loc[key])]
        own = table[table["theme"] == key]
        lines += [line for row in own.itertuples() for line in _entry(row, texts)]
        parts.append("\n".join(lines if len(own) else [*lines, "Nothing to suggest."]))
    return "\n\n".join(parts)


def _now(scores: Any) -> str:
    if not scores["n_sentences"]:
        return ""
    values = ", ".join(f"{label} {_number(scores[name])}" for name, label in LABELS.items())
    return f": {values} on {scores['n_sentences']:.0f} coded sentences"


def _entry(row: Any, texts: pd.Series) -> Iterator[str]:
    """One suggestion: what it is, what it changes, and its sentences."""
    import pandas as pd

    yield f"{row.number:>3}  {HEADS[row.what]}: {row.pattern}"
    if row.what != "near":
        yield f"     {row.n_right} right, {row.n_wrong} wrong: {_changes(row, '')}"
        expected = "cannot be known from one document" if pd.isna(row.expected_f1) else _changes(row, "expected_")
        yield f"     expected on other documents: {expected}"
    if row.n_new:
        yield f"     {row.n_new} sentences that nobody coded"
    for place in row.examples.split(";"):
        readout, sentence, mark = place.rsplit(":", 2)
        text = " ".join(texts[(readout, int(sentence))].split())[:MAX_SENTENCE_CHARACTERS]
        yield f"     {SIGNS[mark]} {readout}, sentence {sentence}: {text}"


def _changes(row: Any, before: str) -> str:
    return ", ".join(f"{label} {_number(getattr(row, before + name), '+')}" for name, label in LABELS.items())


def _number(value: float, sign: str = "") -> str:
    return "-" if value != value else f"{value:{sign}.2f}"


def _chosen(table: pd.DataFrame, choose: str) -> pd.DataFrame:
    """The rows of the numbers that were given."""
    numbers = [part.strip() for part in choose.split(",")]
    known = set(table["number"].astype(str))
    if not known.issuperset(numbers):
        listed = f"from 1 to {len(table)}" if known else "but there is no suggestion"
        raise click.BadParameter(f"--choose takes numbers of suggestions, {listed}. Got {choose!r}.")
    return table[table["number"].astype(str).isin(numbers)]


def write_chosen(study: Study, chosen: pd.DataFrame, path: Path) -> str:
    """Write the codebook with the chosen suggestions; says how it does on the coded sentences."""
    from dataclasses import replace

    from ..codebook.editing import edit_codebook
    from ..codebook.file import read_codebook
    from ..io.faults import shown_path
    from ..io.files import check_new, write_whole
    from ..io.wording import counted
    from ..measures.suggesting import REMOVE

    removed = chosen["what"] == REMOVE
    add, remove = (own.groupby("theme")["pattern"].agg(list).to_dict() for own in (chosen[~removed], chosen[removed]))
    check_new(path)
    write_whole(path, edit_codebook(study.folders.codebook, add, remove))
    other = replace(study, codebook=read_codebook(path))
    head = f"{shown_path(path)}: the codebook with {counted(len(chosen), 'change')}"
    foot = "Draw another sample to see how it does: on the sentences that suggested the changes it is too good."
    return "\n".join([head, *_score_changes(study, other), foot])


def _score_changes(study: Study, other: Study) -> Iterator[str]:
    """A line for each theme whose scores on the coded sentences are others with another codebook."""
    from ..measures.agreement import as_coder
    from ..measures.suggesting import score_themes

    before, after = (
        score_themes(one.coding, as_coder(one.sentences, one.tags), study.codebook.keys) for one in (study, other)
    )
    for old, new in zip(before.itertuples(), after.itertuples(), strict=True):
        if str(old) != str(new):
            said = ", ".join(
                f"{label} {_number(getattr(old, n))} to {_number(getattr(new, n))}" for n, label in LABELS.items()
            )
            yield f"  {study.codebook.label(old.theme)}: {said}"
