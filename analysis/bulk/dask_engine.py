"""The engine of many processes, on one machine or several: Dask. Pieces are sent, never texts."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from multiprocessing import resource_tracker
from typing import Any

from tqdm import tqdm

from ..io.faults import Fault, InputFaults
from .inputs import Piece
from .limits import LIMITS, Limits
from .rows import OnRead
from .runs import Work, same_run
from .worker import Outcome, Settings, tag_piece

AHEAD = 4  # pieces for each worker that are sent before they are needed
LEAST_AHEAD = 64
# Dask has workers give back memory at every 64 KB, which costs a quarter of their speed.
MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(256 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
NOT_INSTALLED = "Dask is not installed. It comes with `pip install readouts[scale]`; or leave out --engine dask."


def import_dask() -> Any:
    """The library; InputFaults where it is not installed."""
    try:
        import distributed
    except ImportError:
        raise InputFaults([Fault("--engine dask", 0, NOT_INSTALLED)]) from None
    return distributed


class DaskEngine:
    """Workers of a cluster that is there already, or of one made on this machine for the run."""

    def __init__(self, workers: int | None = None, scheduler: str | None = None, limits: Limits = LIMITS) -> None:
        self._library, self._workers, self._scheduler = import_dask(), workers, scheduler
        if scheduler is not None:
            _client(self._library, scheduler, limits).close()  # before anything is made, it is known that it answers

    def __call__(self, pieces: Sequence[Piece], settings: Settings, on_read: OnRead) -> Work:
        """Tag the pieces on the workers, in any order. A piece whose worker is lost goes to another one."""
        if not pieces:
            return
        with _connect(self._library, self._workers, self._scheduler, settings.limits) as client:
            yield from _work(self._library, client, pieces, settings, on_read)


def _work(distributed: Any, client: Any, pieces: Sequence[Piece], settings: Settings, on_read: OnRead) -> Work:
    waiting, running, stopped = iter(pieces), dict[str, tuple[Piece, Any]](), False

    def send(number: int) -> list[Any]:
        sent = []
        for piece in islice(waiting, number):
            sent.append(client.submit(tag_there, piece, settings, stopped, pure=False))
            running[sent[-1].key] = piece, sent[-1]
        return sent

    try:
        arriving = distributed.as_completed(send(max(AHEAD * sum(client.nthreads().values()), LEAST_AHEAD)))
        for future in arriving:
            piece, _ = running.pop(future.key)
            outcome = _result(distributed, future, piece)
            stopped = stopped or settings.stops(outcome)
            arriving.update(send(1))
            on_read(piece.size)
            yield piece, outcome
    finally:
        client.cancel([future for _, future in running.values()])


def tag_there(piece: Piece, settings: Settings, only_read: bool) -> Outcome:
    """Tag a piece on a worker, which must see the output folder."""
    if not same_run(settings):
        message = f"The worker on {socket.gethostname()} does not see this folder. Share it with all machines."
        raise InputFaults([Fault(settings.folder, 0, message)])
    return tag_piece(piece, settings, only_read)


def _result(distributed: Any, future: Any, piece: Piece) -> Outcome:
    file = piece.sources[0].file
    try:
        outcome: Outcome = future.result()
    except distributed.KilledWorker:
        message = "Several workers died on this piece, perhaps for lack of memory. Use fewer workers or more memory."
        raise InputFaults([Fault(file, 0, message)]) from None
    except distributed.CancelledError:
        message = "The scheduler has gone. Finished work is kept: give the same command again to continue."
        raise InputFaults([Fault(file, 0, message)]) from None
    return outcome


@contextmanager
def _connect(distributed: Any, workers: int | None, scheduler: str | None, limits: Limits) -> Iterator[Any]:
    if scheduler is not None:
        with _client(distributed, scheduler, limits) as client:
            _warn_without_workers(client, limits)
            yield client
        return
    import dask
    from dask.system import CPU_COUNT

    environment = dask.config.get("distributed.nanny.pre-spawn-environ") | MEMORY
    with ExitStack() as opened:
        opened.enter_context(dask.config.set({"distributed.nanny.pre-spawn-environ": environment}))
        with _no_interrupt():
            cluster = distributed.LocalCluster(
                n_workers=workers or CPU_COUNT,
                threads_per_worker=1,
                dashboard_address=":0",
                silence_logs=logging.CRITICAL,
            )
        opened.enter_context(cluster)
        yield opened.enter_context(distributed.Client(cluster))


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal: what is started here does not hear it, for we end it ourselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would hear it again for the thread that starts it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _client(distributed: Any, scheduler: str, limits: Limits) -> Any:
    try:
        return distributed.Client(scheduler, timeout=limits.scheduler_seconds)
    except (OSError, ValueError) as error:
        message = f"No scheduler answers at this address: {error or type(error).__name__}."
        raise InputFaults([Fault(scheduler, 0, message)]) from None


def _warn_without_workers(client: Any, limits: Limits) -> None:
    """Warn if the scheduler has no workers yet; they may join later."""
    try:
        client.wait_for_workers(1, timeout=limits.worker_seconds)
    except TimeoutError:
        tqdm.write("No worker has joined yet: waiting.", file=sys.stderr)
