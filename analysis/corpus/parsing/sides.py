"""Sides: title, opening and text of a page → the countries that may have met, and which of them has an office."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .countries import is_led_by, side_of
from .country_marks import MARKED_COUNTRY, UPPER, UPPER_OF_FORM, mark_countries
from .lead import main_clause
from .venue import AGENDA

ONLY_COUNTRY = {  # offices that only one country or union has
    "Secretary of State": "US",
    "Deputy Secretary of State": "US",
    "Secretary of Defense": "US",
    "Taoiseach": "Ireland",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "UK",
    "High Representative": "EU",
    "High Representative/Vice-President": "EU",
    "External Affairs Minister": "India",
    "Minister of External Affairs": "India",
    "Minister for External Affairs": "India",
}
_JOINED = r"\s?[-–—/]\s?(?:the )?"
_PAIRED = re.compile(rf"(?<![\w.’'-]){MARKED_COUNTRY}(?:{_JOINED}{MARKED_COUNTRY}){{1,3}}(?!\w)")
_AND = re.compile(
    rf"(?<![\w.’'-])(?<!, )(?<!, the ){MARKED_COUNTRY}(?: \([A-Z]+\))?"
    rf" and (?:the )?{MARKED_COUNTRY}(?!\w)(?! and\b|,? [A-Z{UPPER}{UPPER_OF_FORM}]|['’])"
)
_SINGLE = re.compile(  # "Talks in Peru" are not talks with Peru
    rf"(?P<elsewhere>\b(?:in|to|visiting|from|on|about|over|against)\s+(?:the\s+)?)?"
    rf"(?<![\w.])(?P<country>{MARKED_COUNTRY})(?!\w)"
)


def free_sides(title: str, opening: str, text: str, taken: set[str]) -> list[str]:
    """The sides that may have met and have no leader yet, most certain first.

    In this order: the countries of a pair or triple ("Japan-ROK") in the title, in the lead's main clause before the
    agenda, and in the lead; the countries of the title; those that the text pairs most often with a known side.

    >>> free_sides("France-Germany talks", "", "", {"France"})
    ['Germany']
    """
    held = AGENDA.split(main_clause(opening), maxsplit=1)[0]
    sources: tuple[Iterable[str], ...] = (
        _paired(title), _met(_paired(held), taken), _met(_paired(AGENDA.split(opening, maxsplit=1)[0]), taken),
        _named(title), _paired_in_text(text, taken),
    )  # fmt: skip
    return list(dict.fromkeys(side for source in sources for side in source if side not in taken))


def _met(pair: list[str], taken: set[str]) -> list[str]:
    """A pair that includes a known side; another pair is that of another meeting."""
    return pair if not taken or taken & set(pair) else []


def can_hold(office: str, side: str) -> bool:
    """Whether a country can have this office: Japan has no President, the ROK's Prime Minister does not lead it.

    >>> can_hold("President", "Japan"), can_hold("Foreign Minister", "Japan"), can_hold("", "Russia")
    (False, True, True)
    """
    plain = office.removeprefix("former ")
    has_rival = plain in ("Prime Minister", "President", "Chancellor", "Premier", "Taoiseach", "Secretary of State")
    return not has_rival or is_led_by(plain, side)


def free_side(office: str, sides: Sequence[str]) -> str:
    """The side among `sides` that the office leads, else the only country with this office, else the first that can
    have it; or "".

    >>> free_side("Chancellor", ["France", "Germany"]), free_side("Secretary of State", []), free_side("President", [])
    ('Germany', 'US', '')
    """
    only = ONLY_COUNTRY.get(office, "")
    led = next((side for side in sides if is_led_by(office, side)), only)
    return led or next((side for side in sides[:1] if can_hold(office, side)), "")


def _paired(text: str) -> list[str]:
    return [side for pair in _pairs(_PAIRED, text) for side in pair]


def _pairs(pattern: re.Pattern[str], text: str) -> list[list[str]]:
    return [_named(text[slice(*pair.span())]) for pair in pattern.finditer(mark_countries(text))]


def _named(text: str) -> list[str]:
    named = (one for one in _SINGLE.finditer(mark_countries(text)) if not one["elsewhere"])
    return [side_of(text[slice(*one.span("country"))]) for one in named]


def _paired_in_text(text: str, taken: set[str]) -> list[str]:
    pairs = [set(pair) for pattern in (_PAIRED, _AND) for pair in _pairs(pattern, text)]
    counted = Counter(tuple(sorted(pair - taken)) for pair in pairs if len(pair) == 2 and (pair & taken or not taken))
    return [side for sides, _ in counted.most_common() for side in sides if side != "DPRK"]
