"""Wording: counts, lists and long names → the words of a sentence or label."""

from __future__ import annotations

from collections.abc import Sequence

MAX_NAME_LENGTH = 40  # characters
IN_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def counted(number: int, what: str) -> str:
    """A number and its noun, with a plural s unless the number is 1.

    >>> counted(1, "point"), counted(2, "point")
    ('1 point', '2 points')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def in_words(number: int) -> str:
    """A small number as a word, a large one as digits.

    >>> in_words(2), in_words(60)
    ('two', '60')
    """
    return IN_WORDS[number] if number < len(IN_WORDS) else str(number)


def shortened(name: str) -> str:
    """A name cut to MAX_NAME_LENGTH, so that a chart's margin leaves room for the chart.

    >>> shortened("Seoul 2024"), len(shortened("a" * 99))
    ('Seoul 2024', 40)
    """
    return name if len(name) <= MAX_NAME_LENGTH else f"{name[: MAX_NAME_LENGTH - 1].rstrip()}…"


def listing(items: Sequence[str], last: str = "and") -> str:
    """Items with commas and a last conjunction, as in a sentence.

    >>> listing(["a", "b", "c"]), listing(["a"]), listing(["a", "b"], "or")
    ('a, b and c', 'a', 'a or b')
    """
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
