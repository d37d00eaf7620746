"""Furniture of pages: recognised, and in no point."""

from __future__ import annotations

import pytest

from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, HEAD, LEAD, SECOND, THIRD, THREE, TWO, check, wrap
from tests.conftest import write_page

MARKS = ["\\###", "###", "# # #", "* * *", "***", "\\*\\*\\*", "(END)", "[END]", "END", "- END -", "/END/"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("above", ["\n\n", "\n"])
def test_marks_at_the_end(mark: str, above: str) -> None:
    check(f"{HEAD}1. {FIRST}\n2. {SECOND}\n3. {THIRD}{above}{mark}\n", THREE)


@pytest.mark.parametrize("mark", ["\\###", "###", " # # #", " * * *", "***", " (END)", "[END]", " \\###  "])
@pytest.mark.parametrize("width", [None, 72])
def test_marks_glued_to_the_last_sentence(mark: str, width: int | None) -> None:
    page = f"{HEAD}1. {FIRST}\n\n2. {SECOND}\n\n3. {THIRD}{mark}\n"
    assert check(wrap(page, width) if width else page, THREE).points[-1].text == THIRD


def test_nothing_is_read_after_the_end() -> None:
    check(f"{HEAD}1. {FIRST}\n2. {SECOND}\n\n###\n\n3. Call the office of the press for more of this.\n", TWO)


FURNITURE = {
    "caption": "Photo: Cabinet Public Affairs Office",
    "caption in brackets": "(Photo) The two leaders shaking hands in the large hall of the house by the sea on that day",
    "caption with its source": "The two leaders shaking hands (Photo: Cabinet Public Affairs Office)",
    "numbered caption": "1. Photo: The leaders\n2. Photo: The hall",
    "caption as a bullet": "- The two leaders shaking hands (Photo: Cabinet Public Affairs Office)",
    "captions that count": "The Summit Meeting1 Photo: Office\nThe Summit Meeting2 Photo: Office",
    "repeated caption": "The two leaders shaking hands\nThe two leaders shaking hands",
    "translation": "[Provisional translation]",
    "translation in brackets": "(Tentative Translation)",
    "breadcrumbs": "Home > Countries & Regions > Asia > Republic of Korea",
    "breadcrumbs of two": "Home » News",
    "tweet": "Tweet",
    "more": "More",
    "related link": "Related Link",
    "related links": "Related Links:",
    "Japanese": "Japanese",
    "in another language": "[Japanese]",
    "Japanese in Japanese": "日本語",
    "share": "Share this page",
    "font size": "Font Size Change S M L",
    "writer": "Writer: Kim Min",
    "bureau and ministry": "First Northeast Asia Division, Asian and Oceanian Affairs Bureau, Ministry of Foreign Affairs",
    "hashtags": "#JapanROK #Busan2024",
    "bare year": "2024",
    "archive menu": "2024 | 2023 | 2022 | 2021",
    "archive of months": "January February March April May",
    "archive with its name": "Archives 2024 2023",
    "new window": "The Joint StatementOpen a New Window",
    "back": "Back to Japan-Republic of Korea Relations",
    "bureau": "Northeast Asia Division I, Asian and Oceanian Affairs Bureau",
    "attendance in a bracket": (
        "(The meeting was attended on the Japanese side by Mr. Ito Jun, Deputy Chief (Policy), and others. "
        "From the ROK side, Mr. Choi Ho also attended.)"
    ),
    "attendance as a paragraph": "The meeting was attended by Mr. Ito Jun and others. Mr. Choi Ho joined later.",
    "attendance by side": "On the Japanese side, Mr. Ito Jun, Deputy Chief, and on the ROK side, Mr. Choi Ho, attended.",
    "attendance, represented": "(The Japanese side was represented by Mr. Ito Jun, Deputy Chief. The ROK side was represented by Mr. Choi Ho.)",
    "attendance, represented, no bracket": "The Japanese side was represented by Mr. Ito Jun, Deputy Chief.",
    "in attendance": "In attendance were Deputy Minister Ito Jun of Japan and Deputy Minister Choi Ho of the ROK.",
    "translation in a sentence": "*This is a provisional translation for reference purposes only.",
    "caption of a photograph": "Photograph of the leaders attending the meeting (1)",
    "attendance as a list": "Attendees:\n- Mr. Ito Jun, Deputy Chief\n- Mr. Choi Ho, Secretary",
}  # fmt: skip


BELOW_IS_OVER = ("back", "related link", "related links")  # these lead away from the page


@pytest.mark.parametrize("form", FURNITURE)
def test_furniture_under_the_date(form: str) -> None:
    parsed = check(HEAD.replace(LEAD, f"{FURNITURE[form]}\n\n{LEAD}") + f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}", THREE)
    assert (str(parsed.date), parsed.title, parsed.place) == ("2024-05-26", "Japan-ROK Relations", "Busan")


@pytest.mark.parametrize("form", FURNITURE)
@pytest.mark.parametrize("width", [None, 72])
def test_furniture_at_the_end(form: str, width: int | None) -> None:
    page = f"{HEAD}1. {FIRST}\n\n2. {SECOND}\n\n3. {THIRD}\n\n{FURNITURE[form]}\n"
    check(wrap(page, width) if width else page, THREE)


@pytest.mark.parametrize("form", [form for form in FURNITURE if form not in (*BELOW_IS_OVER, "numbered caption")])
@pytest.mark.parametrize("numbers", [("1. ", "2. ", "3. "), ("", "", "")])
def test_furniture_between_paragraphs(form: str, numbers: tuple[str, str, str]) -> None:
    one, two, three = numbers
    check(f"{HEAD}{one}{FIRST}\n\n{FURNITURE[form]}\n\n{two}{SECOND}\n\n{FURNITURE[form]}\n\n{three}{THIRD}", THREE)


@pytest.mark.parametrize("form", [form for form in FURNITURE if form not in (*BELOW_IS_OVER, "numbered caption")])
def test_furniture_once_between_two_paragraphs(form: str) -> None:
    check(f"{HEAD}{FIRST}\n\n{FURNITURE[form]}\n\n{SECOND}\n\n{THIRD}", THREE)


def test_furniture_above_the_title() -> None:
    top = "Home > News > Releases\n\nJapanese\n\nTweet\n\n[Provisional translation]\n\n"
    parsed = check(top + HEAD + f"1. {FIRST}\n2. {SECOND}", TWO)
    assert parsed.title == "Japan-ROK Relations"


def test_attendance_at_the_end_of_a_point_is_not_coded() -> None:
    told = "(Mr. Ito Jun attended from the Japanese side (and his staff). Mr. Choi Ho participated as well.)"
    check(f"{HEAD}1. {FIRST} {told}\n2. {SECOND}", TWO)


@pytest.mark.parametrize("mark", [".", ")", ""])
@pytest.mark.parametrize("heading", ["Joint StatementOpen a New Window", "The Joint Statement (PDF) Open a New Window"])
def test_a_numbered_heading_with_a_link_is_a_heading(mark: str, heading: str) -> None:
    page = f"{HEAD}1{mark} {FIRST}\n2{mark} {heading}\n{SECOND}\n3{mark} {THIRD}"
    parsed = check(page, [THREE[0], (2, heading.split("Open")[0].strip(), "Prime Minister", 1), THREE[2]])
    assert not any("numbered" in warning for warning in parsed.warnings)


def test_what_a_side_said_of_participants_is_text() -> None:
    said = "On the Japanese side, the Prime Minister explained a plan, and on the ROK side, the President said that students had participated."
    check(f"{HEAD}1. {FIRST}\n2. {said}\n3. {THIRD}", [THREE[0], (2, None, "On the Japanese side", 1), THREE[2]])


def test_words_like_furniture_are_text() -> None:
    said = [
        "Return to the islands was what they spoke of.",
        "Photographs of the islands were given to the Prime Minister.",
        "More was said of trade.",
        "Photographs of the islands of the two countries in the sea that lies between the two of them were given to the leaders.",
        "Present at the sea were many birds, they said.",
        "They posed for a photo by the sea and spoke of fish.",
        "Back to back, the two meetings took all day.",
        "Participants of the youth exchange were thanked.",
    ]
    page = HEAD + "\n".join(f"{n}. {one}" for n, one in enumerate(said, start=1))
    assert [point.text for point in parse_readout(page).points] == said
    assert [point.text for point in parse_readout(HEAD + "\n\n".join(said)).points] == said


def test_what_follows_the_footer_is_not_coded() -> None:
    page = write_page(["They met.", "They left."]).replace(
        "Back to Top Page", "Related Links\nThe Two Countries\nMore of them"
    )
    assert [point.text for point in parse_readout(page).points] == ["They met.", "They left."]
