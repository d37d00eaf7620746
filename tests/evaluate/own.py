"""The pages of `tests/pages`: each file → how it is read, for a person; all of them → what is right today, for docs/.

A file has a page and, under READ_MARK, how the page is read. `expected.csv` says how much of each page is right.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

from analysis.codebook import Codebook
from tests.evaluate.coding import score_coding
from tests.evaluate.pages import READ_MARK, describe_facts, is_within, page_text, read_page, score_pages, split_lines
from tests.evaluate.tables import tabulate_forms

FOLDER = Path(__file__).parents[1] / "pages"
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "add-readouts.md"
_TABLE = re.compile(r"(?<=<!-- make evaluate RENEW=1 -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)
Right = dict[tuple[str, str], tuple[int, int]]


def describe_page(path: Path) -> str:
    """How a page is read: facts, lead, points with their sentences, lines left out, warnings."""
    text, parsed, _ = read_page(path)
    lines = [f"title: {parsed.title}", *(f"{name}: {value or '–'}" for name, value in describe_facts(parsed).items())]
    lines.append(f"lead: {' '.join(parsed.lead.split()) or '–'}")
    for point in parsed.points:
        lines += ["", f"point {point.number}{f', {point.heading}' if point.heading else ''}:"]
        lines += [f"- {' '.join(text[a:b].split())}" for a, b in point.sentences]
    used = [span for point in parsed.points for span in point.sentences]
    if parsed.lead_start is not None and parsed.lead_end is not None:
        used.append((parsed.lead_start, parsed.lead_end))
    heads = (parsed.title, *(point.heading for point in parsed.points if point.heading))
    rest = [text[a:b].strip() for _, (a, b) in split_lines(text) if not is_within((a, b), used)]
    lines += ["", *(f"left out: {line}" for line in rest if line and line.lstrip("0123456789.() ") not in heads)]
    return "\n".join([*lines, *(f"warning: {' '.join(warning.split())}" for warning in parsed.warnings)])


def measure_own(codebook: Codebook) -> Right:
    """How much of each page is right today: file, measure → right, of. `tags` are sentences with the coded themes."""
    facts = {(score.file, score.measure): (score.right, score.of) for score in score_pages(FOLDER)}
    tags: dict[str, list[bool]] = defaultdict(list)
    for one in score_coding(FOLDER, codebook):
        tags[one.file].append(one.coded == one.tagged)
    return facts | {(file, "tags"): (sum(right), len(right)) for file, right in tags.items()}


def read_expected() -> Right:
    """How much of each page was right when `expected.csv` was written."""
    with (FOLDER / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], row["measure"]): (int(row["right"]), int(row["of"])) for row in csv.DictReader(file)}


def with_reading(path: Path) -> str:
    """The content of a page's file: the page, then how it is read today."""
    return f"{page_text(path).rstrip()}\n\n{READ_MARK}\n{describe_page(path)}\n"


def list_worse(today: Right, expected: Right) -> list[str]:
    """What is wrong today more often than expected, a line for each page and measure; what is new is not compared."""
    return [
        f"{file}, {measure}: {right} of {of} right, {was_right} of {was_of} before"
        for (file, measure), (was_right, was_of) in expected.items()
        for right, of in [today.get((file, measure), (0, was_of))]
        if of - right > was_of - was_right
    ]


def with_table(documentation: str) -> str:
    """The page of docs/ with what is right today in its table."""
    return _TABLE.sub(lambda _: tabulate_forms(score_pages(FOLDER), "../tests/pages"), documentation)


def renew(codebook: Codebook) -> None:
    """Write how every page is read into its file, and what is right today to `expected.csv` and into docs/."""
    DOCUMENTATION.write_text(with_table(DOCUMENTATION.read_text(encoding="utf-8")), encoding="utf-8")
    for path in sorted(FOLDER.glob("*.txt")):
        path.write_text(with_reading(path), encoding="utf-8")
    today = measure_own(codebook)
    with (FOLDER / "expected.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "measure", "right", "of"])
        writer.writerows([*key, *value] for key, value in sorted(today.items()))
