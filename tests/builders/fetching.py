"""Run `readouts fetch` in this process, with short limits."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from analysis.cli.main import cli
from analysis.ingest.client import Limits
from analysis.ingest.prompts import IngestSettings

QUICK = Limits(connect=2, read=1, total=2, retries=1, backoff=0.01, longest_wait=0.5)


def fetch(corpus: Path, *options: object, limits: Limits | None = None) -> Result:
    arguments = ["fetch", "--allow-local", "--pause", "0", "--corpus", corpus, *options]
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], obj=IngestSettings(limits=limits))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
