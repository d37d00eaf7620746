"""The sentences behind every mark: anchors for links, and pages of sentences with their matches marked."""

from __future__ import annotations


def sentence_anchor(readout_id: str, sentence: int) -> str:
    """Id of a sentence in the listing of its readout.

    >>> sentence_anchor("2024-05-26-seoul", 3)
    's-2024-05-26-seoul-3'
    """
    return f"s-{readout_id}-{sentence}"


def theme_anchor(readout_id: str, theme: str, point: int | None = None) -> str:
    """Id of a theme's sentences at a readout, or of the first of them in a point.

    >>> theme_anchor("2024-05-26-seoul", "economy", 4)
    'e-2024-05-26-seoul-economy-4'
    """
    return f"e-{readout_id}-{theme}" + (f"-{point}" if point is not None else "")
