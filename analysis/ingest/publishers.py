"""Known publishers: an address → its publisher, short name and licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Publisher:
    """A publisher of readouts.

    name : as written in front matter. short : for file names.
    licence : of its texts; None unless known for certain. What a page says of its own licence does not count.
    """

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
    """The publisher at an address; None for an unknown host.

    >>> publisher_at("https://www.mofa.go.jp/a.html").name
    'Ministry of Foreign Affairs of Japan'
    """
    host = urlsplit(url).hostname or "" if url else ""
    return _BY_HOST.get(_OTHER_HOSTS.get(host, host))


def short_name(publisher: str) -> str:
    """A publisher's short name; for an unknown publisher, the initials of its name.

    >>> short_name("The White House"), short_name("Ministry of Foreign Affairs of Elsewhere")
    ('white-house', 'mfae')
    """
    known = next((known.short for known in _BY_HOST.values() if known.name == publisher), None)
    words = re.findall(r"[A-Za-z][\w.]*", publisher)
    return known or "".join(word[0] for word in words if word[0].isupper() or len(words) == 1).lower()
