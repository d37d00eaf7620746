"""The words of the generated text: function words, content words of our own, and words made from syllables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from fnmatch import translate

import numpy as np

from analysis.codebook.model import Codebook

TYPES = 30_000  # different words; a text of 60 MB has so many that come more than a few times
# In the order of their frequency; with Zipf's law the first hundred make about half of a text.
FUNCTION_WORDS = (
    "the of and to in a that is for we our with as on be this it by which are has not have from will all its I at "
    "their an must or was also been but more these they can who there should would only other such were so than had "
    "into one through no when those between us any what may between under if some over without most many his about "
    "where them could both own very however therefore among because while each before after against during upon every "
    "within never often here still always since until again toward perhaps already although neither whose rather"
).split()  # fmt: skip
CONTENT_WORDS = (
    "people world nations country peace time year states effort work community government member support hope life way "
    "need part day future organization question system right rights principle human common great new first last long "
    "good many important political social national different present general full strong clear deep small large high "
    "possible necessary true whole better free equal make take give continue believe become achieve bring build call "
    "come find follow hold keep know lead live look meet move offer open play put reach remain say see seek serve set "
    "show speak stand start stay tell think turn use want welcome wish assembly delegation session president council "
    "house child children woman women man men family land water river field road city village school home hand eye "
    "heart mind word voice name place point line side end beginning moment century decade month week morning evening "
    "history lesson story book page letter law court vote party power force order duty burden debt promise trust faith "
    "courage wisdom justice dignity freedom unity solidarity responsibility opportunity challenge problem solution "
    "issue matter process progress measure result condition situation position view opinion agreement cooperation "
    "dialogue discussion decision proposal resolution report plan programme project policy role task goal purpose aim "
    "today tomorrow yesterday together once indeed almost soon later early simply truly fully deeply clearly quickly"
).split()  # fmt: skip
NAMES = (
    "Aoki Baek Cardoso Dlamini Eriksen Farkas Gbeho Haddad Ionescu Jansen Kovács Lindqvist Møller Núñez Okafor Pérez "
    "Quist Romão Santos Tembo Ueda Vargas Wójcik Yilmaz Zeidler Müller Côté Béla"
).split()  # fmt: skip
_ONSETS = "b c d f g h l m n p r s t v b c d f g h l m n p r s t v cl cr gr pl pr sh st th tr".split()
_VOWELS = "a e i o u a e i o u ea ai ou".split()
_CODAS = [""] * 12 + ["l", "m", "n", "r", "s", "t", "nd", "nt", "st"]
_SUFFIXES = [""] * 5 + "s s s ed ed ing er ly al ion ity ment ness able ive ous ance".split()
# How a word goes on where the codebook breaks it off within; any other stands as it is.
_ENDINGS = {
    "abduct": "ion", "agricultur": "e", "apolog": "y", "authorit": "ies", "cit": "ies", "compensat": "ion",
    "cryptocurrenc": "ies", "cultur": "e", "decarboni": "zation", "denucleari": "zation", "deterren": "ce",
    "econom": "y", "famil": "ies", "financ": "e", "industr": "ies", "liquidat": "ion", "manufactur": "ing",
    "olympi": "c", "palestin": "e", "paralympi": "c", "provocati": "on", "requisition": "ed", "resum": "ed",
    "semiconduct": "ors", "technolog": "y", "touris": "m", "ukrain": "e",
}  # fmt: skip


def make_words(codebook: Codebook, size: int = TYPES) -> list[str]:
    """`size` different words in the order of their frequency, none of which is a pattern of the codebook by itself."""
    taken = re.compile("|".join(translate(w.casefold()) for w in written_patterns(codebook)) or "(?!)")
    chance = np.random.RandomState(1)
    every = itertools.chain(FUNCTION_WORDS, CONTENT_WORDS, _made_up(chance))
    words: dict[str, None] = {}
    for word in every:
        if len(words) == size:
            break
        if not taken.fullmatch(word.casefold()):
            words[word] = None
    return list(words)


def written_patterns(codebook: Codebook) -> list[str]:
    """Every pattern of the themes, also the conditional ones, and of `consumes`, as written."""
    return [written for _, written in themed_patterns(codebook)] + list(codebook.consumes)


def themed_patterns(codebook: Codebook) -> list[tuple[str, str]]:
    """Theme and pattern, in the codebook's order."""
    return [
        (theme.key, written)
        for theme in codebook.themes
        for written in itertools.chain(theme.patterns, *(group.patterns for group in theme.conditional))
    ]


def complete(written: str) -> str:
    """A phrase that a pattern finds: wildcards become letters, a lone asterisk a word.

    >>> complete("separated famil*"), complete("labo?r issue*"), complete("kim jong *")
    ('separated families', 'labour issue', 'kim jong other')
    """
    return " ".join(map(_complete_word, written.replace("o?r", "our").replace("?", "s").split(" ")))


def _complete_word(word: str) -> str:
    if word == "*":
        return "other"
    stem = word.replace("*", "")
    return stem + _ENDINGS.get(stem, "") if word.endswith("*") else stem


def _made_up(chance: np.random.RandomState) -> Iterable[str]:
    """Words from syllables, without end: the first ones short, as frequent words are."""
    for n in itertools.count():
        syllables = 1 + (n > 500) + (n > 5_000) * int(chance.random_sample() * 2)
        stem = "".join(
            _pick(_ONSETS, chance) + _pick(_VOWELS, chance) + _pick(_CODAS, chance) for _ in range(syllables)
        )
        yield stem + _pick(_SUFFIXES, chance)


def _pick(items: Sequence[str], chance: np.random.RandomState) -> str:
    return items[int(chance.random_sample() * len(items))]
