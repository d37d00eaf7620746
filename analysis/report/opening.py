"""The first screen of the report: a study → title, paragraphs with what they rest on and how to cite them, warnings."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import pandas as pd

from ..codebook.model import NONE
from ..io.wording import counted, listing
from ..measures.comparing import CORE
from ..measures.shifts import first_to_last
from ..study import Study
from .caveats import power
from .findings import PERIODS, POINTS, SHARES, TREND, Part, parts_of, title_of
from .prose import p_value, percent, points_of_change

MAX_PARAGRAPHS = 4
MAX_WITHOUT_THEME = 0.4  # of a readout's words; above it the codebook does not fit
CHECKSUM_LETTERS = 12


class Paragraph(NamedTuple):
    """A paragraph of the first screen: its anchor, its text, how sure it is, how to cite it."""

    anchor: str
    text: str
    sure: list[str]
    citation: str


def opening(study: Study) -> tuple[str, list[Paragraph]]:
    """The title of the report and its first paragraphs."""
    paragraphs = []
    for n, part in enumerate(parts_of(study)[:MAX_PARAGRAPHS], start=1):
        anchor, said = f"finding-{n}", " ".join(part.sentences)
        paragraphs.append(Paragraph(anchor, said, _sure(study, part), f"{cite(study, said)[:-1]}, #{anchor}."))
    return title_of(study), paragraphs


def _sure(study: Study, part: Part) -> list[str]:
    """What a paragraph rests on, in sentences."""
    if part.rests_on in (POINTS, TREND):
        return [*_test_of(study, part.rests_on == TREND), *power(study)[:1]]
    return {
        SHARES: ["Shares are counted in the published words, by the codebook: facts about the texts, as coded."],
        PERIODS: ["Whole meetings were dealt at random to the two periods, within their kind.", *power(study)[1:2]],
    }.get(part.rests_on, ["Who speaks is read from the subject and the verb of a sentence, by rules."])


def _test_of(study: Study, over_time: bool) -> list[str]:
    """The test of the core themes in numbers, theme by theme."""
    table = study.trends if over_time else first_to_last(study.shifts).reset_index()
    core = table[table["family"] == CORE].dropna(subset=["p"])
    dealt = "Dates were dealt at random to the meetings." if over_time else (
        "Agenda points were dealt at random to the two meetings."
    )  # fmt: skip
    said = [
        f"{study.codebook.label(row.theme)}: p {p_value(row.p)}, adjusted for {len(core)} core themes "
        f"{p_value(row.adjusted_p)}{_detectable(row)}"
        for row in core.itertuples()
    ]
    return [dealt, *(f"{one}." for one in said)] if said else []


def _detectable(row: Any) -> str:
    """The smallest change that could be claimed, where the test has one."""
    reach = getattr(row, "detectable", float("nan"))
    return "" if pd.isna(reach) else f"; a change below {points_of_change(reach).lstrip('+')} cannot be claimed"


def cite(study: Study, said: str) -> str:
    """A citation: the words, author and title of the study if stated, its readouts and their days, the checksum."""
    readouts, about = study.readouts, study.about
    publishers = listing(list(dict.fromkeys(readouts["publisher"].fillna("publisher not stated"))))
    named = "".join(f"{part}. " for part in (about.author, about.title) if part)
    return (
        f"“{said}” {named}Readouts, study of {counted(len(readouts), 'readout')} by {publishers}, "
        f"{readouts['date'].min():%Y-%m-%d} to {readouts['date'].max():%Y-%m-%d}. Corpus {checksum(study)}."
    )


def checksum(study: Study) -> str:
    """The first letters of the SHA-256 of the corpus: of the checksums of its readouts, in order."""
    joined = "\n".join(study.readouts["sha256"].astype(str))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:CHECKSUM_LETTERS]


def warnings(study: Study) -> list[str]:
    """Where the codebook does not fit: readouts largely without a theme, core themes that are never found."""
    shares = study.emphasis[study.emphasis["theme"] == NONE].set_index("readout_id")["share_words"].dropna()
    bare = shares[shares > MAX_WITHOUT_THEME]
    said = [
        f"{study.names[name]} ({percent(share)})" for name, share in bare.sort_values(ascending=False).head(3).items()
    ]
    more = f" and {len(bare) - 3} more" if len(bare) > 3 else ""
    warned = [f"The codebook finds no theme in much of {listing(said)}{more}: read the texts first."] if said else []
    found = set(study.tags["theme"])
    never = [study.codebook.label(theme) for theme in study.codebook.core_keys if theme not in found]
    if never and len(study.sentences):
        warned.append(f"Found in no sentence: {listing(never)}. Does the codebook fit these texts?")
    return warned
