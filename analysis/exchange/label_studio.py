"""Label Studio JSON: one task per sentence, an annotation per coder, the codebook's tags as predictions.

The form is that of https://labelstud.io/guide/task_format.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from pydantic import BaseModel, ValidationError

from ..codebook.model import NONE, Codebook
from ..corpus.corpus import Corpus
from ..corpus.hand_coding import CODEBOOK
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from .codings import Codings

MAX_BYTES = 50_000_000
THEMES, NOTE, TEXT = "themes", "note", "text"  # the names of the controls


class _Value(BaseModel):
    choices: list[str] = []
    text: list[str] | str = []


class _Result(BaseModel):
    from_name: str = ""
    value: _Value = _Value()
    meta: dict[str, Any] = {}


class _Annotation(BaseModel):
    completed_by: Any = None
    was_cancelled: bool = False
    result: list[_Result] = []


class _Data(BaseModel):
    readout: str
    sentence: int
    text: str


class _Task(BaseModel):
    data: _Data
    annotations: list[_Annotation] = []


def write_label_studio(coding: pd.DataFrame, corpus: Corpus) -> str:
    """Every sentence of the corpus as a task, with the codings that it has; those of the codebook as predictions.

    coding : HAND_COLUMNS. A coding without a theme has the choice `none`.
    """
    given: dict[tuple[str, int], list[Any]] = {}
    for row in coding.itertuples():
        given.setdefault((row.readout_id, row.sentence), []).append(row)
    tasks = []
    for sentence in corpus.sentences.itertuples():
        data = {"readout": sentence.readout_id, "sentence": int(sentence.sentence), TEXT: sentence.text}
        rows = given.get((sentence.readout_id, sentence.sentence), [])
        annotations = [{"result": _results(row)} for row in rows if row.coder != CODEBOOK]
        predictions = [{"model_version": CODEBOOK, "result": _results(row)} for row in rows if row.coder == CODEBOOK]
        tasks.append({"data": data, "annotations": annotations, "predictions": predictions})
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _results(row: Any) -> list[dict[str, Any]]:
    """What a coder gave a sentence. Label Studio gives users numbers of its own, so their names stand in `meta`."""
    common = {"to_name": TEXT, "meta": {"coder": row.coder}}
    choices = {"from_name": THEMES, "type": "choices", "value": {"choices": sorted(row.themes) or [NONE]}, **common}
    note = {"from_name": NOTE, "type": "textarea", "value": {"text": [row.note]}, **common}
    return [choices, note] if row.note else [choices]


def labelling_setup(codebook: Codebook) -> str:
    """The labelling setup of a Label Studio project for these tasks."""
    root = ElementTree.Element("View")
    ElementTree.SubElement(root, "Text", name=TEXT, value=f"${TEXT}")
    choices = ElementTree.SubElement(root, "Choices", name=THEMES, toName=TEXT, choice="multiple")
    for key in (*codebook.keys, NONE):
        ElementTree.SubElement(choices, "Choice", value=key, hint=codebook.label(key))
    ElementTree.SubElement(root, "TextArea", name=NOTE, toName=TEXT)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode")


def read_label_studio(path: Path, corpus: Corpus, codebook: Codebook) -> Codings:
    """The codings of a JSON export of Label Studio, made of tasks as `write_label_studio` writes them.

    Raises
    ------
    InputFaults for a file that is not such JSON, and for a task whose sentence the corpus does not have.
    """
    file = shown_path(path)
    sentences = corpus.sentences.set_index(["readout_id", "sentence"])["text"].to_dict()
    found = Codings(corpus, codebook)
    for n, task in enumerate(_tasks(path, file), 1):
        place = (task.data.readout, task.data.sentence)
        if place not in sentences or sentences[place].split() != task.data.text.split():
            message = f"Task {n}: the corpus has no such sentence {place[1]} in {place[0]!r}."
            raise InputFaults([Fault(file, 0, message)])
        for annotation in task.annotations:
            _read_annotation(annotation, place, found)
    return found


def _tasks(path: Path, file: str) -> list[_Task]:
    try:
        content = json.loads(read_text(path, MAX_BYTES, marked=True))
        if not isinstance(content, list):
            raise InputFaults([Fault(file, 1, "The file must be a list of tasks: export it as JSON, not JSON-MIN.")])
        return [_Task.model_validate(one) for one in content]
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        message = f"A task has no proper {where or 'data'}. Export as JSON the tasks that `readouts export` wrote."
        raise InputFaults([Fault(file, 0, message)]) from None
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise InputFaults([Fault(file, line, "Not valid JSON.")]) from None


def _read_annotation(annotation: _Annotation, place: tuple[str, int], found: Codings) -> None:
    if annotation.was_cancelled:
        found.lose("annotation that was skipped")
        return
    named = [str(result.meta["coder"]) for result in annotation.result if result.meta.get("coder")]
    codes, notes = list[str](), list[str]()
    for result in annotation.result:
        if result.from_name == THEMES:
            codes += result.value.choices
        elif result.from_name == NOTE:
            notes += [result.value.text] if isinstance(result.value.text, str) else result.value.text
        else:
            found.lose("result of another control than themes and note")
    for code in codes:
        found.add(named[0] if named else _user(annotation), *place, code, "; ".join(notes))
    if not codes:
        found.lose("annotation without a choice of themes")


def _user(annotation: _Annotation) -> str:
    """Whoever completed an annotation: an address or name, or `user` and a number."""
    by = annotation.completed_by
    if isinstance(by, dict):
        return str(by.get("email") or by.get("first_name") or f"user {by.get('id')}")
    return "" if by is None else f"user {by}"
