"""Coverage-guided fuzzing: `python -m tests.robustness.fuzz [--seconds N | --runs N] [TARGET ...]`, or `make fuzz`.

Runs the targets side by side, each from its seeds and from what earlier runs found worth keeping (.cache/fuzz/). With
--runs the seeds are all it begins from and chance has a fixed seed: the same code is given the same inputs each time.

A traceback, a broken law, an input that takes longer than SLOW seconds or more than MEMORY megabytes is a finding: it
is left in .cache/fuzz/found/, and the exit status is 1. A finding becomes a file in seeds/TARGET/ beside this module,
which tests/robustness/test_fuzz.py runs without the fuzzer.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / ".cache" / "fuzz"
NAMES = ("parse", "tag", "frontmatter", "codebook", "coding", *(["page"] if find_spec("analysis.ingest") else []))
SLOW, MEMORY, LONGEST = 5, 2048, 16384
PATIENCE = 300  # seconds for a start, and for runs on a slow machine


def fuzz_one(name: str) -> None:
    """Fuzz one target in this process; libFuzzer's options are on the command line. Does not return."""
    import atheris

    with atheris.instrument_imports(include=["analysis"]):
        from tests.robustness.fuzz.targets import TARGETS
    atheris.Setup(sys.argv, TARGETS[name], enable_python_coverage=True)
    atheris.Fuzz()


def start(name: str, seconds: int, runs: int | None = None) -> tuple[str, bool, str]:
    """Fuzz one target in a process of its own: its name, whether it is fine, the end of what it said."""
    kept, found = CACHE / (name if runs is None else f"{name}-runs"), CACHE / "found"
    if runs is not None:
        shutil.rmtree(kept, ignore_errors=True)
    limits = [f"-max_total_time={seconds}"] if runs is None else [f"-runs={runs}", "-seed=1"]
    kept.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    options = [
        str(kept), str(HERE / "seeds" / name), f"-dict={HERE / 'tokens.dict'}", *limits,
        f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={found}/{name}-",
        "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    environment = os.environ | {"PYTHONHASHSEED": "0", "READOUTS_FUZZ": name, "READOUTS_CACHE": ""}
    log = CACHE / f"{name}.log"
    command = [sys.executable, "-m", "tests.robustness.fuzz", *options]
    with log.open("w") as out:
        try:
            ran = subprocess.run(
                command, env=environment, cwd=HERE.parent.parent, stdout=out, stderr=out, timeout=seconds + PATIENCE, check=False
            )  # fmt: skip
            fine = ran.returncode == 0
        except subprocess.TimeoutExpired:
            fine = False
    return name, fine, log.read_text(encoding="utf-8", errors="replace")


def told(output: str) -> str:
    """What libFuzzer counted, in a line."""
    covered = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", output)
    executed = re.findall(r"stat::number_of_executed_units:\s*(\d+)", output) or re.findall(r"Done (\d+) runs", output)
    cov, features, kept = covered[-1] if covered else ("?", "?", "?")
    return f"{executed[-1] if executed else '?'} runs, coverage {cov}, features {features}, inputs kept {kept}"


def why(output: str) -> str:
    """The traceback of a finding, what libFuzzer says of it, and the file that holds the input."""
    traceback = re.findall(
        r"^ === Uncaught Python exception: ===$.*?(?=^\S*INFO|^#|^==|\Z)", output, re.MULTILINE | re.DOTALL
    )
    said = re.findall(
        r"^(?:==\d+== ?ERROR|SUMMARY|artifact_prefix|.*Test unit written|Base64).*$", output, re.MULTILINE
    )
    return "\n".join([*traceback, *said]) or output[-4000:]


def main() -> int:
    """Fuzz some targets for some seconds or runs each, as many at a time as there are cores."""
    options = argparse.ArgumentParser(prog="make fuzz", description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("targets", nargs="*", default=list(NAMES), metavar="TARGET", help=", ".join(NAMES))
    options.add_argument("--seconds", type=int, default=20, help="for each target (20)")
    options.add_argument(
        "--runs", type=int, help="inputs for each target, the same ones each time, in place of seconds"
    )
    chosen = options.parse_args()
    if unknown := set(chosen.targets) - set(NAMES):
        options.error(f"There is no target {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.")
    if find_spec("atheris") is None:
        print("No fuzzing here: atheris has no build for this system or Python. Linux on x86-64 has one.")
        return 0
    shutil.rmtree(CACHE / "found", ignore_errors=True)
    with ThreadPoolExecutor(os.cpu_count()) as lanes:
        results = list(lanes.map(lambda name: start(name, chosen.seconds, chosen.runs), chosen.targets))
    for name, fine, output in results:
        print(f"{name}: {told(output)}{'' if fine else ', A FINDING'}")
        if not fine:
            print(why(output))
    return 0 if all(fine for _, fine, _ in results) else 1


if __name__ == "__main__":
    if target := os.environ.get("READOUTS_FUZZ"):
        fuzz_one(target)
    else:
        sys.exit(main())
