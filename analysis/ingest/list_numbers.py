"""Numbers of lists, tables and notes as a browser shows them, made part of the text."""

from __future__ import annotations

import re
from itertools import zip_longest

from bs4 import Tag
from bs4.element import NavigableString

_OWN_MARKER = re.compile(r"\s*(?:\d{1,2}\s*[.)．]|[(（]\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[)）]|[•○◦●·※■□])")
_MARKER_ALONE = re.compile(r"\s*(?:\d{1,2}\s*[.)]?|[(]\w{1,3}[)]|[•○◦●·※*-])\s*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def write_numbers(element: Tag) -> None:
    """Change an element so that no list number is lost on its way to plain text, and none is doubled.

    Items that bring their own number become paragraphs; items of lists within lists, and of lists
    with letters, get theirs in brackets, so that they are not taken for points; a number in a
    table's cell of its own goes before the next cell; headings lose their marks.
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
    """A list's own items, also where the page leaves them open and they stand within each other."""
    return [item for item in listing.find_all("li") if item.find_parent(["ol", "ul"]) is listing]


def _write_items(listing: Tag) -> None:
    items = _items(listing)
    nested = listing.name == "ol" and listing.find_parent("ol") is not None
    style = str(listing.get("type") or "1")
    own = [item for item in items if _OWN_MARKER.match(item.get_text())]
    valued = any(item.get("value") for item in items)
    if len(own) * 2 > len(items):
        _as_paragraphs(listing, items)
    elif listing.name == "ol" and (nested or style != "1" or valued or listing.has_attr("reversed")):
        _number(listing, items, style, bracketed=nested or style != "1")
        _as_paragraphs(listing, items)


def _number(listing: Tag, items: list[Tag], style: str, *, bracketed: bool) -> None:
    backwards = listing.has_attr("reversed")
    number = _whole(listing.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _whole(item.get("value"), number)
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


def _whole(said: object, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,4})\s*", str(said))
    return int(found.group(1)) if found else otherwise


def _write_notes(element: Tag) -> None:
    """Signs of footnotes in brackets: glued to a word they would make another word of it."""
    for sign in element.find_all("sup"):
        text = sign.get_text(strip=True)
        before = sign.previous_sibling
        glued = isinstance(before, NavigableString) and bool(re.search(r"[^\W\d]$|[.,;:”\"')]$", before))
        if re.fullmatch(r"\d{1,3}|\*{1,3}", text) and (glued or sign.find("a")):
            sign.replace_with(NavigableString(f"[{text}]"))


def _unfold(row: Tag, names: list[str]) -> None:
    """Cells of a row below each other; one that holds nothing but a number goes before the next."""
    cells = [cell for cell in row.find_all(names) if cell.find_parent(["tr", "dl"]) is row]
    row.name = "div"
    for cell, after in zip_longest(cells, cells[1:]):
        marker = cell.get_text().strip()
        if after is not None and _MARKER_ALONE.fullmatch(marker) and marker:
            _put_before(after, f"{marker} ")
            cell.extract()
        else:
            cell.name = "div"
