"""Codebooks to measure with: plain phrases that every tool can look for, and patterns of any number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from analysis.codebook import Codebook

from .vocabulary import CONTENT_WORDS, FUNCTION_WORDS, complete, make_words, themed_patterns

PER_THEME = 25  # phrases of the plain codebook
_PLAIN = re.compile(r"[a-z]+(?:[ -][a-z]+){0,3}")  # at most four words: CountVectorizer is given 1 to 4-grams


def plain_phrases(codebook: Codebook) -> dict[str, list[str]]:
    """Some phrases of every theme without wildcards, spread over its patterns; none stands in two themes."""
    seen: set[str] = set()
    chosen: dict[str, list[str]] = {}
    for theme in codebook.keys:
        written = (complete(pattern) for key, pattern in themed_patterns(codebook) if key == theme)
        plain = [w for w in dict.fromkeys(written) if _PLAIN.fullmatch(w) and _joined(w) not in seen]
        kept = plain[:: max(len(plain) // PER_THEME, 1)][:PER_THEME]
        chosen[theme] = list({_joined(w): w for w in kept}.values())
        seen |= set(map(_joined, kept))
    return chosen


def plain_codebook(phrases: Mapping[str, Sequence[str]]) -> Codebook:
    """A codebook of these phrases by theme and nothing else."""
    return Codebook.model_validate({"themes": [_theme(key, list(own)) for key, own in phrases.items()]})


def made_up_codebook(codebook: Codebook, documents: Sequence[str], number: int, seed: int = 1) -> Codebook:
    """`number` patterns with the codebook's own mix of lengths and wildcards, in as many themes.

    Words alone are drawn from the whole vocabulary; phrases from the documents, so that they do occur; they begin and
    end with a word that carries meaning, as those of the codebook do.
    """
    chance = np.random.RandomState(seed)
    shapes = [written for _, written in themed_patterns(codebook)]
    patterns: dict[str, None] = {}
    sources = _sources(codebook, documents, chance)
    for shape in _shuffled_forever(shapes, chance):
        if len(patterns) == number:
            break
        patterns[_dress(shape, next(sources[min(shape.count(" "), 3)]))] = None
    written, themes = list(patterns), len(codebook.themes)
    return plain_codebook({f"theme_{n}": written[n::themes] for n in range(min(themes, number))})


def _sources(codebook: Codebook, documents: Sequence[str], chance: np.random.RandomState) -> list[Iterator[list[str]]]:
    """Words without end, in ones, twos, threes and fours."""
    function = set(map(str.casefold, FUNCTION_WORDS))
    alone = [w for w in make_words(codebook) if len(w) > 3 and w not in function and w not in CONTENT_WORDS]
    running = [re.findall(r"[^\W\d_]+", document.casefold()) for document in documents]
    running = [words for words in running if len(words) > 10]

    def phrases(length: int) -> Iterator[list[str]]:
        while True:
            words = running[_below(len(running), chance)]
            at = _below(len(words) - length + 1, chance)
            if all(len(w) > 3 and w not in function for w in (words[at], words[at + length - 1])):
                yield words[at : at + length]

    def words() -> Iterator[list[str]]:
        while True:
            yield [alone[_below(len(alone), chance)]]

    return [words(), phrases(2), phrases(3), phrases(4)]


def _dress(shape: str, words: list[str]) -> str:
    """Words with the wildcards of another pattern: an asterisk at the end, within, or for a whole word."""
    parts = shape.split(" ")[: len(words)]
    dressed = [_dress_word(part, word) for part, word in zip(parts, words, strict=True)]
    return " ".join(dressed if any(part != "*" for part in parts) else words)


def _dress_word(part: str, word: str) -> str:
    if part == "*":
        return "*"
    if part.endswith("*") and len(word) > 5:
        return f"{word[:-2]}*"
    return f"{word[0]}?{word[2:]}" if "?" in part and len(word) > 3 else word


def _shuffled_forever(items: Sequence[str], chance: np.random.RandomState) -> Iterator[str]:
    while True:
        yield items[_below(len(items), chance)]


def _below(limit: int, chance: np.random.RandomState) -> int:
    return int(chance.random_sample() * limit)


def _joined(written: str) -> str:
    return written.replace("-", " ")


def _theme(key: str, patterns: list[str]) -> dict[str, object]:
    return {"key": key, "label": key, "core": True, "colour": "#000000", "definition": key, "patterns": patterns}
