from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.measures.periods import PERIOD_COLUMNS, are_tested, compare_periods, halve
from analysis.measures.permuting import LESS, MORE, NOT_TESTED
from analysis.study import Study
from tests.builders.many_meetings import write_many


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.open(write_many(tmp_path_factory.mktemp("twelve"), 12))


def halves_of(study: Study, order: list[str]) -> pd.DataFrame:
    """The halves of meetings in some order, all of one kind."""
    terms = halve(order, range(len(order))).assign(kind="Summit")
    return compare_periods(study.sentences, study.tags, terms, study.codebook)


def test_periods_share_out_all_words_and_count_meetings(twelve: Study) -> None:
    table = halves_of(twelve, twelve.timeline)
    assert list(table.columns) == PERIOD_COLUMNS
    assert table[["from_id", "to_id"]].drop_duplicates().values.tolist() == [["earlier half", "later half"]]
    assert table["n_before"].iloc[0] + table["n_after"].iloc[0] == len(twelve.timeline)
    own = twelve.sentences[twelve.sentences["readout_id"].isin(twelve.timeline[: len(twelve.timeline) // 2])]
    tags = own.merge(twelve.tags, on=["readout_id", "sentence"])
    words = (tags["n_words"] * tags["weight"]).groupby(tags["theme"]).sum() / own["n_words"].sum()
    shares = table.set_index("theme")["before"]
    pd.testing.assert_series_equal(shares[words.index], words, check_names=False)


def test_meetings_are_permuted_within_their_kind(twelve: Study) -> None:
    """With a kind of its own in each half, nothing can be permuted, so nothing is tested."""
    terms = halve(twelve.timeline, range(len(twelve.timeline)))
    apart = terms.assign(kind=terms["period"])
    table = compare_periods(twelve.sentences, twelve.tags, apart, twelve.codebook)
    assert set(table["verdict"]) == {NOT_TESTED}
    assert not are_tested(table)
    assert are_tested(halves_of(twelve, twelve.timeline))


def test_a_change_that_runs_through_all_meetings_is_claimed(tmp_path: Path) -> None:
    study = Study.open(write_many(tmp_path, 60))
    verdicts = study.half_shifts.set_index("theme")["verdict"]
    assert verdicts["north_korea"] == LESS
    assert verdicts["economy"] == MORE


def test_what_only_chance_sets_apart_is_seldom_claimed(tmp_path: Path) -> None:
    """The same meetings in another order: of 20 orders one is expected to claim a core theme."""
    study = Study.open(write_many(tmp_path, 30))
    generator, claimed = np.random.default_rng(3), 0
    for _ in range(20):
        table = halves_of(study, list(generator.permutation(study.timeline)))
        claimed += bool(table[table["family"] == "core"]["verdict"].isin([MORE, LESS]).any())
    assert claimed <= 4


@pytest.mark.parametrize(
    ("dates", "earlier"), [([1, 1, 1, 1], 0), ([1, 1, 1, 2], 3), ([1, 2, 3, 4], 2), ([1, 2, 2, 2, 2], 1)]
)
def test_no_day_is_cut_in_two(dates: list[int], earlier: int) -> None:
    table = halve([f"r{n}" for n in range(len(dates))], dates)
    assert (table["period"] == "earlier half").sum() == earlier


def test_governments_follow_each_other_on_each_side(twelve: Study) -> None:
    order = {side: list(dict.fromkeys(own["period"])) for side, own in twelve.terms.groupby("side")}
    table = twelve.government_shifts
    for side, own in table.groupby("side"):
        pairs = own[["from_id", "to_id"]].drop_duplicates().values.tolist()
        names = [name for name in order[str(side)] if name in set(own["from_id"]) | set(own["to_id"])]
        assert pairs == [list(pair) for pair in pairwise(names)]
