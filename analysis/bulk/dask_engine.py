"""The engine of several machines: Dask. Pieces are sent, never texts."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from typing import Any

from tqdm import tqdm

from ..io.faults import Fault, InputFaults
from ..io.processes import hidden_interrupt
from .engines import Engine
from .limits import LIMITS, Limits

AHEAD = 4  # pieces for each worker that are sent before they are needed
LEAST_AHEAD = 64
# Dask has workers give back memory at every 64 KB, which costs a quarter of their speed.
MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(256 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}
KILLED = "Several workers died on this piece, perhaps for lack of memory. Use fewer workers or more memory."
GONE = "The scheduler has gone. Finished work is kept: give the same command again to continue."
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
        self._library, self._workers, self._scheduler, self._limits = import_dask(), workers, scheduler, limits
        if scheduler is not None:
            _client(self._library, scheduler, limits).close()  # before anything is made, it is known that it answers

    @contextmanager
    def __call__(self) -> Iterator[Engine]:
        """Connect to the workers. A piece whose worker is lost goes to another one."""
        with _connect(self._library, self._workers, self._scheduler, self._limits) as client:
            ahead = max(AHEAD * sum(client.nthreads().values()), LEAST_AHEAD)
            died = {self._library.KilledWorker: KILLED, CancelledError: GONE}
            yield Engine(client.get_executor(pure=False), ahead, died=died)


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
        with hidden_interrupt():
            cluster = distributed.LocalCluster(
                n_workers=workers or CPU_COUNT,
                threads_per_worker=1,
                dashboard_address=":0",
                silence_logs=logging.CRITICAL,
            )
        opened.enter_context(cluster)
        yield opened.enter_context(distributed.Client(cluster))


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
