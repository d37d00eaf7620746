"""Lists, counts and long names as words in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_NAME = 40  # letters


def counted(number: int, what: str) -> str:
    """How many of something.

    >>> counted(1, "point"), counted(2, "point")
    ('1 point', '2 points')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def shortened(name: str) -> str:
    """A name for the margin of a chart, cut where it would take the room of the chart itself.

    >>> shortened("Seoul 2024"), len(shortened("a" * 99))
    ('Seoul 2024', 40)
    """
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def listing(items: Sequence[str], last: str = "and") -> str:
    """Items as a sentence lists them.

    >>> listing(["a", "b", "c"]), listing(["a"]), listing(["a", "b"], "or")
    ('a, b and c', 'a', 'a or b')
    """
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
