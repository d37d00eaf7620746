"""Charts drawn by two processes: the same files as by one, also where the other process dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from pickle import UnpicklingError

import pytest

from analysis.report.charts import Chart
from analysis.report.charts.figures import CHARTS, Drawn, draw_charts
from analysis.report.charts.together import draw_together, second_process
from analysis.report.prose import Sentences
from analysis.study import Study


def files_of(charts: Drawn) -> dict[str, dict[str, bytes] | Sentences]:
    return {key: chart.files if isinstance(chart, Chart) else chart for key, chart in charts.items()}


@pytest.fixture(scope="module")
def alone(study: Study) -> dict[str, dict[str, bytes] | Sentences]:
    return files_of(draw_charts(study))


def draw_by_two(study: Study, *, killed: bool = False) -> Drawn:
    with second_process() as other:
        assert other is not None
        if killed:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
        return draw_together(study, other)


def test_two_processes_draw_what_one_draws_in_the_same_order(
    study: Study, alone: dict[str, dict[str, bytes] | Sentences], tmp_path: Path
) -> None:
    charts = draw_by_two(study)
    assert list(charts) == list(CHARTS)
    assert files_of(charts) == alone
    words = charts["words"]  # drawn there: it can only be saved
    assert isinstance(words, Chart)
    assert not hasattr(words, "draw")
    assert [path.name for path in words.save(tmp_path)] == ["words.svg", "words.png", "words.csv"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_what_a_process_that_died_has_not_drawn_is_drawn_here(
    study: Study, alone: dict[str, dict[str, bytes] | Sentences]
) -> None:
    assert files_of(draw_by_two(study, killed=True)) == alone


@pytest.mark.slow
def test_a_fault_there_is_raised_here(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Study, "hand_over", lambda self, path: path.write_bytes(b"no study"))
    with pytest.raises(UnpicklingError):
        draw_by_two(study)
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_fault_here_ends_the_other_process(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHARTS, "influence", lambda study: 1 / 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        draw_by_two(study)
    assert multiprocessing.active_children() == []


def test_on_one_core_there_is_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.report.charts.together.count_cores", lambda: 1)
    with second_process() as other:
        assert other is None
    assert multiprocessing.active_children() == []
