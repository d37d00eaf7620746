"""Places of meetings, by the words of titles and leads."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.venue import find_place

A, B = "Prime Minister Aoki of Japan", "President Baek of the ROK"


PLACES = {
    "in": ("", f"{A} met {B} in Busan.", "Busan"),
    "in, with its country": ("", f"{A} met {B} in Phnom Penh, Cambodia.", "Phnom Penh"),
    "first": ("", f"Today in New York, {A} met {B}.", "New York"),
    "visiting": ("", f"{A}, who was visiting Hamburg, the Federal Republic of Germany, to attend the G20 Summit, met {B}.", "Hamburg"),
    "during a visit": ("", f"{A} met {B} during his visit to Seoul for the Japan-China-ROK Trilateral Summit.", "Seoul"),
    "on the margins": ("", f"{A} met {B} on the margins of the General Assembly in New York.", "New York"),
    "house": ("", f"{A} met {B} at Camp David.", "Camp David"),
    "house and city": ("", f"{A} met {B} at the Blue House in Seoul.", "Seoul"),
    "house with an article": ("", f"{A} met {B} at the Akasaka Palace.", "Akasaka Palace"),
    "welcomed to a city": ("", f"{A} welcomed {B} to Nara today.", "Nara"),
    "welcomed to a house": ("", f"{A} welcomed {B} to the Blue House.", "Blue House"),
    "title": ("Japan-ROK Summit Meeting in Busan", f"{A} met {B}.", "Busan"),
    "second sentence": ("", f"{A} met {B}. The meeting was held in Nara.", "Nara"),
    "city state": ("", f"{A}, visiting Brunei, met {B}.", "Brunei"),
    "local time": ("", f"{A} met {B} at 9:40 a.m. (local time), 8:40 a.m. in Local Time.", None),
    "the time of a city": ("", f"{A} met {B} at 9:40 a.m. (Lima time).", None),
    "host of a third meeting": ("", f"{A} met {B}, ahead of the Trilateral Summit to be held in Lima next week.", None),
    "host of a meeting before": ("", f"Following the summit hosted in Hiroshima, {A} met {B}.", None),
    "a month": ("", f"{A} met {B} in May.", None),
    "a country": ("", f"{A} met {B} in Japan.", None),
    "an office": ("", f"{A} met {B} at the Ministry of Foreign Affairs.", None),
    "agenda": ("", f"{A} met {B} to discuss peace in Ukraine and the war in Gaza.", None),
    "agenda, discussed": ("", f"{A} met {B} and discussed the situation in Naypyidaw.", None),
    "agenda, but a place": ("", f"{A} met {B} in Busan to discuss the situation in Kyiv.", "Busan"),
    "agenda in the body": ("", f"{A} met {B}.", None),
    "telephone": ("", f"{A}, who was in Busan, held a telephone talk with {B}.", None),
    "virtual": ("", f"{A} met {B} virtually in Busan.", None),
}  # fmt: skip


@pytest.mark.parametrize("form", PLACES)
def test_places(form: str) -> None:
    title, lead, place = PLACES[form]
    page = f"{title}\n\nMay 26, 2024\n\n{lead} The overview is as follows.\n\n1. They spoke of the war in Kyiv.\n2. They left."
    parsed = parse_readout(page)
    assert parsed.place == place
    assert ("No place found in the lead." in parsed.warnings) == (
        place is None and parsed.kind not in ("telephone", "video")
    )


@pytest.mark.parametrize(
    "words", ["visiting", "visit", "visited", "visits", "visit to", "in", "in the city of", "at", "at the"]
)
@pytest.mark.parametrize("name", ["Nara", "New York City", "Washington, D.C.", "Rio de Janeiro", "Playa del Carmen", "Santa la Rosa", "São Paulo"])  # fmt: skip
def test_words_before_a_place(words: str, name: str) -> None:
    assert find_place(f"They met {words} {name}.", "summit") == name.split(",")[0]


@pytest.mark.parametrize(
    "name",
    [
        "May", "June 5", "Japan", "Korean", "France", "Republic of X", "United Arab", "Federal Chancellery", "Kingdom Hall", "Cabinet Office",
        "G7", "G-20", "G8 Summit", "APEC", "ASEAN", "UN", "NATO", "East Asia Hall", "Office Tower", "National Security Council", "Nara Summit",
        "Nara Conference", "Nara Forum", "Nara Meeting", "Nara Assembly", "Nara Session", "Nara Council", "Nara Talks", "Nara Ceremony",
        "Indo-Pacific", "Yellow Sea", "Taiwan Strait", "Indian Ocean", "Northern Peninsula", "Kansai Region", "Asia", "Northeast Asia",
        "Southeast Asia", "East Asia", "South Asia", "Europe", "Africa", "Middle East", "Local", "Quad", "Today", "Attendance", "Ministry",
        "President", "Prime Minister", "Foreign Office", "Mr", "Dr", "Secretary", "Chancellor", "His Majesty", "Her House",
    ],
)  # fmt: skip
def test_names_that_are_not_places(name: str) -> None:
    assert find_place(f"They met in {name}.", "summit") is None


@pytest.mark.parametrize("city", ["Brunei", "Luxembourg", "Monaco", "Panama", "Singapore"])
def test_city_states_are_places(city: str) -> None:
    assert find_place(f"They met in {city}.", "summit") == city


OTHER_MEETINGS = [
    "ahead of", "following", "after", "prior to", "before", "in response to", "in light of", "in preparation for", "to be held", "to be hosted",
    "hosted at", "hosted by", "hosted in", "that was held", "which were held", "that will be held", "which is to be held", "hosting",
    "will host", "to host", "would host", "scheduled", "upcoming", "since", "regarding", "concerning", "the situation in", "situations in",
    "war on", "the wars in", "conflict at", "crisis in", "developments in", "the launch in", "launches at",
]  # fmt: skip
AGENDA_WORDS = [
    "discussed", "discussing", "exchanged views", "condemned", "reaffirmed", "confirmed", "agreed", "concurred", "shared the view", "to address",
    "to express", "to consult", "to highlight", "to strengthen", "to advance", "to promote", "to congratulate", "to convey", "to review", "to talk about",
]  # fmt: skip
REMOTE = [
    "by telephone", "by phone", "in a phone call", "virtually", "in a virtual format", "by video", "by teleconference", "by tele-conference",
    "in an online meeting", "in an online format", "in online talks", "in an online summit", "in talks held online",
]  # fmt: skip


@pytest.mark.parametrize("words", OTHER_MEETINGS)
def test_places_of_other_meetings(words: str) -> None:
    assert find_place(f"They met {words} talks in Lima.", "summit") is None
    assert find_place(f"They met {words} talks in Lima, in Nara.", "summit") == "Nara"


@pytest.mark.parametrize("words", AGENDA_WORDS)
def test_places_on_the_agenda(words: str) -> None:
    assert find_place(f"They met and {words} peace in Lima.", "summit") is None
    assert find_place(f"They met in Nara and {words} peace in Lima.", "summit") == "Nara"


@pytest.mark.parametrize("words", REMOTE)
def test_meetings_at_a_distance_have_no_place(words: str) -> None:
    assert find_place(f"They met {words} in Nara.", "summit") is None
    assert find_place("They met in Nara.", "summit", f"Talks {words}") is None
    assert find_place("They met in Nara.", "telephone") is None


@pytest.mark.parametrize("what", "meeting talk talks call session summit".split())
@pytest.mark.parametrize("verb", ["was held", "were held", "took place"])
def test_a_later_sentence_can_name_the_place(what: str, verb: str) -> None:
    assert find_place(f"They met. The {what} {verb} in Nara.", "summit") == "Nara"
    assert find_place(f"They met. The {what} ended in Nara.", "summit") is None


@pytest.mark.parametrize("name", ["Primes", "Foreigners", "Republica", "Unitedville", "Federalia", "Presidentia", "Ministeria"])  # fmt: skip
def test_names_that_begin_like_offices_or_states_are_not_places(name: str) -> None:
    assert find_place(f"They met in {name}.", "summit") is None


@pytest.mark.parametrize("kind", ["telephone", "video"])
def test_a_call_has_no_place(kind: str) -> None:
    assert find_place("They spoke in Nara.", kind) is None
    assert find_place("They spoke in Nara.", "meeting") == "Nara"


def test_a_later_sentence_states_the_place_where_the_meeting_was_held() -> None:
    lead = "They met (Mr. Ito attended). They left for Lima. The talks were held in Nara."
    assert find_place(lead, "meeting") == "Nara"
    assert find_place(lead.replace("were held", "went on"), "meeting") is None
