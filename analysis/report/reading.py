"""The reading view: the texts of a study as HTML, coloured by theme, with an anchor for every mark of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from ..codebook.model import NONE
from ..measures.repeated import find_repeated
from ..measures.shifts import CONTINUED
from ..study import MAX_ONE_BY_ONE, Study
from .anchors import readout_anchor, sentence_anchor, theme_anchor, voice_anchor, word_anchor
from .evidence import contexts_of

Key = tuple[str, int]  # readout_id and sentence
AGAIN = "again"  # class of wording that the other readout has too
MIN_REPEATED = 5  # words in a row; shorter stretches are ordinary phrases
BAND = 3  # rem that one of several themes takes in an underline


class Span(NamedTuple):
    """A stretch of a sentence and the class it is marked with; offsets are into the sentence."""

    start: int
    end: int
    name: str


def reading(study: Study) -> list[dict[str, Any]]:
    """The readouts in the order of dates, as the template needs them: head, points, sentences as HTML.

    Of many readouts the first and the last are open, the others folded.
    """
    spans, anchors = _spans(study), _anchors(study)
    themes = _themes(study)
    pairs, absent = _counterparts(study), _absent(study)
    open_ones = study.first_and_last if study.timeline else ()
    few = len(study.names) <= MAX_ONE_BY_ONE
    readouts = []
    for row in study.readouts.astype(object).where(study.readouts.notna(), None).to_dict("records"):
        name = row["readout_id"]
        own = study.sentences[study.sentences["readout_id"] == name]
        points = [
            {
                "number": number,
                "heading": _first(part["heading"]),
                "other": pairs.get((name, int(number))),
                "sentences": [
                    _sentence(one, themes.get((name, one.sentence), {}), spans, anchors, study)
                    for one in part.itertuples()
                ],
            }
            for number, part in own.groupby("point", sort=False)
        ]
        readouts.append(row | {
            "name": study.titles[name], "anchor": readout_anchor(name), "points": points,
            "open": few or name in open_ones, "absent": absent[name],
        })  # fmt: skip
    return readouts


def _first(values: pd.Series) -> str:
    return next((value for value in values if isinstance(value, str) and value), "")


def _sentence(
    row: Any, themes: Mapping[str, str], spans: Mapping[Key, list[Span]], anchors: Mapping[Key, list[str]], study: Study
) -> dict[str, Any]:
    key = (row.readout_id, row.sentence)
    names = list(themes) or [NONE]
    labels = [study.codebook.label(theme) for theme in names]
    return {
        "anchor": sentence_anchor(*key),
        "anchors": anchors.get(key, []),
        "number": row.sentence,
        "themes": names,
        "style": _bands(names, study),
        "labels": ", ".join(labels) + (", carried from the sentence before" if "carried" in themes.values() else ""),
        "html": mark_spans(row.text, spans.get(key, [])),
    }


def _bands(themes: Sequence[str], study: Study) -> str:
    """The style of the underline of a sentence with several themes: a band of each colour in turn."""
    if len(themes) < 2:
        return ""
    colours = [study.codebook.theme(theme).colour for theme in themes]
    ends = [f"{BAND * n}rem" for n in range(len(colours) + 1)]
    stops = [f"{colour} {a} {b}" for colour, a, b in zip(colours, ends[:-1], ends[1:], strict=True)]
    return f"background-image:repeating-linear-gradient(90deg,{','.join(stops)})"


def mark_spans(text: str, spans: Iterable[Span]) -> Markup:
    """Text with its spans marked, everything escaped; where spans overlap, each stretch has the classes of all.

    >>> mark_spans("a <b> c", [Span(2, 5, "t-trade"), Span(4, 7, "again")])
    Markup('a <mark class="t-trade">&lt;b</mark><mark class="again t-trade">&gt;</mark><mark class="again"> c</mark>')
    """
    marked = list(spans)
    cuts = sorted({0, len(text), *(edge for span in marked for edge in span[:2] if 0 < edge < len(text))})
    out = Markup("")
    for start, end in pairwise(cuts):
        names = sorted({span.name for span in marked if span.start < end and span.end > start})
        part = escape(text[start:end])
        out += Markup('<mark class="{}">{}</mark>').format(" ".join(names), part) if names else part
    return out


def _themes(study: Study) -> dict[Key, dict[str, str]]:
    """Theme → how it was found, for every sentence that has one, in the order of the codebook."""
    found: dict[Key, dict[str, str]] = {}
    order = {theme: n for n, theme in enumerate(study.codebook.keys)}
    for row in sorted(study.tags.itertuples(), key=lambda row: order[row.theme]):
        found.setdefault((row.readout_id, row.sentence), {})[row.theme] = row.how
    return found


def _spans(study: Study) -> dict[Key, list[Span]]:
    """The matches of every sentence, and the wording that the first and the last readout share."""
    begins = study.sentences.set_index(["readout_id", "sentence"])["start"].to_dict()
    found: dict[Key, list[Span]] = {}
    for row in study.matches.itertuples():
        key = (row.readout_id, row.sentence)
        found.setdefault(key, []).append(Span(row.start - begins[key], row.end - begins[key], f"t-{row.theme}"))
    if len(study.timeline) > 1:
        first, last = study.first_and_last
        for pair in ((first, last), (last, first)):
            for row in find_repeated(study.sentences, *pair, MIN_REPEATED).itertuples():
                key = (row.readout_id, row.sentence)
                found.setdefault(key, []).append(Span(row.start - begins[key], row.end - begins[key], AGAIN))
    return found


def _anchors(study: Study) -> dict[Key, list[str]]:
    """For every sentence the anchors that charts link to: the first of a theme, of a voice, of a word."""
    anchors: dict[str, Key] = {}
    points = study.sentences.set_index(["readout_id", "sentence"])["point"].to_dict()
    for key, themes in sorted(_with_none(study).items(), key=lambda one: one[0]):
        for theme in themes:
            anchors.setdefault(theme_anchor(key[0], theme), key)
            anchors.setdefault(theme_anchor(key[0], theme, points[key]), key)
    for row in study.statement_themes.itertuples():
        anchors.setdefault(voice_anchor(row.readout_id, row.voice, row.act, row.theme), (row.readout_id, row.sentence))
    for row in contexts_of(study).itertuples():
        anchors.setdefault(word_anchor(str(row.word)), (row.readout_id, row.sentence))
    found: dict[Key, list[str]] = {}
    for anchor, key in anchors.items():
        found.setdefault(key, []).append(anchor)
    return found


def _with_none(study: Study) -> dict[Key, list[str]]:
    themes = _themes(study)
    keys = study.sentences[["readout_id", "sentence"]].itertuples(index=False, name=None)
    return {key: list(themes.get(key, {})) or [NONE] for key in keys}


def _absent(study: Study) -> dict[str, list[str]]:
    """Anchors of the themes that a readout has in no sentence: a mark for nothing leads to its head."""
    there = {(name, theme) for (name, _), themes in _with_none(study).items() for theme in themes}
    every = [*study.codebook.keys, NONE]
    return {name: [theme_anchor(name, theme) for theme in every if (name, theme) not in there] for name in study.names}


def _counterparts(study: Study) -> dict[tuple[str, int], dict[str, Any]]:
    """For each point of the first and the last readout the point of the other that continues it."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in study.alignment[study.alignment["status"] == CONTINUED].itertuples():
        ends = ((row.from_id, int(row.from_point)), (row.to_id, int(row.to_point)))
        for own, (name, point) in (ends, ends[::-1]):
            found[own] = {"name": study.names[name], "point": point, "anchor": f"{readout_anchor(name)}-{point}"}
    return found
