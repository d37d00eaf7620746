"""Meetings: which readouts describe the same one, and their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.corpus.meetings import account_of, find_meetings, name_readouts
from analysis.report.charts.alignment import accounts as accounts_chart
from analysis.report.tables import accounts as accounts_table
from analysis.study import Study
from tests.builders.many_meetings import SEOUL, TOKYO
from tests.builders.studies import write_page

Maker = Callable[..., Path]


def page(points: list[str], publisher: str, **change: str) -> str:
    text = write_page(points)
    for old, new in change.items():
        text = text.replace(old, new)
    return f"---\npublisher: {publisher}\n---\n{text}"


def test_two_accounts_of_one_meeting_are_found_and_one_represents_it(make_corpus: Maker) -> None:
    corpus = make_corpus(
        a=page(["They spoke of North Korea."], TOKYO).replace("May 26, 2024", "May 2, 2020").replace("On May 26", "On May 2"),
        b=page(["They spoke of trade.", "They spoke of students."], SEOUL),
        c=page(["They spoke of trade.", "They spoke of North Korea."], TOKYO),
    )  # fmt: skip
    study = Study.open(corpus)
    assert study.meetings["meeting_id"].tolist() == ["a", "b", "b"]
    assert study.meetings["account"].tolist() == ["Japan", "ROK", "Japan"]
    assert study.timeline == ["a", "c"]  # Tokyo's, of which the study has more
    assert study.accounts == [("c", "b")]
    assert list(study.names.values()) == ["Busan 2020", "Busan 2024 (ROK)", "Busan 2024 (Japan)"]
    pairs = set(zip(study.shifts["from_id"], study.shifts["to_id"], strict=True))
    assert pairs == {("a", "c")}
    table = accounts_table(study)
    told = table.xs("Youth exchange", level="theme").iloc[0]
    assert told[""] == "only in the second"
    assert "North Korea" in table.index.get_level_values("theme")
    assert accounts_chart(study).key == "accounts"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"Busan": "the Blue House"}, True),
        ({"Summit Meeting": "telephone talk", "in Busan": ""}, False),
        ({", in Busan": ""}, True),
        ({"BAEK Min": "CHOI Ann"}, True),
        ({"BAEK Min": "CHOI Ann", "AOKI Taro": "ITO Ken"}, True),
        ({"BAEK Min": "CHOI Ann", "AOKI Taro": "ITO Ken", ", in Busan": ""}, False),
        ({"BAEK Min": "CHOI Ann", "AOKI Taro": "ITO Ken", "in Busan": "in Nara"}, False),
        ({"Mr. BAEK Min, President of the Republic of Korea (ROK)": "Ms. DORN Eva, President of China"}, False),
    ],
)
def test_what_makes_two_readouts_of_a_day_one_meeting(change: dict[str, str], same: bool, make_corpus: Maker) -> None:
    study = Study.open(make_corpus(a=page(["They met."], TOKYO), b=page(["They spoke of trade."], SEOUL, **change)))
    assert (study.meetings["meeting_id"].nunique() == 1) is same


def test_a_study_without_accounts_says_so(study: Study) -> None:
    assert (
        accounts_chart(study) == accounts_table(study) == ("No meeting of this study has readouts by two publishers.",)
    )


@given(st.permutations(range(4)))
def test_meetings_do_not_depend_on_the_order_within_a_day(order: list[int]) -> None:
    rows = [
        ("a", "summit", "Seoul", TOKYO),
        ("b", "summit", None, SEOUL),
        ("c", "telephone", None, TOKYO),
        ("d", "other", "Seoul", "Agency"),
    ]
    table = pd.DataFrame([rows[n] for n in order], columns=["readout_id", "kind", "place", "publisher"])
    table["date"] = pd.Timestamp("2024-05-26")
    leaders = pd.DataFrame([(r[0], "Aoki", "Japan") for r in rows], columns=["readout_id", "name", "side"])
    found = find_meetings(table, leaders).set_index("readout_id")["meeting_id"]
    assert found["a"] == found["b"] == found["d"] != found["c"]
    names = name_readouts(table, find_meetings(table, leaders))
    assert len(set(names.values())) == 4


def test_the_account_is_the_publishers_country() -> None:
    assert account_of("Prime Minister's Office of Japan") == "Japan"
    assert account_of("Office of the President, Republic of Korea") == "ROK"
    assert account_of("Cheong Wa Dae") == "ROK"
    assert account_of("Bundesregierung") == "Germany"
    assert account_of("Japanology Review") == "Japanology Review"
