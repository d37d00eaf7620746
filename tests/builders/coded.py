"""A study of many meetings coded by hand as its sentences were made, and a codebook that errs: for suggestions."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis.corpus.corpus import read_corpus
from analysis.corpus.hand_coding import HAND_COLUMNS
from tests.builders.many_meetings import SAID, write_many

# Misses the fishery products and the hydrogen of the economy; takes every invitation and every "view" for a theme.
ERRING = """\
# A codebook that errs.
themes:
  - key: economy
    label: Economy
    core: true
    colour: "#0072B2"
    definition: Trade and the like.
    patterns: [
      # what is traded
      trade, supply chain*,  # and how
      economic]
  - {key: north_korea, label: North Korea, core: true, colour: "#D55E00", definition: The DPRK., patterns: [north korea*, ballistic missile, abductions]}
  - key: global
    label: Global
    core: false
    colour: "#7B8794"
    definition: The world.
    patterns:
      - climate change  # and what is done about it
      - indo-pacific
      - view  # too wide
    conditional:
      - patterns: [development]
        unless: [missile]
"""


def truth_of(text: str) -> str:
    """The theme that a sentence was made of; "" for none."""
    words = " ".join(text.split())
    for theme, templates in SAID.items():
        for template in templates:
            parts = [re.escape(part) for part in re.split(r"\{[ab]\}", template.removesuffix("."))]
            if re.match(".+?".join(parts), words):
                return theme if theme in ("economy", "north_korea", "global") else ""
    raise AssertionError(words)


def write_coded(folder: Path, number: int, n_coded: int, codebook: str = ERRING) -> Path:
    """A study of so many meetings; about so many of its sentences are coded, some of each meeting."""
    write_many(folder, number)
    (folder / "codebook.yml").write_text(codebook, encoding="utf-8")
    sentences = read_corpus([folder / "readouts"]).sentences
    coded = sentences.iloc[:: max(len(sentences) // n_coded, 1)]
    pd.DataFrame({
        "readout": coded["readout_id"], "sentence": coded["sentence"], "themes": [*map(truth_of, coded["text"])],
        "coder": "truth", "note": "",
    }).to_csv(folder / "coding.csv", index=False)  # fmt: skip
    return folder


def coded(coder: str, *themes: str) -> pd.DataFrame:
    """Hand coding of the sentences of one readout: the themes of each, separated by spaces."""
    rows = [(coder, "r", n, frozenset(given.split()), "") for n, given in enumerate(themes, start=1)]
    return pd.DataFrame(rows, columns=HAND_COLUMNS)
