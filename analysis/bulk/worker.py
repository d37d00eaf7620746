"""One piece of the input → its tagged sentences and matches; the same function on every engine."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import count, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from ..codebook.matcher import Matcher, kept_matcher
from ..codebook.model import Codebook
from ..io.faults import Fault, InputFaults
from ..io.files import write_whole
from .batches import Batch, tag_batch
from .engines import HERE, Engine
from .inputs import Piece
from .limits import LIMITS, Limits
from .outputs import RUN, Part
from .reading import read_batches
from .rows import Layout, OnRead

MAX_FAULTS_KEPT = 10_000  # per piece; further faults are only counted


class Settings(NamedTuple):
    """The settings of a run, small enough to send with each piece.

    codebook : as JSON. folder : the output folder, "" for tables. run : the checksum of its run.json. text : whether
    the text of sentences is written.
    """

    layout: Layout
    codebook: str
    skip_bad: bool = False
    folder: str = ""
    run: str = ""
    limits: Limits = LIMITS
    text: bool = True

    def stops(self, outcome: Outcome) -> bool:
        """Whether the faults found so far end the work."""
        return outcome.n_faults > 0 and not self.skip_bad


@dataclass
class Outcome:
    """The result of one or several pieces: counts and faults."""

    documents: int = 0
    sentences: int = 0
    matches: int = 0
    n_faults: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add_fault(self, fault: Fault) -> None:
        """Add the fault of a document that cannot be read."""
        self.n_faults += 1
        if len(self.faults) < MAX_FAULTS_KEPT:
            self.faults.append(fault)

    def add(self, other: Outcome) -> None:
        """Add the result of another piece."""
        self.documents += other.documents
        self.sentences += other.sentences
        self.matches += other.matches
        self.n_faults += other.n_faults
        self.faults += other.faults


def prepare(codebook: str) -> None:
    """What a new process does while its first work is being read."""
    matcher_of(codebook)


@lru_cache(maxsize=1)
def matcher_of(codebook: str) -> Matcher:
    """The matcher of a codebook given as JSON, made once in a process."""
    return kept_matcher(Codebook.model_validate_json(codebook))


def tag_and_render(
    batch: Batch, settings: Settings, renderers: Sequence[Callable[[pa.Table], Any] | None]
) -> list[Any]:
    """The sentences and the matches of a batch as their tables are written; None for a table without a renderer."""
    tagged = tag_batch(batch, matcher_of(settings.codebook), settings.text)
    return [render and render(rows) for render, rows in zip(renderers, tagged, strict=True)]


class _Stopped(Exception):
    """Raised so that an unfinished part is dropped."""


def tag_piece(
    piece: Piece, settings: Settings, only_read: bool = False, on_read: OnRead = lambda n: None, engine: Engine = HERE
) -> Outcome:
    """Tag a piece into the parts of the output folder. Parts from an earlier run are kept.

    only_read : report faults and write nothing. engine : where the batches are tagged.

    The bytes of a part depend only on the input, the codebook and the options. A complete piece has a file in `done/`
    with its Outcome. Raises OSError if a part cannot be written.
    """
    folder, outcome = Path(settings.folder), Outcome()
    batches = read_batches(piece, settings.layout, outcome.add_fault, on_read, settings.limits)
    for number in count(1):
        if only_read or settings.stops(outcome) or (first := next(batches, None)) is None:
            break
        batches_of_part = _of_part(first, batches, settings.limits.part_bytes)
        _fill(Part(folder, piece.number, number, settings.text), batches_of_part, settings, outcome, engine)
    for _ in batches:  # only for what is wrong in it
        pass
    if not only_read and not settings.stops(outcome):
        write_done(folder, piece, outcome, number - 1)
    return outcome


def tag_there(piece: Piece, settings: Settings, only_read: bool) -> Outcome:
    """Tag a piece in another process, which must see the output folder.

    Raises InputFaults where it sees none, or that of another run.
    """
    try:
        same = hashlib.sha256((Path(settings.folder) / RUN).read_bytes()).hexdigest() == settings.run
    except OSError:
        same = False
    if not same:
        message = f"The worker on {socket.gethostname()} does not see this folder. Share it with all machines."
        raise InputFaults([Fault(settings.folder, 0, message)])
    return tag_piece(piece, settings, only_read)


def _of_part(first: Batch, batches: Iterator[Batch], size: int) -> Iterator[Batch]:
    yield first
    size -= first.text.nbytes
    while size > 0 and (batch := next(batches, None)) is not None:
        yield batch
        size -= batch.text.nbytes


def _fill(part: Part, batches: Iterable[Batch], settings: Settings, outcome: Outcome, engine: Engine) -> None:
    if (rows := part.rows()) is not None:
        outcome.sentences += rows[0]
        outcome.matches += rows[1]
        outcome.documents += sum(len(batch.file) for batch in batches)
        return
    try:
        with part.writing() as tables:
            renderers = [table.render for table in tables]
            wanted = takewhile(lambda _: not settings.stops(outcome), batches)
            for batch, tagged in engine.run(tag_and_render, ((batch, settings, renderers) for batch in wanted)):
                outcome.documents += len(batch.file)
                outcome.sentences += len(tagged[0])
                outcome.matches += len(tagged[1])
                for table, rows in zip(tables, tagged, strict=True):
                    table.write(rows)
            if settings.stops(outcome):
                raise _Stopped
    except _Stopped:
        return


def write_done(folder: Path, piece: Piece, outcome: Outcome, parts: int) -> None:
    """Record that a piece is complete, with its number of parts and its result."""
    write_whole(_done(folder, piece), json.dumps({"parts": parts} | asdict(outcome), indent=1) + "\n")


def read_done(folder: Path, piece: Piece) -> Outcome | None:
    """The result of a piece in an earlier run; None if it is not recorded or a part has been removed."""
    try:
        written = json.loads(_done(folder, piece).read_text(encoding="utf-8"))
        parts = written.pop("parts")
        outcome = Outcome(**written | {"faults": [Fault(**fault) for fault in written["faults"]]})
        there = all(Part(folder, piece.number, n).rows() is not None for n in range(1, parts + 1))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):  # or broken, as after a power cut
        return None
    return outcome if there else None


def _done(folder: Path, piece: Piece) -> Path:
    return folder / "done" / f"{piece.number:06}.json"
