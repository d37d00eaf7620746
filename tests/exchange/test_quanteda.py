"""quanteda's published behaviour on small texts, with a dictionary read from its YAML.

The expected counts follow from its own tests and manual, whose addresses stand beside them; the texts are ours.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook.matcher import NestedScope
from analysis.codebook.tagging import find_matches
from analysis.exchange.formats import import_codebook

LOOKUP = "https://github.com/quanteda/quanteda/blob/00c7de223b3e6e69ddfbd810ed2f9e38f4f8a141/tests/testthat/test-tokens_lookup.R"
MANUAL = "https://search.r-project.org/CRAN/refmans/quanteda/html/tokens_lookup.html"
ANY_CASE = "clubs: [Seoul United, Ulsan]\nworld: [United Nations]"
WILD = "coasts: ['* coast']\nports: [busan *, 'inch?on']"
NESTED = "states: [north sea, north sea protection fleet]\nseas: [sea]"
SAME_WORD = "ships: ['fleet*']\nplurals: ['*s']"
ACROSS = "council: [security council]\nsecurity: [security]"
LEVELS = "geo:\n  countries: [japan]\n  seas: [pacific, atlantic]\nother:\n  games: [chess]"


def read(folder: Path, dictionary: str):
    path = folder / "dictionary.yml"
    path.write_text(dictionary, encoding="utf-8")
    return import_codebook(path)


def count(folder: Path, dictionary: str, text: str, scope: NestedScope = "key") -> Counter[str]:
    """Matches of each theme in one sentence; quanteda's default scope is the key."""
    sentences = pd.DataFrame({"readout_id": "a", "sentence": [1], "text": [text], "start": [0]})
    book, _ = read(folder, dictionary)
    return Counter(find_matches(sentences, book, nested_scope=scope)["theme"])


@pytest.mark.parametrize(
    ("dictionary", "text", "expected", "source"),
    [
        (ANY_CASE, "Ulsan met Seoul united nations staff.", {"clubs": 2, "world": 1}, f"{LOOKUP} case_ignore, d3"),
        (WILD, "The east coast, the west coast and Busan Bay.", {"coasts": 2, "ports": 1}, f"{LOOKUP} glob"),
        (WILD, "Incheon and Inchon are spelt in two ways.", {"ports": 1}, f"{LOOKUP} #388: ?box"),
        (NESTED, "The North Sea protection fleet left.", {"states": 1, "seas": 1}, f"{LOOKUP} #502"),
        (SAME_WORD, "Fleets of ships returned.", {"ships": 1, "plurals": 2}, f"{LOOKUP} #388: glob"),
        (ACROSS, "The Security Council met.", {"council": 1, "security": 1}, f"{MANUAL} nested_scope = key"),
        (LEVELS, "Japan has the Pacific.", {"geo_countries": 1, "geo_seas": 1}, f"{LOOKUP} #459: levels = 1:2"),
    ],
)  # fmt: skip
def test_matches_are_counted_as_quanteda_does(
    dictionary: str, text: str, expected: dict[str, int], source: str, tmp_path: Path
) -> None:
    assert count(tmp_path, dictionary, text) == expected, source


def test_in_the_scope_of_the_dictionary_the_longer_match_wins(tmp_path: Path) -> None:
    assert count(tmp_path, ACROSS, "The Security Council met.", "dictionary") == {"council": 1}, MANUAL


def test_a_word_of_two_keys_counts_in_both_there_and_in_the_first_here_and_that_is_listed(tmp_path: Path) -> None:
    book, lost = read(tmp_path, "countries: [states]\nswords: [States, sabre]")  # LOOKUP, #388: fixed
    assert [theme.patterns for theme in book.themes] == [("states",), ("sabre",)]
    assert lost == ["swords: Pattern 'States' is in countries already."]


def test_own_patterns_of_a_category_with_others_within_it_stand_under_two_underlines(tmp_path: Path) -> None:
    book, lost = read(tmp_path, "geo:\n  __: [map]\n  seas: [ocean]\n")
    assert {theme.key: theme.patterns for theme in book.themes} == {"geo": ("map",), "geo_seas": ("ocean",)}
    assert lost == ["geo > seas is the theme geo_seas: a codebook has one level."]


def test_texts_are_read_as_written(tmp_path: Path) -> None:
    book, _ = read(tmp_path, "a: [no, 2371, '* sea', NULL]\nb: yes\n")
    assert [theme.patterns for theme in book.themes] == [("no", "2371", "* sea", "NULL"), ("yes",)]
