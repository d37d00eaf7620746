"""Documents with a date, in batches of any cut, and their emphasis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow as pa
from hypothesis import strategies as st

from analysis.bulk.batches import Batch
from analysis.bulk.emphasis import gather_groups, measure_documents, measure_groups
from analysis.codebook.matcher import Matcher
from tests.builders.studies import make_codebook

MATCHER = Matcher(make_codebook({"a": ["apple*"], "b": ["bread"], "c": ["cheese"]}))


Document = tuple[str, dt.date | None, str]


said = st.lists(st.sampled_from(["We ate apples.", "Bread and apples, said the baker, are food.", "It rained.", "Cheese!"]), max_size=6)  # fmt: skip


days = st.sampled_from([dt.date(2023, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 1, 30), dt.date(2024, 2, 1), dt.date(2025, 2, 1)])  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    texts = draw(st.lists(st.tuples(days, said), max_size=8))
    return [(f"d{n}", date, "\n\n".join(sentences)) for n, (date, sentences) in enumerate(texts)]


def batch_of(some: list[Document]) -> Batch:
    names, dates, texts = ([document[n] for document in some] for n in range(3))
    return Batch(["f.jsonl"] * len(some), names, [""] * len(some), dates, pa.array(texts, pa.string()), [None] * len(some))  # fmt: skip


def cut(some: list[Document], sizes: list[int]) -> Iterator[Batch]:
    """Batches of these sizes, again and again."""
    n, turn = 0, 0
    while n < len(some):
        size = sizes[turn % len(sizes)]
        yield batch_of(some[n : n + size])
        n, turn = n + size, turn + 1


def measure(batches: Iterable[Batch], by: str = "document") -> pd.DataFrame:
    if by == "document":
        return measure_documents(batches, MATCHER.codebook)
    return measure_groups(gather_groups(batches, MATCHER.codebook, by), MATCHER.codebook.keys)


def table_of(some: list[Document], by: str = "document") -> pd.DataFrame:
    return measure(cut(some, [3]), by)
