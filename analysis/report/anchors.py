"""Anchors: ids of sentences, themes and readouts → the targets of links in the report."""

from __future__ import annotations

from urllib.parse import quote


def sentence_anchor(readout_id: str, sentence: int) -> str:
    """Id of a sentence in the listing of its readout.

    >>> sentence_anchor("2024-05-26-seoul", 3)
    's-2024-05-26-seoul-3'
    """
    return f"s-{_anchor(readout_id)}-{sentence}"


def theme_anchor(readout_id: str, theme: str, point: int | None = None) -> str:
    """Id of a theme's sentences at a readout, or of the first of them in a point.

    >>> theme_anchor("2024-05-26-seoul", "economy", 4)
    'e-2024-05-26-seoul-economy-4'
    """
    return f"e-{_anchor(readout_id)}-{theme}" + (f"-{point}" if point is not None else "")


def readout_anchor(readout_id: str) -> str:
    """Id of the listing of a readout.

    >>> readout_anchor("a b")
    'r-a~20b'
    """
    return f"r-{_anchor(readout_id)}"


def voice_anchor(readout_id: str, voice: str, act: str, theme: str) -> str:
    """Id of the first statement of a voice and an act on a theme at a readout.

    >>> voice_anchor("2024-05-26-seoul", "both", "agreed", "economy")
    'v-2024-05-26-seoul-both-agreed-economy'
    """
    return f"v-{_anchor(readout_id)}-{_anchor(voice)}-{act}-{theme}"


def word_anchor(word: str) -> str:
    """Id of a word's sentences.

    >>> word_anchor("korea's")
    'w-korea~27s'
    """
    return f"w-{_anchor(word)}"


def _anchor(readout_id: str) -> str:
    """The name of a file as a part of an id: other names, other ids, whatever a file may be called."""
    return quote(readout_id.replace("~", "~7E"), safe="~").replace("%", "~")
