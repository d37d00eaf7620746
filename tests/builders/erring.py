"""A study of 30 meetings and 600 sentences whose truth is known, and a codebook that errs: for corrections."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measures.simulated_correction import N_SENTENCES, SimulatedTexts, simulate_texts
from analysis.measures.simulation import THEMES

# Of each theme: what a sentence says that has it and is found, that has it and is missed, and that only seems to.
SAID = {
    "a": ("fishing grounds", "coastal waters", "fishing for compliments"),
    "b": ("history books", "the colonial past", "history of the hotel"),
    "c": ("defence talks", "joint exercises", "defence of the title"),
    "d": ("school visits", "young people", "school of thought"),
    "e": ("trade rules", "supply chains", "trade unions"),
}
FOUND = {"a": "fishing", "b": "history", "c": "defence", "d": "school", "e": "trade"}
FILLER = "matters of common concern that both sides had raised before and wished to look at again with care".split()
SENTENCES_OF_POINT = 4


def write_erring(folder: Path, seed: int) -> pd.DataFrame:
    """Write readouts and codebook into a folder; returns the truth: readout, sentence, themes (joined by ";")."""
    texts = simulate_texts(np.random.default_rng(seed))
    (folder / "readouts").mkdir(parents=True)
    (folder / "codebook.yml").write_text(_codebook(), encoding="utf-8")
    said = [_sentence(n, texts) for n in range(len(texts.words))]
    first, rows = dt.date(2010, 3, 1), list[tuple[str, int, str]]()
    for start in range(0, len(said), N_SENTENCES):
        day = first + dt.timedelta(days=180 * (start // N_SENTENCES))
        (folder / "readouts" / f"{day}-busan.txt").write_text(_page(day, said[start : start + N_SENTENCES]), "utf-8")
        rows += [(f"{day}-busan", n + 1, _themes(texts.has[start + n]) or "none") for n in range(N_SENTENCES)]
    return pd.DataFrame(rows, columns=["readout", "sentence", "themes"])


def _themes(has: np.ndarray) -> str:
    return ";".join(theme for theme, own in zip(THEMES, has, strict=True) if own)


def _sentence(n: int, texts: SimulatedTexts) -> str:
    """A sentence with the words of its themes, about as long as it was simulated."""
    parts = [
        SAID[theme][0 if has and found else 1 if has else 2]
        for theme, has, found in zip(THEMES, texts.has[n], texts.found[n], strict=True)
        if has or found
    ]
    words = f"They spoke of {' and of '.join(parts or ['other things'])}".split()
    more = max(int(texts.words[n]) - len(words), 0)
    return " ".join([*words, *(FILLER * (1 + more // len(FILLER)))[:more]]) + "."


def _page(day: dt.date, said: list[str]) -> str:
    points = [" ".join(said[n : n + SENTENCES_OF_POINT]) for n in range(0, len(said), SENTENCES_OF_POINT)]
    numbered = "\n".join(f"  {n}. {point}" for n, point in enumerate(points, start=1))
    return (
        f"A Summit Meeting\n\n{day:%B} {day.day}, {day.year}\n\nOn {day:%B} {day.day}, Mr. AOKI Taro, Prime Minister of "
        "Japan, met Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. The overview is as follows.\n\n"
        f"{numbered}\n"
    )


def _codebook() -> str:
    themes = [
        f'  - {{key: {theme}, label: "Theme {theme.upper()}", core: true, colour: "#0072B2", '
        f"definition: Of {word}., patterns: [{word}]}}"
        for theme, word in FOUND.items()
    ]
    return "\n".join(["themes:", *themes, ""])


def code_truly(folder: Path, truth: pd.DataFrame, number: int = 1) -> Path:
    """Fill in a sample from the truth, as a coder who never errs saves it; returns the file."""
    drawn = pd.read_csv(folder / "coding" / f"sample-{number}.csv", keep_default_na=False)
    coded = drawn.drop(columns="themes").merge(truth, on=["readout", "sentence"], how="left", validate="1:1")
    path = folder / "coding" / f"sample-{number}-truth.csv"
    coded.to_csv(path, index=False)
    return path


def true_shares(sentences: pd.DataFrame, truth: pd.DataFrame) -> pd.Series:
    """The share of all words that each theme truly has; sentences : readout_id, sentence, n_words of the study."""
    keys = truth.rename(columns={"readout": "readout_id"})
    own = sentences.merge(keys, on=["readout_id", "sentence"], validate="1:1")
    own = own.assign(theme=own["themes"].str.split(";"))
    own["n_words"] /= own["theme"].str.len()
    return own.explode("theme").groupby("theme")["n_words"].sum() / sentences["n_words"].sum()
