"""Lexicoder dictionaries (.lc3): a line with + begins a category, and every other line is a pattern.

The syntax is as `read_dict_lexicoder` of quanteda has it
(https://github.com/quanteda/quanteda/blob/009fffd876f7fdfccc174c613f69d42e342e036d/R/dictionaries.R). Older Lexicoder
files (.lcd) are Yoshikoder's XML.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..io.faults import Fault, InputFaults
from .categories import Categories, Category


def read_lexicoder(text: str, file: str) -> Categories:
    r"""The categories of a .lc3 file. Raises InputFaults for a pattern above the first category.

    >>> read_lexicoder("+Seas\nocean*\ninland sea\n", "a.lc3").listed
    (Category(name='Seas', patterns=('ocean*', 'inland sea'), within=(), definition=''),)
    """
    found: list[tuple[str, list[str]]] = []
    for n, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line.startswith("+"):
            found.append((line[1:].strip(), []))
        elif line and not found:
            raise InputFaults([Fault(file, n, "A pattern before the first category. Begin with a line such as +Name.")])
        elif line:
            found[-1][1].append(line)
    return Categories(tuple(Category(name, tuple(patterns)) for name, patterns in found))


def write_lexicoder(listed: Sequence[Category]) -> str:
    r"""A .lc3 file of some categories without levels.

    >>> write_lexicoder([Category("seas", ("ocean*",))])
    '+seas\nocean*\n'
    """
    return "".join(f"+{one.name}\n" + "".join(f"{pattern}\n" for pattern in one.patterns) for one in listed)


def not_in_lexicoder(pattern: str) -> str:
    """Why a .lc3 file cannot say a pattern; "" if it can.

    >>> not_in_lexicoder("ocean*"), not_in_lexicoder("defen?e")
    ('', '? is not a wildcard there')
    """
    if "?" in pattern:
        return "? is not a wildcard there"
    if any("*" in word.strip("*") or word == "*" for word in pattern.split()):
        return "* can only begin or end a word there"
    return "+ begins a category there" if pattern.startswith("+") else ""
