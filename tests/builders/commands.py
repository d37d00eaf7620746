"""The commands of the command line, run in this process."""

from __future__ import annotations

import click
from click.testing import CliRunner, Result

from analysis.cli.main import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def all_commands(group: click.Group = cli, before: str = "") -> dict[str, click.Command]:
    """Every command by the words that call it, those within a group after the group."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        found[before + name] = command
        if isinstance(command, click.Group):
            found |= all_commands(command, f"{before}{name} ")
    return found
