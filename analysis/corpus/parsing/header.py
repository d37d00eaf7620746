"""Header: the lines of a page → its title, its date, and where its body begins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .dates import find_date, is_date_line
from .layout import is_sentence
from .lines import Line

HEADER_LINES = 25  # the first lines of a page that can contain its title and date
TITLE_WORDS = 30  # a longer line is not a title
# A title that ends with one of these continues in the next line.
_UNFINISHED = re.compile(r"(?:\b(?:of|and|the|with|between|by|for|in|to|on|at|a|an)|[,&–-])$", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:meetings?|talks?|summit|calls?|conversation|relations|dialogue|conference|remarks|statement|readout|visits?|"
    r"consultations?|holds|held|meets|speaks|fact sheet)\b",
    re.IGNORECASE,
)


_LATIN = re.compile(r"[A-Za-z0-9]")  # a line without any is a menu or a notice in another script
# Who speaks, above the first sentence: "The below is attributable to Spokesperson A. Hill:"; a city and an agency.
_ATTRIBUTION = re.compile(
    r"(?:[^.!?\n]{0,60}\((?=[^)]*[a-z])[A-Z][\w. ]{1,30}\)\s*[-–—]*\s*)?(?:The (?:below|"
    r"following) is attributable to [^:\n]{3,80}:\s*)?"
    r"(?:(?:[A-Z][\w.]+,? ?){1,4}(?:\([\w ]+\)\s*)?(?::|\s[-–—]{1,2})\s+(?=[A-Z]))?"
)


@dataclass(frozen=True)
class Header:
    """The header of a page.

    title : "" if none.
    date : the date of the page; None if none.
    body : the index of the first line after title and date.
    """

    title: str
    date: dt.date | None
    body: int


def find_header(lines: list[Line]) -> Header:
    """The title and the date in the first lines of a page.

    A line that is only a date ends the header. The title is the last line above it that names an occasion. Without such
    a line the first line is the title, and its own date, if it has one, is the page's.

    >>> from analysis.corpus.parsing.lines import split_lines
    >>> find_header(split_lines("Summit Meeting\\n\\nMay 26, 2024\\n\\nThey met."))
    Header(title='Summit Meeting', date=datetime.date(2024, 5, 26), body=3)
    """
    head = _head_parts(lines)
    dated = next((n for n, (_, part) in enumerate(head) if is_date_line(part)), None)
    if dated is not None:
        return _above_date(head, dated)
    titles = [part for _, part in head]
    count = next((n for n, part in enumerate(titles) if not _can_be_title(part)), len(titles))
    for n, part in enumerate(titles[:count]):
        if day := find_date(part):  # "Talks (May 26, 2024)"
            return Header(_best_title(titles[:n] or [part]), day, head[n][0])
    named = next((n for n in reversed(range(count)) if _OCCASION.search(titles[n])), 0)
    return Header(titles[named], None, head[named][0]) if count else Header("", None, 0)


def _above_date(head: list[tuple[int, str]], dated: int) -> Header:
    """The header of a page with a date line; its title may also be below the date."""
    end, date = head[dated]
    titles = [part for _, part in head[:dated] if re.search(r"[^\W\d_]", part)]  # not a bare number
    titles = [part for part in titles if _can_be_title(part)] or titles
    below = [part for _, part in head[dated + 1 : dated + 2] if _can_be_title(part)]
    named = any(map(_OCCASION.search, titles)) or not any(map(_OCCASION.search, below))
    title = _best_title(titles if titles and named else below)
    return Header(title, find_date(title) or find_date(date), end)


def _head_parts(lines: list[Line]) -> list[tuple[int, str]]:
    """The first paragraphs of a page, dates separate: the index after each, and its text on one line."""
    parts: list[tuple[int, str]] = []
    for index, line in enumerate(lines[:HEADER_LINES]):
        if line.blank or line.furniture or not _LATIN.search(line.text):
            continue
        joins = parts and line.continues and not any(map(is_date_line, (line.text, parts[-1][1])))
        if joins and (line.text.strip()[0].islower() or _UNFINISHED.search(parts[-1][1])):
            parts[-1] = (index + 1, f"{parts[-1][1]} {line.text.strip()}")
        else:
            parts.append((index + 1, line.text.strip()))
    return parts


def _best_title(titles: list[str]) -> str:
    """The last title that names an occasion, else the last one; titles in brackets only if there are no others."""
    plain = [title for title in titles if not title.startswith(("(", "["))] or titles
    return next((title for title in reversed(plain) if _OCCASION.search(title)), plain[-1] if plain else "")


def _can_be_title(line: str) -> bool:
    if not re.search(r"[^\W\d_]", line):
        return False
    return not is_sentence(line) or (len(line.split()) <= TITLE_WORDS and not line.endswith((".", ":", ";", ")", "”")))


def strip_attribution(paragraph: str) -> str:
    """A paragraph without a dateline or the name of a spokesperson at its beginning.

    >>> strip_attribution("New Delhi: They met."), strip_attribution("The below is attributable to Spokesperson Hill:")
    ('They met.', '')
    """
    match = _ATTRIBUTION.match(paragraph)
    return paragraph[match.end() :] if match else paragraph
