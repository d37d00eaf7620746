"""Evidence: the tables of a study → its sentences as HTML, with their matches marked and anchors for links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..codebook.model import NONE, Codebook
from ..measures.kwic import find_in_context
from ..study import Study
from ..text.words import as_word
from .anchors import readout_anchor, sentence_anchor, theme_anchor, voice_anchor, word_anchor
from .charts.words import drawn_words
from .prose import NO_FORMULA

TEMPLATES = Path(__file__).resolve().parent / "templates"
MAX_PLACES = 40  # of a word that are listed; the rest is counted
MarkedSpan = tuple[int, int, str]


@dataclass(frozen=True)
class Evidence:
    """Every sentence of a study, by theme, by voice, by word and by readout; shows itself as HTML.

    The tables are those of the study; `names` are its meetings in order; `contexts` holds keywords in
    context with a column `word`. Text of readouts is escaped: nothing in it can become markup.
    """

    readouts: pd.DataFrame
    sentences: pd.DataFrame
    tags: pd.DataFrame
    matches: pd.DataFrame
    codebook: Codebook
    names: Mapping[str, str]
    statements: pd.DataFrame
    voiced: pd.DataFrame
    contexts: pd.DataFrame

    def html(self) -> str:
        """The listing as a part of a page; its style is `theme_style`."""
        page = templates().get_template("evidence.html.j2")
        return page.render(
            themes=self._by_theme(),
            voices=self._by_voice(),
            words=self._by_word(),
            readouts=self._by_readout(),
            labels={key: self.codebook.label(key) for key in [*self.codebook.keys, NONE]},
            theme_anchor=theme_anchor,
            readout_anchor=readout_anchor,
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        style = f"<style>{theme_style(self.codebook)}</style>"
        return {
            "text/html": f'{style}<div class="{NO_FORMULA}">{self.html()}</div>',
            "text/plain": f"{len(self.sentences)} sentences with their themes",
        }

    def _sentences(self) -> list[dict[str, Any]]:
        """One entry per sentence: where it is, its themes, how they were found, its spans to mark."""
        found: dict[tuple[str, int], list[MarkedSpan]] = {}
        for match in self.matches.itertuples():
            span = (match.start, match.end, match.theme)
            found.setdefault((match.readout_id, match.sentence), []).append(span)
        themes: dict[tuple[str, int], dict[str, str]] = {}
        for tag in self.tags.itertuples():
            themes.setdefault((tag.readout_id, tag.sentence), {})[tag.theme] = tag.how
        entries = []
        for row in self.sentences.itertuples():
            key = (row.readout_id, row.sentence)
            spans = [(start - row.start, end - row.start, theme) for start, end, theme in found.get(key, [])]
            entries.append({
                "readout_id": row.readout_id, "meeting": self.names[row.readout_id], "point": row.point,
                "number": row.sentence, "anchor": sentence_anchor(*key), "text": row.text,
                "spans": spans, "themes": list(themes.get(key, {NONE: ""})),
                "carried": "carried" in themes.get(key, {}).values(), "marked": mark(row.text, spans),
            })  # fmt: skip
        return entries

    def _by_theme(self) -> list[dict[str, Any]]:
        entries = self._sentences()
        sources = self.readouts.set_index("readout_id")["url"].dropna()
        listed = []
        for key in [*self.codebook.keys, NONE]:
            meetings = []
            for readout_id, meeting in self.names.items():
                own = [e for e in entries if e["readout_id"] == readout_id and key in e["themes"]]
                seen: set[object] = set()
                for n, entry in enumerate(own):
                    first = entry["point"] not in seen
                    seen.add(entry["point"])
                    point = entry["point"]
                    spans = [span for span in entry["spans"] if span[2] == key]
                    own[n] = entry | {
                        "marked": mark(entry["text"], spans),
                        "first_in_point": theme_anchor(readout_id, key, point) if first else None,
                    }
                meetings.append(
                    {"readout_id": readout_id, "name": meeting, "url": sources.get(readout_id), "sentences": own}
                )
            definition = "" if key == NONE else self.codebook.theme(key).definition
            theme = {"key": key, "label": self.codebook.label(key), "definition": definition, "meetings": meetings}
            listed.append(theme)
        return listed

    def _by_voice(self) -> list[dict[str, Any]]:
        """Statements by meeting and speaker, in the order of the text; each with the anchors of what it is first in."""
        texts = self.sentences.set_index(["readout_id", "sentence"])
        themes = self.voiced.groupby(["readout_id", "sentence", "statement"], sort=False)["theme"].agg(list)
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        seen: set[str] = set()
        for row in self.statements.itertuples():
            sentence = texts.loc[(row.readout_id, row.sentence)]
            said = sentence["text"][row.start - sentence["start"] : row.end - sentence["start"]].strip()
            of = themes.get((row.readout_id, row.sentence, row.statement), [])
            anchors = [voice_anchor(row.readout_id, row.voice, row.act, theme) for theme in of]
            new = [anchor for anchor in anchors if anchor not in seen]
            seen.update(new)
            groups.setdefault((row.readout_id, row.voice, row.act), []).append({
                "anchors": new, "text": said, "number": row.sentence, "point": sentence["point"], "themes": of,
                "anchor": sentence_anchor(row.readout_id, row.sentence),
            })  # fmt: skip
        return [
            {"meeting": self.names[name], "voice": voice, "act": act.replace("_", " "), "statements": listed}
            for name in self.names
            for (readout_id, voice, act), listed in groups.items()
            if readout_id == name
        ]

    def _by_word(self) -> list[dict[str, Any]]:
        """Every word in the chart of words, with its contexts."""
        return [
            {
                "word": word,
                "anchor": word_anchor(str(word)),
                "more": max(len(own) - MAX_PLACES, 0),
                "places": [
                    row | {"meeting": self.names[row["readout_id"]],
                           "anchor": sentence_anchor(row["readout_id"], row["sentence"])}
                    for row in own.head(MAX_PLACES).to_dict("records")
                ],
            }
            for word, own in self.contexts.groupby("word", sort=False)
        ]  # fmt: skip

    def _by_readout(self) -> list[dict[str, Any]]:
        entries = self._sentences()
        labels = {key: self.codebook.label(key) for key in [*self.codebook.keys, NONE]}
        return [
            row | {
                "name": self.names[row["readout_id"]],
                "labels": labels,
                "sentences": [e for e in entries if e["readout_id"] == row["readout_id"]],
            }
            for row in self.readouts.astype(object).where(self.readouts.notna(), None).to_dict("records")
        ]  # fmt: skip


def mark(text: str, spans: Iterable[MarkedSpan]) -> Markup:
    """Text with its spans in <mark> of their theme's class, everything escaped; overlaps are cut.

    >>> mark("a <b> c", [(2, 5, "economy")])
    Markup('a <mark class="t-economy">&lt;b&gt;</mark> c')
    """
    out, done = Markup(""), 0
    for start, end, theme in sorted(spans):
        if end <= done:
            continue
        start = max(start, done)
        out += escape(text[done:start]) + Markup('<mark class="t-{}">{}</mark>').format(theme, text[start:end])
        done = end
    return out + escape(text[done:])


def theme_style(codebook: Codebook) -> str:
    """Style for marks and chips: each theme's class with its colour."""
    return theme_colours(codebook) + (TEMPLATES / "evidence.css").read_text(encoding="utf-8")


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


def evidence(study: Study) -> Evidence:
    """The evidence of a study: every sentence with its matches marked, by theme, voice, word and in its order."""
    return Evidence(
        study.readouts, study.sentences, study.tags, study.matches, study.codebook, study.names,
        statements=study.statements, voiced=study.statement_themes, contexts=contexts_of(study),
    )  # fmt: skip


def contexts_of(study: Study) -> pd.DataFrame:
    """Every occurrence of the words in the chart of words."""
    found = find_in_context(study.sentences, words=set(drawn_words(study)["word"]))
    order = {word: n for n, word in enumerate(drawn_words(study)["word"])}
    found = found.assign(word=found["keyword"].map(as_word))
    return found.sort_values("word", key=lambda words: words.map(order), kind="stable", ignore_index=True)
