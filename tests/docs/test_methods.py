"""docs/methods.md and docs/measure.md say what was simulated: every cell of their tables is that of the measured ones."""

from __future__ import annotations

import pandas as pd

from analysis.measures.simulated_correction import read_simulated_correction
from analysis.measures.simulation import POINTS, read_simulation
from tests.builders.studies import PROJECT

PAGE = PROJECT / "docs" / "methods.md"
CHANGES = (0.1, 0.2, 0.3)


def cell(values: pd.Series) -> str:
    """The figures of both designs in per cent, the smaller first."""
    low, high = (f"{100 * value:.0f}" for value in sorted(values))
    return f"{low}\xa0%" if low == high else f"{low} to {high}\xa0%"


def line(compared: str, size: int, own: pd.DataFrame) -> str:
    of = "sentences each" if compared == POINTS else "meetings"
    still = own.loc[own["change"] == 0, "any_false_claim"]
    found = [cell(own.loc[(own["change"] - change).abs() < 1e-9, "power"]) for change in CHANGES]
    return "| " + " | ".join([compared, f"{size} {of}", cell(still), *found]) + " |"


def test_the_page_says_what_was_simulated() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = read_simulation().query("tested > 0")
    for (compared, size), own in table.groupby(["compared", "size"]):
        assert line(compared, size, own) in page


def span(values: pd.Series, unit: str) -> str:
    """The least and the greatest of the themes."""
    low, high = (f"{100 * value:.{0 if unit == '%' else 1}f}" for value in (values.min(), values.max()))
    return f"{low} to {high}\xa0{unit}"


def test_the_page_on_measuring_says_what_was_simulated() -> None:
    page = (PROJECT / "docs" / "measure.md").read_text(encoding="utf-8")
    for size, own in read_simulated_correction().groupby("size"):
        covered = [span(own[name], "%") for name in ("covered", "covered_change", "covered_by_codebook")]
        claimed = f"{100 * own['any_false_claim'].iloc[0]:.0f}\xa0%"
        errors = [span(own[name], "points") for name in ("error", "error_of_codebook")]
        assert "| " + " | ".join([f"{size} of 600", *covered, claimed, *errors]) + " |" in page
