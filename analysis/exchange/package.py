"""Data packages: tables as CSV files, and datapackage.json, which says what every column is.

The form is that of Frictionless Data (https://specs.frictionlessdata.io/tabular-data-package/).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..io.csv import to_csv
from ..io.files import write_whole
from ..study import Study
from .columns import Described, describe_tables

PACKAGE = "datapackage.json"
GUARDED = (
    "A text that begins with =, +, -, @, a tab, a line end or an apostrophe has an apostrophe in front, so that no "
    "spreadsheet runs it. Missing values are empty."
)
TYPES = {"i": "integer", "u": "integer", "f": "number", "b": "boolean", "M": "date"}  # by numpy's kinds


def tables_of(study: Study) -> dict[str, pd.DataFrame]:
    """Every table of a study that docs/tables.md describes, by name. Sets of themes are joined by ";"."""
    found = {name: getattr(study, name, None) for name in describe_tables()} | {"leaders": study.corpus.leaders}
    return {name: _flat(table) for name, table in found.items() if isinstance(table, pd.DataFrame)}


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    if "themes" not in table or not any(isinstance(themes, frozenset) for themes in table["themes"]):
        return table
    return table.assign(themes=[";".join(sorted(themes)) for themes in table["themes"]])


def write_package(study: Study, folder: Path) -> list[Path]:
    """Write every table of a study into a folder as CSV, with datapackage.json; returns the paths."""
    tables = tables_of(study)
    paths = [write_whole(folder / f"{name}.csv", to_csv(table)) for name, table in tables.items()]
    return [*paths, write_description(folder, tables, describe_tables(), "Tables of the study")]


def write_description(
    folder: Path, tables: Mapping[str, pd.DataFrame], described: Mapping[str, Described], title: str
) -> Path:
    """Write datapackage.json for tables that lie in the folder as NAME.csv; returns its path.

    tables : the rows of each file, for the types of its columns. described : what each and its columns mean.
    """
    types = {name: of for table in tables.values() for name, of in _types(table).items() if len(table)}
    resources = [_resource(name, table, described.get(name), types) for name, table in tables.items()]
    content = {"profile": "tabular-data-package", "name": "readouts", "title": title, "description": GUARDED}
    return write_whole(
        folder / PACKAGE, json.dumps(content | {"resources": resources}, ensure_ascii=False, indent=1) + "\n"
    )


def _resource(name: str, table: pd.DataFrame, described: Described | None, types: Mapping[str, str]) -> dict[str, Any]:
    own = _types(table) if len(table) else {}
    said = described.columns if described else {}
    fields = [
        {"name": column, "type": own.get(column) or types.get(column, "string"), "description": said.get(column, "")}
        for column in table.columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "description": described.text if described else "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _types(table: pd.DataFrame) -> dict[str, str]:
    """The Table Schema's type of each column."""
    return {str(name): TYPES.get(getattr(kind, "kind", "O"), "string") for name, kind in table.dtypes.items()}
