"""Offices: every office, honorific and form of a name is found, with its country."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.offices import Named, find_named

OFFICES = [
    "Prime Minister", "President-elect", "President elect", "President-Elect", "President", "Premier", "Federal Chancellor", "Chancellor",
    "Taoiseach", "Foreign Minister", "Defense Minister", "Defence Minister", "Unification Minister", "Finance Minister", "Trade Minister",
    "Minister for Foreign Affairs", "Minister of Foreign Affairs and Trade", "Minister of Foreign Affairs and International Trade",
    "Minister of Defense", "Minister of National Defence", "Minister of Unification", "Minister of Trade", "Minister of Trade, Industry and Energy",
    "Minister of Finance", "Minister of Economy", "Minister of Justice", "Minister of the Interior", "Minister of Commerce", "Minister of Energy",
    "Minister of Agriculture", "Minister of State", "Minister of War", "Minister for Europe", "Minister for European and Foreign Affairs",
    "Secretary of State for Foreign, Commonwealth and Development Affairs", "Secretary of State for Foreign and Commonwealth Affairs",
    "Secretary of State", "Secretary for Defence", "Foreign Secretary", "Defense Secretary", "Defence Secretary", "Home Secretary",
    "National Security Advisor", "National Security Adviser", "National Security Secretariat Secretary General",
    "National Security Office Director", "Secretary-General", "Secretary General", "High Representative", "Special Representative", "Special Envoy",
    "Director-General", "Director General", "Ambassador", "Ambassador Extraordinary and Plenipotentiary", "Speaker", "Crown Prince",
    "Crown Princess", "Prince", "Princess", "King", "Queen", "Emperor", "Sultan", "Emir", "Governor", "Chair", "Chairman", "Chairperson", "Minister",
    "Acting President", "Vice President", "Vice-Minister of Defense", "Deputy Prime Minister", "State Minister", "Senior Vice Minister",
    "First Vice Minister", "Assistant Minister", "Parliamentary Minister", "Under Secretary of State",
]  # fmt: skip
HONORIFICS = [
    "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Amb.", "Gen.", "H.E.", "H. E.", "H.M.", "H.R.H.", "HE", "The Right Honourable", "the Rt Hon",
    "The Rt. Hon.", "the Honorable", "The Hon", "Hon.", "His Excellency", "Her Excellency", "His Majesty", "Her Majesty", "His Royal Highness",
    "Her Imperial Highness", "His Highness", "H.E. Mr.", "H.E. Dr", "His Excellency, Mr.", "Dr. Prof.",
]  # fmt: skip
NAMES = [
    "AOKI Taro", "Taro Aoki", "Sam A. Hill", "Karl von Weiss", "Ludo van der Berg", "Anna den Uyl", "Luc de Blanc", "Ana del Rio", "Ugo della Torre",
    "Ines da Silva", "Joao dos Santos", "Guy du Pont", "Ivo di Mare", "Eva la Rue", "Max le Roy", "Omar al Said", "Ali bin Salem", "Zaid ibn Omar",
    "Nur el Din", "Jan ter Beek", "Lia zu Hohen", "Sean O'Brien", "Tom McNair", "Ian MacBeth", "Kang Kyung-wha", "Samuel Hill, Jr.",
    "José Nuñez", "Nguyễn Phú Trọng",
]  # fmt: skip
NOT_NAMES = (
    "Prime Foreign Taoiseach Ambassador Jr MP Hon Rt Mr Ms Mrs Dr Prof His Her Their Acting Vice Deputy State Republic Extraordinary "
    "Summit Meeting Meets Met Holds Held Speaks Spoke Talks Attends Attended Visits Visited Hosts Hosted Receives Received Calls Called Welcomes "
    "Delivers Departs Arrives Returns Travels Pays Makes Gives Has Had Is Discusses Exchanges Expresses Congratulates Participates Joins Conducts "
    "Concludes Signs Greets Addresses Agrees Reaffirms Says On In At To By With For From And The Hotel Palace Tower Building Residence University "
    "Museum Airport Station Center Centre"
).split()


def facts(text: str) -> list[tuple[str, str, str]]:
    return [(one.written, one.office, one.side) for one in find_named(text)]


@pytest.mark.parametrize("office", OFFICES)
def test_every_office(office: str) -> None:
    found = [("AOKI Taro", office, "Japan")]
    assert facts(f"Mr. AOKI Taro, {office} of Japan, left.") == found
    assert facts(f"{office} AOKI Taro of Japan left.") == found
    assert facts(f"The {office} of Japan, Mr. AOKI Taro, left.") == found
    assert facts(f"Japan's {office} AOKI Taro left.") == found
    assert facts(f"AOKI Taro, {office} of Japan, left.") == found
    assert facts(f"former {office} AOKI Taro left.") == [] or " " in office or "-" in office


@pytest.mark.parametrize("honorific", HONORIFICS)
def test_every_honorific(honorific: str) -> None:
    assert facts(f"{honorific} Aoki, President of Japan, left.") == [("Aoki", "President", "Japan")]
    assert facts(f"The President of Japan, {honorific} Aoki, left.") == [("Aoki", "President", "Japan")]
    assert facts(f"President {honorific} Aoki of Japan left.") == [("Aoki", "President", "Japan")]


@pytest.mark.parametrize("name", NAMES)
def test_every_form_of_a_name(name: str) -> None:
    assert facts(f"President {name} of Japan left.") == [(name, "President", "Japan")]
    assert facts(f"Mr. {name}, President of Japan, left.") == [(name, "President", "Japan")]


@pytest.mark.parametrize("word", NOT_NAMES)
def test_words_that_are_not_names(word: str) -> None:
    assert facts(f"President {word} it.") == []
    assert facts(f"President Aoki {word} it.") == [("Aoki", "President", "")]


@pytest.mark.parametrize("pronoun", ["his", "her", "their"])
def test_counterparts(pronoun: str) -> None:
    assert facts(f"Foreign Minister Aoki of Japan met {pronoun} ROK counterpart, Ms. Baek.")[1] == (
        "Baek",
        "Foreign Minister",
        "ROK",
    )
    assert find_named(f"Met {pronoun} ROK counterpart Baek") == [Named("Baek", "", "ROK", 21 + len(pronoun))]


@pytest.mark.parametrize("country", ["Kiribati", "the Republic of Peru", "Trinidad and Tobago", "the Isle of Man", "the United Arab Emirates"])  # fmt: skip
def test_countries_beside_names(country: str) -> None:
    assert facts(f"Mr. Aoki Taro, President of {country}.")[0][2] not in ("", "the")


@pytest.mark.parametrize("house", "Assembly House Parliament Senate Diet Congress Committee Council".split())
def test_houses_are_not_countries(house: str) -> None:
    assert facts(f"President Aoki of the National {house} left.") == [("Aoki", "President", "")]
    assert facts(f"Mr. Aoki, President of the National {house} of the ROK, left.") == [("Aoki", "President", "ROK")]
