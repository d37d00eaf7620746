"""Files of samples: what a spreadsheet makes of them is read, what would lose or change something is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.coded_samples import read_coded_samples
from analysis.corpus.hand_coding import HAND_COLUMNS
from analysis.corpus.samples import read_samples, write_sample
from analysis.io.faults import InputFaults
from analysis.measures.sampling import draw_sample

THEMES = ["trade", "history"]
SENTENCES = pd.DataFrame({
    "readout_id": ["2024-05-26-a"] * 6 + ["b"] * 6, "sentence": [1, 2, 3, 4, 5, 6] * 2,
    "text": [f"=Sentence {n}, \"they\" said;\n on trade." for n in range(12)],
})  # fmt: skip
COUNTS = {"2024-05-26-a": 6, "b": 6}
TAGS = pd.DataFrame({"readout_id": ["b"] * 3, "sentence": [1, 2, 3], "theme": "trade"})
NONE = pd.DataFrame(columns=HAND_COLUMNS)
HEAD = "readout,sentence,themes,unsure,note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sample of 8 sentences."""
    write_sample(tmp_path, 1, draw_sample(SENTENCES, TAGS, 8, 1), SENTENCES)
    return tmp_path


def read(folder: Path, coding: pd.DataFrame = NONE) -> pd.DataFrame:
    return read_coded_samples(folder, read_samples(folder, SENTENCES), COUNTS, THEMES, coding)


def rows_of(folder: Path) -> list[list[str]]:
    """Readout and sentence of each row of sample 1."""
    samples = read_samples(folder, SENTENCES)
    return samples[["readout_id", "sentence"]].astype(str).values.tolist()


def test_a_sample_is_read_as_it_was_drawn(folder: Path) -> None:
    drawn = draw_sample(SENTENCES, TAGS, 8, 1)
    samples = read_samples(folder, SENTENCES)
    pd.testing.assert_frame_equal(samples[list(drawn)], drawn, check_dtype=False)
    assert samples["current"].all()
    more = pd.concat([SENTENCES, SENTENCES.tail(1).assign(sentence=7)])
    assert not read_samples(folder, more)["current"].any()
    assert read_samples(folder / "no such folder", SENTENCES).empty


def test_a_sample_has_the_neighbours_of_a_sentence_and_nothing_of_the_codebook(folder: Path) -> None:
    table = pd.read_csv(folder / "sample-1.csv", keep_default_na=False)
    row = table[(table["readout"] == "b") & (table["sentence"] < 6)].iloc[0]
    assert row["after"].startswith(f"'=Sentence {6 + row['sentence']},")
    assert set(table["themes"]) == {""}


SPOILED: dict[str, tuple[Callable[[str], str], str]] = {
    "a row missing": (lambda text: "".join(text.splitlines(True)[:-1]), "a row is missing or changed"),
    "a row doubled": (lambda text: text + text.splitlines(True)[-1], "The sentence is also in line 9"),
    "other words": (lambda text: text.replace("on trade", "on TRADE"), "other words than in the corpus"),
    "a probability of a spreadsheet": (lambda text: text.replace("0.", "0,"), "More cells than columns"),
    "another size": (lambda text: text.replace(",9,", ",99,"), "a row is missing or changed"),
    "a date": (lambda text: text.replace("2024-05-26-a", "26.05.2024"), "The corpus has no sentence"),
    "themes": (lambda text: text.replace(",,,,", ",trade,,,", 1), "name this file sample-1-YOURNAME.csv. The sample: restore it as it was"),
    "every theme": (lambda text: text.replace(",,,,", ",trade,,,"), "And . more such lines"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), SPOILED.values(), ids=list(SPOILED))
def test_a_sample_that_was_edited_is_told_with_its_line(
    folder: Path, spoil: Callable[[str], str], message: str
) -> None:
    path = folder / "sample-1.csv"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputFaults, match=message) as faults:
        read_samples(folder, SENTENCES)
    assert all(fault.line for fault in faults.value.faults)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_what_a_spreadsheet_writes_is_read(folder: Path, sign: str, mark: str, end: str) -> None:
    (one, other, third), cells = rows_of(folder)[:3], [HEAD.replace(",", sign)]
    cells += [sign.join([*one, '"trade;history"', "", '"said ""so"", twice"']), sign.join([*other, "none", "x", ""])]
    cells += [sign.join([*third, "", "", ""]), sign * 4]
    (folder / "sample-1-Ann Lee.csv").write_bytes((mark + end.join(cells) + end).encode())
    coded = read(folder)
    assert coded["coder"].tolist() == ["Ann Lee"] * 2
    assert coded["themes"].tolist() == [frozenset(THEMES), frozenset()]
    assert coded["note"].tolist() == ['said "so", twice', "unsure"]


def test_a_coder_may_save_the_whole_sample_under_their_name(folder: Path) -> None:
    table = pd.read_csv(folder / "sample-1.csv", keep_default_na=False, dtype=str).assign(themes="history")
    table.head(5).to_csv(folder / "sample-1-me.csv", index=False)
    assert len(read(folder)) == 5


WRONG = {
    "an unknown theme": ("{0},{1},trade;peace,,", 2, "Unknown theme: peace"),
    "dates turned": ("26/05/2024,{1},trade,,", 1, "No row names a sentence: the first has '26/05/2024' and"),
    "numbers turned": ("{0},{1}.0,trade,,", 1, "A spreadsheet may have changed the columns readout and sentence"),
    "one date turned": ("{0},{1},trade,,\n26/05/2024,1,trade,,", 3, "Unknown readout '26/05/2024'. Use one of"),
    "themes with commas": ('{0},{1},"trade, history",,', 2, "Unknown theme: trade, history. Use trade, history, joined by ;"),
    "a sentence of no sample": ("{0},{1},trade,,\nb,{left},trade,,", 3, "is not in sample 1. Remove the row"),
    "a row doubled": ("{0},{1},trade,,\n{0},{1},history,,", 3, "coded this sentence at .*csv:2 already. Keep one row"),
    "the codebook's name": ("{0},{1},trade,,,codebook", 2, "a name other than 'codebook'"),
    "an open quote": ('{0},{1},"trade,,', 2, "A double quote must be closed"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_row_is_told_with_its_line(folder: Path, text: str, line: int, message: str) -> None:
    drawn = rows_of(folder)
    left = next(n for n in range(1, 7) if ["b", str(n)] not in drawn)
    rows = text.format(*drawn[0], left=left)
    head = HEAD + ",coder" if rows.count(",") == 5 else HEAD
    (folder / "sample-1-me.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    with pytest.raises(InputFaults, match=message) as faults:
        read(folder)
    assert [fault.line for fault in faults.value.faults] == [line]


def test_a_file_of_another_sample_or_of_none_and_two_files_of_one_coder_are_told(folder: Path) -> None:
    keys = read_samples(folder, SENTENCES).set_index(["readout_id", "sentence"]).index
    left = SENTENCES[~SENTENCES.set_index(["readout_id", "sentence"]).index.isin(keys)]
    write_sample(folder, 2, draw_sample(left, TAGS, len(left), 1), SENTENCES)
    coded = f"{HEAD}\n{','.join(rows_of(folder)[0])},trade,,\n"
    (folder / "sample-2-me.csv").write_text(coded, encoding="utf-8")
    (folder / "sample-3-me.csv").write_text(coded, encoding="utf-8")
    with pytest.raises(InputFaults) as faults:
        read(folder)
    told = [fault.message for fault in faults.value.faults]
    assert told[0].startswith("None of its sentences is in sample 2")
    assert told[1].startswith("There is no sample-3.csv")
    for name in ("2-me", "3-me"):
        (folder / f"sample-{name}.csv").unlink()
    for name in ("me", "me (1)"):
        text = coded.replace("note", "note,coder").replace("trade,,", "trade,,,me")
        (folder / f"sample-1-{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults, match=r"coded this sentence at .*sample-1-me \(1\).csv:2 already"):
        read(folder)
    for name in ("me", "me (1)"):  # saved twice by a browser, without a column that names the coder
        (folder / f"sample-1-{name}.csv").write_text(coded, encoding="utf-8")
    with pytest.raises(InputFaults, match=r"Coder 'me' coded this sentence at .*sample-1-me \(1\).csv:2 already"):
        read(folder)


@pytest.mark.parametrize("name", ["me.csv", "sample-1-me.xlsx", "sample-01-me.csv", "Sample-1-me.CSV", "sample-1.ods"])
def test_a_table_that_would_not_be_read_is_told(folder: Path, name: str) -> None:
    (folder / name).write_text(f"{HEAD}\n", encoding="utf-8")
    (folder / ".~lock.sample-1-me.csv").write_text("", encoding="utf-8")  # of a spreadsheet that has it open
    with pytest.raises(InputFaults, match=f"{name}: The file is not read. Save it as sample-N-YOURNAME.csv") as faults:
        read(folder)
    assert len(faults.value.faults) == 1


def test_what_a_coder_wrote_in_coding_csv_too_counts_once(folder: Path) -> None:
    place = rows_of(folder)[0]
    (folder / "sample-1-me.csv").write_text(f"{HEAD}\n{','.join(place)},trade,,\n", encoding="utf-8")
    rows = [("me", place[0], int(place[1]), frozenset({"trade"}), "")]
    assert read(folder, pd.DataFrame(rows, columns=HAND_COLUMNS)).empty
    assert len(read(folder, pd.DataFrame(rows, columns=HAND_COLUMNS).assign(coder="other"))) == 1
    with pytest.raises(InputFaults, match=r"csv:2: Coder 'me' coded this sentence otherwise in coding.csv"):
        read(folder, pd.DataFrame(rows, columns=HAND_COLUMNS).assign(themes=[frozenset()]))
