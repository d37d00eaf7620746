"""Evaluation: a folder of pages with facts.csv, of texts with coding.csv → how well they are read and tagged.

`make evaluate` measures the pages of `tests/pages`; PAGES and CODED name other folders.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.codebook import read_codebook
from analysis.corpus import project_codebook
from analysis.io.faults import InputFaults
from tests.evaluate.coding import score_coding
from tests.evaluate.own import FOLDER, list_worse, read_expected, renew
from tests.evaluate.pages import score_pages
from tests.evaluate.tables import list_wrong_facts, list_wrong_tags, tabulate_pages, tabulate_tags


def main() -> None:
    """Print the tables of the folders that are named, or else of the own pages."""
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("--pages", type=Path, help="a folder of .txt pages with facts.csv")
    parser.add_argument("--coded", type=Path, help="a folder of .txt texts with coding.csv")
    parser.add_argument("--wrong", action="store_true", help="also list what is wrong")
    parser.add_argument("--renew", action="store_true", help="accept how the own pages are read today")
    options = parser.parse_args()
    try:
        evaluate(options)
    except (InputFaults, OSError, ValueError) as error:
        sys.exit(str(error))


def evaluate(options: argparse.Namespace) -> None:
    codebook = read_codebook(project_codebook())
    if options.renew:
        expected = read_expected()
        renew(codebook)
        print(
            *(f"Worse than before: {line}" for line in list_worse(read_expected(), expected)), sep="\n", file=sys.stderr
        )
    own = None if options.pages or options.coded else FOLDER
    parts = []
    if pages := options.pages or own:
        scores = score_pages(pages)
        parts += [tabulate_pages(scores), list_wrong_facts(scores) if options.wrong else ""]
    if coded := options.coded or own:
        sentences = score_coding(coded, codebook)
        parts += [tabulate_tags(sentences, codebook), list_wrong_tags(sentences) if options.wrong else ""]
    print("\n\n".join(filter(None, parts)))


if __name__ == "__main__":
    main()
