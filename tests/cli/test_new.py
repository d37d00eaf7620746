"""`readouts new`: from nothing to a report."""

from __future__ import annotations

from pathlib import Path

from tests.builders.commands import run
from tests.builders.studies import write_page

TEXT = write_page(["The two leaders spoke of fisheries.", "They thanked the crews."], "June 3, 2023")


def test_a_text_is_added_checked_and_drawn_at_once(tmp_path: Path) -> None:
    folder, text = tmp_path / "sea", tmp_path / "page.txt"
    text.write_text(TEXT, encoding="utf-8")
    begun = run("new", folder, "--topic", "Fisheries")
    assert begun.exit_code == 0
    assert f"readouts report --corpus {folder}" in begun.output
    assert run("add", text, "--corpus", folder, "--yes").exit_code == 0
    checked = run("check", "--corpus", folder)
    assert (checked.exit_code, "2 themes" in checked.output) == (0, True)
    assert run("figures", "--corpus", folder).exit_code == 0
    assert "fisheries" in (folder / "figures" / "emphasis.csv").read_text(encoding="utf-8")


def test_wrong_usage_is_explained(tmp_path: Path) -> None:
    wrong = run("new", tmp_path / "sea", "--topic", "a: {b}")
    assert wrong.exit_code == 2
    assert "Use letters, digits, spaces and hyphens" in wrong.output
    assert not (tmp_path / "sea").exists()
    (tmp_path / "mine.txt").write_text("mine")
    taken = run("new", tmp_path, "--topic", "Fisheries")
    assert (taken.exit_code, "not empty" in taken.output) == (1, True)
