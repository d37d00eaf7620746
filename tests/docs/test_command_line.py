"""docs/command-line.md is what the commands' help says; no page names an option that does not exist."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from analysis.cli.main import cli
from tests.builders.commands import all_commands
from tests.builders.markdown import PAGES, name_of, sections
from tests.builders.studies import PROJECT

COMMANDS = all_commands()
PAGE = PROJECT / "docs" / "command-line.md"
OTHERS = {
    "--require-hashes", "--requirement", "--no-deps", "--no-build-isolation", "--editable",  # pip
    "--file", "--nworkers", "--nthreads",  # conda, dask
    "--no-browser",  # JupyterLab
}  # fmt: skip


def options(command: click.Command) -> set[str]:
    return {
        name
        for param in command.params
        if isinstance(param, click.Option)
        for name in param.opts
        if name.startswith("--")
    }


def test_the_page_is_what_make_docs_writes(make: ModuleType) -> None:
    assert PAGE.read_text(encoding="utf-8") == make.command_page(), "Run `make docs` and commit."


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_option_of_every_command_is_documented(name: str) -> None:
    section = sections(PAGE, 2)[f"`readouts {name}`"]
    documented = {
        option
        for row in section.splitlines()
        if row.startswith("| `-")
        for option in re.findall(r"--[a-z-]+", row.split(" | ")[0])
    }
    assert documented - {"--help"} == options(COMMANDS[name])


def test_every_section_is_of_a_command() -> None:
    assert list(sections(PAGE, 2)) == [f"`readouts {name}`" for name in COMMANDS]


@pytest.mark.parametrize("path", [path for path in PAGES if path.name != "CHANGELOG.md"], ids=name_of)
def test_every_option_that_a_page_names_exists(path: Path) -> None:
    known = (
        {"--help", *options(cli)} | OTHERS | {option for command in COMMANDS.values() for option in options(command)}
    )
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", path.read_text(encoding="utf-8")))
    assert named <= known
