"""More processes of this machine, which begin at once and end with this one, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any


def count_cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def other_processes(number: int, prepare: Callable[..., Any], *arguments: Any) -> Iterator[Executor]:
    """Some more processes on this machine, which begin at once and call `prepare` first.

    They end with the block, at once, also on Ctrl-C, which they do not hear themselves; and they end with this
    process, however it ends.
    """
    spawn = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(number, spawn, _begin, (prepare, arguments, gc.get_threshold()))
    try:
        with hidden_interrupt():
            for _ in range(number):
                executor.submit(int)
        yield executor
    finally:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        executor.shutdown(cancel_futures=True)


def _begin(prepare: Callable[..., Any], arguments: tuple[Any, ...], threshold: tuple[int, int, int]) -> None:
    gc.set_threshold(*threshold)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*arguments)


def _end_with_parent() -> None:
    """A killed process closes no queues: without this its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def hidden_interrupt() -> Iterator[None]:
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
