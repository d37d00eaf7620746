"""Pieces → an output folder: started, continued, or refused because it contains something else."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole
from .batches import Batch
from .engines import HERE, Engine
from .inputs import Piece
from .limits import LIMITS, Limits
from .outputs import RUN, UNFINISHED, Table
from .reading import read_batches
from .rows import OnRead
from .worker import Outcome, Settings, read_done, tag_and_render, tag_piece, tag_there

FORMAT = 2  # of an output folder; another number where the same input gives other parts
LOCK = ".lock"


@contextmanager
def progress(pieces: Sequence[Piece], done: int = 0, limits: Limits = LIMITS) -> Iterator[OnRead]:
    """A bar of the input that has been read, MB/s and time left; on a terminal, and once the work takes long."""
    total = sum(piece.size for piece in pieces)
    with tqdm(
        total=total, initial=done, unit="B", unit_scale=True, delay=limits.progress_seconds,
        mininterval=min(0.1, limits.progress_seconds), leave=False, disable=None,
    ) as bar:  # fmt: skip

        def on_read(n: int) -> None:
            bar.update(n)

        yield on_read


def read_all(pieces: Sequence[Piece], settings: Settings, outcome: Outcome, on_read: OnRead) -> Iterator[Batch]:
    """The documents of all pieces in batches; the faults go into `outcome`."""
    for piece in pieces:
        yield from read_batches(piece, settings.layout, outcome.add_fault, on_read, settings.limits)


def tag_to_tables(
    pieces: Sequence[Piece], settings: Settings, tables: tuple[Table | None, Table | None], engine: Engine = HERE
) -> Outcome:
    """Tag all pieces into two tables (None: not wanted). This process reads and writes, the engine's tag."""
    outcome, renderers = Outcome(), [table and table.render for table in tables]
    with progress(pieces, limits=settings.limits) as on_read:
        batches = read_all(pieces, settings, outcome, on_read)
        # After a fault that ends the work, the rest is only read for what is wrong in it.
        calls = ((batch, settings, renderers) for batch in batches if not settings.stops(outcome))
        with closing(engine.run(tag_and_render, calls)) as tagged:
            for _, rendered in tagged:
                for table, rows in zip(tables, rendered, strict=True):
                    if table is not None:
                        table.write(rows)
    return outcome


def _tag_pieces(
    engine: Engine, pieces: Sequence[Piece], settings: Settings, on_read: OnRead
) -> Iterator[tuple[Piece, Outcome]]:
    """Each piece with what came of it. After a fault that ends the work, the rest is only read.

    Where there are fewer pieces than processes, the batches of each are shared out instead of the pieces.
    """
    stopped, inside = False, HERE
    if len(pieces) < engine.processes:
        engine, inside = HERE, engine
    work = partial(tag_piece, on_read=on_read, engine=inside) if engine.here else tag_there
    calls = ((piece, settings, stopped) for piece in pieces)
    with closing(engine.run(work, calls)) as tagged:
        for piece, outcome in tagged:
            stopped = stopped or settings.stops(outcome)
            if not engine.here:
                on_read(piece.size)
            yield piece, outcome


def tag_to_folder(
    pieces: Sequence[Piece], settings: Settings, start: Callable[[], AbstractContextManager[Engine]]
) -> tuple[Outcome, int]:
    """Tag all pieces into the parts of a folder; what a stopped run has written there is kept.

    `start` makes the engine, where something is left to do. Returns what came of all pieces, and how many of them were
    complete before.

    Raises InputFaults if the folder contains something else, or if another run is writing into it.
    """
    folder, run = Path(settings.folder), describe_run(pieces, settings)
    _check_folder(folder, run)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        settings = settings._replace(run=_begin(folder, run))
        outcomes = {piece: outcome for piece in pieces if (outcome := read_done(folder, piece)) is not None}
        known, done = len(outcomes), sum(piece.size for piece in outcomes)
        todo = [piece for piece in pieces if piece not in outcomes]
        if todo:
            with progress(pieces, done, settings.limits) as on_read, start() as engine:
                outcomes |= dict(_tag_pieces(engine, todo, settings, on_read))
        shutil.rmtree(folder / UNFINISHED, ignore_errors=True)
    total = Outcome()
    for piece in pieces:
        total.add(outcomes[piece])
    return total, known


def _begin(folder: Path, run: dict[str, Any]) -> str:
    """Make the folder ready for a run, or for going on with it; the checksum of its run.json."""
    _check_folder(folder, run)  # again: now nobody else writes into it
    shutil.rmtree(folder / UNFINISHED, ignore_errors=True)
    text = json.dumps(run, indent=1, ensure_ascii=False) + "\n"
    if not (folder / RUN).exists():
        write_whole(folder / RUN, text)  # first: a run killed before it leaves only hidden files
    for name in ("sentences", "matches", "done", UNFINISHED):
        (folder / name).mkdir(exist_ok=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def describe_run(pieces: Sequence[Piece], settings: Settings) -> dict[str, Any]:
    """Everything that determines the bytes of an output folder."""
    from importlib.metadata import version

    return {
        "format": FORMAT,
        "readouts": version("readouts"),
        "codebook": hashlib.sha256(settings.codebook.encode("utf-8")).hexdigest(),
        "options": settings.layout._asdict() | {"no_text": not settings.text},
        "part": settings.limits.part_bytes,
        "inputs": [[piece.sources[0].file, len(piece.sources), piece.size, piece.mark] for piece in pieces],
    }


def _check_folder(folder: Path, run: dict[str, Any]) -> None:
    path = folder / RUN
    if not path.exists():
        if folder.exists() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
            message = "The folder contains other files. Give a folder that is empty or does not exist yet."
            raise InputFaults([Fault(shown_path(folder), 0, message)])
        return
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        different = _difference(before, run)
    except (ValueError, KeyError, TypeError, AttributeError):
        different = "it cannot be read as what a run writes there"
    if different:
        message = (
            f"The folder contains another run: {different}. Give another folder, or remove this one to start again."
        )
        raise InputFaults([Fault(shown_path(path), 0, message)])


def _difference(before: dict[str, Any], run: dict[str, Any]) -> str:
    """What differs, in words; "" where nothing does."""
    if (before["format"], before["readouts"]) != (run["format"], run["readouts"]):
        return f"it was made by readouts {before['readouts']}, and this is {run['readouts']}"
    if before["codebook"] != run["codebook"]:
        return "the codebook was another"
    for name, value in run["options"].items():
        if before["options"][name] != value:
            option = {"reads_as": "--as"}.get(name, f"--{name.replace('_', '-')}")
            return f"{option} was {before['options'][name]}, and is {value}"
    for old, new in zip_longest(before["inputs"], run["inputs"]):
        if new is None or old is None:
            return f"the input {(old or new)[0]} is {'missing now' if new is None else 'new'}"
        if old != new:
            return _other_input(old, new)
    return "" if before == run else "it was cut into parts in another way"


def _other_input(old: list[Any], new: list[Any]) -> str:
    """What differs of a piece: the name, size or time of its files, of which the first is named."""
    message = f"the input is another from {new[0]} on"
    if old[0] != new[0]:
        same = Path(old[0]).name == Path(new[0]).name
        elsewhere = "; its name is as seen from the folder in which the command is given, which must be the same"
        return f"{message}: there it was {old[0]}{elsewhere if same else ''}"
    if old[1] != new[1]:
        return f"{message}: it was cut after {old[1]:,} files, and is after {new[1]:,}"
    if old[2] != new[2]:
        return f"{message}: it had {old[2]:,} bytes, and has {new[2]:,}"
    if new[1] > 1:
        return f"{message}: of the {new[1]:,} files from there, one has another time or name"
    return f"{message}: it was written to at another time"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout:
        raise InputFaults([Fault(shown_path(folder), 0, "Another run is writing into this folder.")]) from None
