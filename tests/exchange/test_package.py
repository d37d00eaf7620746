"""Tables that describe themselves: every file has its columns, each with a type that its values have and a meaning."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.exchange.columns import describe_tables
from analysis.exchange.package import PACKAGE, tables_of, write_package
from analysis.io.csv import read_cell
from analysis.report.charts.figures import save_charts
from analysis.study import Study
from tests.builders.studies import PROJECT

# What a value of each type looks like: https://specs.frictionlessdata.io/table-schema/#types-and-formats
FORMS = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?([eE][+-]?\d+)?|NaN|-?INF",
    "boolean": "True|False",
    "date": r"\d{4}-\d\d-\d\d",
    "string": "(?s).*",
}


@pytest.fixture(scope="module")
def folder(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_package(study, folder)
    return folder


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("study")
    (home / "readouts").symlink_to(PROJECT / "corpus" / "readouts")
    save_charts(Study.open(home))
    return home / "figures"


def check(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Compare the description of a folder with its files; the fields of each resource."""
    package: dict[str, Any] = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package"
    assert sorted(resource["path"] for resource in package["resources"]) == sorted(p.name for p in folder.glob("*.csv"))
    for resource in package["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert resource["description"], resource["name"]
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == head
        for position, field in enumerate(fields):
            assert field["description"], (resource["name"], field["name"])
            for row in rows:
                assert not row[position] or re.fullmatch(FORMS[field["type"]], row[position]), (
                    resource["name"],
                    field,
                    row,
                )
    return {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}


def test_the_folder_of_tables_describes_itself(folder: Path, study: Study) -> None:
    fields = check(folder)
    assert {name.replace("-", "_") for name in fields} == set(tables_of(study))
    types = {field["name"]: field["type"] for field in fields["readouts"]}
    assert (types["date"], types["n_words"], types["title"]) == ("date", "integer", "string")
    assert {field["name"]: field["type"] for field in fields["account-shifts"]}["change"] == "number"  # it has no rows


def test_the_figures_describe_themselves(figures: Path) -> None:
    fields = check(figures)
    assert {"emphasis", "heat", "influence"} <= set(fields)


def test_every_table_of_a_study_is_exported(study: Study) -> None:
    documented = {name for name in describe_tables() if isinstance(getattr(study, name, None), pd.DataFrame)}
    assert documented | {"leaders"} == set(tables_of(study))
    assert {"readouts", "sentences", "matches", "tags", "emphasis", "shifts", "coding"} <= documented


def test_the_texts_are_those_of_the_study(folder: Path, study: Study) -> None:
    back = pd.read_csv(folder / "sentences.csv")
    assert [read_cell(text) for text in back["text"]] == study.sentences["text"].tolist()
    coding = pd.read_csv(folder / "coding.csv", keep_default_na=False)
    assert [frozenset(filter(None, themes.split(";"))) for themes in coding["themes"]] == study.coding[
        "themes"
    ].tolist()
