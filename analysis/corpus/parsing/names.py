"""Names of persons: one style for display, one key for all ways of writing, and where a text says them."""

from __future__ import annotations

import itertools
import re
import unicodedata

# Titles and offices that stand with a name and are no part of it.
_NO_NAME = frozenset(
    "mr mrs ms miss dr prof professor hon honourable honorable his her their excellency majesty highness royal h e m r "
    "the sir dame lord amb ambassador gen general acting vice deputy state prime minister president elect premier "
    "chancellor taoiseach secretary king queen emperor crown prince princess".split()
)
_AFTER_NAME = frozenset({"jr", "sr"})
_BEFORE_NAME = re.compile(r"^(?:H\.\s?(?:E|M)\.|H\.\s?R\.\s?H\.|HE(?=\s(?:Mr|Ms|Mrs|Dr)\b))\s*")
_WORD = re.compile(r"[^\W\d_](?:['’]?[^\W\d_])*")


def name_parts(written: str) -> list[str]:
    """The words of a name in their order: lower case, no accents, honorifics or offices; hyphens part words.

    >>> name_parts("H.E. Mr. YOON Suk-yeol")
    ['yoon', 'suk', 'yeol']
    """
    decomposed = unicodedata.normalize("NFKD", _BEFORE_NAME.sub("", unicodedata.normalize("NFKC", written).strip()))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    words = [re.sub("['’]", "", word).casefold() for word in _WORD.findall(plain)]
    begins = next((n for n, word in enumerate(words) if word not in _NO_NAME), 0)
    return [word for word in words[begins:] if word not in _AFTER_NAME]


def name_key(written: str) -> str:
    """One key for every way to write a full name, to compare readouts by; "" of no name.

    The order of given and family name, capitals, hyphens, spaces, accents, commas, honorifics and initials make no
    difference: the key is the name's letters, read round from where they come first in the alphabet.

    >>> name_key("H.E. Mr. LEE Jae Myung") == name_key("Jae-myung Lee") == name_key("Lee, Jaemyung")
    True
    >>> name_key("Lee Myung-bak") == name_key("LEE Jae Myung")
    False
    """
    parts = name_parts(written)
    full = _full_words(parts)
    letters = "".join(full if len(full) > 1 else parts) if full else ""
    return min((letters[n:] + letters[:n] for n in range(len(letters))), default="")


def same_person(one: str, other: str) -> bool:
    """Whether two written names can be one person's, in one readout or in two.

    A family name alone is taken to be the person ("Kishida", "KISHIDA Fumio"), and so is an initial for a word
    ("S. Abe", "Shinzo Abe"). An empty name is nobody's.

    >>> same_person("LEE Jae Myung", "Lee Jae-myung"), same_person("Kim Dong-yeon", "Kim Jong-un")
    (True, False)
    """
    short, long = sorted((name_parts(one), name_parts(other)), key=lambda parts: (len(_full_words(parts)), len(parts)))
    if not _full_words(short):
        return False
    if name_key(one) == name_key(other):
        initials = [set(part) - set(_full_words(part)) for part in (short, long)]
        return not all(initials) or bool(initials[0] & initials[1])
    rest = list(long)
    for part in sorted(short, key=len, reverse=True):
        found = part if part in rest else next((w for w in rest if 1 in (len(w), len(part)) and w[0] == part[0]), None)
        if found is None and (len(part) > 1 or _full_words(rest)):
            return False
        rest = [word for word in rest if word != found]
    return True


def _full_words(parts: list[str]) -> list[str]:
    return [part for part in parts if len(part) > 1]


def in_one_style(written: str) -> str:
    """A name as it is shown: words in capitals become words with a capital; the page's order is kept.

    >>> in_one_style("YOON Suk-Yeol"), in_one_style("Kang, Kyung-wha")
    ('Yoon Suk-Yeol', 'Kang Kyung-wha')
    """
    without_comma = re.sub(r",\s+(?!Jr|Sr)", " ", written)
    return " ".join("-".join(map(_capitalised, word.split("-"))) for word in without_comma.split())


def _capitalised(part: str) -> str:
    return part.capitalize() if part.isupper() and len(part) > 2 - part.isalpha() and "." not in part else part


def name_expression(written: str) -> str:
    """A regular expression for the name in a text: all of it or some of its words, however written.

    It begins with one of the page's own words, or with two that a hyphen joins there or here: "Jae" and "Jae-myung"
    are Lee Jae Myung, the word "in" is not Moon Jae-in.
    """
    words = [
        w for w in re.findall(r"[^\W\d_][\w'’.-]*", written) if w.strip(".").casefold() not in _NO_NAME | _AFTER_NAME
    ]
    forms = {form for word in words for form in (word, word.upper(), word.title())}
    firsts = sorted(map(re.escape, forms), key=lambda w: (-len(w), w))
    joined = [re.escape(a) + r"[\s-]?(?i:" + re.escape(b) + ")" for a, b in _neighbours(words)]
    if not firsts:
        return "(?!)"
    name = "|".join([*joined, *firsts])
    return rf"(?:{name})(?:,?\s+(?:{name}|Jr\.))*"


def _neighbours(words: list[str]) -> list[tuple[str, str]]:
    """Parts that some pages join and others part: "Jae-myung", "Jae Myung", "Jaemyung"."""
    hyphened = [tuple(word.split("-")) for word in words if word.count("-") == 1]
    apart = [(a, b) for a, b in itertools.pairwise(words) if "-" not in a + b and "." not in a + b]
    pairs = {(a, b) for a, b in [*hyphened, *apart] if a and b}
    return sorted({(form, b) for a, b in pairs for form in (a, a.upper(), a.title())})
