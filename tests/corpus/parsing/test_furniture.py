"""Furniture of pages: recognised, and in no point."""

from __future__ import annotations

import re

import pytest

from analysis.corpus.parsing import furniture
from analysis.corpus.parsing.parse import parse_readout
from tests.builders.forms import FIRST, HEAD, LEAD, SECOND, THIRD, THREE, TWO, check, wrap
from tests.builders.studies import write_page

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
    "caption with a credit": "Prime Minister Aoki and President Baek in the garden of the Palace (Credit: Ann Hill)",
    "caption by a photographer": "The leaders at the door (Photo by Ann Hill)",
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


LINES = {
    "caption": [
        "Photo", "Photos: A", "Photograph 3", "Photograph (2) > B", "photo) C", "Photo] D", "Photo – E", "Photo - F", "Photo by Mr. Ito",
        "Photos courtesy of the office", "Photo gallery", "They shake hands [photo]", "The hall (Photograph: office)", "The hall (Photos)", "Hands Photo by Ito",
        "Hands Photo: Ito",
    ],
    "navigation": [
        "Back to news", "Return to Japan", "Go to content", "Skip to content", "Jump to content", "To the top of this page", "Top of Page",
        "Page top", "Top", "HOME > A", "TOP | A", "Home → A", "Home / A", "Home › A", "Home » A", "A > B > C", "A » B » C", "A › B › C",
    ],
    "link": [
        "Tweet", "Share", "Share this", "Print", "Print this page", "Post", "Like", "Email", "LINE", "Facebook", "Twitter", "More", "Read more",
        "Japanese", "English", "Korean", "Chinese", "French", "Spanish", "日本語", "한국어", "中文", "简体", "繁体中文", "Français", "Español",
        "Other Languages", "Other language", "Text Size", "Font size S M L", "Menu", "Search", "Contact Us", "Contact us", "Site Map", "PDF",
        "List", "Next", "Previous", "Prev", "Related information", "Related articles", "Related page", "Link", "Links", "[English]",
        "English (PDF)", "English (Japanese)", "PDF (Korean)", "PDF (English)", "English version", "Korean page",
    ],
    "new window": ["The text Open a New Window", "Open a new window", "Opens in a new window", "Open in new tab"],
    "note": [
        "(Provisional Translation)", "Unofficial translation", "Tentative translation", "Courtesy translation", "Informal translation",
        "Note: this is an unofficial translation", "The above is a provisional English translation", "The below is a provisional translation",
        "The following is a provisional translation", "The text above is a provisional translation", "Provisional translation for reference",
        "Provisional translation provided for reference purposes", "A provisional translation".removeprefix("A "),
    ],
    "release": [
        "FOR IMMEDIATE RELEASE", "Office of the Press Secretary", "The Press Secretary", "Statements and Releases", "Briefing Room",
        "Press Release", "Press Releases", "Top Stories", "[EMBARGOED]", "Unclassified", "The below is attributable to the spokesman",
        "The following is attributable to A",
    ],
    "end mark": ["###", "# #", "END", "(END)", "End of document", "End of text", "End of release", "***", "---", "===", "___", "\\*\\*\\*"],
    "hashtags": ["#Japan", "#Japan #ROK", "＃Japan, #ROK"],
    "archive": ["1999", "2024 2023", "Archive 2024", "Archives", "Jan Feb", "January 2024 | February 2024", "Sept / Oct / Nov / Dec", "Mar, Apr", "May Jun Jul Aug"],
    "label": ["Date", "View", "Views: 12", "Hits 12", "Writer", "Author: Ito", "Department: A", "Division: B", "Attachment", "Files", "Writer : C", "Attachments: D", "File 3"],
    "bureau": ["Asia Division, Asian Bureau", "First Asia Division II, Bureau of Trade and Law", "Trade and Law Division 2, Office for the Economy"],
    "foot": [
        "Suggest to a friend:", "Share on Facebook", "Share via Email", "Facebook | X | LinkedIn", "share print", "Tel: +81 3 0000 0000", "E-mail: a@b.org",
        "a@b.org", "www.example.org/a", "https://example.org/a", "For more information: the press office", "* unofficial translation", "(*1) ABC: A B C",
        "[1] See the map", "Last updated:", "Published", "Hits: 1,234", "1,234 hits", "1645", "Print this page", "Follow us on the web", "Share this article",
    ],
    "comment": ["<!-- a comment -->"],
}  # fmt: skip


OPEN_ENDED = ("caption", "navigation", "release", "foot")  # these continue with any words


@pytest.mark.parametrize("kind", LINES)
def test_lines_of_furniture(kind: str) -> None:
    assert set(LINES) == set(furniture.FURNITURE)
    pattern = re.compile(furniture.FURNITURE[kind])
    for line in LINES[kind]:
        assert pattern.fullmatch(line), line
        assert furniture.is_furniture(line), line
        assert furniture.is_furniture(f" - {line} "), line
        assert kind in OPEN_ENDED or not furniture.is_furniture(f"{line} and they met in Busan."), line


def test_furniture_has_a_longest_length() -> None:
    line = "Photo: ".ljust(400, "x")
    assert furniture.is_furniture(line)
    assert not furniture.is_furniture(line + "x")
    assert furniture.is_footer("Back to a".ljust(399))
    assert not furniture.is_footer("Back to a".ljust(400))
    assert furniture.is_caption("Photo of them".ljust(399))
    assert not furniture.is_caption("Photo of them".ljust(400))


def test_behind_a_number_some_furniture_is_a_heading() -> None:
    for number in ("1. ", "(1) ", "12) ", "3、", "4 "):
        assert furniture.is_furniture(f"{number}Photo: the hall")
        for line in ("A > B > C", "Opens in a new window", "Asia Division, Asian Bureau"):
            assert furniture.is_furniture(line)
            assert not furniture.is_furniture(f"{number}{line}")


MARK_LINES = ["###", "\\###", "# # #", "(END)", "[End]", "<END>", "END", "- END -", "/END/", "/ END /", "– END –", "They left. ###", "“They left.” ###", "Left! \\###"]  # fmt: skip


@pytest.mark.parametrize("line", MARK_LINES)
def test_lines_that_close_a_page(line: str) -> None:
    assert furniture.closes_page(line)
    assert not furniture.closes_page(f"{line} They left.")
    assert not furniture.closes_page("##")


@pytest.mark.parametrize("line", ["Back to news", "Return to news", "Related Links", "Related information:", "Related articles", "Related page"])  # fmt: skip
def test_footers(line: str) -> None:
    assert furniture.is_footer(f" {line} ")
    assert not furniture.is_footer(f"{line}. They met")


@pytest.mark.parametrize(
    "glued",
    [
        "###",
        " # #",
        "\\###",
        " (END)",
        "[End]",
        "***",
        " \\* \\* \\*",
        "/END/",
        "- END -",
        "– END –",
        " Open a New Window",
        " ###  ",
    ],
)
def test_marks_glued_to_a_paragraph(glued: str) -> None:
    text = f"They left{glued}"
    assert text[: furniture.end_without_marks(text, 0, len(text))] == "They left"
    assert text[: furniture.end_without_marks(text + "###", 0, len(text))] == "They left"
    mark = glued.strip()
    assert furniture.end_without_marks(mark, 0, len(mark)) == len(mark)


def test_brackets_are_outermost_and_closed() -> None:
    assert furniture.brackets("((a)(b)) (c)") == [(0, 8), (9, 12)]
    assert furniture.brackets("a) (b") == []
    assert furniture.brackets("(a) (b) (c)", 3, 8) == [(4, 7)]
    assert furniture.brackets("(a (b) (c)") == [(3, 6), (7, 10)]


ATTENDED = [
    "attended", "attendees", "attendance", "attending", "participated", "participants", "participant", "participating", "was present",
    "were also present", "joined by A", "was represented by A", "were accompanied by A",
]  # fmt: skip
LISTS = [
    "The meeting was attended by A.", "The summit meeting was joined by A.", "Plenary talks were also attended on A.", "The call was attended from A",
    "The small-group session was attended by A", "The foreign ministers' meeting was attended by A", "The dinner was attended by A",
    "The luncheon was attended by A", "The conversation was attended by A", "In attendance was A", "Also present, were A",
    "Present at the meeting was A", "Attending at the talks were A", "Present were A", "The Japanese side was represented by A",
    "Attendees: A", "Participants: A", "Attendance: A", "Those present: A", "Also present: A", "Also attending: A", "Attended by: A",
    "List of participants: A", "Attendees", "On the Japanese side, A attended.", "From the ROK side: A participated in the meeting.",
    "On the ROK side, A took part", "On the ROK side, A was also present at the talks", "On the ROK side, A were present",
]  # fmt: skip
STATEMENTS = (
    "said that it was so, said, says, stated, explained, expressed, noted, notes, welcomed, appreciated, emphasized, emphasised, pointed out, "
    "point out, told, spoke, agreed, requested, conveyed, confirmed, concurred, reported, briefed, will, would, has, had"
).split(", ")


@pytest.mark.parametrize("words", ATTENDED)
def test_brackets_about_attendance(words: str) -> None:
    assert furniture.attendance_spans(f"They met (Mr. Ito {words}) in (the) hall") == [(9, 19 + len(words))]
    assert furniture.is_attendance(f"(Mr. Ito {words}.)")
    assert not furniture.is_attendance(f"(Mr. Ito {words}.) They left.")


@pytest.mark.parametrize("paragraph", LISTS)
def test_attendance_lists(paragraph: str) -> None:
    assert furniture.is_attendance(paragraph)
    assert furniture.is_attendance(paragraph.replace(" ", "\n").replace("'", "’"))


@pytest.mark.parametrize("verb", STATEMENTS)
def test_statements_are_not_attendance_lists(verb: str) -> None:
    assert not furniture.is_attendance(f"On the Japanese side, Mr. Ito {verb} it and Mr. Choi attended.")
    assert not furniture.is_attendance(f"The Japanese side was represented by Mr. Ito, who {verb} it.")


@pytest.mark.parametrize("verb", "was were is are has had will".split())
def test_sentences_about_photographs_are_not_captions(verb: str) -> None:
    assert furniture.is_caption("Photos showing the hall")
    assert not furniture.is_caption(f"Photos of the hall {verb} shown")


def test_a_paragraph_with_two_brackets_is_not_attendance() -> None:
    assert not furniture.is_attendance("(Mr. Ito attended) and (Mr. Choi)")
    assert not furniture.is_attendance("(Mr. Ito attended")
    assert not furniture.is_attendance("(They spoke of trade.)")


def test_end_marks_and_attendance_lists_have_a_longest_length() -> None:
    assert furniture.closes_page("-" * 57 + "###")
    assert not furniture.closes_page("-" * 58 + "###")
    on_side = "On the Japan side, Mr. Ito"
    assert furniture.is_attendance(on_side + "attended".rjust(4000 - len(on_side)))
    assert not furniture.is_attendance(on_side + "attended".rjust(4001 - len(on_side)))
