"""The subjects that can speak in a sentence: leaders by name or office, sides, phrases for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..corpus.parsing.countries import COUNTRIES, KNOWN
from ..corpus.parsing.leaders import Leader
from ..corpus.parsing.names import name_expression
from ..text.patterns import any_of
from .model import VoiceRules

BOTH = "both"
NEITHER = "neither"
SAME = "same"  # he, she: whoever spoke last alone
_TITLE = (
    r"(?:(?:[Tt]he\s+)?(?:[A-Z][\w.]{1,30}\s+){0,2}(?:Minister|President|Secretary|Premier|Chancellor|Advis[eo]r|Chairman)\s+)?"
    r"(?:H\.\s?E\.\s+)?(?:(?:Mr|Ms|Mrs|Dr|Prof)\.\s+)?"
)
_AND = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
MOST_JOINED = 12  # names that "and" makes one subject


class Subject(NamedTuple):
    """Words that can speak, [start, end) in the sentence; voice is a side, `both`, `same`, or "" for none.

    country : whether it is named by its country alone, which within a clause is no speaker.
    """

    voice: str
    start: int
    end: int
    country: bool = False

    def __lt__(self, other: tuple[object, ...]) -> bool:
        assert isinstance(other, Subject)
        return (self.start, self.end) < (other.start, other.end)


class Speakers(NamedTuple):
    """Finds the subjects of one readout: an expression, the voice of each of its groups, and the sides that met.

    first_country : the number of the first group that is a country; the one after the countries is he and she.
    """

    regex: re.Pattern[str]
    voices: Sequence[str]
    first_country: int
    sides: frozenset[str]


def find_speakers(rules: VoiceRules, leaders: Sequence[Leader]) -> Speakers:
    """What can speak in a readout whose leaders are known."""
    alternatives = [(_by_name(leader), leader.side or leader.name) for leader in leaders]
    alternatives += [(_by_office(leader), leader.side) for leader in _of_one_office(leaders)]
    alternatives.append((f"(?i:{any_of(rules.jointly)})", BOTH))
    first_country = len(alternatives) + 1
    met = {leader.side for leader in leaders if leader.side}
    sides = COUNTRIES | {side: KNOWN.get(side, (side,)) for side in sorted(met - set(COUNTRIES))}
    alternatives += [(_by_country(names), side) for side, names in sides.items()]
    alternatives.append((f"(?i:{any_of(rules.alone)})", SAME))
    body = "|".join(f"({expression})" for expression, _ in alternatives)
    regex = re.compile(rf"(?<![\w’'–-])(?:{body})(?![\w–-])")
    those = frozenset(leader.side or leader.name for leader in leaders)
    return Speakers(regex, [voice for _, voice in alternatives], first_country, those)


def find_subjects(sentence: str, speakers: Speakers) -> list[Subject]:
    """The subjects of a sentence in their order; those that "and" joins are one."""
    found = []
    for m in speakers.regex.finditer(sentence):
        group = m.lastindex or 1
        country = speakers.first_country <= group < len(speakers.voices)
        found.append(Subject(speakers.voices[group - 1], m.start(), m.end(), country))
    grouped: list[Subject] = []
    done = 0
    while done < len(found):
        joined = found[done : done + MOST_JOINED]
        joined = joined[: _joined(sentence, joined)]
        done += len(joined)
        voice = _voice({one.voice for one in joined}, speakers.sides)
        grouped.append(Subject(voice, joined[0].start, joined[-1].end, all(one.country for one in joined)))
    return grouped


def _voice(voices: set[str], sides: frozenset[str]) -> str:
    """Who speaks where these do: a side, both where all that met are among them, neither where others are.

    Of three that met, two have their names for a voice. Where no one is known to have met, all are taken at their
    word.
    """
    if voices & {BOTH, SAME} or (len(voices) == 1 and (not sides or voices <= sides)):
        return next(iter(voices))
    if not sides or (len(sides) > 1 and sides <= voices):
        return BOTH
    return " and ".join(sorted(voices)) if voices <= sides else NEITHER


def _joined(sentence: str, found: Sequence[Subject]) -> int:
    """How many subjects from the first on are one: "A and B", "A, B, and C"; commas alone join nothing."""
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
    offices = [leader.office for leader in leaders]
    return [leader for leader in leaders if leader.side and offices.count(leader.office) == 1]


def _by_office(leader: Leader) -> str:
    return rf"(?:[Tt]he\s+)?{re.escape(leader.office)}"


def _by_country(names: Sequence[str]) -> str:
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return rf"(?:[Tt]he\s+)?(?:{named})(?:\s+(?:side|[Gg]overnment))?"
