from __future__ import annotations

import re

import pytest

from tests.builders.pages import SAID, numbered, points_of, text_of


@pytest.mark.parametrize(
    "body",
    [
        numbered("ol", *SAID),
        "<ol><li>" + "<li>".join(SAID) + "</ol>",
        numbered("ol", *(f"<p>{said}</p>" for said in SAID)),
        numbered("ol style='list-style: none'", *(f"{n}. {said}" for n, said in enumerate(SAID, 1))),
        numbered("ul", *(f"{n}. {said}" for n, said in enumerate(SAID, 1))),
        numbered("ol", SAID[0]) + numbered("ol start=2", SAID[1]) + numbered("ol start='3'", SAID[2]),
        "<ol>" + "".join(f"<li value={n}>{said}</li>" for n, said in enumerate(SAID, 1)) + "</ol>",
        "".join(f"<p>{n}. {said}</p>" for n, said in enumerate(SAID, 1)),
        "<p>" + "<br>".join(f"{n}. {said}" for n, said in enumerate(SAID, 1)) + "</p>",
        "<p>" + "<br><br>\n".join(f"&nbsp;{n}.&nbsp;{said}" for n, said in enumerate(SAID, 1)) + "</p>",
        "<table>" + "".join(f"<tr><td>{n}.</td><td>{said}</td></tr>" for n, said in enumerate(SAID, 1)) + "</table>",
        "<table>" + "".join(f"<tr><td>{n}<td><p>{said}" for n, said in enumerate(SAID, 1)) + "</table>",
        "<dl>" + "".join(f"<dt>{n}.</dt><dd>{said}</dd>" for n, said in enumerate(SAID, 1)) + "</dl>",
        "<ol>" + "<li></li><li> </li>".join(f"<li>{said}</li>" for said in SAID) + "</ol>",
        "<div><div>"
        + "</div><div>".join(f"<span>{n}.</span> {said}" for n, said in enumerate(SAID, 1))
        + "</div></div>",
    ],
)
def test_points_keep_their_numbers_whatever_the_markup(body: str) -> None:
    found = points_of(body)
    assert [number for number, _ in found] == [1, 2, 3]
    assert [said for _, said in found] == SAID


def test_a_list_keeps_its_first_number_and_style() -> None:
    assert "\n  3. They spoke of tea" in text_of(numbered("ol start=3", *SAID))
    assert "(c) They spoke of tea" in text_of(numbered("ol type=a start=3", *SAID))
    assert "(iii) They" in text_of(numbered("ol type=i", *SAID))
    assert re.findall(r"^(\d)\. They", text_of(numbered("ol reversed", *SAID)), re.MULTILINE) == ["3", "2", "1"]


def test_numbers_of_a_list_within_a_list_are_not_points() -> None:
    inner = numbered("ol", "on the shore,", "on the sea, and", "in the air.")
    found = points_of(numbered("ol", f"They spoke of roads: {inner}", SAID[1], SAID[2]))
    assert [number for number, _ in found] == [1, 2, 3]
    assert all(part in found[0][1] for part in ("on the shore", "on the sea", "in the air"))


def test_footnote_signs_are_separated_from_words_but_superscript_letters_are_not() -> None:
    text = text_of(
        "<p>On security<sup>1</sup> and trade.<sup><a href='#n'>2</a></sup> On the 7<sup>th</sup>, CO<sub>2</sub>, 10<sup>6</sup>.</p>"
    )
    assert "On security[1] and trade.[2] On the 7th, CO2, 106." in text
