"""REFI-QDA projects (.qdpx), written: a zip of texts and project.qde, in which QDA programs exchange codings.

MAXQDA, NVivo, ATLAS.ti and QualCoder read and write such files. The form is that of the standard's Project.xsd
(https://www.qdasoftware.org): positions count Unicode code points, the end excluded.
"""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zipfile
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from ..codebook.model import NONE, Codebook
from ..corpus.corpus import Corpus
from .safe_xml import Element

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
INTERNAL = "internal://"  # in a path: the folder Sources of the zip
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written


def write_qdpx(coding: pd.DataFrame, corpus: Corpus, codebook: Codebook, made: dt.datetime) -> bytes:
    """A project with every text, theme and coder, and one selection per coding.

    Parameters
    ----------
    coding : HAND_COLUMNS. A coding without a theme gets the code `none`, a note becomes the selection's description.
    corpus : the texts.
    codebook : the themes; their labels, definitions and colours go along.
    made : when, in UTC: coding.csv has no times, and QualCoder asks for one.

    Returns
    -------
    The bytes of the .qdpx file, the same for the same codings and time.
    """
    root = ElementTree.Element("Project", {"xmlns": NAMESPACE, "name": "Readouts", "origin": "readouts"})
    users = ElementTree.SubElement(root, "Users")
    for coder in sorted(set(coding["coder"])):
        ElementTree.SubElement(users, "User", {"guid": guid("coder", coder), "name": coder})
    codes = ElementTree.SubElement(ElementTree.SubElement(root, "CodeBook"), "Codes")
    for theme in codebook.themes:
        _add_code(codes, theme.key, theme.label, theme.definition, theme.colour)
    _add_code(codes, NONE, codebook.label(NONE), "Coded, and no theme applies.", "#FFFFFF")
    sources, time = ElementTree.SubElement(root, "Sources"), f"{made:%Y-%m-%dT%H:%M:%SZ}"
    spans = corpus.sentences.set_index(["readout_id", "sentence"])[["start", "end"]]
    for readout_id in corpus.documents:
        path = f"{INTERNAL}{guid('text', readout_id)}.txt"
        attributes = {"guid": guid("text", readout_id), "name": readout_id, "plainTextPath": path}
        source = ElementTree.SubElement(sources, "TextSource", attributes)
        for row in coding[coding["readout_id"] == readout_id].itertuples():
            _add_selection(source, row, tuple(spans.loc[(readout_id, row.sentence)]), time)
    texts = {f"Sources/{guid('text', name)}.txt": document.text for name, document in corpus.documents.items()}
    return _zip({PROJECT: _as_text(root), **texts})


def tag(name: str) -> str:
    """The name of an element in the standard's namespace."""
    return f"{{{NAMESPACE}}}{name}"


def guid(*parts: object) -> str:
    """An identifier that is the same in every export."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, repr(("readouts", *map(str, parts)))))


def _add_code(codes: Element, key: str, label: str, definition: str, colour: str) -> None:
    attributes = {"guid": guid("theme", key), "name": label, "isCodable": "true", "color": colour}
    code = ElementTree.SubElement(codes, "Code", attributes)
    ElementTree.SubElement(code, "Description").text = definition


def _add_selection(source: Element, row: Any, span: tuple[int, int], time: str) -> None:
    place = (row.coder, row.readout_id, row.sentence)
    by = {"creatingUser": guid("coder", row.coder), "creationDateTime": time}
    own = {"guid": guid("coding", *place), "name": f"Sentence {row.sentence}"}
    positions = {"startPosition": str(span[0]), "endPosition": str(span[1])}
    selection = ElementTree.SubElement(source, "PlainTextSelection", own | positions | by)
    if row.note:
        ElementTree.SubElement(selection, "Description").text = row.note
    for theme in sorted(row.themes) or [NONE]:
        coding = ElementTree.SubElement(selection, "Coding", {"guid": guid("coding", *place, theme)} | by)
        ElementTree.SubElement(coding, "CodeRef", {"targetGUID": guid("theme", theme)})


def _as_text(root: Element) -> str:
    written = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;").replace("\f", " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'


def _zip(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return out.getvalue()
