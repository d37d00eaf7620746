from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.measures.sampling import (
    BY_MEETING,
    BY_THEME,
    DRAWN_COLUMNS,
    Strata,
    allocate,
    draw_sample,
    size_for_width,
    stratify,
)


def frame(n_meetings: int = 6, n: int = 10) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Meetings of n sentences: the first of each on trade, the next four on history, one of them also on trade."""
    said = pd.DataFrame([(f"m{m}", s) for m in range(n_meetings) for s in range(1, n + 1)], columns=DRAWN_COLUMNS[:2])
    rows = [(f"m{m}", s, "history") for m in range(n_meetings) for s in (2, 3, 4, 5)]
    rows += [(f"m{m}", s, "trade") for m in range(n_meetings) for s in (1, 2)]
    return said, pd.DataFrame(rows, columns=["readout_id", "sentence", "theme"])


@pytest.mark.slow
def test_each_sentence_is_drawn_as_often_as_its_probability_says() -> None:
    said, tags = frame(2, 8)
    drawn = np.zeros(len(said))
    wanted = np.zeros(len(said))
    places = pd.MultiIndex.from_frame(said)
    for seed in range(600):
        sample = draw_sample(said, tags, 8, seed)
        at = places.get_indexer(pd.MultiIndex.from_frame(sample[["readout_id", "sentence"]]))
        drawn[at] += 1
        wanted[at] = sample["probability"]
    assert np.abs(drawn / 600 - wanted).max() < 0.09  # more than four standard errors


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    said, tags = frame()
    pd.testing.assert_frame_equal(draw_sample(said, tags, 20, 1), draw_sample(said, tags, 20, 1))
    assert not draw_sample(said, tags, 20, 1).equals(draw_sample(said, tags, 20, 2))


@pytest.mark.parametrize("by", [(BY_THEME,), (BY_MEETING,), (BY_THEME, BY_MEETING)])
def test_a_sample_has_the_size_asked_for_two_of_each_stratum_and_no_sentence_twice(by: tuple[str, ...]) -> None:
    sample = draw_sample(*frame(), 24, 1, by)
    assert len(sample.drop_duplicates(["readout_id", "sentence"])) == len(sample) == 24
    strata = sample.groupby("stratum").agg(
        n=("sentence", "size"), of=("stratum_size", "first"), p=("probability", "first")
    )
    assert (strata["n"] >= np.minimum(strata["of"], 2)).all()
    assert (strata["n"] / strata["of"]).tolist() == strata["p"].tolist()
    assert strata["of"].sum() == 60


def test_strata_are_the_rarest_theme_and_neighbouring_meetings_are_joined_until_two_are_drawn() -> None:
    said, tags = frame()
    by_theme, sizes, worths = stratify(said, tags, 24)
    assert (sizes.tolist(), worths.tolist()) == ([18, 30, 12], [1.0, 2.0, 1.0])
    assert by_theme[:10].tolist() == [2, 2, 0, 0, 0, 1, 1, 1, 1, 1]  # history, none, trade, in this order
    both = stratify(said, tags, 24, (BY_THEME, BY_MEETING)).of
    assert len(np.unique(both)) > 3
    for stratum in np.unique(both):
        meetings = said["readout_id"].str[1:].astype(int)[both == stratum].unique()
        assert len(set(by_theme[both == stratum])) == 1
        assert (np.diff(meetings) == 1).all()
    assert len(stratify(said, tags, 60, (BY_THEME, BY_MEETING)).sizes) == 18


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.data())
def test_an_allocation_adds_up_and_gives_rare_strata_more_than_their_part(
    sizes: list[int], data: st.DataObject
) -> None:
    least = sum(min(n, 2) for n in sizes)
    size = data.draw(st.integers(least, sum(sizes)))
    given_ = allocate(np.array(sizes), size)
    assert given_.sum() == size
    assert (given_ <= sizes).all()
    order = np.argsort(sizes, kind="stable")
    assert (np.diff((given_ / sizes)[order]) <= 1 / 2 + 1e-9).all()
    for wrong in (least - 1, sum(sizes) + 1):
        with pytest.raises(ValueError, match="strata give two or more"):
            allocate(np.array(sizes), wrong)


def test_a_narrower_interval_or_a_worse_codebook_needs_more_sentences() -> None:
    sizes = np.array([200, 800, 1000])
    words, strata = np.full(2000, 20.0), Strata(np.repeat([0, 1, 2], sizes), sizes, np.ones(3))
    wanted = [size_for_width(words, strata, width) for width in (0.2, 0.1, 0.05)]
    assert wanted == sorted(set(wanted))
    assert size_for_width(words, strata, 0.1, 0.3) > wanted[1]
    assert size_for_width(words, strata, 0.0001) > 1990
