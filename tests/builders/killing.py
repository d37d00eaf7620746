"""Commands that are killed at a chosen step of writing files.

A command that runs here counts its steps: each unfinished file that it opens, and each that it puts in place. At the
chosen step it says so and waits, so that the kill falls there however busy the machine is.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# Python raises these events itself before it opens or renames a file. Say "." for a step and "!" for the last.
STEPPED = """
import os, runpy, sys, threading
pipe, last = int(sys.argv[1]), int(sys.argv[2])
done = 0

def count(event, arguments):
    global done
    if event not in ("open", "os.rename") or not str(arguments[0]).endswith(".part"):
        return
    done += 1
    os.write(pipe, b"!" if done == last else b".")
    if done == last:
        threading.Event().wait()

sys.addaudithook(count)
sys.argv = sys.argv[3:]
if sys.argv[0] == "-c":
    code = sys.argv.pop(1)
    exec(code)
else:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def start_stepped(program: Sequence[object], last: int) -> tuple[subprocess.Popen[bytes], int]:
    """Start a module, or `-c` and code, that waits at step `last`; the process and the end of its pipe to read."""
    reads, writes = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", STEPPED, str(writes), str(last), *map(str, program)], pass_fds=[writes],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(writes)
    return process, reads


def kill_at_step(program: Sequence[object], last: int) -> bool:
    """Kill a program and all that it started (SIGKILL) at a step; False where it ended before that step."""
    process, reads = start_stepped(program, last)
    with os.fdopen(reads, "rb", buffering=0) as pipe:
        while (said := pipe.read(1)) == b".":
            continue
        if said == b"!":
            kill_group(process)
    process.wait()
    return said == b"!"


def count_steps(program: Sequence[object]) -> int:
    """Run a program to its end; how many steps it took."""
    process, reads = start_stepped(program, -1)
    with os.fdopen(reads, "rb") as pipe:
        steps = len(pipe.read())
    assert process.wait() == 0
    return steps


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a session, and all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def files_below(folders: Sequence[Path]) -> dict[str, bytes]:
    """Every file in some folders by its path, with its bytes; hidden ones, unfinished or locks, left out."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def broken(now: Mapping[str, bytes], *known: Mapping[str, bytes]) -> list[str]:
    """The files that are as none of the known versions has them."""
    return [path for path, data in now.items() if all(version.get(path) != data for version in known)]
