"""Points in the forms in which ministries publish, each on a text of our own."""

from __future__ import annotations

import itertools

import pytest

from analysis.corpus.parsing.parse import parse_readout
from analysis.corpus.parsing.points import is_cue
from tests.builders.forms import FIRST, HEAD, LEAD, SECOND, THIRD, THREE, Expected, check, wrap

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
        [
            (1, "Relations", "At the outset", 2),
            (2, "Relations", "Prime Minister", 1),
            (3, "Others", "They parted", 1),
            (4, "Others", "It rained", 1),
        ],
    ),
    "2. (1) with (2) set in deeper": (
        f"1. {FIRST}\n2. (1) {SECOND}\n     (2) {THIRD}\n3. It rained.",
        [*THREE, (4, None, "It rained", 1)],
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
        [*THREE[:2], (3, None, "They parted", 2), (4, None, "Prime Minister Aoki", 1), (5, None, "They parted", 1)],
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
    "headings above several points": (
        f"Relations\n\n1. {FIRST}\n2. {SECOND}\n\n(Others)\n\n3. {THIRD}\n4. The sea\n{THIRD}\n5. {THIRD}",
        [(1, "Relations", "At the outset", 2), (2, "Relations", "Prime Minister", 1), (3, "Others", "They parted", 1),
         (4, "The sea", "They parted", 1), (5, "Others", "They parted", 1)],
    ),
    "wide numbers": (f"１．{FIRST}\n２．{SECOND}\n３．{THIRD}", THREE),
    "wide brackets": (f"（１）{FIRST}\n（２）　{SECOND}\n（３）{THIRD}", THREE),
    "invisible characters": (f"\u200b1.\u00a0{FIRST}\n\ufeff\u200e2.\u2003{SECOND}\n\u20603\u00ad. {THIRD}", THREE),
    "line separators": (f"1. {FIRST}\u20282. {SECOND}\u2029\f3. {THIRD}", THREE),
    "carriage returns": (f"1. {FIRST}\r\n2. {SECOND}\r\r\n3. {THIRD}\r\n", THREE),
    "a list under a point": (
        f"1. {FIRST}\n     1. {SECOND}\n     2. {THIRD}\n2. It rained.",
        [*THREE, (4, None, "It rained", 1)],
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


def test_text_below_the_lead_of_item_one_is_a_point() -> None:
    lead = "Foreign Minister Aoki held a telephone talk with Foreign Minister Baek on May 26."
    page = f"May 26, 2024\n\n1. {lead}\n  ° {SECOND}\n\n2. {THIRD}"
    check(page, [(1, None, "Prime Minister Aoki", 1), (2, None, "They parted", 1)], lead=lead)


def test_item_one_is_a_point_if_a_lead_is_above_it() -> None:
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


def test_paragraphs_without_numbers_are_points_and_wrapped_lines_belong_together() -> None:
    text = "Readout of a Call\nMay 26, 2024\n\nThe President called the Prime\nMinister today.\n\nThey agreed on\nmuch.\n\n\\###\n"
    parsed = parse_readout(text)
    assert " ".join(parsed.lead.split()) == "The President called the Prime Minister today."
    assert [" ".join(point.text.split()) for point in parsed.points] == ["They agreed on much."]
    assert parsed.kind == "telephone"
    assert "No numbered points: each paragraph is taken as a point." in parsed.warnings


def test_a_heading_over_its_paragraphs_is_not_coded() -> None:
    parsed = parse_readout(
        "Talks\nMay 26, 2024\n\n1. North Korea\n(1) They spoke.\n(2) They agreed.\n2. Others\nThey parted.\n"
    )
    assert [(p.heading, len(p.sentences)) for p in parsed.points] == [
        ("North Korea", 1),
        ("North Korea", 1),
        ("Others", 1),
    ]


def test_headings_within_a_point_are_not_coded() -> None:
    page = "Talks\nMay 26, 2024\n\n1. Relations (from 5:15 p.m.)\n(i) Economy\nThey spoke of trade at length.\n(ii) History\nThey spoke of it.\n2. They left.\n"
    points = parse_readout(page).points
    assert [(point.label, point.heading) for point in points] == [
        ("1(i)", "Economy"),
        ("1(ii)", "History"),
        ("2", None),
    ]
    assert [page[a:b] for point in points[:2] for a, b in point.sentences] == [
        "They spoke of trade at length.",
        "They spoke of it.",
    ]


def test_the_text_of_a_point_is_never_that_of_another() -> None:
    """Of two headings above several points the second is text of the first point only."""
    page = "Talks\nMay 26, 2024\n\n1. They met.\n\nRelations\n\nThe sea\n\n2. They spoke of it.\n3. They left.\n"
    points = parse_readout(page).points
    assert [point.heading for point in points] == [None, "Relations", "Relations"]
    assert all(above.end <= below.start for above, below in itertools.pairwise(points))


CUES = [
    "[Opening]", "(On trade)", "(Regarding trade)", "(Concerning trade)", "(About trade)", "(Question)", "（On trade）", "Q: Why?", "Q. Why?", "Q1) Why?",
    "Question: Why?", "Reporter: Why?", "Journalist 2: Why?", "REPORTER: Why?", "[Q] Why?", "[Question, daily] Why?", "[Reporter] Why?", "[Journalist] Why?",
    "**[Opening]**", "__(On trade)__", "_(On trade)_",
]  # fmt: skip


@pytest.mark.parametrize("cue", CUES)
def test_cues(cue: str) -> None:
    assert is_cue(cue)
    assert not is_cue(f"They met. {cue}")


def test_cues_have_a_longest_length() -> None:
    assert is_cue(f"[{'a' * 200}]")
    assert not is_cue(f"[{'a' * 201}]")
    assert not is_cue(f"(On trade){' ' * 1990}")
    assert is_cue(f"Q: {'a' * 1499}")
    assert not is_cue(f"Q: {'a' * 1500}")


def test_headings_within_points() -> None:
    def coded(body: str) -> list[str]:
        page = f"{HEAD}{body}"
        return [page[a:b] for point in parse_readout(page).points for a, b in point.sentences]

    assert coded("1. A b.\n\nTrade and much more of it\n\nC d.\n2. E f.") == ["A b.", "C d.", "E f."]
    assert coded("1. A b.\n\nTrade and much more of it all\n\nC d.\n2. E f.") == [
        "A b.",
        "Trade and much more of it all",
        "C d.",
        "E f.",
    ]
    assert coded("1. A b.\n\n**Trade and much more of it all**\n\nC d.\n2. E f.") == ["A b.", "C d.", "E f."]
    assert coded("1. A b.\n\nTrade\n\nHistory\n\nC d.\n2. E f.") == ["A b.", "Trade", "C d.", "E f."]


def test_only_sentences_outside_attendance_brackets_are_coded() -> None:
    page = f"{HEAD}1. A b. (C d. attended. E f.) G h. (It rained.) I j. (K l. attended.)\n2. M n."
    first = parse_readout(page).points[0]
    assert [page[a:b] for a, b in first.sentences] == ["A b.", "G h.", "(It rained.)", "I j."]
