"""Killed at any step, `add` and `fetch` leave whole files: old or new.

READOUTS_KILLS is the number of kills for each command; 6 without it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.main import cli
from analysis.corpus.corpus import read_corpus
from tests.builders.killing import count_steps, kill_at_step, kill_group
from tests.builders.meetings import list_pages, meeting, row
from tests.builders.site import Held, Site, page, playing

KILLS = int(os.environ.get("READOUTS_KILLS", "6"))
PAGES = range(1, 9)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups"),
]


def complete(*arguments: object) -> None:
    """Run a command to its end, in this process: that begins sooner."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output


def readouts(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (corpus / "readouts").glob("*.txt")}


def check_whole(corpus: Path, *allowed: dict[str, bytes]) -> None:
    """Every file is one of those allowed under its name, and the corpus can be read."""
    found = readouts(corpus)
    for name, content in found.items():
        assert content in [contents.get(name) for contents in allowed], f"{name} is neither the old nor the new file"
    if found:
        read_corpus([corpus / "readouts"])


def call(command: str, corpus: Path, site: Site) -> list[object]:
    if command == "add":
        addresses = [site.at(f"/{n}") for n in PAGES]
        return ["add", *addresses, "--allow-local", "--corpus", corpus, "--accessed", "2026-01-02"]
    corpus.mkdir(exist_ok=True)
    list_pages(corpus, site, *map(row, PAGES))
    return ["fetch", "--allow-local", "--pause", "0", "--corpus", corpus]


@pytest.mark.parametrize("command", ["add", "fetch"])
def test_a_command_killed_at_a_step_leaves_whole_files_and_the_next_completes(command: str, tmp_path: Path) -> None:
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        steps = count_steps(["analysis", *call(command, tmp_path / "whole", site)])
        whole = readouts(tmp_path / "whole")
        assert len(whole) == len(PAGES)
        moments = random.Random(20240526)
        for n, step in enumerate([1, steps, *(moments.randint(1, steps) for _ in range(KILLS - 2))]):
            corpus = tmp_path / f"killed-{n}"
            assert kill_at_step(["analysis", *call(command, corpus, site)], step)
            check_whole(corpus, whole)
            assert len(readouts(corpus)) < len(PAGES)
            complete(*call(command, corpus, site))
            assert readouts(corpus) == whole
            assert not list(corpus.rglob("*.part"))


@pytest.mark.parametrize("command", ["add", "fetch"])
def test_a_command_killed_while_it_waits_for_a_page_keeps_the_pages_before(command: str, tmp_path: Path) -> None:
    corpus = tmp_path / "study"
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        site.answers["/4"] = waits = Held()
        arguments = [sys.executable, "-m", "analysis", *map(str, call(command, corpus, site))]
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        waits.wait_until_asked(lambda: process.poll() is None)
        kill_group(process)
        waits.release()
        assert len(readouts(corpus)) == 3
        site.answers["/4"] = page(meeting(4))
        complete(*call(command, corpus, site))
        assert len(readouts(corpus)) == len(PAGES)


def test_replacing_when_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    corpus = tmp_path / "study"
    with playing() as site:
        versions = []
        for thing in ("tunnel", "bridge"):
            site.answers |= {f"/{n}": page(meeting(n).replace("bridge", thing)) for n in PAGES}
            complete(*call("add", tmp_path / thing, site))
            versions.append(readouts(tmp_path / thing))
        complete(*call("add", corpus, site))
        site.answers |= {f"/{n}": page(meeting(n).replace("bridge", "tunnel")) for n in PAGES}
        for step in (1, 4, 7):
            assert kill_at_step(["analysis", *call("add", corpus, site), "--replace"], step)
            check_whole(corpus, *versions)
            assert len(readouts(corpus)) == len(PAGES)
        complete(*call("add", corpus, site), "--replace")
        assert readouts(corpus) == versions[0]
