"""Kinds and levels: title, lead and leaders → what the text is about, and who took part by rank.

The kind says how they met (meeting, telephone, video) or what else the text is (press remarks, joint statement, fact
sheet). The level says who took part: leaders, ministers, officials, or a mixed company.
"""

from __future__ import annotations

import re

from .known_kinds import KNOWN_LEVELS
from .lead import first_sentence, main_clause
from .offices import rank_of
from .parsed import Leader
from .venue import AGENDA

_VIDEO = re.compile(
    r"\bvideo[- ]?(?:conferenc\w*|tele-?conferenc\w*|meeting|summit|call|talks?|link)|\bvirtual(?:ly)?\b|"
    r"\bonline (?:meeting|"
    r"format|talks|summit)|held online|\bVTC\b|\bby video\b|\bvia (?:secure )?video\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\btele(?:phon|con|-con)\w*|\b(?:tele)?phone\b|\b(?:phoned|rang)\b|\bcalled\b(?! (?:for|on|upon)\b)|"
    r"(?<!courtesy )(?<!condolence )(?<!farewell )(?<!conference )\bcalls?\b(?! (?:for|on|upon|to)\b)",
    re.IGNORECASE,
)
_SPOKE = re.compile(r"\b(?:spoke|speaks?|spoken|talked|talks) (?:\w+ ){0,2}?(?:with|to)\b", re.IGNORECASE)
_MET = re.compile(
    r"\bmet\b|\bmeets?\b|\bmeetings?\b|\btalks\b|\bsummit\b|\btalk\b|\bhosted\b|\bhosts\b|\bwelcomed\b|\breceived\b|\breceives\b|"
    r"\bvisit(?:ed|s)?\b|\bcourtesy (?:call|visit)\b|\bconsultations?\b|\bdialogue\b|\bencounter\w*|\bconvened\b|"
    r"\bheld (?:a )?(?:discussions?|conversation)|\btrilateral\b|\b2\+2\b|\bhad (?:a )?(?:breakfast|lunch|"
    r"dinner|discussions?|conversation)",
    re.IGNORECASE,
)
_COURTESY = re.compile(r"\b(?:courtesy|condolence|farewell) (?:call|visit)s?\b", re.IGNORECASE)
_CONDOLENCE = re.compile(r"\b(?:condolence|farewell) (?:call|visit)s?\b", re.IGNORECASE)
_STATEMENT_TITLE = re.compile(
    r"\bjoint (?:[\w-]+ ){0,3}(?:statement|declaration|communiqu[eé]|announcement|press release)\b|\bcommuniqu[eé]\b|"
    r"\bjoint vision\b|\b(?:leaders'?|ministers'?) (?:joint )?(?:statement|declaration)\b|\bcamp \w+ principles\b",
    re.IGNORECASE,
)
_FACT_SHEET_TITLE = re.compile(r"\bfact ?sheet\b", re.IGNORECASE)
_REMARKS_TITLE = re.compile(
    r"\bpress (?:conference|remarks|occasion|availability|briefing)|\bremarks (?:by|of|to|with|at|before|"
    r"after)\b|\b(?:statement|"
    r"comments?) to the press\b|\btranscript\b|\bpress statements? (?:by|following|after)\b|"
    r"\bdoorstep|\binterview",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:^|[.!?,;]\s|\b(?:that|and|but|as|which|what|today)\s)I(?:'ve|'m|'d|'ll)?\s+[a-z]+")
# Words that say the level where no leader was found.
_LEVEL_WORDS = (
    (
        "officials",
        r"\b(?:vice|deputy|assistant|senior deputy) (?:foreign |defen[cs]e )?(?:ministers?|ministerial|"
        r"secretar(?:y|ies))|"
        r"\bdirectors?[- ]general\b|\bchief negotiators?\b|\bnational security advis[eo]rs?\b|\bambassadors?\b|"
        r"\bworking[- ]level\b|\bspecial representatives?\b|\bsenior officials\b",
    ),
    (
        "ministers",
        r"\b(?:foreign|defen[cs]e|finance|trade|unification) (?:and \w+ )?minist(?:ers?|erial)\b|"
        r"\bminist(?:ers?|erial)\b(?<!prime minister)(?<!prime ministers)|"
        r"\bsecretar(?:y|ies) of (?:state|defense)\b|\b2\+2\b",
    ),
    ("leaders", r"\bsummit\b|\bleaders\b|\bprime ministers?\b|\bpresidents?\b|\bPM\b"),
)


def find_kind(title: str, lead: str) -> str:
    """The kind of the text, one of KNOWN_KINDS; `other` if neither the lead nor the title states it.

    A title that names a joint statement, a fact sheet or remarks to the press decides. Otherwise the verb of the lead
    does, then the title: "held a telephone talk", "called" and "spoke with" are calls, "met" is a meeting.

    >>> find_kind("Summit", "They met."), find_kind("", "Mr. A held a telephone talk with Mr. B.")
    ('meeting', 'telephone')
    """
    title = title.replace("’", "'")
    clause = main_clause(first_sentence(lead))
    if _FACT_SHEET_TITLE.search(title):
        return "fact-sheet"
    if _STATEMENT_TITLE.search(title) or re.match(r"\W*The following is the (?:\w+ ){0,3}joint statement", lead):
        return "joint-statement"
    if _REMARKS_TITLE.search(title):
        return "press-remarks"
    before_agenda = AGENDA.split(clause, maxsplit=1)[0]
    said = _how(before_agenda)
    named = _how(title)
    if said == "spoke":  # without a word on how
        return named if named not in ("", "spoke") else "telephone"
    return next((how.replace("spoke", "telephone") for how in (said, named, _how(clause)) if how), "other")


def _how(text: str) -> str:
    """How people met by the words of a text: video, telephone, meeting, spoke; "" if it does not say."""
    if _CONDOLENCE.search(text) and not _MET.search(_COURTESY.sub(" ", text)):
        return ""
    text_without_courtesy = _COURTESY.sub(" ", text)
    if _VIDEO.search(text):
        return "video"
    if _CALL.search(text_without_courtesy):
        return "telephone"
    spoke = _SPOKE.search(text)
    met = _MET.search(text)
    if met and not (spoke and spoke.start() <= met.start()):
        return "meeting"
    return "spoke" if spoke else ""


def find_level(title: str, lead: str, leaders: tuple[Leader, ...] = ()) -> str | None:
    """The level of those who took part, one of KNOWN_LEVELS; None if neither leaders nor words state it.

    >>> find_level("Foreign Ministers' Meeting", "They met."), find_level("", "It rained.")
    ('ministers', None)
    """
    ranks = {rank_of(leader.office) for leader in leaders} & {*KNOWN_LEVELS}
    if len(leaders) > 1 and len(ranks) > 1:
        return "mixed"
    words = f"{title} {main_clause(first_sentence(lead))}".replace("’", "'")
    if len(leaders) > 1 and ranks:
        return ranks.pop()
    named = next((level for level, pattern in _LEVEL_WORDS if re.search(pattern, words, re.IGNORECASE)), None)
    return next(iter(ranks), None) or named


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
