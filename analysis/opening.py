"""The part of a readout that says what was held: the first sentence of its lead, without asides."""

from __future__ import annotations

import re

from .text import sentence_spans

_ASIDE = re.compile(r"\([^()]*(?:attended|participa|photo)[^()]*\)", re.IGNORECASE)


def first_sentence(lead: str) -> str:
    """The first sentence of a lead; "" of a blank one."""
    spans = sentence_spans(lead)
    return lead[: spans[0][1]] if spans else ""


def without_asides(text: str) -> str:
    """Text without brackets that tell who attended or of a photo."""
    return _ASIDE.sub(" ", text)
