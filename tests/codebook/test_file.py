from __future__ import annotations

from pathlib import Path

import pytest

from analysis.codebook.file import read_codebook
from analysis.io.faults import InputFaults
from tests.builders.studies import PROJECT

GOOD = """\
themes:
  - key: trade
    label: Trade
    core: true
    colour: "#0072B2"
    definition: Trade.
    patterns:
      - trade*
      - supply chain*
  - key: security
    label: Security
    core: false
    colour: "#7B8794"
    definition: Security.
    patterns: [security]
consumes:
  - security council
carry:
  determiners: [these]
  nouns: [movement*]
"""


def faults_of(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    path = tmp_path / "codebook.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_codebook(path)
    assert all(fault.file == path.as_posix() for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_the_projects_codebook_has_no_faults() -> None:
    book = read_codebook(PROJECT / "corpus" / "codebook.yml")
    assert book.core_keys == ["north_korea", "youth_exchange", "economy", "shuttle_diplomacy"]
    assert book.keys == [*book.core_keys, "security", "history", "people", "global"]


def test_a_good_codebook(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_codebook(path).label("trade") == "Trade"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("label: Trade", "lable: Trade", 3, "themes[0].lable: Unknown key"),
        ("label: Trade", "lable: Trade", 2, "themes[0].label: This is missing"),
        ("key: security", "key: trade", 10, "themes[1].key: Theme 'trade' is already themes[0]"),
        ("label: Security", "label: Trade", 11, "themes[1].label: Theme 'Trade' is already themes[0]"),
        ("key: trade", "key: none", 2, "themes[0].key: 'none' is the name for sentences without a theme"),
        ("key: trade", "key: Trade Policy", 2, "themes[0].key: Must be lower-case letters"),
        ("- supply chain*", "- Trade*", 9, "themes[0].patterns[1]: Pattern 'Trade*' is given twice in trade"),
        ("- supply chain*", '- ""', 9, "themes[0].patterns[1]: Pattern '' is empty"),
        ("- supply chain*", '- "*"', 9, "themes[0].patterns[1]: Pattern '*' is empty"),
        ("- supply chain*", "- supply*chain*", 9, "themes[0].patterns[1]: Pattern 'supply*chain*' has two * in one word."),
        ("nouns: [movement*]", "nouns: ['m*ve*']", 20, "carry.nouns[0]: Phrase 'm*ve*' has two * in one word."),
        ("- supply chain*", "- no", 9, "themes[0].patterns[1]: Must be text, got False. Put it in quotes."),
        ("- supply chain*", "- the end. Then", 9, "themes[0].patterns[1]: Pattern 'the end. Then' can never match"),
        ("- supply chain*", "- securit*", 15, "themes[1].patterns[0]: Pattern 'security' is shadowed by 'securit*' of trade"),
        ("[security]", "[security council]", 15, "themes[1].patterns[0]: Pattern 'security council' is shadowed by"),
        ("patterns: [security]", "patterns: []", 10, "themes[1]: Theme 'security' has no patterns"),
        ('colour: "#7B8794"', "colour: grey", 13, "themes[1].colour: Must be a colour"),
        ("core: false", "core: false\n    core: true", 13, "themes[1].core: given twice."),
        ("nouns: [movement*]", "nouns: ['*']", 20, "carry.nouns[0]: Phrase '*' is empty."),
        ("core: true", "core: maybe", 4, "themes[0].core: Must be true or false. Got 'maybe'."),
        ("themes:", "themes: [", 2, "Not valid YAML"),
        ("- supply chain*", '- "{goods} chain*"', 9, "themes[0].patterns[1]: Unknown set 'goods'. Use one of: none is defined."),
        ("consumes:", "sets: {a: ['{b}'], b: [x]}\nconsumes:", 16, "sets.a: The set 'a' names a set."),
        ("consumes:\n", "sets: {a: [" + "x, " * 71 + "y]}\nconsumes:\n  - '{a}{a}'\n", 18, "consumes[0]: The sets of '{a}{a}' stand for 5,184"),
        ("consumes:", "topics: {sides: {war: [Ukraine]}}\nconsumes:", 16, "topics.sides.war: Unknown topic 'war'."),
        ("consumes:", "    conditional: [{patterns: [x], only_topics: [war]}]\nconsumes:", 16, "themes[1].conditional[0].only_topics[0]: Unknown name 'war'."),
        ("consumes:", "    conditional: [{patterns: [x], unless_themes: [war]}]\nconsumes:", 16, "themes[1].conditional[0].unless_themes[0]: Unknown name 'war'."),
        ("determiners: [these]", "determiner: [these]", 19, "carry.determiner: Unknown key"),
    ],
)  # fmt: skip
def test_each_fault_is_reported_with_its_path_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    found = faults_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(at == line and said.startswith(message) for at, said in found), found


def test_lines_of_long_files_and_sizes_are_limited(tmp_path: Path) -> None:
    assert faults_of(tmp_path, GOOD.replace("trade*", "a" * 201))[0][1].endswith("Got 201. Shorten it.")
    path = tmp_path / "longest.yml"
    path.write_text(GOOD.replace("trade*", "a" * 200), encoding="utf-8")
    assert read_codebook(path).listed[0].pattern.written == "a" * 200
    long_key = faults_of(tmp_path, GOOD.replace("lable", "label").replace("carry:", "k" * 61 + ":"))
    assert any(message.startswith("k" * 60 + ": Unknown key") for _, message in long_key)


def test_an_unknown_kind_is_reported_in_its_place(tmp_path: Path) -> None:
    group = "    conditional:\n      - patterns: [contact]\n        unless_kinds: [summit, picnic]\nconsumes:"
    assert faults_of(tmp_path, GOOD.replace("consumes:", group))[0][1].startswith(
        "themes[1].conditional[0].unless_kinds[1]: Unknown name 'picnic'. Use one of: "
    )


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    bad = (
        GOOD.replace("core: true", "core: maybe")
        .replace("- supply chain*", '- ""')
        .replace("key: security", "key: trade")
        .replace("- security council", "- security")
    )
    assert len(faults_of(tmp_path, bad)) >= 5


@pytest.mark.parametrize(
    "text", ["", "just words", "- a\n- b\n", "themes: 3\n", "themes: []\n", "a: &x [*x]\n", "? [a]\n: b\n"]
)
def test_a_file_that_is_not_a_codebook(tmp_path: Path, text: str) -> None:
    assert faults_of(tmp_path, text)


def test_a_theme_with_a_fault_is_still_a_theme(tmp_path: Path) -> None:
    only = GOOD[: GOOD.index("  - key: security")].replace('"#0072B2"', "blue")
    assert faults_of(tmp_path, only) == [(5, "themes[0].colour: Must be a colour such as '#0072B2'. Got 'blue'.")]
    assert faults_of(tmp_path, "themes: []") == [(1, "themes: Must contain at least one entry.")]


def test_a_fault_of_the_whole_file_is_on_its_first_line(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "just words") == [(1, "Must be a set of keys and values. Got 'just words'.")]


def test_five_thousand_patterns_and_phrases_are_read(tmp_path: Path) -> None:
    def with_patterns(n: int) -> str:
        return GOOD.replace("[security]", str([f"word{i}" for i in range(n)]))

    path = tmp_path / "most.yml"
    path.write_text(with_patterns(4995), encoding="utf-8")  # beside two patterns, one consumed and two of `carry`
    assert len(read_codebook(path).listed) == 4998
    assert faults_of(tmp_path, with_patterns(4996)) == [
        (1, "5,001 patterns and phrases; at most 5,000 are read. Remove some.")
    ]


def test_a_fault_of_one_part_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    group = "    conditional:\n      - patterns: ['*', port]\n        unless: ['*']\n        only_with: ['*']\n        unless_kinds: [picnic]\n"
    text = GOOD.replace('"#0072B2"', "blue").replace("consumes:\n", group + "consumes:\n  - '*'\n")
    text = text.replace("[these]", "['*']").replace("[movement*]", "['*']") + "  phrases: ['*']\n"
    reported = {message.split(": ")[0] for _, message in faults_of(tmp_path, text)}
    conditional = "themes[1].conditional[0]"
    assert reported == {
        "themes[0].colour", f"{conditional}.patterns[0]", f"{conditional}.unless[0]", f"{conditional}.only_with[0]",
        f"{conditional}.unless_kinds[0]", "consumes[0]", "carry.determiners[0]", "carry.nouns[0]", "carry.phrases[0]",
    }  # fmt: skip


def test_a_fault_in_voice_has_its_path(tmp_path: Path) -> None:
    lists = ("jointly", "alone", "between", "joins", "not_after")
    voice = "voice:\n" + "".join(f"  {name}: ['*']\n" for name in lists)
    acts = "  acts:\n    - {key: stated, verbs: ['*'], only_jointly: ['*']}\n"
    reported = {message.split(": ")[0] for _, message in faults_of(tmp_path, GOOD + voice + acts)}
    assert reported == {
        *(f"voice.{name}[0]" for name in lists),
        "voice.acts[0].verbs[0]",
        "voice.acts[0].only_jointly[0]",
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("core: true", "core: [1]", (4, "themes[0].core: Must be true or false. Got [1].")),
        ("label: Trade", "label:", (3, "themes[0].label: This is empty. Give it a text.")),
        ("label: Trade", "label: 3", (3, "themes[0].label: Must be text, got 3. Put it in quotes.")),
        ("label: Trade", "label: ''", (3, "themes[0].label: String should have at least 1 character. Got ''.")),
        ("label: Trade", "label: Trade\n    1: x", (2, "themes[0][1]: Keys should be strings. Got 1.")),
        ("label: Trade", "label: Trade\n    more: x", (4, "themes[0].more: Unknown key. Look for a misspelling; docs/codebook.md lists the keys.")),
        ("    label: Trade\n", "", (2, "themes[0].label: This is missing. Add it: every entry of this kind needs it.")),
        ("themes:", "themes:\n  - 3", (2, "themes[0]: Must be a set of keys and values. Got 3.")),
        ("patterns: [security]", "patterns: security", (15, "themes[1].patterns: Must be a list. Got 'security'.")),
        ("carry:", "carry:\n  within: 11", (19, "carry.within: Input should be less than or equal to 10. Got 11.")),
        ("carry:", f"carry:\n  within: 0x{'f' * 5000}", (19, "carry.within: Input should be less than or equal to 10. Got a number of thousands of digits.")),
        ("key: trade", "key: none", (2, "themes[0].key: 'none' is the name for sentences without a theme; choose another key.")),
        ("key: trade", "key: Trade", (2, "themes[0].key: Must be lower-case letters, digits and _, beginning with a letter. Got 'Trade'.")),
    ],
)  # fmt: skip
def test_faults_in_full(tmp_path: Path, old: str, new: str, fault: tuple[int, str]) -> None:
    assert fault in faults_of(tmp_path, GOOD.replace(old, new, 1))


def test_the_sets_of_a_file_with_a_fault_are_known(tmp_path: Path) -> None:
    text = GOOD.replace("trade*", "'{ports} call'").replace('"#7B8794"', "grey")
    text += "sets:\n  ports: [harbour, '{ports}']\n"
    assert faults_of(tmp_path, text) == [
        (13, "themes[1].colour: Must be a colour such as '#0072B2'. Got 'grey'."),
        (22, "sets.ports: The set 'ports' names a set. Write its words out."),
    ]


def test_what_describes_a_theme_is_no_phrase(tmp_path: Path) -> None:
    path, braces = tmp_path / "codebook.yml", "'{x} * a*b*c'"
    described = f"definition: {braces}\n    excludes: {braces}\n    examples: [{braces}]"
    path.write_text(GOOD.replace("definition: Trade.", described).replace("label: Trade", f"label: {braces}"), "utf-8")
    assert read_codebook(path).themes[0].examples == ("{x} * a*b*c",)


@pytest.mark.parametrize(
    ("field", "n_faults"),
    [
        ("unless_kinds", 1),
        ("unless_topics", 1),
        ("only_topics", 1),
        ("unless_themes", 1),
        ("unless_sides", 0),
        ("unless", 1),
    ],
)
def test_a_name_that_a_condition_gives_is_no_phrase(tmp_path: Path, field: str, n_faults: int) -> None:
    """An unknown name is one fault, and not that of a phrase with an unknown set as well."""
    group = f"    conditional:\n      - patterns: [port]\n        {field}: ['{{x}}']\nconsumes:"
    told = faults_of(tmp_path, GOOD.replace("consumes:", group).replace("label: Trade", "label: 3"))
    assert len(told) == 1 + n_faults
