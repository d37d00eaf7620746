"""Codebooks to measure with: plain phrases that every tool can look for, and patterns of any number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from analysis.codebook.model import Codebook

from .vocabulary import CONTENT_WORDS, FUNCTION_WORDS, complete, make_words, themed_patterns

_T = TypeVar("_T")
PER_THEME = 25  # phrases of the plain codebook
LONGEST = 4  # words of a made-up phrase
TRIES = 100
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
    alone = [word for word in make_words(codebook) if _means(word) and word not in CONTENT_WORDS]
    running = [re.findall(r"[^\W\d_]+", document.casefold()) for document in documents]
    running = [words for words in running if len(words) >= LONGEST]
    patterns: dict[str, None] = {}
    while len(patterns) < number:
        shape = _pick(shapes, chance)
        patterns[_dress(shape, _draw(min(shape.count(" ") + 1, LONGEST), running, alone, chance))] = None
    written, themes = list(patterns), len(codebook.themes)
    return plain_codebook({f"theme_{n}": written[n::themes] for n in range(min(themes, number))})


def _means(word: str) -> bool:
    """Whether a word carries meaning by itself."""
    return len(word) > 3 and word not in FUNCTION_WORDS


def _draw(length: int, running: Sequence[list[str]], alone: Sequence[str], chance: np.random.RandomState) -> list[str]:
    """Words that stand side by side in the text; where none are found, and for one alone, any."""
    for _ in range(TRIES if length > 1 and running else 0):
        words = _pick(running, chance)
        at = int(chance.random_sample() * (len(words) - length + 1))
        if _means(words[at]) and _means(words[at + length - 1]):
            return words[at : at + length]
    return [_pick(alone, chance) for _ in range(length)]


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


def _pick(items: Sequence[_T], chance: np.random.RandomState) -> _T:
    return items[int(chance.random_sample() * len(items))]


def _joined(written: str) -> str:
    return written.replace("-", " ")


def _theme(key: str, patterns: list[str]) -> dict[str, object]:
    return {"key": key, "label": key, "core": True, "colour": "#000000", "definition": key, "patterns": patterns}
