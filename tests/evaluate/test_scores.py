"""What the scores of an evaluation count, on small folders of their own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import make_dataclass
from pathlib import Path

import pytest

from analysis.codebook import Codebook
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.studies import PROJECT
from tests.evaluate.coding import Coded, score_coding
from tests.evaluate.pages import READ_MARK, TEXT, Score, describe_facts, is_right, page_text, score_pages
from tests.evaluate.tables import list_wrong_tags, tabulate_pages, tabulate_tags

PAGE = """Summit Meeting

May 26, 2024

On May 26, Mr. Taro Aoki, Prime Minister of Japan, held a summit meeting with Mr. Baek Min, President of the Republic of Korea, in Busan.

1. They spoke of exports of tea.

2. They spoke at some length of the weather that both countries had
in spring. They spoke of tin.
"""
HEAD = (
    "file,date,kind,level,place,leaders,start_time,duration_minutes,n_points,first_text,last_text,furniture_lines,notes"
)


def score(folder: Path, page: str, facts: str) -> dict[str, Score]:
    (folder / "office-1.txt").write_text(page, encoding="utf-8")
    (folder / "facts.csv").write_text(f"{HEAD}\noffice-1.txt,{facts}\n", encoding="utf-8")
    return {one.measure: one for one in score_pages(folder)}


def test_what_is_right_of_a_page(tmp_path: Path) -> None:
    facts = (
        "2024-05-26,meeting,leaders,Busan,Taro Aoki (Japan); Baek Min (ROK),,,3,They spoke of exports,of tin.,0,none"
    )
    scores = score(tmp_path, PAGE, facts)
    assert {measure for measure, one in scores.items() if one.right < one.of} - {"level"} == {"n_points"}
    assert scores["n_points"].wrong == "3 → 2"
    assert scores["sentences kept"][3:5] == (3, 3)
    assert scores["date"].publisher == "office"


def test_text_that_is_not_coded_is_lost_and_furniture_that_is_coded_is_counted(tmp_path: Path) -> None:
    facts = ',,,,,,,2,"On May 26, Mr. Taro",of tin.,1,"[furniture: 1,7]"'
    scores = score(tmp_path, PAGE, facts)
    lost, counted = scores["sentences kept"], scores["furniture left out"]
    assert (lost.right, lost.of) == (2, 3)  # the lead is not coded, line 7 is not asked for
    assert lost.wrong.startswith("On May 26")
    assert (counted.right, counted.of, counted.wrong) == (1, 2, "1. They spoke of exports of tea.")


def test_lines_of_furniture_are_those_of_the_file_with_its_front_matter(tmp_path: Path) -> None:
    scores = score(
        tmp_path, f"---\npublisher: Tea Office\n---\n{PAGE}", ",,,,,,,2,They spoke,of tin.,1,[furniture: 10]"
    )
    assert scores["furniture left out"].wrong == "1. They spoke of exports of tea."
    assert scores["date"].publisher == "Tea Office"


def test_words_that_a_page_lacks_are_a_fault_of_the_facts(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"Correct facts\.csv"):
        score(tmp_path, PAGE, ",,,,,,,2,They sang,of tin.,0,none")


def test_a_page_without_points_is_scored_all_the_same(tmp_path: Path) -> None:
    scores = score(tmp_path, "Summit\n\nMay 26, 2024\n", "2024-05-26,,,,,,,0,Summit,2024,0,none")
    assert (scores["date"].right, scores["first_text"].right) == (1, 0)


@pytest.mark.parametrize(
    ("wanted", "read", "right"),
    [
        ("Kang, Kyung-wha (ROK); Taro Kono (Japan)", "KONO Taro (Japan); Kang Kyung-wha (ROK)", True),
        ("Joe Biden (US)", "Mr. Biden (US)", True),
        ("Prime Minister (UK)", "Keir Starmer (UK)", True),
        ("KWON Youngse (ROK)", "Kwon Young-se (ROK)", True),
        ("Joe Biden (US)", "Joe Biden ()", False),
        ("Joe Biden (US)", "Joe Hill (US)", False),
        ("Ann Berg (Australia); Carl Dahl (Australia)", "Carl Dahl (Australia)", False),
        ("Carl Dahl (Australia)", "Ann Berg (Australia); Carl Dahl (Australia)", False),
        ("Carl Dahl (Australia)", "", False),
        ("", "", True),
    ],
)
def test_leaders_are_the_same_people_with_the_same_sides(wanted: str, read: str, right: bool) -> None:
    assert is_right("leaders", wanted, read) is right


def test_a_place_is_compared_without_article_and_capitals() -> None:
    assert is_right("place", "The Blue  House", "Blue house")
    assert not is_right("place", "", "Busan")


def test_the_level_is_a_fact_only_where_it_is_read() -> None:
    parsed = parse_readout(PAGE)
    fields = {name: value for name, value in vars(parsed).items() if name != "level"}
    without, with_level = make_dataclass("Without", fields), make_dataclass("With", [*fields, "level"])
    assert "level" not in describe_facts(without(**fields))
    assert describe_facts(with_level(**fields, level="leaders"))["level"] == "leaders"


def test_what_is_read_is_no_part_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"A page.\n\n{READ_MARK}\ntitle: A page.\n", encoding="utf-8")
    assert page_text(path) == "A page.\n"


def test_a_table_without_rows_or_columns_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("file,date\na.txt,2024-05-26\n", encoding="utf-8")
    with pytest.raises(ValueError, match="first_text, last_text"):
        score_pages(tmp_path)
    (tmp_path / "coding.csv").write_text("doc,text,coder\n", encoding="utf-8")
    with pytest.raises(ValueError, match="doc"):
        score_coding(tmp_path, BOOK)


def test_facts_that_the_table_lacks_are_not_scored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    table = "file,date,first_text,last_text\na.txt,2024-05-26,They spoke,of tin.\n"
    (tmp_path / "facts.csv").write_text(table, encoding="utf-8")
    assert [one.measure for one in score_pages(tmp_path)] == ["date", *TEXT]


BOOK = Codebook.from_patterns(trade=["export*"], metal=["tin"])


def test_coded_sentences_have_the_themes_of_the_sentences_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\npublisher: Tea Office\n---\n{PAGE}", encoding="utf-8")
    start = (tmp_path / "a.txt").read_text(encoding="utf-8").index("They spoke of tin")
    rows = [
        f"a,{start},{start + 18},,metal,metal",
        "a,,,They spoke of exports of tea.,trade,metal",
        "a,,,They spoke at some length of the weather that both countries had in spring.,metal,metal",
    ]
    (tmp_path / "coding.csv").write_text("\n".join(["doc,start,end,text,coder_a,coder_b", *rows]), encoding="utf-8")
    coded = score_coding(tmp_path, BOOK)
    assert [(set(one.coded), set(one.tagged)) for one in coded] == [({"metal"}, {"metal"}), ({"metal"}, set())]
    assert {one.publisher for one in coded} == {"Tea Office"}
    assert (
        list_wrong_tags(coded)
        == "- a.txt: coded metal, tagged –: They spoke at some length of the weather that both countries had in spring."
    )


def test_a_coded_sentence_that_its_text_lacks_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "coding.csv").write_text("doc,text,coder\na,They sang.,trade\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Correct coding\.csv"):
        score_coding(tmp_path, BOOK)


def test_the_tables_count_by_theme_and_publisher() -> None:
    coded = [
        Coded("a", "one", "", frozenset({"trade"}), frozenset({"trade", "metal"})),
        Coded("b", "two", "", frozenset({"trade"}), frozenset()),
    ]
    lines = tabulate_tags(coded, BOOK).splitlines()
    assert "| trade | 2 | 1.00 | 0.50 | 0.67 |" in lines
    assert "| metal | 0 | 0.00 | – | 0.00 |" in lines
    assert "| all | 2 | 0.50 | 0.50 | 0.50 |" in lines
    assert "| two | 1 | 1 | – | 0.00 | 0.00 |" in lines
    scores = [Score("a", "one", "date", 1, 1, ""), Score("a", "one", "sentences kept", 2, 3, "Lost.")]
    lines = tabulate_pages(scores).splitlines()
    assert "| sentences kept | 2 of 3 | 0.67 |" in lines
    assert "| all facts | 1 of 1 | 1.00 |" in lines
    assert "| one | 1 | 1 of 1 | 0 of 0 | 0 of 0 | 2 of 3 | 0 of 0 |" in lines


def test_the_command_prints_the_tables_and_what_is_wrong(tmp_path: Path) -> None:
    score(tmp_path, PAGE, ",,,,,,,2,They spoke,of tin.,0,none")

    def run(folder: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.evaluate", "--pages", str(folder), "--wrong"]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    printed = run(tmp_path)
    assert "| n_points | 1 of 1 | 1.00 |" in printed.stdout
    assert "- office-1.txt, date: – → 2024-05-26" in printed.stdout
    assert "theme" not in printed.stdout
    missing = run(tmp_path / "none")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "facts.csv" in missing.stderr
