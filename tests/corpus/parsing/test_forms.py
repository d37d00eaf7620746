"""The forms in which ministries publish, each on a text of our own."""

from __future__ import annotations

import textwrap

import pytest

from analysis.corpus.parsing.parse import Parsed, parse_readout

LEAD = (
    "On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a "
    "Summit Meeting with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. "
    "The overview is as follows."
)
HEAD = f"Japan-ROK Relations\n\nMay 26, 2024\n\n{LEAD}\n\n"
FIRST = "At the outset, the two leaders spoke of the harbour. They agreed to meet again."
SECOND = "Prime Minister Aoki spoke of trade."
THIRD = "They parted as friends."

# What a point reads like: its number, heading, first words, number of sentences.
Expected = list[tuple[int, str | None, str, int]]
THREE: Expected = [(1, None, "At the outset", 2), (2, None, "Prime Minister Aoki", 1), (3, None, "They parted", 1)]
TWO: Expected = THREE[:2]


def check(page: str, expected: Expected, lead: str = "On May 26") -> Parsed:
    parsed = parse_readout(page)
    found = [(p.number, p.heading, p.text, len(p.sentences)) for p in parsed.points]
    begun = [text[: len(begins)] for (_, _, text, _), (_, _, begins, _) in zip(found, expected, strict=False)]
    assert [(n, heading, count) for n, heading, _, count in found] == [(n, h, count) for n, h, _, count in expected]
    assert [" ".join(text.split()) for text in begun] == [begins for _, _, begins, _ in expected]
    assert parsed.lead.startswith(lead)
    assert bool(parsed.lead) == bool(lead)
    for point in parsed.points:
        assert page[point.start : point.end] == point.text
    return parsed


def wrap(page: str, width: int = 72) -> str:
    """The page in lines of this width, paragraph by paragraph, as an archive keeps it."""
    return "\n".join("\n".join(textwrap.wrap(line, width, break_long_words=False)) for line in page.split("\n"))


BODIES: dict[str, tuple[str, Expected]] = {
    "dots": (f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}", THREE),
    "dots and blank lines": (f"1. {FIRST}\n\n2. {SECOND}\n\n\n3. {THIRD}", THREE),
    "indented": (f"  1. {FIRST}\n  2. {SECOND}\n 3. {THIRD}", THREE),
    "tabs": (f"\t1.\t{FIRST}\n\t2.\t{SECOND}\n\t3.\t{THIRD}", THREE),
    "escaped dots": (f"1\\. {FIRST}\n2\\. {SECOND}\n3\\. {THIRD}", THREE),
    "no dot": (f"1 {FIRST}\n2 {SECOND}\n3 {THIRD}", THREE),
    "no dot, indented, blank lines": (f"   1 {FIRST}\n\n   2  {SECOND}\n\n   3\t{THIRD}", THREE),
    "number on a line of its own": (f"1.\n{FIRST}\n\n2.\n\n{SECOND}\n3.\n{THIRD}", THREE),
    "brackets": (f"(1) {FIRST}\n\n(2) {SECOND}\n(3) {THIRD}", THREE),
    "half brackets": (f"1) {FIRST}\n2) {SECOND}\n3) {THIRD}", THREE),
    "heading with (1) under it": (
        f"1.Relations\n(1) {FIRST}\n(2) {SECOND}\n2.Others\n(1) {THIRD}\n(2) It rained.",
        [(1, "Relations", "At the outset", 3), (2, "Others", "They parted", 2)],
    ),
    "2. (1) with (2) set in deeper": (
        f"1. {FIRST}\n2. (1) {SECOND}\n     (2) {THIRD}\n3. It rained.",
        [THREE[0], (2, None, "Prime Minister Aoki", 2), (3, None, "It rained", 1)],
    ),
    "doubled numbers": (f"1. (1) {FIRST}\n2. (2) {SECOND}\n3. (3) {THIRD}", THREE),
    "a stray doubled number": (f"1. {FIRST}\n2. 2. {SECOND}\n3. {THIRD}", THREE),
    "a stray number in brackets": (f"1. {FIRST}\n2. 2) {SECOND}\n3. {THIRD}", THREE),
    "numbers lost to bullets": (f"- {FIRST}\n- {SECOND}\n- {THIRD}", THREE),
    "numbers lost to bullets, one empty": (f"- {FIRST}\n- \n- {SECOND}\n-\n- {THIRD}", THREE),
    "numbers lost to bullets, text below": (f"-\n\n  {FIRST}\n\n-\n\n  {SECOND}\n\n-\n\n  {THIRD}", THREE),
    "bullets under bullets": (
        f"- {FIRST}\n    - {SECOND}\n    - {THIRD}\n- It rained.",
        [(1, None, "At the outset", 4), (2, None, "It rained", 1)],
    ),
    "sub-bullets and footnotes": (
        f"1. {FIRST}\n ° {SECOND}\n o {THIRD}\n\n * It rained.\n\n2. {SECOND}\n  ◦ {THIRD}",
        [(1, None, "At the outset", 5), (2, None, "Prime Minister Aoki", 2)],
    ),
    "unnumbered": (f"{FIRST}\n\n{SECOND}\n\n{THIRD}", THREE),
    "unnumbered, no blank lines": (f"{FIRST}\n{SECOND}\n{THIRD}", THREE),
    "bold headings": (
        f"**Relations**\n\n{FIRST}\n\n**All that is left to say of the many other things of which they spoke that day.**\n\n{THIRD}",
        [
            (1, "Relations", "At the outset", 2),
            (2, "All that is left to say of the many other things of which they spoke that day.", "They parted", 1),
        ],
    ),
    "bold headings, numbered": (
        f"**1. Relations**\n{FIRST}\n\n**2. Others**\n{THIRD}",
        [(1, "Relations", "At the outset", 2), (2, "Others", "They parted", 1)],
    ),
    "underlined headings": (
        f"<u>Relations</u>\n{FIRST}\n\n__Others__\n{SECOND}\n\nThe rest\n--------\n{THIRD}",
        [(1, "Relations", "At the outset", 2), (2, "Others", "Prime Minister", 1), (3, "The rest", "They parted", 1)],
    ),
    "marked headings": (
        f"## Relations\n\n{FIRST}\n\n## Others\n\n{THIRD}",
        [(1, "Relations", "At the outset", 2), (2, "Others", "They parted", 1)],
    ),
    "wide numbers": (f"１．{FIRST}\n２．{SECOND}\n３．{THIRD}", THREE),
    "wide brackets": (f"（１）{FIRST}\n（２）　{SECOND}\n（３）{THIRD}", THREE),
    "invisible characters": (f"\u200b1.\u00a0{FIRST}\n\ufeff\u200e2.\u2003{SECOND}\n\u20603\u00ad. {THIRD}", THREE),
    "line separators": (f"1. {FIRST}\u20282. {SECOND}\u2029\f3. {THIRD}", THREE),
    "carriage returns": (f"1. {FIRST}\r\n2. {SECOND}\r\r\n3. {THIRD}\r\n", THREE),
    "a list under a point": (
        f"1. {FIRST}\n     1. {SECOND}\n     2. {THIRD}\n2. It rained.",
        [(1, None, "At the outset", 4), (2, None, "It rained", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", BODIES)
def test_points(form: str) -> None:
    body, expected = BODIES[form]
    check(HEAD + body, expected)


@pytest.mark.parametrize("form", [form for form in BODIES if "heading" not in form and "lines" not in form])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_points_in_wrapped_text(form: str, width: int) -> None:
    body, expected = BODIES[form]
    if form == "2. (1) with (2) set in deeper" or "blank" in form:
        body = body.replace("\n", "\n\n")
    parsed = check(wrap(HEAD + body, width), expected)
    assert (parsed.start_time, parsed.duration_minutes, parsed.place) == ("16:35", 50, "Busan")


INLINE = "They agreed that (A) the ports open; and (B) the ships sail, that A) it is so and B) it stays so, "
INLINE += (
    "(a) now and (b) then, with 1) the first, 2) the second and 3) the third, (1) here and (2) there, and 2. that."
)


@pytest.mark.parametrize("width", [None, *range(40, 100, 3)])
def test_marks_within_a_sentence_are_no_points(width: int | None) -> None:
    page = HEAD + f"1. {FIRST}\n\n2. {INLINE}\n\n3. {THIRD}"
    check(wrap(page, width) if width else page, [THREE[0], (2, None, "They agreed", 1), THREE[2]])


@pytest.mark.parametrize("width", [None, *range(40, 100, 3)])
def test_marks_within_a_sentence_are_no_points_of_unnumbered_text(width: int | None) -> None:
    page = HEAD + f"{FIRST}\n\n{INLINE}\n\n{THIRD}"
    check(wrap(page, width) if width else page, [THREE[0], (2, None, "They agreed", 1), THREE[2]])


@pytest.mark.parametrize("lead", [
    "On May 26, commencing at 4:35 p.m., Mr. Aoki Taro, Prime Minister of Japan, held talks with Mr. Baek Min, President of the ROK.",
    "Prime Minister Aoki met President Baek on May 26 in Busan. The overview is as follows.",
])  # fmt: skip
def test_the_lead_can_be_item_one(lead: str) -> None:
    page = f"Japan-ROK Summit Meeting\n\nMay 26, 2024\n\n1. {lead}\n\n2. {SECOND}\n\n3. {THIRD}"
    parsed = check(page, THREE[1:], lead=lead)
    assert [leader.side for leader in parsed.leaders] == ["Japan", "ROK"]


@pytest.mark.parametrize("empty", ["", "- \n\n"])
def test_the_lead_can_be_the_first_bullet(empty: str) -> None:
    page = f"Japan-ROK Summit Meeting\n\nMay 26, 2024\n\n- {LEAD}\n\n{empty}- {FIRST}\n\n{empty}- {SECOND}\n\n- {THIRD}"
    parsed = check(page, THREE, lead=LEAD)
    assert [leader.side for leader in parsed.leaders] == ["Japan", "ROK"]


def test_what_stands_under_the_lead_of_item_one_is_told() -> None:
    lead = "Foreign Minister Aoki held a telephone talk with Foreign Minister Baek on May 26."
    page = f"May 26, 2024\n\n1. {lead}\n  ° {SECOND}\n\n2. {THIRD}"
    check(page, [(1, None, "Prime Minister Aoki", 1), (2, None, "They parted", 1)], lead=lead)


def test_item_one_is_a_point_where_a_lead_stands_above() -> None:
    check(
        HEAD + f"1. On May 26, they met and held talks.\n2. {THIRD}", [(1, None, "On May 26", 1), (2, None, "They", 1)]
    )


REMARKS = """\
Remarks by Foreign Minister Aoki on a Telephone Talk

May 26, 2024

[Opening Statement by Foreign Minister Aoki]

I have just spoken by telephone with Minister Baek of the ROK. I told him of the harbour.

I also spoke of trade.

(On the harbour, which has been closed since last year)

I cannot say more today. We are still talking.

(On trade)

I hope for the best.
"""


@pytest.mark.parametrize("title", ["Remarks by Foreign Minister Aoki on a Telephone Talk", "A Telephone Talk"])
@pytest.mark.parametrize("width", [None, 50, 72])
def test_remarks_to_the_press(title: str, width: int | None) -> None:
    page = REMARKS.replace("Remarks by Foreign Minister Aoki on a Telephone Talk", title)
    parsed = check(
        wrap(page, width) if width else page,
        [
            (1, "Opening Statement by Foreign Minister Aoki", "I have just", 2),
            (2, None, "I also spoke", 1),
            (3, "On the harbour, which has been closed since last year", "I cannot say", 2),
            (4, "On trade", "I hope", 1),
        ],
        lead="",
    )
    assert parsed.kind == "press-remarks"


@pytest.mark.parametrize("asks", ["REPORTER: ", "[QUESTION] ", "[Question, a daily] ", "Q: ", "Q1. ", "Journalist: "])
def test_what_reporters_ask_is_not_coded(asks: str) -> None:
    page = f"Remarks by Prime Minister Aoki\n\nMay 26, 2024\n\nI met him. I am glad.\n\n{asks}Will you go? It is far.\n\nI will go."
    check(page, [(1, None, "I met him", 2), (2, f"{asks}Will you go? It is far.", "I will go", 1)], lead="")


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
def test_furniture_between_two_paragraphs_comes_once(form: str) -> None:
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


def test_a_numbered_line_with_signs_of_a_menu_is_text() -> None:
    page = f"{HEAD}1. {FIRST}\n2. Korea > Japan > China trade was\ndiscussed.\n3. {THIRD}"
    assert [point.number for point in parse_readout(page).points] == [1, 2, 3]


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


def test_forms_together() -> None:
    page = (
        "Home > News > Releases\n\nTweet\n\nJapan-ROK Summit Meeting\n\nSunday, May 26th, 2024 (JST)\n\nFirst Division, Some "
        f"Bureau\n\n- (Photo) The leaders\n- (Photo) The leaders\n\n{LEAD} (The meeting was attended by Mr. Ito (Jun). Others "
        f"came too.)\n\n １．{FIRST} {INLINE}\n\n ２．(1) {SECOND}\n\n     (2) {THIRD}\n\n 1. Photo: the hall\n\n３． 3. {THIRD} "
        "\\###\n\nBack to Japan-Republic of Korea Relations\n\n2024 | 2023\n"
    )
    expected: Expected = [(1, None, "At the outset", 3), (2, None, "Prime Minister", 2), (3, None, "They parted", 1)]
    for text in (page, wrap(page), wrap(page, 60), page.replace("\n", "\r\n")):
        parsed = check(text, expected)
        assert (str(parsed.date), parsed.kind, parsed.place, parsed.warnings) == ("2024-05-26", "summit", "Busan", ())


@pytest.mark.parametrize("numbers", [(1, 3, 4), (1, 2, 5), (1, 4, 6)])
@pytest.mark.parametrize("mark", ["{}. ", "({}) ", "{}) "])
def test_lost_numbers_are_told(numbers: tuple[int, int, int], mark: str) -> None:
    page = HEAD + "\n".join(mark.format(n) + said for n, said in zip(numbers, (FIRST, SECOND, THIRD), strict=True))
    parsed = check(page, [(n, *point[1:]) for n, point in zip(numbers, THREE, strict=True)])
    assert any(warning.startswith("The number after ") for warning in parsed.warnings)


def test_a_number_that_stands_further_down_is_not_lost() -> None:
    page = f"{HEAD}1. {FIRST}\n3. {SECOND}\n2. {THIRD}\n3. {SECOND}"
    assert [point.number for point in parse_readout(page).points] == [1, 2, 3]


@pytest.mark.parametrize("again", [True, False])
def test_numbers_that_begin_again_are_told(again: bool) -> None:
    below = f"\n\nDinner\n\n1. {SECOND}\n2. {THIRD}" if again else ""
    warnings = parse_readout(f"{HEAD}1. {FIRST}\n     1. It rained.\n2. {SECOND}\n     1. It rained.{below}").warnings
    assert any("begin at 1 again" in warning for warning in warnings) == again


def test_numbers_go_over_99() -> None:
    page = HEAD + "\n".join(f"{n}. They spoke of thing {n}." for n in range(1, 1235))
    assert [point.number for point in parse_readout(page).points] == list(range(1, 1235))


def test_several_meetings_are_added_up_with_a_warning() -> None:
    page = HEAD.replace(
        "for approximately 50 minutes", "for approximately 20 minutes in a small group and then for an hour"
    )
    parsed = parse_readout(page + f"1. {FIRST}")
    assert parsed.duration_minutes == 80
    assert parsed.warnings == ("The lead times 2 meetings (20 and 60 minutes); their sum, 80 minutes, is taken.",)


def test_a_duration_in_the_body_is_not_the_meetings() -> None:
    flight = "They spoke of the missile that flew for 50 minutes at 7:10 a.m. on May 20."
    lead = LEAD.replace(", commencing at 4:35 p.m. for approximately 50 minutes", "")
    for page in (
        HEAD.replace(LEAD, lead) + f"1. {flight}\n2. {SECOND}",
        f"Talks\nMay 26, 2024\n\nThey met.\n\n{flight}",
    ):
        parsed = parse_readout(page)
        assert (parsed.start_time, parsed.duration_minutes) == (None, None)


@pytest.mark.parametrize(
    ("page", "date", "page_date"),
    [
        ("Talks\n\nMay 28, 2024\n\nOn May 26, they met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-28"),
        ("Talks\n\nMay 28, 2024\n\nThey met on 26 May 2024. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-28"),
        ("Talks\n\nOn May 26, 2024, they met. The overview is as follows.\n\n1. They met.", "2024-05-26", None),
        ("Talks\n\nOn May 26, they met. The overview is as follows.\n\n1. They met.", None, None),
        ("Talks\n\nMay 26, 2024\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
        ("Talks (May 26, 2024)\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
        ("Seoul, 26 May 2024\n\nTalks\n\nThey met. The overview is as follows.\n\n1. They met.", "2024-05-26", "2024-05-26"),
    ],
)  # fmt: skip
def test_the_page_and_the_meeting_have_days(page: str, date: str | None, page_date: str | None) -> None:
    parsed = parse_readout(page)
    assert [str(day) if day else None for day in (parsed.date, parsed.page_date)] == [date, page_date]
    assert any(w.startswith("The page is dated") for w in parsed.warnings) == (page_date not in (None, date))
    assert any(w.startswith("No date") for w in parsed.warnings) == (date is None)
    assert parsed.title.startswith("Talks")
