"""Leaders of any two or three countries."""

from __future__ import annotations

import pytest

from analysis.codebook.rules import VoiceRules
from analysis.codebook.speakers import find_speakers, find_subjects
from analysis.corpus.parsing.leaders import find_leaders
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.studies import write_page

LEADS = {
    "given name first": ("", "Prime Minister Taro Aoki of Japan met President Min Baek of the ROK.", [("Taro Aoki", "Japan"), ("Min Baek", "ROK")]),
    "family name in capitals": ("", "Mr. AOKI Taro, Prime Minister of Japan, met H.E. Mr. BAEK Min Su, President of the Republic of Korea (ROK).", [("Aoki Taro", "Japan"), ("Baek Min Su", "ROK")]),
    "H. E. Dr.": ("", "Mr. Aoki Taro, Minister for Foreign Affairs of Japan, met H. E. Dr. Kim, Min-ji, Minister of Foreign Affairs of the ROK.", [("Aoki Taro", "Japan"), ("Kim Min-ji", "ROK")]),
    "office before a name with a comma": ("", "Foreign Minister Kim, Min-ji of the ROK met Foreign Minister AOKI, Taro of Japan.", [("Kim Min-ji", "ROK"), ("Aoki Taro", "Japan")]),
    "the country before the office": ("", "Japanese Prime Minister Aoki and Republic of Korea (ROK) President Baek met.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "the office of the country before the name": ("", "The Prime Minister of Japan, Mr. Aoki Taro, met the President of the Republic of Korea, Mr. Baek Min.", [("Aoki Taro", "Japan"), ("Baek Min", "ROK")]),
    "a given name in lower case": ("", "President Baek jae-min of the ROK met Prime Minister Aoki of Japan.", [("Baek jae-min", "ROK"), ("Aoki", "Japan")]),
    "curly possessive": ("", "Japan’s Prime Minister Aoki met South Korea’s President Baek.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "pair in the title": ("Japan-ROK Summit", "Prime Minister Aoki and President Baek met.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "pair in the title, in the other order": ("ROK–Japan Summit", "Prime Minister Aoki and President Baek met.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "France and Germany": ("", "President Jean Blanc of France received Chancellor Karl von Weiss of Germany in Paris.", [("Jean Blanc", "France"), ("Karl von Weiss", "Germany")]),
    "French and German": ("", "French President Blanc and German Chancellor Weiss met.", [("Blanc", "France"), ("Weiss", "Germany")]),
    "France–Germany in the title": ("France–Germany talks", "Chancellor Weiss met President Blanc.", [("Weiss", "Germany"), ("Blanc", "France")]),
    "three in the title": ("Australia-India-U.S. Trilateral Meeting", "President Hill met Prime Minister Ray of India and Prime Minister Wood.", [("Hill", "US"), ("Ray", "India"), ("Wood", "Australia")]),
    "three, listed": ("", "Secretary of State Ann Hill of the United States, Minister for External Relations, Foreign Minister Aoki Taro of Japan, and Foreign Minister Ana Cruz of the Republic of the Philippines met.", [("Ann Hill", "US"), ("Aoki Taro", "Japan"), ("Ana Cruz", "Philippines")]),
    "three, listed with their offices after": ("Prime Minister Aoki's Remarks", "Mr. Aoki Taro, Prime Minister of Japan, Mr. Sam Hill, President of the United States, and Mr. Baek Min, President of the Republic of Korea, met.", [("Aoki Taro", "Japan"), ("Sam Hill", "US"), ("Baek Min", "ROK")]),
    "three, listed with their offices before": ("", "The Prime Minister of Japan, Mr. Aoki Taro, the President of the United States, Mr. Sam Hill, and the President of the ROK, Mr. Baek Min, met.", [("Aoki Taro", "Japan"), ("Sam Hill", "US"), ("Baek Min", "ROK")]),
    "speaker": ("Courtesy Call by Korean National Assembly Speaker", "Prime Minister Aoki of Japan received a courtesy call from H.E. Mr. BAEK Min, Speaker of the National Assembly of the Republic of Korea.", [("Aoki", "Japan"), ("Baek Min", "ROK")]),
    "speaker, the other without a country": ("Courtesy Call by Korean National Assembly Speaker", "Prime Minister Aoki received a courtesy call from Mr. BAEK Min, Speaker of the National Assembly of the Republic of Korea.", [("Aoki", ""), ("Baek Min", "ROK")]),
    "speaker of a house": ("", "Prime Minister Aoki of Japan met Mr. Tom Wood, Speaker of the House of Representatives of Australia.", [("Aoki", "Japan"), ("Tom Wood", "Australia")]),
    "verbs of a title": ("Foreign Minister Meets with Japanese Foreign Minister", "Foreign Minister Baek Min of the ROK met Foreign Minister Aoki Taro of Japan.", [("Baek Min", "ROK"), ("Aoki Taro", "Japan")]),
    "other verbs of a title": ("Foreign Minister Attends Talks, President Holds Talks, Prime Minister Speaks, Foreign Minister Visits Tokyo", "It rained.", []),
    "a house of a prince": ("", "Prime Minister Aoki of Japan met President Baek of the ROK at the Grand Prince Hotel Nara.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "counterpart": ("", "Foreign Minister Aoki of Japan met his ROK counterpart BAEK Min.", [("Aoki", "Japan"), ("Baek Min", "ROK")]),
    "members of parliament": ("", "Prime Minister Aoki of Japan met the Hon Tom Wood MP, Prime Minister of Australia, and the Rt Hon Ann Hill MP, Secretary of State for Foreign, Commonwealth and Development Affairs of the United Kingdom.", [("Aoki", "Japan"), ("Tom Wood", "Australia"), ("Ann Hill", "UK")]),
    "a secretary whose office tells the country": ("", "Prime Minister Aoki of Japan met the Rt Hon Ann Hill MP, Secretary of State for Foreign, Commonwealth and Development Affairs.", [("Aoki", "Japan"), ("Ann Hill", "UK")]),
    "who represented a side in a bracket": ("", "Prime Minister Aoki of Japan (with the ROK side represented by Foreign Minister Choi of the ROK) met President Baek of the ROK.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "members of parliament, office first": ("", "Prime Minister Aoki of Japan met the Prime Minister of Australia, the Hon Tom Wood MP.", [("Aoki", "Japan"), ("Tom Wood", "Australia")]),
    "taoiseach": ("", "Taoiseach Sean Byrne of Ireland met Prime Minister Tom Wood of the United Kingdom.", [("Sean Byrne", "Ireland"), ("Tom Wood", "UK")]),
    "premier": ("", "Mr. Li Ming, Premier of the People's Republic of China, met Mr. Aoki Taro, Prime Minister of Japan.", [("Li Ming", "China"), ("Aoki Taro", "Japan")]),
    "ministers of defence": ("", "Defence Minister Wood of Australia and Minister of Defense Aoki of Japan met.", [("Wood", "Australia"), ("Aoki", "Japan")]),
    "ministers of national defence": ("", "Mr. Aoki Taro, Minister of Defense of Japan, met Mr. Baek Min, Minister of National Defense of the ROK.", [("Aoki Taro", "Japan"), ("Baek Min", "ROK")]),
    "vice ministers": ("", "Vice Minister for Foreign Affairs Aoki Taro of Japan met Vice Minister of Foreign Affairs Baek Min of the ROK.", [("Aoki Taro", "Japan"), ("Baek Min", "ROK")]),
    "directors-general": (
        "", "Mr. AOKI Taro, Director-General of the Asian and Oceanian Affairs Bureau, Ministry of Foreign Affairs of Japan, met "
        "Mr. BAEK Min, Director General for Asia and Pacific Affairs, Ministry of Foreign Affairs of the Republic of Korea.",
        [("Aoki Taro", "Japan"), ("Baek Min", "ROK")],
    ),
    "ambassador": ("", "Mr. Jean Blanc, Ambassador of France to Japan, paid a courtesy call on Foreign Minister Aoki of Japan.", [("Jean Blanc", "France"), ("Aoki", "Japan")]),
    "ambassador of all powers": ("", "H.E. Mr. BAEK Min, Ambassador Extraordinary and Plenipotentiary of the Republic of Korea to Japan, paid a courtesy call on Prime Minister Aoki of Japan.", [("Baek Min", "ROK"), ("Aoki", "Japan")]),
    "king": ("", "His Majesty King Hamad of Jordan received a courtesy call from Prime Minister Aoki of Japan.", [("Hamad", "Jordan"), ("Aoki", "Japan")]),
    "crown prince": ("", "Crown Prince Khalid bin Salem of Saudi Arabia paid a courtesy call on Prime Minister Aoki of Japan.", [("Khalid bin Salem", "Saudi Arabia"), ("Aoki", "Japan")]),
    "a union": ("", "Prime Minister Aoki of Japan spoke with European Commission President Greta von der Linden.", [("Aoki", "Japan"), ("Greta von der Linden", "EU")]),
    "a country that is not listed": ("", "Prime Minister Aoki of Japan met President Teo Mato of Kiribati.", [("Aoki", "Japan"), ("Teo Mato", "Kiribati")]),
    "letters with marks": ("", "Foreign Minister José Nuñez of Spain met Foreign Minister Łukasz Żuk of Poland.", [("José Nuñez", "Spain"), ("Łukasz Żuk", "Poland")]),
    "former leaders are not there": ("", "Prime Minister Aoki of Japan and President Baek of the ROK spoke of former Prime Minister Ito.", [("Aoki", "Japan"), ("Baek", "ROK")]),
    "named twice": ("President Sam Hill's Call with Prime Minister Aoki of Japan", "President Samuel P. Hill, Jr. of the United States spoke with Prime Minister Taro Aoki.", [("Samuel P. Hill, Jr.", "US"), ("Taro Aoki", "Japan")]),
    "two ministers a side, the country last": ("", "Minister for Foreign Affairs Tom Wood and Minister for Defence Ann Hill of Australia, and Foreign Minister Aoki Taro and Defense Minister Ito Ken of Japan met.", [("Tom Wood", "Australia"), ("Ann Hill", "Australia"), ("Aoki Taro", "Japan"), ("Ito Ken", "Japan")]),
    "two ministers a side, the country first": ("", "Australian Foreign Minister Tom Wood and Defence Minister Ann Hill and Japanese Foreign Minister Aoki Taro and Defense Minister Ito Ken met.", [("Tom Wood", "Australia"), ("Ann Hill", "Australia"), ("Aoki Taro", "Japan"), ("Ito Ken", "Japan")]),
    "two ministers a side, a name without a title after the office": ("", "The UK Foreign Secretary, Ann Hill, and the UK Defence Secretary, Tom Wood, met the Minister for Foreign Affairs of Japan, Mr Aoki Taro, and the Minister of Defense of Japan, Mr Ito Ken.", [("Ann Hill", "UK"), ("Tom Wood", "UK"), ("Aoki Taro", "Japan"), ("Ito Ken", "Japan")]),
    "two ministers a side, the sides by title": ("US-ROK 2+2", "Secretary of State Ann Hill, Secretary of Defense Tom Wood, Minister of Foreign Affairs Baek Min, and Minister of National Defense Choi Ho met.", [("Ann Hill", "US"), ("Tom Wood", "US"), ("Baek Min", "ROK"), ("Choi Ho", "ROK")]),
    "two ministers a side, the country once": ("", "Australia's Minister for Foreign Affairs, Senator the Hon Ann Hill, and Minister for Defence, the Hon Tom Wood MP, hosted the Minister of Foreign Affairs of the Republic of Korea, Baek Min, and the Minister of National Defense of the Republic of Korea, Choi Ho.", [("Ann Hill", "Australia"), ("Tom Wood", "Australia"), ("Baek Min", "ROK"), ("Choi Ho", "ROK")]),
    "an office in small letters": ("", "Mr. Aoki Taro, minister for foreign affairs of Japan, met H. E. Mrs. DORJ Bolor, minister of foreign affairs of Mongolia.", [("Aoki Taro", "Japan"), ("Dorj Bolor", "Mongolia")]),
    "the president of a republic": ("France-Japan talks", "The President of the Republic, Mr Jean Blanc, spoke with Prime Minister Aoki of Japan.", [("Jean Blanc", "France"), ("Aoki", "Japan")]),
    "four ministers of four countries": ("", "Foreign Minister Wood of Australia, Foreign Minister Hill, Foreign Minister Aoki of Japan and Foreign Minister Ito met.", [("Wood", "Australia"), ("Hill", ""), ("Aoki", "Japan"), ("Ito", "")]),
    "two presidents of the Union": ("", "President of the European Council Jean Blanc, President of the European Commission Eva Dorn and Prime Minister Aoki of Japan met.", [("Jean Blanc", "EU"), ("Eva Dorn", "EU"), ("Aoki", "Japan")]),
    "envoys for an area": ("", "Special Representative for Korean Peninsula Peace and Security Affairs Baek Min of the ROK, U.S. Special Representative for North Korea Sam Hill and Japanese Director-General for Asian and Oceanian Affairs Aoki Taro met.", [("Baek Min", "ROK"), ("Sam Hill", "US"), ("Aoki Taro", "Japan")]),
    "an ambassador-designate": ("", "Foreign Minister Baek of the ROK met U.S. Ambassador-designate Sam Hill.", [("Baek", "ROK"), ("Sam Hill", "US")]),
    "a chief cabinet secretary": ("", "President Baek of the ROK received Chief Cabinet Secretary Aoki of Japan.", [("Baek", "ROK"), ("Aoki", "Japan")]),
    "a deputy secretary among others": ("", "ROK First Vice Foreign Minister Baek Min, U.S. Deputy Secretary of State Ann Hill, and Japan Vice Foreign Minister Aoki Taro met.", [("Baek Min", "ROK"), ("Ann Hill", "US"), ("Aoki Taro", "Japan")]),
    "an assistant secretary": ("", "Assistant Secretary of State for East Asian and Pacific Affairs Ann Hill of the United States met Director-General Aoki Taro of Japan.", [("Ann Hill", "US"), ("Aoki Taro", "Japan")]),
    "a conference before an office": ("", "On the occasion of the Fifth Lima Water Conference, Minister of Foreign Affairs Baek Min of the ROK met Foreign Minister Aoki of Japan.", [("Baek Min", "ROK"), ("Aoki", "Japan")]),
    "an office, a comma and a name": ("Canada-Japan talks", "The Prime Minister, Anne Roy, spoke with the Prime Minister of Japan, Aoki Taro.", [("Anne Roy", "Canada"), ("Aoki Taro", "Japan")]),
    "a name without an office in the title": ("Zhou Lan Meets with Foreign Minister Aoki Taro", "Member of the Bureau and Director of the Office Zhou Lan met with Foreign Minister Aoki Taro of Japan.", [("Zhou Lan", ""), ("Aoki Taro", "Japan")]),
    "an initial that begins another's name": ("Readout of President Hill's Call with Prime Minister Tanaka of Japan", "President Ann T. Hill spoke with Prime Minister Ito Tanaka of Japan.", [("Ann T. Hill", ""), ("Ito Tanaka", "Japan")]),
    "a country on the agenda": ("Talks on North Korea", "Director-General Baek Min met Director-General Aoki Taro of Japan.", [("Baek Min", ""), ("Aoki Taro", "Japan")]),
    "nobody": ("A fine day", "It was a fine day in Busan.", []),
}  # fmt: skip


@pytest.mark.parametrize("form", LEADS)
def test_leaders(form: str) -> None:
    title, lead, expected = LEADS[form]
    assert [(leader.name, leader.side) for leader in find_leaders(title, lead)] == expected


@pytest.mark.parametrize(
    ("title", "lead", "found"),
    [
        ("Japan-ROK Summit", "Prime Minister AOKI and President BAEK met.", [("Aoki", "Japan"), ("Baek", "ROK")]),
        ("", "The Honorable Sam A. Hill, President of the United States, met Aoki Taro, Prime Minister of Japan.", [("Sam A. Hill", "US"), ("Aoki Taro", "Japan")]),
        ("", "At the East Asia Summit, Prime Minister Aoki Taro of Japan met H. E. Dr. Baek Min, President of the ROK.", [("Aoki Taro", "Japan"), ("Baek Min", "ROK")]),
    ],
)  # fmt: skip
def test_leaders_in_one_style(title: str, lead: str, found: list[tuple[str, str]]) -> None:
    assert [(leader.name, leader.side) for leader in find_leaders(title, lead)] == found


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("President Hill met Prime Minister Aoki of Japan. The U.S.-Japan alliance is strong.", "US"),
        ("President Hill met Prime Minister Aoki of Japan. The U.S. and Japan are friends.", "US"),
        ("President Hill met Prime Minister Aoki of Japan. The Japan–Kenya talks went on. So did Japan-Kenya trade.", "Kenya"),
        ("President Hill met Prime Minister Aoki of Japan. The next day President Hill of Peru left.", "Peru"),
        ("President Hill met Prime Minister Aoki of Japan. They spoke of Ukraine.", ""),
    ],
)  # fmt: skip
def test_a_leader_without_a_country_gets_the_side_that_the_text_states(text: str, side: str) -> None:
    assert [leader.side for leader in find_leaders("", text, text)] == [side, "Japan"]


@pytest.mark.parametrize(
    "body",
    ["Lee Jae-myung", "Lee Jae Myung", "LEE Jae-myung", "Lee Jaemyung", "Jae-myung Lee", "Mr. Lee", "President LEE"],
)
@pytest.mark.parametrize("lead", ["LEE Jae Myung", "Lee Jae-myung", "Jae-myung Lee"])
def test_a_leader_is_heard_in_the_body_however_written(lead: str, body: str) -> None:
    leaders = find_leaders("", f"Mr. {lead}, President of the ROK, met Mr. Aoki Taro, Prime Minister of Japan.")
    assert [leader.side for leader in leaders] == ["ROK", "Japan"]
    speakers = find_speakers(VoiceRules(), leaders)
    sentence = f"{body} welcomed this in the evening."
    subjects = find_subjects(sentence, speakers)
    assert [(one.voice, sentence[one.start : one.end]) for one in subjects] == [("ROK", body)]


def test_a_side_of_another_country_is_heard() -> None:
    leaders = find_leaders("", "President Blanc of France met Chancellor Weiss of Germany.")
    speakers = find_speakers(VoiceRules(), leaders)
    assert [one.voice for one in find_subjects("The French side agreed, and Germany did too.", speakers)] == [
        "France",
        "Germany",
    ]


def test_leaders_of_a_page_have_their_offices() -> None:
    page = "France-Germany\n\nMay 26, 2024\n\nPresident Blanc of France met Chancellor Weiss of Germany. The overview is as follows.\n\n1. They met."
    assert [(one.name, one.office) for one in parse_readout(page).leaders] == [
        ("Blanc", "President"),
        ("Weiss", "Chancellor"),
    ]


def test_names_have_one_style_and_keep_the_written_form() -> None:
    leader = parse_readout(write_page(["They met."])).leaders[0]
    assert (leader.name, leader.written, leader.office) == ("Aoki Taro", "AOKI Taro", "Prime Minister")


def test_a_short_form_of_a_name_is_the_same_leader_unless_sides_differ() -> None:
    def names(title: str, lead: str) -> list[str]:
        return [one.name for one in find_leaders(title, lead)]

    assert names("President Sam Hill's visit", "President Samuel Hill of the United States left.") == ["Samuel Hill"]
    assert names("", "President Sam Hill of Peru met President Ann Hill of Kenya.") == ["Sam Hill", "Ann Hill"]
    assert names("", "President Sam Hill of Peru met President Ann Hill.") == ["Sam Hill"]
    assert names("", "President Sam Hill of Peru met President Ann Wood of Peru.") == ["Sam Hill"]


def test_a_country_is_searched_in_the_first_20000_characters() -> None:
    stated = "President Baek of the ROK"
    for length, side in ((20_000, "ROK"), (20_001, "RO")):
        found = find_leaders("", "President Baek left.", stated.rjust(length))
        assert [one.side for one in found] == [side]


def test_a_name_does_not_go_on_in_the_next_paragraph_and_three_countries_are_no_pair() -> None:
    opening = "President Han Ji-ho and Japanese Prime Minister Ito Ken had a telephone conversation."
    text = f"Han speaks with Japanese Prime Minister\n\nMarch 16, 2018\n\n{opening}\n\nKorea, the United States and Japan agree."
    leaders = find_leaders("Han speaks with Japanese Prime Minister", opening, text)
    assert [(one.name, one.side) for one in leaders] == [("Han Ji-ho", ""), ("Ito Ken", "Japan")]


def test_a_bracket_with_a_stop_does_not_end_the_opening() -> None:
    opening = (
        "On May 2, from 1 p.m. (local time. 2 p.m. in Ito) Mr. Ito Ken, Minister for Foreign Affairs of Japan, met "
        "H. E. Dr. Han Ji-ho, Minister of Foreign Affairs of the ROK."
    )
    leaders = find_leaders("Talks", opening)
    assert [(one.name, one.side) for one in leaders] == [("Ito Ken", "Japan"), ("Han Ji-ho", "ROK")]


UNNAMED = "The Prime Minister spoke to President Hill of the United States."
HONOURED = "The Rt Hon Ann Wood KC MP spoke first."


@pytest.mark.parametrize(
    ("opening", "text", "own", "first"),
    [
        (UNNAMED, "", "", ("Prime Minister", "")),
        (UNNAMED, "", "Japan", ("Prime Minister", "Japan")),
        (UNNAMED, HONOURED, "UK", ("Ann Wood", "UK")),
        (UNNAMED, HONOURED, "", ("Ann Wood", "")),
        (UNNAMED, HONOURED, "Japan", ("Prime Minister", "Japan")),
        (UNNAMED, "Prime Minister Wood of the UK, Foreign Minister Ito of Japan and Prime Minister Aoki of Japan left.", "Japan", ("Aoki", "Japan")),
        (UNNAMED, "Prime Minister Wood of the UK left.", "", ("Prime Minister", "")),
        (UNNAMED.replace("Prime Minister", "PM"), "Prime Minister Aoki of Japan left.", "Japan", ("Aoki", "Japan")),
        ("The Foreign Secretary met President Hill of the United States.", HONOURED, "UK", ("Foreign Secretary", "UK")),
    ],
)  # fmt: skip
def test_a_leader_whom_the_opening_gives_by_office_alone(
    opening: str, text: str, own: str, first: tuple[str, str]
) -> None:
    (one, other) = find_leaders("", opening, text, own)
    assert (one.name, one.side) == first
    assert (one.office, other.name, other.side) == (
        "Foreign Secretary" if "Secretary" in opening else "Prime Minister", "Hill", "US",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("opening", "own", "found"),
    [
        ("The Prime Minister met President Hill of the United States and Foreign Minister Ito of Japan.", "Japan", [("Hill", "US"), ("Ito", "Japan")]),
        ("President Hill of the United States came, the Prime Minister spoke to him.", "Japan", [("Hill", "US")]),
        ("The Prime Minister spoke to Prime Minister Ann Wood of the United Kingdom.", "UK", [("Ann Wood", "UK")]),
        ("The Prime Minister spoke to Prime Minister Ann Wood.", "UK", [("Prime Minister", "UK"), ("Ann Wood", "")]),
    ],
)  # fmt: skip
def test_who_is_named_beside_the_office_is_not_found_twice(
    opening: str, own: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.name, one.side) for one in find_leaders("", opening, HONOURED, own)] == found


@pytest.mark.parametrize(
    ("office", "own", "side"),
    [("President", "Peru", "Peru"), ("President", "Japan", ""), ("Speaker", "Peru", "Peru"), ("Secretary of State", "Peru", "US")],
)  # fmt: skip
def test_a_leader_without_a_country_is_the_publishers_if_it_has_the_office(office: str, own: str, side: str) -> None:
    (one, other) = find_leaders("", f"{office} Hill met Foreign Minister Aoki of Japan.", "", own)
    assert (one.side, other.side) == (side, "Japan")


def test_the_publisher_has_one_of_two_leaders_without_a_country() -> None:
    assert [one.side for one in find_leaders("", "Speaker Hill met Foreign Minister Aoki.", "", "Peru")] == ["Peru", ""]


def test_speakers_labels_name_leaders_whom_the_lead_does_not() -> None:
    text = "Prime Minister Aoki of Japan: It rained.\nPresident Baek of the ROK: It did, said Chancellor Weiss of Germany.\n"
    assert [one.name for one in find_leaders("", "It was a fine day.", text)] == ["Aoki", "Baek"]
    assert [one.name for one in find_leaders("", "President Hill met President Cruz of Peru.", text)] == [
        "Hill",
        "Cruz",
    ]


def test_the_next_sentence_that_reports_a_meeting_names_the_other_leader() -> None:
    first = "Prime Minister Aoki of Japan came to Seoul."
    for later, names in (
        ("He met President Baek of the ROK.", ["Aoki", "Baek"]),
        ("President Baek of the ROK was glad.", ["Aoki"]),
        ("It rained. He met President Baek of the ROK. He met President Hill of the US.", ["Aoki", "Baek"]),
    ):
        assert [one.name for one in find_leaders("", f"{first} {later}")] == names


def test_a_person_without_an_office_who_met_the_named_one_is_a_leader() -> None:
    found = find_leaders("", "Anna Hill held talks with President Baek of the ROK.")
    assert [(one.name, one.side, one.office) for one in found] == [("Anna Hill", "", ""), ("Baek", "ROK", "President")]
    assert find_leaders("", "Anna Hill held talks.") == []


def test_a_title_says_more_of_those_who_met_and_names_nobody_else() -> None:
    opening = "President Hill met Prime Minister Aoki of Japan."
    for title in (
        "President Sam Hill of Peru and Prime Minister Ito of Japan Meet",
        "President Sam Hill of Peru Meets Chancellor Weiss of Germany",
    ):
        assert [(one.name, one.side) for one in find_leaders(title, opening)] == [("Hill", "Peru"), ("Aoki", "Japan")]


def test_where_the_opening_names_two_leaders_no_other_text_names_a_third() -> None:
    opening = "President Hill of the US met Prime Minister Aoki of Japan."
    lead = f"{opening} President Baek of the ROK met Premier Li of China."
    found = find_leaders("Anna Wood Met Them", lead, "President Cruz of Peru: It rained.\n")
    assert [one.name for one in found] == ["Hill", "Aoki"]
