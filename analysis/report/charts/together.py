"""The charts of a study, drawn by two processes at the same time: the bytes and the order are those of one."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ...io.processes import count_cores, other_processes

if TYPE_CHECKING:
    from ...study import Study
    from .figures import Drawn, Shown

TAKE_LONG = ("sklearn.feature_extraction.text", "nltk.stem.porter", "scipy.optimize")
NEED_THEM = ("keyness", "alignment", "account_alignment")  # tables, where no earlier command has kept them
# Their import takes longer than to draw these charts: only the other process does it.
FIRST_THERE = ("words", "alignment", "accounts", "emphasis", "heat")


@contextmanager
def second_process() -> Iterator[Executor | None]:
    """A process that gets ready to draw at once, for `draw_together`; none where there is one core."""
    if count_cores() == 1:
        yield None
        return
    with other_processes(1, import_module, "analysis.report.charts.figures") as other:
        yield other


def draw_together(study: Study, other: Executor) -> Drawn:
    """Every chart as by `draw_charts`, with its files; those that `other` has drawn can only be saved.

    What the other process has not drawn because it died is drawn here.
    """
    from .figures import CHARTS

    if not vars(study).keys() >= set(NEED_THEM):
        with suppress(BrokenProcessPool):
            for name in TAKE_LONG:
                other.submit(import_module, name)
    study.shifts  # noqa: B018  # what most charts need is computed once, and handed over
    keys = deque([*FIRST_THERE, *(key for key in CHARTS if key not in FIRST_THERE)])
    with tempfile.TemporaryDirectory() as own, ThreadPoolExecutor(1) as waiting:
        handed = Path(own) / "study.pickle"
        study.hand_over(handed)
        there = waiting.submit(_draw_all, keys.popleft, lambda key: other.submit(_draw_there, handed, key).result())
        try:
            drawn = _draw_all(keys.pop, lambda key: _draw(study, key))
        finally:
            keys.clear()  # where a chart cannot be drawn here, the other process stops after its own
        drawn |= there.result()
        with suppress(BrokenProcessPool):
            other.submit(_remember_there, handed).result()
    return {key: drawn[key] if key in drawn else _draw(study, key) for key in CHARTS}


def _draw_all(take: Callable[[], str], draw: Callable[[str], Shown]) -> dict[str, Shown]:
    """Draw one chart after the other until none is left, or until the process that draws them has died."""
    drawn = {}
    with suppress(BrokenProcessPool):
        for key in _until_none_is_left(take):
            drawn[key] = draw(key)
    return drawn


def _until_none_is_left(take: Callable[[], str]) -> Iterator[str]:
    with suppress(IndexError):
        while True:
            yield take()


def _draw(study: Study, key: str) -> Shown:
    from .chart import Chart
    from .figures import CHARTS

    chart = CHARTS[key](study)
    if isinstance(chart, Chart):
        chart.files  # noqa: B018  # the chart keeps them
    return chart


def _draw_there(handed: Path, key: str) -> Shown:
    return _draw(_take_over(handed), key)


def _remember_there(handed: Path) -> None:
    _take_over(handed).remember()


@cache
def _take_over(handed: Path) -> Study:
    from ...study import Study

    return Study.taken_over(handed)
