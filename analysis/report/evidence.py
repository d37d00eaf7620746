"""Evidence: the marks of a chart → the sentences behind them, and what the project's pages are made of."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..codebook.marking import MARKED_STYLE, mark_sentences
from ..codebook.model import NONE, Codebook
from ..measures.keyness import distinctive_words
from ..measures.kwic import find_in_context
from ..study import Study
from ..text.words import as_word
from .anchors import sentence_anchor, theme_anchor, voice_anchor, word_anchor

TEMPLATES = Path(__file__).resolve().parent / "templates"
_SENTENCE = ["readout_id", "sentence"]
Key = tuple[str, int]  # readout_id and sentence


def find_sentences(study: Study, anchors: Collection[str]) -> dict[str, list[Key]]:
    """The sentences that some anchors stand for, in the order of the texts: those of a theme, a voice or a word.

    >>> from ..corpus.folders import project_folder
    >>> find_sentences(Study.open(project_folder() / "corpus"), ["e-2017-07-07-hamburg-economy"])
    {'e-2017-07-07-hamburg-economy': [('2017-07-07-hamburg', 1)]}
    """
    found: dict[str, list[Key]] = {anchor: [] for anchor in anchors}

    def add(anchor: str, key: Key) -> None:
        if anchor in found and key not in found[anchor]:
            found[anchor].append(key)

    tagged = study.sentences[[*_SENTENCE, "point"]].merge(study.tags[[*_SENTENCE, "theme"]], how="left", on=_SENTENCE)
    for row in tagged.fillna({"theme": NONE}).itertuples():
        key = (row.readout_id, row.sentence)
        add(sentence_anchor(*key), key)
        add(theme_anchor(row.readout_id, row.theme), key)
        add(theme_anchor(row.readout_id, row.theme, row.point), key)
    if any(anchor.startswith("v-") for anchor in found):
        for row in study.statement_themes.itertuples():
            add(voice_anchor(row.readout_id, row.voice, row.act, row.theme), (row.readout_id, row.sentence))
    if any(anchor.startswith("w-") for anchor in found):
        for row in contexts_of(study).itertuples():
            add(word_anchor(str(row.word)), (row.readout_id, row.sentence))
    return found


def sentences_behind(study: Study, links: dict[str, str], chart: str) -> Markup:
    """The sentences behind the marks of a chart, folded; a click on a mark opens them, a link leads back.

    links : what each mark says, by its anchor. chart : the id of the chart, with which all ids here begin.
    """
    marked = mark_sentences(study.sentences, study.tags, study.matches, study.codebook, study.names)
    by_key = {(one.readout_id, one.number): one for one in marked}
    groups = [
        {"id": f"{chart}-{anchor}", "said": links[anchor], "sentences": marked.of([by_key[key] for key in keys])}
        for anchor, keys in find_sentences(study, links).items()
    ]
    part = templates().get_template("behind.html.j2")
    return Markup(part.render(groups=groups, chart=chart, style=MARKED_STYLE))


def theme_colours(codebook: Codebook) -> str:
    """Each theme's class with its colour, as CSS."""
    return "".join(f".t-{theme.key}{{--c:{theme.colour}}}" for theme in codebook.themes)


@cache
def templates() -> Environment:
    """The project's HTML templates; everything put into them is escaped unless it is Markup."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def contexts_of(study: Study) -> pd.DataFrame:
    """Every occurrence of the words in the chart of words."""
    order = {word: n for n, word in enumerate(distinctive_words(study.keyness)["word"])}
    found = find_in_context(study.sentences, words=set(order))
    found = found.assign(word=found["keyword"].map(as_word))
    return found.sort_values("word", key=lambda words: words.map(order), kind="stable", ignore_index=True)
