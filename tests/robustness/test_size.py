"""Large inputs: any shape is read without a traceback; a file larger than any readout is refused.

READOUTS_LARGE=1 tries every shape at the full size that is read (2 MB). `python -m benchmarks.shapes` measures the time.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher
from analysis.codebook.statements import StatementFinder
from analysis.corpus.folders import project_codebook
from analysis.io.files import MAX_FILE_BYTES
from analysis.text.sentences import sentence_spans
from analysis.text.words import word_spans
from tests.builders.shapes import SHAPES, fill
from tests.builders.studies import PROJECT, write_page
from tests.robustness.fuzz.targets import LEADERS, tag_spans

LARGE = bool(os.environ.get("READOUTS_LARGE"))
GIGABYTE = 1_000_000_000
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def readers() -> dict[str, Callable[[str], object]]:
    codebook = read_codebook(project_codebook())
    matcher, listener = Matcher(codebook), StatementFinder(codebook.voice, LEADERS)
    listener.find("The two leaders agreed.")
    return {
        "sentence_spans": sentence_spans, "word_spans": word_spans, "tag": lambda text: tag_spans(text, [(0, len(text))], matcher),
        "find": listener.find,
    }  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_one_sentence_of_any_shape_is_read(shape: str, readers: dict[str, Callable[[str], object]]) -> None:
    size = MAX_FILE_BYTES if LARGE else 40_000
    text = "The two leaders " + fill(SHAPES[shape], size) + " agreed"
    for reader in readers.values():
        reader(text)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIGABYTE, 4 * GIGABYTE))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command with bounded memory."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments], cwd=PROJECT, preexec_fn=limited,
        capture_output=True, text=True, check=False, env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip


FILES = {
    "a line of 50 MB": (lambda: "They met. " * 5_000_000, "The file has 50.0 MB; at most 2 MB are read."),
    "a word of 10 MB": (lambda: "x" * 10_000_000, "The file has 10.0 MB"),
}  # fmt: skip
WHOLE = {
    "100,000 points": lambda: "Talk\n\nMay 26, 2024\n\n" + "".join(f"{n}. They met.\n" for n in range(1, 100_001)),
    "100,000 lines": lambda: "Talk\n\nMay 26, 2024\n\n" + "They met.\n" * 100_000,
    "a line of 2 MB": lambda: "Talk\n\nMay 26, 2024\n\n1. They spoke of trade. 2. " + fill("They spoke of trade. ", 1_900_000) + "\n",
    "a word of 2 MB": lambda: write_page(["They met.", fill("x", 1_900_000) + "."]),
    "a million spaces": lambda: write_page(["They met." + " " * 1_000_000 + "They spoke of trade."]),
    "brackets within brackets": lambda: write_page(["They met " + "(" * 400_000 + ")" * 400_000 + "."]),
    "quotes": lambda: write_page(["They met “" + '"' * 800_000 + "."]),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_what_is_larger_than_any_readout_is_refused(what: str, tmp_path: Path) -> None:
    make, told = FILES[what]
    path = tmp_path / "a.txt"
    path.write_text(make(), encoding="utf-8")
    result = run("check", str(path))
    assert result.returncode == 1
    assert told in result.stderr


@pytest.mark.parametrize("what", WHOLE if LARGE else ["a million spaces", "brackets within brackets"])
def test_a_file_of_any_shape_is_checked_and_tagged(what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WHOLE[what](), encoding="utf-8")
    for command in (["check", str(path)], ["tag", str(path), "--output", str(tmp_path / "a.csv")]):
        result = run(*command)
        assert result.returncode in (0, 1), (what, command[0], result.returncode, result.stderr[-300:])
        assert "Traceback" not in result.stderr
