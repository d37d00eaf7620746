"""Leaders: title, lead and text of a page → the principals who met, with their sides and offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .country_marks import fold_letters
from .lead import MAX_LEAD, first_sentence, without_asides
from .names import in_one_style, name_parts, same_person
from .offices import PERSON, Named, find_named, rank_of, unglue
from .parsed import Leader
from .sides import ONLY_COUNTRY, can_hold, free_side, free_sides
from .venue import AGENDA

MAX_BODY = 20_000  # characters of the page that are searched for a leader's country
# Phrases, up to the next comma, whose people did not take part.
_THIRD = re.compile(
    r"\b(?:following|after|ahead of|prior to|before|in response to|regarding|concerning|about|such as|"
    r"including|since|in light of|"
    r"in the wake of|hosted by|chaired by|presided over by|on behalf of|announced by|in honou?r of|"
    r"election of|passing of|"
    r"death of|accompanied by|representing|appointed by|like)\b[^,;]*",
    re.IGNORECASE,
)
_MEETING_VERB = re.compile(
    r"\b(?:met|meets?|meeting|spoke|speaks?|talk(?:ed|s)?|held|holds?|called|calls?|phoned|hosted|welcomed|received|visited|visit|"
    r"conversation|summit|had|paid|exchanged)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:^|[,.:]\s|\b(?:[Tt]his|[Tt]his [a-z]+|[Tt]oday|[Yy]esterday|"
    r"\d{4})\s)(?:[Tt]he )?(?P<office>Prime Minister|PM|President|Foreign Secretary|"
    r"Foreign Minister|Secretary|Premier|Taoiseach|Chancellor)(?:\s+(?:today|yesterday|also|"
    r"this \w+))?\s+(?:has\s+|had\s+)?(?:spoke|spoken|speaks|met|meets|"
    r"held|holds|had|called|calls|hosted|hosts|welcomed|welcomes|received|receives|talked|talks|phoned)\b"
)
_SUBJECT = re.compile(
    rf"(?:^|,\s)(?:[Tt]oday\s)?(?P<name>{PERSON}\s{PERSON}(?:\s{PERSON})?)\s+(?:has |have )?(?:had|held|met|"
    rf"spoke|received|talked|hosted|welcomed|has|Meets|Met|Holds|Speaks|Talks|Receives|Has)\b"
)
_SPEAKER = re.compile(r"^\W*(?P<who>[A-Z][^.:;!?\n]{3,90}):\s", re.MULTILINE)
_RIGHT_HONOURABLE = re.compile(
    rf"\b[Tt]he R(?:igh)?t\.? Hon(?:ou?rable|\.)?\s+(?:Sir |Dame |Lord )?(?P<name>{PERSON}\s{PERSON}(?:\s{PERSON})?)"
)
_AFTER_NAME = re.compile(r"(?:\s+[A-Z]{2,4})+$")  # KCB KC MP
_PRINCIPALS_OF_A_SIDE = 2


def find_leaders(title: str, lead: str, text: str = "", own: str = "") -> list[Leader]:
    """The principals who met, in the lead's order. Attendance in brackets and third parties are ignored.

    A side has one leader, or two ministers of different offices. A leader without a country gets, in this order: the
    side that `text` states for the name elsewhere; the only country with this office; `own`, the publisher's side; the
    free side of the title, lead or `text` (see `free_sides`). Otherwise the side is "", never a guess.

    >>> [(one.name, one.side) for one in find_leaders("Japan-ROK Summit", "Prime Minister Aoki met President Baek.")]
    [('Aoki', 'Japan'), ('Baek', 'ROK')]
    """
    lead, title, text = (unglue(part) for part in (lead, title[:MAX_LEAD], text[:MAX_BODY]))
    opening, title = without_asides(first_sentence(lead)), without_asides(title)
    named = _participants(opening, title, lead, text)
    named = _with_own(named, opening, text, own)
    paragraphs = [opening, title, *text.split("\n\n")]  # a name never goes on in the next one
    named = _with_shared_sides(named)
    with_side = [one for one in (*named, *(found for part in paragraphs for found in find_named(part))) if one.side]
    named = [one if one.side else one._replace(side=_stated_side(one, with_side)) for one in named]
    named = _with_shared_sides(_with_free_sides(named, title, opening, text, own))
    leaders: list[Leader] = []
    for written, office, side, _ in named:
        if not any(_is_same_leader(written, side, leader) for leader in leaders) and _has_room(office, side, leaders):
            leaders.append(Leader(in_one_style(written), written, side, office))
    return leaders


def _participants(opening: str, title: str, lead: str, text: str) -> list[Named]:
    """Those who took part: of the opening sentence, then of the next ones, the title and the speakers' labels."""
    named = _of_sentence(opening)
    if len(named) < 2:
        named = [*_subject(title, named), *named]
    if len(named) < 2:
        later = [
            part
            for part in re.split(r"(?<=[.!?])\s+(?=[A-Z])", lead[len(opening) :][:600])
            if _MEETING_VERB.search(part)
        ]
        named = [*named, *(one for part in later[:1] for one in _of_sentence(part)), *find_named(title)]
    else:
        named = [
            *named,
            *(one for one in find_named(title) if any(same_person(one.written, other.written) for other in named)),
        ]
    if len(named) < 2:
        named += [one for label in _SPEAKER.finditer(text) for one in find_named(label["who"])[:1]]
    return named


def _of_sentence(sentence: str) -> list[Named]:
    """The people of a sentence, without third parties and, if two are named before it, the agenda."""
    own = _THIRD.sub(lambda phrase: " " * len(phrase.group()), sentence)
    own = own if find_named(own) else sentence
    before_agenda = find_named(re.split(rf"{AGENDA.pattern}|\bduring which\b", own, maxsplit=1)[0])
    named = before_agenda if len(before_agenda) > 1 else find_named(own)
    return named if len(named) > 1 else [*_subject(own, named), *named]


def _subject(sentence: str, named: list[Named]) -> list[Named]:
    """A person without an office who met the one that is named: "Anna Hill had a telephone conversation with ..."."""
    found = _SUBJECT.search(fold_letters(sentence))
    written = sentence[slice(*found.span("name"))] if found else ""
    if not named or found is None or any(same_person(written, one.written) for one in named):
        return []
    return [Named(written, "", "", found.start("name"))]


def _with_own(named: list[Named], opening: str, text: str, own: str) -> list[Named]:
    """With the publisher's own leader, if the opening gives only the office: "The Prime Minister spoke to ..."."""
    found = _UNNAMED.search(opening)
    if (
        found is None
        or (own and any(one.side == own for one in named))
        or len([n for n in named if n.start < found.start()])
    ):
        return named
    office = {"PM": "Prime Minister"}.get(found["office"], found["office"])
    title = _RIGHT_HONOURABLE.search(fold_letters(text)) if own in ("UK", "") and office == "Prime Minister" else None
    written = _AFTER_NAME.sub("", text[slice(*title.span("name"))]) if title else ""
    if not written or any(same_person(written, one.written) for one in named):
        same = [one.written for one in find_named(text) if one.office == office and one.side == own != ""]
        written = same[0] if same else office
    return [Named(written, office, "", found.start("office")), *named]


def _with_shared_sides(named: list[Named]) -> list[Named]:
    """With the side that two ministers share: "Ministers A and B of Japan and Ministers C and D of Australia"."""
    pairs = list(zip(named[::2], named[1::2], strict=False))
    sides = [one.side or other.side for one, other in pairs]
    alike = [one.side for one, _ in pairs] == sides or [other.side for _, other in pairs] == sides
    ministers = {rank_of(one.office) for one in named} == {"ministers"}
    alike &= all({one.side, other.side} <= {side, ""} for (one, other), side in zip(pairs, sides, strict=True))
    if len(named) != 4 or not (ministers and alike and all(sides)) or any(a.office == b.office for a, b in pairs):
        return named
    return [one._replace(side=side) for pair, side in zip(pairs, sides, strict=True) for one in pair]


def _with_free_sides(named: list[Named], title: str, opening: str, text: str, own: str) -> list[Named]:
    known: list[Named] = []
    taken = {one.side for one in named if one.side}
    for one in named:
        if not one.side and not any(same_person(one.written, other.written) for other in known):
            side = ONLY_COUNTRY.get(one.office, "")
            if not side and own and own not in taken and can_hold(one.office, own):
                side = own
            side = side or free_side(one.office, free_sides(title, opening, text, taken))
            one = one._replace(side=side)
            taken |= {side} - {""}
        known.append(one)
    return known


def _stated_side(one: Named, with_side: list[Named]) -> str:
    return next((other.side for other in with_side if same_person(one.written, other.written)), "")


def _has_room(office: str, side: str, leaders: Sequence[Leader]) -> bool:
    """Whether a side can have this leader too: a second one only if both are ministers of different offices."""
    of_side = [leader for leader in leaders if side and leader.side == side]
    if side == "EU":  # its Council and its Commission
        return len(of_side) < _PRINCIPALS_OF_A_SIDE
    ranks = {rank_of(leader.office) for leader in of_side} | {rank_of(office)}
    offices = {leader.office for leader in of_side}
    return not of_side or (len(of_side) < _PRINCIPALS_OF_A_SIDE and ranks == {"ministers"} and office not in offices)


def _is_same_leader(written: str, side: str, leader: Leader) -> bool:
    """Whether a name is that of a found leader. "Sam Hill" and "Samuel Hill" are the same unless their sides differ."""
    shared = set(name_parts(written)) & set(name_parts(leader.written))
    return same_person(written, leader.written) or (bool(shared) and side in ("", leader.side))
