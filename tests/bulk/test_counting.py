"""Counts of a batch, and documents that cannot be counted."""

from __future__ import annotations

import datetime as dt

from analysis.bulk.counting import check_batches, count_batch
from analysis.io.faults import Fault
from analysis.measures.emphasis import emphasis_of_counts
from analysis.text.words import count_words
from tests.builders.dated_documents import MATCHER, Document, batch_of


def test_the_numbers_of_a_batch_are_those_of_the_simple_way() -> None:
    some: list[Document] = [
        ("d", None, "Bread and apples. Bread.\n\nCheese, cheese."),
        ("e", None, ""),
        ("f", None, "It rained."),
    ]
    counted = count_batch(batch_of(some), MATCHER)
    assert counted.first.tolist() == [0, 3, 3, 4]
    assert counted.words.tolist() == [
        count_words(text) for text in ("Bread and apples.", "Bread.", "Cheese, cheese.", "It rained.")
    ]
    assert counted.weights.tolist() == [[0.5, 0.5, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    assert counted.matches[:, :-1].tolist() == [[1, 1, 0], [0, 1, 0], [0, 0, 2], [0, 0, 0]]
    assert counted.points.tolist() == [1, 1, 2, 1]
    readout = counted.readout(1)
    assert emphasis_of_counts({"e": readout}, ["a", "b", "c"])["low"].isna().all()


def test_documents_that_cannot_be_placed_are_left_out_of_their_batch() -> None:
    faults: list[Fault] = []
    some: list[Document] = [
        ("d", dt.date(2024, 1, 1), "One."),
        ("e", None, "Two."),
        ("d", dt.date(2024, 1, 1), "Three."),
    ]
    (batch,) = check_batches([batch_of(some[:2]), batch_of(some[2:])], True, faults.append)
    assert (batch.readout_id, batch.text.to_pylist()) == (["d"], ["One."])
    assert len(faults) == 2
