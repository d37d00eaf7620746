"""XML from elsewhere: a text → its elements. Declarations of types and entities are refused, depth is limited."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from ..io.faults import Fault, InputFaults

Element = ElementTree.Element
MAX_DEPTH = 50  # elements within each other; a code tree of a project has a few


class _Refused(Exception):
    """What is wrong with an XML text that is well formed."""


class _Builder(ElementTree.TreeBuilder):
    """Builds elements; refuses a document type, which is where entities are declared, and elements nested too deep."""

    depth = 0

    def doctype(self, *_: Any) -> None:
        raise _Refused("A DOCTYPE is not allowed: remove it.")

    def start(self, tag: Any, attrs: Any) -> Element:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Refused(f"Elements are nested more than {MAX_DEPTH} deep.")
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Element:
        self.depth -= 1
        return super().end(tag)


def read_xml(text: str, file: str) -> Element:
    """The root element of an XML text.

    Raises InputFaults, with the line, for a text that is not well-formed XML, has a DOCTYPE (so no entity can be
    declared), or nests elements more than MAX_DEPTH deep.

    >>> read_xml("<a><b/></a>", "a.xml").tag
    'a'
    >>> try: read_xml('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "a.xml")
    ... except InputFaults as error: print(error)
    a.xml: A DOCTYPE is not allowed: remove it.
    """
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        parser.feed(text)
        return parser.close()
    except _Refused as error:
        raise InputFaults([Fault(file, 0, str(error))]) from None
    except ElementTree.ParseError as error:
        message = f"Not valid XML: {str(error).split(':')[0]}."
        raise InputFaults([Fault(file, error.position[0], message)]) from None
