from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis.codebook.marking import mark
from analysis.io.csv import to_csv
from analysis.report import charts
from analysis.report.anchors import theme_anchor
from analysis.report.charts import Chart
from analysis.report.charts.figures import CHARTS
from analysis.report.evidence import find_sentences
from analysis.study import Study
from tests.builders.studies import PROJECT, write_page

Maker = Callable[..., Path]
THINGS = ["North Korea was spoken of.", "They spoke of trade and of students.", "They met again. They smiled."]


def study_of(n: int, make_corpus: Maker) -> Study:
    """A study of n meetings, one a month."""
    months = "January February March April May June July August September October November December".split()
    days = [f"{months[i % 12]} 5, {2000 + i // 12}" for i in range(n)]
    pages = {
        f"r{i:02d}": write_page([f"{i}. {THINGS[i % 3]}", *THINGS[: 1 + i % 3]], day) for i, day in enumerate(days)
    }
    return Study.open(make_corpus(**pages))


COMPARING = {"change", "words", "alignment", "influence"}  # nothing to draw of one meeting alone


def check_sentences(study: Study, links: list[str]) -> None:
    """Every link finds sentences, but that of a theme which is in none."""
    nowhere = study.emphasis[study.emphasis["n_sentences"] == 0]
    absent = {theme_anchor(row.readout_id, row.theme) for row in nowhere.itertuples()}
    assert {link for link, found in find_sentences(study, links).items() if not found} <= absent


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("n", [1, 2, 3, 12, 30])
def test_charts_draw_any_number_of_meetings_and_link_every_mark(key: str, n: int, make_corpus: Maker) -> None:
    study = study_of(n, make_corpus)
    chart = CHARTS[key](study)
    if not isinstance(chart, Chart):
        assert key in ("accounts", "neighbours")  # no second account; a list
        return
    svg = chart.svg()
    root = ElementTree.fromstring(svg)
    links = {a.attrib["href"] for a in root.iter("{http://www.w3.org/2000/svg}a")}
    assert links or (n == 1 and key in COMPARING)
    check_sentences(study, [link.removeprefix("#") for link in links])
    assert {link for link in links if link in chart.tips} == links
    assert "xlink" not in svg
    mimed = str(chart._repr_mimebundle_()["text/html"])
    assert mimed.count('xlink:href="#') == svg.count("<a ")
    ids = re.findall(r'\sid="([^"]+)"', mimed)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', mimed)) <= set(ids)
    assert "target=" not in svg


OF_TWO = [key for key in CHARTS if key not in ("neighbours", "accounts")]  # what two meetings have


@pytest.mark.parametrize("key", OF_TWO)
def test_a_chart_is_accessible_and_its_ids_are_its_own(key: str, study: Study) -> None:
    chart = CHARTS[key](study)
    root = ElementTree.fromstring(chart.svg())
    assert root.attrib["role"] == "group"
    named = [root.find(f".//*[@id='{name}']") for name in root.attrib["aria-labelledby"].split()]
    assert [element.text for element in named if element is not None] == [chart.title, chart.alt]
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(key) for name in ids)
    used = re.findall(r'(?:url\(|<use[^>]*href=")#([^")]+)', chart.svg())
    assert set(used) <= set(ids)


@pytest.mark.parametrize("key", OF_TWO)
def test_a_chart_saved_twice_is_the_same_bytes(key: str, study: Study, tmp_path: Path) -> None:
    one, two = (
        {path.name: path.read_bytes() for path in CHARTS[key](study).save(tmp_path / name)} for name in ("one", "two")
    )
    assert one == two
    assert set(one) == {f"{key}.svg", f"{key}.png", f"{key}.csv"}


@pytest.mark.parametrize("key", OF_TWO)
def test_the_committed_data_is_what_the_corpus_gives(key: str, study: Study) -> None:
    """Committed svg and png are compared byte by byte in continuous integration."""
    drawn = to_csv(CHARTS[key](study).data, "%.6f")
    assert (PROJECT / "figures" / f"{key}.csv").read_text(encoding="utf-8") == drawn


def test_the_emphasis_chart_is_ordered_by_change(study: Study) -> None:
    themes = list(dict.fromkeys(CHARTS["emphasis"](study).data["theme"]))
    change = study.shifts.set_index("theme")["change"]
    assert themes[-1] == "none"
    assert list(change[themes[:-1]]) == sorted(change, reverse=True)


def test_a_chart_of_a_part_draws_only_it_and_its_numbers_stay(study: Study) -> None:
    whole = CHARTS["emphasis"](study).data.set_index(["readout_id", "theme"])["share_words"]
    part = charts.emphasis(study, themes=["econ", "Youth exchange"], meetings=["seoul"])
    own = part.data.set_index(["readout_id", "theme"])["share_words"]
    assert set(own.index) == {("2024-05-26-seoul", theme) for theme in ("economy", "youth_exchange", "none")}
    shown = own.drop(index="none", level="theme")
    assert shown.to_dict() == {key: whole[key] for key in shown.index}
    assert own.sum() == pytest.approx(1)
    assert "Other or no theme" in part.svg()


def test_the_sentences_of_a_theme_are_marked_and_cannot_become_markup(make_corpus: Maker) -> None:
    evil = '<script>alert(1)</script> & "North Korea" <img src=x onerror=alert(1)> was spoken of.'
    study = Study.open(make_corpus(a=[evil, "They spoke of trade."]))
    said = study.sentences_of("north korea")
    html = said._repr_mimebundle_()["text/html"]
    assert [one.text for one in said] == [evil]
    assert "<script" not in html
    assert "<img" not in html
    assert ">North Korea</mark>" in html
    assert len(study.sentences_of("shuttle", "a")) == 0


def test_any_file_name_makes_anchors_of_its_own(make_corpus: Maker) -> None:
    names = ["a b", "a-b", "a~20b", "a&b", "<b>", '"q"', "#$x$", "é"]
    corpus = make_corpus(**{f"r{n}": write_page([THINGS[0]], f"May {n + 1}, 2020") for n in range(len(names))})
    for n, name in enumerate(names):
        (corpus / "readouts" / f"r{n}.txt").rename(corpus / "readouts" / f"{name}.txt")
    study = Study.open(corpus)
    for chart in (draw(study) for draw in CHARTS.values()):
        if isinstance(chart, Chart):
            links = re.findall(r'<a href="#([^"]+)"', chart.svg())
            check_sentences(study, links)
            assert not [link for link in links if re.search(r"[^\w~.-]", link, re.ASCII)]


def test_marks_that_overlap_are_cut_not_doubled() -> None:
    marked = mark("abcdef", [(0, 4, "x"), (2, 6, "y")], {"x": "#000", "y": "#fff"})
    assert marked == '<mark style="--c:#000">abcd</mark><mark style="--c:#fff">ef</mark>'


def test_names_of_meetings_are_all_different(make_corpus: Maker) -> None:
    days = ("May 5, 2001", "June 5, 2001", "May 5, 2002")
    study = Study.open(make_corpus(**{f"r{i}": write_page([THINGS[i]], day) for i, day in enumerate(days)}))
    assert list(study.names.values()) == ["Busan 5 May 2001", "Busan 5 Jun 2001", "Busan 2002"]


def test_tables_are_not_changed_by_drawing(study: Study) -> None:
    before = [study.emphasis.copy(), study.shifts.copy(), study.sentences.copy(), study.tags.copy()]
    for key in OF_TWO:
        CHARTS[key](study).svg()
    for table, copy in zip([study.emphasis, study.shifts, study.sentences, study.tags], before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
