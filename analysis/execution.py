"""Notebooks run side by side, with their outputs the same bytes every time."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
import zmq
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary
from traitlets.config import Config

from .faults import Fault, InputFaults, shown_path
from .files import write_whole
from .study import CORPUS_VARIABLE, Places, project_folder

SECONDS_FOR_A_CELL = 600
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run_notebooks(
    paths: Iterable[Path], corpus: Path, folder: Path, on_cell: Callable[[], object] = lambda: None
) -> dict[str, NotebookNode]:
    """Run notebooks on a corpus, all at the same time, with `folder` as their working folder.

    `on_cell` is called after each cell.

    Returns the executed notebooks by name, without anything that differs from run to run or from
    one Python to another. Raises InputFaults naming the notebook and the cell that failed.
    """
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in sorted(paths)}
    folder.mkdir(parents=True, exist_ok=True)
    with _environment(CORPUS_VARIABLE, str(corpus)), _environment("PYTHONHASHSEED", "0"):
        failures = asyncio.run(_run_all(notebooks, folder, on_cell))
    if failures:
        raise InputFaults(
            Fault(shown_path(folder / f"{name}.ipynb"), 1, f"A cell failed: {message}") for name, message in failures
        )
    for notebook in notebooks.values():
        _strip(notebook)
    return notebooks


def notebook_sources(folder: Path) -> list[Path]:
    """The notebooks of a study: those of its own folder, or the project's where it has none yet."""
    return sorted(folder.glob("[0-9]*.ipynb")) or sorted((project_folder() / "notebooks").glob("[0-9]*.ipynb"))


def open_lab(places: Places, options: Sequence[str] = ()) -> int:
    """Open JupyterLab on the notebooks of a study, trusted; returns its exit status.

    A study that has no notebooks yet gets copies of the project's.
    """
    folder = places.output / "notebooks"
    for source in notebook_sources(folder):
        path = folder / source.name
        if not path.exists():
            write_whole(path, source.read_bytes())
        NotebookNotary().sign(nbformat.read(path, as_version=4))
    environment = os.environ | {CORPUS_VARIABLE: str(places.corpus)}
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(folder), *options], env=environment)


async def _run_all(
    notebooks: dict[str, NotebookNode], folder: Path, on_cell: Callable[[], object]
) -> list[tuple[str, str]]:
    results = await asyncio.gather(*(_run(nb, folder, on_cell) for nb in notebooks.values()), return_exceptions=True)
    failures = []
    for name, result in zip(notebooks, results, strict=True):
        if isinstance(result, CellExecutionError):
            failures.append((name, f"{result.ename}: {result.evalue}"))
        elif isinstance(result, BaseException):
            raise result
    return failures


async def _run(notebook: NotebookNode, folder: Path, on_cell: Callable[[], object]) -> None:
    client = NotebookClient(
        notebook,
        timeout=SECONDS_FOR_A_CELL,
        kernel_name="python3",
        record_timing=False,
        on_cell_executed=lambda **_: on_cell(),
        resources={"metadata": {"path": str(folder)}},
        config=Config({"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}}),
    )
    await client.async_execute()


def _strip(notebook: NotebookNode) -> None:
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
            for output in cell.outputs:
                output.pop("metadata", None)
                if output.output_type in ("display_data", "execute_result"):
                    output["metadata"] = {}


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
