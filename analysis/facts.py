"""What a readout's heading and lead say of the meeting: of what kind it was, and where."""

from __future__ import annotations

import re

from .countries import CITY_STATES, any_country
from .dates import MONTH
from .leaders import Leader
from .opening import first_sentence, held_clause, without_asides

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

_WORD = (
    r"(?!(?:Prime|President|Minister|Foreign|Mr|Ms|Mrs|Dr|Secretary|Chancellor|Premier|His|Her|H\.)\b)[A-ZÀ-Þ][\w'’-]+"
)
_NAME = rf"({_WORD}(?:\s+(?:de |del |el |la )?(?:{_WORD}|City|D\.C\.))*)(?!\s+(?:time|side)\b|\s*[-–]\s?[A-Z])"
_PLACE = (
    re.compile(rf"\bvisiting\s+{_NAME}"),
    re.compile(rf"\bvisit(?:ed|s)?\s+(?:to\s+)?{_NAME}"),
    re.compile(rf"\bin\s+(?:the\s+city\s+of\s+)?{_NAME}"),
    re.compile(rf"\bat\s+(?:the\s+)?{_NAME}"),
)
_COUNTRIES = any_country()
_NO_PLACE = re.compile(
    rf"(?:{MONTH}.*|(?!(?:{'|'.join(CITY_STATES)})$)(?:{_COUNTRIES})(?:\b.*)?|Republic.*|United.*|Federal.*|Kingdom.*|"
    r"Prime.*|President.*|Foreign.*|Minist.*|Cabinet.*|G-?(?:7|8|20).*|APEC.*|ASEAN.*|UN\b.*|NATO.*|East Asia.*|"
    r"Office.*|National Security.*|.*\b(?:Summit|Conference|Forum|Meeting|Assembly|Session|Council|Talks|Ceremony)\b.*|"
    r"Indo-Pacific.*|.*\b(?:Sea|Strait|Ocean|Peninsula|Region)|(?:Northeast |Southeast |East |South )?Asia.*|"
    r"Europe.*|Africa.*|"
    r"Middle East|Local|.*\btime|Quad|Today|Attendance)",
    re.IGNORECASE,
)
# A place named here is another meeting's; up to the next comma.
_OTHER_MEETING = re.compile(
    r"\b(?:ahead of|following|after|prior to|before|in (?:response to|light of|preparation for)|to be (?:held|hosted)|"
    r"hosted (?:at|by|in)|(?:that|which) (?:was|were|will be|is to be) held|hosting|(?:will|to|would) host|scheduled|"
    r"upcoming|since|"
    r"regarding|concerning|(?:the )?(?:situations?|wars?|conflict|crisis|developments|launch\w*) (?:in|on|at))\b[^,;]*",
    re.IGNORECASE,
)
# From here on a sentence tells what was talked about.
_AGENDA = re.compile(
    r"\b(?:discuss\w*|exchang\w*|condemn\w*|reaffirm\w*|confirm\w*|agreed|concurred|shared the view|"
    r"to (?:address|express|consult|highlight|strengthen|advance|promote|congratulate|convey|review|talk about))\b"
)
_REMOTE = re.compile(
    r"telephone|\bby phone\b|\bphone call\b|\bvirtual(?:ly)?\b|\bvideo|tele-?con|\bonline (?:meeting|format|"
    r"talks|summit)|held online",
    re.IGNORECASE,
)
_MEETING_WAS = re.compile(
    r"\b(?:meeting|talks?|call|session|summit)\b.{0,60}\b(?:was|were|took) (?:held|place)\b", re.IGNORECASE
)


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


def find_place(lead: str, kind: str, title: str = "") -> str | None:
    """The city or house where the meeting was held; None for a call or when the text does not say.

    A country is no place, nor is where another meeting was held or what was talked about.
    """
    opening = first_sentence(lead)
    if kind == "telephone" or _REMOTE.search(f"{opening} {title}"):
        return None
    told = without_asides(lead)
    others = [part for part in re.split(r"(?<=[.!?])\s+", told[len(opening) :]) if _MEETING_WAS.search(part)]
    for text in (without_asides(opening), *others, title):
        where = _AGENDA.split(_OTHER_MEETING.sub(" ", text), maxsplit=1)[0]
        for pattern in _PLACE:
            for found in pattern.finditer(where):
                if not _NO_PLACE.fullmatch(found.group(1)):
                    return found.group(1)
    return None
