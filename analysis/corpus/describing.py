"""Descriptions of a document: a document → a one-line summary, lines for a person, or JSON."""

from __future__ import annotations

import json

from ..io.wording import counted
from ..text.words import count_words
from .documents import Document


def summarise_document(document: Document) -> str:
    """One line: date, kind, level, place, leaders, start time, duration, and number of points, sentences and words."""
    parsed = document.parsed
    sentences = sum(len(point.sentences) for point in parsed.points)
    words = sum(count_words(document.text[a:b]) for point in parsed.points for a, b in point.sentences)
    parts = [
        document.date.isoformat() if document.date else "no date",
        document.kind,
        document.level or "",
        document.place or "no place",
        " and ".join(f"{leader.name} ({leader.side or 'side not stated'})" for leader in parsed.leaders)
        or "no leaders",
        " ".join(
            filter(None, [parsed.start_time, f"{parsed.duration_minutes} min" if parsed.duration_minutes else ""])
        ),
        f"{counted(len(parsed.points), 'point')}, {counted(sentences, 'sentence')}, {counted(words, 'word')}",
    ]
    return "; ".join(filter(None, parts))


def describe_document(document: Document) -> list[str]:
    """Lines with the facts, points and numbered sentences of a document, and its warnings."""
    parsed = document.parsed
    facts = {
        "title": parsed.title,
        "date": document.date,
        "kind": document.kind,
        "level": document.level,
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
        lines.append(f"point {point.label} [{point.start}:{point.end}]{heading}")
        for start, end in point.sentences:
            number += 1
            lines.append(f"  {number:>3}  {' '.join(document.text[start:end].split())}")
    return lines + [f"warning: {warning}" for warning in document.warnings]


def document_as_json(document: Document) -> str:
    """The facts, points and warnings of a document as JSON, with the offsets of lead, points and sentences."""
    content = document.parsed.to_dict() | {
        "date": document.date.isoformat() if document.date else None,
        "kind": document.kind,
        "level": document.level,
        "place": document.place,
        "warnings": document.warnings,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
