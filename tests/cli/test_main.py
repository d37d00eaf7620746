"""What all commands share: help, faults, wrong usage."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.report.charts.figures import CHARTS
from tests.builders.commands import run
from tests.builders.studies import PROJECT, write_page

Maker = Callable[..., Path]
READOUTS = PROJECT / "corpus" / "readouts"


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_help_teaches_and_loads_nothing_heavy() -> None:
    code = "import sys, analysis.__main__; print([m for m in ('pandas', 'nltk', 'matplotlib', 'requests', 'bs4', 'pypdf') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    told = run("--help").output
    assert all(
        command in told
        for command in ("add", "fetch", "report", "figures", "check", "parse", "tag", "emphasis", "explain")
    )
    assert "Exit status: 0 success, 1 faults in the input files, 2 wrong usage." in told


@pytest.mark.parametrize("command", ["report", "figures", "check", "explain"])
def test_faults_give_status_1_and_nothing_is_written_or_lost(command: str, make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They met."], b=b"\xff\xfe\x00".decode("latin-1"))
    (corpus / "readouts" / "b.txt").write_bytes(b"\xff\xfe\x00")
    before = files_below(corpus)
    result = run(command, *(["a"] if command == "explain" else []), "--corpus", corpus)
    assert result.exit_code == 1
    assert "b.txt:1: The file is UTF-16." in result.stderr
    assert "Traceback" not in result.output
    assert files_below(corpus) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["report", "--nonsense"], ["tag"], ["explain", "nobody", "--corpus", PROJECT / "corpus"],
        ["explain", "2024-05-26-seoul", "nothing", "--corpus", PROJECT / "corpus"],
        ["tag", READOUTS, "--output", "table.txt"], ["tag", READOUTS, "--output", "a.csv", "--matches", "a.csv"],
    ],
)  # fmt: skip
def test_wrong_usage_gives_status_2(arguments: list[object]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_figures_of_a_study_of_ones_own_go_into_its_folder(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."], b=write_page(["They spoke of trade."], "June 1, 2024"))
    result = run("figures", "--corpus", corpus)
    assert result.exit_code == 0
    charts = [f"{key}.{ending}" for key in set(CHARTS) - {"neighbours", "accounts"} for ending in ("csv", "png", "svg")]
    assert sorted(path.name for path in (corpus / "figures").iterdir()) == sorted([*charts, "datapackage.json"])


def test_the_module_runs_as_the_command_does() -> None:
    result = subprocess.run([sys.executable, "-m", "analysis", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("readouts ")


@pytest.mark.parametrize("command", ["report", "figures", "check", "explain"])
def test_a_missing_folder_has_no_line(command: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    result = run(command, *(["a"] if command == "explain" else []), "--corpus", gone)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{gone}: ")
