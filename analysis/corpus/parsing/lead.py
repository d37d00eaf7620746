"""The part of a readout that says what was held: the first sentence of its lead, without asides and other occasions."""

from __future__ import annotations

import re

from ...text.sentences import sentence_spans
from .furniture import brackets

LONGEST_LEAD = 4000  # characters; facts that stand later are not of the lead
_ASIDE = re.compile(r"attend(?:ed|ance)|participa|photo|(?:represented|accompanied) by", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:meeting|talks?|call|conversation|session|summit)\b[^.;]{0,80}\b(?:lasted|"
    r"went on for|took (?:about|around|approximately|\d))",
    re.IGNORECASE,
)
# Parts of the lead's first sentence that tell of another occasion.
_OCCASION = re.compile(
    r"\b(?:who (?:was|were|is|are)|during|on the (?:occasion|margins|sidelines|fringes) of|to attend|visiting|"
    r"on h(?:is|er) way|after|following|ahead of|prior to|before|in conjunction with|in response to|in light of|"
    r"regarding|"
    r"concerning|in the wake of|since|to (?:commemorate|mark|follow up)|scheduled|to be held)\b[^,;]*",
    re.IGNORECASE,
)


def first_sentence(lead: str) -> str:
    """The first sentence of a lead; "" of a blank one."""
    lead = lead[:LONGEST_LEAD]
    spans = sentence_spans(lead)
    return lead[: spans[0][1]] if spans else ""


def told_lasting(text: str) -> str:
    """The sentences of a text's beginning that say how long the meeting lasted; "" where none does.

    >>> told_lasting("Mr. Aoki met Mr. Baek. The meeting lasted an hour. It rained for a day.")
    'The meeting lasted an hour.'
    """
    text = text[:LONGEST_LEAD]
    return " ".join(text[slice(*span)] for span in sentence_spans(text) if _LASTED.search(text[slice(*span)]))


def without_asides(text: str) -> str:
    """Text without brackets that tell who attended or of a photo."""
    kept, done = [], 0
    for start, end in brackets(text):
        if _ASIDE.search(text[start:end]):
            kept += [text[done:start], " "]
            done = end
    return "".join([*kept, text[done:]])


def held_clause(sentence: str) -> str:
    """A lead's first sentence without the parts that tell of another occasion, and with straight quotes.

    >>> held_clause("After a summit in Rome, Mr. A met Mr. B in Paris.")
    ', Mr. A met Mr. B in Paris.'
    """
    return _OCCASION.sub("", without_asides(sentence)).replace("’", "'")
