"""A command killed at any moment leaves whole files: each the old one or the new one.

The writer itself is killed here always. READOUTS_KILLS says how often `figures` is killed, READOUTS_REPORT_KILLS how often
`report` is; each kill takes as long as the command.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.io.files import ABANDONED_AFTER_SECONDS
from tests.builders.killing import broken, files_below, kill_after, kill_at
from tests.conftest import write_page

Maker = Callable[..., Path]
KILLS = int(os.environ.get("READOUTS_KILLS", "0"))
REPORT_KILLS = int(os.environ.get("READOUTS_REPORT_KILLS", "0"))
pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
VERSIONS = ("They spoke of trade.", "They spoke of sanctions. They spoke of students.")


def write_version(corpus: Path, version: str) -> None:
    (corpus / "readouts" / "b.txt").write_text(write_page([version], "June 1, 2024"), encoding="utf-8")


def run(corpus: Path, command: str) -> list[str]:
    return [sys.executable, "-m", "analysis", command, "--corpus", str(corpus)]


def kill_often(corpus: Path, command: str, kills: int, first_written: Path) -> tuple[int, int]:
    """Kill a command between two known versions, most often while it writes; kills at work, and kills that left a mix."""
    folders = [corpus / name for name in ("figures", "notebooks", "report")]
    known = []
    begun = time.perf_counter()
    for version in VERSIONS:
        write_version(corpus, version)
        assert not kill_after(run(corpus, command), 300)
        known.append(files_below(folders))
    takes = (time.perf_counter() - begun) / 2
    assert known[0] != known[1]
    chance = random.Random(4)
    at_work = mixed = 0
    for n in range(kills):
        write_version(corpus, VERSIONS[n % 2])
        if n % 4 == 3:
            at_work += kill_after(run(corpus, command), takes * chance.random())
        else:
            at_work += kill_at(first_written, run(corpus, command), takes * 0.4 * chance.random())
        now = files_below(folders)
        assert broken(now, *known) == []
        assert set(now) == set(known[0])
        mixed += now not in known
    left = [path for folder in folders for path in folder.glob(".readouts-*.part")]
    for path in left:
        os.utime(path, (path.stat().st_mtime - ABANDONED_AFTER_SECONDS - 1,) * 2)
    write_version(corpus, VERSIONS[0])
    assert not kill_after(run(corpus, command), 300)
    assert files_below(folders) == known[0]
    assert not [path for folder in folders for path in folder.glob(".readouts-*")]
    return at_work, mixed


WRITER = """
import sys
from pathlib import Path
from analysis.io.files import write_whole
while True:
    for letter in (b"a", b"b"):
        write_whole(Path(sys.argv[1]), letter * 3_000_000)
"""


def test_a_file_whose_writer_is_killed_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a" * 3_000_000)
    chance = random.Random(3)
    for _ in range(8):
        assert kill_at(path, [sys.executable, "-c", WRITER, str(path)], 0.05 * chance.random())
        assert path.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)
    assert {left.suffix for left in tmp_path.iterdir() if left != path} <= {".part"}


@pytest.mark.skipif(not KILLS, reason="READOUTS_KILLS is not set")
def test_figures_killed_at_any_moment_are_whole(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."], b=["x"])
    at_work, mixed = kill_often(corpus, "figures", KILLS, corpus / "figures" / "emphasis.svg")
    print(f"{KILLS} kills, {at_work} at work, {mixed} between two versions")
    assert at_work >= KILLS // 2


@pytest.mark.skipif(not REPORT_KILLS, reason="READOUTS_REPORT_KILLS is not set")
def test_a_report_killed_at_any_moment_is_whole(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."], b=["x"])
    at_work, mixed = kill_often(corpus, "report", REPORT_KILLS, corpus / "notebooks" / "1-corpus.ipynb")
    print(f"{REPORT_KILLS} kills, {at_work} at work, {mixed} between two versions")
    assert at_work >= REPORT_KILLS // 2
