"""The same parts by Dask: on a real cluster of two workers, one of which is killed half way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

distributed = pytest.importorskip("distributed", reason="Dask comes with the extra `scale`")

from analysis.bulk import dask_engine  # noqa: E402
from analysis.bulk.dask_engine import LEAST_AHEAD, DaskEngine  # noqa: E402
from analysis.bulk.engines import Engine  # noqa: E402
from analysis.bulk.inputs import Piece, Source, cut_into_pieces, find_sources  # noqa: E402
from analysis.bulk.limits import LIMITS, Limits  # noqa: E402
from analysis.bulk.rows import Layout  # noqa: E402
from analysis.bulk.runs import tag_to_folder  # noqa: E402
from analysis.bulk.worker import Settings, tag_there  # noqa: E402
from analysis.cli.options import open_codebook  # noqa: E402
from analysis.io.faults import InputFaults  # noqa: E402
from tests.builders.documents import (  # noqa: E402
    SMALL,
    as_csv,
    as_jsonl,
    as_parquet,
    make_texts,
    parts_of,
    run,
    run_small,
    write_all,
)
from tests.builders.studies import PROJECT  # noqa: E402

pytestmark = pytest.mark.slow  # each starts a cluster


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster that is there: two workers, made as the engine makes its own."""
    with dask_engine._connect(distributed, 2, None, LIMITS) as client:
        yield client.scheduler.address


def test_two_workers_write_the_bytes_that_one_process_writes(tmp_path: Path, book: Path) -> None:
    write_all(tmp_path / "in", make_texts(60))
    (tmp_path / "in" / "b.parquet").write_bytes(as_parquet(make_texts(60), 9))
    arguments = [tmp_path / "in", "--as", "text", "--codebook", book]
    one = run_small(*arguments, "--output", f"{tmp_path}/one/")
    two = run_small(*arguments, "--output", f"{tmp_path}/two/", "--engine", "dask", "--workers", "2")
    assert (one.exit_code, two.exit_code) == (0, 0), two.output
    parts = parts_of(tmp_path / "one")
    assert parts == parts_of(tmp_path / "two")
    assert len(parts) > 40
    assert one.stderr.split(":")[-1] == two.stderr.split(":")[-1]
    again = run_small(*arguments, "--output", f"{tmp_path}/one/", "--engine", "dask", "--workers", "2")
    assert "nothing was left to do" in again.stderr


def test_a_worker_is_killed_half_way_and_nothing_is_lost_or_there_twice(
    address: str, tmp_path: Path, book: Path
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(make_texts(500, seed=2)))
    assert run_small(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/one/").exit_code == 0
    out = tmp_path / "two"
    pieces = cut_into_pieces(find_sources([tmp_path / "a.jsonl"]), SMALL)
    assert len(pieces) > LEAST_AHEAD + 10  # so that some are not sent yet when the worker dies
    settings = Settings(Layout(), open_codebook(book, None).model_dump_json(), folder=str(out), limits=SMALL)
    killed: list[int] = []

    class KillsOneAfterThree(Engine):
        def run(self, *arguments: Any) -> Generator[tuple[Any, Any]]:
            for n, done in enumerate(super().run(*arguments), start=1):
                if n == 3:
                    with distributed.Client(address, set_as_default=False) as client:
                        killed.extend(client.run(os.getpid).values())
                    os.kill(killed[0], signal.SIGKILL)
                yield done

    @contextmanager
    def kill_one_after_three() -> Iterator[Engine]:
        with DaskEngine(None, address)() as engine:
            yield KillsOneAfterThree(*engine)

    outcome, known = tag_to_folder(pieces, settings, kill_one_after_three)
    assert (outcome.documents, known, len(killed)) == (500, 0, 2)
    assert parts_of(out) == parts_of(tmp_path / "one")
    assert not (out / "unfinished").exists()


def test_faults_come_back_with_their_places_and_the_same_status(address: str, tmp_path: Path, book: Path) -> None:
    raw = as_jsonl(make_texts(100)).splitlines(keepends=True)
    (tmp_path / "a.jsonl").write_bytes(b"".join([*raw[:70], b"{\n", *raw[70:], b"[]\n"]))
    (tmp_path / "b.csv").write_bytes(as_csv(make_texts(5)).replace(b"name,text", b"name,texts"))
    arguments = [tmp_path / "a.jsonl", tmp_path / "b.csv", "--codebook", book]
    on_dask = ["--engine", "dask", "--scheduler", address]
    for options, status in (([], 1), (["--skip-bad"], 3)):
        one = run_small(*arguments, *options, "--output", f"{tmp_path}/one/")
        two = run_small(*arguments, *options, "--output", f"{tmp_path}/two/", *on_dask)
        assert (one.exit_code, two.exit_code) == (status, status)
        first, second = (
            [line for line in told.stderr.splitlines() if ": " in line and " documents, " not in line]
            for told in (one, two)
        )
        assert first == second
        assert len(first) == 3
        assert "a.jsonl:71: " in two.stderr
        assert "a.jsonl:102: " in two.stderr
        assert "b.csv:1: " in two.stderr
    assert parts_of(tmp_path / "one") == parts_of(tmp_path / "two")


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path: Path) -> None:
    settings = Settings(Layout(), "{}", folder=str(tmp_path / "elsewhere"), run="0" * 64)
    piece = Piece(1, (Source("/a.jsonl", "a.jsonl"),), 1, 0, None, 1, "")
    with pytest.raises(InputFaults, match="does not see this folder"):
        tag_there(piece, settings, False)


def test_where_no_scheduler_answers_it_is_reported(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    for nowhere in ("tcp://127.0.0.1:9", "nonsense"):
        result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/", "--engine", "dask", "--scheduler", nowhere, limits=Limits(scheduler_seconds=1))  # fmt: skip
        assert (result.exit_code, "No scheduler answers at this address" in result.stderr) == (1, True), result.output
        assert not (tmp_path / "out").exists()


WAITS = """
from analysis.bulk.limits import Limits
from analysis.cli.main import cli
cli(obj=Limits(worker_seconds=0.1))
"""


def test_a_run_warns_that_no_worker_has_joined_and_waits_for_one(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty, ExitStack() as started:
        command = [
            sys.executable, "-c", WAITS, "tag", str(tmp_path / "a.jsonl"), "--codebook", str(book), "--output",
            f"{tmp_path}/out/", "--engine", "dask", "--scheduler", empty.scheduler_address,
        ]  # fmt: skip
        tag = started.enter_context(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=PROJECT))
        assert tag.stderr is not None
        assert any("No worker has joined yet: waiting." in line for line in iter(tag.stderr.readline, ""))
        joined = started.enter_context(
            subprocess.Popen([*worker, empty.scheduler_address], stderr=subprocess.DEVNULL, cwd=PROJECT)
        )
        started.callback(joined.terminate)
        said = tag.communicate()[1]
    assert tag.returncode == 0, said
    assert "1 documents" in said


def test_without_dask_it_is_said_how_to_have_it(tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/", "--engine", "dask")
    assert (result.exit_code, "pip install readouts[scale]" in result.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_workers_keep_their_memory(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
        told = client.run(os.getenv, "MALLOC_TRIM_THRESHOLD_")
    assert set(told.values()) == {dask_engine.MEMORY["MALLOC_TRIM_THRESHOLD_"]}


# `readouts tag` that has Ctrl-C pressed, which a terminal sends to all its processes, after the third piece.
INTERRUPTED = """
import os, signal
from analysis.bulk import engines
from analysis.cli.main import cli
from tests.builders.documents import SMALL
run = engines.Engine.run
def interrupted(self, *arguments):
    for n, done in enumerate(run(self, *arguments), start=1):
        yield done
        if n == 3:
            os.killpg(0, signal.SIGINT)
if __name__ == "__main__":
    engines.Engine.run = interrupted
    cli(obj=SMALL)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_a_run_in_good_order_and_the_same_command_continues_it(tmp_path: Path, book: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(make_texts(500, seed=3)))
    out = tmp_path / "out"
    arguments = ["tag", str(tmp_path / "a.jsonl"), "--codebook", str(book), "--output", f"{out}/"]
    command = [sys.executable, "-c", INTERRUPTED, *arguments, "--engine", "dask", "--workers", "2"]
    ended = subprocess.run(command, stderr=subprocess.PIPE, text=True, cwd=PROJECT, start_new_session=True, check=False)
    assert ended.returncode == 1, ended.stderr
    assert "give the same command again to continue" in ended.stderr
    assert "Traceback" not in ended.stderr
    before = parts_of(out)
    assert before
    result = run_small(*arguments[1:])
    assert (result.exit_code, "pieces were there" in result.stderr) == (0, True)
    assert before.items() < parts_of(out).items()
