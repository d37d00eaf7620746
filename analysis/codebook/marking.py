"""Marked sentences: sentences, tags and matches → HTML with the matched words in the colours of their themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd
from markupsafe import Markup, escape

from .model import NONE, Codebook

MarkedSpan = tuple[int, int, str]
MARKED_STYLE = Markup(
    "<style>.marked{margin:.5em 0!important;padding:.2em .8em!important;color:inherit!important;"
    "border-left:3px solid var(--c,#8c959f)!important}"
    ".marked mark{color:inherit;background:color-mix(in srgb,var(--c) 24%,transparent);"
    "border-bottom:2px solid var(--c);padding:0}.marked .where{display:block;font-size:.85em;opacity:.8}"
    "section:target>h4,section:target .marked{background:color-mix(in srgb,#ffd33d 22%,transparent)}</style>"
)


@dataclass(frozen=True)
class MarkedSentence:
    """One sentence: where it is, its text, and the spans of its matches.

    themes : label of each of its themes, with a note where the theme is carried; `none` where it has none.
    """

    readout_id: str
    meeting: str
    point: int
    number: int
    text: str
    themes: Mapping[str, str]
    spans: tuple[MarkedSpan, ...] = ()


@dataclass(frozen=True)
class MarkedSentences:
    """Sentences that show themselves in a notebook with their matches marked; nothing in them can become markup.

    colours : the colour of each theme.
    """

    sentences: tuple[MarkedSentence, ...]
    colours: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[MarkedSentence]:
        return iter(self.sentences)

    def of(self, sentences: Iterable[MarkedSentence]) -> MarkedSentences:
        """Other sentences in the same colours."""
        return replace(self, sentences=tuple(sentences))

    def listing(self) -> Markup:
        """The sentences as a part of a page that has MARKED_STYLE."""
        return Markup("\n").join(map(self._one, self)) or Markup("<p>No sentence.</p>")

    def _one(self, one: MarkedSentence) -> Markup:
        colour = self.colours.get(next(iter(one.themes)), "")
        style = Markup(' style="--c:{}"').format(colour) if colour else ""
        where = f"{one.meeting}, point {one.point}, sentence {one.number}: {', '.join(one.themes.values())}"
        return Markup('<blockquote class="marked"{}><span class="where">{}</span>{}</blockquote>').format(
            style, where, mark(one.text, one.spans, self.colours)
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        html = Markup('{}<div class="mathjax_ignore">{}</div>').format(MARKED_STYLE, self.listing())
        return {"text/html": str(html), "text/plain": "\n".join(one.text for one in self)}


def mark_sentences(
    sentences: pd.DataFrame, tags: pd.DataFrame, matches: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]
) -> MarkedSentences:
    """Every sentence with its themes and matches, in the order given.

    Parameters
    ----------
    sentences : readout_id, point, sentence, text, start.
    tags : as from `tag_sentences`. matches : as from `find_matches`.
    names : the name of each readout.

    >>> said = pd.DataFrame({"readout_id": ["a"], "point": [1], "sentence": [1], "text": ["Trade grew."], "start": [9]})
    >>> tags = pd.DataFrame({"readout_id": ["a"], "sentence": [1], "theme": ["trade"], "how": ["match"]})
    >>> matches = tags.assign(start=9, end=14)
    >>> (one,) = mark_sentences(said, tags, matches, Codebook.from_patterns(trade=["trade"]), {"a": "Seoul 2024"})
    >>> one.meeting, dict(one.themes), one.spans
    ('Seoul 2024', {'trade': 'trade'}, ((0, 5, 'trade'),))
    """
    spans: dict[tuple[str, int], list[MarkedSpan]] = {}
    for row in matches.itertuples():
        spans.setdefault((row.readout_id, row.sentence), []).append((row.start, row.end, row.theme))
    themes: dict[tuple[str, int], dict[str, str]] = {}
    order = {key: n for n, key in enumerate(codebook.keys)}
    for row in sorted(tags.itertuples(), key=lambda row: order[row.theme]):
        note = ", carried from the sentence before" if row.how == "carried" else ""
        themes.setdefault((row.readout_id, row.sentence), {})[row.theme] = codebook.label(row.theme) + note
    marked = []
    for row in sentences.itertuples():
        name, key = row.readout_id, (row.readout_id, row.sentence)
        own = tuple((start - row.start, end - row.start, theme) for start, end, theme in spans.get(key, []))
        labels = themes.get(key, {NONE: codebook.label(NONE)})
        marked.append(MarkedSentence(name, names[name], row.point, row.sentence, row.text, labels, own))
    return MarkedSentences(tuple(marked), {theme.key: theme.colour for theme in codebook.themes})


def mark(text: str, spans: Iterable[MarkedSpan], colours: Mapping[str, str]) -> Markup:
    """Text with its spans in <mark> of their theme's colour, everything escaped; overlaps are cut.

    >>> mark("a <b> c", [(2, 5, "economy")], {"economy": "#0072B2"})
    Markup('a <mark style="--c:#0072B2">&lt;b&gt;</mark> c')
    """
    out, done = Markup(""), 0
    for start, end, theme in sorted(spans):
        if end <= done:
            continue
        start = max(start, done)
        marked = Markup('<mark style="--c:{}">{}</mark>').format(colours[theme], text[start:end])
        out += escape(text[done:start]) + marked
        done = end
    return out + escape(text[done:])
