"""Seconds of several things, measured in turn, so that what slows the machine for a while slows all of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

ROUNDS = 5


@dataclass(frozen=True)
class Timed:
    """Seconds of each round, and what the last one gave."""

    seconds: list[float]
    given: Any = None

    @property
    def median(self) -> float:
        """Of the seconds."""
        return median(self.seconds)

    def as_record(self, **more: object) -> dict[str, object]:
        """For a file of results: the seconds with six decimals, their median, and more."""
        return {**more, "seconds": [round(s, 6) for s in self.seconds], "median": round(self.median, 6)}


def time_in_turn(runs: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, Timed]:
    """Time every run once a round; `rounds` seconds for each."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    given: dict[str, Any] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            given.pop(name, None)
            gc.collect()
            begun = time.perf_counter()
            given[name] = run()
            seconds[name].append(time.perf_counter() - begun)
    return {name: Timed(own, given[name]) for name, own in seconds.items()}
