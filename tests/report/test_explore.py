"""The explorer: what it shows is what the tables say, first choice and any other; and tables in a notebook."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.report.explore import SHARES, Choice, explore, first_choice, show
from analysis.report.prose import percent
from analysis.report.tables import in_context, table_html
from analysis.study import Study
from tests.builders.studies import study_of


@pytest.mark.parametrize("measure", SHARES)
def test_bars_and_sentences_are_those_of_the_tables(measure: str, study: Study) -> None:
    themes, meetings = ["economy", "history"], list(study.timeline)
    soup = BeautifulSoup(show(study, Choice(themes, meetings, measure)), "html.parser")
    values = study.emphasis.set_index(["theme", "readout_id"])[measure]
    wanted = [f"{percent(values[theme, name])} {study.titles[name]}" for theme in themes for name in meetings]
    assert [bar.get_text() for bar in soup.select(".shares > div")] == wanted
    for theme in themes:
        section = soup.select_one(f"#explore-{theme}")
        assert section is not None
        assert len(section.select(".marked")) == (study.tags["theme"] == theme).sum()


def test_every_link_of_the_explorer_leads_somewhere_and_a_reader_needs_no_script(study: Study) -> None:
    bundle = explore(study)._repr_mimebundle_()
    soup = BeautifulSoup(bundle["text/html"], "html.parser")
    ids = {str(element["id"]) for element in soup.select("[id]")}
    assert {str(a["href"])[1:] for a in soup.select("a")} <= ids
    assert not soup.select("button, script, [onclick]")
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_a_change_of_a_widget_shows_the_new_choice(study: Study) -> None:
    themes, ends, measure, shown = explore(study).widgets.children
    assert shown.value == show(study, first_choice(study), live=True)
    themes.children[-1].value = True
    measure.value = "share_points"
    ends.children[1].value = ends.children[0].value
    chosen = [*study.codebook.core_keys, study.codebook.keys[-1]]
    assert shown.value == show(study, Choice(chosen, [study.timeline[0]] * 2, "share_points"), live=True)


@pytest.mark.parametrize("texts", [[["apple"]], [[]], [["nothing"], []], [["apple", "bread"], ["bread"], ["cheese"]]])
def test_any_study_can_be_explored(texts: list[list[str]]) -> None:
    study = study_of(*texts)
    frame = study.corpus.readouts
    frame["sha256"] = "0"
    for widget in explore(study).widgets.children[0].children:
        widget.value = not widget.value
    assert "nan" not in explore(study)._repr_mimebundle_()["text/html"]


def cells(table: pd.DataFrame, selector: str) -> list[str]:
    return [cell.get_text() for cell in BeautifulSoup(table_html(table), "html.parser").select(selector)]


def test_numbers_stand_at_the_right_prose_at_the_left() -> None:
    table = pd.DataFrame({
        "share": ["28 %", "–"], "change": ["+26 points (−7 to +59)", "−1 point"], "p": [".051", "<.001"],
        "text": ["12 points were made.", "1"], "n": [1, 2], "z": [0.123456, float("nan")],
    })  # fmt: skip
    assert cells(table, "th.n") == ["share", "change", "p", "n", "z"]
    assert cells(table, "tbody tr:nth-of-type(2) td") == ["–", "−1 point", "<.001", "1", "2", "–"]


def test_an_index_that_repeats_is_shown_once_and_many_rows_are_counted() -> None:
    index = pd.MultiIndex.from_product([["a<b", "c"], range(40)], names=["meeting", "row"])
    table = pd.DataFrame({"n": range(80)}, index=index)
    assert [text for text in cells(table, "tbody th:first-child") if text] == ["a<b", "c"]
    assert "And 20 more rows." in table_html(table)


def test_keywords_in_context_stand_below_each_other(study: Study) -> None:
    table = in_context(study, "exchanges")
    assert cells(table, "td.keyword") == table["keyword"].tolist()
    assert cells(table, "td.before") == table["before"].tolist()
