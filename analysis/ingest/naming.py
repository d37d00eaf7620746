"""Names of files that cannot leave the corpus folder, whatever a title or a place says."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection

from .publishers import short_name

LONGEST = 40


def slug(words: str | None) -> str:
    """Words as lower-case ASCII letters and digits with hyphens between; empty where nothing is left.

    >>> slug("Phnom Penh"), slug("../Sèoul/.."), slug("서울"), slug(None)
    ('phnom-penh', 'seoul', '', '')
    """
    plain = unicodedata.normalize("NFKD", words or "").encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['.](?=[a-z])", "", plain)))[:LONGEST].strip("-")


def name_readout(
    date: dt.date, place: str | None, kind: str, publisher: str | None = None, taken: Collection[str] = ()
) -> str:
    """A readout's name: date, then place or else kind; where it is taken (whatever the case), the
    publisher's short name behind it, then 2, 3, ...

    >>> name_readout(dt.date(2024, 5, 26), "Seoul", "summit")
    '2024-05-26-seoul'
    >>> name_readout(dt.date(2024, 5, 26), "Seoul", "summit", "The White House", ["2024-05-26-Seoul"])
    '2024-05-26-seoul-white-house'
    """
    used = {name.casefold() for name in taken}
    plain = f"{date.isoformat()}-{slug(place) or slug(kind) or 'readout'}"
    short = slug(short_name(publisher)) if publisher else ""
    wanted = [plain, f"{plain}-{short}"] if short else [plain]
    numbered = (f"{wanted[-1]}-{n}" for n in range(2, len(used) + 3))
    return next(name for name in (*wanted, *numbered) if name not in used)
