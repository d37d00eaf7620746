"""`readouts explain`."""

from __future__ import annotations

import pytest

from tests.builders.commands import run
from tests.builders.studies import PROJECT


def test_explain_says_in_words_what_it_says_in_colour() -> None:
    told = run("explain", "2024-05-26-seoul", "--corpus", PROJECT / "corpus").output
    assert "→ Economy (hydrogen, ammonia, quantum)" in told
    assert "→ Economy (carried from the sentence before)" in told
    assert "share of words, 95 % interval" in told
    one = run("explain", "2024-05-26-seoul", "north_korea", "--corpus", PROJECT / "corpus").output
    assert "hydrogen" not in one
    assert one.count("→") == 3


@pytest.mark.parametrize(
    "words",
    [("seoul", "youth exchange"), ("Kishida–Yoon, Seoul 2024", "youth"), ("2024-05-26-seoul.txt", "YOUTH_EXCHANGE")],
)
def test_labels_and_unique_fragments_are_understood(words: tuple[str, str]) -> None:
    told = run("explain", *words, "--corpus", PROJECT / "corpus")
    assert told.exit_code == 0
    assert told.output == run("explain", "2024-05-26-seoul", "youth_exchange", "--corpus", PROJECT / "corpus").output


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["soul"], "'soul' is not the name of a readout. Did you mean 2024-05-26-seoul?"),
        (["20"], "'20' can be more than one readout. Write more of it: 2017-07-07-hamburg or 2024-05-26-seoul."),
        (["seoul", "econommy"], "'econommy' is not the name of a theme. Did you mean economy?"),
        (["seoul", "exchange"], "'exchange' can be more than one theme. Write more of it: youth_exchange or people."),
        (["xxx"], "'xxx' is not the name of a readout. Choose 2017-07-07-hamburg or 2024-05-26-seoul."),
    ],
)
def test_near_misses_are_suggested(words: list[str], advice: str) -> None:
    result = run("explain", *words, "--corpus", PROJECT / "corpus")
    assert result.exit_code == 2
    assert advice in " ".join(result.stderr.split())
