"""Codings: the sentences that coders gave themes, on their way to other tools and back into coding.csv."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..codebook.model import NONE, Codebook
from ..corpus.corpus import Corpus
from ..corpus.hand_coding import CODEBOOK, CODING_COLUMNS, HAND_COLUMNS
from ..io.csv import read_rows, to_csv
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import CONTROL_CHARACTERS
from ..io.wording import counted

MAX_LISTED = 20  # conflicts that a message lists


@dataclass
class Codings:
    """Codings while a file of another tool is read: themes and notes of each coder and sentence, and what is lost."""

    corpus: Corpus
    codebook: Codebook
    themes: dict[tuple[str, str, int], set[str]] = field(default_factory=dict)
    notes: dict[tuple[str, str, int], list[str]] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)  # what → how often

    def add(self, coder: str, readout_id: str, sentence: int, code: str, note: str = "") -> None:
        """One code of one coder for one sentence. A code that is not a theme's key or label is counted as lost."""
        coder, note, theme = _clean(coder), _clean(note), self._theme(code)
        if coder == CODEBOOK:
            self.lose("coding of the codebook itself, which is made anew")
        elif not coder:
            self.lose("coding without a coder")
        elif theme is None:
            self.lose(f"coding with the code {code!r}, which is not a theme")
        else:
            place = (coder, readout_id, sentence)
            self.themes.setdefault(place, set()).update({theme} - {NONE})
            if note and note not in self.notes.setdefault(place, []):
                self.notes[place].append(note)

    def lose(self, what: str) -> None:
        self.lost[what] = self.lost.get(what, 0) + 1

    def _theme(self, code: str) -> str | None:
        names = {self.codebook.label(key).casefold(): key for key in (NONE, *self.codebook.keys)}
        names |= {key: key for key in (NONE, *self.codebook.keys)}
        return names.get(" ".join(code.split()).casefold())

    def table(self) -> pd.DataFrame:
        """HAND_COLUMNS, one row per coder and sentence, in the order of coders, readouts and sentences."""
        rows = [(*place, frozenset(self.themes[place]), self._note(place)) for place in sorted(self.themes)]
        return pd.DataFrame(rows, columns=HAND_COLUMNS)

    def _note(self, place: tuple[str, str, int]) -> str:
        return "; ".join(self.notes.get(place, []))

    def losses(self) -> list[str]:
        """What was lost, a line each."""
        return [f"{number} × {what}." for what, number in self.lost.items()]


def _clean(text: str) -> str:
    """A name or note as coding.csv can have it: control characters, which it refuses, become spaces."""
    return CONTROL_CHARACTERS.sub(" ", text).strip()


def as_rows(coding: pd.DataFrame) -> pd.DataFrame:
    """Codings as coding.csv has them: CODING_COLUMNS, themes joined by ";".

    >>> coding = pd.DataFrame([("me", "a", 1, frozenset({"trade", "people"}), "")], columns=HAND_COLUMNS)
    >>> as_rows(coding).values.tolist()
    [['a', 1, 'people;trade', 'me', '']]
    """
    themes = [";".join(sorted(themes)) for themes in coding["themes"]]
    return coding.rename(columns={"readout_id": "readout"}).assign(themes=themes)[CODING_COLUMNS]


def write_csv(coding: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """Codings as CSV in the form of coding.csv, with the text of each sentence in one more column."""
    text = sentences.set_index(["readout_id", "sentence"])["text"]
    places = coding[["readout_id", "sentence"]].itertuples(index=False)
    return to_csv(as_rows(coding).assign(text=[text[tuple(place)] for place in places]))


def join_codings(path: Path, new: pd.DataFrame, *, replace: bool = False) -> tuple[str, int]:
    """The text of coding.csv with new codings, and how many are added or changed. Rows and columns it has are kept.

    Parameters
    ----------
    path : coding.csv, which need not exist.
    new : HAND_COLUMNS.
    replace : whether a new coding replaces another one of the same coder and sentence.

    Raises
    ------
    InputFaults, if not `replace`, with every sentence that the same coder has coded otherwise.
    """
    old = read_rows(path, CODING_COLUMNS, CODING_COLUMNS[:4]) if path.is_file() else []
    kept = {_place(row): row for _, row in old}
    lines = {_place(row): line for line, row in old}
    faults, n_new = [], 0
    for row in as_rows(new).astype(str).to_dict("records"):
        place = _place(row)
        if place not in kept or _same(kept[place], row):
            n_new += place not in kept
            kept.setdefault(place, row)
        elif replace:
            n_new, kept[place] = n_new + 1, kept[place] | row
        else:
            message = f"{row['coder']} has coded this sentence {_said(kept[place])}, not {_said(row)}."
            faults.append(Fault(shown_path(path), lines[place], f"{message} Use --replace to take the new coding."))
    if faults:
        more = f"{counted(len(faults) - MAX_LISTED, 'more sentence')} coded otherwise."
        raise InputFaults(faults[:MAX_LISTED] + [Fault(shown_path(path), 0, more)] * (len(faults) > MAX_LISTED))
    columns = dict.fromkeys([*CODING_COLUMNS, *(name for row in kept.values() for name in row)])
    return to_csv(pd.DataFrame(list(kept.values()), columns=list(columns))), n_new


def _place(row: dict[str, str]) -> tuple[str, str, int]:
    return row["coder"], row["readout"], int(row["sentence"])


def _same(old: dict[str, str], new: dict[str, str]) -> bool:
    """Whether two rows code alike, whatever the order of the themes."""
    return _split(old["themes"]) == _split(new["themes"]) and old.get("note", "") == new["note"]


def _said(row: dict[str, str]) -> str:
    """The themes of a row, and its note, in words."""
    return (row["themes"] or NONE) + (f" ({row['note']})" if row.get("note") else "")


def _split(themes: str) -> set[str]:
    return {" ".join(theme.split()) for theme in themes.split(";") if theme.strip()}


def sentences_within(sentences: Iterable[tuple[int, int, int]], start: int, end: int) -> list[int]:
    """The numbers of the sentences that a span overlaps; each is (number, start, end).

    >>> sentences_within([(1, 0, 10), (2, 11, 20)], 5, 11)
    [1]
    """
    return [number for number, begin, stop in sentences if begin < end and start < stop]
