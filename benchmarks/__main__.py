"""`python -m benchmarks`: measure, keep the results, and write the page from the last results of every part."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from analysis.codebook_file import read_codebook
from analysis.faults import InputFaults, shown_path

from .codebooks import plain_codebook, plain_phrases
from .counting import compare_tools, differing_themes
from .many import READOUTS, measure_many
from .page import write_page
from .processes import MEMORY_SIZES, PROJECT, measure_dask, measure_memory, measure_process
from .racing import SAMPLE, installed_tools, race
from .results import PARTS, load_parts, save_part
from .scaling import NUMBERS, SIZES, measure_patterns, measure_sizes
from .splitting import Difference, compare_splitters, draw_sample
from .texts import MB, Text, generate_text, read_text
from .timing import ROUNDS

SIZE = 64  # MB
LARGEST = 200  # MB, of the parts that ask how cost and memory grow


class Run:
    """What the parts share: the codebook and the texts, made when a part first asks for them."""

    def __init__(
        self, size: float, largest: float, sample: float, rounds: int, readouts: int, path: Path | None
    ) -> None:
        self.size, self.largest, self.sample, self.rounds, self.readouts = size, largest, sample, rounds, readouts
        self.path = path
        self.codebook_path = PROJECT / "corpus" / "codebook.yml"
        self.codebook = read_codebook(self.codebook_path)
        self.faults: list[str] = []
        self.differences: list[Difference] = []

    @cached_property
    def large(self) -> Text:
        """The largest text that is needed; a file of the user's is as large as it is."""
        if self.path:
            return read_text(self.path, max(self.largest, self.size))
        return generate_text(self.codebook, max(self.largest, self.size))

    @cached_property
    def text(self) -> Text:
        """The text that the tools are measured on."""
        if "large" in self.__dict__ or self.path:
            return self.large.first(self.size)
        return generate_text(self.codebook, self.size)

    def tools(self) -> dict[str, Any]:
        return race(self.codebook, self.text, sample=self.sample, rounds=self.rounds)

    def counts(self) -> dict[str, Any]:
        phrases, part = plain_phrases(self.codebook), self.text.first(self.sample)
        tools, missing = installed_tools(phrases)
        rows, over_lines = compare_tools(plain_codebook(phrases), tools, part)
        timed = {tool.name: tool.count(part.documents).themes for tool in tools}
        faults = differing_themes(rows, timed)
        self.faults += faults
        return {
            "text": part.source, "size": part.size / MB, "rows": rows, "over_lines": over_lines, "faults": faults,
            "missing": missing,
        }  # fmt: skip

    def sizes(self) -> dict[str, Any]:
        return measure_sizes(self.codebook, self.large, sizes=[s for s in SIZES if s <= self.largest])

    def patterns(self) -> dict[str, Any]:
        return measure_patterns(self.codebook, self.text, numbers=NUMBERS, size=min(self.size, 8))

    def memory(self) -> dict[str, Any]:
        return measure_memory(self.codebook_path, self.large, [s for s in MEMORY_SIZES if s <= self.largest])

    def process(self) -> dict[str, Any]:
        return measure_process(self.rounds)

    def dask(self) -> dict[str, Any]:
        return measure_dask(self.large)

    def emphasis(self) -> dict[str, Any]:
        return measure_many(self.codebook, self.readouts)

    def splitter(self) -> dict[str, Any]:
        record, self.differences = compare_splitters(self.text.first(self.sample))
        return record


def _parts(_: click.Context, __: click.Parameter, value: str) -> list[str]:
    chosen = [name.strip() for name in value.split(",") if name.strip()]
    if unknown := [name for name in chosen if name not in PARTS]:
        raise click.BadParameter(f"There is no part {unknown[0]!r}. There are: {', '.join(PARTS)}.")
    return chosen


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--only", default=",".join(PARTS), callback=_parts, metavar="PARTS", help=f"Of {', '.join(PARTS)}.")
@click.option("--size", type=float, default=SIZE, show_default=True, help="MB of text for the tools.")
@click.option("--largest", type=float, default=LARGEST, show_default=True, help="MB for sizes, memory and dask.")
@click.option("--small", type=float, default=SAMPLE, show_default=True, help="MB for the slow tools and the splitter.")
@click.option("--rounds", type=int, default=ROUNDS, show_default=True, help="Rounds of which the median is taken.")
@click.option("--readouts", type=int, default=READOUTS, show_default=True, help="Readouts of the part emphasis.")
@click.option("--text", "path", type=click.Path(path_type=Path, exists=True), help="A text file (UTF-8) of your own.")
@click.option("--sample", type=int, default=0, help="Print so many differences of the sentence splitters.")
@click.option("--date", default="", help="To be kept with the results; none otherwise.")
@click.option("--folder", type=click.Path(path_type=Path), default=PROJECT / "benchmarks", help="For results and page.")
def main(
    only: list[str], size: float, largest: float, small: float, rounds: int, readouts: int, path: Path | None, sample: int,
    date: str, folder: Path,
) -> None:  # fmt: skip
    """Measure, keep the results, write README.md with its charts.

    Exit status: 0 fine, 1 counts differ without a known cause.
    """
    try:
        run = Run(size, largest, small, rounds, readouts, path)
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
    measured = part()
    if "skipped" in measured:
        click.echo(f"{name}: {measured['skipped']}", err=True)
    save_part(folder, name, measured, date)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
