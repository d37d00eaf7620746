"""Of which side a leader is whom the page names without a country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from .countries import any_country, side_of, speaks_for
from .opening import held_clause

ONLY_ONE = {
    "Secretary of State": "US",
    "Secretary of Defense": "US",
    "Taoiseach": "Ireland",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "UK",
}
_LAND = any_country()
_PAIRED = re.compile(rf"(?<![\w.’'-])(?:{_LAND})(?:\s?[-–—/]\s?(?:the )?(?:{_LAND})){{1,3}}(?!\w)")
_ONE = re.compile(rf"(?<![\w.])(?:{_LAND})(?!\w)")
_AMERICAN = re.compile(r"\b(?:United States|U\.S\.|American)(?!\w)")


def free_sides(title: str, opening: str, text: str, taken: set[str]) -> list[str]:
    """The sides that met and of which no leader is known yet, the surest first.

    They are of the pair or three ("Japan-ROK") in the title, in the lead's own clause, in the lead; else the countries
    of the title; else those that the text pairs most often with a side that is known to have met.

    >>> free_sides("France-Germany talks", "", "", {"France"})
    ['Germany']
    """
    sources: tuple[Iterable[str], ...] = (
        _paired(title), _paired(held_clause(opening)), _paired(opening), _named(title), _paired_in_text(text, taken),
        ["US"] if _AMERICAN.search(text) else [],
    )  # fmt: skip
    return list(dict.fromkeys(side for source in sources for side in source if side not in taken))


def free_side(office: str, sides: Sequence[str]) -> str:
    """The one of these sides that the office alone points to, else the first, or that of the country that alone has it.

    >>> free_side("Chancellor", ["France", "Germany"]), free_side("Secretary of State", []), free_side("President", [])
    ('Germany', 'US', '')
    """
    only = ONLY_ONE.get(office, "")
    return next((side for side in sides if speaks_for(office, side)), only or (sides[0] if sides else ""))


def _paired(text: str) -> list[str]:
    return [side for pair in _PAIRED.finditer(text) for side in _named(pair.group())]


def _named(text: str) -> list[str]:
    return [side_of(found.group()) for found in _ONE.finditer(text)]


def _paired_in_text(text: str, taken: set[str]) -> list[str]:
    pairs = [set(_named(pair.group())) for pair in _PAIRED.finditer(text)]
    counted = Counter(tuple(sorted(pair - taken)) for pair in pairs if len(pair) == 2 and (pair & taken or not taken))
    return [side for sides, _ in counted.most_common() for side in sides]
