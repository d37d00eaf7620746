"""The project's sentence splitter against Punkt with the same abbreviations, on inner boundaries of paragraphs."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.text.sentences import sentence_spans

from .texts import MB, Text

MARK = "▮"  # where the one splits and the other does not
AROUND = 60  # characters shown on each side
_PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)*\S", re.DOTALL)


UNEXPLAINED = "unexplained"


class Cause(NamedTuple):
    """Why the two differ: who alone splits ("" for either), how the text before ends and after begins, who is right."""

    only: str
    before: str
    after: str
    why: str


# Told by reading differences in made-up and in real prose; the first that fits is the cause.
_CLOSERS = r"[\"'’”)\]}»]"
CAUSES = {
    "asterisks": Cause("", r"[.?!][\"'’”)\]}»*]*\s*$", rf"(?<=\*)|(?<=\*\s)|\s*{_CLOSERS}*\*",
        "Asterisks that close bold type belong to the sentence before. Ours is right."),
    "small letter after a quote": Cause("Punkt", rf"[.?!]{_CLOSERS}+\s*$", r"[a-z]",
        "Punkt ends a sentence after every quote or bracket that closes on a stop. Ours is right: “No.” he said."),
    "stop that begins nothing": Cause("Punkt", r"[.?!]\s*$", rf"{_CLOSERS}*\s*[.,;:?!]",
        "Punkt splits within “Why?”, he asked, and between the stops of . . . Ours is right."),
    "next word ends a sentence": Cause("Punkt", r"\.\s*$", rf"\S*[.?!](?:{_CLOSERS}|[?!])",
        "After an abbreviation Punkt looks at the next word; where that ends in a stop and a quote, it takes this end "
        "for the one it asks about. Ours is right: “I met Mr. Aoki.”"),
    "stop by itself": Cause("Punkt", r"\s\.\s*$", r"[a-z]",
        "Punkt ends a sentence at a stop between spaces, also before a small letter. Ours is right: from . import."),
}  # fmt: skip


class Difference(NamedTuple):
    """A boundary that only one of the two has, with what stands around it."""

    only: str  # "ours" or "Punkt"
    before: str
    after: str

    @property
    def cause(self) -> str:
        """Its cause, a key of CAUSES or UNEXPLAINED."""
        for name, cause in CAUSES.items():
            begins = re.compile(cause.after).match(self.before + self.after, len(self.before))
            if cause.only in ("", self.only) and re.search(cause.before, self.before) and begins:
                return name
        return UNEXPLAINED

    def __str__(self) -> str:
        return f"{self.only:>5}: {self.before}{MARK}{self.after}   ({self.cause})"


def compare_splitters(text: Text) -> tuple[dict[str, Any], list[Difference]]:
    """Boundaries between the sentences of a paragraph: how many both have, and where they differ.

    Precision is the part of our boundaries that Punkt has, recall the part of Punkt's that we have; ends of
    paragraphs, which both know, are not counted.
    """
    both = ours = theirs = 0
    differences: list[Difference] = []
    for paragraph in _paragraphs(text):
        own, reference = _boundaries(paragraph)
        both += len(own & reference)
        ours += len(own)
        theirs += len(reference)
        differences += [_show(paragraph, at, "ours" if at in own else "Punkt") for at in sorted(own ^ reference)]
    record = {
        "text": text.source, "size": text.size / MB, "both": both, "ours": ours, "theirs": theirs,
        "precision": both / ours if ours else None, "recall": both / theirs if theirs else None,
        "f1": 2 * both / (ours + theirs) if ours + theirs else None,
        "causes": dict(Counter(difference.cause for difference in differences).most_common()),
        "why": {name: cause.why for name, cause in CAUSES.items()},
    }  # fmt: skip
    return record, differences


def draw_sample(differences: list[Difference], number: int, seed: int = 1) -> list[Difference]:
    """So many of the differences, the same for a seed, in the order of the text."""
    chosen = random.Random(seed).sample(range(len(differences)), min(number, len(differences)))
    return [differences[n] for n in sorted(chosen)]


def _paragraphs(text: Text) -> Iterator[str]:
    for document in text.documents:
        for found in _PARAGRAPH.finditer(document):
            yield found.group().strip()


def _boundaries(paragraph: str) -> tuple[set[int], set[int]]:
    """Where a sentence other than the first begins, by us and by Punkt."""
    from tests.builders.punkt import punkt_spans

    own, reference = ({start for start, _ in split(paragraph)[1:]} for split in (sentence_spans, punkt_spans))
    return own, reference


def _show(paragraph: str, at: int, only: str) -> Difference:
    before, after = paragraph[max(at - AROUND, 0) : at], paragraph[at : at + AROUND]
    return Difference(only, *(re.sub(r"\s", " ", part) for part in (before, after)))
