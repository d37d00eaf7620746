"""Tables in a notebook: prose at the left, numbers at the right, keywords below each other, in its colours."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from ..evidence import templates
from .cells import DASH

MAX_ROWS = 60  # that are shown; `table.head(100)` shows others
_NUMBER = re.compile(r"[<>+−-]?\d[\d.,]*(\s?%)?(\spoints?)?( \([^()]*\d[^()]*\))?|[.]\d+|<[.]\d+|")
_CONTEXT = {"before": "before", "keyword": "keyword"}  # columns of keywords in context → their class


def readable() -> None:
    """Show every table of this notebook as `table_html` writes it; outside of a notebook it changes nothing."""
    from IPython import get_ipython

    if shell := get_ipython():
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)


def table_html(table: pd.DataFrame) -> str:
    """A table as HTML, everything in it escaped; at most MAX_ROWS rows.

    A plain number of the row is not shown; a value of the index that repeats is shown once.

    >>> html = table_html(pd.DataFrame({"theme": ["<Trade>"], "share": ["28 %"]}))
    >>> "<td>&lt;Trade&gt;</td><td class=\\"n\\">28 %</td>" in html
    True
    """
    shown = table.head(MAX_ROWS)
    index = [] if isinstance(table.index, pd.RangeIndex) else shown.index.to_frame().to_numpy().tolist()
    names = [name or "" for name in table.index.names] if index else []
    columns = [[_text(value) for value in shown.iloc[:, n]] for n in range(shown.shape[1])]
    kinds = [_kind(str(name), cells, set(table.columns)) for name, cells in zip(table.columns, columns, strict=True)]
    heads = _blank_repeated([[_text(value) for value in row] for row in index]) or [[]] * len(shown)
    rows = [(head, list(zip(cells, kinds, strict=True))) for head, cells in zip(heads, _rows(columns), strict=True)]
    part = templates().get_template("table.html.j2")
    head = list(zip(map(str, table.columns), kinds, strict=True))
    return str(part.render(names=names, head=head, rows=rows, more=len(table) - len(shown)))


def _rows(columns: list[list[str]]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


def _blank_repeated(rows: list[list[str]]) -> list[list[str]]:
    """Rows of an index, each value that continues the row above left out."""
    blanked, before = [], [""] * 99
    for row in rows:
        same = next((n for n, (one, other) in enumerate(zip(row, before, strict=False)) if one != other), len(row) - 1)
        blanked.append([""] * same + row[same:])
        before = row
    return blanked


def _kind(name: str, cells: list[str], columns: set[Any]) -> str:
    """The class of a column: "n" of numbers, "before" and "keyword" of keywords in context, "" of prose."""
    if columns >= set(_CONTEXT) and name in _CONTEXT:
        return _CONTEXT[name]
    told = [cell for cell in cells if cell not in ("", DASH)]
    return "n" if told and all(map(_NUMBER.fullmatch, told)) else ""


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return DASH if pd.isna(value) else f"{value:.4g}"
    return DASH if value is None or value is pd.NA or value is pd.NaT else str(value)
