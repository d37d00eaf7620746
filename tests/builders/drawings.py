"""What a drawing takes: the box of every text and mark of an SVG that matplotlib wrote, in the units of its viewBox."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties, findfont, get_font

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


class Box(NamedTuple):
    """Where something is drawn, and what: a text, or the name of a mark."""

    what: str
    left: float
    top: float
    right: float
    bottom: float


def view_of(svg: str) -> Box:
    left, top, width, height = (float(n) for n in ElementTree.fromstring(svg).attrib["viewBox"].split())
    return Box("view", left, top, left + width, top + height)


def boxes_of(svg: str) -> Iterator[Box]:
    """The boxes of all texts, paths and markers; of a path those of its points, curves included by their handles."""
    root = ElementTree.fromstring(svg)
    shapes = {f"#{path.get('id')}": path for path in root.iter(SVG + "path") if path.get("id")}
    named = set(shapes.values())
    for element in root.iter():
        if element.tag == SVG + "text":
            yield _of_text(element)
        elif element.tag == SVG + "use":
            yield _of_path(shapes[element.attrib["href"]], float(element.get("x", 0)), float(element.get("y", 0)))
        elif element.tag == SVG + "path" and element not in named and element.get("d", "").strip():
            yield _of_path(element, 0, 0)


def outside(svg: str, loose: float) -> list[Box]:
    """What is drawn outside the canvas, by more than `loose` units."""
    view = view_of(svg)
    return [
        box for box in boxes_of(svg)
        if min(box.left - view.left, view.right - box.right, box.top - view.top, view.bottom - box.bottom) < -loose
    ]  # fmt: skip


def texts_of(svg: str) -> list[str]:
    """Everything that is written in a drawing, its tips, title and description included."""
    return [element.text for element in ElementTree.fromstring(svg).iter() if element.text and element.text.strip()
            and element.tag != SVG + "style"]  # fmt: skip


def _of_path(element: ElementTree.Element, x: float, y: float) -> Box:
    numbers = [float(n) for n in _NUMBER.findall(element.attrib["d"])]
    xs, ys = numbers[::2], numbers[1::2]
    return Box("mark", min(xs) + x, min(ys) + y, max(xs) + x, max(ys) + y)


def _of_text(element: ElementTree.Element) -> Box:
    text, style = element.text or "", element.get("style", "")
    size = re.search(r"(?:font-size: |font: .*?)([\d.]+)px", style)
    bold = re.search(r"font(?:-weight)?: (?:bold|\d*700)", style)
    assert size, style
    width, height = _size_of(text, float(size.group(1)), bool(bold))
    start = {"middle": width / 2, "end": width}.get(_anchor(style), 0.0)
    turn = element.get("transform", "")
    angle = next((float(n) for n in re.findall(r"rotate\((-?[\d.]+)", turn)), 0.0)
    moved = re.search(r"translate\((-?[\d.]+) (-?[\d.]+)\)", turn)
    x, y = (float(n) for n in moved.groups()) if moved else (float(element.get("x", 0)), float(element.get("y", 0)))
    corners = [_turned(a, b, angle) for a in (-start, width - start) for b in (-height, 0.0)]
    return Box(text, x + min(a for a, _ in corners), y + min(b for _, b in corners),
               x + max(a for a, _ in corners), y + max(b for _, b in corners))  # fmt: skip


def _anchor(style: str) -> str:
    found = re.search(r"text-anchor: (\w+)", style)
    return found.group(1) if found else "start"


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


@cache
def _size_of(text: str, size: float, bold: bool) -> tuple[float, float]:
    """Width and height of a text in DejaVu Sans."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(size, 72)
    font.set_text(text, 0.0)
    width, height = font.get_width_height()
    return width / 64, height / 64
