"""The same parts by Dask: on a real cluster of two workers, one of which is killed half way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

distributed = pytest.importorskip("distributed", reason="Dask comes with the extra `scale`")

from analysis.bulk import dask_engine as cluster, inputs as sources, reading, worker as working  # noqa: E402
from analysis.bulk.dask_engine import tag_there  # noqa: E402
from analysis.bulk.runs import same_run  # noqa: E402
from analysis.io.faults import InputFaults  # noqa: E402
from tests.builders.documents import as_csv, as_jsonl, as_parquet, make_texts, parts_of, run, write_all, write_codebook  # noqa: E402
from tests.conftest import PROJECT  # noqa: E402

LONGEST = 25  # seconds that a run on the cluster may take


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_codebook(tmp_path)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a few KB and parts of a few hundred bytes."""
    monkeypatch.setattr(sources, "PIECE", 4000)
    monkeypatch.setattr(sources, "MOST_FILES", 5)
    monkeypatch.setattr(working, "PART", 1500)
    # Workers have a module of their own: there, a batch is what it always is.
    assert reading.SMALLEST_BATCH > 1500


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster that is there: two workers, made as the engine makes its own."""
    with cluster._connect(distributed, 2, None) as client:
        yield client.scheduler.address


@pytest.mark.usefixtures("small")
def test_two_workers_write_the_bytes_that_one_process_writes(tmp_path: Path, book: Path) -> None:
    write_all(tmp_path / "in", make_texts(60))
    (tmp_path / "in" / "b.parquet").write_bytes(as_parquet(make_texts(60), 9))
    arguments = [tmp_path / "in", "--as", "text", "--codebook", book]
    one = run(*arguments, "--output", f"{tmp_path}/one/")
    begun = time.monotonic()
    two = run(*arguments, "--output", f"{tmp_path}/two/", "--engine", "dask", "--workers", "2")
    assert (one.exit_code, two.exit_code) == (0, 0), two.output
    assert time.monotonic() - begun < LONGEST
    parts = parts_of(tmp_path / "one")
    assert parts == parts_of(tmp_path / "two")
    assert len(parts) > 40
    assert one.stderr.split(":")[-1] == two.stderr.split(":")[-1]
    again = run(*arguments, "--output", f"{tmp_path}/one/", "--engine", "dask", "--workers", "2")
    assert "nothing was left to do" in again.stderr


@pytest.mark.usefixtures("small")
def test_a_worker_is_killed_half_way_and_nothing_is_lost_or_there_twice(
    address: str, tmp_path: Path, book: Path
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(make_texts(500, seed=2)))
    arguments = [tmp_path / "a.jsonl", "--codebook", book]
    assert run(*arguments, "--output", f"{tmp_path}/one/").exit_code == 0
    whole, out = parts_of(tmp_path / "one"), tmp_path / "two"
    killed: list[int] = []

    def kill() -> None:
        with distributed.Client(address, set_as_default=False) as client:
            pids = client.run(os.getpid)
            until = time.monotonic() + LONGEST
            while len(list(out.glob("done/*"))) < 3 and time.monotonic() < until:
                time.sleep(0.002)
            os.kill(next(iter(pids.values())), signal.SIGKILL)
            killed.append(len(list(out.glob("done/*"))))

    thread = threading.Thread(target=kill)
    thread.start()
    begun = time.monotonic()
    result = run(*arguments, "--output", f"{out}/", "--engine", "dask", "--scheduler", address)
    thread.join(LONGEST)
    assert result.exit_code == 0, result.output
    assert time.monotonic() - begun < LONGEST
    assert len(whole) > 60
    assert 0 < killed[0] < len(list(out.glob("done/*")))  # pieces that were done when it was killed
    assert parts_of(out) == whole
    assert not (out / "unfinished").exists()


@pytest.mark.usefixtures("small")
def test_faults_come_back_with_their_places_and_the_same_status(address: str, tmp_path: Path, book: Path) -> None:
    raw = as_jsonl(make_texts(100)).splitlines(keepends=True)
    (tmp_path / "a.jsonl").write_bytes(b"".join([*raw[:70], b"{\n", *raw[70:], b"[]\n"]))
    (tmp_path / "b.csv").write_bytes(as_csv(make_texts(5)).replace(b"name,text", b"name,texts"))
    arguments = [tmp_path / "a.jsonl", tmp_path / "b.csv", "--codebook", book]
    on_dask = ["--engine", "dask", "--scheduler", address]
    for options, status in (([], 1), (["--skip-bad"], 3)):
        one = run(*arguments, *options, "--output", f"{tmp_path}/one/")
        two = run(*arguments, *options, "--output", f"{tmp_path}/two/", *on_dask)
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
    settings = working.Settings(working.Layout(), "{}", folder=str(tmp_path / "elsewhere"), run="0" * 64)
    piece = sources.Piece(1, (sources.Source("/a.jsonl", "a.jsonl"),), 1, 0, None, 1, "")
    assert not same_run(settings)
    with pytest.raises(InputFaults, match="does not see this folder: it must be shared"):
        tag_there(piece, settings, False)


def test_where_no_scheduler_answers_it_is_told(tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER_WITHIN", 1)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    for nowhere in ("tcp://127.0.0.1:9", "nonsense"):
        result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/", "--engine", "dask", "--scheduler", nowhere)  # fmt: skip
        assert (result.exit_code, "No scheduler answers there" in result.stderr) == (1, True), result.output
        assert not (tmp_path / "out").exists()


def test_where_no_worker_has_joined_it_is_told_and_waited_for(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SILENT_FOR", 0.5)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    command = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        workers: list[subprocess.Popen[bytes]] = []

        def join() -> None:
            time.sleep(1.5)
            workers.append(
                subprocess.Popen([*command, empty.scheduler_address], stderr=subprocess.DEVNULL, cwd=PROJECT)
            )

        thread = threading.Thread(target=join)
        thread.start()
        try:
            result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/", "--engine", "dask", "--scheduler", empty.scheduler_address)  # fmt: skip
        finally:
            thread.join(LONGEST)
            for worker in workers:
                worker.terminate()
                worker.wait(LONGEST)
    assert result.exit_code == 0, result.output
    assert "No worker has joined yet: waiting." in result.stderr
    assert "1 documents" in result.stderr


def test_without_dask_it_is_said_how_to_have_it(tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(["They met."]))
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{tmp_path}/out/", "--engine", "dask")
    assert (result.exit_code, "pip install readouts[scale]" in result.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_workers_keep_their_memory(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=LONGEST)
        told = client.run(os.getenv, "MALLOC_TRIM_THRESHOLD_")
    assert set(told.values()) == {cluster.MEMORY["MALLOC_TRIM_THRESHOLD_"]}


INTERRUPTED = """
from analysis.bulk import sources
sources.PIECE = 4000
from analysis.cli.main import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_a_run_in_good_order_and_the_same_command_goes_on(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(make_texts(2000, seed=3)))
    out = tmp_path / "out"
    command = [
        sys.executable, "-c", INTERRUPTED, "tag", str(tmp_path / "a.jsonl"), "--codebook", str(book), "--output", f"{out}/",
        "--engine", "dask", "--workers", "2",
    ]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=PROJECT, start_new_session=True)
    until = time.monotonic() + LONGEST
    while len(list(out.glob("done/*"))) < 3 and time.monotonic() < until and process.poll() is None:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all processes
    told = process.communicate(timeout=LONGEST)[1]
    assert process.returncode == 1
    assert "the same command goes on" in told
    assert "Traceback" not in told
    before = parts_of(out)
    assert before
    monkeypatch.setattr(sources, "PIECE", 4000)
    result = run(tmp_path / "a.jsonl", "--codebook", book, "--output", f"{out}/")
    assert (result.exit_code, "pieces were there" in result.stderr) == (0, True)
    assert before.items() < parts_of(out).items()
