"""Code a sample in a notebook: one sentence at a time, every step saved whole as coding/sample-N-CODER.csv."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from ..corpus.coded_samples import CODED_COLUMNS
from ..corpus.hand_coding import NO_THEME
from ..corpus.samples import CODED_BEFORE, read_uncoded
from ..io.csv import read_rows, to_csv
from ..io.files import write_whole
from ..study import HANDED_OVER, Study
from .caveats import correction
from .prose import Sentences

Code = dict[str, str]  # themes, unsure, note


class SampleCoding:
    """What one coder makes of one sample; each change is saved at once, and coding goes on where it stopped.

    Parameters
    ----------
    study : one with a sample, see `readouts sample`.
    coder : the coder's name. The order of the sentences follows from it.
    sample : number of the sample; the last by default.

    Raises ValueError for a name without a letter or digit, `codebook`, and a sample that does not exist.
    """

    def __init__(self, study: Study, coder: str, sample: int | None = None) -> None:
        numbers = sorted(set(study.samples["sample"]))
        number = sample or max(numbers, default=0)
        name = re.sub(r"[\W_]+", "-", coder).strip("-")
        if number not in numbers or not name or coder == "codebook":
            raise ValueError("Draw a sample with `readouts sample` first, and code it under your own name.")
        folder = study.folders.coding
        rows = read_uncoded(folder / f"sample-{number}.csv")
        order = np.random.default_rng(list(coder.encode("utf-8"))).permutation(len(rows))
        self.sentences = [rows[place] for place in order]
        self.coder, self.path = " ".join(coder.split()), folder / f"sample-{number}-{name}.csv"
        self.codes = self._read()
        self.history: list[tuple[int, Code]] = []
        self.at = next((n for n in range(len(rows)) if not self.code_at(n)["themes"]), len(rows) - 1)

    def _read(self) -> dict[tuple[str, str], Code]:
        if not self.path.is_file():
            return {}
        rows = read_rows(self.path, CODED_COLUMNS, CODED_COLUMNS[:3])
        return {(row["readout"], row["sentence"]): _code(**row) for _, row in rows}

    def code_at(self, n: int) -> Code:
        """What is coded of the n-th sentence of this coder's order."""
        return self.codes.get((self.sentences[n]["readout"], self.sentences[n]["sentence"]), _code())

    @property
    def n_coded(self) -> int:
        """Sentences that have a theme, or `none`."""
        return sum(bool(code["themes"]) for code in self.codes.values())

    def put(self, **change: str) -> None:
        """Change themes, unsure or note of the present sentence, and save."""
        self.history.append((self.at, self.code_at(self.at)))
        self._set(self.code_at(self.at) | change)

    def toggle(self, theme: str) -> None:
        """Add a theme to the present sentence, or take it away; `none` stands alone."""
        chosen = [one for one in self.code_at(self.at)["themes"].split(";") if one]
        if theme in chosen:
            self.put(themes=";".join(one for one in chosen if one != theme))
        elif theme == NO_THEME:
            self.put(themes=NO_THEME)
        else:
            self.put(themes=";".join([*(one for one in chosen if one != NO_THEME), theme]))

    def move(self, step: int) -> None:
        """Go on, or back."""
        self.at = min(max(self.at + step, 0), len(self.sentences) - 1)

    def undo(self) -> None:
        """Take the last change back, and go where it was made."""
        if self.history:
            self.at, code = self.history.pop()
            self._set(code)

    def _set(self, code: Code) -> None:
        sentence = self.sentences[self.at]
        self.codes[sentence["readout"], sentence["sentence"]] = code
        rows = [
            {"readout": key[0], "sentence": key[1], **code, "coder": self.coder} for key, code in self.codes.items()
        ]
        write_whole(self.path, to_csv(pd.DataFrame(rows, columns=CODED_COLUMNS)))


def _code(themes: str = "", unsure: str = "", note: str = "", **_: str) -> Code:
    return {"themes": themes, "unsure": unsure, "note": note}


def code_sample(study: Study, coder: str, sample: int | None = None) -> Any:
    """Widgets to code a sample, for a notebook; in a report, or without a sample or a name, sentences on what is coded.

    In the field `keys`, type the numbers of themes, or 0 for none, and Enter: that codes the sentence and goes on. q is
    unsure, u undoes, b goes back. The buttons do the same.
    """
    if study.samples.empty or not coder.strip() or HANDED_OVER in os.environ:
        return _progress(study)
    return _Widgets(study, SampleCoding(study, coder, sample)).box


def _progress(study: Study) -> Sentences:
    lines = [
        f"Sample {number}: {own['coded'].sum()} of {len(own)} sentences are coded."
        for number, own in study.samples[study.samples["stratum"] != CODED_BEFORE].groupby("sample")
    ]
    return Sentences([*lines, *correction(study)] or ["No sample is drawn. The command readouts sample draws one."])


class _Widgets:
    """Buttons and fields that code one sentence, and show the next."""

    def __init__(self, study: Study, coding: SampleCoding) -> None:
        import ipywidgets as w

        self.coding, self.busy = coding, False
        self.text, self.note = w.HTML(), w.Text(placeholder="note", layout=w.Layout(width="24em"))
        self.keys = w.Text(placeholder="keys", continuous_update=False, layout=w.Layout(width="8em"))
        labels = {theme.key: theme.label for theme in study.codebook.themes} | {NO_THEME: "No theme"}
        self.themes = {key: w.ToggleButton(description=label) for key, label in labels.items()}
        self.steps: dict[str, Callable[[], object]] = {
            "Back": lambda: coding.move(-1), "Next": lambda: coding.move(1), "Undo": coding.undo, "Unsure": self._doubt,
        }  # fmt: skip
        self.buttons = {name: w.Button(description=name) for name in self.steps}
        rows = [
            w.HBox([button, w.HTML(f"{n % len(labels)} {Markup.escape(_definition(study, key))}")])
            for n, (key, button) in enumerate(self.themes.items(), start=1)
        ]
        self.box = w.VBox([self.text, w.HBox([self.keys, *self.buttons.values()]), self.note, *rows])
        self._connect()
        self.show()

    def _connect(self) -> None:
        """What each button and field does."""
        for key, button in self.themes.items():
            button.observe(lambda _, key=key: self._do(lambda: self.coding.toggle(key)), "value")
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self._do(self.steps[name]))
        self.note.observe(lambda _: self._do(lambda: self.coding.put(note=self.note.value.strip())), "value")
        self.keys.observe(lambda _: self._do(self._type), "value")

    def show(self) -> None:
        """The present sentence and what is coded of it; to fill a field in is no step of the coder's."""
        code, self.busy = self.coding.code_at(self.coding.at), True
        self.text.value, self.note.value, self.keys.value = _as_html(self.coding), code["note"], ""
        for key, button in self.themes.items():
            button.value = key in code["themes"].split(";")
        self.buttons["Unsure"].button_style = "warning" if code["unsure"] else ""
        self.busy = False

    def _do(self, step: Callable[[], object]) -> None:
        if not self.busy:
            step()
            self.show()

    def _doubt(self) -> None:
        self.coding.put(unsure="" if self.coding.code_at(self.coding.at)["unsure"] else "yes")

    def _type(self) -> None:
        """What the keys say: numbers of themes, then letters of buttons."""
        names, by_key = list(self.themes), {"b": "Back", "u": "Undo", "q": "Unsure"}
        for key in self.keys.value.lower():
            if key.isdecimal() and int(key) < len(names):
                self.coding.toggle(NO_THEME if key == "0" else names[int(key) - 1])
            elif key in by_key:
                self.steps[by_key[key]]()
        if any(key.isdecimal() for key in self.keys.value):
            self.coding.move(1)


def _definition(study: Study, key: str) -> str:
    return next((theme.definition for theme in study.codebook.themes if theme.key == key), "None of these.")


def _as_html(coding: SampleCoding) -> str:
    sentence = coding.sentences[coding.at]
    before, said, after = (str(Markup.escape(sentence[name])) for name in ("before", "text", "after"))
    progress = f"Sentence {coding.at + 1} of {len(coding.sentences)}; coded: {coding.n_coded}."
    return f"<p>{progress}</p><p>{before}</p><p><b>{said}</b></p><p>{after}</p>"
