"""YAML dictionaries of quanteda: names → lists of patterns, or names again.

A category with both has its own patterns under the name `__`
(https://github.com/quanteda/quanteda/blob/009fffd876f7fdfccc174c613f69d42e342e036d/R/dictionaries.R, `as.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from ..io.faults import Fault, InputFaults
from ..io.yaml import read_node
from .categories import Categories, Category

OWN = "__"  # the name of a category's own patterns, beside categories within it
PLAIN = "Write `NAME: [pattern, ...]`, or names below the name."


def read_quanteda(text: str, file: str) -> Categories:
    """The categories of a YAML dictionary. Raises InputFaults for other YAML.

    >>> read_quanteda("Seas: [ocean, '* sea']", "a.yml").listed[0].patterns
    ('ocean', '* sea')
    """
    root = read_node(text, file)
    if not isinstance(root, yaml.MappingNode):
        raise InputFaults([Fault(file, 1, f"Not a dictionary. {PLAIN}")])
    return Categories(tuple(_categories(root, file)))


def _categories(node: Any, file: str) -> Iterator[Category]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise InputFaults([Fault(file, key.start_mark.line + 1, f"A name must be a text. {PLAIN}")])
        if key.value == OWN:
            continue
        if isinstance(value, yaml.MappingNode):
            own = [inner for name, inner in value.value if name.value == OWN]
            patterns = tuple(pattern for inner in own for pattern in _patterns(inner, file))
            yield Category(key.value, patterns, tuple(_categories(value, file)))
        else:
            yield Category(key.value, _patterns(value, file))


def _patterns(node: Any, file: str) -> tuple[str, ...]:
    """The texts of a list, as written: `no` is a word and `2371` a text."""
    if isinstance(node, yaml.ScalarNode):
        return (node.value,) if node.value else ()
    for entry in node.value:
        if not isinstance(entry, yaml.ScalarNode):
            raise InputFaults([Fault(file, entry.start_mark.line + 1, f"A pattern must be a text. {PLAIN}")])
    return tuple(entry.value for entry in node.value)


def write_quanteda(listed: Sequence[Category]) -> str:
    """A YAML dictionary of some categories.

    >>> write_quanteda([Category("seas", ("ocean", "* sea"))])
    "seas:\\n- ocean\\n- '* sea'\\n"
    """
    return str(yaml.safe_dump(_plain(listed), allow_unicode=True, sort_keys=False, width=120))


def _plain(listed: Sequence[Category]) -> dict[str, Any]:
    return {
        one.name: _plain(one.within) | ({OWN: list(one.patterns)} if one.patterns else {})
        if one.within
        else list(one.patterns)
        for one in listed
    }
