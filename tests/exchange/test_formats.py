"""Dictionary files of other tools: read as their tools read them, written and read back, and what is lost is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.codebook.file import read_codebook
from analysis.codebook.model import Codebook
from analysis.exchange.categories import from_codebook
from analysis.exchange.formats import FORMATS, codebook_yaml, export_codebook, import_codebook
from analysis.io.faults import InputFaults
from tests.builders.studies import PROJECT

SEAS = {
    ".yml": "Big Seas: [ocean*, inland sea]\nTrade: [port]\n",
    ".dic": "%\n01\tBig Seas\n02\tTrade\n%\n\nocean*\t01\ninland sea  1\nport\t2\n",
    ".cat": "\ufeffBig Seas\r\n\tOCEAN* (1)\r\n\tINLAND_SEA (1)\r\nTrade\r\n\tport (1)\r\n",
    ".lc3": "+Big Seas\nocean*\ninland sea\n\n+Trade\nport\n",
    ".ykd": '<?xml version="1.0" encoding="UTF-8"?><dictionary style="050805" patternengine="substring"><cnode name="D">'
    '<cnode name="Big Seas" desc="Waters."><pnode name="ocean*"/><pnode name="inland sea"/></cnode>'
    '<cnode name="Trade"><pnode name="port"/></cnode></cnode></dictionary>',
}  # fmt: skip
WORD = st.text("abcdefgé", min_size=1, max_size=5)
PATTERN = st.lists(st.one_of(WORD, WORD.map("{}*".format)), min_size=1, max_size=3).map(" ".join)


def read(folder: Path, ending: str, text: str) -> tuple[Codebook, list[str]]:
    path = folder / f"seas{ending}"
    path.write_bytes(text.encode())
    return import_codebook(path)


@pytest.mark.parametrize("ending", SEAS)
def test_every_format_gives_the_same_codebook(ending: str, tmp_path: Path) -> None:
    book, lost = read(tmp_path, ending, SEAS[ending])
    patterns = {theme.key: [pattern.lower() for pattern in theme.patterns] for theme in book.themes}
    assert patterns == {"big_seas": ["ocean*", "inland sea"], "trade": ["port"]}
    assert [theme.label for theme in book.themes] == ["Big Seas", "Trade"]
    assert lost == []


def test_a_description_becomes_the_definition_and_goes_back(tmp_path: Path) -> None:
    book, _ = read(tmp_path, ".ykd", SEAS[".ykd"])
    assert book.themes[0].definition == "Waters."
    assert 'desc="Waters."' in export_codebook(book, "yoshikoder")[0]


@pytest.mark.parametrize("name", FORMATS)
@given(
    themes=st.dictionaries(
        st.sampled_from(["sea", "trade", "art"]), st.sets(PATTERN, min_size=1, max_size=4), min_size=1
    )
)
def test_what_is_written_is_read_back(name: str, themes: dict[str, set[str]]) -> None:
    book = Codebook.from_patterns(**{f"t_{key}": sorted(patterns) for key, patterns in themes.items()})
    text, _ = export_codebook(book, name)
    back = FORMATS[name].read(text, "a")
    assert {one.name: set(one.patterns) for one in back.listed} == {
        theme.key: set(theme.patterns) for theme in book.themes
    }
    assert back.lost == ()


@pytest.mark.parametrize("name", FORMATS)
def test_of_the_projects_codebook_every_pattern_is_written_or_listed(name: str) -> None:
    book = read_codebook(PROJECT / "corpus" / "codebook.yml")
    text, lost = export_codebook(book, name)
    written = {one.name: set(one.patterns) for one in FORMATS[name].read(text, "a").listed}
    for one in from_codebook(book).listed:
        for pattern in set(one.patterns) - written[one.name]:
            assert any(line.startswith(f"{one.name}: {pattern!r} is left out: ") for line in lost), pattern
        assert written[one.name] <= set(one.patterns)
    conditional = [group for theme in book.themes for group in theme.conditional]
    assert sum(" without the condition " in line for line in lost) == len(conditional)
    assert ("Definitions of the themes." in lost) == (name != "yoshikoder")
    for part in ("sets", "consumes", "topics", "carry", "voice"):
        assert any(line.startswith(f"{part}: ") for line in lost), part


def test_names_that_give_the_same_key_are_numbered(tmp_path: Path) -> None:
    book, _ = read(tmp_path, ".lc3", "+A b\nsea\n+a-B\nport\n+A B\nship\n+None\nsail\n+기후\nheat\n")
    assert book.keys == ["a_b", "a_b_2", "a_b_3", "none_2", "topic"]
    assert [theme.label for theme in book.themes] == ["A b", "a-B", "A B 2", "None", "기후"]


@pytest.mark.parametrize("ending", SEAS)
def test_an_imported_codebook_is_valid_as_it_is_written(ending: str, tmp_path: Path) -> None:
    book, lost = read(tmp_path, ending, SEAS[ending])
    path = tmp_path / "codebook.yml"
    path.write_text(codebook_yaml(book, ["a comment\nof two lines", *lost]), encoding="utf-8")
    assert read_codebook(path) == book


@pytest.mark.parametrize(
    ("ending", "text", "said"),
    [
        (".dic", "%\n1\ta\n%\nlike (02 134)125/464\t1\nsea\t1\n", "Line 4: 'like (02 134)125/464 1' has codes"),
        (".dic", "%\n1\ta\n%\nsea\t1 7\n", "Line 4: 'sea' is of category 7, which the file does not name."),
        (".cat", "a\n\tsea (3)\n", "Line 2: 'sea' has the weight 3"),
        (".cat", "a\n\t@near [sea NEAR port] (1)\n\tsea (1)\n", "Line 2: '@near [sea NEAR port]' is a rule."),
        (".yml", "a: [sea]\nb: []\n", "b: a category without patterns."),
        (".yml", "a: ['sea{s}', sea]\n", "a: Pattern 'sea{s}': braces name a set"),
        (".yml", "a: ['*a*', sea]\n", "a: Pattern '*a*' has two * in one word."),
        (".yml", "a: ['???', sea]\nb: ['*']\n", "b: no pattern is left."),
        (".yml", "a: [trade*, sea]\nb: [trader, port]\n", "b: Pattern 'trader' is shadowed by 'trade*' of a."),
        (".yml", f"a: [sea, {'x' * 300}]\n", "has more than 200 characters."),
        (".ykd", '<dictionary patternengine="regexp"><cnode name="a"><pnode name="sea"/></cnode></dictionary>',
         "of another kind"),
    ],
)  # fmt: skip
def test_what_a_codebook_cannot_say_is_listed(ending: str, text: str, said: str, tmp_path: Path) -> None:
    book, lost = read(tmp_path, ending, text)
    assert "sea" in book.themes[0].patterns
    assert any(said in line for line in lost), lost


@pytest.mark.parametrize(
    ("ending", "text", "said"),
    [
        (".txt", "a", "seas.txt: Unknown ending."),
        (".yml", "- a\n", "seas.yml:1: Not a dictionary."),
        (".yml", "a: [sea]\nb:\n  - c: [d]\n", "seas.yml:3: A pattern must be a text."),
        (".yml", "a: []\n", "seas.yml: The file has no category with a pattern"),
        (".yml", "a: [" + ", ".join(f"w{n}" for n in range(5001)) + "]", "5,001 patterns; a codebook has at most 5,000."),
        (".dic", "1\ta\nsea\t1\n", "seas.dic:1: No categories between two lines of %."),
        (".dic", "%\na\n%\nsea\t1\n", "seas.dic:2: A line between the two % must be"),
        (".cat", "sea (1)\n", "seas.cat:1: A word before the first category."),
        (".cat", "a\n" + "\t" * 30 + "b\n", "seas.cat:2: Categories are nested more than 20 deep."),
        (".lc3", "sea\n", "seas.lc3:1: A pattern before the first category."),
        (".ykd", "<a/>", "seas.ykd:1: The XML is a <a>, not a <dictionary>."),
        (".ykd", "<dictionary>\n<cnode/></dictionary>", "seas.ykd: A category (cnode) has no name."),
        (".ykd", "<dictionary>\n<cnode name='a'>", "seas.ykd:2: Not valid XML: no element found."),
        (".ykd", '<!DOCTYPE d [<!ENTITY a "b">]><dictionary/>', "seas.ykd: A DOCTYPE is not allowed: remove it."),
        (".ykd", "<dictionary>" + "<cnode name='a'>" * 60, "seas.ykd: Elements are nested more than 50 deep."),
    ],
)  # fmt: skip
def test_bad_files_are_explained(ending: str, text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputFaults) as caught:
        read(tmp_path, ending, text)
    assert said in str(caught.value)
