"""Countries: every name is that of one side, and who leads it."""

from __future__ import annotations

import re

import pytest

from analysis.corpus.parsing.countries import KNOWN, any_country, is_led_by, side_of


def test_every_name_has_one_side() -> None:
    names = [(name.casefold(), side) for side, names in KNOWN.items() for name in names]
    assert len({name for name, _ in names}) == len(set(names))
    for side, own in KNOWN.items():
        for name in own:
            assert side_of(name) == side_of(f"the {name}") == side_of(f" {name.upper()} ") == side
            assert side_of(f"{name}'s") == side_of(f"{name}’s") == side
            assert re.fullmatch(any_country(), name)


@pytest.mark.parametrize(
    ("side", "names"),
    [
        ("Japan", "Japan,Japan's,Japanese"),
        ("ROK", "Republic of Korea,Republic of Korea (ROK),ROK,South Korea,Korea,Korean,South Korean"),
        ("US", "United States of America,United States,U.S.,US,USA,American"),
        ("China", "People's Republic of China,China,PRC,Chinese"),
        ("DPRK", "Democratic People's Republic of Korea,North Korea,DPRK"),
        ("EU", "EU,European Union,European Commission,European Council,European"),
        (
            "UK",
            "UK,United Kingdom,United Kingdom of Great Britain and Northern Ireland,Great Britain,Britain,U.K.,British",
        ),
    ],
)
def test_the_names_that_pages_use(side: str, names: str) -> None:
    assert set(KNOWN[side]) == set(names.split(","))
    for name in names.split(","):
        assert re.fullmatch(any_country(), name)


def test_longer_names_come_first() -> None:
    for text in ("South Korean", "Democratic People's Republic of Korea", "Republic of Korea (ROK)", "Saudi Arabian"):
        found = re.match(any_country(), f"{text} x")
        assert found is not None
        assert found.group() == text


@pytest.mark.parametrize("form", ["Republic", "Kingdom", "Commonwealth", "State", "Sultanate", "Federal Republic", "Islamic Republic"])  # fmt: skip
def test_forms_of_states(form: str) -> None:
    assert side_of(f"{form} of Peru") == side_of(f"the {form} of the Peru") == "Peru"
    assert side_of(f"{form} of Atlantis") == f"{form} of Atlantis"


PRESIDENTS = (
    "ROK,US,China,France,Indonesia,Philippines,Russia,Ukraine,Brazil,Argentina,Mexico,Chile,Peru,Colombia,Turkey,EU,Egypt,Poland,"
    "Switzerland,Kazakhstan,Uzbekistan,Kenya,Nigeria,Ghana,Palau,Cyprus,Sri Lanka,South Africa,Timor-Leste"
).split(",")
LEADERS = {
    "President": PRESIDENTS, "Vice President": PRESIDENTS, "Acting President": PRESIDENTS, "President-elect": PRESIDENTS,
    "Chancellor": ["Germany", "Austria"], "Taoiseach": ["Ireland"], "Premier": ["China"], "Secretary of State": ["US"],
    "Secretary of Defense": ["US"], "Foreign Secretary": ["UK"], "King": [],
    "Prime Minister": [side for side in KNOWN if side not in [*PRESIDENTS, "Germany", "Austria", "Ireland"]],
}  # fmt: skip


@pytest.mark.parametrize("office", LEADERS)
def test_who_leads_a_country(office: str) -> None:
    assert {side for side in KNOWN if is_led_by(office, side)} == set(LEADERS[office])
