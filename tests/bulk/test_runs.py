"""Runs into a folder: stopped, killed, continued or refused."""

from __future__ import annotations

import errno
import io
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from analysis.bulk import worker
from analysis.bulk.inputs import cut_into_pieces, find_sources
from analysis.bulk.reading import read_batches
from analysis.bulk.rows import Layout
from analysis.bulk.runs import progress
from tests.builders.documents import (
    GOOD,
    SMALL,
    TEXTS,
    as_csv,
    as_jsonl,
    make_texts,
    parts_of,
    run,
    run_small,
    write_all,
    write_codebook,
)
from tests.builders.studies import PROJECT

KILLS = int(os.environ.get("READOUTS_KILLS", "4"))


class Stop:
    """Tags so many batches, then raises."""

    def __init__(self, after: int, error: BaseException) -> None:
        self.tagged, self._after, self._error = 0, after, error

    def __call__(self, *arguments: Any) -> Any:
        if self.tagged == self._after:
            raise self._error
        self.tagged += 1
        return TAG_BATCH(*arguments)


TAG_BATCH = worker.tag_batch


def test_stopped_anywhere_a_run_goes_on_where_it_stopped(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = write_all(tmp_path / "in", TEXTS)
    paths = [inputs[".csv.gz"], inputs[".jsonl"], inputs[".txt"]]
    arguments = [*paths, "--as", "text", "--codebook", book]
    whole = Stop(10_000, KeyboardInterrupt())
    monkeypatch.setattr(worker, "tag_batch", whole)
    assert run_small(*arguments, "--output", f"{tmp_path}/whole/").exit_code == 0
    parts = parts_of(tmp_path / "whole")
    for after in range(0, whole.tagged, 3):
        out = tmp_path / f"out{after}"
        monkeypatch.setattr(worker, "tag_batch", Stop(after, KeyboardInterrupt()))
        stopped = run_small(*arguments, "--output", f"{out}/")
        assert (stopped.exit_code, "give the same command again to continue" in stopped.stderr) == (1, True)
        assert parts_of(out).items() <= parts.items()
        rest = Stop(10_000, KeyboardInterrupt())
        monkeypatch.setattr(worker, "tag_batch", rest)
        assert run_small(*arguments, "--output", f"{out}/").exit_code == 0
        assert parts_of(out) == parts
        assert whole.tagged - after <= rest.tagged <= whole.tagged - after + 5  # of the part that was begun
        done = run_small(*arguments, "--output", f"{out}/")
        assert "nothing was left to do" in done.stderr
        assert sorted(path.name for path in out.iterdir()) == [".lock", "done", "matches", "run.json", "sentences"]


def test_a_full_disk_is_reported_and_the_run_goes_on_later(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_jsonl(TEXTS))
    arguments = [path, "--output", f"{tmp_path}/out/", "--codebook", book]
    monkeypatch.setattr(worker, "tag_batch", Stop(3, OSError(errno.ENOSPC, "No space left on device")))
    result = run_small(*arguments)
    assert (result.exit_code, "No space left on device" in result.stderr) == (1, True)
    monkeypatch.setattr(worker, "tag_batch", TAG_BATCH)
    assert run_small(*arguments).exit_code == 0


# `readouts tag` that ends at once, as if killed, when it touches a file of its output for the n-th time (0: never).
KILLED = """
import os, sys
from pathlib import Path
from analysis.bulk.limits import Limits
from analysis.cli.main import cli
last, touched, place = int(sys.argv.pop(1)), 0, sys.argv[-1].rstrip("/")
def count(event, arguments):
    global touched
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir") and str(arguments[0]).startswith(place):
        touched += 1
        if touched == last:
            os._exit(9)
sys.addaudithook(count)
cli(obj=Limits(batch_characters=2000, part_bytes=6000, piece_bytes=20000), standalone_mode=False)
print(touched)
"""


@pytest.mark.slow
def test_a_run_killed_at_any_write_leaves_whole_parts_and_continues_to_the_same_bytes(
    tmp_path: Path, book: Path
) -> None:
    texts = make_texts(400, seed=1)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(texts))
    (tmp_path / "b.csv").write_bytes(as_csv(texts[:100]))
    inputs = [str(tmp_path / "a.jsonl"), str(tmp_path / "b.csv"), "--codebook", str(book)]

    def start(last: int, out: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, str(last), "tag", *inputs, "--output", f"{out}/"]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT, check=False)

    ended = start(0, tmp_path / "whole")
    assert ended.returncode == 0
    whole, writes = parts_of(tmp_path / "whole"), int(ended.stdout)
    moments, halfway = random.Random(1), 0
    for n in range(KILLS):
        out = tmp_path / f"out{n}"
        assert start(moments.randint(writes * n // KILLS + 1, writes * (n + 1) // KILLS), out).returncode == 9
        left = parts_of(out)
        assert {p: data for p, data in left.items() if not p.startswith("unfinished")}.items() <= whole.items(), n
        halfway += 0 < len(left) < len(whole)
        assert start(0, out).returncode == 0
        assert parts_of(out) == whole
    assert halfway


def test_a_folder_of_another_run_is_refused_and_it_is_said_what_differs(tmp_path: Path, book: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_bytes(as_jsonl(TEXTS[:2]))
    assert run(path, "--output", out, "--codebook", book).exit_code == 0
    parts = parts_of(out)

    def refused(*arguments: object) -> str:
        result = run(*arguments, "--output", out)
        assert result.exit_code == 1
        assert "remove this one to start again" in result.stderr
        assert parts_of(out) == parts
        return result.stderr

    assert "--text-column was text, and is name" in refused(path, "--codebook", book, "--text-column", "name")
    assert "--as was None, and is readout" in refused(path, "--codebook", book, "--as", "readout")
    other = tmp_path / "b.jsonl"
    other.write_bytes(GOOD)
    assert "b.jsonl is new" in refused(path, other, "--codebook", book)
    told = refused(other, "--codebook", book)
    assert re.search(r"another from \S*b.jsonl on: there it was \S*a.jsonl[.]", told)
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.chdir(tmp_path)
        told = refused(path, "--codebook", book)
    assert "another from a.jsonl on: there it was " in told
    assert "as seen from the folder in which the command is given" in told
    book.write_text(book.read_text(encoding="utf-8").replace("talk*", "talks"), encoding="utf-8")
    assert "the codebook was another" in refused(path, "--codebook", book)
    write_codebook(tmp_path)
    size = path.stat().st_size
    os.utime(path, (1, 1))
    assert "it was written to at another time" in refused(path, "--codebook", book)
    path.write_bytes(as_jsonl(TEXTS[:2]) + GOOD)
    assert f"it had {size:,} bytes, and has {size + len(GOOD):,}" in refused(path, "--codebook", book)
    (out / "run.json").write_text("{}")
    assert "cannot be read as what a run writes there" in refused(path, "--codebook", book)


def test_a_folder_that_holds_other_files_or_is_being_written_is_refused(tmp_path: Path, book: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    path.write_bytes(GOOD)
    out.mkdir()
    (out / "mine.txt").write_text("")
    result = run(path, "--output", out, "--codebook", book)
    assert (result.exit_code, "contains other files" in result.stderr) == (1, True)
    (out / "mine.txt").unlink()
    with FileLock(out / ".lock"):
        result = run(path, "--output", out, "--codebook", book)
    assert (result.exit_code, "Another run is writing" in result.stderr) == (1, True)
    assert run(path, "--output", out, "--codebook", book).exit_code == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def read_with_progress(path: Path, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    limits = SMALL._replace(progress_seconds=0)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", stream)
        pieces = cut_into_pieces(find_sources([path]))
        seen: list[int] = []
        with progress(pieces, limits=limits) as on_read:
            for _ in read_batches(pieces[0], Layout(), pytest.fail, lambda n: (seen.append(n), on_read(n))[0], limits):
                pass
    assert sum(seen) == path.stat().st_size
    return stream.getvalue()


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".csv.gz", ".parquet"])
def test_progress_counts_the_bytes_of_the_input_and_shows_speed_and_time_left(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_all(tmp_path, TEXTS)[ending]
    told = read_with_progress(path, Terminal(), monkeypatch)
    assert "B/s" in told
    assert "%|" in told
    assert read_with_progress(path, io.StringIO(), monkeypatch) == ""
