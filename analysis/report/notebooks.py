"""Notebooks run while the report is drawn, with their outputs the same bytes every time."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat
import zmq
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary
from traitlets.config import Config

from ..corpus.folders import CORPUS_VARIABLE, StudyFolders
from ..corpus.selection import Selection, environment
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole
from ..study import HANDED_OVER, Study

SECONDS_FOR_A_CELL = 600
TURN = 0.0005  # seconds, a tenth of Python's
Notebooks = dict[str, NotebookNode]  # by name
OnNotebook = Callable[[str, NotebookNode], object]
RESET = "%reset -f"  # no notebook sees the names of another
# What takes longest to import; what is then there stays, and need not be looked through at every reset.
WARM_UP = "import gc; from analysis.report.charts.figures import CHARTS; gc.freeze()"
WIDGET = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run_notebooks(
    study: Study,
    on_cell: Callable[[], object] = lambda: None,
    prepare: Callable[[], object] = lambda: None,
    meanwhile: Callable[[Notebooks], object] = lambda notebooks: None,
    on_notebook: OnNotebook = lambda name, notebook: None,
) -> Notebooks:
    """Run a study's notebooks, one after the other in one kernel.

    The study is computed once: `prepare` computes it while the kernel starts, then the notebooks are given what it has.
    `meanwhile` is called, with the notebooks, while they run. `on_cell` is called after each cell, and `on_notebook`
    with each notebook that has been executed, while the next one runs.

    Returns the executed notebooks by name, without anything that differs from run to run or from
    one Python to another. Raises InputFaults naming the notebook and the cell that failed.
    """
    folders, selection = study.folders, study.selection
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in folders.notebooks}
    folder = folders.output / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        handed = Path(own) / "study.pickle"
        given = {CORPUS_VARIABLE: str(folders.corpus), HANDED_OVER: str(handed), "PYTHONHASHSEED": "0"}

        def hand_over() -> None:
            prepare()
            study.hand_over(handed)

        with environment(given | dict(selection.environment)), _short_turns():
            failures = asyncio.run(
                _run_all(notebooks, folder, on_cell, hand_over, lambda: meanwhile(notebooks), on_notebook)
            )
    if failures:
        raise InputFaults(
            Fault(shown_path(folder / f"{name}.ipynb"), 0, f"A cell failed: {message}") for name, message in failures
        )
    return notebooks


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let the thread that talks to the kernel wait less for the one that draws: each cell waits several times."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def open_lab(folders: StudyFolders, selection: Selection, options: Sequence[str] = ()) -> int:
    """Open JupyterLab on the first notebook of a study, all of them trusted; returns its exit status.

    A study that has no notebooks yet gets copies of the project's.
    """
    folder = folders.output / "notebooks"
    for source in folders.notebooks:
        path = folder / source.name
        if not path.exists():
            write_whole(path, source.read_bytes())
        NotebookNotary().sign(nbformat.read(path, as_version=4))
    first = f"--LabApp.default_url=/lab/tree/{folders.notebooks[0].name}"
    given = os.environ | {CORPUS_VARIABLE: str(folders.corpus)} | dict(selection.environment)
    return _run_until_told([sys.executable, "-m", "jupyterlab", str(folder), first, *options], given)


def _run_until_told(command: Sequence[str], given: Mapping[str, str]) -> int:
    """Run a server until it ends, or until Ctrl-C or SIGTERM ends it with its children; returns its exit status.

    It is told by SIGTERM, because JupyterLab asks back at Ctrl-C; told a second time, it is killed.
    """
    server = subprocess.Popen(command, env=given, start_new_session=True)

    def end(*_: object) -> None:
        signal.signal(signal.SIGINT, lambda *_: server.kill())
        signal.signal(signal.SIGTERM, lambda *_: server.kill())
        server.terminate()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return server.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _run_all(
    notebooks: Notebooks,
    folder: Path,
    on_cell: Callable[[], object],
    prepare: Callable[[], object],
    meanwhile: Callable[[], object],
    on_notebook: OnNotebook,
) -> list[tuple[str, str]]:
    """Run notebooks in one kernel: starting one, connecting to it and importing takes longer than most notebooks."""
    prepared = asyncio.create_task(asyncio.to_thread(prepare))
    drawn = asyncio.create_task(_after(prepared, meanwhile))
    client = NotebookClient(
        _of_one_cell(WARM_UP),
        kernel_name="python3",
        config=_kernel_config(),
        timeout=SECONDS_FOR_A_CELL,
        record_timing=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(folder)}},
    )
    failures, told = [], []
    with ThreadPoolExecutor(1) as one_by_one:
        async with client.async_setup_kernel():
            await _run(client.nb, client)
            await prepared
            for name, notebook in notebooks.items():
                failures += [(name, message) for message in await _run(notebook, client, on_cell)]
                _strip(notebook)
                told.append(asyncio.get_running_loop().run_in_executor(one_by_one, on_notebook, name, notebook))
                await _run(_of_one_cell(RESET), client)
        await asyncio.gather(drawn, *told)
    return failures


async def _after(prepared: asyncio.Task[object], meanwhile: Callable[[], object]) -> None:
    """Call `meanwhile` once the study is prepared; where that failed, who waits for it will say so."""
    await asyncio.wait([prepared])
    if prepared.exception() is None:
        await asyncio.to_thread(meanwhile)


def _of_one_cell(code: str) -> NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


async def _run(
    notebook: NotebookNode, client: NotebookClient, on_cell: Callable[[], object] = lambda: None
) -> list[str]:
    """Run a notebook up to a cell that fails; returns what failed."""
    client.nb = notebook
    client.reset_execution_trackers()
    try:
        for index, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, index)
            on_cell()
    except CellExecutionError as error:
        return [f"{error.ename}: {error.evalue}"]
    return []


def _kernel_config() -> Config:
    return Config({"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}})


def _strip(notebook: NotebookNode) -> None:
    """Take away what depends on the run: times, versions, and counts that go on from one notebook to the next."""
    notebook.metadata = nbformat.from_dict(METADATA)
    code = (cell for cell in notebook.cells if cell.cell_type == "code")
    for count, cell in enumerate(code, start=1):
        cell.execution_count = count
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
        for output in cell.outputs:
            output.pop("metadata", None)
            if "execution_count" in output:
                output["execution_count"] = count
            if output.output_type in ("display_data", "execute_result"):
                output["metadata"] = {}
                output["data"].pop(WIDGET, None)  # needs the kernel of this run; beside it stands what can be read
