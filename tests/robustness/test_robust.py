"""Any bytes in a file of the corpus give a message or a parse: never a traceback, an endless wait, or a loss."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import Phase, given, settings, strategies as st

from analysis.cli.main import cli
from analysis.codebook.contents import MAX_PATTERNS
from analysis.codebook.file import read_codebook
from analysis.corpus.corpus import read_corpus
from analysis.corpus.documents import read_document
from analysis.corpus.front_matter import split_front_matter
from analysis.corpus.hand_coding import read_coding
from analysis.corpus.parsing.parse import parse_readout
from analysis.io.faults import InputFaults
from analysis.io.files import (
    ABANDONED_AFTER_SECONDS,
    CONTROL_CHARACTERS,
    MAX_FILE_BYTES,
    describe_control_character,
    read_text,
    write_whole,
)
from tests.builders.strategies import ODD, contents, pages, yaml_texts
from tests.builders.studies import write_page
from tests.robustness.fuzz.targets import check_faults, check_parsed

Maker = Callable[..., Path]
SMALL_BOOK = "themes: [{key: a, label: A, core: true, colour: '#000000', definition: x, patterns: [trade]}]\n"


def faults_of(reader: Callable[[Path], object], path: Path, raw: bytes | str) -> str:
    """What a reader says of a file; "" where it reads it."""
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    path.write_bytes(data)
    try:
        reader(path)
    except InputFaults as error:
        check_faults(error, data.decode("utf-8", "replace"))
        return str(error)
    return ""


@given(pages)
def test_any_text_is_parsed_and_its_offsets_hold(text: str) -> None:
    check_parsed(parse_readout(text), text)


@given(contents)
def test_any_bytes_are_a_document_or_a_message(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "a.txt"
    faults_of(read_document, path, raw)
    faults_of(lambda path: read_corpus([path]), path, raw)
    assert path.read_bytes() == raw


@given(pages)
def test_front_matter_is_split_off_or_told(text: str) -> None:
    try:
        _, rest = split_front_matter(text, "a.txt")
    except InputFaults as error:
        check_faults(error, text)
    else:
        assert text.endswith(rest)


@given(yaml_texts)
def test_any_yaml_is_a_codebook_or_a_message(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    faults_of(read_codebook, tmp_path_factory.mktemp("any") / "codebook.yml", text)


@given(st.one_of(contents, st.lists(st.lists(st.sampled_from(["a", "1", "x;y", "=", '"', "me", "\n", "9" * 5000]), max_size=6).map(",".join))
       .map(lambda lines: "\n".join(["readout,sentence,themes,coder,note", *lines]).encode())))  # fmt: skip
def test_any_csv_is_a_coding_or_a_message(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    faults_of(lambda path: read_coding(path, {"a": 2}, ["x", "y"]), tmp_path_factory.mktemp("any") / "coding.csv", raw)


LAUGHS = "\n".join(
    f"{'abcdefghij'[n]}: &{'abcdefghij'[n]} [{','.join(['*' + 'abcdefghij'[n - 1]] * 9) if n else 'x'}]"
    for n in range(10)
)
BROKEN_BOOKS = {
    "billion laughs": (LAUGHS, "1: '&a' is an anchor. Remove it"),
    "an alias": ("themes:\n- *a\n", "2: '*a' is an alias"),
    "too many values": ("a: [" + "1," * 100_001 + "]", "More than 100,000 values"),
    "itself": ("themes: &a [*a]\n", "1: '&a' is an anchor"),
    "deep lists": ("[" * 5000 + "]" * 5000, "more than 20 deep"),
    "deep keys": ("{a: " * 5000 + "}" * 5000, "more than 20 deep"),
    "deep and open": ("[" * 100_000, "more than 20 deep"),
    "an object": ("themes: !!python/object/apply:os.system ['true']\n", "1: A tag such as"),
    "an empty number": ("a: !!int ''\n", "A tag such as"),
    "a huge number": ("themes: 0x" + "f" * 9000 + "\n", "Must be a list. Got a number of thousands of digits."),
    "a number of sixties": ("a: 1" + ":59" * 9000 + ".5\n", "Not valid YAML: "),
    "a date of no calendar": ("themes: 2024-13-45\n", "Not valid YAML: month must be in 1..12"),
    "not a number": ("themes: .nan\n", "Must be a list. Got nan."),
    "a list as key": ("? [a]\n: b\n", "Not valid YAML"),
    "keys as key": ("? {a: b}\n: b\n", "Not valid YAML"),
    "a key twice": ("themes: []\nthemes: []\n", "2: themes: given twice."),
    "two documents": ("a: 1\n---\nb: 2\n", "Not valid YAML"),
    "a tab": ("a:\n\t- b\n", "Not valid YAML"),
    "half of a character": ('a: "\\ud800"\n', "Not valid YAML"),
    "an escape": ('themes:\n- label: "\\e[2J"\n', "2: U+001B is a control character, not text: remove it."),
    "a null": ('a: "\\0"\n', "U+0000 is a control character"),
    "too many patterns": (SMALL_BOOK.replace("[trade]", str([f"word{n}" for n in range(MAX_PATTERNS + 1)])), "at most 5,000 are read"),
    "a page as pattern": (SMALL_BOOK.replace("trade", "trade " * 50), "at most 200 characters. Got 299."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), BROKEN_BOOKS.values(), ids=BROKEN_BOOKS)
def test_yaml_that_does_too_much_is_told_in_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in faults_of(read_codebook, tmp_path / "codebook.yml", text)


@pytest.mark.parametrize(("above", "told"), [
    (LAUGHS, "a.txt:2: '&a' is an anchor"), ("url: *a", "a.txt:2: '*a' is an alias. Write the value itself"), ("[" * 3000, "more than 20 deep"),
    ("publisher: [a, b]", "a.txt:2: The front matter must be lines of `key: value`. Replace this list or group by one value."),
    ('place: "\\e[31mSeoul"', "a.txt:2: U+001B is a control character"), ('title: "\\ud800"', "not valid YAML"),
    ("? [a]\n: b", "Replace this list"), ("publisher: !!python/name:os.system x", "A tag such as"), ("? " + "x" * 5000 + "\n: 1", "Unknown key 'xxxxxxxxxxxx...xxxx"),
    ("date: 99999-01-01", "'date' must be a date"), ("date: 2024-02-30", "'date' must be a date"), ("sha256: 0", "'sha256' is not valid"),
])  # fmt: skip
def test_front_matter_that_does_too_much_is_told_in_its_line(tmp_path: Path, above: str, told: str) -> None:
    assert told in faults_of(read_document, tmp_path / "a.txt", f"---\n{above}\n---\n{write_page(['They met.'])}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds_are_read_alike(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.txt"
    whole = f"---\npublisher: x\n---\n{write_page(['They met. They spoke.', 'They left.'])}".replace("\n", end)
    path.write_bytes(whole.encode())
    document = read_document(path)
    assert [point.number for point in document.parsed.points] == [1, 2]
    assert whole.endswith(document.text)
    assert document.source.publisher == "x"


@pytest.mark.parametrize(
    ("odd", "line"), [("\x1b[2J", 3), ("\x9b", 3), ("\x0b", 3), ("\x7f", 3), ("\ufffe", 3), ("\x85", 3)]
)
def test_control_characters_are_told_in_their_line(tmp_path: Path, odd: str, line: int) -> None:
    for end in ("\n", "\r\n", "\r"):
        told = faults_of(read_document, tmp_path / "a.txt", f"Title{end}{end}Text {odd}{end}")
        assert f"a.txt:{line}: U+{ord(odd[0]):04X} is a control character, not text: remove it." in told


@given(st.text())
def test_what_is_let_through_can_stand_in_xml_and_in_a_terminal(text: str) -> None:
    if not describe_control_character(text):
        assert not any((c < " " and c not in "\t\n\r\f") or "\x7f" <= c <= "\x9f" or c in "\ufffe\uffff" for c in text)
        text.encode("utf-8")


@pytest.mark.parametrize("name", ["a\x1b[2J.txt", "a\n.txt", b"a\xff.txt"])
def test_a_file_name_that_is_no_text_is_told_and_cannot_reach_the_terminal(
    make_corpus: Maker, name: str | bytes
) -> None:
    corpus = make_corpus(b=["They met."])
    try:
        (corpus / "readouts" / os.fsdecode(name)).write_text(write_page(["They met."]), encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such file names")
    result = CliRunner().invoke(cli, ["check", "--corpus", str(corpus)])
    assert result.exit_code == 1
    assert "contains unprintable characters" in result.stderr
    assert not CONTROL_CHARACTERS.search(result.output.replace("\n", ""))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    for path in ("circle", "gone.txt", "no/such.txt", "x" * 3000):
        for command in ("check", "tag", "parse"):
            result = CliRunner().invoke(cli, [command, str(tmp_path / path)])
            assert result.exit_code == 1, (command, path, result.output)
            assert isinstance(result.exception, SystemExit)
    with pytest.raises(InputFaults, match=r"gone\.txt: "):
        read_corpus([tmp_path])


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_told() -> None:
    with pytest.raises(InputFaults, match="at most 2 MB are read"):
        read_text(Path("/dev/zero"))


def test_a_file_of_50_megabytes_is_told_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * MAX_FILE_BYTES // 2)
    with pytest.raises(
        InputFaults, match=r"a\.txt: The file has 50\.0 MB; at most 2 MB are read\. A readout is a page\."
    ):
        read_document(path)


def test_what_a_killed_process_left_is_cleared_when_nobody_writes_it_any_more(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".readouts-a.part", ".readouts-b.part", ".other.part"))
    for path in (old, new, other):
        path.write_text("half")
    before = old.stat().st_mtime - ABANDONED_AFTER_SECONDS - 1
    os.utime(old, (before, before))
    os.utime(other, (before, before))
    write_whole(tmp_path / "a.txt", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.part", ".readouts-b.part", "a.txt"]


COMMANDS = {"check": [], "parse": ["a.txt"], "tag": ["a.txt"], "explain": ["a"], "agreement": []}


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(contents, yaml_texts, contents)
def test_every_command_ends_with_a_status_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, book: str, coded: bytes
) -> None:
    corpus = tmp_path_factory.mktemp("any")
    (corpus / "readouts").mkdir()
    (corpus / "readouts" / "a.txt").write_bytes(raw)
    (corpus / "readouts" / "b.txt").write_text(write_page(["They met."]), encoding="utf-8")
    (corpus / "codebook.yml").write_bytes(book.encode("utf-8", "surrogatepass"))
    (corpus / "coding.csv").write_bytes(coded)
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    for command in ("check", "parse", "tag", "explain", "agreement"):
        arguments = [str(corpus / "readouts" / name) if name.endswith(".txt") else name for name in COMMANDS[command]]
        check_run([command, *arguments, "--corpus", str(corpus)])
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


def check_run(arguments: list[str]) -> None:
    """A command ends by itself, with 0, 1 or 2, and says nothing that a terminal would obey."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code in (0, 1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exception)
    told = click.unstyle(result.output)
    assert not CONTROL_CHARACTERS.search(told), told
    if result.exit_code:
        assert result.stderr.strip()


@pytest.mark.slow
def test_figures_are_drawn_of_words_and_places_of_any_characters(make_corpus: Maker) -> None:
    odd = (
        "".join(c for c in ODD if not CONTROL_CHARACTERS.search(c))
        + "서울 <b>&amp; $x_1$ \\frac \u0928\u093f \U0001f600"
    )
    place = yaml.dump({"place": odd, "publisher": odd, "url": "https://example.org/\u202e<>"}, allow_unicode=True)
    first = f"---\n{place}---\n{write_page([f'They met {odd}{odd} twice.', 'They spoke of trade.'])}"
    corpus = make_corpus(a=first, b=write_page([f"They spoke of {odd}."], "June 1, 2024"))
    for command in (["figures"], ["explain", "a"]):
        check_run([*command, "--corpus", str(corpus)])
    for path in (corpus / "figures").glob("*.svg"):
        ElementTree.parse(path)
    assert "서울" in (corpus / "figures" / "strip.svg").read_text(encoding="utf-8")
