"""Pages, codebooks and studies of a few sentences, written by tests."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.codebook.model import Codebook
from analysis.corpus.corpus import LEADER_COLUMNS, Corpus
from analysis.corpus.folders import StudyFolders
from analysis.corpus.hand_coding import HAND_COLUMNS
from analysis.study import Study

PROJECT = Path(__file__).resolve().parents[2]
PAGE = """\
A Meeting

May 26, 2024

On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a
Summit Meeting with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. The overview is as follows.

{points}

Back to Top Page
"""


def write_page(points: list[str], date: str = "May 26, 2024") -> str:
    """A page with these numbered points."""
    numbered = "\n".join(f"  {n}. {point}" for n, point in enumerate(points, start=1))
    return PAGE.replace("May 26, 2024", date).replace("On May 26", f"On {date.split(',')[0]}").format(points=numbered)


def make_codebook(themes: dict[str, list[str]], **more: object) -> Codebook:
    """A codebook of themes with these patterns."""
    listed = [
        {"key": key, "label": key.title(), "core": True, "colour": "#0072B2", "definition": key, "patterns": patterns}
        for key, patterns in themes.items()
    ]
    return Codebook.model_validate({"themes": listed, **more})


BOOK = make_codebook(
    {"apple": ["apple*"], "bread": ["bread"], "cheese": ["cheese"]},
    voice={
        "jointly": ["the two leaders"],
        "acts": [{"key": "agreed", "verbs": ["agreed"]}, {"key": "stated", "verbs": ["stated"]}],
    },
)


def study_of(*readouts: list[str], book: Codebook = BOOK) -> Study:
    """A study of readouts given as lists of sentences, each a point."""
    ids = [f"r{n}" for n in range(len(readouts))]
    rows = [
        (name, "summit", n, n, text, 0, len(text.split()))
        for name, texts in zip(ids, readouts, strict=True)
        for n, text in enumerate(texts, start=1)
    ]
    sentences = pd.DataFrame(rows, columns=["readout_id", "kind", "point", "sentence", "text", "start", "n_words"])
    frame = pd.DataFrame(
        {"readout_id": ids, "place": [f"Town {n}" for n in range(len(ids))], "kind": "meeting"}
    ).assign(publisher=None, level="leaders")
    frame["n_sentences"] = [len(texts) for texts in readouts]
    frame["date"] = pd.to_datetime([f"20{n:02d}-05-26" for n in range(10, 10 + len(ids))])
    corpus = Corpus(frame, sentences, pd.DataFrame(columns=LEADER_COLUMNS), {})
    return Study(StudyFolders(Path(), Path()), corpus, book, pd.DataFrame(columns=HAND_COLUMNS))
