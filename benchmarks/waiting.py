"""How long a person waits: commands as whole processes, on the project's two readouts and on sixty made up."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from analysis.codebook.model import Codebook

from .processes import PROJECT, run_python
from .prose import Author
from .timing import time_in_turn

READOUTS, POINTS = 60, 6
TAG, FIGURES, REPORT = "`readouts tag`, two readouts", "`readouts figures`", "`readouts report`"
IMPORT, MANY = "`from analysis import Study`", f"`readouts report`, {READOUTS} readouts"


def measure_waits(codebook: Codebook, rounds: int) -> dict[str, Any]:
    """Seconds of each command as a whole process, in turn, after one round that does not count.

    Returns
    -------
    rows: what, seconds, median. The first `readouts tag` uses what an earlier command kept, the second nothing.
    """
    with tempfile.TemporaryDirectory() as name:
        two, many = Path(name, "two", "corpus"), Path(name, "many", "corpus")
        shutil.copytree(PROJECT / "corpus", two)
        write_study(many, codebook, READOUTS)
        tag = ["tag", *map(str, sorted((two / "readouts").glob("*.txt"))), "--output", str(two / "tagged.csv")]
        commands = {
            TAG: ["-m", "analysis", *tag],
            f"{TAG}, `--no-cache`": ["-m", "analysis", "--no-cache", *tag],
            IMPORT: ["-c", "from analysis import Study"],
            FIGURES: ["-m", "analysis", "figures", "--corpus", str(two)],
            REPORT: ["-m", "analysis", "report", "--corpus", str(two)],
            MANY: ["-m", "analysis", "report", "--corpus", str(many)],
        }
        return {"rows": _time(commands, rounds)}


def _time(commands: dict[str, list[str]], rounds: int) -> list[dict[str, object]]:
    runs = {what: partial(run_python, command) for what, command in commands.items()}
    for run in runs.values():
        run()
    return [one.as_record(what=what) for what, one in time_in_turn(runs, rounds).items()]


def write_study(corpus: Path, codebook: Codebook, number: int) -> None:
    """A corpus of made-up readouts, some two months apart, with the project's codebook."""
    (corpus / "readouts").mkdir(parents=True)
    shutil.copy(PROJECT / "corpus" / "codebook.yml", corpus)
    for n, speech in enumerate(islice(Author(codebook).speeches(), number)):
        date = dt.date(2014, 1, 7) + dt.timedelta(days=61 * n)
        points = [" ".join(paragraph.split()) for paragraph in speech.split("\n\n") if paragraph.strip()][:POINTS]
        numbered = "\n".join(f"  {place}. {point}" for place, point in enumerate(points, start=1))
        day = f"{date:%B} {date.day}"
        opening = f"On {day}, Prime Minister Aoki of Japan held a meeting with President Baek of the Republic of Korea."
        page = f"Japan-ROK Summit Meeting\n\n{day}, {date.year}\n\n{opening}\n\n{numbered}\n"
        (corpus / "readouts" / f"{date}.txt").write_text(page, encoding="utf-8")
