"""Names in prose: the themes, meetings and accounts of a study → the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..corpus.meetings import people_of
from ..corpus.parsing.countries import KNOWN
from ..io.wording import listing, shortened
from ..study import Study

# What people call a meeting, by its kind; texts of other kinds are named by their kind.
OCCASIONS = {"meeting": "meeting", "telephone": "call", "video": "video call", "other": "meeting"}
SUMMIT = ("meeting", "leaders")  # the kind and level of a summit
WITH_ARTICLE = {"DPRK", "EU", "Maldives", "Netherlands", "Philippines", "ROK", "UAE", "UK", "UN", "US"}


def themes_named(study: Study, themes: Iterable[str]) -> str:
    """Themes as a sentence names them: "North Korea and the economy"."""
    return listing([study.codebook.in_text(theme) for theme in themes])


def opened(sentence: str) -> str:
    """A sentence with a capital at its beginning.

    >>> opened("the economy led.")
    'The economy led.'
    """
    return sentence[:1].upper() + sentence[1:]


def possessive(name: str) -> str:
    """The possessive of a name.

    >>> possessive("Japan"), possessive("the Philippines")
    ("Japan's", "the Philippines'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def publishers_of(study: Study) -> str:
    """Who published the readouts, as a list in a sentence; "" where none of them states it."""
    return listing(list(dict.fromkeys(study.readouts["publisher"].dropna())))


def when(study: Study, readout_id: str) -> str:
    """When a meeting was, as precisely as tells it from the others: "in 2017", "in May 2024", "on 26 May 2024"."""
    days = study.readouts.set_index("readout_id")["date"]
    for said in zip(*(_dated(day) for day in [days[readout_id], *days[study.timeline]]), strict=True):
        if said[1:].count(said[0]) == 1:
            return str(said[0])
    return f"at {study.names[readout_id]}"


def _dated(day: pd.Timestamp) -> tuple[str, str, str]:
    return f"in {day:%Y}", f"in {day:%B %Y}", f"on {day.day} {day:%B %Y}"


def text_named(study: Study, readout_id: str, after: str = "") -> str:
    """A readout as a sentence names it: "Japan's account of the Hamburg summit".

    after : another readout, named just before; its government is not named again.
    """
    readouts = study.readouts.set_index("readout_id")
    row = readouts.loc[readout_id]
    where = row["place"] if isinstance(row["place"], str) else people_of(study.corpus.leaders).get(readout_id)
    place = f"{shortened(where)} " if where else ""
    if row["kind"] not in OCCASIONS:
        return f"the {place}{row['kind'].replace('-', ' ')}"
    occasion = "summit" if (row["kind"], row["level"]) == SUMMIT else OCCASIONS[row["kind"]]
    accounts = study.meetings.set_index("readout_id")["account"]
    account = accounts[readout_id]
    if account not in KNOWN or (after and accounts[after] == account):
        return f"the account of the {place}{occasion}"
    name = f"the {account}" if account in WITH_ARTICLE else account
    return f"{possessive(name)} account of the {place}{occasion}"
