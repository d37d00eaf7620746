"""docs/tables.md has every column of every table, and no other."""

from __future__ import annotations

import ast
import csv
import importlib
from functools import cached_property

import pandas as pd
import pytest

from analysis.study import Study
from tests.builders.markdown import codes, first_cells, sections
from tests.builders.studies import PROJECT

PAGE = PROJECT / "docs" / "tables.md"
SHARED, FIGURES = "Shared columns", "`figures/*.csv`"
# Tables that are not of a study: where the columns are named in the code.
ELSEWHERE = {
    "leaders": "corpus.corpus.LEADER_COLUMNS",
    "find_hinges": "measures.influence.HINGE_COLUMNS",
    "find_in_context": "measures.kwic.CONTEXT_COLUMNS",
    "compare_points": "measures.alignment.SIMILARITY_COLUMNS",
    "find_repeated": "measures.repeated.REPEATED_COLUMNS",
    "measure_wording": "measures.repeated.WORDING_COLUMNS",
    "score_codebook": "measures.agreement.SCORE_COLUMNS",
    "measure_alpha": "measures.alpha.ALPHA_COLUMNS",
    "list_differences": "measures.agreement.DIFFERENCE_COLUMNS",
    "readouts tag": "bulk.batches.SENTENCE_SCHEMA",
    "readouts tag --matches": "bulk.batches.MATCH_SCHEMA",
    "readouts emphasis": "bulk.emphasis.DOCUMENT_COLUMNS",
    "readouts emphasis --by": "bulk.emphasis.GROUP_COLUMNS",
    "readouts emphasis --shifts": "bulk.shifts.GROUP_SHIFT_COLUMNS",
    "coding.csv": "corpus.hand_coding.CODING_COLUMNS",
    "coding/sample-N.csv": "corpus.samples.SAMPLE_COLUMNS",
    "coding/sample-N-CODER.csv": "corpus.coded_samples.CODED_COLUMNS",
    "compare_coders": "measures.alpha.CODER_COLUMNS",
    "simulated_correction.csv": "measures.simulated_correction.CORRECTION_COLUMNS",
    "compare_readers": "measures.second_reader.READER_COLUMNS",
    "suggest_patterns": "measures.suggesting.SUGGESTION_COLUMNS",
    "score_themes": "measures.suggesting.THEME_SCORE_COLUMNS",
    "draw_sample": "measures.sampling.DRAWN_COLUMNS",
    "governments.csv": "corpus.governments.GOVERNMENT_COLUMNS",
    "sources.csv": "ingest.sources.SOURCE_COLUMNS",
    "count_words_of": "measures.keyness.COUNT_COLUMNS",
    "compare_units": "measures.comparing.CHANGE_COLUMNS",
    "simulation.csv": "measures.simulation.SIMULATION_COLUMNS",
}


def documented() -> dict[str, str]:
    """Name of a table → the text of its section."""
    return {name: text for heading, text in sections(PAGE, 3).items() if heading != FIGURES for name in codes(heading)}


def columns_in(text: str) -> list[str]:
    """The columns that a section lists."""
    return codes(next(line for line in text.splitlines() if line.startswith("Columns: ")))


def in_code(place: str) -> list[str]:
    module, name = f"analysis.{place}".rsplit(".", 1)
    columns = getattr(importlib.import_module(module), name)
    return list(getattr(columns, "names", columns))


def tables_of_a_study(study: Study) -> dict[str, list[str]]:
    of_study = {name: value for part in reversed(Study.__mro__) for name, value in vars(part).items()}
    names = [name for name, value in of_study.items() if isinstance(value, property | cached_property)]
    found = {name: getattr(study, name) for name in [*names, "coding", "governments", "samples"]}
    return {name: list(table.columns) for name, table in found.items() if isinstance(table, pd.DataFrame)}


def test_every_table_of_a_study_is_documented_and_no_other(study: Study) -> None:
    in_study = tables_of_a_study(study)
    assert set(documented()) == set(in_study) | set(ELSEWHERE)


def test_the_columns_of_a_study_are_those_documented(study: Study) -> None:
    for name, columns in tables_of_a_study(study).items():
        assert columns_in(documented()[name]) == columns, name


@pytest.mark.parametrize(("name", "place"), ELSEWHERE.items(), ids=list(ELSEWHERE))
def test_the_columns_of_other_tables_are_those_documented(name: str, place: str) -> None:
    assert columns_in(documented()[name]) == in_code(place)


def test_every_list_of_columns_in_the_code_is_of_a_documented_table() -> None:
    listed = {tuple(columns_in(text)) for text in documented().values()}
    for path in sorted((PROJECT / "analysis").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            name = getattr(node.targets[0], "id", "") if isinstance(node, ast.Assign) else ""
            if name.endswith(("_COLUMNS", "_SCHEMA")) and not name.startswith("_"):
                place = ".".join([*path.relative_to(PROJECT / "analysis").with_suffix("").parts, name])
                assert tuple(in_code(place)) in listed, place


def test_every_column_is_explained_in_its_section_or_among_the_shared_ones() -> None:
    shared = set(first_cells(sections(PAGE, 2)[SHARED]))
    for name, text in documented().items():
        explained, columns = first_cells(text), columns_in(text)
        assert set(explained) <= set(columns), name
        assert set(columns) - set(explained) <= shared, name
        assert len(explained) == len(set(explained)), name


def test_every_shared_column_is_in_two_tables_or_more() -> None:
    listed = [columns_in(text) for text in documented().values()]
    for column in first_cells(sections(PAGE, 2)[SHARED]):
        assert sum(column in columns for columns in listed) > 1, column


def test_the_columns_of_figures_are_those_documented() -> None:
    rows = [line.strip("| ").split(" | ") for line in sections(PAGE, 3)[FIGURES].splitlines() if ".csv` |" in line]
    listed = {codes(file)[0]: codes(columns) for file, _, columns in rows}
    assert sorted(listed) == sorted(path.name for path in (PROJECT / "figures").glob("*.csv"))
    for file, columns in listed.items():
        with (PROJECT / "figures" / file).open(encoding="utf-8", newline="") as stream:
            assert next(csv.reader(stream)) == columns, file
