"""Emphasis of any number of documents, by document, month or year."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings, strategies as st

from analysis.bulk.batches import Batch
from analysis.bulk.counting import check_batches, count_batch
from analysis.bulk.emphasis import DOCUMENT_COLUMNS, GROUP_COLUMNS, gather_groups, measure_documents, measure_groups
from analysis.bulk.shifts import GROUP_SHIFT_COLUMNS, compare_groups
from analysis.cli.main import cli
from analysis.codebook.matcher import Matcher
from analysis.codebook.model import NONE
from analysis.io.faults import Fault
from analysis.measures.counts import Measured
from analysis.measures.emphasis import EMPHASIS_COLUMNS, WHOLE_NUMBERS, emphasis_of_counts
from analysis.measures.periods import spread_within
from analysis.study import Study
from analysis.text.words import count_words
from tests.conftest import PROJECT, make_codebook, write_page

MATCHER = Matcher(make_codebook({"a": ["apple*"], "b": ["bread"], "c": ["cheese"]}))
READOUTS = PROJECT / "corpus" / "readouts"
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
        return measure_documents(batches, MATCHER)
    return measure_groups(gather_groups(batches, MATCHER, by), MATCHER.codebook.keys)


def table_of(some: list[Document], by: str = "document") -> pd.DataFrame:
    return measure(cut(some, [3]), by)


@settings(max_examples=40)
@given(documents(), st.lists(st.integers(1, 4), min_size=1, max_size=3), st.randoms(), st.sampled_from(["document", "month", "year"]))  # fmt: skip
def test_neither_the_order_of_documents_nor_the_cut_of_batches_changes_a_bit(
    some: list[Document], sizes: list[int], chance: object, by: str
) -> None:
    shuffled = some.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    table = measure(cut(some, [100]), by)
    pd.testing.assert_frame_equal(measure(cut(shuffled, sizes), by), table, check_exact=True)


@settings(max_examples=40)
@given(documents(), st.sampled_from(["document", "month", "year"]))
def test_shares_of_a_group_add_up_to_one_and_lie_in_their_intervals(some: list[Document], by: str) -> None:
    table = table_of(some, by)
    letters = {"document": 99, "month": 7, "year": 4}[by]
    groups = [str(date)[:letters] if by != "document" else name for name, date, _ in some]
    assert sorted(table["group"]) == sorted(list(set(groups)) * 4)
    assert table.groupby("group")["n_documents"].first().to_dict() == {group: groups.count(group) for group in groups}
    for group, own in table.groupby("group"):
        filled = sum(bool(text) for (_, _, text), of in zip(some, groups, strict=True) if of == group)
        shares = own[["share_words", "share_sentences", "share_points"]]
        rests_on = "documents" if filled > 1 else "sentences"
        assert own["rests_on"].dropna().tolist() == [rests_on] * 4 * bool(filled)
        assert own["theme"].tolist() == ["a", "b", "c", NONE]
        if filled:
            assert own["share_words"].sum() == pytest.approx(1)
            assert ((shares >= 0) & (shares <= 1 + 1e-9)).all(axis=None)
            assert (own["low"] <= own["share_words"] + 1e-9).all()
            assert (own["share_words"] <= own["high"] + 1e-9).all()
            assert (own["high"] - own["low"] > 0).all()
        else:
            assert shares.isna().all(axis=None)
            assert own[["low", "high"]].isna().all(axis=None)


@settings(max_examples=40)
@given(documents(), st.sampled_from(["month", "year"]))
def test_a_months_numbers_are_those_of_its_documents_put_together(some: list[Document], by: str) -> None:
    """The slow way: all their sentences as one document."""
    table = table_of(some, by)
    letters = {"month": 7, "year": 4}[by]
    for group, own in table.groupby("group"):
        together = "\n\n".join(text for _, date, text in some if text and str(date)[:letters] == group)
        whole = table_of([("all", None, together)])
        columns = ["n_words", "n_sentences", "n_matches", "share_words", "share_sentences", "share_points", "per_1000_words"]  # fmt: skip
        pd.testing.assert_frame_equal(own[columns].reset_index(drop=True), whole[columns])


def test_a_month_of_one_document_has_that_documents_interval() -> None:
    some: list[Document] = [
        ("d", dt.date(2024, 5, 26), "We ate apples.\n\nIt rained all day long."),
        ("e", dt.date(2024, 5, 1), ""),
    ]
    by_document, by_month = table_of(some), table_of(some, "month")
    own = by_document[by_document["group"] == "d"].reset_index(drop=True)
    columns = ["share_words", "low", "high", "rests_on"]
    pd.testing.assert_frame_equal(by_month[columns], own[columns])
    assert by_month["n_documents"].tolist() == [2] * 4


def test_counts_done_by_hand() -> None:
    some: list[Document] = [
        ("x", dt.date(2024, 5, 1), "We ate apples. It rained.\n\nBread and apples."),
        ("y", dt.date(2024, 5, 9), "It rained. It rained again."),
    ]
    table = table_of(some, "year").set_index("theme")
    assert table["n_words"].to_dict() == {"a": 4.5, "b": 1.5, "c": 0, NONE: 7}
    assert table["share_words"].to_dict() == {"a": 4.5 / 13, "b": 1.5 / 13, "c": 0, NONE: 7 / 13}
    assert table["n_sentences"].to_dict() == {"a": 2, "b": 1, "c": 0, NONE: 3}
    assert table["share_sentences"].to_dict() == {"a": 0.4, "b": 0.2, "c": 0, NONE: 0.6}
    assert table["share_points"].to_dict() == {"a": 2 / 3, "b": 1 / 3, "c": 0, NONE: 2 / 3}
    assert table["per_1000_words"].drop(NONE).to_dict() == {"a": 2000 / 13, "b": 1000 / 13, "c": 0}
    assert list(table.reset_index()[GROUP_COLUMNS].columns) == GROUP_COLUMNS


def test_by_document_is_the_emphasis_of_the_study(study: Study) -> None:
    result = run("emphasis", READOUTS)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout), na_values=[""], keep_default_na=False)
    assert list(table.columns) == DOCUMENT_COLUMNS
    own = table.rename(columns={"group": "readout_id"})[EMPHASIS_COLUMNS]
    own = own.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))
    pd.testing.assert_frame_equal(own, study.emphasis, check_dtype=False, rtol=0, atol=1e-9)
    assert table["date"].unique().tolist() == [str(date.date()) for date in study.readouts["date"]]


def test_an_interval_is_the_same_alone_and_among_many() -> None:
    some: list[Document] = [
        (f"d{n}", None, "We ate apples. It rained.\n\nBread and apples. " * (n % 7 + 1)) for n in range(200)
    ]
    many = measure(cut(some, [37]))
    for n in (0, 113, 199):
        alone = measure([batch_of(some[n : n + 1])])
        pd.testing.assert_frame_equal(many[many["group"] == f"d{n}"].reset_index(drop=True), alone, check_exact=True)


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


def test_intervals_by_the_spread_of_documents_cover_the_truth() -> None:
    """Documents have shares of their own around common ones, and sentences in runs of one theme."""
    generator, shares = np.random.default_rng(5), np.array([0.35, 0.25, 0.2, 0.1, 0.07, 0.03])

    def month(n: int) -> tuple[Measured, int]:
        parts, sentences = [], generator.integers(12, 60, n)
        for size in sentences:
            own = generator.choice(6, size=size // 3 + 1, p=generator.dirichlet(shares * 12))
            words = np.maximum(3, np.round(generator.lognormal(3.2, 0.5, size)))
            parts.append(np.bincount(np.repeat(own, 3)[:size], words, 6))
        return Measured(np.array(parts), np.sum(parts, axis=1), ""), int(sentences.sum())

    for n in (2, 4, 12, 40):
        bounds = [spread_within(*month(n)) for _ in range(200)]
        covered = np.mean([(bound.low <= shares) & (shares <= bound.high) for bound in bounds], axis=0)
        assert (covered >= 0.91).all(), (n, covered)
        if n == 40:
            assert (covered <= 0.99).all()
            assert np.mean([bound.high - bound.low for bound in bounds]) < 0.15


def test_a_theme_in_no_document_is_not_certain_to_be_in_none() -> None:
    nothing = np.zeros(5)
    side = Measured(np.column_stack([nothing, np.arange(5.0) * 10, 100 - np.arange(5.0) * 10]), nothing + 100, "")
    bounds = spread_within(side, 50)
    assert bounds.low[0] == 0
    assert 0.02 < bounds.high[0] < 0.5
    same = spread_within(Measured(np.full((5, 1), 100.0), nothing + 100, ""), 50)
    assert (same.high[0], round(same.low[0], 5)) == (1, 0.56552)  # Wilson's for 5 of 5


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def rows() -> list[dict[str, str]]:
    return [
        {"id": "a", "day": "2024-05-26", "body": "They spoke of trade. They met in Busan."},
        {"id": "b", "day": "2024-05", "body": "They spoke of North Korea."},
        {"id": "c", "day": "2023-01-01", "body": "They spoke of shuttle diplomacy and of trade at length."},
    ]


def write_as(kind: str, rows: list[dict[str, str]], folder: Path) -> Path:
    path = folder / f"speeches.{kind}"
    if kind == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif kind == "csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    else:
        text = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if kind.endswith(".gz") else text)
    return path


COLUMNS = ("--text-column", "body", "--id-column", "id", "--date-column", "day")


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "csv", "parquet"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_of_every_kind_give_the_same_months(
    kind: str, ending: str, rows: list[dict[str, str]], tmp_path: Path
) -> None:
    output = tmp_path / f"out.{ending}"
    result = run("emphasis", write_as(kind, rows, tmp_path), *COLUMNS, "--by", "month", "--output", output)
    assert (result.exit_code, result.output) == (0, "")
    table = pd.read_csv(output) if ending == "csv" else pd.read_parquet(output)
    assert list(table.columns) == GROUP_COLUMNS
    assert table.drop_duplicates("group")[["group", "n_documents", "rests_on"]].values.tolist() == [
        ["2023-01", 1, "sentences"],
        ["2024-05", 2, "documents"],
    ]
    assert table.groupby("group")["share_words"].sum().tolist() == pytest.approx([1, 1])
    first = output.read_bytes()
    run("emphasis", write_as(kind, rows[::-1], tmp_path), *COLUMNS, "--by", "month", "--output", output)
    assert output.read_bytes() == first


def test_a_document_without_a_date_is_told_with_its_place_and_skipped_only_when_asked(
    rows: list[dict[str, str]], tmp_path: Path
) -> None:
    rows[1]["day"] = ""
    path, output = write_as("jsonl", rows, tmp_path), tmp_path / "out.csv"
    result = run("emphasis", path, *COLUMNS, "--by", "year", "--output", output)
    assert result.exit_code == 1
    assert "speeches.jsonl: The document 'b' has no date" in result.stderr
    assert "Write one in its 'day'." in result.stderr
    assert "--date-column" not in result.stderr
    assert "Give --date-column" in run("emphasis", path, *COLUMNS[:4], "--by", "year").stderr
    assert not output.exists()
    result = run("emphasis", path, *COLUMNS, "--by", "year", "--output", output, "--skip-bad")
    assert result.exit_code == 3
    assert "The document 'b' has no date" in result.stderr
    assert pd.read_csv(output)["n_documents"].unique().tolist() == [1]
    assert run("emphasis", path, *COLUMNS, "--output", output).exit_code == 0
    assert pd.read_csv(output)["date"].isna().sum() == len(pd.read_csv(output)) / 3


def test_every_fault_of_the_input_is_told_at_once(rows: list[dict[str, str]], tmp_path: Path) -> None:
    rows += [{"id": "d", "day": "soon", "body": "They met."}, {"id": "a", "day": "2024-01-01", "body": "They met."}]
    rows[1]["day"] = ""
    result = run("emphasis", write_as("csv", rows, tmp_path), *COLUMNS, "--by", "month")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "speeches.csv:5: 'soon' is no date" in result.stderr
    assert "speeches.csv: The document 'b' has no date" in result.stderr
    assert "speeches.csv: The document 'a' is there twice" in result.stderr


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


def test_files_of_one_name_are_documents_of_their_own(rows: list[dict[str, str]], tmp_path: Path) -> None:
    places = [tmp_path / "2023" / "a.csv", tmp_path / "2024" / "a.csv", tmp_path / "2024" / "a.jsonl"]
    for n, place in enumerate(places):
        place.parent.mkdir(exist_ok=True)
        written = write_as(place.suffix[1:], [row | {"body": row["body"] * (n + 1)} for row in rows], place.parent)
        written.rename(place)
    result = run("emphasis", tmp_path, *COLUMNS)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout))
    assert table["file"].drop_duplicates().map(Path).tolist() == places
    for place in places:
        alone = pd.read_csv(StringIO(run("emphasis", place, *COLUMNS).stdout))
        pd.testing.assert_frame_equal(table[table["file"] == str(place)].reset_index(drop=True), alone)
    months = pd.read_csv(StringIO(run("emphasis", tmp_path, *COLUMNS, "--by", "month").stdout))
    assert months.groupby("group")["n_documents"].first().to_dict() == {"2023-01": 3, "2024-05": 6}
    assert months["n_words"].sum() == pytest.approx(table["n_words"].sum())


def test_documents_of_one_name_in_one_batch_keep_their_own_numbers() -> None:
    one, other = "We ate apples. It rained.", "Bread and apples."
    batch = batch_of([("d", None, one), ("d", None, other)])._replace(file=["f.jsonl", "g.jsonl"])
    both = measure([batch])
    for file, text in (("f.jsonl", one), ("g.jsonl", other)):
        alone = measure([batch_of([("d", None, text)])._replace(file=[file])])
        pd.testing.assert_frame_equal(both[both["file"] == file].reset_index(drop=True), alone)


def test_readouts_are_grouped_by_their_own_dates(make_corpus: Callable[..., Path], tmp_path: Path) -> None:
    corpus = make_corpus(
        a=["They spoke of trade."],
        b=write_page(["They met."], "May 2, 2024"),
        c=write_page(["They met."], "June 1, 2024"),
    )
    result = run("emphasis", corpus / "readouts", "--by", "month", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0, result.output
    table = pd.read_csv(StringIO(result.stdout))
    assert table.groupby("group")["n_documents"].first().to_dict() == {"2024-05": 2, "2024-06": 1}


@pytest.mark.parametrize(
    "arguments",
    [["emphasis"], ["emphasis", READOUTS, "--by", "week"], ["emphasis", READOUTS, "--output", "a.txt"], ["emphasis", READOUTS, "--output", "."], ["emphasis", READOUTS, "--shifts", "a.csv"]],
)  # fmt: skip
def test_wrong_usage_gives_status_2(arguments: list[object]) -> None:
    assert run(*arguments).exit_code == 2


def test_no_documents_are_a_table_without_rows() -> None:
    assert list(measure([]).columns) == DOCUMENT_COLUMNS
    assert list(measure([], "year").columns) == GROUP_COLUMNS
    assert list(compare_groups([], ["a"]).columns) == GROUP_SHIFT_COLUMNS
    with pytest.raises(ValueError, match="must be one of"):
        gather_groups([], MATCHER, "week")


@settings(max_examples=40)
@given(documents(), st.sampled_from(["month", "year"]))
def test_shifts_are_the_differences_of_neighbours(some: list[Document], by: str) -> None:
    groups, themes = gather_groups(cut(some, [3]), MATCHER, by), MATCHER.codebook.keys
    table, shifts = measure_groups(groups, themes), compare_groups(groups, themes)
    names = [group.name for group in groups]
    assert names == sorted(set(names))
    assert shifts[["from_id", "to_id", "theme"]].values.tolist() == [
        [a, b, theme] for a, b in pairwise(names) for theme in themes
    ]
    shares = table.set_index(["group", "theme"])["share_words"]
    for row in shifts.itertuples():
        assert row.change == pytest.approx(shares[row.to_id, row.theme] - shares[row.from_id, row.theme], nan_ok=True)
        if pd.isna(row.low):
            assert pd.isna(row.rests_on) or pd.isna(row.change)
            assert pd.isna(row.verdict) or row.verdict == "not shown"
        else:
            assert row.low - 1e-9 <= row.change <= row.high + 1e-9
            assert row.low < row.high
            shown = "more" if row.low > 0 else "less" if row.high < 0 else "not shown"
            shown = "not shown" if row.rests_on == "documents" and row.q >= 0.05 else shown
            assert row.verdict == shown or (row.rests_on == "sentences" and row.verdict == "not shown")
            assert (row.rests_on == "documents") == pd.notna(row.q)


def test_months_whose_documents_are_all_alike_show_nothing() -> None:
    some: list[Document] = [
        (f"d{month}{n}", dt.date(2024, month, n + 1), text)
        for month, text in ((1, "We ate apples. It rained."), (2, "It rained."))
        for n in range(2)
    ]
    shifts = compare_groups(gather_groups(cut(some, [3]), MATCHER, "month"), MATCHER.codebook.keys)
    assert (shifts["high"] - shifts["low"] > 0.1).all()
    assert set(shifts["verdict"]) == {"not shown"}
    assert set(shifts["q"]) == {1}


def test_a_change_that_runs_through_all_documents_is_shown(tmp_path: Path) -> None:
    trade, rain = "They spoke of trade and investment. ", "They met at noon. "
    rows = [
        {"id": f"{year}-{n}", "day": str(year), "body": trade * n + rain * (30 if year == 2023 else 2)}
        for year in (2023, 2024)
        for n in (2, 3, 4, 5)
    ]
    shifts = tmp_path / "shifts.csv"
    result = run("emphasis", write_as("csv", rows, tmp_path), *COLUMNS, "--by", "year", "--shifts", shifts)
    assert result.exit_code == 0, result.output
    table = pd.read_csv(shifts)
    assert list(table.columns) == GROUP_SHIFT_COLUMNS
    assert table.set_index("theme").loc["economy", ["n_before", "n_after", "verdict", "rests_on"]].tolist() == [
        4,
        4,
        "more",
        "documents",
    ]
