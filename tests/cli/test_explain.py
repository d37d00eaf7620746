"""`readouts explain`."""

from __future__ import annotations

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
