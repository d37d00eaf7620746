"""What is generated in docs/: the commands' own help → command-line.md; the report and a notebook → pictures.

`make docs` runs it. The pictures need Chromium and its driver; without them they stay as they are.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from analysis.cli.main import cli

DOCS = Path(__file__).resolve().parent
PROJECT = DOCS.parent
COMMAND_LINE, PICTURES = DOCS / "command-line.md", DOCS / "pictures"
NOTEBOOK = "3-emphasis"
MAX_PICTURE_BYTES = 300_000
COLOURS = 256  # of a picture: enough for charts, a third of the bytes
QUIET = '{"fetchNews": "false", "checkForUpdates": false}'  # JupyterLab asks about news otherwise
SETTLE_SECONDS = 2  # until JupyterLab has arranged its panels
START_SECONDS = 60  # for JupyterLab, on a slow machine
BROWSER = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --window-size=1100,1500"
)
HEAD = """\
# The command line

`make docs` writes this page from the commands' own help. `readouts COMMAND --help` shows the same in a terminal.
"""


# --- command-line.md


def command_page() -> str:
    """The whole page: what all commands have in common, a list of them, and a section for each."""
    context = click.Context(cli, info_name="readouts", **cli.context_settings)
    commands = [(name, cli.commands[name]) for name in cli.list_commands(context)]
    listed = [f"| [`readouts {name}`](#readouts-{name}) | {_cell(_summary(command))} |" for name, command in commands]
    parts = [HEAD, _prose(cli.help), "| command | what it does |\n|---|---|\n" + "\n".join(listed)]
    parts += [_options(cli, context)]
    parts += [section for name, command in commands for section in _section(name, command, context)]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _section(name: str, command: click.Command, parent: click.Context) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    return [f"## `readouts {name}`", f"```text\n{usage}\n```", _prose(command.help), _options(command, context)]


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
    params = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    records = [record for param in params if (record := param.get_help_record(context))]
    rows = [f"| `{names.replace('|', chr(92) + '|')}` | {_cell(said)} |" for names, said in records]
    return "\n".join(["| option | meaning |", "|---|---|", *rows])


# --- pictures


def take_pictures() -> None:
    """report.png, the top of the report; notebook.png, a notebook in JupyterLab."""
    with open_browser() as browser:
        browser.get((PROJECT / "report" / "index.html").as_uri())
        save_picture(browser.get_screenshot_as_png(), PICTURES / "report.png")
        with open_lab() as address:
            browser.get(address)
            show_first_chart(browser)
            save_picture(browser.get_screenshot_as_png(), PICTURES / "notebook.png")


@contextmanager
def open_browser() -> Iterator[Any]:
    """Chromium without a window."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in BROWSER.split():
        options.add_argument(argument)
    driver = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    browser = webdriver.Chrome(options=options, service=driver)
    try:
        yield browser
    finally:
        browser.quit()


@contextmanager
def open_lab() -> Iterator[str]:
    """JupyterLab on a copy of the corpus and the notebooks, with settings of its own; the notebook's address."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(PROJECT / "corpus", Path(folder) / "corpus")
        shutil.copytree(PROJECT / "notebooks", Path(folder) / "corpus" / "notebooks")
        settings = Path(folder) / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        (settings / "notification.jupyterlab-settings").write_text(QUIET, encoding="utf-8")
        port, token = free_port(), secrets.token_hex()
        options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={token}", "--allow-root"]
        own = {
            name: f"{folder}/{name.lower()}"
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR")
        }
        lab = subprocess.Popen(
            [sys.executable, "-m", "analysis", "lab", "--corpus", f"{folder}/corpus", *options],
            env=os.environ | own, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}.ipynb?token={token}"
        finally:
            lab.terminate()
            lab.wait()


def wait_for(port: int) -> None:
    """Until something answers at a port. Raises TimeoutError."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise TimeoutError(f"JupyterLab did not start within {START_SECONDS} seconds. Run make docs again.")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def show_first_chart(browser: Any) -> None:
    """Wait for the notebook's first chart, and scroll to it."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    chart = WebDriverWait(browser, START_SECONDS).until(
        lambda page: page.find_element(By.CSS_SELECTOR, ".jp-OutputArea svg"),
    )
    time.sleep(SETTLE_SECONDS)
    browser.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", chart)
    time.sleep(SETTLE_SECONDS)


def save_picture(screen: bytes, path: Path) -> None:
    """Write a screenshot in few colours, which halves its bytes."""
    from PIL import Image

    path.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(screen)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Write command-line.md; take the pictures where Chromium can be had."""
    COMMAND_LINE.write_text(command_page(), encoding="utf-8")
    print(f"{COMMAND_LINE.relative_to(PROJECT)}: written")
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("docs/pictures: left as they are. Install chromium and chromium-driver to take them again.")
        return
    take_pictures()
    print(f"{PICTURES.relative_to(PROJECT)}: report.png and notebook.png taken")


if __name__ == "__main__":
    main()
