"""The subjects that can speak in a sentence: leaders by name or office, sides, phrases for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .codebook import VoiceRules
from .leaders import COUNTRIES
from .patterns import Pattern

BOTH = "both"
SAME = "same"  # he, she: whoever spoke last alone
_TITLE = (
    r"(?:(?:[Tt]he\s+)?(?:[A-Z][\w.]+\s+){0,2}(?:Minister|President|Secretary|Premier|Chancellor|Advis[eo]r|Chairman)\s+)?"
    r"(?:H\.\s?E\.\s+)?(?:(?:Mr|Ms|Mrs|Dr|Prof)\.\s+)?"
)
_AND = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
_NO_NAME = {"mr", "ms", "mrs", "dr", "jr", "prof", "the"}


class Leading(NamedTuple):
    """A leader as the page writes the name, the side, the office."""

    written: str
    side: str
    office: str


class Subject(NamedTuple):
    """Words that can speak, [start, end) in the sentence; voice is a side, `both`, `same`, or "" for none."""

    voice: str
    start: int
    end: int

    def __lt__(self, other: tuple[object, ...]) -> bool:
        assert isinstance(other, Subject)
        return (self.start, self.end) < (other.start, other.end)


def subject_regex(rules: VoiceRules, leaders: Sequence[Leading]) -> tuple[re.Pattern[str], list[str]]:
    """An expression that finds every subject, and the voice of each of its groups."""
    alternatives = [(_by_name(leader), leader.side or leader.written) for leader in leaders]
    alternatives += [(_by_office(leader), leader.side) for leader in _of_one_office(leaders)]
    alternatives.append((_phrases(rules.jointly), BOTH))
    sides = COUNTRIES | {leader.side: (leader.side,) for leader in leaders if leader.side not in (*COUNTRIES, "")}
    alternatives += [(_by_country(names), side) for side, names in sides.items()]
    alternatives.append((_phrases(rules.alone), SAME))
    body = "|".join(f"({expression})" for expression, _ in alternatives)
    return re.compile(rf"(?<![\w’'–-])(?:{body})(?![\w–-])"), [voice for _, voice in alternatives]


def find_subjects(sentence: str, subject: tuple[re.Pattern[str], list[str]]) -> list[Subject]:
    """The subjects of a sentence in their order; those that "and" joins are one, that speaks for all."""
    regex, voices = subject
    found = [Subject(voices[(m.lastindex or 1) - 1], m.start(), m.end()) for m in regex.finditer(sentence)]
    grouped: list[Subject] = []
    while found:
        size = _joined(sentence, found)
        group, found = found[:size], found[size:]
        different = {one.voice for one in group}
        grouped.append(Subject(BOTH if len(different) > 1 else group[0].voice, group[0].start, group[-1].end))
    return grouped


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


def _by_name(leader: Leading) -> str:
    words = [w for w in re.findall(r"[^\W\d_][\w'’.-]*", leader.written) if w.strip(".").casefold() not in _NO_NAME]
    forms = sorted({form for w in words for form in (w, w.upper(), w.title())}, key=lambda w: (-len(w), w))
    name = "|".join(map(re.escape, forms)) or "(?!)"
    return rf"{_TITLE}(?:{name})(?:,?\s+(?:{name}|Jr\.))*"


def _of_one_office(leaders: Sequence[Leading]) -> list[Leading]:
    offices = [leader.office for leader in leaders]
    return [leader for leader in leaders if leader.side and offices.count(leader.office) == 1]


def _by_office(leader: Leading) -> str:
    return rf"[Tt]he\s+{re.escape(leader.office)}"


def _by_country(names: Sequence[str]) -> str:
    named = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return rf"(?:[Tt]he\s+)?(?:{named})(?:\s+(?:side|[Gg]overnment))?"


def _phrases(written: Iterable[str]) -> str:
    bodies = [Pattern(w).body for w in sorted(written, key=len, reverse=True)]
    return f"(?i:{'|'.join(bodies)})" if bodies else "(?!)"
