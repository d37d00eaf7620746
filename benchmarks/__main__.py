"""`python -m benchmarks`: measure, keep the results, and write the page from the last results of every part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from analysis.codebook.file import read_codebook
from analysis.codebook.model import Codebook
from analysis.io.faults import InputFaults, shown_path

from .codebooks import plain_codebook, plain_phrases
from .counting import compare_tools, differing_themes
from .many import READOUTS, measure_many
from .page import write_page
from .processes import MEMORY_SIZES, PROJECT, measure_commands, measure_memory
from .racing import SAMPLE, installed_tools, race
from .results import PARTS, load_parts, record_name, save_part
from .scaling import NUMBERS, SIZES, measure_patterns, measure_sizes
from .splitting import Difference, compare_splitters, draw_sample
from .texts import MB, Text, generate_text, read_text
from .timing import ROUNDS
from .waiting import measure_waits

SIZE = 64  # MB
SOME = click.FloatRange(min=0.01)
FEW = 3
CODEBOOK = PROJECT / "corpus" / "codebook.yml"
LARGEST = 200  # MB, of the parts that ask how cost and memory grow


@dataclass
class Run:
    """What the parts share: how much is measured, the codebook, and the texts, made when a part first asks for them."""

    size: float
    largest: float
    small: float
    rounds: int
    readouts: int
    most_patterns: int
    path: Path | None
    faults: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @cached_property
    def codebook(self) -> Codebook:
        return read_codebook(CODEBOOK)

    @cached_property
    def large(self) -> Text:
        """The largest text that is needed; a file of the user's is as large as it is."""
        return self._make(max(self.largest, self.size))

    @cached_property
    def text(self) -> Text:
        """The text that the tools are measured on."""
        return self.large.first(self.size) if "large" in self.__dict__ else self._make(self.size)

    @property
    def _few(self) -> int:
        """Rounds of what takes long."""
        return min(self.rounds, FEW)

    def _make(self, megabytes: float) -> Text:
        return read_text(self.path, megabytes) if self.path else generate_text(self.codebook, megabytes)

    def tools(self) -> dict[str, Any]:
        return race(self.codebook, self.text, sample=self.small, rounds=self.rounds)

    def counts(self) -> dict[str, Any]:
        """The run fails where a difference has no known cause."""
        phrases, part = plain_phrases(self.codebook), self.text.first(self.small)
        tools, missing = installed_tools(phrases)
        rows, over_lines = compare_tools(plain_codebook(phrases), tools, part)
        faults = differing_themes(rows, {tool.name: tool.count(part.documents).themes for tool in tools})
        self.faults += faults
        return {
            "text": part.source, "size": part.size / MB, "rows": rows, "over_lines": over_lines, "faults": faults,
            "missing": missing,
        }  # fmt: skip

    def sizes(self) -> dict[str, Any]:
        sizes = [size for size in SIZES if size <= self.largest]
        return measure_sizes(self.codebook, self.large, rounds=self._few, sizes=sizes)

    def patterns(self) -> dict[str, Any]:
        numbers = [number for number in NUMBERS if number <= self.most_patterns]
        return measure_patterns(self.codebook, self.text, rounds=self._few, numbers=numbers)

    def memory(self) -> dict[str, Any]:
        return measure_memory(CODEBOOK, self.large, [size for size in MEMORY_SIZES if size <= self.largest])

    def waits(self) -> dict[str, Any]:
        return measure_waits(self.codebook, self._few)

    def commands(self) -> dict[str, Any]:
        return measure_commands(self.large, self._few)

    def emphasis(self) -> dict[str, Any]:
        return measure_many(self.codebook, self.readouts, self._few)

    def splitter(self) -> dict[str, Any]:
        record, self.differences = compare_splitters(self.text.first(self.small))
        return record


def _parts(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    chosen = [name.strip() for name in value.split(",") if name.strip()]
    if unknown := [name for name in chosen if name not in PARTS]:
        raise click.BadParameter(f"There is no part {unknown[0]!r}. There are: {', '.join(PARTS)}.")
    return chosen


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--only", default=",".join(PARTS), callback=_parts, metavar="PARTS", help=f"Of {', '.join(PARTS)}.")
@click.option("--size", type=SOME, default=SIZE, show_default=True, help="MB of text for the tools.")
@click.option("--largest", type=SOME, default=LARGEST, show_default=True, help="MB for sizes, memory and commands.")
@click.option("--small", type=SOME, default=SAMPLE, show_default=True, help="MB for the slow tools and the splitter.")
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    default=ROUNDS,
    show_default=True,
    help="Rounds of which the median is taken.",
)
@click.option(
    "--readouts", type=click.IntRange(min=1), default=READOUTS, show_default=True, help="Readouts of the part emphasis."
)
@click.option(
    "--most-patterns", type=click.IntRange(min=1), default=NUMBERS[-1], show_default=True, help="Of the part patterns."
)
@click.option("--text", "path", type=click.Path(path_type=Path, exists=True), help="A text file (UTF-8) of your own.")
@click.option("--sample", type=int, default=0, help="Print so many differences of the sentence splitters.")
@click.option("--date", default="", help="The day, for the name of the record. Default: today.")
@click.option("--folder", type=click.Path(path_type=Path), help="For results and page, instead of benchmarks/.")
def main(only: list[str], sample: int, date: str, folder: Path | None, **amounts: Any) -> None:
    """Measure; write the results and a page with charts into benchmarks/record/, or with --text into benchmarks/own/.

    Exit status: 0 fine, 1 counts differ without a known cause.
    """
    date = date or str(dt.date.today())
    folder = folder or PROJECT / "benchmarks" / ("own" if amounts["path"] else "record") / record_name(date)
    try:
        run = Run(**amounts)
        for part in only:
            _measure(getattr(run, part), part, folder, date)
    except InputFaults as error:
        raise click.ClickException(str(error)) from None
    for difference in draw_sample(run.differences, sample):
        click.echo(str(difference))
    for written in write_page(folder, load_parts(folder)):
        click.echo(shown_path(written))
    if run.faults:
        raise click.ClickException("\n".join(run.faults))


def _measure(part: Callable[[], dict[str, Any]], name: str, folder: Path, date: str) -> None:
    click.echo(f"{name} ...", err=True)
    save_part(folder, name, part(), date)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
