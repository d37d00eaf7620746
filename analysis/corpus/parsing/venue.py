"""Venue: the lead and title of a page → the city or house where the meeting was held."""

from __future__ import annotations

import re

from .countries import CITY_STATES, any_country
from .dates import MONTH
from .lead import first_sentence, without_asides

_WORD = (
    r"(?!(?:Prime|President|Minister|Foreign|Mr|Ms|Mrs|Dr|Secretary|Chancellor|Premier|His|Her|H\.)\b)[A-ZÀ-Þ][\w'’-]+"
)
_NAME = rf"({_WORD}(?:\s+(?:de |del |el |la )?(?:{_WORD}|City|D\.C\.))*)(?!\s+(?:time|side)\b|\s*[-–]\s?[A-Z])"
_PLACE = (
    re.compile(rf"\bvisiting\s+{_NAME}"),
    re.compile(rf"\bvisit(?:ed|s)?\s+(?:to\s+)?{_NAME}"),
    re.compile(rf"\bwelcomed\b.{{0,200}}?\bto\s+(?:the\s+)?{_NAME}"),
    re.compile(rf"\bin\s+(?:the\s+city\s+of\s+)?{_NAME}"),
    re.compile(rf"\bat\s+(?:the\s+)?{_NAME}"),
)
_COUNTRIES = any_country()
_NOT_A_PLACE = re.compile(
    rf"(?:{MONTH}(?:\s+\d.*)?|Request|Invitation|Least|First|.*\b(?:Power Plant|Factory|Shrine|Test Site|"
    rf"Protocol)|(?!(?:{'|'.join(CITY_STATES)})$)(?:{_COUNTRIES})(?:\b.*)?|Republic.*|United.*|Federal.*|Kingdom.*|"
    r"Prime.*|President.*|Foreign.*|Minist.*|Cabinet.*|G-?(?:7|8|20).*|APEC.*|ASEAN.*|UN\b.*|NATO.*|East Asia.*|"
    r"Office.*|National Security.*|.*\b(?:Summit|Conference|Forum|Meeting|Assembly|Session|Council|Talks|Ceremony)\b.*|"
    r"Indo-Pacific.*|.*\b(?:Sea|Strait|Ocean|Peninsula|Region)|(?:Northeast |Southeast |East |South )?Asia.*|"
    r"Europe.*|Africa.*|"
    r"Middle East|Local|.*\btime|Quad|Today|Attendance)",
    re.IGNORECASE,
)
# A phrase, up to the next comma, whose place is that of another meeting.
_OTHER_MEETING = re.compile(
    r"\b(?:ahead of|following|after|prior to|before|in (?:response to|light of|preparation for)|to be (?:held|hosted)|"
    r"hosted (?:at|by|in)|(?:that|which) (?:was|were|will be|is to be) held|hosting|(?:will|to|would) host|scheduled|"
    r"upcoming|since|"
    r"regarding|concerning|(?:the )?(?:situations?|wars?|conflict|crisis|developments|launch\w*) (?:in|on|at))\b[^,;]*",
    re.IGNORECASE,
)
# From one of these words on, a sentence describes the agenda.
AGENDA = re.compile(
    r"\b(?:discuss\w*|exchang\w*|condemn\w*|reaffirm\w*|confirm\w*|agreed|concurred|shared the view|"
    r"to (?:address|express|consult|highlight|strengthen|advance|promote|congratulate|convey|review|talk about))\b"
)
_REMOTE = re.compile(
    r"telephone|\bby phone\b|\bphone call\b|\bvirtual(?:ly)?\b|\bvideo|tele-?con|\bonline (?:meeting|format|"
    r"talks|summit)|held online",
    re.IGNORECASE,
)
_MEETING_WAS_HELD = re.compile(
    r"\b(?:meeting|talks?|call|session|summit)\b.{0,60}\b(?:was|were|took) (?:held|place)\b", re.IGNORECASE
)


def find_place(lead: str, kind: str, title: str = "") -> str | None:
    """The city or house where the meeting was held; None for a call, or if the text does not state it.

    Countries, places of other meetings and places on the agenda do not count.

    >>> find_place("Mr. Aoki met Mr. Baek in Busan to discuss the war in Gaza.", "summit")
    'Busan'
    """
    opening = first_sentence(lead)
    if kind in ("telephone", "video") or _REMOTE.search(f"{opening} {title}"):
        return None
    rest = without_asides(lead.removeprefix(opening))
    others = [part for part in re.split(r"(?<=[.!?])\s+", rest) if _MEETING_WAS_HELD.search(part)]
    for text in (without_asides(opening), *others, title):
        before_agenda = AGENDA.split(_OTHER_MEETING.sub(" ", text), maxsplit=1)[0]
        for pattern in _PLACE:
            for found in pattern.finditer(before_agenda):
                if not _NOT_A_PLACE.fullmatch(found.group(1)):
                    return found.group(1)
    return None
