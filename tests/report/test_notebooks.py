"""Notebooks run in one kernel: none sees the names of another, and each fault is reported."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from analysis.io.faults import InputFaults
from analysis.report.notebooks import run_notebooks
from analysis.study import Study

Maker = Callable[..., Path]


def write_notebook(corpus: Path, name: str, *cells: str) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    (corpus / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, corpus / "notebooks" / f"{name}.ipynb")


def test_notebooks_share_no_names_and_run_while_the_report_is_drawn(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of trade."])
    write_notebook(corpus, "1-first", "own = 1", "own + 1")
    write_notebook(corpus, "2-second", "'own' in globals()", "from analysis import Study\nlen(Study.open().sentences)")
    called: list[str] = []
    run: list[str] = []
    executed = run_notebooks(
        Study.open(corpus), lambda: called.append("cell"), lambda: called.append("prepare"), called.extend,
        lambda name, notebook: run.append(f"{name}: {notebook.cells[-1].execution_count}"),
    )  # fmt: skip
    shown = {name: [cell.outputs[-1].data["text/plain"] for cell in notebook.cells if cell.outputs]
             for name, notebook in executed.items()}  # fmt: skip
    assert shown == {"1-first": ["2"], "2-second": ["False", "1"]}
    assert [cell.execution_count for cell in executed["2-second"].cells] == [1, 2]
    assert run == ["1-first: 2", "2-second: 2"]
    assert called[0] == "prepare"
    assert sorted(called[1:]) == ["1-first", "2-second", *["cell"] * 4]


def test_each_notebook_that_fails_is_reported(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of trade."])
    write_notebook(corpus, "1-first", "1 / 0", "never")
    write_notebook(corpus, "2-second", "unknown")
    with pytest.raises(InputFaults) as raised:
        run_notebooks(Study.open(corpus))
    messages = [fault.message for fault in raised.value.faults]
    assert messages == ["A cell failed: ZeroDivisionError: division by zero",
                        "A cell failed: NameError: name 'unknown' is not defined"]  # fmt: skip


def test_what_fails_before_the_notebooks_run_is_raised_alone(
    make_corpus: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    corpus = make_corpus(a=["They spoke of trade."])
    write_notebook(corpus, "1-first", "1")
    called: list[str] = []
    with pytest.raises(ZeroDivisionError):
        run_notebooks(Study.open(corpus), prepare=lambda: 1 / 0, meanwhile=called.extend)
    gc.collect()
    assert called == []
    assert caplog.messages == []
