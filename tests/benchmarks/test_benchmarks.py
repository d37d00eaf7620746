"""The benchmarks work, on a text of a few kilobytes; how fast anything is, is no matter here."""

from __future__ import annotations

import hashlib
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.bulk.batches import tag_batch
from analysis.codebook.file import read_codebook
from analysis.codebook.matcher import Matcher
from analysis.codebook.model import Codebook
from analysis.study import Study
from analysis.text.search import Search
from benchmarks.__main__ import main
from benchmarks.codebooks import made_up_codebook, plain_codebook, plain_phrases
from benchmarks.counting import (
    EDGE,
    HYPHEN,
    MARKS,
    NESTED,
    OVERLAP,
    SPLIT,
    TOKEN,
    UNEXPLAINED,
    compare,
    compare_tools,
    differing_themes,
    read_ours,
    read_theirs,
)
from benchmarks.others import OTHERS
from benchmarks.page import page, write_page
from benchmarks.processes import run_child, write_parquet
from benchmarks.prose import Author, wrap
from benchmarks.racing import installed_tools
from benchmarks.results import PARTS, load_parts
from benchmarks.splitting import MARK, compare_splitters, draw_sample
from benchmarks.targets import TARGETS, judge
from benchmarks.texts import Text, batches, count_bytes, generate_text
from benchmarks.timing import time_in_turn
from benchmarks.tools import Ours, Place, lower, paragraphs
from benchmarks.vocabulary import FUNCTION_WORDS, complete, make_words, themed_patterns, written_patterns
from benchmarks.waiting import POINTS, TAG, write_study
from tests.builders.studies import PROJECT, make_codebook


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return read_codebook(PROJECT / "corpus" / "codebook.yml")


@pytest.fixture(scope="module")
def text(codebook: Codebook) -> Text:
    return generate_text(codebook, 0.2)


def tool(name: str, phrases: dict[str, list[str]]):
    package, made = OTHERS[name]
    pytest.importorskip({"scikit-learn": "sklearn", "pyahocorasick": "ahocorasick"}.get(package, package))
    return made(phrases)


# The text


def test_the_text_is_the_same_everywhere() -> None:
    book = make_codebook({"trade": ["free trade*", "trad?"], "north": ["the north"]}, consumes=["trade winds"])
    digest = hashlib.sha256("".join(generate_text(book, 0.1).documents).encode("utf-8")).hexdigest()
    assert digest == "54fc4ce30d55f8aa084e101d28e903f59792b7e7285f46f5277e433150b2ab6e"


def test_a_longer_text_begins_with_the_shorter_one_and_another_seed_gives_another(codebook: Codebook) -> None:
    short, long = generate_text(codebook, 0.05), generate_text(codebook, 0.15)
    assert long.documents[: len(short.documents)] == short.documents
    assert long.first(0.05) == short
    assert short.size >= 50_000
    assert generate_text(codebook, 0.05, seed=2).documents[0] != short.documents[0]


def test_words_follow_zipf_and_are_as_long_as_english_ones(text: Text) -> None:
    words = re.findall(r"[^\W\d_]+", "".join(text.documents).casefold())
    counts = [n for _, n in Counter(words).most_common(200)]
    assert 4.3 < statistics.mean(map(len, words)) < 5.6
    assert 1.6 < counts[1] / counts[9] < 5  # by the law's pure form 5, flattened at the top
    assert 4 < counts[9] / counts[99] < 20
    assert 0.35 < sum(word in FUNCTION_WORDS for word in words) / len(words) < 0.65
    assert len(set(words)) > 0.1 * len(words)


def test_sentences_paragraphs_and_lines_are_those_of_speeches(text: Text, codebook: Codebook) -> None:
    sentences = tag_batch(next(batches(text.documents[:4])), Matcher(codebook))[0].to_pandas()
    assert 17 < sentences["n_words"].mean() < 28
    assert sentences["n_words"].quantile(0.9) > 2 * sentences["n_words"].quantile(0.25)
    assert 0.06 < sentences["themes"].ne("").mean() < 0.16
    whole = "".join(text.documents)
    lines = [line for line in whole.split("\n") if line]
    assert max(map(len, lines)) <= 75
    assert 60 < statistics.mean(map(len, lines)) < 75
    assert all(5 <= document.count("\n\n") + 1 <= 40 for document in text.documents)
    assert 0.001 < sum(not character.isascii() for character in whole) / len(whole) < 0.02
    for written in ("Mr. ", "U.S.", "No. ", " p.m.", "“", "’s", "é", "–", "-"):
        assert written in whole, written
    assert re.search(r"\d,\d{3}", whole)


def test_no_word_of_the_text_is_a_theme_by_itself(codebook: Codebook) -> None:
    words = make_words(codebook)
    assert len(words) == len(set(words)) == 30_000
    search = Search([w for w in written_patterns(codebook) if " " not in w][:150])
    assert not search.spans(" , ".join(words[:4_000]))


def test_a_completed_pattern_is_found_by_the_pattern(codebook: Codebook) -> None:
    for theme, written in themed_patterns(codebook)[::10]:
        assert Search([written]).spans(complete(written)), (theme, written)


def test_wrapping_changes_nothing_but_spaces(text: Text) -> None:
    words = "a bb " * 40 + "c" * 90 + " d"
    assert wrap(words).split() == words.split()
    assert " ".join(paragraphs("one\ntwo\n \nthree\n")) == "one two three"


# The codebooks


def test_plain_phrases_are_plain_and_stand_in_one_theme(codebook: Codebook) -> None:
    phrases = plain_phrases(codebook)
    written = [w for own in phrases.values() for w in own]
    assert list(phrases) == codebook.keys
    assert 180 <= len(written) <= 200
    assert len({w.replace("-", " ") for w in written}) == len(written)
    assert not any(set(w) & set("*?,.'") for w in written)


@pytest.mark.parametrize("number", [1, 10, 300])
def test_made_up_codebooks_have_their_number_of_patterns_and_occur(number: int, codebook: Codebook, text: Text) -> None:
    made = [w for theme in made_up_codebook(codebook, text.documents, number).themes for w in theme.patterns]
    assert len(set(made)) == len(made) == number
    if number == 300:
        assert 0.2 < sum("*" in w for w in made) / number < 0.7
        assert Ours(plain_codebook({"any": made[:40]})).count(text.documents[:2]).sentences


# Batches and times


def test_batches_hold_every_document_once(text: Text) -> None:
    held = list(batches(text.documents, 50_000))
    assert [t for batch in held for t in batch.text.to_pylist()] == text.documents
    assert len({name for batch in held for name in batch.readout_id}) == len(text.documents)
    assert all(sum(map(count_bytes, batch.text.to_pylist())) >= 50_000 for batch in held[:-1])


def test_runs_take_turns() -> None:
    order: list[str] = []
    timed = time_in_turn({name: lambda name=name: order.append(name) for name in "ab"}, rounds=3)
    assert order == list("ababab")
    assert [len(timed[name].seconds) for name in "ab"] == [3, 3]


# The counts


@pytest.mark.parametrize("name", list(OTHERS))
def test_every_difference_of_the_counts_has_a_cause(name: str, codebook: Codebook, text: Text) -> None:
    phrases = plain_phrases(codebook)
    made = tool(name, phrases)
    rows, _ = compare_tools(plain_codebook(phrases), [made], text)
    assert rows[0]["ours"] > 20
    assert differing_themes(rows, {name: made.count(text.documents).themes}) == []


PHRASES = {"trade": ["free trade", "trade", "trade talks"], "peace": ["peace talks", "trade in arms"]}
CASES = [
    ("NLTK", "They spoke of free-trade and of peace talks.", {HYPHEN: 1}, {NESTED: 0}),
    ("NLTK", "They want trade/peace.", {TOKEN: 1}, {}),
    ("NLTK", "They want free trade talks.", {OVERLAP: 1}, {}),
    ("spaCy", "They want free\ntrade, they said.", {}, {}),
    ("spaCy", "They want free trade talks.", {OVERLAP: 1}, {}),
    ("CountVectorizer", "They want free trade.", {}, {NESTED: 1}),
    ("CountVectorizer", "They want peace, talks and rest.", {}, {MARKS: 1}),
    ("CountVectorizer", "They met at 5 p.m. Peace talks began.", {}, {}),
    ("pandas", "They want peace-talks.", {HYPHEN: 1}, {}),
    ("pyahocorasick", "They want trade_ and peace talks.", {}, {EDGE: 1}),
    ("pyahocorasick", "They want peace with Dr. Aoki and free\n\ntrade.", {}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "missing", "extra"), CASES)
def test_causes(name: str, written: str, missing: dict[str, int], extra: dict[str, int]) -> None:
    made = tool(name, PHRASES)
    found = compare(
        written, read_ours(written, Matcher(plain_codebook(PHRASES))), read_theirs(written, made),
        {w for own in PHRASES.values() for w in own},
    )  # fmt: skip
    assert found.missing == Counter(missing)
    assert found.extra == Counter(extra)


class Wrong:
    """A tool that finds what is not there."""

    name, way, cannot = "Wrong", "", ""

    def count(self, documents):
        raise NotImplementedError

    def find(self, paragraph: str):
        from benchmarks.tools import Places

        return Places([0], [Place(0, 4, "trade")])


def test_a_difference_without_a_cause_and_counts_that_were_not_compared_are_faults() -> None:
    rows, _ = compare_tools(plain_codebook(PHRASES), [Wrong()], Text(["They met, and trade went on."], "a"))
    assert rows[0]["missing"] == {UNEXPLAINED: 1}
    faults = differing_themes(rows, {"Wrong": {"trade": 7}})
    assert [re.search("without a known cause|7 matches were timed", fault) is not None for fault in faults] == [
        True,
        True,
    ]


def test_a_phrase_over_the_end_of_a_sentence_is_explained() -> None:
    written = "They spoke of free. Trade went on."
    ours = read_ours(written, Matcher(plain_codebook(PHRASES)))
    theirs = ours._replace(matches=ours.matches | {Place(11, 21, "trade")})
    assert set(compare(written, ours, theirs, set()).extra) == {SPLIT}


def test_lower_keeps_offsets() -> None:
    assert lower("İstanbul TRADE").endswith("trade")
    assert len(lower("İİ")) == 2


# The splitters


def test_differences_of_the_splitters_are_counted_and_shown() -> None:
    pytest.importorskip("nltk")
    record, differences = compare_splitters(Text(["They met. They left.\n\nAll was\nsaid. Mr. Aoki left."], "a"))
    assert record["both"] == record["ours"] == record["theirs"] == 2
    assert record["f1"] == 1
    assert differences == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("“No.” he said.", "small letter after a quote"),
        ("“Why?”, he asked.", "stop that begins nothing"),
        ("“I met Mr. Aoki.” They left.", "next word ends a sentence"),
        ("It is **bold.** They left.", "asterisks"),
        ("A pause . and talks.", "stop by itself"),
    ],
)
def test_every_difference_has_its_cause(text: str, cause: str) -> None:
    pytest.importorskip("nltk")
    record, differences = compare_splitters(Text([text], "a"))
    assert {difference.cause for difference in differences} == {cause}
    assert list(record["causes"]) == [cause]
    assert cause in record["why"]


def test_a_boundary_that_only_one_has_is_shown_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nltk")
    monkeypatch.setattr("benchmarks.splitting.sentence_spans", lambda text: [(0, 4), (5, len(text))])
    record, differences = compare_splitters(Text(["They met. They left."], "a"))
    assert record["precision"] == record["recall"] == 0
    assert [str(one) for one in differences] == [
        f" ours: They {MARK}met. They left.   (unexplained)",
        f"Punkt: They met. {MARK}They left.   (unexplained)",
    ]
    assert draw_sample(differences, 1) == draw_sample(differences, 1)
    assert draw_sample(differences, 9) == differences


# The run


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of what is quick."""
    folder = tmp_path_factory.mktemp("bench")
    options = "--size 0.05 --largest 0.1 --small 0.03 --rounds 1 --readouts 5 --most-patterns 30".split()
    only = ["--only", "tools,counts,sizes,patterns,emphasis,splitter"]
    result = CliRunner().invoke(
        main, [*options, *only, "--sample", "5", "--date", "2026-01-01", "--folder", str(folder)]
    )
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.slow
def test_a_run_writes_results_charts_and_page(ran: Path) -> None:
    results = load_parts(ran)
    assert set(results) == set(PARTS) - {"memory", "waits", "commands"}
    assert all(result["machine"]["cores"] and result["date"] == "2026-01-01" for result in results.values())
    for name in ("cost-by-size", "cost-by-patterns"):
        assert (ran / f"{name}.svg").exists()
    told = (ran / "README.md").read_text(encoding="utf-8")
    for title in re.findall(
        "^## .*", (PROJECT / "benchmarks" / "page.md.j2").read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert title in told
    assert told.count("Not measured yet.") == 3
    assert "[![Lines of seconds per MB" in told
    assert "\n\n\n" not in told
    for name in [*OTHERS, "readouts", "str.lower()"]:
        assert f"| {name} |" in told or f"Not installed: {name}" in told or name in results["tools"]["missing"], name


@pytest.mark.slow
def test_the_page_is_made_anew_from_the_results(ran: Path, tmp_path: Path) -> None:
    write_page(tmp_path, load_parts(ran))
    for name in ("README.md", "cost-by-size.svg", "cost-by-patterns.csv"):
        assert (tmp_path / name).read_bytes() == (ran / name).read_bytes()
    assert page({}, {}).count("Not measured yet.") == len(PARTS)


def test_made_up_readouts_make_a_study(tmp_path: Path, codebook: Codebook) -> None:
    write_study(tmp_path / "corpus", codebook, 3)
    study = Study.open(tmp_path / "corpus")
    assert study.readouts["date"].is_unique
    assert list(study.corpus.leaders["side"]) == ["Japan", "ROK"] * 3
    assert study.sentences.groupby("readout_id")["point"].max().tolist() == [POINTS] * 3
    assert len(study.matches)


def test_the_page_tells_of_processes() -> None:
    machine = {"machine": {"processor": "A", "cores": "2"}, "date": "2026-01-01"}
    own = {"command": "tag", "seconds": [4.0], "start": 1.0, "whole": 4.0, "speed": 50.0}
    rows = [
        own | {"way": "one process", "ratio": 1.0, "ratio_without_start": 1.0},
        own | {"way": "all cores", "ratio": 2.0, "ratio_without_start": None},
    ]
    row = {"size": 200.0, "read": 1e8, "tag": 2.5e8, "peak": 3e8, "above": 1.5e8, "seconds": 4.0}
    told = page({
        "commands": machine | {"size": 200.0, "files": 20, "cores": 2, "rows": rows},
        "memory": machine | {"rows": [row], "command": [row | {"above": 3.5e8}], "largest": 200.0},
        "waits": machine | {"rows": [{"what": TAG, "seconds": [0.2, 0.4], "median": 0.3}]},
    }, {})  # fmt: skip
    assert told.startswith("# A, 2 cores, 2026-01-01\n")
    assert "| 200 | 100 | 250 | 150 | 4 |" in told
    assert "| 200 | 300 | 350 | 4 |" in told
    assert "| `tag` | all cores | 4 | 50 | 2.00 × | 1 |  |" in told
    assert "| memory above the input batch | at most 300 MB | 350 MB | **no** |" in told
    assert "| `readouts tag`, all cores against one | at least 1.60 × | 2.00 × | yes |" in told
    assert "| `readouts tag`, two readouts | 0.3 | 0.2 | 0.4 |" in told
    assert "| `readouts figures` | at most 3.0 s |  | not measured yet |" in told
    assert "- cores: 2" in told


@pytest.mark.slow
def test_a_promise_is_judged_only_on_as_much_as_it_speaks_of(ran: Path) -> None:
    results = load_parts(ran)
    reached = {told["what"]: told["reached"] for told in judge(results)}
    assert reached["emphasis of 10,000 readouts"].startswith("measured on less")
    assert reached["2,000 patterns against 200"] == "not measured yet"
    results["emphasis"] |= {"readouts": 10_000, "median": 9.0}
    results["waits"] = {"rows": [{"what": TAG, "median": 1.5}]}
    reached = {told["what"]: told["reached"] for told in judge(results)}
    assert reached["emphasis of 10,000 readouts"] == "yes"
    assert reached[TAG] == "**no**"
    assert len(reached) == len(TARGETS)


def test_a_text_of_ones_own(tmp_path: Path, codebook: Codebook) -> None:
    own = tmp_path / "own.txt"
    own.write_text(next(Author(codebook).speeches()), encoding="utf-8")
    options = ["--only", "splitter", "--text", str(own), "--folder", str(tmp_path)]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "results" / "splitter.json").read_text(encoding="utf-8"))["text"] == "own.txt"
    for content, told in ((b"\xff\xfe", "is not UTF-8"), (b" \n", "The file is empty")):
        own.write_bytes(content)
        result = CliRunner().invoke(main, options)
        assert (result.exit_code, told in result.output) == (1, True)
        assert "Traceback" not in result.output


def test_an_unknown_part_is_told() -> None:
    result = CliRunner().invoke(main, ["--only", "tools,speed"])
    assert result.exit_code == 2
    assert "There is no part 'speed'" in result.output


def test_a_process_tells_its_own_peak(tmp_path: Path, text: Text) -> None:
    path = write_parquet(tmp_path / "a.parquet", text.documents[:1])
    read = run_child(tmp_path, "read", str(path))
    tag = run_child(tmp_path, "tag", str(path), str(PROJECT / "corpus" / "codebook.yml"))
    assert 20e6 < read["peak"] <= tag["peak"] * 1.2
    assert read["status"] == tag["status"] == 0


def test_tools_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.racing.package_version", lambda name: "")
    assert installed_tools(PHRASES) == ([], list(OTHERS))
