"""Killed at any moment, a command leaves whole files: old or new.

READOUTS_KILLS is the number of kills for each command; 4 without it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli.main import cli
from analysis.corpus.corpus import read_corpus
from tests.builders.site import Site, page, playing
from tests.ingest.test_fetching import list_pages, meeting, row

KILLS = int(os.environ.get("READOUTS_KILLS", "4"))
PAGES = range(1, 9)
LONGEST = 60  # seconds that a run may take


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def kill(moments: random.Random, site: Site, *arguments: object) -> bool:
    """Run a command and kill it at a random moment; whether it was still running.

    The moment is counted in pages that the site was asked for, then in fractions of a second, so that it
    falls anywhere in the work however busy the machine is; without a page, it falls while it starts.
    """
    pages, before = moments.randint(0, len(PAGES)), len(site.asked)
    delay = moments.uniform(0, 0.06 if pages else 2)
    process = start(*arguments)
    until = time.monotonic() + LONGEST
    while process.poll() is None and len(site.asked) < before + pages and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(delay)
    running = process.poll() is None
    process.kill()
    process.wait(LONGEST)
    return running


def complete(*arguments: object) -> None:
    """Run a command to its end, in this process: that begins sooner."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output


def held(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (corpus / "readouts").glob("*.txt")}


def check_whole(corpus: Path, *allowed: dict[str, bytes]) -> None:
    """Every file is one of those allowed under its name, and the corpus can be read."""
    for name, content in held(corpus).items():
        assert content in [contents.get(name) for contents in allowed], f"{name} is neither the old nor the new file"
    if held(corpus):
        read_corpus([corpus / "readouts"])


@pytest.mark.parametrize("command", ["add", "fetch"])
def test_a_command_killed_at_any_moment_leaves_whole_files_and_the_next_completes(command: str, tmp_path: Path) -> None:
    moments = random.Random(20240526)
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        complete(*call(command, tmp_path / "whole", site))
        whole = held(tmp_path / "whole")
        assert len(whole) == len(PAGES)
        corpus, running, halfway = tmp_path / "killed", 0, 0
        for _ in range(KILLS):
            running += kill(moments, site, *call(command, corpus, site))
            check_whole(corpus, whole)
            halfway += 0 < len(held(corpus)) < len(PAGES)
            if held(corpus) == whole:
                empty(corpus)
        assert running
        complete(*call(command, corpus, site))
        assert held(corpus) == whole
        assert not list(corpus.rglob("*.part"))
    print(f"{command}: {KILLS} kills, {running} while running, {halfway} with a part of the pages written")


def test_replacing_when_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    moments = random.Random(20170707)
    corpus = tmp_path / "study"
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        versions = []
        for thing in ("tunnel", "bridge"):
            for n in PAGES:
                site.answers[f"/{n}"] = page(meeting(n).replace("bridge", thing))
            complete(*call("add", tmp_path / thing, site))
            versions.append(held(tmp_path / thing))
        complete(*call("add", corpus, site))
        for n in PAGES:
            site.answers[f"/{n}"] = page(meeting(n).replace("bridge", "tunnel"))
        for _ in range(max(KILLS // 4, 1)):
            kill(moments, site, *call("add", corpus, site), "--replace")
            check_whole(corpus, *versions)
            assert len(held(corpus)) == len(PAGES)
        complete(*call("add", corpus, site), "--replace")
        assert held(corpus) == versions[0]


def call(command: str, corpus: Path, site: Site) -> list[object]:
    if command == "add":
        addresses = [site.at(f"/{n}") for n in PAGES]
        return ["add", *addresses, "--allow-local", "--corpus", corpus, "--accessed", "2026-01-02"]
    corpus.mkdir(exist_ok=True)
    list_pages(corpus, site, *map(row, PAGES))
    return ["fetch", "--allow-local", "--pause", "0.02", "--corpus", corpus]


def empty(corpus: Path) -> None:
    for path in [*corpus.glob("readouts/*"), *corpus.glob(".cache/pages/*")]:
        path.unlink()
