"""Page furniture: a line or paragraph → whether it is a caption, link, menu, end mark or attendance list."""

from __future__ import annotations

import re

MAX_LINE = 400  # characters; a longer line is text

# Each kind of furniture and the lines that it matches, without leading list marks and numbers.
FURNITURE = {
    "caption": (
        r"\W*(?i:photo(?:graph|s)?(?:\s*\d+|\s*\([^()]*\))?\s*(?:[:)\]>–-].*|by .{1,60}|courtesy .*|gallery\W*)?)|"
        r".*[(\[]\s*(?i:photo(?:graph|s)?\b)[^()\[\]]*[)\]]\W*|.{0,150}\b[Pp]hoto(?:graph|s)?(?: by [A-Z][^.;]*|"
        r":[^.;]*)"
    ),
    "navigation": (
        r"(?:Back|Return|Go|Skip|Jump) to [^.;:!?]{1,80}|(?:To )?(?:the )?[Tt]op of (?:this )?[Pp]age|(?:Page )?[Tt]op|"
        r"(?:Home|HOME|Top|TOP)\s*(?:[>»›/→|]\s*[^>»›/→|]{1,60})+|[^>»›]*\s[>»›]\s[^>»›]*\s[>»›]\s.*"
    ),
    "link": (
        r"[\[(<]?(?:Tweet|Share(?: this(?: page)?)?|Print(?: this page)?|Post|Like|Email|"
        r"LINE|Facebook|Twitter|More|Read more|Japanese|English|"
        r"Korean|Chinese|"
        r"French|Spanish|日本語|한국어|中文|(?:简|繁)体(?:中文)?|Français|Español|Other [Ll]anguages?|"
        r"(?:Text|Font) [Ss]ize(?: [Cc]hange)?(?:\s+[SMLA+-]{1,2})*|"
        r"Menu|Search|Contact [Uu]s|Site [Mm]ap|PDF|List|Next|"
        r"Previous|Prev|"
        r"Related (?i:links?|information|articles?|pages?)|Links?)(?: \((?:Japanese|English|Korean|PDF)\)|"
        r" version| page)?[^\w.]*"
    ),
    "new window": r"[^.;!?]{0,120}Open a [Nn]ew [Ww]indow\W*|Opens? in (?:a )?new (?:window|tab)\W*",
    "note": (
        r"\W*(?i:(?:note\W+)?(?:(?:this|the (?:above|below|following|text above)) is an? )?"
        r"(?:provisional|unofficial|tentative|courtesy|informal) (?:english )?translation"
        r"(?: (?:is )?(?:provided )?for reference(?: purposes)?(?: only)?)?)\W*"
    ),
    "release": (
        r"(?i:for immediate release|(?:office of )?the press secretary|statements and releases|briefing room|"
        r"press releases?|top stories|\[?(?:embargoed|unclassified)\]?|"
        r"readout|office of the spokesperson|bureau of public affairs|media note|press statement|"
        r"(?:[\w., ]{2,40}(?:\([^()]{1,40}\))?[:,–—-]?\s)?(?:the )?(?:below|following|above)"
        r"(?: (?:statement|readout|text))? (?:is|are|may be) attribut(?:able|ed) to .*)\W*"
    ),
    "end mark": r"\W*(?:\\?#\s*){2,}\W*|\W*\(?(?:END|End of (?:document|text|release))\)?\W*|(?:\\?[*_=.-]\s*){3,}",
    "hashtags": r"(?:[#＃]\w+[\s,]*)+",
    "archive": (
        r"(?:(?:19|20)\d\d\W*)+|(?:Archives?\b\W*(?:(?:19|20)\d\d\W*)*)|(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
        r"[a-z]{0,6}\.?(?:\s+(?:19|20)\d\d)?[\s|/,·]*){2,}"
    ),
    "label": (
        r"(?:Date|Views?|Hits?|Writer|Author|Department|Division|Attachments?|Files?)\W*\d*|"
        r"(?:Writer|Author|Department|Division|Attachments?)\s?:[^.;!?]{1,80}"
    ),
    "bureau": (
        r"[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|of|and|for))* ?Division(?: [IVX\d]+)?, "
        r"[A-Z][\w'’&-]*(?:,? (?:[A-Z][\w'’&-]*|of|and|for|the))*"
    ),
    "foot": (
        r"(?i:(?:suggest|send|recommend)(?: this)? to a friend|follow us.{0,40}|"
        r"sign up for .{0,60}|print this (?:page|article)|share this (?:article|story|post)|share (?:on|via|to) \w+|"
        r"(?:share|print|e-?mail|copy link|save|listen|facebook|twitter|linkedin|whatsapp|x|telegram|weibo|"
        r"wechat|instagram|youtube|kakao ?talk|line|rss)"
        r"(?:[\s|/·,]+(?:share|print|e-?mail|copy link|save|listen|facebook|twitter|linkedin|whatsapp|x|telegram|weibo|"
        r"wechat|instagram|youtube|kakao ?talk|line|rss))*)\W*|"
        r"(?i:tel(?:ephone)?|phone|fax|mobile)\s?[.:]?\s?[+\d(][\d\s()./-]{4,40}|(?i:e-?mail)\s?:\s?\S+@\S+|\S+@\S+|(?:https?://|www\.)\S+|"
        r"(?i:(?:for (?:more|further) information|the following links? open|"
        r"this (?:document|statement|release) is also available|"
        r"for media (?:enquiries|inquiries))\b.{0,300})|"
        r"\W?[*＊※]\s?(?i:unofficial|provisional).{0,60}|[(\[]?\*\d{1,2}[)\]]?:?\s.+|\[\d{1,2}\]\s.+|"
        r"(?i:(?:last )?(?:updated?|modified|published|posted)(?: (?:on|at|date))?)\s?:?\W*|"
        r"(?i:hits?|views?|read|visits?)\s?:?\s?\d[\d,]*|\d[\d,]*\s(?i:hits?|views?)|\d[\d,]*"
    ),
    "comment": r"<!--.*-->",
}
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in FURNITURE.values()))
_NUMBERED = re.compile(r"\(?\d{1,3}(?:[.)、]\)?\s*|\s+(?=[A-Z]))")
# Behind a number these patterns could also match the heading of a point.
_NOT_BEHIND_NUMBERS = ("navigation", "new window", "bureau", "foot")
_NUMBERED_FURNITURE = re.compile(
    "|".join(f"(?:{form})" for name, form in FURNITURE.items() if name not in _NOT_BEHIND_NUMBERS)
)
_MARK = re.compile(r"\s*(?:[-–—•·○◦°*□■▲▷※●>]\s+|o\s+(?=[A-Z(]))?\s*")

# The readout ends at a _CLOSES mark. Below its last point it ends at a _FOOTER line.
_CLOSES = re.compile(r"[-–\s]*(?:(?:\\?#\s*){3,}|[(\[<]\s*(?:END|End)\s*[)\]>]|END|/\s?(?i:end)\s?/)[-–\s]*")
_FOOTER = re.compile(
    r"(?:Back|Return) to [^.;:!?]{1,80}|"
    r"\W*(?i:(?:related|associated|useful|external|quick|more|other|further|previous|earlier|recent) "
    r"(?:links?|statements?|information|articles?|pages?|content|"
    r"documents?|news|stories|posts|topics|materials?|releases?)|"
    r"(?:updates?|changes?|corrections?) to this (?:page|release|statement|text)|"
    r"(?:page|change|update|revision) history|"
    r"change notes?|notes? (?:to|for) (?:the )?(?:editors?|media|press)|explore the topic|"
    r"subscribe(?: to [\w ]{1,40})?|newsletters?|documents?|downloads?|attachments?|resources|"
    r"stay connected|see also|read also|read more|"
    r"(?:media |press )?contacts?(?: information)?|contact us|media enquiries|press office|publication details|"
    r"is this page useful|was this page helpful|report a problem with this page|"
    r"(?:foot|end)? ?notes?|references|quick facts|tags?|keywords?|categor(?:y|ies)|filed under|"
    r"latest (?:news|releases?|updates?)|most (?:read|viewed|popular)|recommended|you may also like)\W*|"
    r"(?i:(?:foot ?)?tags?|keywords|filed under|categories|source|url|text version|direct link)\s?:.{0,200}"
)
_GLUED = re.compile(
    r"(?:\\?#(?:\s?\\?#)+|[(\[]\s*(?:END|End)\s*[)\]]|(?:\\?\*\s?){3,}|/\s?(?i:end)\s?/|[-–]\s?END\s?[-–]|"
    r"(?<=[\w)\]])\s?Open a [Nn]ew [Ww]indow)[\s*]*$"
)
_TAIL = 60  # characters at the end of a text; longer than any end mark

_ATTENDED = (
    r"attend(?:ed|ees?|ance|ing)\b|participa(?:ted|nts?|ting)\b|(?:was|were) (?:also )?present\b|\bjoined by\b|"
    r"\b(?:was|were) (?:represented|accompanied) by\b"
)
_CREDIT = r"(?:(?i:(?:photo|image|picture)s?(?: credits?)?\s?[:©]|credits?\s?:|©)|[Pp]hotos? by (?=[A-Z]))"
_CAPTION = re.compile(
    rf"[^.;!?]{{0,300}}[.!?]?\s*[(\[]?{_CREDIT}[^.;!?]{{0,80}}[.)\]]*|"
    r"\W*(?i:photo(?:graph)?s?) (?:of|showing) (?:(?!\b(?:was|were|is|are|has|had|will)\b)[^.;:!?])+"
)
# Verbs of statement: a sentence with one of them is not an attendance list.
_SAID = (
    r"\b(?:that|sa(?:id|ys)|stated|explain\w*|express\w*|not(?:ed|es)|welcom\w*|appreciat\w*|emphasi[sz]\w*|"
    r"point(?:ed)? out|told|spoke|agreed|requested|convey\w*|con(?:firm|cur)\w*|reported|briefed|will|would|has|had)\b"
)
_ATTENDANCE = re.compile(
    r"(?i:\W*(?:the\s+)?(?:summit |plenary |small-group |foreign ministers' )?(?:meeting|talks?|call|session|"
    r"dinner|luncheon|"
    r"conversation)s? (?:was|were) (?:also )?(?:attended|joined) (?:by|on|from)\b.*|"
    rf"\W*(?:in attendance|(?:also )?(?:present|attending)(?: at the (?:meeting|talks?))?),? (?:was|were)\b.*|"
    rf"\W*the [\w. ]{{2,40}} side was represented by\b(?:(?!{_SAID}).){{0,2000}}|"
    r"\W*(?:attendees|participants|attendance|those present|also (?:present|attending)|attended by|"
    r"list of participants)"
    r"\W*(?::|$).*|"
    rf"\W*(?:on|from) the [\w. ]{{2,40}} side[,:] (?:(?!{_SAID}).){{0,2000}}(?:attended|participated|took part|(?:was|"
    r"were) (?:also )?present)"
    r"(?: (?:in |at )?the (?:meeting|talks?|call))?\W*)"
)


def is_furniture(line: str) -> bool:
    """Whether a line of plain text is furniture, not a part of the readout.

    >>> is_furniture("Photo: Cabinet Public Affairs Office"), is_furniture("They met.")
    (True, False)
    """
    line = line.strip()
    if not line or len(line) > MAX_LINE:
        return False
    if number := _NUMBERED.match(line):
        return any(_NUMBERED_FURNITURE.fullmatch(part) for part in (line, line[number.end() :]))
    if _FURNITURE.fullmatch(line):
        return True
    rest = line[_MARK.match(line).end() :]  # type: ignore[union-attr]  # it matches the empty string too
    return rest != line and _FURNITURE.fullmatch(rest) is not None


def closes_page(line: str) -> bool:
    """Whether a line is an end mark or ends with one.

    >>> closes_page("(END)"), closes_page("They parted. ###"), closes_page("They parted.")
    (True, True, False)
    """
    tail = line.rstrip()[-_TAIL:]
    return _CLOSES.fullmatch(line.strip()[:_TAIL]) is not None or bool(re.search(r"[.!?][\"”’)]*\s*\\?#{3}$", tail))


def is_footer(line: str) -> bool:
    """Whether a line links to other pages, so that the text below it is not the readout.

    >>> is_footer("Back to Japan-Republic of Korea Relations"), is_footer("They met.")
    (True, False)
    """
    return len(line) < MAX_LINE and _FOOTER.fullmatch(line.strip()) is not None


def end_without_marks(text: str, start: int, end: int) -> int:
    """The end of a paragraph without white space and end marks.

    >>> page = "They parted.\\\\###"
    >>> page[: end_without_marks(page, 0, len(page))]
    'They parted.'
    """
    while True:
        stripped = start + len(text[start:end].rstrip())
        glued = _GLUED.search(text, max(start, stripped - _TAIL), stripped)
        if not glued or glued.start() == start:
            return stripped
        end = glued.start()


def brackets(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the outermost pairs of round brackets in `text[start:end]`; an unclosed bracket is ignored.

    >>> brackets("a (b (c) d) e (f")
    [(2, 11)]
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for bracket in re.finditer(r"[()]", text[start:end]):
        if bracket.group() == "(":
            opened.append(start + bracket.start())
        elif opened:
            opening = opened.pop()
            while found and found[-1][0] > opening:
                found.pop()
            found.append((opening, start + bracket.end()))
    return found


def is_attendance(paragraph: str) -> bool:
    """Whether a paragraph lists who attended: it begins as such a list, or is one bracket about attendance.

    >>> is_attendance("Attendees: Mr. Ito"), is_attendance("(Mr. Ito attended.)"), is_attendance("Mr. Ito spoke.")
    (True, True, False)
    """
    stripped = paragraph.strip()
    if _ATTENDANCE.fullmatch(" ".join(stripped[:4000].split()).replace("’", "'")):
        return True
    whole = brackets(stripped)[:1] == [(0, len(stripped))] if stripped.startswith("(") else False
    return whole and re.search(_ATTENDED, stripped, re.IGNORECASE) is not None


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph only describes a photograph.

    >>> is_caption("Photograph of the leaders (1)"), is_caption("Photographs of the sea were shown.")
    (True, False)
    """
    return len(paragraph) < MAX_LINE and _CAPTION.fullmatch(" ".join(paragraph.split())) is not None


def attendance_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the brackets in `text[start:end]` that say who attended.

    >>> attendance_spans("They met (Mr. Ito attended) and spoke (briefly).")
    [(9, 27)]
    """
    return [(a, b) for a, b in brackets(text, start, end) if re.search(_ATTENDED, text[a:b], re.IGNORECASE)]
