"""Executed notebooks → report/index.html: one page, complete in itself, that asks the network for nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup, escape
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from ..io.files import write_whole
from ..io.wording import listing
from ..study import Study
from .caveats import agreement, power
from .charts.emphasis import emphasis
from .charts.figures import save_charts
from .evidence import TEMPLATES, evidence, templates, theme_style
from .findings import findings
from .notebooks import run_notebooks

LIBRARIES = ("jupyterlab", "pandas", "scikit-learn", "scipy", "numpy", "matplotlib", "nltk")
GUARD = (
    "A share is a fact about a published text. “More” and “less” are said only of changes that chance would give in "
    "fewer than 5 of 100 cases. Readouts contain what a government chose to publish, not what was said. Agreed means "
    "reported as agreed by the publisher."
)


def write_report(study: Study, on_cell: Callable[[], object] = lambda: None) -> list[Path]:
    """Run the notebooks, draw the figures, write the report; returns the paths.

    The notebooks of the project are run on the study's corpus; with their outputs they go into the
    study's notebooks/. Nothing is written before all of it has been made. `on_cell` is called after
    each cell.
    """
    output = study.folders.output
    folder = output / "notebooks"
    executed = run_notebooks(study.folders, study.selection, on_cell)
    page = make_page(study, executed)
    written = [
        write_whole(folder / f"{name}.ipynb", nbformat.writes(notebook) + "\n") for name, notebook in executed.items()
    ]
    return [*written, *save_charts(study), write_whole(output / "report" / "index.html", page)]


def make_page(study: Study, executed: Mapping[str, NotebookNode]) -> str:
    """The report as one HTML page.

    `executed` are notebooks with outputs, by name; they follow each other in the order of their
    names. The evidence that each of them ends with stands once, at the end.
    """
    joined = nbformat.v4.new_notebook(cells=[cell for name in sorted(executed) for cell in executed[name].cells])
    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)], anchor_link_text="#")
    page, _ = exporter.from_notebook_node(joined, resources={"report": _parts(study)})
    page = str(page).replace(" xlink:href=", " href=")  # see Chart: notebooks need the older form
    return page.replace("<!--contents-->", _contents(page), 1).rstrip() + "\n"


def _parts(study: Study) -> dict[str, object]:
    meetings = list(study.names.values())
    span = f"{meetings[0]} to {meetings[-1]}" if len(meetings) > 1 else meetings[0]
    count = f"{len(meetings)} readout{'s' if len(meetings) > 1 else ''}, {len(study.sentences)} sentences"
    found = findings(study)
    publishers = study.readouts["publisher"].fillna("a publisher not stated")
    by = listing(list(dict.fromkeys(publishers)))
    return {
        "title": "How the emphasis moves between meetings",
        "subtitle": f"{span}: {count}, as published by {by}. Every mark leads to its sentences.",
        "description": found[0] if found else "",
        "findings": found,
        "guard": GUARD,
        "main_chart": Markup(replace(emphasis(study), key="main").html()),
        "style": (TEMPLATES / "report.css").read_text(encoding="utf-8") + theme_style(study.codebook),
        "evidence": Markup('<h1 id="evidence">The sentences</h1>') + Markup(evidence(study).html()),
        "colophon": Markup(_colophon(study)),
    }


def _colophon(study: Study) -> str:
    readouts = study.readouts.astype(object).where(study.readouts.notna(), None).to_dict("records")
    return (
        templates()
        .get_template("colophon.html.j2")
        .render(
            readouts=[row | {"name": study.names[row["readout_id"]]} for row in readouts],
            power=power(study),
            agreement=agreement(study),
            versions=[f"{name} {version(name)}" for name in ("readouts", *LIBRARIES)],
            codebook_sha256=hashlib.sha256(study.folders.codebook.read_bytes()).hexdigest(),
        )
    )


def _contents(page: str) -> str:
    """The headings of the page as a list of links, two deep."""
    out, open_items = Markup("<ol>"), False
    for heading in BeautifulSoup(page, "html.parser").select("main h1[id], main h2[id]"):
        for anchor in heading.select(".anchor-link"):
            anchor.extract()
        link = Markup('<li><a href="#{}">{}</a>').format(heading["id"], heading.get_text().strip())
        if heading.name == "h1":
            out += (Markup("</ol></li>") if open_items else Markup("")) + link + Markup("<ol>")
            open_items = True
        else:
            out += link + Markup("</li>")
    return out + Markup("</ol></li></ol>" if open_items else "</ol>") if out else escape("")
