"""Scores of tagging: texts with coding.csv → each coded sentence with its coders' themes and the codebook's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.codebook import Codebook, find_matches, tag_sentences
from analysis.corpus import Document, parse_document
from analysis.corpus.corpus import tabulate
from analysis.text.sentences import Span
from tests.evaluate.pages import find_words, page_text, publisher_of, read_table


class Coded(NamedTuple):
    """A sentence, the themes that its coders gave it, and those of the codebook."""

    file: str
    publisher: str
    text: str
    coded: frozenset[str]
    tagged: frozenset[str]


def score_coding(folder: Path, codebook: Codebook) -> list[Coded]:
    """The sentences of coding.csv on which all coders agree, with the codebook's themes.

    Columns: doc; start and end (code points into the file) or text (the sentence); one or more that begin with
    `coder` (themes joined by ";"). A sentence that is not read has no themes.

    Raises InputFaults for a text without points, ValueError for a sentence that its text lacks.
    """
    rows = read_table(folder / "coding.csv", ["doc"])
    paths = {row["doc"]: folder / f"{row['doc'].removesuffix('.txt')}.txt" for row in rows}
    documents = {doc: parse_document(page_text(path), path) for doc, path in paths.items()}
    tagged = _tag(list(documents.values()), codebook)
    scored = []
    for row in rows:
        themes = {frozenset(filter(None, row[name].split(";"))) for name in row if name.startswith("coder")}
        document, path = documents[row["doc"]], paths[row["doc"]]
        start, end = _place_of(row, page_text(path), document.text)
        found = [own for span, own in tagged[document.readout_id] if _is_same((start, end), span)]
        if len(themes) == 1:
            publisher = document.source.publisher or publisher_of(path.stem)
            text = " ".join(document.text[start:end].split())
            scored.append(Coded(path.name, publisher, text, *themes, frozenset[str]().union(*found)))
    return scored


def _is_same(coded: Span, read: Span) -> bool:
    """Whether the middle of one sentence is in the other: the two may have been cut differently."""
    return coded[0] <= sum(read) / 2 < coded[1] or read[0] <= sum(coded) / 2 < read[1]


def _place_of(row: Mapping[str, str], content: str, text: str) -> Span:
    if row.get("start") and row.get("end"):
        header = len(content) - len(text)
        return int(row["start"]) - header, int(row["end"]) - header
    place = find_words(row.get("text") or "", text)
    if place is None or not row.get("text"):
        raise ValueError(f"{row['doc']} does not contain {row.get('text')!r}. Correct coding.csv.")
    return place


def _tag(documents: Sequence[Document], codebook: Codebook) -> dict[str, list[tuple[Span, set[str]]]]:
    """The place and the themes of every sentence of each document."""
    sentences = tabulate(documents).sentences
    themes: dict[tuple[str, int], set[str]] = defaultdict(set)
    for tag in tag_sentences(sentences, find_matches(sentences, codebook), codebook).itertuples():
        themes[tag.readout_id, tag.sentence].add(tag.theme)
    found: dict[str, list[tuple[Span, set[str]]]] = defaultdict(list)
    for one in sentences.itertuples():
        found[one.readout_id].append(((one.start, one.end), themes[one.readout_id, one.sentence]))
    return found
