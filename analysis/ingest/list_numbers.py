"""List numbers: HTML elements → the same with the numbers that a browser shows written into their text."""

from __future__ import annotations

import re
from itertools import zip_longest

from bs4 import Tag
from bs4.element import NavigableString

_MARKER = re.compile(r"\s*(?:\d{1,2}\s*[.)．]|[(（]\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[)）]|[•○◦●·※■□])")
_ONLY_MARKER = re.compile(r"\s*(?:\d{1,2}\s*[.)]?|[(]\w{1,3}[)]|[•○◦●·※*-])\s*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def write_numbers(element: Tag) -> None:
    """Change an element so that its plain text contains each list number once.

    Items that contain their own number become paragraphs. Items of nested or lettered lists get their number in
    brackets, so that they are not read as points. A number alone in a table cell moves to the next cell. Headings
    become paragraphs.

    >>> from bs4 import BeautifulSoup
    >>> page = BeautifulSoup("<ol type=a><li>Tea.<li>Tin.</ol>", "lxml")
    >>> write_numbers(page)
    >>> page.get_text()
    '(a) Tea.(b) Tin.'
    """
    for heading in element.find_all(re.compile(r"^h[1-6]$")):
        heading.name = "p"
    for item in element.find_all("li"):
        if not item.get_text(strip=True):
            item.extract()
    for listing in element.find_all(["ol", "ul"]):
        _write_items(listing)
    _write_notes(element)
    for term in element.find_all("dl"):
        _unfold(term, ["dt", "dd"])
    for row in element.find_all("tr"):
        _unfold(row, ["td", "th"])
    for part in element.find_all(["table", "tbody", "thead", "tfoot", "caption"]):
        part.name = "div"


def _items(listing: Tag) -> list[Tag]:
    """A list's own items, even if they are not closed and so contain each other."""
    return [item for item in listing.find_all("li") if item.find_parent(["ol", "ul"]) is listing]


def _write_items(listing: Tag) -> None:
    items = _items(listing)
    nested = listing.name == "ol" and listing.find_parent(["ol", "ul"]) is not None
    style = str(listing.get("type") or "1")
    marked = [item for item in items if _MARKER.match(item.get_text())]
    valued = any(item.get("value") for item in items)
    if len(marked) * 2 > len(items):
        _as_paragraphs(listing, items)
    elif listing.name == "ol" and (nested or style != "1" or valued or listing.has_attr("reversed")):
        _number(listing, items, style, bracketed=nested or style != "1")
        _as_paragraphs(listing, items)


def _number(listing: Tag, items: list[Tag], style: str, *, bracketed: bool) -> None:
    backwards = listing.has_attr("reversed")
    number = _integer(listing.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        shown = _shown(number, style)
        _put_before(item, f"({shown}) " if bracketed else f"{shown}. ")
        number += -1 if backwards else 1


def _put_before(item: Tag, marker: str) -> None:
    first = next((text for text in item.find_all(string=True) if text.strip()), None)
    if first is None:
        item.insert(0, marker)
    else:
        first.replace_with(NavigableString(marker + first.lstrip()))


def _as_paragraphs(listing: Tag, items: list[Tag]) -> None:
    for item in items:
        item.name = "div"
    listing.name = "div"


def _shown(number: int, style: str) -> str:
    if style in "aA" and 1 <= number <= 26:
        return chr(96 + number)
    return _ROMAN[number - 1] if style in "iI" and 1 <= number <= len(_ROMAN) else str(number)


def _integer(value: object, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,4})\s*", str(value))
    return int(found.group(1)) if found else default


def _write_notes(element: Tag) -> None:
    """Put footnote signs in brackets: joined to a word, they would change it."""
    for sign in element.find_all("sup"):
        text = sign.get_text(strip=True)
        before = sign.previous_sibling
        glued = isinstance(before, NavigableString) and bool(re.search(r"[^\W\d]$|[.,;:”\"')]$", before))
        if re.fullmatch(r"\d{1,3}|\*{1,3}", text) and (glued or sign.find("a")):
            sign.replace_with(NavigableString(f"[{text}]"))


def _unfold(row: Tag, names: list[str]) -> None:
    """Put the cells of a row below each other, and a cell with only a number in front of the next."""
    cells = [cell for cell in row.find_all(names) if cell.find_parent(["tr", "dl"]) is row]
    row.name = "div"
    for cell, after in zip_longest(cells, cells[1:]):
        marker = cell.get_text().strip()
        if after is not None and _ONLY_MARKER.fullmatch(marker) and marker:
            _put_before(after, f"{marker} ")
            cell.extract()
        else:
            cell.name = "div"
