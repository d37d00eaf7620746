"""Times: a lead → the start time of the meeting and its duration in minutes."""

from __future__ import annotations

import re

from ...io.wording import listing

DAY_MINUTES = 24 * 60
_CLOCK = r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?(?!\d)\s*(?:([ap])\.?\s?m\b\.?)?"
_TIME = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK_24 = re.compile(
    r"\b(?:at|from|commencing|starting|beginning|around|approximately|about|between)\s+(\d{1,2}:[0-5]\d)\b(?!\s*[ap]\.?m)",
    re.IGNORECASE,
)
_PAIR_24 = re.compile(r"(?<![\d:.])(\d{1,2}:[0-5]\d)\s*(?:to|until|till|-|–|—)\s*\d{1,2}:[0-5]\d(?!\d)")
_FROM_TO = re.compile(
    rf"(?P<two>\bbetween\s+)?{_CLOCK}\s*(?(two)and|(?:to|until|till|through|-|–|—|~))\s*(?:approximately |about |"
    rf"around )?{_CLOCK}",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:at|from|commencing|around)\s+(?:12\s+)?noon\b", re.IGNORECASE)

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBER = {word: value for value, word in enumerate(_UNITS.split(), start=1)} | _TENS | {"a": 1, "an": 1}
_WORDS = "|".join(sorted(_NUMBER, key=len, reverse=True))
_COUNT = rf"(?:(?<![\d.,:])\d{{1,3}}(?:\.\d+)?|(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_UNITS.split()[:9])})|{_WORDS})"
_THEN = r"(?:(?<=\d)\s*|[\s-]+)"  # "3h", but "Eighth" is not eight hours
_HOUR = r"(?:hours?|hrs?\b\.?|h\b\.?)"
_MINUTE = r"(?:minutes?|mins?\b\.?)"
_DURATION = re.compile(
    rf"\b(?:(?P<part>half|a quarter|three[ -]quarters)(?:[ -](?:an?|of an?))?[ -]hour\b|"
    rf"(?P<halves>{_COUNT}) and a half {_HOUR}|"
    rf"(?P<hours>{_COUNT}){_THEN}{_HOUR}(?P<half>[ -]and[ -]a[ -]half)?(?:,?(?: and)? "
    rf"(?P<extra>{_COUNT}){_THEN}{_MINUTE})?|"
    rf"(?P<minutes>{_COUNT}){_THEN}{_MINUTE})(?:[ -]?long)?",
    re.IGNORECASE,
)
# Words of durations that are not a meeting's: before the duration in the same clause, or directly after it.
_NOT_A_MEETING = re.compile(
    r"\b(?:fl(?:ew|ight|ying|y|own)|travel\w*|landed|launch\w*|airborne|every|within|next|last|past|previous|delay\w*|"
    r"waited|wait|postpon\w*|journey|drive|apart|advance)\b[^,;:]*$",
    re.IGNORECASE,
)
_NOT_A_MEETING_AFTER = re.compile(
    r"\s*(?:ago|earlier|later|before|after|a (?:day|week)|per|of flight|flight|away|notice|late|ceasefire|truce|"
    r"drive|in advance)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total(?:l?ing)?(?: of)?|altogether|in all|combined)\W*(?:approximately|about|around)?\W*$", re.IGNORECASE
)
_IN_TOTAL = re.compile(r"\s*(?:in total|altogether|in all|combined|total)\b", re.IGNORECASE)
_JOINS = re.compile(r"\b(?:and|then|followed|after\w*)\b|;")
_O_CLOCK = re.compile(rf"\b({_WORDS}|\d{{1,2}})\s?o['’]clock", re.IGNORECASE)
_LOCAL = re.compile(r"\blocal time\b", re.IGNORECASE)
_OTHER_ZONE = re.compile(
    r"(?:\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?\s?m\b\.?)(?:\s+on\s+\w+\s+\w+)?[\s,(]*(?:[JK]ST\b|(?:Japan|Korea|Tokyo|Seoul)"
    r"(?:\s+[Ss]tandard)?\s+[Tt]ime\b)|(?:[JK]ST|(?:Japan|Korea)(?:\s+[Ss]tandard)?\s+[Tt]ime)\s*[:,]?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?\s?m\b\.?)?",
)
ROUNDING = 10  # minutes by which a stated duration may differ from its two times
CLAUSE = 100  # characters before a duration that are searched for what it times
MAX_BETWEEN = 60  # characters between a duration and two times of the same meeting


def start_time(lead: str) -> str | None:
    """The start of the meeting as "HH:MM" on the 24-hour clock; None if the lead does not state it.

    In "from 5:37 to 6:11" the start is known only if the second time, or a word such as "afternoon", gives the half of
    the day. Times from 12:00 on and those with a leading zero (0:15, 09:10) use the 24-hour clock. 0:00 p.m. is noon.

    >>> start_time("commencing at 4:35 p.m. for approximately 50 minutes"), start_time("from 5:37 to 6:11")
    ('16:35', None)
    """
    lead = _in_local_time(_with_clock_words(lead))
    pair = _FROM_TO.search(lead)
    found = _TIME.search(lead)
    if pair and pair.group(7) and not pair.group(4) and (not found or pair.start() < found.start()):
        minutes = _minutes(*pair.groups()[4:])
        return None if minutes is None else _as_clock(_start_before(pair, minutes))
    if found:
        return _as_clock(_minutes(*found.groups()))
    if _NOON.search(lead):
        return "12:00"
    clock = _CLOCK_24.search(lead) or _PAIR_24.search(lead)
    return _as_clock(_on_24_hours(clock.group(1), lead)) if clock else None


def _with_clock_words(lead: str) -> str:
    """The lead with "four o'clock" written as "4:00"."""
    return _O_CLOCK.sub(lambda found: f"{round(_count(found.group(1)))}:00", lead)


def _in_local_time(lead: str) -> str:
    """The lead without times of another zone, if it gives local time: "9:35 p.m. JST (8:35 a.m. local time)"."""
    if not _LOCAL.search(lead):
        return lead
    kept = _OTHER_ZONE.sub(" ", lead)
    return kept if _TIME.search(kept) or _CLOCK_24.search(kept) else lead


def _as_clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes(hour: str, minute: str | None, half: str) -> int | None:
    """Minutes since midnight; hours over 12 use the 24-hour clock; None for an impossible time."""
    hours, minutes = int(hour), int(minute or 0)
    if hours > 23 or minutes > 59:
        return None
    return (hours if hours > 12 else hours % 12 + (12 if half.lower() == "p" else 0)) * 60 + minutes


def _start_before(pair: re.Match[str], end: int) -> int | None:
    """The start of a pair whose first time has no half of the day: the last such time before the end."""
    hour, minute = int(pair.group(2)), int(pair.group(3) or 0)
    if hour > 23 or minute > 59:
        return None
    starts = [(hour % 12 + half) * 60 + minute for half in (0, 12)] if hour <= 12 else [hour * 60 + minute]
    return min(starts, key=lambda start: (end - start) % DAY_MINUTES)


def _on_24_hours(written: str, lead: str) -> int | None:
    """Minutes since midnight of a time without a.m. or p.m.; None if the lead does not give the half of the day."""
    hour, minute = (int(part) for part in re.split("[:.]", written)[:2])
    if hour > 23 or minute > 59:
        return None
    if hour >= 12 or written.startswith("0"):
        return hour * 60 + minute
    if re.search(r"\b(?:afternoon|evening|night)\b", lead, re.IGNORECASE):
        return (hour + 12) * 60 + minute
    return hour * 60 + minute if re.search(r"\bmorning\b", lead, re.IGNORECASE) else None


def durations(lead: str) -> list[int]:
    """The minutes of each meeting that the lead times, in order; only the total if the lead states one.

    Durations of anything else (a flight, a delay, "within 48 hours") are left out, and so are two times beside the
    duration of the same meeting.

    >>> durations("for 20 minutes in a small group, then from 5:00 p.m. to 5:40 p.m.")
    [20, 40]
    """
    spans: list[tuple[int, int, int]] = []
    for found in _DURATION.finditer(lead):
        minutes = _length(found)
        if not 0 < minutes <= DAY_MINUTES or _times_something_else(lead, found):
            continue
        if _TOTAL.search(lead[max(0, found.start() - CLAUSE) : found.start()]) or _IN_TOTAL.match(lead, found.end()):
            return [minutes]
        spans.append((found.start(), found.end(), minutes))
    for pair in _FROM_TO.finditer(lead):
        minutes = _between(pair) or 0
        if minutes and not any(_same_meeting(lead, pair.span(), minutes, duration) for duration in spans):
            spans.append((pair.start(), pair.end(), minutes))
    lengths = [minutes for _, _, minutes in sorted(spans)]
    is_total = len(lengths) > 2 and lengths[0] == sum(lengths[1:])  # the whole, then its parts
    return lengths[:1] if is_total else lengths


def duration_minutes(lead: str) -> int | None:
    """The duration of the meeting in minutes; None if the lead states neither a duration nor two times.

    If the lead times several meetings, it is their sum.

    >>> duration_minutes("for about an hour and a half")
    90
    """
    return sum(durations(lead)) or None


def duration_warnings(lead: str) -> list[str]:
    """A warning if the lead times several meetings.

    >>> duration_warnings("They spoke for 20 minutes and then with others for 40 minutes.")
    ['The lead times 2 meetings (20 and 40 minutes); their sum, 60 minutes, is taken.']
    """
    minutes = durations(lead)
    if len(minutes) < 2:
        return []
    return [
        f"The lead times {len(minutes)} meetings ({listing([str(n) for n in minutes])} minutes); their sum, "
        f"{sum(minutes)} minutes, is taken."
    ]


def _same_meeting(lead: str, pair: tuple[int, int], minutes: int, duration: tuple[int, int, int]) -> bool:
    """Whether two times and a duration belong to one meeting, as in "from 5:00 to 5:50 for 50 minutes"."""
    start, end, length = duration
    between = lead[min(end, pair[1]) : max(start, pair[0])]
    return len(between) <= MAX_BETWEEN and not _JOINS.search(between) and abs(minutes - length) <= ROUNDING


def _times_something_else(lead: str, found: re.Match[str]) -> bool:
    before = lead[max(0, found.start() - CLAUSE) : found.start()]
    return _NOT_A_MEETING.search(before) is not None or _NOT_A_MEETING_AFTER.match(lead, found.end()) is not None


def _length(found: re.Match[str]) -> int:
    """The minutes of a written duration."""
    named = found.groupdict()
    if named["part"]:
        part = named["part"].lower()
        return 30 if part == "half" else 15 if part.startswith("a") else 45
    if named["minutes"]:
        return round(_count(named["minutes"]))
    hours = _count(named["halves"]) + 0.5 if named["halves"] else _count(named["hours"]) + (0.5 if named["half"] else 0)
    return round(hours * 60 + _count(named["extra"]))


def _count(word: str | None) -> float:
    """The value of a number in digits or words; 0 if None."""
    if not word:
        return 0
    parts = re.split("[ -]", word.lower())
    return float(word) if word[0].isdigit() else sum(_NUMBER[part] for part in parts)


def _between(pair: re.Match[str]) -> int | None:
    """The minutes between two times; None if the text does not say that both are times."""
    hour, minute, half, *last = pair.groups()[1:]
    if not (half or last[2] or (minute and last[1])):
        return None  # "from 5 to 6" need not be times
    end = _minutes(last[0], last[1], last[2] or half or "a")
    if end is None:
        return None
    start = _minutes(hour, minute, half) if half else _start_before(pair, end)
    return None if start is None else (end - start) % (DAY_MINUTES if half and last[2] else DAY_MINUTES // 2)
