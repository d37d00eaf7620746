"""`readouts lab` on a study in a folder, with settings of its own: its process and its address."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

CONNECTS = 12  # tries, each after twice as long a pause
OPTIONS = ("--no-browser", "--port=0", "--ServerApp.port_retries=0", "--allow-root")
SETTINGS = {
    "notification": {"fetchNews": "false", "checkForUpdates": False},  # it asks about news otherwise
    "themes": {"theme": "JupyterLab Light"},
}


def settings_in(folder: Path, theme: str) -> dict[str, str]:
    """Settings in a folder, none of the user's; as variables of the environment."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    own = {name: str(folder / name.lower()) for name in names} | {"JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
    extension = Path(own["JUPYTERLAB_SETTINGS_DIR"]) / "@jupyterlab" / "apputils-extension"
    extension.mkdir(parents=True, exist_ok=True)
    for name, values in (SETTINGS | {"themes": {"theme": theme}}).items():
        (extension / f"{name}.jupyterlab-settings").write_text(json.dumps(values), encoding="utf-8")
    return own


@contextmanager
def open_lab(corpus: Path, theme: str = "JupyterLab Light") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `readouts lab` until the block ends; gives the process, once it answers at its address, and the address."""
    command = [sys.executable, "-m", "analysis", "lab", "--corpus", str(corpus), *OPTIONS]
    lab = subprocess.Popen(
        command, env=os.environ | settings_in(corpus / ".jupyter", theme), stderr=subprocess.PIPE, text=True
    )
    assert lab.stderr is not None
    try:
        found = (re.search(r"http://127\.0\.0\.1:\d+/lab\S*", line) for line in lab.stderr)
        address = next(address.group() for address in found if address)
        with requests.Session() as session:  # the server says its address just before it listens there
            session.mount("http://", HTTPAdapter(max_retries=Retry(connect=CONNECTS, backoff_factor=0.1)))
            session.get(address)
        yield lab, address
    finally:
        lab.terminate()
        lab.stderr.read()  # until all that it started have ended too
        lab.wait()
        lab.stderr.close()
