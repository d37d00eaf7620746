"""Opening: a sentence → whether it reports who met or called whom; the first paragraph → the lead and what was said."""

from __future__ import annotations

import re
from dataclasses import replace

from ...text.sentences import sentence_spans
from .layout import Block, is_sentence

MAX_OPENING = 1500  # characters; a longer first sentence is cut
MAX_SHARE_ABOVE = 0.25  # of the words of a page that can stand above the opening: notices, summaries, captions
SAME_WORDS = 0.6  # share of its words that a summary above the lead repeats
_OCCASION = (
    r"(?:meetings?|talks?|summit|calls?|conversations?|consultations?|dialogues?|discussions?|visits?|luncheon|lunch|"
    r"dinner|(?:video|tele)?-?conferences?|session|exchange of views|views|diplomacy)\b"
)
_MET = re.compile(
    r"\b(?:(?:spoke|talked|met|conferred|consulted)\b(?! (?:of|about|the (?:target|goal|need|demand)))"
    r"(?=.{0,120}?\b(?:with|to|by|over|on|in|at|today|yesterday|for|via|virtually|here|this)\b)|"
    rf"(?:held|had|convened|conducted|exchanged|joined|attended|hosted|chaired|co-chaired|received|paid|made|concluded|"
    rf"completed|participated in|took part in|met for|gathered for|arrived (?:in|at))\b.{{0,160}}?\b{_OCCASION}|"
    r"(?:called|telephoned|phoned|rang|met|visited|received|hosted|called on|paid a visit to|convened|gathered)\b "
    r"(?!for\b|on both|into)|"
    r"welcomed\b.{0,160}?\b(?:to (?:[A-Z]|the (?:White House|Palace|Residence))|today|this (?:morning|afternoon))|"
    rf"{_OCCASION}.{{0,240}}?\b(?:(?:was|were) (?:held|convened|hosted)|took place)\b)",
    re.DOTALL,
)
_WHO = re.compile(
    r"\b(?:President|Prime Ministers?|PM|Ministers?|Secretary|Secretaries|Representatives?|Ambassadors?|Premier|"
    r"Chancellor|leaders|HR/VP|Director|Directors|Advis[eo]rs?|Chair(?:man|person)?|King|Emperor|Prince|Commissioner|Senator|Envoy|"
    r"Mr|Mrs|Ms|Dr|Amb|H\. ?E|[A-Z][\w’'-]+ [A-Z][\w’'-]+)\b"
)
_SAID = re.compile(
    r"\b(?:said|stated|expressed|noted|explained|conveyed|agreed|stressed|emphasi[sz]ed|underscored|reaffirmed|affirmed|"
    r"confirmed|condemned|congratulated|highlighted|pointed out|reiterated|thanked|recall(?:ed|ing)|briefed|concurred|"
    r"urged|committed|recogni[sz]ed|acknowledged|appreciated|hoped|proposed|requested|mentioned|responded|shared)\b"
)
_INTRODUCES = re.compile(r"(?i:the )?(?:[Ff]ollowing|below|above) (?:is|are|was)\b|.{0,60}\battribut(?:able|ed) to\b")
_AGENDA = re.compile(
    r"(?:During (?:the|their) [\w ]{3,30}, )?(?:They|The (?:\w+ ){1,4}?|Both (?:\w+ )?)\W*(?:also |have |has )*"
    r"(?:discussed|exchanged (?:\w+ )?(?:views|opinions)|talked about|focused (?:their |the )?(?:discussions|talks) on|"
    r"had (?:an? )?[\w-]+ (?:discussion|exchange))\b"
)
_ABOUT_MEETING = re.compile(
    r"(?:The|Their|This|It|Today['’]s) ?(?:\w+ ){0,3}?(?:call|conversation|meeting|talks|summit|visit|exchange|session|"
    r"dialogue)?\s?"
    r"(?:came|was|were|is|took place|lasted|marks?|marked|followed|follows|began|started|went on)\b"
)
_MEETING_WORD = re.compile(rf"\b(?:{_OCCASION}|first|second|third|fourth|fifth|sixth|minutes|hours?)", re.IGNORECASE)


ANNOUNCES = re.compile(
    r"as follows|\b(?:overview|summary|outline|gist|main points|key points)\b[^.]{0,120}?\b(?:is|are|was|"
    r"were)\b[^.]{0,40}"
    r"\b(?:follow\w*|below|given)|\bthe following (?:points|is|are)\b|"
    r"\bfollowing (?:is|are) (?:the|an?) (?:gist|overview|summary|outline|main points|key points)\b|"
    r"\b(?:overview|summary|outline|gist)\b[^.]{0,60}\bfollows?\b",
    re.IGNORECASE,
)


def is_opening(sentence: str) -> bool:
    """Whether a sentence reports that persons met or called each other, before anything that they said.

    >>> is_opening("President Baek spoke with Prime Minister Aoki."), is_opening("President Baek spoke of trade.")
    (True, False)
    """
    part = sentence[:MAX_OPENING]
    met = _MET.search(part)
    if met is None or not _WHO.search(part) or _INTRODUCES.match(part):
        return False
    said = _SAID.search(part)
    return said is None or said.start() > met.start()


def opens(block: Block, text: str) -> bool:
    """Whether the first sentence of a paragraph is an opening."""
    part = text[block.start : block.end]
    return is_sentence(part) and bool(_first(part)) and is_opening(_first(part))


def find_opening(blocks: list[Block], text: str) -> int | None:
    """The index of the paragraph with the opening; None if none is near the top.

    A summary above, with the same words or apart from the text, is not the opening.
    """
    words = [_sentence_words(block, text) for block in blocks]
    total, above = sum(words), 0
    found = None
    for n, block in enumerate(blocks):
        if above > MAX_SHARE_ABOVE * total:
            break
        if opens(block, text):
            found = n
            break
        above += words[n]
    return found if found is None else _below_summary(blocks, found, text)


def _below_summary(blocks: list[Block], found: int, text: str) -> int:
    """The index of the second opening if the first one is a summary above it."""
    for n in range(found + 1, min(found + 12, len(blocks))):
        between = blocks[found + 1 : n]
        if opens(blocks[n], text) and (between or _same(blocks[found], blocks[n], text)):
            return n
        if re.search(r"[.!?][\"”’)]*$", text[blocks[n].start : blocks[n].end]):
            break
    return found


def _same(one: Block, two: Block, text: str) -> bool:
    """Whether the second paragraph has the words of the first; a shorter one goes on, it is not summed up above."""
    first, second = ({*re.findall(r"\w+", text[b.start : b.end].lower())} for b in (one, two))
    return len(first) <= len(second) and len(first & second) >= SAME_WORDS * len(first)


def split_opening(block: Block, text: str, *, alone: bool = False) -> tuple[Block, Block | None]:
    """The lead and the rest of a paragraph that begins with an opening.

    Next sentences on the meeting itself belong to the lead, and those on its agenda unless the paragraph stands
    `alone`. The rest is None if nothing is left.
    """
    spans = sentence_spans(text, block.start, block.end)
    count = 1
    while count < len(spans) and _is_general(text[slice(*spans[count])], agenda=not alone):
        count += 1
    lead = replace(block, end=spans[count - 1][1])
    return lead, Block(spans[count][0], block.end, False, block.indent) if count < len(spans) else None


def _is_general(sentence: str, *, agenda: bool) -> bool:
    """Whether a sentence says nothing of what was said."""
    if is_opening(sentence) and not _SAID.search(sentence):
        return True
    about = _ABOUT_MEETING.match(sentence) and _MEETING_WORD.search(sentence[:160])
    if ANNOUNCES.search(sentence):
        return True
    if _SAID.search(sentence):
        return False
    return bool(about or (agenda and _AGENDA.match(sentence)))


def _first(part: str) -> str:
    spans = sentence_spans(part[:MAX_OPENING])
    return part[: spans[0][1]] if spans else ""


def _sentence_words(block: Block, text: str) -> int:
    part = text[block.start : block.end]
    return len(part.split()) if is_sentence(part) else 0
