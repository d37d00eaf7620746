"""Names: which spellings belong to one person."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.names import in_one_style, name_expression, name_key, name_parts, same_person

SAME = {
    "order": ("Fumio Kishida", "KISHIDA Fumio"),
    "capitals and hyphen": ("LEE Jae Myung", "Lee Jae-myung"),
    "joined": ("Lee Jaemyung", "Jae-myung Lee"),
    "honorifics": ("H.E. Mr. YOON Suk Yeol", "Yoon Suk-yeol"),
    "more honorifics": ("H. E. Dr. Kang Kyung-wha", "The Honourable Kang, Kyung-wha"),
    "comma": ("Kang, Kyung-wha", "KANG Kyung Wha"),
    "office": ("Prime Minister Kishida Fumio", "Fumio KISHIDA"),
    "marks": ("José Nuñez", "JOSE NUNEZ"),
    "initial left out": ("Samuel P. Hill, Jr.", "Samuel Hill"),
}


DIFFERENT = {
    "family name": ("Lee Jae Myung", "Lee Myung-bak"),
    "another given name": ("Kim Dong-yeon", "Kim Sung-han"),
    "one syllable": ("Kim Jong-un", "Kim Jong-il"),
    "brothers": ("Abe Shinzo", "Abe Nobuo"),
    "nobody": ("Mr.", "Lee Jae Myung"),
    "an initial": ("Ann T. Hill", "Tanaka"),
}


@pytest.mark.parametrize("case", SAME)
def test_one_person(case: str) -> None:
    one, other = SAME[case]
    assert same_person(one, other)
    assert same_person(other, one)
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize("case", DIFFERENT)
def test_two_persons(case: str) -> None:
    one, other = DIFFERENT[case]
    assert not same_person(one, other)
    assert name_key(one) != name_key(other)


def test_a_family_name_or_an_initial_matches_the_person() -> None:
    assert same_person("Kishida", "KISHIDA Fumio")
    assert same_person("S. Abe", "Shinzo Abe")
    assert not same_person("T. Abe", "Shinzo Abe")
    assert not same_person("S.", "Shinzo Abe")


syllable = st.sampled_from("jae myung suk yeol min ho shin zo fu mio bak eun hye ta ro".split())


names = st.tuples(
    st.lists(syllable, min_size=2, max_size=3), st.booleans(), st.booleans(), st.sampled_from(["-", " ", ""])
)


@given(names)
def test_the_key_is_the_same_however_the_name_is_written(parts: tuple[list[str], bool, bool, str]) -> None:
    (family, *given_name), given_first, capitals, joint = parts
    name = joint.join(given_name).title() if joint == " " else joint.join(given_name).capitalize()
    family = family.upper() if capitals else family.capitalize()
    written = f"Mr. {name} {family}" if given_first else f"{family} {name}"
    plain = f"{parts[0][0].capitalize()} {'-'.join(given_name)}"
    assert name_key(written) == name_key(plain)
    assert same_person(written, plain)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_person(one, one) == bool(name_key(one))


HONORIFICS = (
    "Mr Mrs Ms Miss Dr Prof Professor Hon Honourable Honorable His Her Their Excellency Majesty Highness Royal H E M R The Sir Dame Lord Amb "
    "Ambassador Gen General Acting Vice Deputy State Prime Minister President Elect Premier Chancellor Taoiseach Secretary King Queen Emperor "
    "Crown Prince Princess"
).split()


@pytest.mark.parametrize("honorific", HONORIFICS)
def test_honorifics_and_offices_are_not_part_of_a_name(honorific: str) -> None:
    assert name_parts(f"{honorific} Aoki Taro") == name_parts(f"{honorific.upper()}. Mr. Aoki Taro") == ["aoki", "taro"]
    assert name_parts(f"Aoki {honorific} Taro") == ["aoki", honorific.lower(), "taro"]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("HE Mr Aoki", ["aoki"]), ("HE Ms Aoki", ["aoki"]), ("HE Mrs Aoki", ["aoki"]), ("HE Dr Aoki", ["aoki"]), ("HE Jie", ["he", "jie"]),
        ("H. M. Aoki", ["aoki"]), ("H.R.H. Aoki", ["aoki"]), ("Hill, Jr.", ["hill"]), ("Hill Sr", ["hill"]), ("O'Brien", ["obrien"]),
        ("O’Brien", ["obrien"]), ("Nuñez", ["nunez"]), ("A\u00adoki", ["aoki"]), ("Mr.", ["mr"]), ("Prime Minister", ["prime", "minister"]), ("", []), ("A_b 2", ["a", "b"]),
    ],
)  # fmt: skip
def test_parts_of_a_name(written: str, parts: list[str]) -> None:
    assert name_parts(written) == parts


def test_keys_of_names_with_initials() -> None:
    assert name_key("S. Abe") == "abes"
    assert name_key("A. B.") == ""
    assert name_key("Baab") == "aabb"
    assert same_person("Samuel P. Hill", "Samuel P. Hill")
    assert not same_person("Samuel P. Hill", "Samuel Q. Hill")
    assert same_person("Samuel P. Hill", "Samuel Hill")
    assert same_person("P. Q. Hill", "Q. R. Hill")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("AOKI Taro", "Aoki Taro"), ("BO Li", "Bo Li"), ("KIM Il-SUNG", "Kim Il-Sung"), ("S. ABE", "S. Abe"), ("A Hill", "A Hill"), ("Hill, Jr.", "Hill, Jr."),
        ("Hill, Sr.", "Hill, Sr."), ("Kang, Min", "Kang Min"), ("U.S. Hill", "U.S. Hill"), ("McNair Tom", "McNair Tom"), ("O'BRIEN", "O'brien"), ("Aoki  Taro", "Aoki Taro"),
    ],
)  # fmt: skip
def test_names_in_one_style(written: str, shown: str) -> None:
    assert in_one_style(written) == shown


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("LEE Jae Myung", "Mr. Lee", "Lee"), ("LEE Jae Myung", "Mr. LEE", "LEE"), ("LEE Jae Myung", "Jae-myung", "Jae-myung"), ("LEE Jae Myung", "Jaemyung", "Jaemyung"),
        ("LEE Jae Myung", "Jae Myung Lee", "Jae Myung Lee"), ("Moon Jae-in", "in Nara", None), ("Moon Jae-in", "Jae In", "Jae In"), ("Moon Jae-in", "JAE-IN MOON", "JAE-IN MOON"),
        ("Sam Hill, Jr.", "Sam Hill, Jr.", "Sam Hill, Jr."), ("Kang, Min", "Kang, Min", "Kang, Min"), ("Mr.", "Mr. Hill", None),
        ("S. Abe", "S. Abe", "S. Abe"), ("S. Abe", "S-Abe", "Abe"), ("S. Abe", "S.Abe", "S.Abe"), ("Aoki", "aoki", None), ("Jae- Lee", "Jae", None),
    ],
)  # fmt: skip
def test_expressions_find_names(written: str, text: str, found: str | None) -> None:
    match = re.search(name_expression(written), text)
    assert (match.group() if match else None) == found
