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
COMMAND_LINE, PICTURES = "command-line.md", "pictures"  # in docs/
NOTEBOOK = "3-emphasis"
COLOURS = 256  # of a picture: enough for charts, a third of the bytes
QUIET = '{"fetchNews": "false", "checkForUpdates": false}'  # JupyterLab asks about news otherwise
SETTLE_SECONDS = 3  # until JupyterLab has arranged its panels
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
    with open_browser() as browser:
        browser.get((PROJECT / "report" / "index.html").as_uri())
        save_picture(browser.get_screenshot_as_png(), folder / "report.png")
        with open_lab() as address:
            browser.get(address)
            wait_for_chart(browser)
            save_picture(browser.get_screenshot_as_png(), folder / "notebook.png")


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
    """JupyterLab on a copy of the notebooks, with settings of its own; the notebook's address."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks, own = Path(folder) / "notebooks", settings_in(Path(folder))
        shutil.copytree(PROJECT / "notebooks", notebooks)
        trust(notebooks, own["JUPYTER_DATA_DIR"])
        port, token = free_port(), secrets.token_hex()
        options = ["--no-browser", f"--port={port}", f"--IdentityProvider.token={token}", "--allow-root"]
        lab = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", str(notebooks), *options],
            env=os.environ | own,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/lab/tree/{NOTEBOOK}.ipynb?token={token}"
        finally:
            lab.terminate()
            lab.wait()


def settings_in(folder: Path) -> dict[str, str]:
    """Settings in a folder, none of the user's; as variables of the environment."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    own = {name: str(folder / name.lower()) for name in names}
    notification = Path(own["JUPYTERLAB_SETTINGS_DIR"]) / "@jupyterlab" / "apputils-extension"
    notification.mkdir(parents=True)
    (notification / "notification.jupyterlab-settings").write_text(QUIET, encoding="utf-8")
    return own


def trust(notebooks: Path, data: str) -> None:
    """Mark notebooks as trusted: JupyterLab does not show the charts of others."""
    import nbformat
    from nbformat.sign import NotebookNotary

    Path(data).mkdir()
    for path in notebooks.glob("*.ipynb"):
        NotebookNotary(data_dir=data).sign(nbformat.read(path, as_version=4))


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
