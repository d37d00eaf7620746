"""Names of people: a name as written → one style, one key for all spellings, and an expression to find it."""

from __future__ import annotations

import itertools
import re
import unicodedata

# Titles and offices that stand before a name and are not part of it.
_NOT_A_NAME = frozenset(
    "mr mrs ms miss dr prof professor hon honourable honorable his her their excellency majesty highness royal h e m r "
    "the sir dame lord amb ambassador gen general acting vice deputy state prime minister president elect premier "
    "chancellor taoiseach secretary king queen emperor crown prince princess".split()
)
# Frequent Korean and Chinese family names, which stand first.
_FAMILY_FIRST = frozenset(
    "kim lee park moon yoon yun cho choi chung jung jeong kang han shin song hwang kwon ban noh roh lim oh seo suh ahn "
    "wang xi li yang qin hu wen".split()
)
# Frequent Japanese family names and those of ministers, which stand first where a page keeps that order.
_FAMILY_FIRST_IN_JAPAN = frozenset(
    "abe akiba ando aoki aso endo fujita fujiwara fukuda gemba genba goto hara hasegawa hashimoto hatoyama "
    "hayashi ikeda inoue ishiba ishida ishikawa ito iwaya kamikawa kan kaneko kato kikuchi kimura kishida "
    "kitamura kobayashi koizumi komura kondo kono kudo machimura maeda maehara matsuda matsui matsumoto matsuno "
    "miura miyazaki mori morita motegi murata nakagawa nakamura nakano nakasone nakayama nishimura noda noguchi "
    "obuchi ogawa okada okamoto okano ono ota saito sakai sakamoto sasaki sato shibata shimizu suga sugiyama "
    "suzuki takagi takahashi takaichi takeda takeuchi tamura tanaka taniguchi ueda ueno wada watanabe yachi "
    "yamada yamaguchi yamamoto yokoyama yoshida".split()
)
_AFTER_NAME = frozenset({"jr", "sr"})
_BEFORE_NAME = re.compile(r"^(?:H\.\s?(?:E|M)\.|H\.\s?R\.\s?H\.|HE(?=\s(?:Mr|Ms|Mrs|Dr)\b))\s*")
_WORD = re.compile(r"[^\W\d_](?:['’]?[^\W\d_])*")


def name_parts(written: str) -> list[str]:
    """The words of a name in their order: in lower case, without accents, honorifics and offices, split at hyphens.

    >>> name_parts("H.E. Mr. YOON Suk-yeol")
    ['yoon', 'suk', 'yeol']
    """
    decomposed = unicodedata.normalize("NFKD", _BEFORE_NAME.sub("", unicodedata.normalize("NFKC", written).strip()))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    words = [re.sub("['’]", "", word).casefold() for word in _WORD.findall(plain)]
    first = next((n for n, word in enumerate(words) if word not in _NOT_A_NAME), 0)
    return [word for word in words[first:] if word not in _AFTER_NAME]


def name_key(written: str) -> str:
    """One key for all spellings of a full name, to compare readouts; "" for no name.

    The order of given and family name, capitals, hyphens, spaces, accents, commas, honorifics and initials make no
    difference: the key is the alphabetically first rotation of the name's letters.

    >>> name_key("H.E. Mr. LEE Jae Myung") == name_key("Jae-myung Lee") == name_key("Lee, Jaemyung")
    True
    >>> name_key("Lee Myung-bak") == name_key("LEE Jae Myung")
    False
    """
    parts = name_parts(written)
    full = _full_words(parts)
    letters = "".join(full if len(full) > 1 else parts) if full else ""
    return min((letters[n:] + letters[:n] for n in range(len(letters))), default="")


def family_name(written: str) -> str:
    """The family name of a name as written: its word in capitals, else a Korean, Chinese or Japanese first word that is
    a frequent family name, else the last word with its particles.

    >>> family_name("KISHIDA Fumio"), family_name("Moon Jae-in"), family_name("Shinzo Abe")
    ('Kishida', 'Moon', 'Abe')
    >>> family_name("Suga Yoshihide"), family_name("Ursula von der Leyen")
    ('Suga', 'von der Leyen')
    """
    words = re.sub(r",?\s+(?:Jr|Sr)\.?$", "", written).replace(",", " ").split()
    capitals = [word for word in words if len(word) > 1 and word.isupper() and "." not in word]
    known = _FAMILY_FIRST | _FAMILY_FIRST_IN_JAPAN
    first = len(words) > 1 and ("-" in words[1] or words[0].casefold() in known)
    chosen = capitals[0] if capitals else words[0] if first else _with_particles(words) if words else written
    return in_one_style(chosen)


def _with_particles(words: list[str]) -> str:
    """The last word and the lower-case words right before it: "von der Leyen"."""
    last = next((n for n in range(len(words) - 1, 0, -1) if not words[n - 1].islower()), 0)
    return " ".join(words[last:])


def same_person(one: str, other: str) -> bool:
    """Whether two written names can belong to one person, in one readout or in two.

    A family name alone matches the full name ("Kishida", "KISHIDA Fumio"), and an initial matches a word ("S. Abe",
    "Shinzo Abe"). An empty name matches nobody.

    >>> same_person("LEE Jae Myung", "Lee Jae-myung"), same_person("Kim Dong-yeon", "Kim Jong-un")
    (True, False)
    """
    short, long = sorted((name_parts(one), name_parts(other)), key=lambda parts: (len(_full_words(parts)), len(parts)))
    if not _full_words(short):
        return False
    if name_key(one) == name_key(other):
        initials = [set(part) - set(_full_words(part)) for part in (short, long)]
        return not all(initials) or bool(initials[0] & initials[1])
    if not set(_full_words(short)) & set(long):  # the initial of "J. T. Hill" is not "Tanaka"
        return False
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
    """A name for display: words in capitals are capitalised, commas removed; the order stays.

    >>> in_one_style("YOON Suk-Yeol"), in_one_style("Kang, Kyung-wha")
    ('Yoon Suk-Yeol', 'Kang Kyung-wha')
    """
    without_comma = re.sub(r",\s+(?!Jr|Sr)", " ", written)
    return " ".join("-".join(map(_capitalised, word.split("-"))) for word in without_comma.split())


def _capitalised(part: str) -> str:
    return part.capitalize() if part.isupper() and len(part) > 2 - part.isalpha() and "." not in part else part


def name_expression(written: str) -> str:
    """A regular expression that finds a name in a text: all or some of its words, in any spelling.

    A match begins with one of the page's own words, or with two of them joined by a hyphen: "Jae" and "Jae-myung" match
    Lee Jae Myung; the word "in" does not match Moon Jae-in.

    >>> re.search(name_expression("LEE Jae Myung"), "They welcomed Jae-myung Lee.").group()
    'Jae-myung Lee'
    """
    words = [
        w for w in re.findall(r"[^\W\d_][\w'’.-]*", written) if w.strip(".").casefold() not in _NOT_A_NAME | _AFTER_NAME
    ]
    forms = {form for word in words for form in (word, word.upper(), word.title())}
    firsts = sorted(map(re.escape, forms), key=lambda w: (-len(w), w))
    joined = [re.escape(a) + r"[\s-]?(?i:" + re.escape(b) + ")" for a, b in _neighbours(words)]
    if not firsts:
        return "(?!)"
    name = "|".join([*joined, *firsts])
    return rf"(?:{name})(?:,?\s+(?:{name}|Jr\.))*"


def _neighbours(words: list[str]) -> list[tuple[str, str]]:
    """Pairs of words that some pages join and others separate: "Jae-myung", "Jae Myung", "Jaemyung"."""
    hyphenated = [tuple(word.split("-")) for word in words if word.count("-") == 1]
    separate = [(a, b) for a, b in itertools.pairwise(words) if "-" not in a + b]
    pairs = {(a, b) for a, b in [*hyphenated, *separate] if a and b}
    return sorted({(form, b) for a, b in pairs for form in (a, a.upper(), a.title())})
