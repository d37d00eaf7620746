"""What is generated in docs/: the commands' own help → command-line.md; the report and a notebook → pictures.

`make docs` runs it. The pictures need Chromium and its driver; without them they stay as they are.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from analysis.cli.main import cli

DOCS = Path(__file__).resolve().parent
PROJECT = DOCS.parent
COMMAND_LINE, PICTURES = "command-line.md", "pictures"  # in docs/
NOTEBOOK = "3-emphasis"
COLOURS = 256  # of a picture: enough for charts, a third of the bytes
SETTLE_SECONDS = 3  # until JupyterLab has arranged its panels
START_SECONDS = 60  # for JupyterLab, on a slow machine
WINDOW = 1100, 1500  # pixels
HEAD = """\
# The command line

`make docs` writes this page from the commands' own help. `readouts COMMAND --help` shows the same in a terminal.
"""


# --- command-line.md


def command_page() -> str:
    """The whole page: what all commands have in common, a list of them, and a section for each."""
    context = click.Context(cli, info_name="readouts", **cli.context_settings)
    found = list(_commands(cli, context))
    listed = [f"| [`{own.command_path}`](#{_anchor(own)}) | {_cell(_summary(command))} |" for command, own in found]
    parts = [HEAD, _prose(cli.help), "| command | what it does |\n|---|---|\n" + "\n".join(listed)]
    parts += [_options(cli, context)]
    parts += [section for command, own in found for section in _section(command, own)]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Every command of a group with its context; those of a group within it come after the group."""
    for name in group.list_commands(context):
        command = group.commands[name]
        own = click.Context(command, info_name=name, parent=context)
        yield command, own
        if isinstance(command, click.Group):
            yield from _commands(command, own)


def _anchor(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


def _section(command: click.Command, context: click.Context) -> list[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    return [f"## `{context.command_path}`", f"```text\n{usage}\n```", _prose(command.help), _options(command, context)]


def _summary(command: click.Command) -> str:
    return " ".join((command.help or "").strip().split("\n\n")[0].split())


def _prose(text: str | None) -> str:
    r"""Help as Markdown: a paragraph that click leaves as it is (after \b) is a fenced block, any other is one line."""
    parts = [part for part in (text or "").strip().split("\n\n") if part.strip()]
    return "\n\n".join(_block(part) if part.lstrip().startswith("\b") else _line(part) for part in parts)


def _block(part: str) -> str:
    lines = [line for line in part.split("\n") if line.strip() != "\b"]
    return "```text\n" + textwrap.dedent("\n".join(lines)) + "\n```"


def _line(text: str) -> str:
    """Text in one line, its * < > _ outside of backticks as they are."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(piece if piece.startswith("`") else re.sub(r"([*<>_])", r"\\\1", piece) for piece in pieces)


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _options(command: click.Command, context: click.Context) -> str:
    """A table of options, in the order and with the words of the help."""
    params = [param for param in command.params if isinstance(param, click.Option)]
    records = [record for param in params if (record := param.get_help_record(context))]
    # click keeps the help option of a command's first use, so it is made here from its names.
    records.append((", ".join(sorted(command.get_help_option_names(context), key=len)), "Show this message and exit."))
    rows = [f"| `{names.replace('|', chr(92) + '|')}` | {_cell(said)} |" for names, said in records]
    return "\n".join(["| option | meaning |", "|---|---|", *rows])


# --- pictures


def take_pictures(folder: Path) -> None:
    """report.png, the top of the report; notebook.png, a notebook in JupyterLab."""
    from tests.builders.browser import open_browser
    from tests.builders.lab import open_lab

    with open_browser() as browser, tempfile.TemporaryDirectory() as study:
        browser.set_window_size(*WINDOW)
        browser.get((PROJECT / "report" / "index.html").as_uri())
        save_picture(browser.get_screenshot_as_png(), folder / "report.png")
        corpus = Path(shutil.copytree(PROJECT / "corpus", Path(study) / "corpus"))
        shutil.copytree(PROJECT / "notebooks", corpus / "notebooks")
        with open_lab(corpus) as (_, address):
            browser.get(address.replace("0-explore", NOTEBOOK))
            wait_for_chart(browser)
            save_picture(browser.get_screenshot_as_png(), folder / "notebook.png")


def wait_for_chart(browser: Any) -> None:
    """Until JupyterLab shows the notebook's first chart."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, START_SECONDS).until(lambda page: page.find_elements(By.CSS_SELECTOR, ".jp-OutputArea svg"))
    time.sleep(SETTLE_SECONDS)


def save_picture(screen: bytes, path: Path) -> None:
    """Write a screenshot in few colours, which halves its bytes."""
    from PIL import Image

    path.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(screen)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main(docs: Path = DOCS) -> None:
    """Write command-line.md; take the pictures where Chromium can be had."""
    (docs / COMMAND_LINE).write_text(command_page(), encoding="utf-8")
    print(f"{docs / COMMAND_LINE}: written")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print(f"{docs / PICTURES}: left as they are. Install chromium and chromium-driver to take them again.")
        return
    take_pictures(docs / PICTURES)
    print(f"{docs / PICTURES}: report.png and notebook.png taken")


if __name__ == "__main__":
    main()
