"""The lines of a page: which are furniture, which belong together, where points begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Lines of a saved page that nobody said at the meeting. A row: what it is, how such a line reads.
FURNITURE = {
    "caption": r"[\W_]*(?i:photos?(?:graph)?\b|.*\(?\bphotos?(?: by|:)).*",
    "navigation": r"(?:Back|Return|Go|Skip|Jump) to [^.;:!?]{1,80}|Top of (?:this )?[Pp]age|.*\s[>»]\s.*\s[>»]\s.*",
    "link": r"\[?(?:Tweet|Share|Print|More|Japanese|English|Korean|Related (?i:links?|information)|Contact us)[^\w.]*",
    "note": r"\W*(?i:provisional|unofficial|tentative) (?i:translation)\W*",
    "release": r"(?i:for immediate release|office of the press secretary|statements and releases|briefing room)\W*",
    "end mark": r"\W*(?:\\?#{2,}|\(?END\)?|(?:\\?\*\s*){3,}|[-_=]{3,})\W*",
    "hashtags": r"(?:#\w+\s*)+",
    "comment": r"<!--.*-->",
    "attendance": r"\(?(?i:the (?:meeting|talks?|call) was attended by|(?:attendees|participants|attended by)\s*:).*",
}
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in FURNITURE.values()))
# After one of these there is nothing more of the readout on the page.
_FOOTER = re.compile(r"(?:Back|Return) to .*|Related (?i:links?|information)\W*|\W*\\?#{3,}\W*|\(?END\)?")
_END_MARK = re.compile(r"\s*(?:\\?#{3,}|\(END\))\s*$")

# How a point can be numbered, the surest first. The bare number needs a capital after it.
NUMBERING = (
    re.compile(r"\s*(\d{1,2})\\?\.(?!\d)\s*(?=\S)"),
    re.compile(r"\s*(\d{1,2})[ \t]+(?=[A-Z“\"(])"),
    re.compile(r"\s*\((\d{1,2})\)\s*(?=\S)"),
)
_LIST_MARKER = re.compile(r"\s*(?:\(\d{1,2}\)|\([a-z]\)|\([ivx]+\)|[-–•·○◦°*□■▲▷※]\s|o\s(?=[A-Z]))\s*")
_SENTENCE_END = re.compile(r"[.!?;:…][\"'’”)\]*]*\s*$")
WRAP_WIDTH = 100
SHORT_LINE = 36  # half of the usual width of a wrapped line
HEADING_WORDS = 14


@dataclass(frozen=True)
class Line:
    """One line without its line end: offsets into the text, and the text."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def furniture(self) -> bool:
        return _FURNITURE.fullmatch(self.text.strip()) is not None


@dataclass(frozen=True)
class Block:
    """A paragraph: half-open offsets into the text, its list marker and outer space left out."""

    start: int
    end: int
    listed: bool


def split_lines(text: str) -> list[Line]:
    """Lines of `text` by \\n, \\r\\n or \\r, with offsets that add up to the text.

    >>> [line.text for line in split_lines("a\\r\\nb")]
    ['a', 'b']
    """
    found = re.finditer(r"([^\r\n]*)(\r\n|[\r\n]|\Z)", text)
    return [Line(m.start(), m.end(1), m.group(1)) for m in found if m.group()]


def find_footer(lines: list[Line], after: int) -> int:
    """Index of the first line, from `after` on, that closes the page; the number of lines where none does."""
    closes = (i for i in range(after, len(lines)) if _FOOTER.fullmatch(lines[i].text.strip()))
    return next(closes, len(lines))


def find_points(lines: list[Line]) -> list[tuple[int, int, int]]:
    """Where numbered points begin: (index of the line, number, offset after the marker).

    The first style of NUMBERING that counts 1, 2, ... wins; a number out of turn is text.
    """
    chains = [_chain(lines, style) for style in NUMBERING]
    for chain in chains:
        if len(chain) > 1:
            return chain
    return chains[0]


def _chain(lines: list[Line], style: re.Pattern[str]) -> list[tuple[int, int, int]]:
    chain: list[tuple[int, int, int]] = []
    for index, line in enumerate(lines):
        marker = style.match(line.text)
        if marker and int(marker.group(1)) == len(chain) + 1 and not line.furniture:
            chain.append((index, len(chain) + 1, line.start + marker.end()))
    return chain


def group_blocks(lines: list[Line], text: str, start: int = 0, wrapped: bool = False) -> list[Block]:
    """Paragraphs of some lines: cut at blank lines, furniture and list markers, and at every line
    end unless the text is hard-wrapped. Text before the offset `start` (a marker) is left out.
    """
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.blank or line.furniture:
            groups.append([])
        elif not wrapped or _LIST_MARKER.match(line.text) or _ends_early(groups[-1], line):
            groups.append([line])
        else:
            groups[-1].append(line)
    blocks = (_block(text, max(group[0].start, start), group[-1].end) for group in groups if group)
    return [block for block in blocks if block.end > block.start]


def _ends_early(group: list[Line], line: Line) -> bool:
    """Whether a point's first line was left so short, before a capital, that it is a heading, not wrapped text."""
    begins_point = len(group) == 1 and any(style.match(group[0].text) for style in (*NUMBERING, _LIST_MARKER))
    return begins_point and line.text.lstrip()[0].isupper() and len(group[0].text.strip()) < SHORT_LINE


def _block(text: str, start: int, end: int) -> Block:
    marker = _LIST_MARKER.match(text, start, end)
    inner = marker.end() if marker else start
    body = _END_MARK.sub("", text[inner:end]).rstrip()
    lead_space = len(body) - len(body.lstrip())
    return Block(inner + lead_space, inner + len(body), marker is not None)


def is_wrapped(lines: list[Line]) -> bool:
    """Whether most of the text stands in lines of one short width, as an archive keeps it."""
    lengths = [len(line.text) for line in lines]
    return sum(n for n in lengths if n <= WRAP_WIDTH) > sum(lengths) / 2


def is_sentence(part: str) -> bool:
    """Whether a paragraph ends like a sentence, or is too long to be a heading."""
    plain = re.sub(r"\([^()]*\)\s*$", "", part).rstrip()  # "Plenary (from 5:15 p.m.)" is a heading
    return (bool(plain) and _SENTENCE_END.search(plain) is not None) or len(part.split()) > HEADING_WORDS
