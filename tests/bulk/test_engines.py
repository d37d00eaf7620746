"""The same results by one process and by several, which end with it however it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.bulk.engines import HERE, Engine, several_processes
from analysis.bulk.inputs import Piece, Source
from analysis.bulk.limits import LIMITS
from analysis.cli.main import cli
from analysis.cli.tag import choose_workers
from analysis.io.faults import InputFaults
from tests.builders.documents import SMALL, as_jsonl, as_parquet, make_texts, parts_of, run_small, write_all
from tests.builders.studies import PROJECT


def piece(size: int) -> Piece:
    return Piece(1, (Source("/a.jsonl", "a.jsonl"),), size, 0, None, 1, "")


def test_a_small_input_has_no_second_process_and_a_large_one_one_per_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.io.processes.count_cores", lambda: 5)
    assert choose_workers(None, [piece(4_000_000), piece(3_999_999)], LIMITS) == 1
    assert choose_workers(None, [piece(4_000_000), piece(4_000_000)], LIMITS) == 5
    assert choose_workers(3, [piece(1)], LIMITS) == 3
    with several_processes(1, pytest.fail) as engine:
        assert engine is HERE


def test_here_the_next_call_is_taken_when_its_turn_has_come() -> None:
    taken: list[int] = []
    calls = ((n,) for n in range(5) if not taken.append(n))  # type: ignore[func-returns-value]
    assert [(result, len(taken)) for _, result in HERE.run(lambda n: n * n, calls)] == [(0, 1), (1, 2), (4, 3), (9, 4), (16, 5)]  # fmt: skip


def test_processes_that_died_before_the_next_call_are_a_fault_of_the_oldest_unfinished_input() -> None:
    class Broken(Executor):
        """Takes one call, and dies of it."""

        def __init__(self) -> None:
            self.calls = [Future[str]()]
            self.calls[0].set_exception(BrokenProcessPool())

        def submit(self, work: object, /, *arguments: object, **named: object) -> Future[str]:  # type: ignore[override]
            if not self.calls:
                raise BrokenProcessPool
            return self.calls.pop()

    engine = Engine(Broken(), 2, died={BrokenProcessPool: "A process died."})
    second = piece(1)._replace(sources=(Source("/b.jsonl", "b.jsonl"),))
    with pytest.raises(InputFaults, match=r"a\.jsonl: A process died\."):
        list(engine.run(str, [(piece(1),), (second,)]))


def test_results_come_in_the_order_of_the_calls_and_the_calls_a_few_ahead() -> None:
    taken: list[int] = []
    calls = ((n, 2) for n in range(30) if not taken.append(n))  # type: ignore[func-returns-value]
    with several_processes(2, int) as engine:
        seen = [(result, len(taken) - n) for n, (_, result) in enumerate(engine.run(pow, calls), start=1)]
    assert [result for result, _ in seen] == [n * n for n in range(30)]
    assert max(ahead for _, ahead in seen) <= engine.ahead


@pytest.mark.parametrize("input", ["in", "in/a.csv.gz"])  # several pieces, and one whose batches are shared out
def test_two_processes_write_the_parts_that_one_writes(input: str, tmp_path: Path, book: Path) -> None:
    write_all(tmp_path / "in", make_texts(60))
    (tmp_path / "in" / "b.parquet").write_bytes(as_parquet(make_texts(60), 9))
    told = {}
    for workers in ("1", "2"):
        arguments = [tmp_path / input, "--as", "text", "--codebook", book, "--output", f"{tmp_path}/{workers}/"]
        result = run_small(*arguments, "--workers", workers)
        assert result.exit_code == 0, result.output
        told[workers] = result.stderr.split(":")[-1]
        assert "nothing was left to do" in run_small(*arguments, "--workers", workers).stderr
    assert parts_of(tmp_path / "1") == parts_of(tmp_path / "2")
    assert len(parts_of(tmp_path / "1")) > 10
    assert told["1"] == told["2"]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("faulty", [[], ["--skip-bad"], ["stop"]])
def test_tables_are_the_same_whatever_the_number_of_processes(
    ending: str, faulty: list[str], tmp_path: Path, book: Path
) -> None:
    lines = as_jsonl(make_texts(60)).splitlines(keepends=True)
    bad = [b"{\n", b'{"name": "d1", "text": "Again."}\n'] if faulty else []
    (tmp_path / "a.jsonl").write_bytes(b"".join([*lines[:40], *bad, *lines[40:]]))
    (tmp_path / "b.jsonl").write_bytes(as_jsonl(make_texts(20, seed=5)))
    skip = [option for option in faulty if option != "stop"]
    commands = {
        "tag": ["--output", f"tagged.{ending}", "--matches", f"matches.{ending}"],
        "emphasis": ["--output", f"emphasis.{ending}", "--id-column", "name"],
    }
    for command, options in commands.items():
        came = []
        for workers in ("1", "2", "3"):
            out = tmp_path / workers
            out.mkdir(exist_ok=True)
            placed = [str(out / option) if option.endswith(ending) else option for option in options]
            arguments = [command, str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"), "--codebook", str(book)]
            result = CliRunner().invoke(cli, [*arguments, *placed, *skip, "--workers", workers], obj=SMALL)
            assert "Traceback" not in result.output
            came.append((result.exit_code, result.output, {path.name: path.read_bytes() for path in out.iterdir()}))
        assert came[0] == came[1] == came[2]
        assert came[0][0] == (0 if not faulty else 3 if skip else 1)
        assert bool(came[0][2]) == (faulty != ["stop"])


@pytest.mark.slow
def test_faults_come_with_their_places_and_status_from_every_process(tmp_path: Path, book: Path) -> None:
    raw = as_jsonl(make_texts(100)).splitlines(keepends=True)
    (tmp_path / "a.jsonl").write_bytes(b"".join([*raw[:70], b"{\n", *raw[70:], b"[]\n"]))
    for options, status in (([], 1), (["--skip-bad"], 3)):
        one, two = (
            run_small(
                tmp_path / "a.jsonl", "--codebook", book, *options, "--output", f"{tmp_path}/{n}/", "--workers", n
            )
            for n in (1, 2)
        )
        assert (one.exit_code, two.exit_code) == (status, status)
        assert [line for line in one.stderr.splitlines() if "a.jsonl:" in line] == [
            line for line in two.stderr.splitlines() if "a.jsonl:" in line
        ]
        assert "a.jsonl:71: " in two.stderr
        assert "a.jsonl:102: " in two.stderr
    assert parts_of(tmp_path / "1") == parts_of(tmp_path / "2")


# `readouts tag` with two processes, to which something happens once two pieces are done: it says so, by a line.
ACCIDENT = """
import multiprocessing, os, signal, sys, threading
from analysis.bulk import engines
from analysis.cli.main import cli
from tests.builders.documents import SMALL
run = engines.Engine.run
def accident(self, *arguments):
    for n, done in enumerate(run(self, *arguments), start=1):
        yield done
        if n == 2:
            if what == "ctrl-c":
                os.killpg(0, signal.SIGINT)
            elif what == "worker":
                os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
            else:
                print("two are done", flush=True)
                threading.Event().wait()
if __name__ == "__main__":
    what = sys.argv.pop(1)
    engines.Engine.run = accident
    cli(obj=SMALL)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("what", ["ctrl-c", "worker", "killed"])
def test_stopped_by_an_accident_nothing_is_left_running_and_the_same_command_goes_on(
    what: str, tmp_path: Path, book: Path
) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(make_texts(500, seed=3)))
    arguments = [str(tmp_path / "a.jsonl"), "--codebook", str(book), "--workers", "2", "--output"]
    assert run_small(*arguments, f"{tmp_path}/whole/").exit_code == 0
    out, whole = tmp_path / "out", parts_of(tmp_path / "whole")
    process = subprocess.Popen(
        [sys.executable, "-c", ACCIDENT, what, "tag", *arguments, f"{out}/"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT, start_new_session=True,
    )  # fmt: skip
    if what == "killed":
        assert process.stdout is not None
        assert process.stdout.readline() == "two are done\n"
        process.kill()  # it alone: its workers are to notice
    told = process.communicate(timeout=120)[1]  # ends when the last process has closed what it shares with the first
    assert "Traceback" not in told
    if what != "killed":
        assert process.returncode == 1, told
        assert ("give the same command again" if what == "ctrl-c" else "A process died") in told
    left = {path: data for path, data in parts_of(out).items() if not path.startswith("unfinished")}
    assert left.items() < whole.items()
    assert run_small(*arguments, f"{out}/").exit_code == 0
    assert parts_of(out) == whole
