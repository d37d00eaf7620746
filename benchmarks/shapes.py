"""Time of each reader on long texts of one shape: `python -m benchmarks.shapes`.

Prints how many times longer each reader takes for a text four times as long: about 4 if time grows in proportion to
the length, about 16 if it grows with its square.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher
from analysis.codebook.statements import StatementFinder
from analysis.corpus.folders import project_codebook
from analysis.text.sentences import sentence_spans
from analysis.text.words import word_spans
from tests.builders.shapes import SHAPES, fill
from tests.robustness.fuzz.targets import LEADERS, tag_spans

SIZE = 40_000  # characters of the shorter text


def measure(reader: Callable[[str], object], text: str) -> float:
    """Seconds of processor time, the best of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        reader(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Print a line for each shape and reader."""
    codebook = read_codebook(project_codebook())
    matcher, finder = Matcher(codebook), StatementFinder(codebook.voice, LEADERS)
    readers: dict[str, Callable[[str], object]] = {
        "sentence_spans": sentence_spans, "word_spans": word_spans,
        "tag": lambda text: tag_spans(text, [(0, len(text))], matcher), "hear": finder.find,
    }  # fmt: skip
    for shape, piece in SHAPES.items():
        short, long = (f"The two leaders {fill(piece, size)} agreed" for size in (SIZE, 4 * SIZE))
        for name, reader in readers.items():
            first, second = measure(reader, short), measure(reader, long)
            print(f"{shape:15} {name:15} {first:8.3f} s {second:8.3f} s {second / max(first, 1e-6):6.1f} times")


if __name__ == "__main__":
    main()
