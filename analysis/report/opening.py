"""The first screen of the report: a study → title, paragraphs with what they rest on and how to cite them, warnings."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from ..codebook.model import NONE
from ..io.wording import counted, listing
from ..study import Study
from .findings import list_findings, title_of
from .naming import publishers_of
from .prose import percent

MAX_SENTENCES = 4
MAX_WITHOUT_THEME = 0.4  # of a readout's words; above it the codebook does not fit
MAX_NAMED = 3  # readouts that a warning names
CHECKSUM_LETTERS = 12


class Paragraph(NamedTuple):
    """A paragraph of the first screen: its anchor, its text, what it rests on, how to cite it."""

    anchor: str
    text: str
    rests_on: list[str]
    citation: str


def opening(study: Study) -> tuple[str, list[Paragraph]]:
    """The title of the report and its first paragraphs: the first findings, up to MAX_SENTENCES."""
    paragraphs: list[Paragraph] = []
    room = MAX_SENTENCES
    for n, found in enumerate(list_findings(study), start=1):
        room -= len(found.sentences)
        if room < 0:
            break
        anchor, text = f"finding-{n}", " ".join(found.sentences)
        paragraphs.append(Paragraph(anchor, text, found.rests_on, f"{cite(study, text)[:-1]}, #{anchor}."))
    return title_of(study), paragraphs


def cite(study: Study, text: str) -> str:
    """A citation: the words, author and title of the study if stated, its readouts and their days, the checksum."""
    readouts, about = study.readouts, study.about
    named = "".join(f"{part}. " for part in (about.author, about.title) if part)
    publishers = publishers_of(study)
    days = " to ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in (readouts["date"].min(), readouts["date"].max())))
    return (
        f"“{text}” {named}{counted(len(readouts), 'readout')}{f' of {publishers}' if publishers else ''}, {days}. "
        f"Corpus {checksum(study)}."
    )


def checksum(study: Study) -> str:
    """The first letters of the SHA-256 of the corpus: of the checksums of its readouts, in order."""
    joined = "\n".join(study.readouts["sha256"].astype(str))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:CHECKSUM_LETTERS]


def warnings(study: Study) -> list[str]:
    """Where the codebook does not fit: readouts largely without a theme, core themes that are never found."""
    shares = study.emphasis[study.emphasis["theme"] == NONE].set_index("readout_id")["share_words"].dropna()
    bare = shares[shares > MAX_WITHOUT_THEME]
    said = [f"{study.names[name]} ({percent(share)})" for name, share in bare.sort_values(ascending=False).items()]
    much = (
        f"much of {listing(said)}"
        if len(said) <= MAX_NAMED
        else (f"over {percent(MAX_WITHOUT_THEME)} of the words in {len(said)} of {len(shares)} readouts")
    )
    warned = [f"The codebook finds no theme in {much}: read the texts first."] if said else []
    found = set(study.tags["theme"])
    never = [study.codebook.label(theme) for theme in study.codebook.core_keys if theme not in found]
    if never and len(study.sentences):
        warned.append(f"Found in no sentence: {listing(never)}. Does the codebook fit these texts?")
    return warned
