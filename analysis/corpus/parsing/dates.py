"""Dates: text → its first full date; a line → whether it is only a date; a lead → the day of the meeting."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.parser import ParserError, parse as parse_date

from .lead import first_sentence, main_clause

DAY_WITHIN = 60  # characters; a day this early in the lead is the meeting's: "On July 7, commencing at ..."
NEAR_DAYS = 14  # a later day in the lead is the meeting's only if it is this close to the page's date
MAX_DATE_LINE = 120  # characters; a longer line is text
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_BRACKET = rf"(?:\s*\(\s*{_WEEKDAY}\s*\))?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)|<sup>(?:st|nd|rd|th)</sup>)?(?!\w)"
_MONTH_DAY = rf"(?:{MONTH}\s*{_DAY}|{_DAY}\s+(?:(?:day\s+)?of\s+)?{MONTH})"
# 26/5/2024 is unambiguous. 5/6/2024 has two readings and is not a date here.
_DATE = re.compile(
    rf"\b(?:{MONTH}\s*{_DAY}{_BRACKET}\s*[,.]?\s*\d{{4}}|{_DAY}{_BRACKET}[\s-]+(?:(?:day\s+)?of\s+)?{MONTH}[\s,-]+\d{{4}}|"
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{4}[./]\s?\d{1,2}[./]\s?\d{1,2}|"
    r"(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{4}|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4})(?!\d)",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    rf"(?:(?:\b[Oo]n|\b(?:[Ii]n|[Dd]uring|[Oo]n)\s+the\s+(?:morning|afternoon|evening|night)\s+of|"
    rf"\b(?:[Ll]ast|[Tt]his|[Tt]oday,|[Yy]esterday,)|\(|^\W*)\s*"
    rf"(?:the\s+)?(?:{_WEEKDAY},?\s+)?(?:the\s+)?)({_MONTH_DAY})"
)
_WEEKDAY_ONLY = re.compile(r"\b[Oo]n\s+(?:the\s+)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words that may share a line with its date: weekday, time, time zone, label.
_BESIDE = re.compile(
    rf"\b{_WEEKDAY}|\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?|\b\d{{1,2}}\s?[ap]\.?m\b\.?|T\d\d:\d\d(?::\d\d)?Z?|"
    r"(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d\d)?(?!\d)|(?-i:\b[A-Z]{3,4}\b)|\b(?:local|standard|Japan|Korea|Korean|Eastern|Seoul|Tokyo)"
    r"(?:\s+standard)?\s+time\b|\b(?:date|dated|posted|published|updated|last|release[d]?|issued|on|as of|"
    r"time)\b|\.m\.",
    re.IGNORECASE,
)
_CITY = re.compile(r"\W*[A-ZÀ-Þ][\w'’.]+(?:\s[A-ZÀ-Þ][\w'’.]+){0,2},\W*")


def find_date(text: str) -> date | None:
    """The first full date in `text` that exists in the calendar; None if there is none.

    >>> find_date("Tokyo, 26th May 2024")
    datetime.date(2024, 5, 26)
    """
    for found in _DATE.finditer(text):
        written = re.sub(r"\([^()]*\)|\b(?:day )?of\b|</?sup>", "", found.group())
        try:
            day_first = re.match(r"\d{1,2}\.\d", written) is not None  # so wherever dates have dots
            return parse_date(written.replace(".", " "), dayfirst=day_first).date()
        except (ParserError, OverflowError):
            continue
    return None


def meeting_date(lead: str, page: date | None, head: str = "") -> date | None:
    """The day of the meeting: the lead's full date, else its day in the page's year, else the page's date.

    A day of another occasion ("following the launch on October 3") does not count. A day late in the sentence counts
    only within NEAR_DAYS of the page's date. Without a page's date, a day gets the only year in `head`, the text above
    the lead; if there is none, it gives None.

    >>> meeting_date("Mr. A met Mr. B yesterday.", date(2024, 3, 1))
    datetime.date(2024, 2, 29)
    """
    opening = main_clause(first_sentence(lead))
    full = find_date(opening)
    if full:
        return full
    days = list(_DAY_ONLY.finditer(opening))
    if page is None:
        years = set(_YEAR.findall(head))
        return _in_year(days[0].group(1), int(years.pop())) if days and len(years) == 1 else None
    for day in days:
        found = _in_year_of(day.group(1), page)
        if found and (day.start() < DAY_WITHIN or abs(found - page) <= timedelta(NEAR_DAYS)):
            return found
    weekday = _WEEKDAY_ONLY.search(opening)
    back = (page.weekday() - _WEEKDAYS.index(weekday.group(1))) % 7 if weekday else "yesterday" in opening
    return page - timedelta(back) if page - date.min > timedelta(back) else page


def _in_year(day: str, year: int) -> date | None:
    try:
        return parse_date(f"{re.sub(r'</?sup>|of', '', day)} {year}").date()
    except (ParserError, ValueError):
        return None


def _in_year_of(day: str, page: date) -> date | None:
    found = _in_year(day, page.year)
    # A page of early January can describe a meeting in late December.
    return _in_year(day, page.year - 1) if found and (found - page).days > 180 else found


def is_date_line(line: str) -> bool:
    """Whether a line is only a date, perhaps with a weekday, time, time zone, label, brackets, or a city before it.

    >>> is_date_line("Seoul, 26 May 2024 (Sunday), 5:30 p.m. KST"), is_date_line("They met on May 26, 2024")
    (True, False)
    """
    found = _DATE.search(line) if len(line) <= MAX_DATE_LINE else None
    if found is None:
        return False
    before = "" if _CITY.fullmatch(line[: found.start()]) else line[: found.start()]
    return not re.search(r"[^\W_]", _BESIDE.sub("", before) + " " + _BESIDE.sub("", line[found.end() :]))
