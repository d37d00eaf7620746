"""Sides: which countries may have met, and which of them has an office."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.sides import can_hold, free_side, free_sides


@pytest.mark.parametrize(
    ("title", "opening", "text", "taken", "sides"),
    [
        ("Japan-ROK", "", "", set(), ["Japan", "ROK"]), ("Japan–ROK–China", "", "", {"ROK"}, ["Japan", "China"]), ("Japan/the ROK", "", "", set(), ["Japan", "ROK"]),
        ("Japan — ROK", "", "", set(), ["Japan", "ROK"]), ("", "Japan-ROK talks", "", set(), ["Japan", "ROK"]), ("", "After Japan-ROK talks, they met", "", set(), ["Japan", "ROK"]),
        ("Talks in Peru", "", "", set(), []), ("Peru talks", "Japan-ROK", "", set(), ["Japan", "ROK", "Peru"]), ("", "Peru", "", set(), []),
        ("", "", "Japan-Peru. Japan-Kenya. Japan-Kenya.", {"Japan"}, ["Kenya", "Peru"]), ("", "", "Peru-Kenya", {"Japan"}, []), ("", "", "Peru-Kenya", set(), ["Kenya", "Peru"]),
        ("", "", "Japan-Peru-Kenya", {"Japan"}, []), ("", "", "Americans", set(), []), ("", "", "the American side", set(), []), ("", "", "the U.S.", set(), []),
        ("", "", "the United States", {"US"}, []),
    ],
)  # fmt: skip
def test_free_sides(title: str, opening: str, text: str, taken: set[str], sides: list[str]) -> None:
    assert free_sides(title, opening, text, taken) == sides


@pytest.mark.parametrize(
    ("office", "sides", "side"),
    [
        ("President", ["Japan", "France"], "France"), ("President", ["Japan", "Nepal"], ""), ("President", [], ""), ("Secretary of State", ["Japan"], "US"),
        ("Secretary of Defense", [], "US"), ("Taoiseach", ["UK"], "Ireland"), ("Prime Minister", ["US", "Japan"], "Japan"), ("Speaker", ["US", "Japan"], "US"),
        ("Secretary of State for Foreign, Commonwealth and Development Affairs", [], "UK"),
    ],
)  # fmt: skip
def test_free_side(office: str, sides: list[str], side: str) -> None:
    assert free_side(office, sides) == side


@pytest.mark.parametrize(
    "office", ["Prime Minister", "President", "Chancellor", "Premier", "Taoiseach", "Secretary of State"]
)
def test_an_office_with_rivals_is_held_where_it_leads(office: str) -> None:
    holders = {"Prime Minister": "Japan", "President": "ROK", "Chancellor": "Germany", "Premier": "China",
               "Taoiseach": "Ireland", "Secretary of State": "US"}  # fmt: skip
    assert can_hold(office, holders[office])
    assert not can_hold(office, "Japan" if office != "Prime Minister" else "US")


def test_the_text_pairs_a_known_side_with_the_free_one() -> None:
    """The pair that is named most often comes first; the DPRK is spoken of, and does not meet."""
    text = "Japan-DPRK relations. Japan-DPRK talks. Japan-Peru ties. Japan and Kenya agree. Kenya and Japan agree."
    assert free_sides("", "", text, {"Japan"}) == ["Kenya", "Peru"]
    assert free_sides("", "", text, set()) == ["Japan", "Kenya", "Peru"]
    assert free_sides("", "", text, {"Japan", "Kenya"}) == ["Peru"]
