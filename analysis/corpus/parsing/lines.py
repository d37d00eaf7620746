"""Lines: the text of a page → its lines with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .furniture import is_furniture


@dataclass(frozen=True)
class Line:
    """One line without its line end.

    start, end : half-open offsets into the page's text.
    continues : whether it continues the paragraph of the line above.
    repeated : whether it repeats another line that is not a sentence, as captions do.
    """

    start: int
    end: int
    text: str
    continues: bool = False
    repeated: bool = False

    @property
    def blank(self) -> bool:
        """Whether it contains only white space."""
        return not self.text.strip()

    @cached_property
    def furniture(self) -> bool:
        """Whether it is not a part of the readout."""
        return self.repeated or is_furniture(self.text)


def split_lines(text: str) -> list[Line]:
    """The lines of `text`; a line ends with \\n, \\r\\n or \\r.

    >>> [line.text for line in split_lines("a\\r\\nb")]
    ['a', 'b']
    """
    found = re.finditer(r"([^\r\n]*)(\r\n|[\r\n]|\Z)", text)
    return [Line(m.start(), m.end(1), m.group(1)) for m in found if m.group()]
