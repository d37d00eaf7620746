"""The lead: its text → the first sentence, the main clause without other occasions, and sentences on duration."""

from __future__ import annotations

import re

from ...text.sentences import sentence_spans
from .furniture import brackets

MAX_LEAD = 4000  # characters; later facts are not the lead's
_ASIDE = re.compile(r"attend(?:ed|ance)|participa|photo|(?:represented|accompanied) by", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:meeting|talks?|call|conversation|session|summit)\b[^.;]{0,80}\b(?:lasted|"
    r"went on for|took (?:about|around|approximately|\d))",
    re.IGNORECASE,
)
# Phrases of the first sentence, up to the next comma, about another occasion.
_OCCASION = re.compile(
    r"\b(?:who (?:was|were|is|are)|during|on the (?:occasion|margins|sidelines|fringes) of|to attend|visiting|"
    r"on h(?:is|er) way|after|following|ahead of|prior to|before|in conjunction with|in response to|in light of|"
    r"regarding|"
    r"concerning|in the wake of|since|to (?:commemorate|mark|follow up)|scheduled|to be held)\b[^,;]*",
    re.IGNORECASE,
)


def first_sentence(lead: str) -> str:
    """The first sentence of a lead, to its end outside brackets; "" if the lead is blank.

    >>> first_sentence("Mr. Aoki met Mr. Baek (at 1 p.m. local time. 2 p.m. there). They parted.")
    'Mr. Aoki met Mr. Baek (at 1 p.m. local time. 2 p.m. there).'
    """
    lead = lead[:MAX_LEAD]
    spans, within = sentence_spans(lead), brackets(lead)
    ends = (end for _, end in spans if not any(start < end < stop for start, stop in within))
    return lead[: next(ends, spans[-1][1])] if spans else ""


def duration_sentences(text: str) -> str:
    """The sentences at the start of a text that say how long the meeting lasted; "" if none does.

    >>> duration_sentences("Mr. Aoki met Mr. Baek. The meeting lasted an hour. It rained for a day.")
    'The meeting lasted an hour.'
    """
    text = text[:MAX_LEAD]
    return " ".join(text[slice(*span)] for span in sentence_spans(text) if _LASTED.search(text[slice(*span)]))


def without_asides(text: str) -> str:
    """The text without brackets about attendance or photographs.

    >>> without_asides("They met (Mr. Ito attended) in Nara.")
    'They met   in Nara.'
    """
    kept, position = [], 0
    for start, end in brackets(text):
        if _ASIDE.search(text[start:end]):
            kept += [text[position:start], " "]
            position = end
    return "".join([*kept, text[position:]])


def main_clause(sentence: str) -> str:
    """A lead's first sentence without asides and phrases about other occasions, and with straight quotes.

    >>> main_clause("After a summit in Rome, Mr. A met Mr. B in Paris.")
    ', Mr. A met Mr. B in Paris.'
    """
    return _OCCASION.sub("", without_asides(sentence)).replace("’", "'")
