"""Who met: the leaders that a readout's lead and title name, with their sides and offices."""

from __future__ import annotations

from dataclasses import dataclass

from .names import in_one_style, name_parts, same_person
from .offices import Named, find_named
from .opening import LONGEST_LEAD, first_sentence, without_asides
from .sides import free_side, free_sides

BODY = 20_000  # characters of the page in which a name is looked for again


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
