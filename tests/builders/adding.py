"""Run `readouts add` in this process, and list what it wrote."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from analysis.cli.main import cli
from analysis.ingest.prompts import IngestSettings
from tests.builders.studies import PROJECT, write_page

PAGES = PROJECT / "tests" / "pages"
POINTS = [
    "Prime Minister Aoki thanked President Baek for the welcome and the tea. The two leaders concurred on meeting again.",
    "The two leaders spoke of the trade in timber and of the ports. They welcomed the ferry that runs again since spring.",
]
TEXT = write_page(POINTS)


def run(*arguments: object, given: bytes | str | None = None, settings: IngestSettings | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, obj=settings)


def files(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (corpus / "readouts").rglob("*") if path.is_file()}


def add(corpus: Path, *arguments: object, given: bytes | str | None = None, terminal: bool | None = None) -> Result:
    """Add sources; `terminal` says whether a person can answer. The command does not wait for a locked corpus."""
    settings = IngestSettings(terminal=terminal, lock_seconds=0)
    result = run("add", *arguments, "--accessed", "2026-01-02", "--corpus", corpus, given=given, settings=settings)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
