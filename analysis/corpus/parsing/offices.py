"""Offices: text → every person who is named with an office, and the country beside it.

An office stands before a name ("Prime Minister AOKI Taro of Japan"), after it ("Mr. Aoki Taro, Prime Minister of
Japan"), or with its country before it ("the Prime Minister of Japan, Mr. Aoki Taro").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .countries import side_of
from .country_marks import DOT, LOWER, MARK, MARKED_COUNTRY, UPPER, UPPER_OF_FORM, mark_countries

_UPPER, _LOWER = f"A-ZÀ{UPPER}", f"a-zà{LOWER}"
_CAPITAL = _UPPER + UPPER_OF_FORM

_NOT_A_NAME = (
    r"Prime|President|Minister|Foreign|Premier|Chancellor|Secretary|Taoiseach|Ambassador|Summit|Meeting|The|Jr|MP|Hon|Rt|Mr|Ms|Mrs|Dr|Prof|"
    r"Mme|Madam|Senator|Sen|Shri|Smt|Sir|Dame|Former|PM|His|Her|Their|And|Acting|Vice|Deputy|State|Republic|Extraordinary|On|In|At|To|By|With|For|From|"
    r"Meets|Met|Holds|Held|Speaks|Spoke|Talks|Attends|Attended|Visits|Visited|Hosts|Hosted|Receives|Received|Calls|Called|"
    r"Conference|Forum|Dialogue|Assembly|Session|Congress|Bureau|Ministry|Affairs|Office|Department|Committee|Commission|Council|Peninsula|Welcomes|Delivers|Departs|Arrives|Returns|Travels|Pays|Makes|Gives|Has|Had|Is|Discusses|Exchanges|Expresses|"
    r"Congratulates|Participates|Joins|Conducts|Concludes|Signs|Greets|Addresses|Agrees|Reaffirms|Says|"
    r"Hotel|Palace|Tower|Building|Residence|University|Museum|Airport|Station|Cent(?:er|re)"
)
_NAME_WORD = (
    rf"(?!(?:{_NOT_A_NAME})\b)"
    rf"(?:(?:[{_UPPER}]['’]|Mc|Mac)?[{_UPPER}][{_LOWER}]+|[{_UPPER}]{{2,}}|[{_UPPER}][.{DOT}])"
    rf"(?:-[{_UPPER}]{{2,}}(?![{_LOWER}])|-[{_UPPER}{_LOWER}][{_LOWER}]*)*"
)
# A given name in lower case, as in "Moon jae-in": two syllables of romanised Korean.
_SYLLABLE = r"(?:[bcdghjkmnprstwy]{0,2}[aeiouy]{1,3}(?:ng|[nlkmbp])?)"
_LOWER_GIVEN = rf"(?:\s+{_SYLLABLE}-{_SYLLABLE}(?![\w-]))?"
_PARTICLE = r"(?:(?:von|van|der|den|de|del|della|da|dos|du|di|la|le|al|bin|ibn|el|ter|zu)[ -]){0,3}"
_NAME = (
    rf"(?:(?:{_PARTICLE}{_NAME_WORD},\s(?=[{_UPPER}][{_LOWER}]+-[{_UPPER}{_LOWER}])|[{_UPPER}]{{2,}},\s(?=[{_UPPER}][{_LOWER}]))?"
    rf"{_PARTICLE}{_NAME_WORD}(?:\s+{_PARTICLE}{_NAME_WORD}){{0,3}}{_LOWER_GIVEN}(?:,?\s+Jr\.)?)"
)
PERSON = _NAME_WORD  # one word of a name, in folded letters
_EUROPEAN = mark_countries("European")
_OF_WHAT = (
    r"(?:[Ff]oreign [Aa]ffairs(?: and (?:International )?Trade)?|External Affairs|Foreign Relations|Global Affairs|"
    rf"Foreign Affairs and {_EUROPEAN} Affairs|(?:National )?Defen[cs]e|Unification|"
    r"Trade(?:,? Industry)?(?: and Energy)?|Finance|Economy|Justice|the Interior|Commerce|Energy|Agriculture|"
    rf"State|War|(?:Europe|{_EUROPEAN})(?: and Foreign Affairs)?)"
)
_RANK = r"(?:Acting|Vice|Vice-|Deputy|State|Senior|First|Assistant|Parliamentary|Under|Interim)"
_OFFICE = (
    rf"(?:(?:{_RANK}[\s-]){{0,2}}(?:[Pp]rime [Mm]inister|PM(?=\s)|[Pp]resident[- ][Ee]lect|[Pp]resident|Premier|"
    rf"Federal Chancellor|Chancellor|Taoiseach|Chief Cabinet Secretary|"
    rf"(?:Assistant|Under) ?[Ss]ecretary|(?:[Ff]oreign|[Dd]efen[cs]e|External Affairs|Unification|"
    rf"Finance|Trade|Oceans|Interior|Land|Industry) [Mm]inister|"
    rf"[Mm]inister (?:for|of) {_OF_WHAT}|"
    r"Secretary of State for Foreign,? (?:and )?Commonwealth (?:and Development )?Affairs|"
    rf"Secretary (?:of|for) {_OF_WHAT}|(?:Foreign|Defen[cs]e|Home) Secretary|National Security Advis[eo]r|"
    r"National Security Secretariat Secretary[- ]General|National Security Office Director|Secretary[- ]General|"
    r"High Representative(?:/Vice[- ]President)?|HR/?VP|Deputy Secretary(?!\s+(?:of|for)\b)|Administrator|"
    r"Political Director|"
    r"Special (?:Representative|Envoy)|Director[- ]General|"
    r"Ambassador(?: Extraordinary and Plenipotentiary|[ -][Dd]esignate)?|Speaker|Crown Prince(?:ss)?|Prince(?:ss)?|"
    r"King|Queen|Emperor|Sultan|Emir|Governor|Chair(?:man|person)?|(?<!Prime )Minister))"
)
_TITLE = r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Amb|Gen|General|Mme|Madame?|Senator|Sen|Shri|Smt|Sir|Dame|Lord)"
_HONORIFIC = (
    rf"(?:(?:{_TITLE}\.?\s(?=the Hon))?(?:H\.\s?E\.|H\.\s?M\.|H\.\s?R\.\s?H\.|HE|"
    r"[Tt]he (?:Right |Rt\.? )?Hon(?:ou?rable|\.)?|Hon\.|"
    r"(?:His|Her) (?:Excellency|Majesty|(?:Royal |Imperial )?Highness))[\s,]+"
    rf"(?:{_TITLE}\.?\s+){{0,3}}|(?:{_TITLE}\.?\s+){{1,2}})"
)
_OF = r"(?:of|for)\s+(?:the\s+)?"
_FORM = (
    r"(?:(?:Federal |Islamic |Socialist |Hashemite )?"
    r"(?:Republic|Kingdom|Commonwealth|State|Sultanate|Federation) of (?:the )?)?"
)
_NOT_A_HOUSE = (
    rf"(?!(?:[{_CAPITAL}][\w-]+\s){{0,3}}(?:Assembly|House|Parliament|Senate|Diet|Congress|Committee|Council)\b)"
)
_UNKNOWN_COUNTRY = rf"{_NOT_A_HOUSE}[{_CAPITAL}][\w’'-]+(?:\s+(?:(?:of|and)\s+)?(?:the\s+)?[{_CAPITAL}][\w’'-]+){{0,4}}"
_COUNTRY = rf"(?:{_FORM}(?:{MARKED_COUNTRY})(?!\w)(?:'s)?|{_UNKNOWN_COUNTRY})"
# "Director-General of the Asian Affairs Bureau, Ministry of Foreign Affairs (of Japan)"; "Ambassador to Japan".
_CAPITALS = rf"(?:\s+(?:and\s+|of\s+)?[{_CAPITAL}][\w-]+)"
_DEPARTMENT = (
    rf"(?:\s+(?:of|for)(?:\s+the)?{_CAPITALS}{{1,6}}(?<=Bureau|ffairs|vision|Office))?"
    rf"(?:,?\s+(?:(?:at|of|in)\s+)?(?:the\s+)?(?:Ministry|Department|Secretariat)\s+(?:of|for){_CAPITALS}{{1,4}}?(?=\s+of\b|,))?"
    rf"(?:\s+and\s+(?:Deputy\s+)?Minister\s+(?:of|for){_CAPITALS}{{1,4}}?(?=\s+of\b))?"
)
# "Special Representative for Korean Peninsula Peace and Security Affairs"
_AREA = (
    rf"(?:\s+(?:of|for|on)(?:\s+the)?{_CAPITALS}{{1,7}}?(?:(?<=ffairs|Policy|vision|Bureau)|(?<={MARK})(?!{MARK})))?"
)
# "Speaker of the National Assembly of the Republic of Korea"
_OF_KNOWN_COUNTRY = rf"\s+{_OF}{_FORM}(?:{MARKED_COUNTRY})(?!\w)"
_HOUSE = rf"(?:(?!{_OF_KNOWN_COUNTRY})\s+of(?:\s+the)?{_CAPITALS}{{1,5}}?(?={_OF_KNOWN_COUNTRY}))?"
_POSTED = rf"(?:\s+(?:to|in)\s+(?:the\s+)?{_FORM}(?:{MARKED_COUNTRY})(?!\w))?"

# Without "Mr." a name needs two words here, so that "the East Asia Summit, Prime Minister ..." does not match.
_SOMEBODY = rf"(?:{_HONORIFIC})?(?P<name>{_NAME})"
_SHORT_FORM = rf"(?:\s+\([{_UPPER}]+\))?"
_NAME_THEN_OFFICE = (
    rf"(?:{_HONORIFIC}|(?<!\bthe\s)(?<!\bof\s)(?<![\w-])(?={_PARTICLE}{_NAME_WORD}\s+(?:{_PARTICLE}{_NAME_WORD}|{_SYLLABLE}-{_SYLLABLE}\b)))"
    rf"(?P<name>{_NAME})(?:,?\s+MP)?,\s+(?:the\s+)?(?:(?P<before>{MARKED_COUNTRY})(?:'s)?\s+)?(?P<office>{_OFFICE})(?!{_AREA}\s+{_NAME_WORD})"
    rf"{_HOUSE}{_DEPARTMENT}(?:\s+{_OF}(?P<country>{_COUNTRY}))?"
)
_OFFICE_THEN_NAME = (
    rf"(?:(?<![\w’'.-])(?P<before>{MARKED_COUNTRY})(?:'s)?{_SHORT_FORM}(?:\s+State Councill?or and)?\s+)?"
    rf"(?<!Grand )(?<!\w)(?P<office>{_OFFICE}){_AREA}{_POSTED}(?:,?\s+and (?:concurrently )?{_OFFICE})?\s+"
    rf"{_SOMEBODY}(?:(?:'s)?\s+{_OF}(?P<country>{_COUNTRY}))?"
)
_COUNTRYS_OFFICE = (  # "the Australian Minister for Defence, Mr Hill"
    rf"(?<![\w’'.-])(?P<before>{MARKED_COUNTRY})(?:'s)?{_SHORT_FORM}\s+(?P<office>{_OFFICE}),\s+"
    rf"(?:{_HONORIFIC}|(?={_NAME_WORD}\s+{_PARTICLE}{_NAME_WORD}))(?P<name>{_NAME})"
)
_OFFICE_OF_COUNTRY = (
    rf"(?<!\w)(?P<office>(?!Special \w+ for\b){_OFFICE}){_DEPARTMENT}\s+{_OF}"
    rf"(?P<country>{_FORM}(?:{MARKED_COUNTRY})(?!\w))"
    rf"{_SHORT_FORM}{_POSTED},?\s+{_SOMEBODY}"
)
_OFFICE_COMMA_NAME = rf"\b(?:[Tt]he|and)\s+(?P<office>{_OFFICE})(?:\s+of\s+the\s+Republic)?,\s+{_SOMEBODY}(?:\s+MP)?,"
_COUNTERPART = rf"\b(?:his|her|their)\s+(?P<before>{MARKED_COUNTRY})\s+(?P<office>counterpart),?\s+{_SOMEBODY}"
_ALL = (_COUNTRYS_OFFICE, _OFFICE_OF_COUNTRY, _NAME_THEN_OFFICE, _OFFICE_THEN_NAME, _OFFICE_COMMA_NAME, _COUNTERPART)
_FORMER = re.compile(r"\b[Ff]ormer\s+(?:[A-Z][\w'.]*\s+)?$")
_MET_FORMER = re.compile(
    r"\b(?:[Mm]e(?:e)?ts?(?: with)?|[Ww]ith|[Rr]eceive[sd]|[Bb]y|[Hh]ost(?:s|ed))\s+(?:the"
    r"\s+)?[Ff]ormer\s+(?:[A-Z][\w'.]*\s+)?$"
)
_GLUED = (  # words that lost the space between them
    (re.compile(r"\b(Secretary|Minister|President|Republic|Ministry|Director|Ambassador|Affairs)(of|for)\b"), r"\1 \2"),
    (re.compile(r"\b(Minister|President|Secretary|Premier|Chancellor)(?=[A-Z][a-z])"), r"\1 "),
    (re.compile(r"\b(of|the|with|for|and|to|between)(?=[A-Z][a-z])"), r"\1 "),
)
_LEADER = re.compile(
    r"(?:[Ff]ormer )?(?:(?:Acting|Interim|Vice)[ -])?(?:Prime Minister|PM|President|Premier|"
    r"(?:Federal )?Chancellor|Taoiseach|King|Queen|Emperor|Sultan|"
    r"Emir|Crown Princ|Prince|Secretary[- ]General)",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:(?:First|Senior)[ -])?(?:Vice|Deputy|Assistant|Under|Parliamentary|State|Senior)[ -](?!Prime|"
    r"Premier|President)|Director|Special |"
    r"Ambassador|National Security|Political|Administrator",
    re.IGNORECASE,
)
_MINISTER = re.compile(r"minister|secretary|high representative|HR/?VP|vice premier", re.IGNORECASE)


class Named(NamedTuple):
    """A person named in a text.

    written : the name as in the text.
    office : "" for the counterpart of nobody.
    side : the side of the country beside the name; "" if none.
    start : the offset of the name.
    """

    written: str
    office: str
    side: str
    start: int


def find_named(text: str) -> list[Named]:
    """Every name with an office, in order. Of overlapping readings, one with a country wins, then the first.

    >>> [one[:3] for one in find_named("Chancellor Weiss of Germany met Mr. Paul Blanc, President of France.")]
    [('Weiss', 'Chancellor', 'Germany'), ('Paul Blanc', 'President', 'France')]
    """
    text = text.replace("’", "'")
    folded = mark_countries(text)
    found = [match for pattern in _patterns() for match in pattern.finditer(folded) if _is_in_office(text, match)]
    found.sort(key=lambda match: (match.start("name"), not _country_of(text, match), match.start("office")))
    kept: list[Named] = []
    used: set[int] = set()  # "Mr. A, Minister of Japan, Mr. B, Minister of the ROK": the first office is only Mr. A's
    for match in found:
        free = not kept or match.start("name") >= kept[-1].start + len(kept[-1].written)
        if free and match.start("office") not in used:
            used.add(match.start("office"))
            kept.append(_as_named(text, match, kept))
    return kept


@cache
def _patterns() -> list[re.Pattern[str]]:
    """Compiled when a page is read: that takes as long as all other patterns of the package."""
    return [re.compile(pattern) for pattern in _ALL]


def _as_named(text: str, match: re.Match[str], before: list[Named]) -> Named:
    office = text[slice(*match.span("office"))]
    if office == "counterpart":  # of the person named before
        office = before[-1].office if before else ""
    elif _FORMER.search(text, max(0, match.start("office") - 60), match.start("office")):
        office = f"former {office}"
    return Named(text[slice(*match.span("name"))], office, side_of(_country_of(text, match)), match.start("name"))


def _is_in_office(text: str, match: re.Match[str]) -> bool:
    """Whether a person holds the office, or did and is the one who was met."""
    end = match.start("office")
    return (
        not _FORMER.search(text, max(0, end - 60), end) or _MET_FORMER.search(text, max(0, end - 60), end) is not None
    )


def unglue(text: str) -> str:
    """A text in which offices and countries that lost the space beside them have it again.

    >>> unglue("Secretaryof State Hill met MinisterAoki ofJapan")
    'Secretary of State Hill met Minister Aoki of Japan'
    """
    for pattern, apart in _GLUED:
        text = pattern.sub(apart, text)
    return text


def rank_of(office: str) -> str:
    """The rank of an office: leaders, ministers, officials, other; "" for no office.

    >>> rank_of("Prime Minister"), rank_of("Secretary of State"), rank_of("Vice Foreign Minister"), rank_of("Speaker")
    ('leaders', 'ministers', 'officials', 'other')
    """
    if not office:
        return ""
    ranks = (("officials", _OFFICIAL.match), ("leaders", _LEADER.match), ("ministers", _MINISTER.search))
    return next((rank for rank, matches in ranks if matches(office)), "other")


def _country_of(text: str, match: re.Match[str]) -> str:
    named = match.groupdict()
    return next((text[slice(*match.span(name))] for name in ("country", "before") if named.get(name)), "")
