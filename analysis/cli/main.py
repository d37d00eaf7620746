"""The command line: `readouts`, the group of all commands."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Any

import click

from ..io.faults import InputFaults
from ..io.keeping import CACHE
from .add import add
from .agreement import agreement
from .check import check
from .codebook import codebook
from .emphasis import emphasis
from .explain import explain
from .export import export
from .fetch import fetch
from .figures import figures
from .import_codings import import_codings
from .lab import lab
from .new import new
from .options import Faulty
from .parse import parse
from .report import report
from .sample import sample
from .suggest import suggest
from .tag import tag

MANY_OBJECTS = 50_000  # new ones, after which Python looks for what nobody needs


class Commands(click.Group):
    """A group whose commands may raise InputFaults; commands are listed in the order in which they are written."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InputFaults as error:
            raise Faulty(str(error)) from None
        except BrokenPipeError:  # the reader of our output has gone: click ends quietly
            raise
        except OSError as error:  # a full disk, a folder that may not be written to
            raise Faulty(f"{error.filename or 'A file'}: {error.strerror}.") from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="readouts", message="%(prog)s %(version)s")
@click.option(
    "--no-cache", is_flag=True,
    help="Compute everything anew. Default: for texts, codebook and codings that have not changed, use what an earlier "
    "command kept in your cache folder.",
)  # fmt: skip
def cli(no_cache: bool) -> None:
    """How the emphasis of diplomacy moves, read from the published readouts of meetings.

    \b
    Start with
      readouts add https://...           add a page, a PDF or a text to the corpus
      readouts check                     see how each file was read, and every fault
      readouts report                    write notebooks, figures/ and report/index.html
      readouts explain 2024-05-26-seoul  show a readout with its matches in colour

    Exit status: 0 success, 1 faults in the input files, 2 wrong usage.
    """
    if no_cache:
        os.environ[CACHE] = ""  # also for the processes that a command starts


COMMANDS = (
    new, add, fetch, report, figures, lab, check, parse, tag, emphasis, explain, codebook, sample, agreement, suggest,
    export, import_codings,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    _save_time()
    cli(prog_name="readouts")


def _save_time() -> None:
    """Leave out what takes up to a third of the time of a command and gives nothing."""
    # Of what is imported nothing goes: Python need not look through it again and again, and once more at the end.
    gc.set_threshold(MANY_OBJECTS)
    atexit.register(gc.freeze)
    # Jupyter's libraries import jsonschema, which makes grammars of addresses where this is installed; no notebook
    # needs them.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
