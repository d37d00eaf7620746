"""Speakers: a sentence and the leaders who met → its subjects: leaders by name or office, sides, phrases for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..corpus.parsing.countries import COUNTRIES, KNOWN
from ..corpus.parsing.names import name_expression
from ..corpus.parsing.parsed import Leader
from ..text.patterns import any_of
from .rules import VoiceRules

BOTH = "both"
NEITHER = "neither"
SAME = "same"  # he, she: the last single speaker
UNNAMED = "unnamed"  # an office alone that no leader is known to hold: a speaker, whose side is not known
_OFFICES = (
    r"(?:Deputy\s+|Vice[\s-]+)?(?:Prime\s+Minister|President|Premier|Chancellor)|(?:Foreign|Defen[cs]e)\s+(?:Minister|Secretary)|"
    r"(?:Minister|Secretary)(?:\s+(?:for|of)\s+(?:Foreign\s+Affairs|State|Defen[cs]e))?|Taoiseach|Secretary[\s-]General"
)
_TITLE = (
    r"(?:(?:[Tt]he\s+)?(?:[A-Z][\w.]{1,30}\s+){0,2}(?:Minister|President|Secretary|Premier|Chancellor|Advis[eo]r|Chairman)\s+)?"
    r"(?:H\.\s?E\.\s+)?(?:(?:Mr|Ms|Mrs|Dr|Prof)\.\s+)?"
)
_AND = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
MAX_JOINED_SUBJECTS = 12  # that "and" joins to one


class Subject(NamedTuple):
    """A subject, [start, end) in its sentence.

    voice : a side, "both", "neither", "same", "unnamed", or "" for an omitted subject.
    country : whether it is only the name of a country, which does not speak within a clause.
    """

    voice: str
    start: int
    end: int
    country: bool = False

    def __lt__(self, other: tuple[object, ...]) -> bool:
        assert isinstance(other, Subject)
        return (self.start, self.end) < (other.start, other.end)


class Speakers(NamedTuple):
    """The compiled subjects of one readout: an expression, the voice of each of its groups, and the sides that met.

    first_country : the number of the first group for a country; the two groups after the countries are those of
        pronouns and of offices alone.
    """

    regex: re.Pattern[str]
    voices: Sequence[str]
    first_country: int
    sides: frozenset[str]


def find_speakers(rules: VoiceRules, leaders: Sequence[Leader], own: str = "") -> Speakers:
    """Compile the possible subjects of a readout from the rules, its leaders and `own`, the side that published it."""
    alternatives = [(_by_name(leader), leader.side or leader.name) for leader in leaders]
    alternatives += [(_by_bare_office(leader), leader.side) for leader in _of_publisher(leaders, own)]
    alternatives += [(_by_office(leader), leader.side) for leader in _of_one_office(leaders)]
    alternatives.append((f"(?i:{any_of(rules.jointly)})", BOTH))
    first_country = len(alternatives) + 1
    met = {leader.side for leader in leaders if leader.side}
    sides = COUNTRIES | {side: KNOWN.get(side, (side,)) for side in sorted(met - set(COUNTRIES))}
    alternatives += [(_by_country(names), side) for side, names in sides.items()]
    alternatives.append((f"(?i:{any_of(rules.alone)})", SAME))
    alternatives.append((rf"(?:[Tt]he\s+)(?:{_OFFICES})(?!\s+[A-Z])", UNNAMED))
    body = "|".join(f"({expression})" for expression, _ in alternatives)
    regex = re.compile(rf"(?<![\w’'–-])(?:{body})(?![\w–-])")
    those = frozenset(leader.side or leader.name for leader in leaders)
    return Speakers(regex, [voice for _, voice in alternatives], first_country, those)


def find_subjects(sentence: str, speakers: Speakers) -> list[Subject]:
    """The subjects of a sentence in order; subjects that "and" joins are one."""
    found = []
    for m in speakers.regex.finditer(sentence):
        group = m.lastindex or 1
        country = speakers.first_country <= group < len(speakers.voices) - 1
        found.append(Subject(speakers.voices[group - 1], m.start(), m.end(), country))
    grouped: list[Subject] = []
    done = 0
    while done < len(found):
        joined = found[done : done + MAX_JOINED_SUBJECTS]
        joined = joined[: _joined(sentence, joined)]
        done += len(joined)
        voice = _voice({one.voice for one in joined}, speakers.sides)
        grouped.append(Subject(voice, joined[0].start, joined[-1].end, all(one.country for one in joined)))
    return grouped


def _voice(voices: set[str], sides: frozenset[str]) -> str:
    """One voice for joined subjects: a side, "both" for all sides that met, "neither" if one of them did not meet.

    Two of three sides that met are named ("Japan and ROK"). If no leader is known, every side counts as having met.
    An office alone and a leader are both sides of a meeting of two.
    """
    if UNNAMED in voices:
        named = voices - {UNNAMED}
        return (
            BOTH
            if len(named) == 1 and named <= (sides or named) and len(sides) <= 2
            else UNNAMED
            if not named
            else NEITHER
        )
    if voices & {BOTH, SAME} or (len(voices) == 1 and (not sides or voices <= sides)):
        return next(iter(voices))
    if not sides or (len(sides) > 1 and sides <= voices):
        return BOTH
    return " and ".join(sorted(voices)) if voices <= sides else NEITHER


def _joined(sentence: str, found: Sequence[Subject]) -> int:
    """The number of subjects, from the first, that are one: "A and B", "A, B, and C"; commas alone do not join."""
    size, listed = 1, False
    for n in range(1, len(found)):
        between = sentence[found[n - 1].end : found[n].start]
        if {BOTH, SAME} & {found[n - 1].voice, found[n].voice}:
            break
        if _AND.fullmatch(between) and (listed or "," not in between):
            size = n + 1
        elif not _COMMA.fullmatch(between):
            break
        listed = True
    return size


def _by_name(leader: Leader) -> str:
    return _TITLE + name_expression(leader.written)


def _of_one_office(leaders: Sequence[Leader]) -> list[Leader]:
    """The leaders who alone hold their office among those who met, where every side that met has a leader.

    With one known side only, "the Prime Minister" may as well be the other side's.
    """
    if len({leader.side for leader in leaders if leader.side}) < 2:
        return []
    offices = [leader.office for leader in leaders]
    return [leader for leader in leaders if leader.side and leader.office and offices.count(leader.office) == 1]


def _of_publisher(leaders: Sequence[Leader], own: str) -> list[Leader]:
    """The publisher's own leaders: of its side, else one whom the page names by office alone."""
    return [one for one in leaders if one.side and one.office and (one.side == own or one.written == one.office)]


def _by_bare_office(leader: Leader) -> str:
    """The office alone, also its first or last words: "the Secretary", "the Foreign Minister", "the Chancellor"."""
    first, last = re.split(r"\s+(?:of|for)\s", leader.office)[0], leader.office.split()[-1]
    foreign = ("Foreign Minister", "Minister") if "Foreign" in leader.office and "Minister" in leader.office else ()
    names = {leader.office, first, *foreign, *([last] if last == "Chancellor" else [])}
    return rf"[Tt]he\s+(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\s+[A-Z])"


def _by_office(leader: Leader) -> str:
    return rf"(?:[Tt]he\s+)?{re.escape(leader.office)}"


def _by_country(names: Sequence[str]) -> str:
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return rf"(?:[Tt]he\s+)?(?:{named})(?:\s+(?:side|[Gg]overnment))?"
