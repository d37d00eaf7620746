from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from analysis.measures.alignment import align_points, compare_points
from analysis.study import Study
from tests.builders.sentences import sentences_of

HAMBURG, SEOUL = "2017-07-07-hamburg", "2024-05-26-seoul"
TOPICS = ["hydrogen ammonia energy supply chain", "youth students exchange school programme", "missile nuclear sanctions pressure abductions",
          "history court ruling apology pending", "visit shuttle invitation leaders travel"]  # fmt: skip
words = st.lists(st.sampled_from(" ".join(TOPICS).split()), max_size=8).map(" ".join)


def test_points_of_the_same_words_are_found_in_any_order() -> None:
    table = align_points(sentences_of(a=TOPICS, b=TOPICS[::-1]), "a", "b")
    assert table["status"].tolist() == ["continued"] * 5
    assert table["to_point"].tolist() == [5, 4, 3, 2, 1]
    assert table["similarity"].tolist() == pytest.approx([1] * 5)


def test_what_has_no_counterpart_is_new_or_dropped() -> None:
    table = align_points(sentences_of(a=TOPICS[:4], b=TOPICS[1:]), "a", "b")
    assert table.loc[table["status"] == "dropped", "from_point"].tolist() == [1]
    assert table.loc[table["status"] == "new", "to_point"].tolist() == [4]
    assert (table["status"] == "continued").sum() == 3


@settings(max_examples=10)
@given(st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_every_point_stands_once_and_similarity_is_a_share(one: list[str], two: list[str]) -> None:
    sentences = sentences_of(a=one, b=two)
    table = align_points(sentences, "a", "b")
    some = bool(one and two)
    assert sorted(table["from_point"].dropna()) == list(range(1, some * len(one) + 1))
    assert sorted(table["to_point"].dropna()) == list(range(1, some * len(two) + 1))
    assert table["similarity"].between(0, 1 + 1e-9).all()
    assert len(compare_points(sentences, "a", "b")) == len(one) * len(two)
    continued = table[table["status"] == "continued"]
    assert ((continued["similarity"] > continued["chance"]) | (continued["similarity"] > 1 - 1e-6)).all()


def test_the_other_way_round_similarity_is_the_same() -> None:
    sentences = sentences_of(a=TOPICS[:3], b=TOPICS[1:])
    there = compare_points(sentences, "a", "b").set_index(["from_point", "to_point"])["similarity"]
    back = compare_points(sentences, "b", "a").set_index(["to_point", "from_point"])["similarity"]
    assert there.to_dict() == pytest.approx(back.to_dict())


def test_the_readouts_points_are_paired_as_a_reader_would(study: Study) -> None:
    """North Korea with North Korea, staying in touch with staying in touch."""
    table = align_points(study.sentences, HAMBURG, SEOUL)
    pairs = table[table["status"] == "continued"][["from_point", "to_point"]].values.tolist()
    assert {(3, 5), (5, 7)} <= {tuple(pair) for pair in pairs}
    assert 4 in table.loc[table["status"] == "dropped", "from_point"].tolist()  # history
    assert 4 in table.loc[table["status"] == "new", "to_point"].tolist()  # the economy
    lone = table[table["status"] != "continued"]
    assert (lone["similarity"] <= lone["chance"]).all()


@pytest.mark.slow
def test_identical_points_are_pairs_and_words_dealt_at_random_seldom_are() -> None:
    for texts in (TOPICS[:1], TOPICS[:1] * 2):
        assert (align_points(sentences_of(a=texts, b=texts), "a", "b")["status"] == "continued").all()
    generator = np.random.default_rng(1)
    vocabulary = [f"word{n}" for n in range(60)]
    found = []
    for _ in range(20):
        points = [" ".join(generator.choice(vocabulary, size=15)) for _ in range(10)]
        table = align_points(sentences_of(a=points[:5], b=points[5:]), "a", "b")
        found.append(int((table["status"] == "continued").sum()))
    assert np.mean(found) / 5 < 0.1


def test_chance_is_that_of_500_deals() -> None:
    one = [f"{a} {b}" for a, b in pairwise(TOPICS)]
    two = [f"{a} {b}" for a, b in zip(TOPICS[::-1], TOPICS[1:], strict=False)]
    chance = align_points(sentences_of(a=one, b=two), "a", "b")["chance"]
    assert chance.round(6).tolist() == [0.661933, 0.671745, 0.672037, 0.676914, 0.676914, 0.672037, 0.676914]


def test_the_columns_are_those_that_are_documented() -> None:
    sentences = sentences_of(a=["They welcomed the new ferry."], b=["We welcomed the new ferry."])
    assert list(align_points(sentences, "a", "b")) == [
        "from_id", "to_id", "from_point", "to_point", "similarity", "chance", "status",
    ]  # fmt: skip
    assert list(compare_points(sentences, "a", "b")) == ["from_id", "to_id", "from_point", "to_point", "similarity"]
