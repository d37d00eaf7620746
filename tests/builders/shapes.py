"""Long texts of one shape each: what made a reader take the square of its length, or more, or what might."""

from __future__ import annotations


def fill(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


SHAPES = {
    "words": "word ", "one word": "x", "capitals": "Word ", "sentences": "They met. ", "lines": "They met\n", "points": "They met.\n\n",
    "spaces": " ", "stops": ". ", "brackets": "(", "pairs": "() ", "quotes": '"', "hyphens": "a-", "digits": "1", "commas": "A, ",
    "initials": "A.", "titles": "Mr. ", "names": "Aoki and Baek ", "offices": "Prime Minister ", "also": "also ", "he stated": "he stated ",
    "joins": "and he ", "asides": "he, a, ", "that": "that he said ", "countries": "North Korea ", "themes": "economic security ",
    "separators": "people-to-", "zero width": "\u200b", "combining": "a\u0301", "right to left": "\u202eعربي ", "hashes": "#", "markup": "<b>",
}  # fmt: skip
