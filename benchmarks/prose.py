"""A text without end, of the statistics of real speeches, in words of our own: the same bytes for a seed everywhere.

Zipf's law for words, sentences of some 20 words, paragraphs of hard-wrapped lines; abbreviations, numbers, quotes,
hyphens, some letters beyond ASCII; and the phrases of a codebook in about one sentence of ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.codebook.model import Codebook

from .vocabulary import NAMES, complete, make_words, themed_patterns

_T = TypeVar("_T")
SEED = 20170707
LINE = 75  # characters
THEMED, CONSUMED, TWICE = 0.115, 0.02, 0.2  # parts of the sentences; and of the themed ones, with a second phrase
SPECIAL = 0.035  # of the words
_ZIPF_SHIFT = 2.7  # Mandelbrot's: the first ranks are flatter than the law
_MOST_WORDS, _FALL = 90, 0.876  # of a sentence: length² × fall^length, a mean of 22
_PARAGRAPHS = (8, 40)  # of a speech
_SENTENCES = (2, 8)  # of a paragraph
_FORMS = ("{}",) * 168 + ("{},",) * 16 + ("“{}”", "({})", "{};", "{}:", "{} –", "{}—and", "{}-", "‘{}’")
_ENDS = (
    (".",) * 180
    + ("?",) * 5
    + ("!",) * 2
    + (".”",) * 4
    + ("...", " p.m.", " in the U.S.", ".)", ";", " etc.", ", Inc.", "…", '."')
)
_OPENINGS = {".”": "“", ".)": "(", '."': '"'}
_JOINTS = (" ",) * 93 + ("-",) * 5 + ("–", "‑")
_CASES = (str.lower,) * 5 + (str.title, str.upper)


class Author:
    """Writes speeches about the themes of a codebook."""

    def __init__(self, codebook: Codebook, seed: int = SEED) -> None:
        self._chance = np.random.RandomState(seed)
        words, special = make_words(codebook), _special()
        self._types = len(words) + len(special)
        forms = [*words, *special]
        self._written = np.array([form.format(word) for form in dict.fromkeys(_FORMS) for word in forms], dtype=object)
        kinds = list(dict.fromkeys(_FORMS))
        self._forms = np.array([kinds.index(form) for form in _FORMS])
        rank = np.arange(len(words)) + 1 + _ZIPF_SHIFT
        zipf = 1 / (rank * np.sqrt(np.sqrt(np.sqrt(rank))))  # rank^1.125 by roots, the same on every machine
        tail = np.full(len(special), zipf.sum() * SPECIAL / (1 - SPECIAL) / len(special))
        self._words = np.cumsum(np.concatenate([zipf, tail]))
        self._lengths = np.cumsum([n * n * _power(_FALL, n) for n in range(1, _MOST_WORDS + 1)])
        self._phrases = _by_theme(codebook)
        self._consumed = [complete(written) for written in codebook.consumes]

    def speeches(self) -> Iterator[str]:
        """Speeches of some 5 to 30 kB, without end."""
        while True:
            yield "\n\n".join(self._paragraphs(self._between(*_PARAGRAPHS))) + "\n"

    def _paragraphs(self, number: int) -> Iterator[str]:
        sizes = [self._between(*_SENTENCES) for _ in range(number)]
        sentences = iter(self._sentences(sum(sizes)))
        for n, size in enumerate(sizes, start=1):
            text = " ".join(next(sentences) for _ in range(size))
            yield wrap(f"{n}. {text}" if self._random() < 0.05 else text)

    def _sentences(self, number: int) -> list[str]:
        lengths = self._drawn(self._lengths, number) + 1
        total = int(lengths.sum())
        forms = self._forms[(self._chance.random_sample(total) * len(self._forms)).astype(np.int64)]
        words = self._written[self._drawn(self._words, total) + self._types * forms].tolist()
        dice = self._chance.random_sample((number, 2))
        ends = np.cumsum(lengths).tolist()
        return [
            self._finish(words[end - length : end], first, second)
            for end, length, (first, second) in zip(ends, lengths.tolist(), dice.tolist(), strict=True)
        ]

    def _finish(self, words: list[str], themed: float, ended: float) -> str:
        """A sentence of these words, with phrases where the dice say so."""
        if themed < THEMED:
            for _ in range(2 if themed < THEMED * TWICE else 1):
                words[int(self._random() * len(words))] = self._phrase(self._pick(self._phrases))
        elif themed > 1 - CONSUMED and self._consumed:
            words[int(self._random() * len(words))] = self._phrase(self._consumed)
        end = _ENDS[int(ended * len(_ENDS))]
        text = " ".join(words).rstrip(",;:–- ")
        if text.endswith(".") and end[0] == ".":
            end = end[1:]
        opening = _OPENINGS.get(_ENDS[int(ended * len(_ENDS))], "")
        return f"{opening}{text[0].upper()}{text[1:]}{end}"

    def _phrase(self, phrases: Sequence[str]) -> str:
        case = self._pick(_CASES) if self._random() < 0.3 else str
        return case(self._pick(_JOINTS).join(self._pick(phrases).split(" ")))

    def _drawn(self, cumulated: NDArray[np.float64], number: int) -> NDArray[np.int64]:
        dice = self._chance.random_sample(number) * cumulated[-1]
        places: NDArray[np.int64] = np.searchsorted(cumulated, dice, side="right")
        return places

    def _random(self) -> float:
        return float(self._chance.random_sample())

    def _between(self, low: int, high: int) -> int:
        return low + int(self._random() * (high - low + 1))

    def _pick(self, items: Sequence[_T]) -> _T:
        return items[int(self._random() * len(items))]


def wrap(text: str, width: int = LINE) -> str:
    """Lines of at most `width` characters, broken at spaces; a longer word has a line of its own.

    >>> print(wrap("They met in Busan and spoke of trade.", 20))
    They met in Busan
    and spoke of trade.
    """
    lines, start = [], 0
    while len(text) - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut < 0:
            cut = text.find(" ", start + width)
        if cut < 0:
            break
        lines.append(text[start:cut])
        start = cut + 1
    return "\n".join([*lines, text[start:]])


def _by_theme(codebook: Codebook) -> list[list[str]]:
    phrases: dict[str, list[str]] = {}
    for theme, written in themed_patterns(codebook):
        phrases.setdefault(theme, []).append(complete(written))
    return list(phrases.values())


def _special() -> list[str]:
    """What is no plain word: people, numbers, times, abbreviations."""
    titles = [
        f"{title} {name}" for title in ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "H.E. Mr.", "Gen.") for name in NAMES
    ]
    people = [*titles, *NAMES, *(f"{first}. {name}" for first, name in zip("ABCDEFGHJKLM", NAMES, strict=False))]
    numbers = (
        [str(n) for n in range(1946, 2027)]
        + [f"{n}" for n in range(2, 60)]
        + [f"{n},{n * 7 % 1000:03}" for n in range(3, 60)]
    )
    numbers += (
        [f"{n / 10}" for n in range(11, 99, 3)]
        + [f"{n} per cent" for n in range(3, 99, 4)]
        + [f"No. {n}" for n in range(1, 40)]
    )
    times = [f"{1 + n % 12}:{n * 7 % 60:02} {half}" for n in range(60) for half in ("a.m.", "p.m.")]
    short = "U.S. U.K. U.N. e.g. i.e. St. vs. approx. Nov. Sept. Dec. U.S.-led Washington-based".split()
    accents = (
        "café naïve façade São Zürich Curaçao rôle élan people’s nation’s world’s don’t it’s country's we've".split()
    )
    joined = (
        "long-term far-reaching well-being co-operation twenty-first-century and/or man-made self-determination".split()
    )
    return people + numbers + times + 12 * short + 6 * accents + 12 * joined


def _power(base: float, exponent: int) -> float:
    """By multiplication, which is the same on every machine."""
    value = 1.0
    for _ in range(exponent):
        value *= base
    return value
