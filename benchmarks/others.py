"""What people would use instead of the project: NLTK, spaCy, scikit-learn, pandas, pyahocorasick, polars, Hyperscan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from analysis.io.processes import count_cores

from .tools import Counted, Phrases, Place, Places, Tool, lower, paragraphs, sentence_starts, sentences_of


class Nltk:
    """Punkt, the word tokenizer, MWETokenizer."""

    name = "NLTK"
    way = "Punkt with our abbreviations, `NLTKWordTokenizer`, `MWETokenizer` of the phrases"
    cannot = "wildcards, conditions, a phrase within a token"

    def __init__(self, phrases: Phrases) -> None:
        from nltk.tokenize import MWETokenizer, NLTKWordTokenizer

        from tests.builders.punkt import punkt

        self._split, self._words = punkt(), NLTKWordTokenizer()
        self._theme = {" ".join(self._words.tokenize(w)): theme for theme, own in phrases.items() for w in own}
        self._join = MWETokenizer([tuple(w.split(" ")) for w in self._theme if " " in w], separator=" ")

    def count(self, documents: Sequence[str]) -> Counted:
        """Every token that is a phrase."""
        found: Counter[str] = Counter()
        number = 0
        for document in documents:
            for paragraph in paragraphs(document):
                for sentence in self._split.tokenize(paragraph):
                    number += 1
                    tokens = self._join.tokenize(self._words.tokenize(sentence.lower()))
                    found.update(self._theme[token] for token in tokens if token in self._theme)
        return Counted(number, dict(found))

    def find(self, paragraph: str) -> Places:
        """The same with the tokens' offsets."""
        found = Places([], [], [])
        for start, end in self._split.span_tokenize(paragraph):
            sentence = lower(paragraph[start:end])
            words = self._words.tokenize(sentence)
            spans = [(start + a, start + b) for a, b in _align(words, sentence)]
            found.sentences.append(start)
            found.edges.extend(edge for span in spans for edge in span)
            n = 0
            for token in self._join.tokenize(words):
                first, n = n, n + token.count(" ") + 1
                if token in self._theme:
                    found.matches.append(Place(spans[first][0], spans[n - 1][1], self._theme[token]))
        return found


def _align(words: Sequence[str], sentence: str) -> Iterator[tuple[int, int]]:
    """Where words stand that NLTK has cut out; double quotes it writes in another way."""
    at = 0
    for word in words:
        forms = (word, '"') if word in ("``", "''") else (word,)
        start, end = min((n, n + len(form)) for form in forms if (n := sentence.find(form, at)) >= 0)
        yield start, end
        at = end


class Spacy:
    """Blank English, which needs no model."""

    name, way, packages = (
        "spaCy",
        "blank English, `sentencizer`, `PhraseMatcher` on `LOWER`, `filter_spans`",
        ("spacy",),
    )
    cannot = "wildcards (its slower `Matcher` can), conditions, a phrase within a token"

    def __init__(self, phrases: Phrases) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher
        from spacy.util import filter_spans

        self._nlp, self._filter = spacy.blank("en"), filter_spans
        self._nlp.add_pipe("sentencizer")
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for theme, own in phrases.items():
            self._matcher.add(theme, [self._nlp.make_doc(written) for written in own])

    def count(self, documents: Sequence[str]) -> Counted:
        """The longest of the phrases that overlap."""
        found: Counter[str] = Counter()
        number = 0
        for doc in self._nlp.pipe(part for document in documents for part in paragraphs(document)):
            number += sum(1 for _ in doc.sents)
            found.update(span.label_ for span in self._filter(self._matcher(doc, as_spans=True)))
        return Counted(number, dict(found))

    def find(self, paragraph: str) -> Places:
        """The same with offsets."""
        doc = self._nlp(paragraph)
        spans = self._filter(self._matcher(doc, as_spans=True))
        return Places(
            [sentence.start_char for sentence in doc.sents],
            [Place(span.start_char, span.end_char, span.label_) for span in spans],
            [edge for token in doc for edge in (token.idx, token.idx + len(token))],
        )


class Vectorizer:
    """scikit-learn's counts of n-grams, of the phrases only."""

    name = "CountVectorizer"
    way = "sentences by a regular expression, `CountVectorizer` of 1 to 4-grams, the phrases its vocabulary"
    _token = re.compile(r"(?u)\b\w+\b")
    cannot = "offsets, wildcards, conditions, the longest of nested phrases"

    def __init__(self, phrases: Phrases) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self._theme = {written.replace("-", " "): theme for theme, own in phrases.items() for written in own}
        self._columns = {theme: [n for n, t in enumerate(self._theme.values()) if t == theme] for theme in phrases}
        self._count = CountVectorizer(
            ngram_range=(1, 4), vocabulary=list(self._theme), token_pattern=self._token.pattern
        )

    def count(self, documents: Sequence[str]) -> Counted:
        """Sums of the columns of a table of sentences and phrases."""
        sentences = sentences_of(documents)
        by_phrase = np.asarray(self._count.transform(sentences).sum(axis=0)).ravel()
        return Counted(len(sentences), {theme: int(by_phrase[own].sum()) for theme, own in self._columns.items()})

    def find(self, paragraph: str) -> Places:
        """The n-grams as CountVectorizer makes them, with offsets."""
        starts = sentence_starts(paragraph)
        parts = zip(starts, [*starts[1:], len(paragraph)], strict=True)
        return Places(starts, [place for a, b in parts for place in self._find(lower(paragraph[a:b]), a)])

    def _find(self, sentence: str, offset: int) -> Iterator[Place]:
        tokens = list(self._token.finditer(sentence))
        for n in range(len(tokens)):
            for last in range(n, min(n + 4, len(tokens))):
                theme = self._theme.get(" ".join(token.group() for token in tokens[n : last + 1]))
                if theme:
                    yield Place(offset + tokens[n].start(), offset + tokens[last].end(), theme)


class Pandas:
    """One regular expression for each theme."""

    name = "pandas"
    way = "sentences by a regular expression, `Series.str.count` with one expression for each theme"
    cannot = "offsets in the document, the longest of phrases in different themes"

    def __init__(self, phrases: Phrases) -> None:
        self._patterns = {
            theme: rf"\b(?:{'|'.join(map(re.escape, sorted(own, key=len, reverse=True)))})\b"
            for theme, own in phrases.items()
        }

    def count(self, documents: Sequence[str]) -> Counted:
        """Theme after theme over all sentences."""
        import pandas as pd

        sentences = pd.Series(sentences_of(documents))
        counts = {t: int(sentences.str.count(p, flags=re.IGNORECASE).sum()) for t, p in self._patterns.items()}
        return Counted(len(sentences), counts)

    def find(self, paragraph: str) -> Places:
        """The same expressions in the same sentences."""
        starts = sentence_starts(paragraph)
        parts = list(zip(starts, [*starts[1:], len(paragraph)], strict=True))
        return Places(starts, [
            Place(a + found.start(), a + found.end(), theme)
            for a, b in parts for theme, pattern in self._patterns.items()
            for found in re.finditer(pattern, paragraph[a:b], re.IGNORECASE)
        ])  # fmt: skip


class AhoCorasick:
    """An automaton in C, its matches checked in Python."""

    name = "pyahocorasick"
    way = "sentences by a regular expression, an automaton of the phrases, word boundaries checked in Python"
    cannot = "word boundaries, wildcards, conditions, the longest of nested phrases"

    def __init__(self, phrases: Phrases) -> None:
        import ahocorasick

        self._automaton = ahocorasick.Automaton()
        for theme, own in phrases.items():
            for written in own:
                self._automaton.add_word(written, (len(written), theme))
        self._automaton.make_automaton()

    def count(self, documents: Sequence[str]) -> Counted:
        """Every phrase at every place."""
        found: Counter[str] = Counter()
        number = 0
        for document in documents:
            for paragraph in paragraphs(document):
                number += len(sentence_starts(paragraph))
                found.update(theme for _, _, theme in self._find(paragraph.lower()))
        return Counted(number, dict(found))

    def find(self, paragraph: str) -> Places:
        """The same places."""
        return Places(sentence_starts(paragraph), list(self._find(lower(paragraph))))

    def _find(self, text: str) -> Iterator[Place]:
        for last, (length, theme) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if _stands_alone(text, start, end):
                yield Place(start, end, theme)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither a letter nor a digit is beside a match."""
    return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())


class SpacyProcesses(Spacy):
    """The same on all cores: the matcher is a step of the pipeline, so that other processes match too."""

    name, way = "spaCy, all cores", "the same, the matcher within `nlp.pipe(n_process=...)`, 256 paragraphs at a time"

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(phrases)
        from spacy.language import Language

        matcher, choose = self._matcher, self._filter

        def match(doc: Any) -> Any:
            doc.spans["found"] = choose(matcher(doc, as_spans=True))
            return doc

        Language.component("found", func=match)
        self._nlp.add_pipe("found")

    def count(self, documents: Sequence[str]) -> Counted:
        """What the pipeline has found."""
        found: Counter[str] = Counter()
        number = 0
        parts = (part for document in documents for part in paragraphs(document))
        for doc in self._nlp.pipe(parts, n_process=count_cores(), batch_size=256):
            number += sum(1 for _ in doc.sents)
            found.update(span.label_ for span in doc.spans["found"])
        return Counted(number, dict(found))


class Polars:
    """An automaton in Rust over a column, on all cores; its matches checked in Python."""

    name = "polars"
    way = "sentences by a regular expression, `str.find_many` and `str.extract_many`, word boundaries checked in Python"
    cannot = "word boundaries, wildcards, conditions, letters beyond ASCII in either case"

    def __init__(self, phrases: Phrases) -> None:
        self._theme = {written: theme for theme, own in phrases.items() for written in own}

    def count(self, documents: Sequence[str]) -> Counted:
        """All sentences at once."""
        sentences = sentences_of(documents)
        return Counted(len(sentences), dict(Counter(theme for _, _, _, theme in self._find(sentences))))

    def find(self, paragraph: str) -> Places:
        """The same with offsets."""
        starts = sentence_starts(paragraph)
        sentences = [paragraph[a:b] for a, b in zip(starts, [*starts[1:], len(paragraph)], strict=True)]
        return Places(starts, [Place(starts[n] + a, starts[n] + b, theme) for n, a, b, theme in self._find(sentences)])

    def _find(self, sentences: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
        import polars as pl

        asked: dict[str, Any] = {"ascii_case_insensitive": True, "overlapping": True}
        column, phrases = pl.col("text").str, list(self._theme)
        found = pl.DataFrame({"text": sentences}).select(
            n=pl.int_range(pl.len()), at=column.find_many(phrases, **asked), said=column.extract_many(phrases, **asked)
        )
        for n, at, said in found.explode("at", "said").drop_nulls().iter_rows():
            text = sentences[n]
            start = at if text.isascii() else len(text.encode()[:at].decode())  # it counts bytes
            if _stands_alone(text, start, start + len(said)):
                yield n, start, start + len(said), self._theme[said.lower()]


class Hyperscan:
    """Expressions of all phrases at once, in the automaton with which networks are watched."""

    name = "Hyperscan"
    way = "sentences by a regular expression, a database of all phrases as expressions with word boundaries"
    cannot = "word boundaries and cases beyond ASCII, conditions, the longest of nested phrases"

    def __init__(self, phrases: Phrases) -> None:
        import hyperscan

        written = [(theme, phrase) for theme, own in phrases.items() for phrase in own]
        flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_UTF8
        self._database = hyperscan.Database()
        self._database.compile(
            expressions=[rf"\b{re.escape(phrase)}\b".encode() for _, phrase in written],
            flags=[flags] * len(written),
        )
        self._written = written

    def count(self, documents: Sequence[str]) -> Counted:
        """Every phrase at every place."""
        found: Counter[str] = Counter()
        number = 0
        for document in documents:
            for paragraph in paragraphs(document):
                number += len(sentence_starts(paragraph))
                found.update(self._written[entry][0] for entry, _ in self._find(paragraph))
        return Counted(number, dict(found))

    def find(self, paragraph: str) -> Places:
        """The same places; it gives the ends, in bytes."""
        raw, places = paragraph.encode(), []
        for entry, stop in self._find(paragraph):
            theme, phrase = self._written[entry]
            end = len(raw[:stop].decode())
            places.append(Place(end - len(phrase), end, theme))
        return Places(sentence_starts(paragraph), places)

    def _find(self, paragraph: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []

        def take(entry: int, _: int, stop: int, *more: object) -> None:
            found.append((entry, stop))

        self._database.scan(paragraph.encode(), match_event_handler=take)
        return found


# By name: the package that must be installed, and the tool.
OTHERS: dict[str, tuple[str, type[Tool]]] = {
    "NLTK": ("nltk", Nltk), "spaCy": ("spacy", Spacy), "CountVectorizer": ("scikit-learn", Vectorizer),
    "pandas": ("pandas", Pandas), "pyahocorasick": ("pyahocorasick", AhoCorasick),
    "spaCy, all cores": ("spacy", SpacyProcesses), "polars": ("polars", Polars), "Hyperscan": ("hyperscan", Hyperscan),
}  # fmt: skip
