"""Publishers: the name of a publisher, or the marks of its pages → the side whose own page it is."""

from __future__ import annotations

import re

from .countries import KNOWN

_SIDE_OF = {name: side for side, names in KNOWN.items() for name in names}
_COUNTRY = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_SIDE_OF, key=len, reverse=True)))})(?![\w-])")
# Marks of a government's pages. What is common to pages of several governments is not one.
_MARKS = (
    ("UK", r"\b10 Downing Street\b|\bDowning Street\b|\bgov\.uk\b|\bFCDO\b|\bForeign,? (?:& |"
    r"and )?Commonwealth\b|\bCrown copyright\b"),
    ("EU", r"\bEuropean Union External Action\b|\bEuropean External Action\b|\bEEAS\b|\bHR/?VP\b|"
    r"\beuropa\.eu\b|\bEuropean (?:Commission|Council) - "),
    ("Russia", r"\bPresident of Russia\b|\bMinistry of Foreign Affairs of the Russian Federation\b|"
    r"\bkremlin\b|\bPresidential Executive Office\b"),
    ("US", r"\b(?i:white house)\b|\bU\.S\. (?:Embassy|Mission)\b|\bUnited States government\b|"
    r"\b(?:U\.S\. )?Department of State\b|\bstate\.gov\b|"
           r"attributable to (?:(?:Acting |Deputy |Principal |Department )?)+Spokesperson|"
           r"\bOFFICE OF THE SPOKESPERSON\b|\bBRIEFING ROOM\b"),
    ("ROK", r"\bCheong Wa Dae\b|\bBlue House\b|\bOffice of the President, Republic of Korea\b|[가-힣]{2}"),
    ("Japan", r"\bCabinet Public (?:Relations|Affairs) Office\b|\bKantei\b|\bMOFA Japan\b|\bJST\b|[ぁ-ヿ]{2}"),
    ("China", r"> ?China News\b|\bSuggest to a friend\b|\bMFA PRC\b|\bfmprc\b|\bXinhua\b|"
    r"\bXi Jinping (?:Met|Meets|Had|Has|Speaks|Spoke|Held|Holds)\b"),
    ("Canada", r"\bGlobal Affairs Canada\b|\bPrime Minister of Canada\b|\bpm\.gc\.ca\b|\bGovernment of Canada\b"),
    ("India", r"\bNew Delhi\b|\bMinistry of External Affairs\b|\bPress Information Bureau\b|\bPM India\b|"
    r"\bPMO\b|\bPM Modi\b|\bShri\b|\bEAM\b"),
    ("Germany", r"\bBundes(?:regierung|kanzler\w*)\b|\bAuswärtiges Amt\b|\bFederal (?:Chancellery|Foreign Office)\b"),
    ("France", r"\b[ÉE]lys[ée]e\b|\bdiplomatie\.gouv\.fr\b|\bMinistry for Europe and Foreign Affairs\b"),
    ("Australia", r"\bdfat\.gov\.au\b|\bminister\.\w+\.gov\.au\b|\bParliament House, Canberra\b|"
    r"\bDepartment of Foreign Affairs and Trade\b"),
)  # fmt: skip
_MARKED = tuple((side, re.compile(pattern)) for side, pattern in _MARKS)
MARKED_LINES = 12  # the first and last lines of a page that can contain marks of its publisher


def side_of_publisher(publisher: str | None) -> str:
    """The side of a publisher by its name; "" if the name does not say.

    >>> side_of_publisher("Ministry of Foreign Affairs of Japan"), side_of_publisher("The White House")
    ('Japan', 'US')
    """
    if not publisher:
        return ""
    marked = next((side for side, pattern in _MARKED if pattern.search(publisher)), "")
    named = max(_COUNTRY.findall(publisher), key=len, default="")
    return marked or _SIDE_OF.get(named, "")


def side_of_page(text: str) -> str:
    """The side whose page this is, by the marks in its first and last lines; "" if there are none, or of two sides.

    >>> side_of_page("Official website of the President of Russia\\n\\nTalks"), side_of_page("They met.")
    ('Russia', '')
    """
    lines = [line for line in text.splitlines() if line.strip()]
    ends = "\n".join([*lines[:MARKED_LINES], *lines[MARKED_LINES:][-MARKED_LINES:]])
    # The marks of a page's own lines, not of its sentences, where another government's house may be named.
    short = "\n".join(line for line in ends.splitlines() if not re.search(r"[a-z]{2}[.:;]\s*$", line)) or ends
    for where in (short, ends):
        sides = {side for side, pattern in _MARKED if pattern.search(where)}
        if len(sides) == 1:
            return sides.pop()
    return ""
