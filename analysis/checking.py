"""What each file was read as, and every fault of corpus and codebook, in lines for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from .codebook_file import read_codebook
from .corpus import Corpus, Document, find_files, read_corpus, read_document
from .faults import Fault, InputFaults, shown_path
from .governments import read_governments
from .meetings import find_meetings
from .places import Places, find_places, project_codebook
from .prose import counted
from .study import read_coding_of
from .text import count_words


def check_study(paths: list[Path], corpus: Path | None) -> tuple[list[str], list[Fault]]:
    """Lines on every readable file, and all faults of corpus (or `paths`) and codebook."""
    faults: list[Fault] = []
    lines: list[str] = []
    codebook, places, book, read = project_codebook(), None, None, None
    try:
        places = find_places(corpus)
        codebook = places.codebook
    except InputFaults as error:
        if not paths:
            faults += error.faults
    own = [places.corpus / "readouts"] if places else []
    try:
        book = read_codebook(codebook)
        lines.append(f"{shown_path(codebook)}: {len(book.themes)} themes, {len(book.listed)} patterns")
    except InputFaults as error:
        faults += error.faults
    if paths or own:
        try:
            read = read_corpus(paths or own)
        except InputFaults as error:
            faults += error.faults
        lines += _readable(paths or own)
    if read:
        lines += _same_meetings(read)
    if places and book and read and not paths:
        try:
            lines += _coded(places, read_coding_of(places, read, book))
            lines.append(f"{shown_path(places.governments)}: {len(read_governments(places.governments))} governments")
        except InputFaults as error:
            faults += error.faults
    return lines, faults


def _same_meetings(corpus: Corpus) -> list[str]:
    """A line on each meeting that several readouts tell of."""
    found = find_meetings(corpus.readouts, corpus.leaders)
    groups = found.groupby("meeting_id", sort=False)["readout_id"].agg(list)
    return [f"The same meeting: {' and '.join(group)}" for group in groups if len(group) > 1]


def _coded(places: Places, coding: pd.DataFrame) -> list[str]:
    """A line on the hand coding, where there is any."""
    coders = ", ".join(f"{coder} {n}" for coder, n in coding["coder"].value_counts(sort=False).items())
    return [f"{shown_path(places.corpus / 'coding.csv')}: sentences coded by hand: {coders}"] if coders else []


def _readable(paths: list[Path]) -> list[str]:
    """Lines on the files that can be read; the faults of the others are told elsewhere."""
    lines: list[str] = []
    for file in find_files([path for path in paths if path.exists() and (path.is_file() or any(path.rglob("*.txt")))]):
        try:
            document = read_document(file)
        except InputFaults:
            continue
        lines.append(f"{shown_path(file)}: {summarise_document(document)}")
        lines += [f"  note: {warning}" for warning in document.warnings]
    return lines


def summarise_document(document: Document) -> str:
    """One line: when, what, where, who, how long, how much."""
    parsed = document.parsed
    sentences = sum(len(point.sentences) for point in parsed.points)
    words = sum(count_words(document.text[a:b]) for point in parsed.points for a, b in point.sentences)
    told = [
        document.date.isoformat() if document.date else "no date",
        document.kind,
        document.place or "no place",
        " and ".join(f"{leader.name} ({leader.side or 'side not stated'})" for leader in parsed.leaders)
        or "no leaders",
        " ".join(
            filter(None, [parsed.start_time, f"{parsed.duration_minutes} min" if parsed.duration_minutes else ""])
        ),
        f"{counted(len(parsed.points), 'point')}, {counted(sentences, 'sentence')}, {counted(words, 'word')}",
    ]
    return "; ".join(filter(None, told))


def describe_document(document: Document) -> list[str]:
    """What was understood of a document, in lines."""
    parsed = document.parsed
    facts = {
        "title": parsed.title,
        "date": document.date,
        "kind": document.kind,
        "place": document.place,
        "leaders": "; ".join(f"{leader.name}, {leader.office} ({leader.side})" for leader in parsed.leaders),
        "start_time": parsed.start_time,
        "duration_minutes": parsed.duration_minutes,
        "lead": " ".join(parsed.lead.split()),
    }
    lines = [f"{name}: {'not stated' if value in (None, '') else value}" for name, value in facts.items()]
    number = 0
    for point in parsed.points:
        heading = f" {point.heading}:" if point.heading else ""
        lines.append(f"point {point.number} [{point.start}:{point.end}]{heading}")
        for start, end in point.sentences:
            number += 1
            lines.append(f"  {number:>3}  {' '.join(document.text[start:end].split())}")
    return lines + [f"warning: {warning}" for warning in document.warnings]


def document_as_json(document: Document) -> str:
    """The same as JSON, with the offsets of lead, points and sentences."""
    content = document.parsed.to_dict() | {
        "date": document.date.isoformat() if document.date else None,
        "kind": document.kind,
        "place": document.place,
        "warnings": document.warnings,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
