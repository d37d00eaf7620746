"""A study → report/index.html: one page, complete in itself, that asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import nbformat
from markupsafe import Markup
from nbformat import NotebookNode

from ..codebook.model import NONE
from ..io.files import write_whole
from ..study import MAX_ONE_BY_ONE, Study
from .anchors import theme_anchor
from .caveats import agreement, by_coder, correction, power
from .charts.chart import Chart
from .charts.figures import Drawn, draw_charts, save_charts
from .evidence import TEMPLATES, templates, theme_colours
from .exports import export_notebook, titles_of
from .naming import publishers_of
from .notebooks import run_notebooks
from .opening import opening, warnings
from .prose import Sentences, percent
from .reading import reading

LIBRARIES = ("nbclient", "pandas", "scikit-learn", "scipy", "numpy", "matplotlib", "nltk")
TYPES = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png"}
GUARD = (
    "Readouts contain what a government chose to publish, not what was said. Agreed means reported as agreed by the "
    "publisher, who also chooses how much each side gets to say."
)
HOW_TO_READ = {
    "strip": "From the first sentence to the last: width is words, colours are themes, numbers are agenda points.",
    "change": "A change is claimed only where its dot is beyond the band of what chance would give.",
    "heat": "A column for each readout: the stronger a colour, the larger the theme's share of the words.",
    "voices": "Bars show who is reported to have said it, and how, as a share of the words; colours are themes.",
    "alignment": "A line joins two points that are more alike than chance would give: how alike (0 to 1), and the "
    "longest wording they share. Grey: no counterpart.",
    "accounts": "The latest meeting with two accounts. A line joins two points that are more alike than chance would "
    "give (0 to 1). Grey: no counterpart.",
}
OF_TIME = {
    "emphasis": "Each theme's share of the words. Its trend is the rank correlation with the date, from −1 to +1.",
    "voices": "The share of the words that each is reported to have said.",
}
OF_FEW = ("strip", "voices", "accounts")
OF_PAIR = ("strip", "change", "voices", "alignment", "accounts")
OF_MANY = ("heat", "voices", "accounts")


def write_report(study: Study, on_cell: Callable[[], object] = lambda: None) -> list[Path]:
    """Run the notebooks, draw the figures, write the report; returns the paths, report/index.html the last.

    The notebooks of the project are run on the study's corpus; with their outputs they go into the study's notebooks/,
    and as pages into report/notebooks/. Nothing is written before all of it has been made. `on_cell` is called after
    each cell.
    """
    output = study.folders.output
    charts: dict[str, Chart | Sentences] = {}
    pages: dict[str, str] = {}
    index: list[str] = []

    def draw(notebooks: Mapping[str, NotebookNode]) -> None:
        index.append(make_page(study, charts, titles_of(notebooks)))
        for chart in charts.values():
            if isinstance(chart, Chart):
                chart.files  # noqa: B018  # the chart keeps them: saving only writes

    def prepare() -> None:
        """Compute what the notebooks show, so that none of them imports SciPy, scikit-learn and NLTK again."""
        charts.update(draw_charts(study))
        study.scores, study.alphas  # noqa: B018

    def export(name: str, notebook: NotebookNode) -> None:
        pages[f"notebooks/{name}"] = export_notebook(name, notebook)

    executed = run_notebooks(study, on_cell, prepare, draw, export)
    written = [
        write_whole(output / "notebooks" / f"{name}.ipynb", nbformat.writes(notebook) + "\n")
        for name, notebook in executed.items()
    ]
    written += save_charts(study, charts)
    pages["index"] = index[0]
    return [*written, *(write_whole(output / "report" / f"{name}.html", page) for name, page in pages.items())]


def make_page(study: Study, charts: Drawn, notebooks: Mapping[str, str] | None = None) -> str:
    """The report as one HTML page.

    charts : as from `draw_charts`. notebooks : titles of the exported notebooks that are beside the page, by name.
    """
    title, paragraphs = opening(study)
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8").strip()
    few, paired = len(study.names) <= MAX_ONE_BY_ONE, len(study.timeline) > 1
    drawn = {key: charts[key] for key in (OF_MANY if not few else OF_PAIR if paired else OF_FEW)}
    page = templates().get_template("page.html.j2")
    return page.render(
        title=title, kicker=_kicker(study), description=paragraphs[0].text if paragraphs else "",
        paragraphs=paragraphs, warnings=warnings(study), main=charts["emphasis"], readouts=reading(study),
        figures=[chart for chart in drawn.values() if isinstance(chart, Chart)] if len(study.sentences) else [],
        remarks=[] if few else list(charts["neighbours"]) if not isinstance(charts["neighbours"], Chart) else [],
        figure=lambda chart: _figure(chart, study), themes=study.codebook.themes, paired=paired,
        choices=len(study.names) > 2, colophon=Markup(_colophon(study, notebooks or {})),
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8") + theme_colours(study.codebook)),
        script=Markup(script), script_hash=Markup(_base64(hashlib.sha256(script.encode("utf-8")).digest())),
    ).rstrip() + "\n"  # fmt: skip


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _kicker(study: Study) -> str:
    count = f"{len(study.names)} readout{'s' if len(study.names) != 1 else ''}, {len(study.sentences)} sentences"
    years = sorted({int(date.year) for date in study.readouts["date"]})
    span = f" · {years[0]}–{years[-1]}" if len(years) > 1 else f" · {years[0]}" if years else ""
    publishers = publishers_of(study) if study.names else ""
    return " · ".join(filter(None, [study.about.name, publishers, f"{count}{span}"]))


def _how_to_read(chart: Chart, study: Study) -> str:
    """One line on how to read a chart."""
    names = list(study.names.values())
    if len(names) > MAX_ONE_BY_ONE and chart.key in OF_TIME:
        return OF_TIME[chart.key]
    if chart.key != "emphasis":
        return HOW_TO_READ[chart.key]
    marks = f"Hollow or pale: {names[0]}. Full: {names[-1]}. " if len(names) == 2 else ""
    return f"{marks}A click on a mark leads to its sentences."


def _tested(study: Study) -> str:
    """What is dealt at random to test the changes of a study; "" where it has none."""
    if len(study.timeline) < 2:
        return ""
    return (
        "dates among the meetings, and meetings between two periods"
        if study.over_time
        else ("agenda points between the two meetings")
    )


def _figure(chart: Chart, study: Study) -> Markup:
    """A chart with one line on how to read it, its source and its files; for a phone drawn narrow, or as bars."""
    files = [(ending, f"data:{TYPES[ending]};base64,{_base64(chart.files[ending])}") for ending in TYPES]
    bars = _bars(study) if chart.key == "emphasis" and len(study.names) <= MAX_ONE_BY_ONE else Markup("")
    part = templates().get_template("figure.html.j2")
    return Markup(part.render(
        chart=chart, how=_how_to_read(chart, study), svg=Markup(chart.svg()), files=files, source=chart.source,
        narrow=bars or Markup(chart.svg(narrow=True)),
    ))  # fmt: skip


def _bars(study: Study) -> Markup:
    """Shares of words as bars of HTML, for a narrow screen: themes in the order of the codebook, core themes first."""
    shares = study.emphasis.dropna(subset=["share_words"]).set_index(["theme", "readout_id"])["share_words"]
    largest = max(float(shares.max()) if len(shares) else 0.0, 0.01)
    corrected = study.corrected.set_index(["theme", "group"])["corrected"].map(percent).to_dict()
    themes = [
        {"key": theme, "label": study.codebook.label(theme), "bars": [
            {"href": f"#{theme_anchor(name, theme)}", "meeting": meeting, "said": percent(shares[theme, name])
             + (f" (corrected {corrected[theme, name]})" if (theme, name) in corrected else ""),
             "width": f"{100 * shares[theme, name] / largest:.1f}"}
            for name, meeting in study.names.items() if (theme, name) in shares.index
        ]}
        for theme in [*study.codebook.keys, NONE]
    ]  # fmt: skip
    return Markup(templates().get_template("bars.html.j2").render(themes=themes))


def _colophon(study: Study, notebooks: Mapping[str, str]) -> str:
    readouts = study.readouts.astype(object).where(study.readouts.notna(), None).to_dict("records")
    return (
        templates()
        .get_template("colophon.html.j2")
        .render(
            readouts=[row | {"name": study.names[row["readout_id"]]} for row in readouts],
            guard=GUARD, power=power(study) if len(study.timeline) > 1 else [],
            tested=_tested(study), agreement=agreement(study), themes=study.codebook.themes,
            by_hand=by_coder(study), corrected=correction(study) if study.correction else (),
            notebooks=sorted(notebooks.items()),
            versions=[f"{name} {version(name)}" for name in ("readouts", *LIBRARIES)],
            codebook_sha256=hashlib.sha256(study.folders.codebook.read_bytes()).hexdigest(),
        )
    )  # fmt: skip
