"""Who met: the leaders that a readout's lead and title name, with their sides and offices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .opening import first_sentence, without_asides

# The side by which a country is known here, and how pages write it; a country not listed keeps its name.
COUNTRIES = {
    "Japan": ("Japan", "Japan's", "Japanese"),
    "ROK": ("Republic of Korea", "Republic of Korea (ROK)", "ROK", "South Korea", "Korea", "Korean", "South Korean"),
    "US": ("United States of America", "United States", "U.S.", "US", "USA"),
    "China": ("People's Republic of China", "China", "PRC", "Chinese"),
    "DPRK": ("Democratic People's Republic of Korea", "North Korea", "DPRK"),
}
_AMERICAN = re.compile(r"\b(?:United States|U\.S\.|American)(?!\w)")
_USUAL = {"Prime Minister": "Japan", "President": "ROK"}  # heads of government where a page names no country
_SIDE_OF = {name.casefold(): side for side, names in COUNTRIES.items() for name in names}
_PAIRED_SIDES = re.compile(
    r"\b(Japan|ROK|Korea|China|U\.S\.|US)\s?[-–]\s?(Republic of Korea|ROK|Korea|Japan|China|U\.S\.|US)", re.IGNORECASE
)

_NAME_WORD = (
    r"(?!(?:Prime|President|Minister|The|Jr)\b)"
    r"(?:(?:[A-Z]['’])?[A-Z][a-zà-ÿ]+|[A-Z]{2,}|[A-Z]\.)(?:-[A-Za-z][a-z]+|-[A-Z]+)?"
)
_NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}(?:,?\s+Jr\.)?"
_OFFICE = (
    r"(?:(?:Acting|Vice|Deputy|State)\s+)?(?:Prime Minister|President-elect|President|Foreign Minister|"
    r"(?:State )?Minister (?:for|of) Foreign Affairs|Minister (?:for|of) Unification|Secretary of State|Premier|"
    r"National Security Advis[eo]r)"
)
_HONORIFIC = r"(?:(?:H\.\s?E\.|[Tt]he Honou?rable)\s+(?:(?:Mr|Ms|Mrs|Dr|Prof)\.\s+)?|(?:Mr|Ms|Mrs|Dr|Prof)\.\s+)"
_COUNTRY = (
    r"(?:\s+of\s+(?:the\s+)?(?P<country>(?:U\.S\.A?\.?|[A-Z][\w'’-]*)(?:\s+(?:of\s+)?(?:the\s+)?[A-Z][\w'’-]*)*))?"
)
# Without "Mr." it takes two words to be a name here, and "the East Asia Summit, Prime Minister ..." is none.
_NAME_THEN_OFFICE = re.compile(
    rf"(?:{_HONORIFIC}|(?<!\bthe\s)(?<!\bof\s)(?<![\w-])(?={_NAME_WORD}\s+{_NAME_WORD}))"
    rf"(?P<name>{_NAME}),\s+(?:the\s+)?(?P<office>{_OFFICE})(?!\s+[A-Z]){_COUNTRY}"
)
_BEFORE = r"(?:\b(?P<before>Japanese|Japan's|(?:South )?Korean|ROK|Republic of Korea(?: \(ROK\))?|U\.S\.|Chinese)\s+)?"
_OFFICE_THEN_NAME = re.compile(
    rf"{_BEFORE}(?<!former )\b(?P<office>{_OFFICE})\s+{_HONORIFIC}?(?P<name>{_NAME}){_COUNTRY}"
)


@dataclass(frozen=True)
class Leader:
    """Who met: the name in one style and in the page's order, as the page writes it, side, office."""

    name: str
    written: str
    side: str
    office: str


def find_leaders(title: str, lead: str, text: str = "") -> list[Leader]:
    """Those who met, in the lead's order, one for each side; attendance in brackets is left out.

    A leader named without a country is of the side that the title's pair, or else `text`, names
    beside the others'; "" when neither does.
    """
    told = without_asides(f"{first_sentence(lead)}\n{title}").replace("’", "'")
    found = [*_NAME_THEN_OFFICE.finditer(told), *_OFFICE_THEN_NAME.finditer(told)]
    found.sort(key=lambda match: match.start("name"))
    known = [(match, _side(_country_of(match))) for match in found]
    taken = {side for _, side in known if side}
    leaders: dict[str, Leader] = {}
    for match, side in known:
        written = match.group("name")
        if any(_same_person(written, leader.written) for leader in leaders.values()):
            continue
        side = side or _free_side(match.group("office"), told, text, taken | set(leaders))
        leaders.setdefault(side or written, Leader(_one_style(written), written, side, match.group("office")))
    return list(leaders.values())


def _same_person(one: str, other: str) -> bool:
    names = [{word.casefold() for word in re.findall(r"\w{3,}", name)} for name in (one, other)]
    return bool(names[0] & names[1])


def _side(country: str) -> str:
    known = re.sub(r"'s\b.*", "", country).strip() if "Republic" not in country else country.strip()
    return _SIDE_OF.get(known.casefold(), known)


def _country_of(match: re.Match[str]) -> str:
    named = match.groupdict()
    return named.get("country") or named.get("before") or ""


def _free_side(office: str, told: str, text: str, taken: set[str]) -> str:
    """The side of a leader named without a country: by office where the page pairs two, else the one left over."""
    sides = [_side(side) for pair in _PAIRED_SIDES.findall(told) for side in pair]
    sides.sort(key=lambda side: side != _USUAL.get(office))
    sides += ["US"] if _AMERICAN.search(text) else []
    return next((side for side in sides if side not in taken), "")


def _one_style(written: str) -> str:
    return " ".join("-".join(map(_capitalised, word.split("-"))) for word in written.split())


def _capitalised(part: str) -> str:
    return part.capitalize() if part.isupper() and len(part) > 2 - part.isalpha() and "." not in part else part
