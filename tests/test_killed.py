"""Killed at any moment, a command leaves whole files: old or new.

READOUTS_KILLS is the number of kills for each command; 6 without it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.corpus import read_corpus
from analysis.files import read_text
from tests.site import Site, page, playing
from tests.test_fetching import list_pages, meeting, row

KILLS = int(os.environ.get("READOUTS_KILLS", "6"))
PAGES = range(1, 9)
LONGEST = 60  # seconds that a run may take


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def kill_at(moment: float, *arguments: object) -> bool:
    """Run a command and kill it after so many seconds; whether it was still running."""
    process = start(*arguments)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(LONGEST)
        return True
    return False


def whole_contents(corpus: Path, arguments: list[object]) -> tuple[dict[str, bytes], float]:
    """What the command writes when nothing stops it, and how long it takes."""
    begun = time.monotonic()
    assert start(*arguments).wait(LONGEST) == 0
    return held(corpus), time.monotonic() - begun


def held(corpus: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (corpus / "readouts").glob("*.txt")}


def check_whole(corpus: Path, allowed: list[dict[str, bytes]]) -> None:
    for name, content in held(corpus).items():
        assert content in [contents.get(name) for contents in allowed], f"{name} is neither the old nor the new file"
        read_text(corpus / "readouts" / name)
    if held(corpus):
        read_corpus([corpus / "readouts"])


@pytest.mark.parametrize("command", ["add", "fetch"])
def test_a_command_killed_at_any_moment_leaves_whole_files_and_the_next_completes(command: str, tmp_path: Path) -> None:
    moments = random.Random(20240526)
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        whole, seconds = whole_contents(tmp_path / "whole", call(command, tmp_path / "whole", site))
        assert len(whole) == len(PAGES)
        corpus, running = tmp_path / "killed", 0
        for n in range(KILLS):
            if n % 3 == 0 and corpus.exists():
                empty(corpus)
            running += kill_at(seconds * moments.uniform(0.2, 1.0), *call(command, corpus, site))
            check_whole(corpus, [whole])
        assert running >= KILLS / 3
        assert start(*call(command, corpus, site)).wait(LONGEST) == 0
        assert held(corpus) == whole
        assert not list(corpus.rglob("*.part"))
        print(f"{command}: {running} of {KILLS} killed while running, {seconds:.1f} s undisturbed")


def test_replacing_when_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    moments = random.Random(20170707)
    corpus = tmp_path / "study"
    with playing(**{str(n): page(meeting(n)) for n in PAGES}) as site:
        old, seconds = whole_contents(corpus, call("add", corpus, site))
        for n in PAGES:
            site.answers[f"/{n}"] = page(meeting(n).replace("bridge", "tunnel"))
        for _ in range(max(KILLS // 6, 2)):
            kill_at(seconds * moments.uniform(0.4, 1.0), *call("add", corpus, site), "--replace")
            new = {name: content for name, content in held(corpus).items() if b"tunnel" in content}
            check_whole(corpus, [old, new])
            assert len(held(corpus)) == len(PAGES)
            assert all(content.endswith(b"times a year.\n") for content in held(corpus).values())
        assert start(*call("add", corpus, site), "--replace").wait(LONGEST) == 0
        assert all(b"tunnel" in content for content in held(corpus).values())


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
