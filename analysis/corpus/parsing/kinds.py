"""What a readout's heading and lead say of the meeting: of what kind it was, and where."""

from __future__ import annotations

import re

from .lead import first_sentence, held_clause
from .leaders import Leader
from .venue import _AGENDA

# Read in this order in the clause that says what was held, then in the title; the first that fits is the kind.
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
    """Kind of meeting: one of the KINDS, or `other` when neither lead nor title says.

    Where the page only says that they met or talked, it goes by who they were: two foreign ministers, leaders of
    three countries, leaders; a minister who met another country's leader is `other`.
    """
    held = held_clause(first_sentence(lead))
    done = _AGENDA.split(held, maxsplit=1)[0]
    agenda = () if _MET.search(done) or _CALLED.search(done) else (held,)  # "they exchanged views by telephone"
    for text in (done, title.replace("’", "'"), *agenda):
        for kind, pattern in KINDS:
            if re.search(pattern, text, re.IGNORECASE) and not _contradicted(kind, leaders):
                return _of_three(kind, leaders)
    met = bool(_MET.search(held) or _MET.search(title))
    offices = [leader.office for leader in leaders]
    if not met or (offices and not all(map(_LEADERS_MET.search, offices))):
        return "foreign-ministers" if met and all(map(_FOREIGN_MINISTER.match, offices)) else "other"
    return _of_three("summit", leaders)


def _contradicted(kind: str, leaders: tuple[Leader, ...]) -> bool:
    """A foreign minister who met a leader held no foreign ministers' meeting."""
    return kind == "foreign-ministers" and any(_LEADERS_MET.search(leader.office) for leader in leaders)


def _of_three(kind: str, leaders: tuple[Leader, ...]) -> str:
    sides = {leader.side for leader in leaders}
    return "trilateral" if kind == "summit" and len(leaders) == len(sides) == 3 else kind


def is_remarks(title: str, paragraphs: list[str]) -> bool:
    """Whether a page gives what one person said to the press: its title says so, or it is told in the first person."""
    if _REMARKS_TITLE.search(title):
        return True
    unquoted = [re.sub(r"[“\"][^”\"]*[”\"]", " ", part) for part in paragraphs[:6]]
    return sum(_FIRST_PERSON.search(part) is not None for part in unquoted) >= 2 or (
        len(unquoted) == 1 and len(_FIRST_PERSON.findall(unquoted[0])) >= 2
    )
