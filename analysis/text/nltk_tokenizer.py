"""The sentence splitter as an NLTK tokenizer: text → sentences, or their spans."""

from __future__ import annotations

from collections.abc import Iterator

from nltk.tokenize.api import TokenizerI

from .sentences import Span, sentence_spans


class SentenceTokenizer(TokenizerI):  # type: ignore[misc]  # nltk has no types
    """Split text into sentences wherever NLTK or scikit-learn takes a tokenizer.

    >>> SentenceTokenizer().tokenize("Mr. Abe arrived at 9:40 a.m. on July 7. He left.")
    ['Mr. Abe arrived at 9:40 a.m. on July 7.', 'He left.']
    """

    def span_tokenize(self, s: str) -> Iterator[Span]:
        """Spans of the sentences of `s`: half-open, in code points, in order. Blank text has none."""
        yield from sentence_spans(s)

    def tokenize(self, s: str) -> list[str]:
        """The sentences of `s`, in order. Blank text has none."""
        return [s[start:end] for start, end in self.span_tokenize(s)]
