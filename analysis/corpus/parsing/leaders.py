"""Leaders: title, lead and text of a page → who met, with their sides and offices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .countries import any_country, is_led_by, side_of
from .lead import MAX_LEAD, first_sentence, main_clause, without_asides
from .names import in_one_style, name_parts, same_person
from .offices import Named, find_named

MAX_BODY = 20_000  # characters of the page that are searched for a leader's country
ONLY_COUNTRY = {  # offices that only one country has
    "Secretary of State": "US",
    "Secretary of Defense": "US",
    "Taoiseach": "Ireland",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "UK",
}
_COUNTRY_NAME = any_country()
_PAIRED = re.compile(rf"(?<![\w.’'-])(?:{_COUNTRY_NAME})(?:\s?[-–—/]\s?(?:the )?(?:{_COUNTRY_NAME})){{1,3}}(?!\w)")
_SINGLE = re.compile(rf"(?<![\w.])(?:{_COUNTRY_NAME})(?!\w)")
_AMERICAN = re.compile(r"\b(?:United States|U\.S\.|American)(?!\w)")


@dataclass(frozen=True)
class Leader:
    """A person who met.

    name : in one style, in the page's order of given and family name.
    written : as on the page.
    side : the country; "" if not stated.
    office : as on the page.
    """

    name: str
    written: str
    side: str
    office: str


def find_leaders(title: str, lead: str, text: str = "") -> list[Leader]:
    """The people who met, in the lead's order, one for each side. Attendance in brackets is ignored.

    A leader without a country gets the side that `text` states for the name elsewhere, else the free side of the
    title, lead or `text` (see `free_sides`), else "".

    >>> [(one.name, one.side) for one in find_leaders("Japan-ROK Summit", "Prime Minister Aoki met President Baek.")]
    [('Aoki', 'Japan'), ('Baek', 'ROK')]
    """
    opening, title = (without_asides(part) for part in (first_sentence(lead), title[:MAX_LEAD]))
    named = find_named(f"{opening}\n{title}")
    if not all(one.side for one in named):
        with_side = [one for one in (*named, *find_named(text[:MAX_BODY])) if one.side]
        named = [one if one.side else one._replace(side=_stated_side(one, with_side)) for one in named]
    taken = {one.side for one in named if one.side}
    leaders: dict[str, Leader] = {}
    for written, office, side, _ in named:
        if any(_is_same_leader(written, side, leader) for leader in leaders.values()):
            continue
        side = side or free_side(office, free_sides(title, opening, text[:MAX_BODY], taken | set(leaders)))
        leaders.setdefault(side or written, Leader(in_one_style(written), written, side, office))
    return list(leaders.values())


def _stated_side(one: Named, with_side: list[Named]) -> str:
    return next((other.side for other in with_side if same_person(one.written, other.written)), "")


def _is_same_leader(written: str, side: str, leader: Leader) -> bool:
    """Whether a name is that of a found leader. "Sam Hill" and "Samuel Hill" are the same unless their sides differ."""
    shared = set(name_parts(written)) & set(name_parts(leader.written))
    return same_person(written, leader.written) or (bool(shared) and side in ("", leader.side))


def free_sides(title: str, opening: str, text: str, taken: set[str]) -> list[str]:
    """The sides that may have met and have no leader yet, most certain first.

    In this order: the countries of a pair or triple ("Japan-ROK") in the title, in the lead's main clause and in the
    lead; the countries of the title; those that the text pairs most often with a known side; the US, if the text names
    it.

    >>> free_sides("France-Germany talks", "", "", {"France"})
    ['Germany']
    """
    sources: tuple[Iterable[str], ...] = (
        _paired(title), _paired(main_clause(opening)), _paired(opening), _named(title), _paired_in_text(text, taken),
        ["US"] if _AMERICAN.search(text) else [],
    )  # fmt: skip
    return list(dict.fromkeys(side for source in sources for side in source if side not in taken))


def free_side(office: str, sides: Sequence[str]) -> str:
    """The side among `sides` that the office leads, else the only country with this office, else the first; or "".

    >>> free_side("Chancellor", ["France", "Germany"]), free_side("Secretary of State", []), free_side("President", [])
    ('Germany', 'US', '')
    """
    only = ONLY_COUNTRY.get(office, "")
    return next((side for side in sides if is_led_by(office, side)), only or (sides[0] if sides else ""))


def _paired(text: str) -> list[str]:
    return [side for pair in _PAIRED.finditer(text) for side in _named(pair.group())]


def _named(text: str) -> list[str]:
    return [side_of(found.group()) for found in _SINGLE.finditer(text)]


def _paired_in_text(text: str, taken: set[str]) -> list[str]:
    pairs = [set(_named(pair.group())) for pair in _PAIRED.finditer(text)]
    counted = Counter(tuple(sorted(pair - taken)) for pair in pairs if len(pair) == 2 and (pair & taken or not taken))
    return [side for sides, _ in counted.most_common() for side in sides]
