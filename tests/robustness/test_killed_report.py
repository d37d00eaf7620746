"""A command killed at any step of writing files leaves whole files: each the old one or the new one.

The writer itself is killed here always. READOUTS_KILLS says how often `figures` is killed, READOUTS_REPORT_KILLS how often
`report` is; each kill takes as long as the command.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.io.files import ABANDONED_AFTER_SECONDS
from tests.builders.killing import broken, count_steps, files_below, kill_at_step
from tests.builders.studies import write_page

Maker = Callable[..., Path]
KILLS = int(os.environ.get("READOUTS_KILLS", "0"))
REPORT_KILLS = int(os.environ.get("READOUTS_REPORT_KILLS", "0"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups"),
]
VERSIONS = ("They spoke of trade.", "They spoke of sanctions. They spoke of students.")


def write_version(corpus: Path, version: str) -> None:
    (corpus / "readouts" / "b.txt").write_text(write_page([version], "June 1, 2024"), encoding="utf-8")


def run(corpus: Path, command: str) -> list[str]:
    return ["analysis", command, "--corpus", str(corpus)]


def kill_often(corpus: Path, command: str, kills: int) -> None:
    """Kill a command between two known versions, each time at another step of writing files."""
    folders = [corpus / name for name in ("figures", "notebooks", "report")]
    known = []
    for version in VERSIONS:
        write_version(corpus, version)
        steps = count_steps(run(corpus, command))
        known.append(files_below(folders))
    assert known[0] != known[1]
    chance = random.Random(4)
    for n in range(kills):
        write_version(corpus, VERSIONS[n % 2])
        assert kill_at_step(run(corpus, command), chance.randint(1, steps))
        now = files_below(folders)
        assert broken(now, *known) == []
        assert set(now) == set(known[0])
    left = [path for folder in folders for path in folder.glob(".readouts-*.part")]
    for path in left:
        os.utime(path, (path.stat().st_mtime - ABANDONED_AFTER_SECONDS - 1,) * 2)
    write_version(corpus, VERSIONS[0])
    count_steps(run(corpus, command))
    assert files_below(folders) == known[0]
    assert not [path for folder in folders for path in folder.glob(".readouts-*")]


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
    for step in range(1, 9):
        assert kill_at_step(["-c", WRITER, path], step)
        assert path.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)
    assert {left.suffix for left in tmp_path.iterdir() if left != path} <= {".part"}


@pytest.mark.skipif(not KILLS, reason="READOUTS_KILLS is not set")
def test_figures_killed_at_any_step_are_whole(make_corpus: Maker) -> None:
    kill_often(make_corpus(a=["They spoke of North Korea."], b=["x"]), "figures", KILLS)


@pytest.mark.skipif(not REPORT_KILLS, reason="READOUTS_REPORT_KILLS is not set")
def test_a_report_killed_at_any_step_is_whole(make_corpus: Maker) -> None:
    kill_often(make_corpus(a=["They spoke of North Korea."], b=["x"]), "report", REPORT_KILLS)
