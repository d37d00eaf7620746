"""Who publishes at a host, and under which licence where that is known for certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Publisher:
    """A publisher of readouts: its name, a short one for file names, its licence (None: not known)."""

    name: str
    short: str
    licence: str | None = None


_PUBLIC_DATA = "Public Data License (Version 1.0)"
_BY_HOST = {
    "www.mofa.go.jp": Publisher("Ministry of Foreign Affairs of Japan", "mofa-japan", _PUBLIC_DATA),
    "japan.kantei.go.jp": Publisher("Prime Minister's Office of Japan", "kantei"),
    "www.mofa.go.kr": Publisher("Ministry of Foreign Affairs of the Republic of Korea", "mofa-rok"),
    "eng.president.go.kr": Publisher("Office of the President of the Republic of Korea", "president-rok"),
    "www.whitehouse.gov": Publisher("The White House", "white-house"),
    "www.state.gov": Publisher("U.S. Department of State", "state"),
    "www.mfa.gov.cn": Publisher("Ministry of Foreign Affairs of the People's Republic of China", "mfa-china"),
}
_OTHER_HOSTS = {
    "mofa.go.jp": "www.mofa.go.jp", "www.kantei.go.jp": "japan.kantei.go.jp", "overseas.mofa.go.kr": "www.mofa.go.kr",
    "mofa.go.kr": "www.mofa.go.kr", "english.president.go.kr": "eng.president.go.kr",
    "whitehouse.gov": "www.whitehouse.gov", "www.fmprc.gov.cn": "www.mfa.gov.cn",
}  # fmt: skip


def publisher_at(url: str | None) -> Publisher | None:
    """The publisher at an address; None for a host that is not known.

    >>> publisher_at("https://www.mofa.go.jp/a.html").name
    'Ministry of Foreign Affairs of Japan'
    """
    host = urlsplit(url).hostname or "" if url else ""
    return _BY_HOST.get(_OTHER_HOSTS.get(host, host))


def licence_of(url: str | None) -> str | None:
    """The licence of the texts at an address; None where not known. What a page calls itself grants nothing."""
    known = publisher_at(url)
    return known.licence if known else None


def short_name(publisher: str) -> str:
    """A publisher's short name; of one that is not known, its first letters.

    >>> short_name("The White House"), short_name("Ministry of Foreign Affairs of Elsewhere")
    ('white-house', 'mfae')
    """
    known = next((known.short for known in _BY_HOST.values() if known.name == publisher), None)
    words = re.findall(r"[A-Za-z][\w.]*", publisher)
    return known or "".join(word[0] for word in words if word[0].isupper() or len(words) == 1).lower()
