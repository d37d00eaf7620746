"""Yoshikoder dictionaries (.ykd) and Lexicoder's older ones (.lcd): XML of categories (cnode) and patterns (pnode).

All categories are within one that has the dictionary's name. `*` stands for any characters of a word, and nothing else
is a wildcard (class SubstringPatternEngine of Yoshikoder); `desc` is a category's description.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from ..io.faults import Fault, InputFaults
from .categories import Categories, Category
from .safe_xml import Element, read_xml

ROOT = "Codebook"
FORM = {"style": "050805", "patternengine": "substring"}


def read_yoshikoder(text: str, file: str) -> Categories:
    """The categories of a .ykd file, without the one around them all. Raises InputFaults for other XML.

    >>> xml = '<dictionary><cnode name="D"><cnode name="Seas"><pnode name="ocean*"/></cnode></cnode></dictionary>'
    >>> read_yoshikoder(xml, "a.ykd").listed
    (Category(name='Seas', patterns=('ocean*',), within=(), definition=''),)
    """
    root = read_xml(text, file)
    if root.tag != "dictionary":
        raise InputFaults([Fault(file, 1, f"The XML is a <{root.tag}>, not a <dictionary>.")])
    listed = [_category(node, file) for node in root.findall("cnode")]
    other = root.get("patternengine") not in (None, FORM["patternengine"])
    lost = ("The patterns are of another kind than words with *, and are read as such.",) if other else ()
    if len(listed) == 1 and not listed[0].patterns and listed[0].within:
        return Categories(listed[0].within, lost)
    return Categories(tuple(listed), lost)


def _category(node: Element, file: str) -> Category:
    name = node.get("name", "").strip()
    if not name:
        raise InputFaults([Fault(file, 0, "A category (cnode) has no name. Give it one.")])
    patterns = tuple(" ".join(inner.get("name", "").split()) for inner in node.findall("pnode"))
    within = tuple(_category(inner, file) for inner in node.findall("cnode"))
    return Category(name, patterns, within, " ".join(node.get("desc", "").split()))


def write_yoshikoder(listed: Sequence[Category]) -> str:
    """A .ykd file of some categories.

    >>> print(write_yoshikoder([Category("seas", ("ocean*",))]).splitlines()[3].strip())
    <cnode name="seas" desc="">
    """
    root = ElementTree.Element("dictionary", FORM)
    _add(ElementTree.SubElement(root, "cnode", name=ROOT), listed)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add(parent: Element, listed: Sequence[Category]) -> None:
    for one in listed:
        node = ElementTree.SubElement(parent, "cnode", name=one.name, desc=one.definition)
        for pattern in one.patterns:
            ElementTree.SubElement(node, "pnode", name=pattern)
        _add(node, one.within)


def not_in_yoshikoder(pattern: str) -> str:
    """Why a .ykd file cannot say a pattern; "" if it can.

    >>> not_in_yoshikoder("kim jong *"), not_in_yoshikoder("defen?e")
    ('', '? is not a wildcard there')
    """
    return "? is not a wildcard there" if "?" in pattern else ""
