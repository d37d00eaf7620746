"""Scores of reading: pages with facts.csv → which facts, first and last words, sentences and lines of each are right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from analysis.corpus import parse_document, split_front_matter
from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.parsed import Parsed
from analysis.io.faults import InputFaults
from analysis.io.files import read_text
from analysis.text.sentences import Span, sentence_spans

READ_MARK = "==== What is read ===="  # in a page's file, above how the page is read
FACTS = ["date", "kind", "level", "place", "leaders", "start_time", "duration_minutes", "n_points"]
TEXT = ["first_text", "last_text", "sentences kept", "furniture left out"]
MIN_WORDS = 4  # of a sentence whose loss is counted: a shorter one may be a label
WITHOUT_LEVEL = dict.fromkeys(["summit", "foreign-ministers", "trilateral", "courtesy-call"], "meeting")
NO_NAME = set("h e mr mrs ms dr jr sr shri the hon rt prime minister president secretary foreign".split())


class Score(NamedTuple):
    """How many things of a page are right, and what is wrong.

    measure : one of FACTS and TEXT.
    """

    file: str
    publisher: str
    measure: str
    right: int
    of: int
    wrong: str


def page_text(path: Path) -> str:
    """A page, without what its file says under READ_MARK."""
    return read_text(path).split(f"\n{READ_MARK}\n")[0]


def read_page(path: Path) -> tuple[str, Parsed, str]:
    """The text of a page under its front matter, how it is read, and its publisher."""
    content = page_text(path)
    source, text = split_front_matter(content, path.name)
    publisher = source.publisher or publisher_of(path.stem)
    try:
        return text, parse_document(content, path).parsed, publisher
    except InputFaults:  # no points: the other facts are scored all the same
        return text, parse_readout(text), publisher


def score_pages(folder: Path) -> list[Score]:
    """What is right of each page that facts.csv lists. Raises ValueError for first or last words that a page lacks."""
    return [
        score
        for row in read_table(folder / "facts.csv", ["file", *TEXT[:2]])
        for score in _score_page(folder / row["file"], row)
    ]


def _score_page(path: Path, row: Mapping[str, str]) -> Iterator[Score]:
    text, parsed, publisher = read_page(path)
    coded = [span for point in parsed.points for span in point.sentences]
    header = page_text(path).removesuffix(text).count("\n")
    noted = re.search(r"\[furniture: ([\d, ]+)\]", row.get("notes") or "")
    furniture = {int(number) - header for number in noted[1].split(",")} if noted else set()
    first, last = (" ".join(row[name].split()) for name in TEXT[:2])
    sentences = list(_sentences_between(text, furniture, first, last))
    lost = [text[a:b] for a, b in sentences if not is_within((a, b), coded)]
    lines = [span for number, span in split_lines(text) if number in furniture]
    counted = [text[a:b] for a, b in lines if is_within((a, b), coded)]
    begins, ends = (" ".join(text[slice(*coded[n])].split()) if coded else "" for n in (0, -1))

    facts = describe_facts(parsed)
    checks = [
        (f, is_right(f, row[f], facts[f]), f"{row[f] or '–'} → {facts[f] or '–'}")
        for f in FACTS
        if f in facts and f in row
    ]
    checks.append((TEXT[0], begins.startswith(first), f"{first} → {begins[:60]}"))
    checks.append((TEXT[1], ends.endswith(last), f"{last} → {ends[-60:]}"))
    about = path.name, publisher
    yield from (Score(*about, measure, int(right), 1, "" if right else wrong) for measure, right, wrong in checks)
    yield Score(*about, TEXT[2], len(sentences) - len(lost), len(sentences), " / ".join(lost))
    yield Score(*about, TEXT[3], len(lines) - len(counted), len(lines), " / ".join(counted))


def describe_facts(parsed: Parsed) -> dict[str, str]:
    """The facts of a page as facts.csv writes them; "" for one that is not stated. Without a level if none is read."""
    facts: dict[str, object] = {
        "date": parsed.date,
        "kind": WITHOUT_LEVEL.get(parsed.kind, parsed.kind).replace("-", " "),
        "level": getattr(parsed, "level", None),
        "place": " ".join((parsed.place or "").split()),
        "leaders": "; ".join(f"{leader.name} ({leader.side})" for leader in parsed.leaders),
        "start_time": parsed.start_time,
        "duration_minutes": parsed.duration_minutes,
        "n_points": len(parsed.points),
    }
    return {name: str(value or "") for name, value in facts.items() if name != "level" or hasattr(parsed, "level")}


def is_right(fact: str, wanted: str, read: str) -> bool:
    """Whether a fact is read as facts.csv states it. Leaders: the same people with the same sides, in any order.

    >>> is_right("leaders", "Kang, Kyung-wha (ROK); Taro Kono (Japan)", "KONO Taro (Japan); Kang Kyung-wha (ROK)")
    True
    """
    if fact != "leaders":
        wanted, read = (re.sub(r"^the ", "", " ".join(text.casefold().split())) for text in (wanted, read))
        return wanted == read
    rest = read.split("; ") if read else []
    for one in filter(None, map(str.strip, wanted.split(";"))):
        same = next((other for other in rest if _is_same_leader(one, other)), None)
        if same is None:
            return False
        rest.remove(same)
    return not rest


def _is_same_leader(wanted: str, read: str) -> bool:
    """Whether two of "name (side)" are the same. Any name is right where facts.csv has only an office."""
    (one, _, side), (other, _, other_side) = (text.removesuffix(")").partition(" (") for text in (wanted, read))
    names = [set(re.findall(r"[^\W\d_]+", name.casefold())) - NO_NAME for name in (one, other)]
    same = names[0] <= names[1] or (bool(names[1]) and names[1] < names[0])
    return side == other_side and (same or sorted("".join(names[0])) == sorted("".join(names[1])))


def split_lines(text: str) -> Iterator[tuple[int, Span]]:
    """The lines of a text: number, from 1, and place."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, (start, start + len(line))
        start += len(line) + 1


def _sentences_between(text: str, furniture: set[int], first: str, last: str) -> Iterator[Span]:
    """The sentences from the first to the last words, without lines of furniture and headings."""
    low = find_words(first, text)
    high = find_words(last, text[low[0] :]) if low else None
    if not low or not high:
        raise ValueError(f"No page text {first!r} ... {last!r}. Correct facts.csv.")
    begin, end = low[0], low[0] + high[1]
    inside = [(n, (max(a, begin), min(b, end))) for n, (a, b) in split_lines(text) if a < end and b > begin]
    for is_text, lines in groupby(inside, lambda one: one[0] not in furniture and bool(text[slice(*one[1])].strip())):
        spans = [span for _, span in lines]
        for a, b in sentence_spans(text[spans[0][0] : spans[-1][1]]) if is_text else ():
            sentence = text[spans[0][0] + a : spans[0][0] + b]
            if re.search(r"[.!?][\"”’')\]]*$", sentence) and len(sentence.split()) >= MIN_WORDS:
                yield spans[0][0] + a, spans[0][0] + b


def find_words(words: str, text: str) -> Span | None:
    """Where some words stand in a text, whatever white space is between them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return found.span() if found else None


def is_within(span: Span, others: Iterable[Span]) -> bool:
    """Whether at least half of a span is in others.

    >>> is_within((0, 4), [(2, 9)]), is_within((0, 4), [(3, 9)])
    (True, False)
    """
    return 2 * sum(max(0, min(span[1], b) - max(span[0], a)) for a, b in others) >= span[1] - span[0] > 0


def publisher_of(name: str) -> str:
    """The publisher in a file's name: the first part without digits; a name without digits is the publisher's.

    >>> publisher_of("2021-04-02-wh-japan"), publisher_of("mofa-japan")
    ('wh', 'mofa-japan')
    """
    parts = name.split("-")
    return name if all(map(str.isalpha, parts)) else next(filter(str.isalpha, parts), name)


def read_table(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file by column. Raises ValueError if it has no row or lacks a needed column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lacking = [name for name in needed if not rows or rows[0].get(name) is None]
    if lacking:
        raise ValueError(f"{path} has no rows with {', '.join(lacking)}. Add the columns and one row or more.")
    return rows
