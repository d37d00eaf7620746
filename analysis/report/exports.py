"""Executed notebooks → pages of their own, beside the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from .evidence import TEMPLATES

REPORT = "../index.html"
_TO_NOTEBOOK = re.compile(r'(href="[0-9][^"/#]*)\.ipynb(["#])')


def titles_of(executed: Mapping[str, NotebookNode]) -> dict[str, str]:
    """The heading that each notebook begins with, by its name."""
    return {name: _title(notebook) or name for name, notebook in executed.items()}


def _title(notebook: NotebookNode) -> str:
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), "")


def export_notebook(name: str, notebook: NotebookNode) -> str:
    """An executed notebook as an HTML page; links to other notebooks lead to their pages."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    parts = {"title": _title(notebook) or name, "style": style, "report": REPORT}
    page, _ = _exporter().from_notebook_node(notebook, resources={"report": parts})
    return _TO_NOTEBOOK.sub(r"\1.html\2", str(page)).replace(" xlink:href=", " href=").rstrip() + "\n"


@cache
def _exporter() -> HTMLExporter:
    return HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)], anchor_link_text="#")
