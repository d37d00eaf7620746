"""What a readout's heading and lead say of the meeting: when, where, how long, of what kind."""

from __future__ import annotations

import re
from datetime import date

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from .opening import first_sentence, without_asides

DAY_WITHIN = 60  # characters of the lead in which its own day stands: "On July 7, commencing at ..."

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}(?:\s*\([A-Z][a-z]+\))?\s*,?\s+\d{{4}}|{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{4}[./]\s?\d{1,2}[./]\s?\d{1,2})\b",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    rf"\b[Oo]n\s+(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?({_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH})\b"
)
_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?\s?m\b\.?"
_CLOCK_24 = re.compile(
    r"\b(?:at|from|commencing|starting|beginning|around)\s+([01]?\d|2[0-3]):([0-5]\d)\b(?!\s*[ap]\.?m)"
)
_FROM_TO = re.compile(rf"\b({_CLOCK})\s*(?:to|until|-|–)\s*({_CLOCK})", re.IGNORECASE)
_NUMBER = {
    word: value
    for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_COUNT = rf"((?<![\d.])\d{{1,3}}|{'|'.join(sorted(_NUMBER, key=len, reverse=True))})"
_HALF_HOUR = re.compile(r"\b(?:half an hour|half-hour|half hour)\b", re.IGNORECASE)
_DECIMAL_HOURS = re.compile(r"\b(\d+\.\d+)[\s-]+hours?\b", re.IGNORECASE)
_HOURS = re.compile(rf"\b{_COUNT}[\s-]+(hours?)( and a half| and {_COUNT}[\s-]+minutes?)?\b", re.IGNORECASE)
_MINUTES = re.compile(rf"\b{_COUNT}[\s-]+minutes?\b", re.IGNORECASE)

# Read in this order in the clause that says what was held, then in the title; the first that fits is the kind.
KINDS = (
    ("courtesy-call", r"courtesy call"),
    ("trilateral", r"trilateral|japan-(?:china|u\.?s\.?|rok)-(?:rok|u\.?s\.?|china)|(?:rok|u\.s\.)-(?:u\.s\.|japan)-"),
    ("foreign-ministers", r"foreign ministers?'?|ministers? (?:for|of) foreign affairs"),
    ("telephone", r"tele(?:phone|con)|phone|\bcalled\b|\bcall\b"),
    ("summit", r"summit"),
)
KNOWN_KINDS = (*(kind for kind, _ in KINDS), "press-remarks", "other")
_MET = re.compile(r"\bmet\b|\bmeeting\b|\btalks?\b|\bspoke\b", re.IGNORECASE)
# Parts of the lead's first sentence that tell of another occasion.
_OCCASION = re.compile(
    r"\b(?:who (?:was|were|is)|during|on the (?:occasion|margins|sidelines) of|to attend|visiting|on h(?:is|er) way|"
    r"after|following|ahead of|prior to|in conjunction with|in response to|regarding|concerning)\b[^,;]*",
    re.IGNORECASE,
)
_PLACE_NAME = r"([A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|City|D\.C\.))*)"
_PLACE = (
    re.compile(rf"\bvisiting\s+{_PLACE_NAME}"),
    re.compile(rf"\bvisit(?:ed|s)?\s+(?:to\s+)?{_PLACE_NAME}"),
    re.compile(rf"\b(?:in|at)\s+{_PLACE_NAME}"),
)
_NOT_PLACES = re.compile(
    rf"(?:the\s+)?(?:{_MONTH}|Japan|Korea|Republic.*|ROK|United.*|China|Prime.*|President.*|Foreign.*|Minist.*|Cabinet.*|"
    r"G-?(?:7|20).*|APEC.*|ASEAN.*|UN\b.*|NATO.*|East Asia.*|Germany|Office.*|[Nn]ational.*|Summit.*|Indo-Pacific.*)",
)


def find_date(text: str) -> date | None:
    """The first full date in `text`; None when there is none or it is not in the calendar.

    >>> find_date("Tokyo, 26th May 2024")
    datetime.date(2024, 5, 26)
    """
    for found in _DATE.finditer(text):
        try:
            return parse_date(
                re.sub(r"\([A-Za-z]+\)|\bof\b", "", found.group()).replace("/", "-").replace(".", " ")
            ).date()
        except (ParserError, OverflowError):
            continue
    return None


def meeting_date(lead: str, page: date | None) -> date | None:
    """The day of the meeting: the lead's own date, its day in the page's year, else the page's date."""
    opening = first_sentence(lead)
    full = find_date(opening)
    if full or page is None:
        return full
    day = _DAY_ONLY.search(opening[:DAY_WITHIN])
    if not day:
        return page
    try:
        found = parse_date(f"{day.group(1)} {page.year}").date()
        # A page of early January can tell of a meeting in late December.
        return found.replace(year=page.year - 1) if (found - page).days > 180 else found
    except (ParserError, ValueError):
        return page


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with or without weekday, brackets or a list mark."""
    found = _DATE.search(line)
    rest = _DATE.sub("", line, count=1)
    rest = re.sub(
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b[A-Z]{3,4}\b|\((?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\)",
        "",
        rest,
    )
    return found is not None and not re.search(r"\w", rest)


def start_time(lead: str) -> str | None:
    """The time at which the meeting began, as "HH:MM" on the 24-hour clock; None when not stated.

    >>> start_time("commencing at 4:35 p.m. for approximately 50 minutes")
    '16:35'
    """
    found = _TIME.search(lead)
    if not found:
        clock = _CLOCK_24.search(lead)
        return f"{int(clock.group(1)):02d}:{clock.group(2)}" if clock else None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    if hour > 12 or minute > 59:
        return None
    return f"{hour % 12 + (12 if found.group(3).lower() == 'p' else 0):02d}:{minute:02d}"


def duration_minutes(lead: str) -> int | None:
    """How long the meeting took, in minutes, as the lead says or as its two times tell; None when not stated.

    >>> duration_minutes("for about an hour and a half")
    90
    """
    decimal = _DECIMAL_HOURS.search(lead)
    if decimal:
        return round(float(decimal.group(1)) * 60)
    if _HALF_HOUR.search(lead):
        return 30
    hours = _HOURS.search(lead)
    if hours:
        extra = 30 if "half" in (hours.group(3) or "") else _count(hours.group(4))
        return _count(hours.group(1)) * 60 + extra
    minutes = _MINUTES.search(lead)
    return _count(minutes.group(1)) if minutes else _between_times(lead)


def _between_times(lead: str) -> int | None:
    span = _FROM_TO.search(lead)
    begun, ended = (start_time(time) for time in span.groups()) if span else (None, None)
    if not begun or not ended:
        return None
    minutes = [int(time[:2]) * 60 + int(time[3:]) for time in (begun, ended)]
    return (minutes[1] - minutes[0]) % (24 * 60)


def _count(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdigit() else _NUMBER[word.lower()]


def find_kind(title: str, lead: str) -> str:
    """Kind of meeting: one of the KINDS, or `other` when neither lead nor title says."""
    held = _OCCASION.sub(" ", without_asides(first_sentence(lead))).replace("’", "'")
    for text in (held, title.replace("’", "'")):
        for kind, pattern in KINDS:
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return "summit" if _MET.search(held) or _MET.search(title) else "other"


def find_place(lead: str, kind: str) -> str | None:
    """The city or house where the meeting was held; None for a call or when the text does not say."""
    if kind == "telephone" or re.search(r"telephone|by phone|virtual", first_sentence(lead), re.IGNORECASE):
        return None
    for pattern in _PLACE:
        for found in pattern.finditer(without_asides(lead)):
            if not _NOT_PLACES.fullmatch(found.group(1)):
                return found.group(1)
    return None
