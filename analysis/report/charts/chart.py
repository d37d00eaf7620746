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
PNG_DPI = 150
# The title is drawn on saved pictures; a page has it as text, so there the picture begins below it.
TITLE_GROUP = "chart-title"
TITLE_HEIGHT = 0.5  # inches
STYLE: Any = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
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
    figure : the drawing; marks carry links (`set_url`) to the sentences behind them.
    tips : what a mark says when pointed at, by its link.
    below : the sentences behind its marks as HTML, for a notebook; it is given the id of the chart, and
        what each mark says by its anchor.
    """

    key: str
    title: str
    alt: str
    data: pd.DataFrame
    figure: Figure
    tips: Mapping[str, str] = field(default_factory=dict)
    below: Callable[[str, dict[str, str]], str] = lambda name, links: ""

    def svg(self, name: str = "") -> str:
        """The drawing as SVG text for inlining in a page: accessible, linked, its ids begin with `name` (the key)."""
        name = name or self.key
        root = ElementTree.fromstring(self._drawn("svg"))
        _crop_title(root)
        used = _ids_used(root)
        for element in root.iter():
            _adapt(element, name, self.tips, used)
        root.attrib.update({"role": "group", "aria-labelledby": f"{name}-title {name}-desc", "class": "chart"})
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
        return {"svg": self._drawn("svg"), "png": self._drawn("png"), "csv": data}

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        data = to_csv(self.data, "%.6f").encode("utf-8")
        name = f"{self.key}-{zlib.crc32(data):08x}"  # a notebook may draw a chart of several parts
        html = self.html(name)
        links = {link: self.tips.get(f"#{link}", "") for link in _LINKS.findall(html)}
        html = html.replace(PAGE_LINK, NOTEBOOK_LINK.format(name))
        html = f'<div class="{NO_FORMULA}">{html}{self.below(name, links)}</div>'
        return {"text/html": html, "text/plain": f"{self.title}\n{self.alt}"}

    def _drawn(self, form: str) -> bytes:
        """The bytes of the drawing; nothing in them changes from run to run."""
        buffer = io.BytesIO()
        metadata = {"Date": None, "Creator": None, "Title": self.title, "Description": self.alt}
        with mpl.rc_context(STYLE | {"svg.hashsalt": self.key}), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph .* missing from font")  # drawn as a box; the SVG has the letter
            if form == "svg":
                self.figure.savefig(buffer, format="svg", metadata=metadata, transparent=True)
            else:
                self.figure.savefig(
                    buffer,
                    format="png",
                    dpi=PNG_DPI,
                    facecolor="white",
                    metadata={"Software": None, "Title": self.title},
                )
        return buffer.getvalue()


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


def _crop_title(root: ElementTree.Element) -> None:
    """Leave out the title that was drawn and the room it took; let the page set the size."""
    for parent in root.iter():
        for child in list(parent):
            if child.get("id", "").endswith(TITLE_GROUP):
                parent.remove(child)
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    room = TITLE_HEIGHT * 72
    root.attrib["viewBox"] = f"{left:g} {top + room:g} {width:g} {height - room:g}"
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)


def _drop_metadata(root: ElementTree.Element) -> None:
    for metadata in root.findall(SVG + "metadata"):
        root.remove(metadata)
