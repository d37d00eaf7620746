from __future__ import annotations

import pandas as pd
import pytest

from analysis.report import tables as listing
from analysis.study import Study
from tests.builders.studies import study_of

OF_A_STUDY = [
    name
    for name in listing.__all__
    if name not in ("simulation", "in_context", "readouts", "sources", "readable", "table_html")
]


@pytest.mark.parametrize("name", OF_A_STUDY)
@pytest.mark.parametrize(
    "texts",
    [[["apple here"]], [["apple"], []], [[], []], [["nothing"]] * 2, [["apple", "bread"], ["bread"], ["cheese"]]],
)
def test_every_table_can_be_made_of_any_study(name: str, texts: list[list[str]]) -> None:
    table = getattr(listing, name)(study_of(*texts))
    assert isinstance(table, pd.DataFrame | tuple)
    if isinstance(table, pd.DataFrame):
        assert "nan" not in table.to_csv().casefold()


def test_the_tables_say_what_the_studys_tables_say(study: Study) -> None:
    shifts = listing.shifts(study).loc[("Hamburg 2017 to Seoul 2024", "Economy")]
    row = study.shifts.set_index("theme").loc["economy"]
    assert shifts["verdict"] == row["verdict"]
    low = f"{100 * row['low']:+.0f}".replace("-", "−")
    assert shifts["change (95 % interval)"].startswith(f"+{100 * row['change']:.0f} points ({low} to")
    assert shifts["chance gives up to"] == f"+{100 * row['detectable']:.0f} points"
    measures = listing.measures(study)
    assert len(measures) == len(study.emphasis)
    assert measures.loc[
        ("Seoul 2024", "History and disputes"), ["share of words (95 % interval)", "matches", "first point"]
    ].tolist() == [
        "0\xa0% (0\xa0% to 41\xa0%)",
        "0",
        "–",
    ]
    changes = listing.changes(study)
    assert changes.shape == (8, 4)
    assert changes.loc["Economy", "share of words"] == "+26 points"
    simulation = listing.simulation()
    assert simulation.index.names == ["compared", "design", "size", "change"]
    assert "nan" not in simulation.to_csv()


def test_statements_and_keywords_are_shown_as_the_text_has_them(study: Study) -> None:
    table = listing.statements(study)
    assert len(table) == len(study.statements)
    assert (table["text"] != "").all()
    found = listing.in_context(study, "hydrogen")
    assert found["keyword"].tolist() == ["hydrogen"]
