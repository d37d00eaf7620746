"""Stems: a word → what it has in common with its other forms.

The algorithm of Porter (1980, Program 14:130) with the later rules of NLTK's PorterStemmer, which gives the same stems.
It is not NLTK's own, because importing NLTK takes longer than all else that a chart needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

IRREGULAR = {
    "sky": "sky", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "news": "news",
    "innings": "inning", "inning": "inning", "outings": "outing", "outing": "outing", "cannings": "canning",
    "canning": "canning", "howe": "howe", "proceed": "proceed", "exceed": "exceed", "succeed": "succeed",
}  # fmt: skip
# Suffixes and what replaces them; of several that a word ends in, the first decides, whether or not it is replaced.
_DOUBLE = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "fulli": "ful",
}  # fmt: skip
_SINGLE = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_LAST = dict.fromkeys("al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(), "")


@cache
def stem(word: str) -> str:
    """The stem of a word, in lower case; what has one or two letters is left as it is.

    >>> stem("cooperated"), stem("cooperation"), stem("ties"), stem("agreed")
    ('cooper', 'cooper', 'tie', 'agre')
    """
    lower = word.lower()
    if lower in IRREGULAR or len(word) <= 2:
        return IRREGULAR.get(lower, lower)
    stemmed = _without_y(_without_ed(_without_s(lower)))
    stemmed = _replace(_without_double(stemmed), _SINGLE)
    return _without_e(_replace(stemmed, _LAST, least=2))


def _shape(part: str) -> str:
    """Each letter as c or v; y is a vowel behind a consonant."""
    shape = ""
    for letter in part:
        shape += "v" if letter in "aeiou" or (letter == "y" and shape.endswith("c")) else "c"
    return shape


def _measure(part: str) -> int:
    """Porter's m: how many times a vowel is followed by a consonant."""
    return _shape(part).count("vc")


def _is_short(part: str) -> bool:
    """Whether a part ends as "hop" does, so that "hope" may have lost its e."""
    shape = _shape(part)
    return (shape.endswith("cvc") and part[-1] not in "wxy") or shape == "vc"


def _replace(word: str, suffixes: Mapping[str, str], least: int = 1) -> str:
    """Replace a suffix behind a part whose measure is at least `least`."""
    suffix = next((suffix for suffix in suffixes if word.endswith(suffix)), None)
    if suffix is None:
        return word
    rest = word[: -len(suffix)]
    may_go = _measure(rest) >= least and (suffix != "ion" or rest[-1] in "st")
    return rest + suffixes[suffix] if may_go else word


def _without_s(word: str) -> str:
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_ed(word: str) -> str:
    """Without -ed and -ing, with the e that they took away."""
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((ending for ending in ("ed", "ing") if word.endswith(ending)), "")
    rest = word.removesuffix(ending)
    if not ending or "v" not in _shape(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if rest[-1:] == rest[-2:-1] and _shape(rest).endswith("c"):
        return rest if rest[-1] in "lsz" else rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest


def _without_y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and len(word) > 2 and _shape(word[:-1]).endswith("c") else word


def _without_double(word: str) -> str:
    """Without the second of two suffixes."""
    if word.endswith("alli") and _measure(word[:-4]):
        return _without_double(word[:-2])
    if word.endswith("logi"):
        return word[:-1] if _measure(word[:-3]) else word
    return _replace(word, _DOUBLE)


def _without_e(word: str) -> str:
    """Without a last e, and then with one l for two."""
    if word.endswith("e"):
        measure = _measure(word[:-1])
        word = word[:-1] if measure > 1 or (measure == 1 and not _is_short(word[:-1])) else word
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word
