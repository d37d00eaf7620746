"""Text in charts: how wide it is drawn, and a text → the lines that fit into so many inches."""

from __future__ import annotations

import warnings
from bisect import bisect
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font

FONT = "DejaVu Sans"  # comes with matplotlib: the same widths everywhere
MORE = "…"
NO_GLYPH = "Glyph .* missing from font"  # a warning: it is drawn as a box; the SVG has the letter


@cache
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that a line of text takes.

    >>> 0.6 < text_width("Seoul 2024", 8) < text_width("Seoul 2024", 8, bold=True) < 0.8
    True
    """
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", NO_GLYPH)
        font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64 / 72


def fit(text: str, inches: float, size: float, *, bold: bool = False, lines: int = 1) -> str:
    """The text in lines that fit into so many inches; what has no room in the last is cut.

    >>> fit("North Korea, Security cooperation", 1.2, 8, lines=2)
    'North Korea,\\nSecurity cooperation'
    >>> fit("North Korea, Security cooperation", 1.2, 8)
    'North Korea, Secu…'
    """
    written, words = [""], text.split()
    if text_width(" ".join(words), size, bold=bold) <= inches:
        return " ".join(words)
    for n, word in enumerate(words):
        longer = f"{written[-1]} {word}".strip()
        if text_width(longer, size, bold=bold) <= inches:
            written[-1] = longer
        elif written[-1] and len(written) < lines:
            written.append(word)
        else:
            written[-1] = _cut(longer, inches, size, bold)
            break
        if text_width(written[-1], size, bold=bold) > inches:  # one word that is too long
            written[-1] = _cut(" ".join([written[-1], *words[n + 1 :]]), inches, size, bold)
            break
    return "\n".join(written)


def _cut(text: str, inches: float, size: float, bold: bool) -> str:
    """As much of one line as fits, and a sign that it went on."""
    fits = bisect(range(len(text) + 1), inches, key=lambda n: text_width(text[:n] + MORE, size, bold=bold))
    text = text[: max(fits - 1, 0)]
    whole, _, part = text.rpartition(" ")
    if whole and len(part) <= 3:  # letters of the next word that say nothing
        text = f"{whole} "
    return text.rstrip(",") + MORE
