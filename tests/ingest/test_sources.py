from __future__ import annotations

from pathlib import Path

import pytest

from analysis.ingest.sources import read_sources
from analysis.io.faults import InputFaults
from tests.builders.meetings import HEADER
from tests.builders.studies import PROJECT


def test_the_projects_own_sources_are_read_without_fault() -> None:
    sources = read_sources(PROJECT / "corpus" / "sources.csv")
    assert len(sources) > 40
    header = (PROJECT / "corpus" / "sources.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == HEADER


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2024-13-01,summit,,,,,,https://example.org/a", "'date' must be a date such as 2024-05-26. Got '2024-13-01'."),
        ("20240501,summit,,,,,,https://example.org/a", "'date' must be"), ("2024-05-01,party,,,,,,https://example.org/a", "'kind' must be one of"),
        ("2024-05-01,summit,,,,,,example.org", "'url' is not a usable address"), ("2024-05-01,summit,,,,,,file:///etc/passwd", "'url' is not a usable"),
        ("2024-05-01,summit,,,,,,http://example.org/first#x", "is already in line 2"), ("2024-05-01,summit", "'url' is missing"),
        ("2024-05-01,summit,,,,,,https://example.org/a,b", "More cells than columns"),
    ],
)  # fmt: skip
def test_every_fault_of_a_table_of_sources_is_reported_with_its_line(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f'{HEADER}\n2024-05-01,summit,"Los\nAngeles",,,,,https://example.org/first\n\n{line}\n')
    with pytest.raises(InputFaults) as caught:
        read_sources(path)
    assert "sources.csv:5: " in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", "date,kind\n", f"{HEADER},url\n", 'a,"b\n'])
def test_a_table_without_its_columns_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(text)
    with pytest.raises(InputFaults):
        read_sources(tmp_path / "sources.csv")
