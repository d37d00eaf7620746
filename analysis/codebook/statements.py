"""Statements: `sentences`, leaders and the codebook's `voice` → who speaks in each sentence, and by which act.

A readout names its speakers: "Prime Minister Kishida stated", "the two leaders concurred". A statement begins with such
a subject and its verb, and ends where the next begins. Verbs and general subjects come from the codebook's `voice`;
names, offices and sides come from the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..corpus.parsing.parsed import Leader
from ..text.patterns import WORD, any_of
from ..text.words import count_words
from .rules import VoiceRules
from .speakers import BOTH, NEITHER, SAME, UNNAMED, Speakers, Subject, find_speakers, find_subjects

STATEMENT_COLUMNS = [
    "readout_id", "sentence", "statement", "voice", "act", "subject", "verb", "start", "end", "n_words",
]  # fmt: skip
VOICE_COLUMNS = ["readout_id", "sentence", "voice", "act"]
OTHER = "other"
# Both limits keep the time proportional to the sentence's length.
MAX_FILLERS = 6  # words of `between` in a row
MAX_JOIN_CHARACTERS = 200  # before a subject, searched for a join
_CLAUSE = re.compile(r"\bthat\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*,[^,;.]{1,90},")  # ", who was visiting Seoul,"


@dataclass(frozen=True)
class Statement:
    """One statement: its voice and act, and the offsets of its subject and verb in the sentence.

    speaker : whom "he" or "she" means after it: the voice, "" if its side is not known; None: still the one before.
    """

    voice: str
    act: str
    start: int
    subject_end: int
    verb_start: int
    verb_end: int
    speaker: str | None = None


@dataclass(frozen=True)
class StatementFinder:
    """Finds the statements in the sentences of one readout."""

    rules: VoiceRules
    leaders: tuple[Leader, ...]
    own: str = ""  # the side that published it

    def find(self, sentence: str, last: str = "") -> list[Statement]:
        """The statements of a sentence in order; `last` is the last single speaker before it.

        Within a clause after "that", only a join with a comma begins another statement, and a country does not speak:
        "stated that A and B agreed" is one statement.
        """
        subjects = find_subjects(sentence, self._speakers)
        found = self._inverted(sentence, subjects)
        clauses = [clause.start() for clause in _CLAUSE.finditer(sentence)]
        barred = {bar.end(1) for bar in self._bar.finditer(sentence)}
        for subject in self._openings(sentence, subjects):
            if found and not self._continues(sentence, found[-1].verb_end, subject, clauses):
                continue
            if not found and (subject.voice == "" or subject.start in barred):
                continue
            voice = found[-1].voice if subject.voice == "" else last if subject.voice == SAME else subject.voice
            verb = self._verb(sentence, subject, voice or NEITHER)
            if verb is not None:
                found.append(_statement(voice, verb, subject))
                last = last if found[-1].speaker is None else found[-1].speaker
        return found

    def _inverted(self, sentence: str, subjects: Sequence[Subject]) -> list[Statement]:
        """The statement whose subject stands after its verb, after a quotation: ""We agree," said President Kim."."""
        for subject in subjects:
            before = self._inverted_verb.search(sentence, max(0, subject.start - MAX_JOIN_CHARACTERS), subject.start)
            if before is not None and subject.voice != SAME:
                act = next((act for act, verbs in self._verbs[False] if verbs.fullmatch(before["verb"])), OTHER)
                return [_statement(subject.voice, (act, *before.span("verb")), subject)]
        return []

    def _openings(self, sentence: str, subjects: Sequence[Subject]) -> list[Subject]:
        """Subjects, and the places after a join as empty subjects, where the subject before may go on speaking."""
        ends = [m.end() for m in self._join.finditer(sentence)]

        def inside(end: int) -> bool:
            before = bisect_right(subjects, end, key=lambda subject: subject.start)
            return before > 0 and end <= subjects[before - 1].end

        return sorted([*subjects, *(Subject("", end, end) for end in ends if not inside(end))])

    def _continues(self, sentence: str, since: int, subject: Subject, clauses: Sequence[int]) -> bool:
        """Whether a subject starts another statement after `since`, the end of a verb; `clauses`: offsets of "that"."""
        if subject.start < since:
            return False
        joined = self._joined.search(sentence, max(since, subject.start - MAX_JOIN_CHARACTERS), subject.start)
        clause = bisect_left(clauses, subject.start) > bisect_left(clauses, since)
        return joined is not None and (not clause or (joined[0][0] in ",;:" and not subject.country))

    def _verb(self, sentence: str, subject: Subject, voice: str) -> tuple[str, int, int] | None:
        """Act, start and end of the longest verb after a subject, or after a subject and an aside in commas."""
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
        return find_speakers(self.rules, self.leaders, self.own)

    @cached_property
    def _inverted_verb(self) -> re.Pattern[str]:
        """A verb of `inverted`, first or after a quotation, at the end of the text searched."""
        return re.compile(rf"""(?:^|[,”"’'])\s*(?P<verb>{any_of(self.rules.inverted)})\s+$""", re.IGNORECASE)

    @cached_property
    def _join(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!{WORD})(?:{any_of(self.rules.joins)})\s+", re.IGNORECASE)

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        """A join at the end of the words between two statements, with the comma or semicolon before it."""
        word, filler = any_of(self.rules.joins), any_of(self.rules.between)
        tail = rf"(?:(?:{filler})(?:\s*,)?\s+){{0,{MAX_FILLERS}}}$"
        return re.compile(rf"(?:[,;:]\s*)?(?<!{WORD})(?:{word})(?:\s*,)?\s+{tail}|;\s*{tail}", re.IGNORECASE)

    @cached_property
    def _bar(self) -> re.Pattern[str]:
        """A word of `not_after` and its space."""
        return re.compile(rf"(?<!{WORD})(?=((?:{any_of(self.rules.not_after)})\s+))", re.IGNORECASE)

    @cached_property
    def _verbs(self) -> dict[bool, list[tuple[str, re.Pattern[str]]]]:
        """The verbs of each act with the fillers before them: by whether both sides speak."""
        between = rf"(?:{any_of(self.rules.between)})(?!{WORD})"
        filler = rf"(?:\s*,)?\s*(?:{between}\s*(?:,\s*)?){{0,{MAX_FILLERS}}}"

        def verbs(written: Sequence[str]) -> re.Pattern[str]:
            return re.compile(rf"{filler}(?P<verb>{any_of(written)})(?!{WORD})", re.IGNORECASE)

        acts = self.rules.acts
        return {
            False: [(act.key, verbs(act.verbs)) for act in acts],
            True: [(act.key, verbs((*act.verbs, *act.only_jointly))) for act in acts],
        }


def find_statements(
    sentences: pd.DataFrame, leaders: pd.DataFrame, rules: VoiceRules, accounts: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The speaker and the act of every statement.

    Parameters
    ----------
    sentences : readout_id, sentence, text, start, in the order of the text.
    leaders : readout_id, written, side, office, name of those who met; "" for an unknown side or office.
    rules : the codebook's `voice`.
    accounts : readout_id → the side that published it, where known: "the President" alone is its own President.

    Returns
    -------
    STATEMENT_COLUMNS, one row per statement: voice (a side such as "Japan"; "both" for all sides that met; two of
    three by their names; "neither" if the sentence does not name a speaker who met), act (a key of the rules, or
    "other"), subject and verb as the text writes them ("" if missing; a subject with several statements is written only
    in the first), start, end (code points into the readout's text), n_words.
    The statements of a sentence cover it from end to end: their words add up to its words.

    >>> rules = VoiceRules.model_validate({"acts": [{"key": "stated", "verbs": ["stated"]}]})
    >>> sentences = pd.DataFrame({"readout_id": "a", "sentence": 1, "text": ["Japan stated this."], "start": 0})
    >>> leaders = pd.DataFrame(columns=["readout_id", "written", "side", "office", "name"])
    >>> find_statements(sentences, leaders, rules)[["voice", "act", "n_words"]].values.tolist()
    [['Japan', 'stated', 3]]
    """
    known: dict[str, tuple[Leader, ...]] = {
        str(name): tuple(Leader(row.name, row.written, row.side, row.office) for row in own.itertuples(index=False))
        for name, own in leaders.groupby("readout_id")
    }
    rows: list[tuple[object, ...]] = []
    finders: dict[tuple[tuple[Leader, ...], str], StatementFinder] = {}
    readout, last = None, ""
    for row in sentences[["readout_id", "sentence", "text", "start"]].itertuples(index=False):
        met, own = known.get(row.readout_id, ()), (accounts or {}).get(row.readout_id, "")
        finder = finders.setdefault((met, own), StatementFinder(rules, met, own))
        last = last if row.readout_id == readout else ""
        found = finder.find(row.text, last)
        rows += [(row.readout_id, row.sentence, *part) for part in _parts(row.text, row.start, found)]
        single = [one.speaker for one in found if one.speaker is not None]
        readout, last = row.readout_id, single[-1] if single else last
    whole_numbers = dict.fromkeys(["sentence", "statement", "start", "end", "n_words"], int)
    return pd.DataFrame(rows, columns=STATEMENT_COLUMNS).astype(whole_numbers)


def _statement(voice: str, verb: tuple[str, int, int], subject: Subject) -> Statement:
    """The statement of a subject; only of a known voice is its act counted."""
    if voice in ("", NEITHER, UNNAMED):
        speaker = "" if voice == UNNAMED else None
        return Statement(NEITHER, OTHER, subject.start, subject.end, *verb[1:], speaker)
    return Statement(voice, verb[0], subject.start, subject.end, *verb[1:], None if voice == BOTH else voice)


def _parts(text: str, offset: int, found: Sequence[Statement]) -> list[tuple[object, ...]]:
    """The statements of a sentence as rows that cover it."""
    if not found:
        return [(1, NEITHER, OTHER, "", "", offset, offset + len(text), count_words(text))]
    starts = [0, *(one.start for one in found[1:])]
    return [
        (n, one.voice, one.act, text[one.start : one.subject_end], text[one.verb_start : one.verb_end],
         offset + start, offset + end, count_words(text[start:end]))
        for n, (one, start, end) in enumerate(zip(found, starts, [*starts[1:], len(text)], strict=True), start=1)
    ]  # fmt: skip


def voice_of_sentences(statements: pd.DataFrame, rules: VoiceRules) -> pd.DataFrame:
    """One voice and one act for each sentence.

    Parameters
    ----------
    statements : as from `find_statements`.
    rules : the codebook's `voice`.

    Returns
    -------
    VOICE_COLUMNS, one row per sentence. The voice is that of the first statement; the act is the strongest act of that
    voice, in the order of the rules, with "other" last: "welcomed the progress and decided to enhance it" is agreed.

    >>> statements = pd.DataFrame({"readout_id": "a", "sentence": 1, "voice": "both", "act": ["other", "agreed"]})
    >>> rules = VoiceRules.model_validate({"acts": [{"key": "agreed", "verbs": ["agreed"]}]})
    >>> voice_of_sentences(statements, rules).values.tolist()
    [['a', 1, 'both', 'agreed']]
    """
    strength = {act.key: n for n, act in enumerate(rules.acts)}
    keys = ["readout_id", "sentence"]
    first = statements.drop_duplicates(keys).set_index(keys)["voice"]
    own = statements[statements["voice"] == first.reindex(pd.MultiIndex.from_frame(statements[keys])).to_numpy()]
    ranked = own.assign(rank=own["act"].map(strength).fillna(len(strength))).sort_values("rank", kind="stable")
    strongest = ranked.drop_duplicates(keys).set_index(keys)["act"]
    return pd.DataFrame({"voice": first, "act": strongest.reindex(first.index)}).reset_index()[VOICE_COLUMNS]
