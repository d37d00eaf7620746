"""Where the work is done: in this process, in several of this machine, or on a Dask cluster; one interface for all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from typing import Any, NamedTuple

from ..io.faults import Fault, InputFaults
from ..io.processes import hidden_interrupt, other_processes
from .inputs import Piece

AHEAD = 2  # calls for each process that are sent before they are needed
DIED = "A process died on this input, perhaps for lack of memory. Use fewer --workers."


class Engine(NamedTuple):
    """Calls functions, in this process (`here`) or in others.

    executor : takes the calls. ahead : how many are sent before the first result is awaited. processes : how many of
    this machine take them.
    died : what is said where a call ends in one of these exceptions, because of the process and not of the input.
    """

    executor: Executor
    ahead: int
    here: bool = False
    processes: int = 0
    died: Mapping[type[BaseException], str] = {}

    def run(self, work: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> Generator[tuple[Any, Any]]:
        """Call `work` with each of `calls`, of which the first argument is a piece or a batch; this and the result.

        The results come in the order of the calls, which are taken one by one, a few ahead.
        """
        sent: deque[tuple[Any, Future[Any]]] = deque()
        try:
            for call in calls:
                with nullcontext() if self.here else hidden_interrupt():  # a process may be started
                    sent.append((call[0], self._submit(work, call)))
                if len(sent) > self.ahead:
                    yield self._receive(*sent.popleft())
            while sent:
                yield self._receive(*sent.popleft())
        finally:
            for _, future in sent:
                future.cancel()

    def _submit(self, work: Callable[..., Any], call: tuple[Any, ...]) -> Future[Any]:
        """The future of a call; where the processes have died already, one that says so when its turn comes."""
        try:
            return self.executor.submit(work, *call)
        except tuple(self.died) as error:
            dead: Future[Any] = Future()
            dead.set_exception(error)
            return dead

    def _receive(self, item: Any, future: Future[Any]) -> tuple[Any, Any]:
        try:
            return item, future.result()
        except tuple(self.died) as error:
            message = next(message for kind, message in self.died.items() if isinstance(error, kind))
            file = item.sources[0].file if isinstance(item, Piece) else item.file[0]
            raise InputFaults([Fault(file, 0, message)]) from None


class _Here(Executor):
    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(*arguments, **named))
        return future


HERE = Engine(_Here(), 0, here=True)


@contextmanager
def several_processes(number: int, prepare: Callable[..., Any], *arguments: Any) -> Iterator[Engine]:
    """An engine of some `other_processes`; of this process alone where `number` is 1."""
    if number == 1:
        yield HERE
        return
    with other_processes(number, prepare, *arguments) as executor:
        yield Engine(executor, AHEAD * number, processes=number, died={BrokenProcessPool: DIED})
