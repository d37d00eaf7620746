"""Large inputs take time and memory in proportion to their size, and what is larger than any readout is told.

READOUTS_LARGE=1 tries every shape at the full size that is read (2 MB).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher
from analysis.codebook.statements import Listener
from analysis.corpus.folders import project_codebook
from analysis.io.files import MAX_FILE_BYTES
from analysis.text.sentences import sentence_spans
from analysis.text.words import word_spans
from tests.conftest import PROJECT, write_page
from tests.robustness.fuzz.targets import LEADERS, tag_spans

LARGE = bool(os.environ.get("READOUTS_LARGE"))
GIGABYTE = 1_000_000_000
SECONDS = 120


def fill(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


# What made a reader take the square of its length, or more, or what might.
SHAPES = {
    "words": "word ", "one word": "x", "capitals": "Word ", "sentences": "They met. ", "lines": "They met\n", "points": "They met.\n\n",
    "spaces": " ", "stops": ". ", "brackets": "(", "pairs": "() ", "quotes": '"', "hyphens": "a-", "digits": "1", "commas": "A, ",
    "initials": "A.", "titles": "Mr. ", "names": "Aoki and Baek ", "offices": "Prime Minister ", "also": "also ", "he stated": "he stated ",
    "joins": "and he ", "asides": "he, a, ", "that": "that he said ", "countries": "North Korea ", "themes": "economic security ",
    "separators": "people-to-", "zero width": "\u200b", "combining": "a\u0301", "right to left": "\u202eعربي ", "hashes": "#", "markup": "<b>",
}  # fmt: skip


@pytest.fixture(scope="module")
def readers() -> dict[str, Callable[[str], object]]:
    codebook = read_codebook(project_codebook())
    matcher, listener = Matcher(codebook), Listener(codebook.voice, LEADERS)
    listener.hear("The two leaders agreed.")
    return {
        "sentence_spans": sentence_spans, "word_spans": word_spans, "tag": lambda text: tag_spans(text, [(0, len(text))], matcher),
        "hear": listener.hear,
    }  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_one_sentence_however_long_takes_time_in_proportion(
    shape: str, readers: dict[str, Callable[[str], object]]
) -> None:
    size = MAX_FILE_BYTES if LARGE else 40_000
    text = "The two leaders " + fill(SHAPES[shape], size) + " agreed"
    for name, reader in readers.items():
        begun = time.process_time()
        reader(text)
        taken = time.process_time() - begun
        assert taken < (60 if LARGE else 3), (name, taken)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIGABYTE, 4 * GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command with bounded memory and time."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *arguments], cwd=PROJECT, preexec_fn=limited, timeout=SECONDS,
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
def test_what_is_larger_than_any_readout_is_told_at_once(what: str, tmp_path: Path) -> None:
    make, told = FILES[what]
    path = tmp_path / "a.txt"
    path.write_text(make(), encoding="utf-8")
    begun = time.perf_counter()
    result = run("check", str(path))
    assert result.returncode == 1
    assert told in result.stderr
    assert time.perf_counter() - begun < 30


@pytest.mark.parametrize("what", WHOLE if LARGE else ["a million spaces", "brackets within brackets"])
def test_a_file_of_any_shape_is_checked_and_tagged(what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WHOLE[what](), encoding="utf-8")
    for command in (["check", str(path)], ["tag", str(path), "--output", str(tmp_path / "a.csv")]):
        begun = time.perf_counter()
        result = run(*command)
        print(f"{what}: {command[0]} {time.perf_counter() - begun:.1f} s")
        assert result.returncode in (0, 1), (what, command[0], result.returncode, result.stderr[-300:])
        assert "Traceback" not in result.stderr
