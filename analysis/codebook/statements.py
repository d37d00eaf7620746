"""`sentences` and the leaders → `statements`: who speaks in each sentence, and how.

A readout says whose words it reports: "Prime Minister Kishida stated", "the two leaders concurred". A
statement is such a subject with its verb, and reaches to the next one. Subjects and verbs are the
codebook's `voice`; names, offices and sides are those read from the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..corpus.parsing.leaders import Leader
from ..text.patterns import WORD, any_of
from ..text.words import count_words
from .model import VoiceRules
from .speakers import BOTH, NEITHER, SAME, Speakers, Subject, find_speakers, find_subjects

STATEMENT_COLUMNS = [
    "readout_id", "sentence", "statement", "voice", "act", "subject", "verb", "start", "end", "n_words",
]  # fmt: skip
VOICE_COLUMNS = ["readout_id", "sentence", "voice", "act"]
OTHER = "other"
# So that the time is that of the sentence's length: words between subject and verb, characters looked back for a join.
MOST_BETWEEN, REACH = 6, 200
_CLAUSE = re.compile(r"\bthat\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*,[^,;.]{1,90},")  # ", who was visiting Seoul,"


@dataclass(frozen=True)
class Said:
    """One statement within its sentence: who, how, and where subject and verb stand."""

    voice: str
    act: str
    start: int
    subject_end: int
    verb_start: int
    verb_end: int


@dataclass(frozen=True)
class Listener:
    """Hears who speaks in the sentences of one readout, whose leaders are known."""

    rules: VoiceRules
    leaders: tuple[Leader, ...]

    def hear(self, sentence: str, last: str = "") -> list[Said]:
        """The statements of a sentence in their order; `last` is the side that spoke last alone.

        Within a clause that "that" opens, only a join with a comma begins another statement, and a country is no
        speaker: "stated that A and B agreed" is one.
        """
        said: list[Said] = []
        clauses = [clause.start() for clause in _CLAUSE.finditer(sentence)]
        barred = self._ends_of_bars(sentence)
        for subject in self._openings(sentence):
            if said and not self._continues(sentence, said[-1].verb_end, subject, clauses):
                continue
            if not said and (subject.voice == "" or subject.start in barred):
                continue
            voice = said[-1].voice if subject.voice == "" else last if subject.voice == SAME else subject.voice
            verb = self._verb(sentence, subject, voice or NEITHER)
            if verb is not None:
                act = verb[0] if voice not in ("", NEITHER) else OTHER
                said.append(Said(voice or NEITHER, act, subject.start, subject.end, *verb[1:]))
                last = voice if voice not in (BOTH, NEITHER) else last
        return said

    def _openings(self, sentence: str) -> list[Subject]:
        """Subjects, and places right after a join, where the subject before goes on speaking."""
        subjects = find_subjects(sentence, self._speakers)
        ends = [m.end() for m in self._join.finditer(sentence)]

        def inside(end: int) -> bool:
            before = bisect_right(subjects, end, key=lambda subject: subject.start)
            return before > 0 and end <= subjects[before - 1].end

        return sorted([*subjects, *(Subject("", end, end) for end in ends if not inside(end))])

    def _continues(self, sentence: str, since: int, subject: Subject, clauses: Sequence[int]) -> bool:
        """Whether a subject goes on after a verb that ended at `since`; `clauses` is where "that" stands."""
        if subject.start < since:
            return False
        joined = self._joined.search(sentence, max(since, subject.start - REACH), subject.start)
        clause = bisect_left(clauses, subject.start) > bisect_left(clauses, since)
        return joined is not None and (not clause or (bool(joined["stop"] or joined["alone"]) and not subject.country))

    def _verb(self, sentence: str, subject: Subject, voice: str) -> tuple[str, int, int] | None:
        """Act, start and end of the verb after a subject, or after an aside in commas; the longest that fits."""
        starts = [subject.end]
        if subject.voice and (aside := _ASIDE.match(sentence, subject.end)):
            starts.append(aside.end())
        for start in starts:
            found = [(act, verbs.match(sentence, start)) for act, verbs in self._verbs[voice == BOTH]]
            fits = [(act, *match.span("verb")) for act, match in found if match]
            if fits:
                return max(fits, key=lambda fit: fit[2])
        return None

    @cached_property
    def _speakers(self) -> Speakers:
        return find_speakers(self.rules, self.leaders)

    @cached_property
    def _join(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!{WORD})(?:{any_of(self.rules.joins)})\s+", re.IGNORECASE)

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        """A join at the end of what stands between two statements, with the stop before it."""
        word, filler = any_of(self.rules.joins), any_of(self.rules.between)
        tail = rf"(?:(?:{filler})(?:\s*,)?\s+){{0,{MOST_BETWEEN}}}$"
        return re.compile(
            rf"(?P<stop>[,;:]\s*)?(?<!{WORD})(?:{word})(?:\s*,)?\s+{tail}|(?P<alone>;)\s*{tail}", re.IGNORECASE
        )

    def _ends_of_bars(self, sentence: str) -> set[int]:
        """Where a word of `not_after` and the space behind it end."""
        return {m.end(1) for bar in self._bars for m in bar.finditer(sentence)}

    @cached_property
    def _bars(self) -> list[re.Pattern[str]]:
        written = self.rules.not_after
        return [re.compile(rf"(?<!{WORD})(?=((?:{any_of([w])})\s+))", re.IGNORECASE) for w in written]

    @cached_property
    def _verbs(self) -> dict[bool, list[tuple[str, re.Pattern[str]]]]:
        """Verbs of each act, with what may stand before them: for one side alone, and for both."""
        between = rf"(?:{any_of(self.rules.between)})(?!{WORD})"
        filler = rf"(?:\s*,)?\s*(?:{between}\s*(?:,\s*)?){{0,{MOST_BETWEEN}}}"

        def verbs(written: Sequence[str]) -> re.Pattern[str]:
            return re.compile(rf"{filler}(?P<verb>{any_of(written)})(?!{WORD})", re.IGNORECASE)

        acts = self.rules.acts
        return {
            False: [(act.key, verbs(act.verbs)) for act in acts],
            True: [(act.key, verbs((*act.verbs, *act.only_jointly))) for act in acts],
        }


def find_statements(sentences: pd.DataFrame, leaders: pd.DataFrame, rules: VoiceRules) -> pd.DataFrame:
    """Who speaks, and how, in every sentence.

    Parameters
    ----------
    sentences : readout_id, sentence, text, start, in the order of the text.
    leaders : readout_id, written, side, office, name of those who met.
    rules : the codebook's `voice`.

    Returns
    -------
    STATEMENT_COLUMNS, one row per statement: voice (a side such as "Japan"; "both" where all that met
    speak; two of three by their names; "neither" where a sentence names no speaker or none that met), act (a key
    of the rules; "other" where none fits), subject and verb as the text has them ("" where there is none; a
    subject that goes on speaking is named once), start, end (code points into the readout's text), n_words.
    The statements of a sentence cover it from end to end: their words add up to its own.
    """
    known: dict[str, tuple[Leader, ...]] = {
        str(name): tuple(Leader(row.name, row.written, row.side, row.office) for row in own.itertuples(index=False))
        for name, own in leaders.groupby("readout_id")
    }
    rows: list[tuple[object, ...]] = []
    listeners: dict[tuple[Leader, ...], Listener] = {}
    readout, last = None, ""
    for row in sentences[["readout_id", "sentence", "text", "start"]].itertuples(index=False):
        met = known.get(row.readout_id, ())
        listener = listeners.setdefault(met, Listener(rules, met))
        last = last if row.readout_id == readout else ""
        said = listener.hear(row.text, last)
        rows += [(row.readout_id, row.sentence, *part) for part in _parts(row.text, row.start, said)]
        alone = [one.voice for one in said if one.voice not in (BOTH, NEITHER)]
        readout, last = row.readout_id, alone[-1] if alone else last
    whole_numbers = dict.fromkeys(["sentence", "statement", "start", "end", "n_words"], int)
    return pd.DataFrame(rows, columns=STATEMENT_COLUMNS).astype(whole_numbers)


def _parts(text: str, offset: int, said: Sequence[Said]) -> list[tuple[object, ...]]:
    """The statements of a sentence as rows that cover it."""
    if not said:
        return [(1, NEITHER, OTHER, "", "", offset, offset + len(text), count_words(text))]
    starts = [0, *(one.start for one in said[1:])]
    ends = [*starts[1:], len(text)]
    return [
        (n, one.voice, one.act, text[one.start : one.subject_end], text[one.verb_start : one.verb_end],
         offset + start, offset + end, count_words(text[start:end]))
        for n, (one, start, end) in enumerate(zip(said, starts, ends, strict=True), start=1)
    ]  # fmt: skip


def voice_of_sentences(statements: pd.DataFrame, rules: VoiceRules) -> pd.DataFrame:
    """One voice and one act for each sentence (VOICE_COLUMNS).

    The voice is that of the first statement, also where another speaks after it (`statements` has them all); the
    act is the strongest, in the order of the rules, of the statements of that voice: "welcomed the progress
    and decided to enhance it" is agreed.
    """
    strength = {act.key: n for n, act in enumerate(rules.acts)}
    keys = ["readout_id", "sentence"]
    first = statements.drop_duplicates(keys).set_index(keys)["voice"]
    own = statements[statements["voice"] == first.reindex(pd.MultiIndex.from_frame(statements[keys])).to_numpy()]
    ranked = own.assign(rank=own["act"].map(strength).fillna(len(strength))).sort_values("rank", kind="stable")
    strongest = ranked.drop_duplicates(keys).set_index(keys)["act"]
    return pd.DataFrame({"voice": first, "act": strongest.reindex(first.index)}).reset_index()[VOICE_COLUMNS]
