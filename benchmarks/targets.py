"""What the project promises of its speed and memory, and whether the last results keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .racing import LOWER, OWN
from .results import Results
from .texts import MB
from .waiting import FIGURES, IMPORT, MANY, REPORT, TAG

Rows = list[dict[str, Any]]
Measure = Callable[[Mapping[str, Any]], float | None]


class Target(NamedTuple):
    """One promise: of which part, in words, how its value is written, its bound, on how much it must be measured."""

    part: str
    what: str
    form: str
    bound: float
    at_least: bool
    value: Measure
    least: tuple[str, float] = ("", 0)  # a number of the results, and how large it must be for the promise to be tried

    def kept(self, value: float) -> bool:
        """Whether a measured value keeps the promise."""
        return value >= self.bound if self.at_least else value <= self.bound


def row(rows: Rows, name: str) -> dict[str, Any] | None:
    """The row of that name, if there is one."""
    return next((own for own in rows if own["name"] == name), None)


def ratio_to(name: str) -> Measure:
    """Our speed over that of another tool, on the same text, with the same phrases."""

    def measure(result: Mapping[str, Any]) -> float | None:
        ours, theirs = row(result["sample_text"], "readouts"), row(result["sample_text"], name)
        return ours["speed"] / theirs["speed"] if ours and theirs else None

    return measure


def ratio_to_lower(result: Mapping[str, Any]) -> float | None:
    """Our speed with the project's own codebook over that of str.lower() on the whole text."""
    ours, limit = row(result["whole_text"], OWN), row(result["whole_text"], LOWER)
    return ours["speed"] / limit["speed"] if ours and limit else None


def most_memory(result: Mapping[str, Any]) -> float | None:
    """The most above the input batch, at any size."""
    above = [own["above"] / MB for own in (*result["rows"], *result["command"])]
    return max(above, default=None)


def _median(result: Mapping[str, Any]) -> float:
    return float(result["median"])


def ratio_of(way: str) -> Measure:
    """How many times faster `readouts tag` is in a way than in one process."""

    def measure(result: Mapping[str, Any]) -> float | None:
        return next((own["ratio"] for own in result["rows"] if (own["command"], own["way"]) == ("tag", way)), None)

    return measure


def wait_for(what: str) -> Measure:
    """The median seconds of a command."""
    return lambda result: next((own["median"] for own in result["rows"] if own["what"] == what), None)


SIZED = ("size", 195)
DASK = "Dask, a worker for each core"
TARGETS = (
    Target("tools", "own codebook, against `str.lower()`", "{:.2f} ×", 0.6, True, ratio_to_lower, ("whole", 60)),
    Target("tools", "against NLTK", "{:.1f} ×", 60, True, ratio_to("NLTK"), ("sample", 2)),
    Target("tools", "against spaCy", "{:.1f} ×", 30, True, ratio_to("spaCy"), ("sample", 2)),
    Target("tools", "against CountVectorizer", "{:.1f} ×", 20, True, ratio_to("CountVectorizer"), ("sample", 2)),
    Target("memory", "memory above the input batch", "{:.0f} MB", 300, False, most_memory, ("largest", 195)),
    Target("sizes", "200 MB against 100 × 2 MB", "{:.2f} ×", 1.15, False, lambda r: r["linearity"], ("largest", 195)),
    Target("patterns", "2,000 patterns against 200", "{:.2f} ×", 2, False, lambda r: r["growth"], ("size", 2)),
    Target("commands", "`readouts tag`, all cores against one", "{:.2f} ×", 1.6, True, ratio_of("all cores"), SIZED),
    Target("commands", "Dask against one process, with its start", "{:.2f} ×", 1.6, True, ratio_of(DASK), SIZED),
    Target("waits", TAG, "{:.2f} s", 0.4, False, wait_for(TAG)),
    Target("waits", IMPORT, "{:.2f} s", 0.8, False, wait_for(IMPORT)),
    Target("waits", FIGURES, "{:.1f} s", 3, False, wait_for(FIGURES)),
    Target("waits", REPORT, "{:.1f} s", 8, False, wait_for(REPORT)),
    Target("waits", MANY, "{:.1f} s", 30, False, wait_for(MANY)),
    Target("emphasis", "emphasis of 10,000 readouts", "{:.1f} s", 10, False, _median, ("readouts", 10_000)),
    Target("splitter", "boundaries shared with Punkt, F1", "{:.4f}", 0.99, True, lambda r: r["f1"], ("size", 2)),
)  # fmt: skip


def judge(results: Results) -> list[dict[str, str]]:
    """Every promise beside what was measured: what, wanted, measured, reached."""
    return [_judge(target, results.get(target.part)) for target in TARGETS]


def _judge(target: Target, result: Mapping[str, Any] | None) -> dict[str, str]:
    wanted = f"{'at least' if target.at_least else 'at most'} {target.form.format(target.bound)}"
    value = None if result is None else target.value(result)
    told = {"what": target.what, "wanted": wanted, "measured": "", "reached": "not measured yet"}
    if result is None or value is None:
        return told
    name, least = target.least
    tried = "yes" if target.kept(value) else "**no**"
    return told | {
        "measured": target.form.format(value),
        "reached": tried if not name or result[name] >= least else f"measured on less ({name} {result[name]:.1f})",
    }
