"""The built wheel, installed into an empty environment, makes a report of a folder of one's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.studies import PROJECT, write_page


def run(*command: object, cwd: Path) -> str:
    """Run a command away from the checkout; its output, whatever its status."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "READOUTS"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_makes_a_report_in_an_empty_environment(tmp_path: Path) -> None:
    wheel = "-m pip wheel --no-deps --no-build-isolation --wheel-dir".split()
    run(sys.executable, *wheel, tmp_path, PROJECT, cwd=tmp_path)
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", *"-m pip install --quiet --disable-pip-version-check --no-deps --no-compile".split())
    run(*pip, "--require-hashes", "--requirement", PROJECT / "requirements.lock", cwd=tmp_path)
    run(*pip, next(tmp_path.glob("*.whl")), cwd=tmp_path)
    study = tmp_path / "study"
    (study / "readouts").mkdir(parents=True)
    for day, said in (("May 26, 2024", "They spoke of trade."), ("June 1, 2025", "They spoke of students.")):
        (study / "readouts" / f"{day[-4:]}.txt").write_text(write_page([said], day), encoding="utf-8")
    printed = run(scripts / "readouts", "report", "--corpus", study, cwd=tmp_path)
    assert "index.html" in printed
    assert "students" in (study / "report" / "index.html").read_text(encoding="utf-8")
    assert (study / "figures" / "emphasis.csv").is_file()
