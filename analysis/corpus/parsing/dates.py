"""Days: the date that a page bears, and the day of the meeting that its lead tells of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.parser import ParserError, parse as parse_date

from .lead import first_sentence, held_clause

DAY_WITHIN = 60  # characters of the lead in which its own day stands: "On July 7, commencing at ..."
NEAR = 14  # days from the page's date within which a day that stands later in the lead is the meeting's
DATE_LINE = 120  # characters; a longer line is text
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_BRACKET = rf"(?:\s*\(\s*{_WEEKDAY}\s*\))?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)|<sup>(?:st|nd|rd|th)</sup>)?(?!\w)"
_MONTH_DAY = rf"(?:{MONTH}\s*{_DAY}|{_DAY}\s+(?:(?:day\s+)?of\s+)?{MONTH})"
# 26/5/2024 is one day, 5/6/2024 may be either of two.
_DATE = re.compile(
    rf"\b(?:{MONTH}\s*{_DAY}{_BRACKET}\s*[,.]?\s*\d{{4}}|{_DAY}{_BRACKET}[\s-]+(?:(?:day\s+)?of\s+)?{MONTH}[\s,-]+\d{{4}}|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{4}[./]\s?\d{1,2}[./]\s?\d{1,2}|"
    r"(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{4}|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4})(?!\d)",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    rf"(?:\b[Oo]n\s+(?:the\s+)?(?:(?:morning|afternoon|evening|night)\s+of\s+)?(?:{_WEEKDAY},?\s+)?(?:the\s+)?|^\W*"
    rf"(?:{_WEEKDAY},?\s+)?)({_MONTH_DAY})"
)
# What stands with a date on a line of its own: weekday, hour, time zone, what the date is of.
_BESIDE = re.compile(
    rf"\b{_WEEKDAY}|\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?|\b\d{{1,2}}\s?[ap]\.?m\b\.?|T\d\d:\d\d(?::\d\d)?Z?|"
    r"(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d\d)?(?!\d)|(?-i:\b[A-Z]{3,4}\b)|\b(?:local|standard|Japan|Korea|Korean|Eastern|Seoul|Tokyo)"
    r"(?:\s+standard)?\s+time\b|\b(?:date|dated|posted|published|updated|last|release[d]?|issued|on|as of|"
    r"time)\b|\.m\.",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\W*[A-ZÀ-Þ][\w'’.]+(?:\s[A-ZÀ-Þ][\w'’.]+){0,2},\W*")


def find_date(text: str) -> date | None:
    """The first full date in `text`; None when there is none or it is not in the calendar.

    >>> find_date("Tokyo, 26th May 2024")
    datetime.date(2024, 5, 26)
    """
    for found in _DATE.finditer(text):
        written = re.sub(r"\([^()]*\)|\b(?:day )?of\b|</?sup>", "", found.group())
        try:
            return parse_date(written.replace("/", "-").replace(".", " ")).date()
        except (ParserError, OverflowError):
            continue
    return None


def meeting_date(lead: str, page: date | None) -> date | None:
    """The day of the meeting: the lead's own date, its day in the page's year, else the page's date.

    A day that belongs to another occasion ("following the launch on October 3") is not the meeting's, nor is one that
    stands late in the sentence and is not near the page's date.

    >>> meeting_date("Mr. A met Mr. B yesterday.", date(2024, 3, 1))
    datetime.date(2024, 2, 29)
    """
    opening = held_clause(first_sentence(lead))
    full = find_date(opening)
    if full or page is None:
        return full
    for day in _DAY_ONLY.finditer(opening):
        found = _in_year_of(day.group(1), page)
        if found and (day.start() < DAY_WITHIN or abs(found - page) <= timedelta(NEAR)):
            return found
    return page - timedelta(1) if re.search(r"\byesterday\b", opening) and page > date.min else page


def _in_year_of(day: str, page: date) -> date | None:
    try:
        found = parse_date(f"{re.sub(r'</?sup>|of', '', day)} {page.year}").date()
        # A page of early January can tell of a meeting in late December.
        return found.replace(year=page.year - 1) if (found - page).days > 180 else found
    except (ParserError, ValueError):
        return None


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with or without weekday, hour, time zone, place before it, or brackets.

    >>> is_date_line("Seoul, 26 May 2024 (Sunday), 5:30 p.m. KST"), is_date_line("They met on May 26, 2024")
    (True, False)
    """
    found = _DATE.search(line) if len(line) <= DATE_LINE else None
    if found is None:
        return False
    before = "" if _PLACED.fullmatch(line[: found.start()]) else line[: found.start()]
    return not re.search(r"[^\W_]", _BESIDE.sub("", before) + " " + _BESIDE.sub("", line[found.end() :]))
