"""A chart: a figure, its data and its texts → SVG, PNG, CSV and HTML, the same bytes every time."""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
from markupsafe import escape
from matplotlib.figure import Figure

from ...io.csv import to_csv
from ...io.files import write_whole
from ..prose import NO_FORMULA
from .lettering import FONT, MORE, NO_GLYPH, fit

SVG = "{http://www.w3.org/2000/svg}"

XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# JupyterLab takes a plain `href` within an SVG for a file and leads nowhere; the older form of the
# attribute it leaves alone, and the browser follows it. A report puts the plain one back.
PAGE_LINK, NOTEBOOK_LINK = '<a href="#', '<a xlink:href="#{}-'
# Drawn in these two; on a page, and in JupyterLab, they follow its light or dark colours.
INK, MUTED = "#1f2328", "#656d76"
# The paper itself, for what is hollow; a line that stays behind.
PAPER, FAINT = "#ffffff", "#c8d1da"
PAGE_COLOURS = {
    INK: "var(--ink, var(--jp-content-font-color1, #1f2328))",
    MUTED: "var(--muted, var(--jp-content-font-color2, #656d76))",
    PAPER: "var(--ground, var(--jp-layout-color0, #ffffff))",
    FAINT: "var(--line, var(--jp-border-color1, #c8d1da))",
}
_LINKS = re.compile(r'<a[^>]* href="#([esvw]-[^"]+)"')
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")  # a hundredth of a point is more than a page can show
PNG_DPI = 300
WIDTH, NARROW = 9.0, 4.4  # inches: on a desk, on a phone
# Title and source are drawn on saved pictures; a page has them as text, and shows what is between.
TITLE_GROUP, SOURCE_GROUP = "chart-title", "chart-source"
TITLE_HEIGHT, SOURCE_HEIGHT = 0.5, 0.36  # inches
STYLE: Any = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": [FONT, "Verdana", "sans-serif"],
    "font.size": 10.0,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}


@dataclass(frozen=True)
class Chart:
    """One chart.

    key : file name without ending, and the prefix of every id in its SVG.
    title : its message.
    alt : what a reader who cannot see it should know.
    data : the rows it draws, one per mark.
    draw : a width in inches, WIDTH or NARROW → the drawing; marks carry links (`set_url`) to the sentences behind them.
    tips : what a mark says when pointed at, by its link.
    source : where the readouts are from, and up to which day; drawn on saved pictures.
    below : the sentences behind its marks as HTML, for a notebook; it is given the id of the chart, and
        what each mark says by its anchor.
    """

    key: str
    title: str
    alt: str
    data: pd.DataFrame
    draw: Callable[[float], Figure]
    tips: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    below: Callable[[str, dict[str, str]], str] = lambda name, links: ""

    def __getstate__(self) -> dict[str, Any]:
        """What another process is given: all but the drawing. What has not been made of that cannot be made there."""
        return {name: value for name, value in vars(self).items() if name not in ("draw", "below", "_wide")}

    def figure(self, width: float = WIDTH) -> Figure:
        """The drawing under its title and over its source."""
        with mpl.rc_context(STYLE):
            figure = self.draw(width)
            _write_title(figure, self.title)
            _write_source(figure, self.source)
        return figure

    @cached_property
    def _wide(self) -> Figure:
        return self.figure()

    @cached_property
    def _wide_svg(self) -> bytes:
        return self._drawn("svg", self._wide)

    def svg(self, name: str = "", *, narrow: bool = False) -> str:
        """The drawing as SVG text for inlining in a page: accessible, linked, its ids begin with `name` (the key)."""
        name = f"{name or self.key}{'-narrow' if narrow else ''}"
        root = ElementTree.fromstring(self._drawn("svg", self.figure(NARROW)) if narrow else self._wide_svg)
        _crop(root)
        used = _ids_used(root)
        for element in root.iter():
            _adapt(element, name, self.tips, used)
        root.attrib.update({"role": "group", "aria-labelledby": f"{name}-title {name}-desc"})
        root.set("class", "chart narrow" if narrow else "chart")
        for position, (tag, text) in enumerate((("title", self.title), ("desc", self.alt))):
            element = ElementTree.Element(SVG + tag, {"id": f"{name}-{tag}"})
            element.text = text
            root.insert(position, element)
        _drop_metadata(root)
        ElementTree.register_namespace("", SVG[1:-1])
        return ElementTree.tostring(root, encoding="unicode")

    def html(self, name: str = "") -> str:
        """The chart as an HTML figure with its title above it; ids as in `svg`."""
        caption = f'<figcaption class="chart-title">{escape(self.title)}</figcaption>'
        return f'<figure class="chart" id="{name or self.key}">{caption}{self.svg(name)}</figure>'

    def save(self, folder: Path) -> list[Path]:
        """Write KEY.svg, KEY.png and KEY.csv (UTF-8, shares with six decimals); returns the paths."""
        return [write_whole(folder / f"{self.key}.{ending}", content) for ending, content in self.files.items()]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The chart as files, by ending: svg, png, csv."""
        data = to_csv(self.data, "%.6f").encode("utf-8")
        return {"svg": self._wide_svg, "png": self._drawn("png", self._wide), "csv": data}

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        data = to_csv(self.data, "%.6f").encode("utf-8")
        name = f"{self.key}-{zlib.crc32(data):08x}"  # a notebook may draw a chart of several parts
        html = self.html(name)
        links = {link: self.tips.get(f"#{link}", "") for link in _LINKS.findall(html)}
        html = html.replace(PAGE_LINK, NOTEBOOK_LINK.format(name))
        html = f'<div class="{NO_FORMULA}">{html}{self.below(name, links)}</div>'
        return {"text/html": html, "text/plain": f"{self.title}\n{self.alt}"}

    def _drawn(self, form: str, figure: Figure) -> bytes:
        """The bytes of a drawing; nothing in them changes from run to run."""
        buffer = io.BytesIO()
        metadata: dict[str, Any] = {"Software": None, "Title": self.title}
        look: dict[str, Any] = {"dpi": PNG_DPI, "facecolor": "white"}
        if form == "svg":
            metadata = {"Date": None, "Creator": None, "Title": self.title, "Description": self.alt}
            look = {"transparent": True}
        with mpl.rc_context(STYLE | {"svg.hashsalt": self.key}), warnings.catch_warnings():
            warnings.filterwarnings("ignore", NO_GLYPH)
            figure.savefig(buffer, format=form, metadata=metadata, **look)
        return buffer.getvalue()


def _write_title(figure: Figure, title: str) -> None:
    width, height = figure.get_size_inches()
    said, size = fit(title, width - 0.2, 11.5, bold=True, lines=2), 11.5
    if said.endswith(MORE):  # there is room for three lines of a smaller size
        said, size = fit(title, width - 0.2, 9.2, bold=True, lines=3), 9.2
    figure.text(0.1 / width, 1 - 0.06 / height, said, va="top", fontsize=size, weight="bold",
                gid=TITLE_GROUP)  # fmt: skip


def _write_source(figure: Figure, source: str) -> None:
    width, height = figure.get_size_inches()
    said = fit(source, width - 0.2, 7.5, lines=2)
    figure.text(0.1 / width, 0.05 / height, said, va="bottom", fontsize=7.5, color=MUTED, gid=SOURCE_GROUP)


def _ids_used(root: ElementTree.Element) -> set[str]:
    """The ids that something in the drawing refers to; the others only take room on a page."""
    values = (value for element in root.iter() for value in element.attrib.values())
    return {name for value in values for name in re.findall(r"(?:url\(|^)#([^)]+)", value)}


def _adapt(element: ElementTree.Element, prefix: str, tips: Mapping[str, str], used: set[str]) -> None:
    """Make one element fit for a page: plain links with their tips, own ids, short numbers, colours of the page."""
    target = element.attrib.pop(XLINK_HREF, None)
    if element.tag == SVG + "a":
        element.attrib.pop("target", None)
        element.attrib["href"] = target or ""
        if target and target in tips:
            tip = ElementTree.Element(SVG + "title")
            tip.text = tips[target]
            element.insert(0, tip)
    elif target:
        element.attrib["href"] = f"#{prefix}-{target[1:]}"
    name = element.attrib.pop("id", None)
    if name in used:
        element.attrib["id"] = f"{prefix}-{name}"
    if "d" in element.attrib:
        element.attrib["d"] = _LONG_NUMBER.sub(lambda number: f"{float(number.group()):.2f}", element.attrib["d"])
    for name in ("style", "clip-path", "fill", "stroke"):
        if name in element.attrib:
            value = re.sub(r"url\(#", f"url(#{prefix}-", element.attrib[name])
            for drawn, shown in PAGE_COLOURS.items():
                value = value.replace(drawn, shown)
            element.attrib[name] = value


def _crop(root: ElementTree.Element) -> None:
    """Leave out the title, the source and the empty ground that were drawn; let the page set the size."""
    for parent in root.iter():
        for child in list(parent):
            if child.get("id", "") in (TITLE_GROUP, SOURCE_GROUP, "patch_1"):
                parent.remove(child)
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    head, foot = TITLE_HEIGHT * 72, SOURCE_HEIGHT * 72
    root.attrib["viewBox"] = f"{left:g} {top + head:g} {width:g} {height - head - foot:g}"
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)


def _drop_metadata(root: ElementTree.Element) -> None:
    for metadata in root.findall(SVG + "metadata"):
        root.remove(metadata)
