"""Kinds of meeting: title, lead and leaders → one of KNOWN_KINDS; title and paragraphs → whether it is remarks."""

from __future__ import annotations

import re

from .lead import first_sentence, main_clause
from .leaders import Leader
from .venue import AGENDA

# The first pattern that matches the lead's main clause, else the title, gives the kind.
_SIDE = r"(?:japan|china|rok|korea|republic of korea|u\.?s\.?a?|united states|australia|india|philippines)"
KINDS = (
    ("courtesy-call", r"courtesy (?:call|visit)"),
    ("trilateral", rf"trilateral|\b{_SIDE}\s?[-–]\s?{_SIDE}\s?[-–]\s?{_SIDE}(?!\w)"),
    (
        "foreign-ministers",
        r"(?<!vice )(?<!vice-)(?:foreign ministers?'?|(?<!state )(?<!deputy )ministers? (?:for|of) foreign affairs)",
    ),
    (
        "telephone",
        r"tele(?:phone|con)|phone|\bcalled\b(?! (?:for|on)\b)|"
        r"(?<!courtesy )(?<!condolence )(?<!farewell )\bcall\b(?! (?:for|on|to)\b)",
    ),
    ("summit", r"summit"),
)
KNOWN_KINDS = (*(kind for kind, _ in KINDS), "press-remarks", "other")
_MET = re.compile(r"\bmet\b|\bmeeting\b|\btalks?\b|\bspoke\b|\bhosted\b|\bwelcomed\b", re.IGNORECASE)
_CALLED = re.compile(rf"{dict(KINDS)['telephone']}|\bconversation\b", re.IGNORECASE)
_LEADERS_MET = re.compile(
    r"(?:Prime Minister|^President|Acting President|President-elect|Premier|Chancellor|Taoiseach|Vice President)"
)
_FOREIGN_MINISTER = re.compile(r"Foreign (?:Minister|Secretary)|Minister (?:for|of) Foreign Affairs|Secretary of State")
_REMARKS_TITLE = re.compile(
    r"\bpress (?:conference|remarks|occasion|availability|briefing)|\bremarks (?:by|of|to)\b|\b(?:statement|"
    r"comments?) to the press\b|"
    r"\bdoorstep|\binterview",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:^|[.!?,;]\s|\b(?:that|and|but|as|which|what|today)\s)I(?:'ve|'m|'d|'ll)?\s+[a-z]+")


def find_kind(title: str, lead: str, leaders: tuple[Leader, ...] = ()) -> str:
    """The kind of meeting: one of KINDS, or `other` if neither the lead nor the title states it.

    If the page only says that they met or talked, their offices decide: two foreign ministers, leaders of three
    countries, or leaders. A minister who met another country's leader gives `other`.

    >>> find_kind("Summit", "They met."), find_kind("", "Mr. A held a telephone talk with Mr. B.")
    ('summit', 'telephone')
    """
    clause = main_clause(first_sentence(lead))
    before_agenda = AGENDA.split(clause, maxsplit=1)[0]
    # "they exchanged views by telephone": the agenda's verb is the main verb
    whole = () if _MET.search(before_agenda) or _CALLED.search(before_agenda) else (clause,)
    for text in (before_agenda, title.replace("’", "'"), *whole):
        for kind, pattern in KINDS:
            if re.search(pattern, text, re.IGNORECASE) and not _contradicted(kind, leaders):
                return _or_trilateral(kind, leaders)
    met = bool(_MET.search(clause) or _MET.search(title))
    offices = [leader.office for leader in leaders]
    if not met or (offices and not all(map(_LEADERS_MET.search, offices))):
        return "foreign-ministers" if met and all(map(_FOREIGN_MINISTER.match, offices)) else "other"
    return _or_trilateral("summit", leaders)


def _contradicted(kind: str, leaders: tuple[Leader, ...]) -> bool:
    """Whether a leader took part in what reads as a foreign ministers' meeting."""
    return kind == "foreign-ministers" and any(_LEADERS_MET.search(leader.office) for leader in leaders)


def _or_trilateral(kind: str, leaders: tuple[Leader, ...]) -> str:
    """A summit of leaders of three countries is trilateral."""
    sides = {leader.side for leader in leaders}
    return "trilateral" if kind == "summit" and len(leaders) == len(sides) == 3 else kind


def is_remarks(title: str, paragraphs: list[str]) -> bool:
    """Whether a page gives one person's remarks to the press: by its title, or by sentences in the first person.

    >>> is_remarks("Press Conference by the Prime Minister", []), is_remarks("", ["I met him. I spoke of it."])
    (True, True)
    """
    if _REMARKS_TITLE.search(title):
        return True
    unquoted = [re.sub(r"[“\"][^”\"]*[”\"]", " ", part) for part in paragraphs[:6]]
    return sum(_FIRST_PERSON.search(part) is not None for part in unquoted) >= 2 or (
        len(unquoted) == 1 and len(_FIRST_PERSON.findall(unquoted[0])) >= 2
    )
