"""Offices: text → every person who is named with an office, and the country beside it.

An office stands before a name ("Prime Minister AOKI Taro of Japan"), after it ("Mr. Aoki Taro, Prime Minister of
Japan"), or with its country before it ("the Prime Minister of Japan, Mr. Aoki Taro").
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .countries import any_country, side_of

_LATIN = [chr(c) for c in range(0x250) if unicodedata.category(chr(c)) in ("Lu", "Ll")] + list(
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
)
_UPPER = "".join(c for c in _LATIN if c.isupper())
_LOWER = "".join(c for c in _LATIN if c.islower())

_NOT_A_NAME = (
    r"Prime|President|Minister|Foreign|Premier|Chancellor|Secretary|Taoiseach|Ambassador|Summit|Meeting|The|Jr|MP|Hon|Rt|Mr|Ms|Mrs|Dr|Prof|"
    r"His|Her|Their|And|Acting|Vice|Deputy|State|Republic|Extraordinary|On|In|At|To|By|With|For|From|"
    r"Meets|Met|Holds|Held|Speaks|Spoke|Talks|Attends|Attended|Visits|Visited|Hosts|Hosted|Receives|Received|Calls|Called|"
    r"Welcomes|Delivers|Departs|Arrives|Returns|Travels|Pays|Makes|Gives|Has|Had|Is|Discusses|Exchanges|Expresses|"
    r"Congratulates|Participates|Joins|Conducts|Concludes|Signs|Greets|Addresses|Agrees|Reaffirms|Says|"
    r"Hotel|Palace|Tower|Building|Residence|University|Museum|Airport|Station|Cent(?:er|re)"
)
_NAME_WORD = (
    rf"(?!(?:{_NOT_A_NAME})\b)"
    rf"(?:(?:[{_UPPER}]['’]|Mc|Mac)?[{_UPPER}][{_LOWER}]+|[{_UPPER}]{{2,}}|[{_UPPER}]\.)"
    rf"(?:-[{_UPPER}{_LOWER}][{_LOWER}]*|-[{_UPPER}]+)*"
)
_PARTICLE = r"(?:(?:von|van|der|den|de|del|della|da|dos|du|di|la|le|al|bin|ibn|el|ter|zu)[ -]){0,3}"
_NAME = (
    rf"(?:(?:{_PARTICLE}{_NAME_WORD},\s(?=[{_UPPER}][{_LOWER}]+-[{_UPPER}{_LOWER}])|[{_UPPER}]{{2,}},\s(?=[{_UPPER}][{_LOWER}]))?"
    rf"{_PARTICLE}{_NAME_WORD}(?:\s+{_PARTICLE}{_NAME_WORD}){{0,3}}(?:,?\s+Jr\.)?)"
)
_OF_WHAT = (
    r"(?:Foreign Affairs(?: and (?:International )?Trade)?|(?:National )?Defen[cs]e|Unification|"
    r"Trade(?:,? Industry)?(?: and Energy)?|Finance|Economy|Justice|the Interior|Commerce|Energy|Agriculture|"
    r"State|War|Europe(?:an)?(?: and Foreign Affairs)?)"
)
_RANK = r"(?:Acting|Vice|Vice-|Deputy|State|Senior|First|Assistant|Parliamentary|Under)"
_OFFICE = (
    rf"(?:(?:{_RANK}[\s-]){{0,2}}(?:Prime Minister|President[- ][Ee]lect|President|Premier|"
    rf"Federal Chancellor|Chancellor|Taoiseach|(?:Foreign|Defen[cs]e|Unification|Finance|Trade) Minister|"
    rf"Minister (?:for|of) {_OF_WHAT}|"
    r"Secretary of State for Foreign,? (?:and )?Commonwealth (?:and Development )?Affairs|"
    rf"Secretary (?:of|for) {_OF_WHAT}|(?:Foreign|Defen[cs]e|Home) Secretary|National Security Advis[eo]r|"
    r"National Security Secretariat Secretary[- ]General|National Security Office Director|Secretary[- ]General|"
    r"High Representative|Special (?:Representative|Envoy)|Director[- ]General|"
    r"Ambassador(?: Extraordinary and Plenipotentiary)?|Speaker|Crown Prince(?:ss)?|Prince(?:ss)?|"
    r"King|Queen|Emperor|Sultan|Emir|Governor|Chair(?:man|person)?|(?<!Prime )Minister))"
)
_HONORIFIC = (
    r"(?:(?:H\.\s?E\.|H\.\s?M\.|H\.\s?R\.\s?H\.|HE|[Tt]he (?:Right |Rt\.? )?Hon(?:ou?rable|\.)?|Hon\.|"
    r"(?:His|Her) (?:Excellency|Majesty|(?:Royal |Imperial )?Highness))[\s,]+"
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Amb|Gen)\.?\s+){0,2}|(?:(?:Mr|Ms|Mrs|Dr|Prof|Amb|Gen)\.\s+){1,2})"
)
_KNOWN_COUNTRY = any_country()
_OF = r"(?:of|for)\s+(?:the\s+)?"
_FORM = (
    r"(?:(?:Federal |Islamic |Socialist |Hashemite )?"
    r"(?:Republic|Kingdom|Commonwealth|State|Sultanate|Federation) of (?:the )?)?"
)
_NOT_A_HOUSE = (
    rf"(?!(?:[{_UPPER}][\w-]+\s){{0,3}}(?:Assembly|House|Parliament|Senate|Diet|Congress|Committee|Council)\b)"
)
_UNKNOWN_COUNTRY = rf"{_NOT_A_HOUSE}[{_UPPER}][\w’'-]+(?:\s+(?:(?:of|and)\s+)?(?:the\s+)?[{_UPPER}][\w’'-]+){{0,4}}"
_COUNTRY = rf"(?:{_FORM}(?:{_KNOWN_COUNTRY})(?!\w)(?:'s)?|{_UNKNOWN_COUNTRY})"
# "Director-General of the Asian Affairs Bureau, Ministry of Foreign Affairs (of Japan)"; "Ambassador to Japan".
_CAPITALS = rf"(?:\s+(?:and\s+|of\s+)?[{_UPPER}][\w-]+)"
_DEPARTMENT = (
    rf"(?:\s+(?:of|for)(?:\s+the)?{_CAPITALS}{{1,6}}(?<=Bureau|ffairs|vision|Office))?"
    rf"(?:,?\s+(?:(?:at|of|in)\s+)?(?:the\s+)?(?:Ministry|Department|Secretariat)\s+(?:of|for){_CAPITALS}{{1,4}}?(?=\s+of\b|,))?"
    rf"(?:\s+and\s+(?:Deputy\s+)?Minister\s+(?:of|for){_CAPITALS}{{1,4}}?(?=\s+of\b))?"
)
# "Speaker of the National Assembly of the Republic of Korea"
_OF_KNOWN_COUNTRY = rf"\s+{_OF}{_FORM}(?:{_KNOWN_COUNTRY})(?!\w)"
_HOUSE = rf"(?:(?!{_OF_KNOWN_COUNTRY})\s+of(?:\s+the)?{_CAPITALS}{{1,5}}?(?={_OF_KNOWN_COUNTRY}))?"
_POSTED = rf"(?:\s+(?:to|in)\s+(?:the\s+)?{_FORM}(?:{_KNOWN_COUNTRY})(?!\w))?"

# Without "Mr." a name needs two words here, so that "the East Asia Summit, Prime Minister ..." does not match.
_NAME_THEN_OFFICE = re.compile(
    rf"(?:{_HONORIFIC}|(?<!\bthe\s)(?<!\bof\s)(?<![\w-])(?={_PARTICLE}{_NAME_WORD}\s+{_PARTICLE}{_NAME_WORD}))"
    rf"(?P<name>{_NAME})(?:,?\s+MP)?,\s+(?:the\s+)?(?:(?P<before>{_KNOWN_COUNTRY})(?:'s)?\s+)?(?P<office>{_OFFICE})(?!\s+[{_UPPER}])"
    rf"{_HOUSE}{_DEPARTMENT}(?:\s+{_OF}(?P<country>{_COUNTRY}))?"
)
_OFFICE_THEN_NAME = re.compile(
    rf"(?:(?<![\w’'.-])(?P<before>{_KNOWN_COUNTRY})(?:'s)?(?:\s+\([A-Z]+\))?\s+)?"
    rf"(?<!former )(?<!Grand )(?<!\w)(?P<office>{_OFFICE}){_POSTED}\s+"
    rf"{_HONORIFIC}?(?P<name>{_NAME})(?:(?:'s)?\s+{_OF}(?P<country>{_COUNTRY}))?"
)
_OFFICE_OF_COUNTRY = re.compile(
    rf"(?<!former )(?<!\w)(?P<office>{_OFFICE})\s+{_OF}(?P<country>{_FORM}(?:{_KNOWN_COUNTRY})(?!\w))"
    rf"(?:\s+\([A-Z]+\))?{_POSTED},?\s+(?:{_HONORIFIC})?(?P<name>{_NAME})"
)


_COUNTERPART = re.compile(
    rf"\b(?:his|her|their)\s+(?P<before>{_KNOWN_COUNTRY})\s+(?P<office>counterpart),?\s+(?:{_HONORIFIC})?(?P<name>{_NAME})"
)


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
    patterns = (_OFFICE_OF_COUNTRY, _NAME_THEN_OFFICE, _OFFICE_THEN_NAME, _COUNTERPART)
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    found.sort(key=lambda match: (match.start("name"), not _country_of(match)))
    kept: list[Named] = []
    used: set[int] = set()  # "Mr. A, Minister of Japan, Mr. B, Minister of the ROK": the first office is only Mr. A's
    for match in found:
        free = not kept or match.start("name") >= kept[-1].start + len(kept[-1].written)
        if free and match.start("office") not in used:
            used.add(match.start("office"))
            side = side_of(_country_of(match))
            office = match.group("office")
            if office == "counterpart":  # of the person named before
                office = kept[-1].office if kept else ""
            kept.append(Named(match.group("name"), office, side, match.start("name")))
    return kept


def _country_of(match: re.Match[str]) -> str:
    named = match.groupdict()
    return named.get("country") or named.get("before") or ""
