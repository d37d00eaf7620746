"""Names: which spellings belong to one person."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from analysis.corpus.parsing.names import name_key, same_person

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
