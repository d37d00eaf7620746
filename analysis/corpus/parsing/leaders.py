"""Who met: the leaders that a readout's lead and title name, with their sides and offices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .countries import any_country, side_of, speaks_for
from .lead import LONGEST_LEAD, first_sentence, held_clause, without_asides
from .names import in_one_style, name_parts, same_person
from .offices import Named, find_named

BODY = 20_000  # characters of the page in which a name is looked for again
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


@dataclass(frozen=True)
class Leader:
    """Who met: the name in one style and in the page's order, as the page writes it, side, office."""

    name: str
    written: str
    side: str
    office: str


def find_leaders(title: str, lead: str, text: str = "") -> list[Leader]:
    """Those who met, in the lead's order, one for each side; attendance in brackets is left out.

    A leader named without a country is of the side that `text` gives the name elsewhere, or else that the title's
    pair, or `text`, names beside the others'; "" when none does.
    """
    opening, title = (without_asides(part) for part in (first_sentence(lead), title[:LONGEST_LEAD]))
    named = find_named(f"{opening}\n{title}")
    if not all(one.side for one in named):
        said = [one for one in (*named, *find_named(text[:BODY])) if one.side]
        named = [one if one.side else one._replace(side=_side_said(one, said)) for one in named]
    taken = {one.side for one in named if one.side}
    leaders: dict[str, Leader] = {}
    for written, office, side, _ in named:
        if any(_again(written, side, leader) for leader in leaders.values()):
            continue
        side = side or free_side(office, free_sides(title, opening, text[:BODY], taken | set(leaders)))
        leaders.setdefault(side or written, Leader(in_one_style(written), written, side, office))
    return list(leaders.values())


def _side_said(one: Named, said: list[Named]) -> str:
    return next((other.side for other in said if same_person(one.written, other.written)), "")


def _again(written: str, side: str, leader: Leader) -> bool:
    """Whether a name is that of a leader already found: "Sam" and "Samuel Hill" are one where no country parts them."""
    shared = set(name_parts(written)) & set(name_parts(leader.written))
    return same_person(written, leader.written) or (bool(shared) and side in ("", leader.side))


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
