"""The page of a record and its charts, from the last results of every part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.io.files import write_whole

from .charts import pattern_chart, size_chart
from .counting import CAUSES
from .machine import describe_machine
from .racing import LOWER
from .results import PARTS, Results
from .targets import judge, row

TEMPLATE = "page.md.j2"
_EMPTY_LINES = re.compile(r"\n{3,}")


def write_page(folder: Path, results: Results) -> list[Path]:
    """Write README.md and the charts into a folder; returns the paths."""
    lower = _speed(results, "whole_text", LOWER)
    drawn = {"sizes": size_chart, "patterns": pattern_chart}
    charts = [draw(results[part], lower) for part, draw in drawn.items() if part in results]
    shown = {chart.key: f"[![{chart.alt}]({chart.key}.png)]({chart.key}.svg)" for chart in charts}
    written = [path for chart in charts for path in chart.save(folder)]
    return [write_whole(folder / "README.md", page(results, shown)), *written]


def page(results: Results, charts: Mapping[str, str]) -> str:
    """The page as Markdown; what was not measured is said to be so."""
    rows = results["counts"]["rows"] if "counts" in results else []
    examples = {cause: example for own in reversed(rows) for cause, example in own["examples"].items()}
    written = _environment().get_template(TEMPLATE).render(
        {part: results.get(part) for part in PARTS}, charts=charts, targets=judge(results),
        ours_speed=_speed(results, "sample_text", "readouts"), lower=_speed(results, "whole_text", LOWER),
        used_causes={cause: why for cause, why in CAUSES.items() if cause in examples}, cause_examples=examples,
        **_made_on(results),
    )  # fmt: skip
    return _EMPTY_LINES.sub("\n\n", written).strip() + "\n"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=False,  # Markdown, of our own numbers
    )  # fmt: skip
    environment.filters |= {"short": short, "whole": lambda value: f"{value:,.0f}", "causes": _causes}
    return environment


def short(value: float) -> str:
    """A number with the three figures that count, at least the whole part.

    >>> [short(value) for value in (0.012345, 1.5, 33.33, 1234.5, 0)]
    ['0.0123', '1.5', '33.3', '1,234', '0']
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _causes(counts: Mapping[str, int]) -> str:
    found = sorted(counts.items(), key=lambda item: -item[1])
    return "; ".join(f"{number:,} {cause}" for cause, number in found) or "none"


def _speed(results: Results, table: str, name: str) -> float | None:
    found = row(results["tools"][table], name) if "tools" in results else None
    return found["speed"] if found else None


def _made_on(results: Results) -> dict[str, Any]:
    """The machine and the day of a record, as its last part has them."""
    last = next((results[part] for part in reversed(PARTS) if part in results), {"machine": describe_machine()})
    return {"machine": last["machine"], "date": last.get("date", "")}
