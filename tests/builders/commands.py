"""The commands of the command line, run in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from analysis.cli.main import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])
