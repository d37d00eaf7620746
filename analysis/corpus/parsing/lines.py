"""A page's text → its lines with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .furniture import is_furniture


@dataclass(frozen=True)
class Line:
    """One line without its line end: offsets into the text, the text, whether it goes on with the sentence above.

    repeated : whether it says again what another line says that is no sentence, as captions do.
    """

    start: int
    end: int
    text: str
    continues: bool = False
    repeated: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @cached_property
    def furniture(self) -> bool:
        return self.repeated or is_furniture(self.text)


def split_lines(text: str) -> list[Line]:
    """Lines of `text` by \\n, \\r\\n or \\r, with offsets that add up to the text.

    >>> [line.text for line in split_lines("a\\r\\nb")]
    ['a', 'b']
    """
    found = re.finditer(r"([^\r\n]*)(\r\n|[\r\n]|\Z)", text)
    return [Line(m.start(), m.end(1), m.group(1)) for m in found if m.group()]
