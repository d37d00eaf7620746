from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from analysis.cli.main import cli
from analysis.report.charts.figures import CHARTS
from tests.conftest import PROJECT, write_page

Maker = Callable[..., Path]
READOUTS = PROJECT / "corpus" / "readouts"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_help_teaches_and_loads_nothing_heavy() -> None:
    code = "import sys, analysis.__main__; print([m for m in ('pandas', 'nltk', 'matplotlib', 'requests', 'bs4', 'pypdf') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    told = run("--help").output
    assert all(
        command in told
        for command in ("add", "fetch", "report", "figures", "check", "parse", "tag", "emphasis", "explain")
    )
    assert "Exit status: 0 fine, 1 the corpus or the codebook has faults, 2 wrong usage." in told


def test_check_tells_what_each_file_was_read_as() -> None:
    result = run("check", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0
    assert (
        "2017-07-07; summit; Hamburg; Shinzo Abe (Japan) and Moon Jae-in (ROK); 09:40 35 min; 5 points, 14 sentences"
        in result.output
    )
    assert (
        "2024-05-26; summit; Seoul; Kishida Fumio (Japan) and Yoon Suk Yeol (ROK); 16:35 50 min; 7 points, 21"
        in result.output
    )


def test_check_tells_faults_of_corpus_and_codebook_together_and_still_what_it_read(make_corpus: Maker) -> None:
    corpus = make_corpus(a="", b=["They met."])
    (corpus / "codebook.yml").write_text("themes: []\n")
    result = run("check", "--corpus", corpus)
    assert result.exit_code == 1
    assert "codebook.yml:1: themes:" in result.stderr
    assert "a.txt:1: The file is empty." in result.stderr
    assert "2024-05-26; summit; Busan" in result.stdout


@pytest.mark.parametrize("command", ["report", "figures", "check", "explain"])
def test_faults_give_status_1_and_nothing_is_written_or_lost(command: str, make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They met."], b=b"\xff\xfe\x00".decode("latin-1"))
    (corpus / "readouts" / "b.txt").write_bytes(b"\xff\xfe\x00")
    before = files_below(corpus)
    result = run(command, *(["a"] if command == "explain" else []), "--corpus", corpus)
    assert result.exit_code == 1
    assert "b.txt:1: The file is UTF-16." in result.stderr
    assert "Traceback" not in result.output
    assert files_below(corpus) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["report", "--nonsense"], ["tag"], ["explain", "nobody", "--corpus", PROJECT / "corpus"],
        ["explain", "2024-05-26-seoul", "nothing", "--corpus", PROJECT / "corpus"],
        ["tag", READOUTS, "--output", "table.txt"], ["tag", READOUTS, "--output", "a.csv", "--matches", "a.csv"],
    ],
)  # fmt: skip
def test_wrong_usage_gives_status_2(arguments: list[object]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_parse_as_json_has_offsets_into_the_text() -> None:
    path = READOUTS / "2024-05-26-seoul.txt"
    found = json.loads(run("parse", path, "--json").stdout)
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert (found["date"], found["kind"], found["place"], found["start_time"], found["duration_minutes"]) == (
        "2024-05-26", "summit", "Seoul", "16:35", 50,
    )  # fmt: skip
    assert [leader["side"] for leader in found["leaders"]] == ["Japan", "ROK"]
    assert [point["number"] for point in found["points"]] == list(range(1, 8))
    assert all(text[p["start"] : p["end"]] == p["text"] for p in found["points"])
    assert found["warnings"] == []


def test_parse_takes_a_name_of_the_corpus_and_tells_in_words() -> None:
    result = run("parse", "2017-07-07-hamburg", "--corpus", PROJECT / "corpus")
    assert "leaders: Shinzo Abe, Prime Minister (Japan); Moon Jae-in, President (ROK)" in result.output


def test_parse_of_a_file_that_is_not_there() -> None:
    result = run("parse", "nowhere/no.txt")
    assert (result.exit_code, "nowhere/no.txt:1: Cannot be read" in result.stderr) == (1, True)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tag_writes_sentences_and_matches(ending: str, tmp_path: Path) -> None:
    output, matches = tmp_path / f"sentences.{ending}", tmp_path / f"matches.{ending}"
    result = run("tag", READOUTS, "--output", output, "--matches", matches)
    assert (result.exit_code, result.stdout) == (0, "")
    read = (lambda path: pd.read_csv(path, keep_default_na=False)) if ending == "csv" else pd.read_parquet
    sentences, found = read(output), read(matches)
    assert list(sentences) == [
        "file",
        "readout_id",
        "point",
        "sentence",
        "start",
        "end",
        "n_words",
        "themes",
        "carried",
        "text",
    ]
    assert list(found) == ["file", "readout_id", "sentence", "theme", "pattern", "matched", "start", "end"]
    assert len(sentences) == 35
    texts = {path.stem: path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in READOUTS.glob("*.txt")}
    assert all(texts[row.readout_id][row.start : row.end] == row.text for row in sentences.itertuples())
    assert all(texts[row.readout_id][row.start : row.end] == row.matched for row in found.itertuples())
    assert sentences["carried"].sum() == 3


def test_tag_takes_any_files_in_any_order_and_tells_csv_without_an_output(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(write_page([f"{name} spoke of North Korea."]), encoding="utf-8")
    one = run("tag", tmp_path / "b.txt", tmp_path / "a.txt").stdout
    assert one == run("tag", tmp_path).stdout
    assert one.count("north_korea") == 2


def test_tag_with_another_codebook_and_with_faults(tmp_path: Path) -> None:
    codebook = tmp_path / "codebook.yml"
    codebook.write_text(
        "themes:\n  - {key: meals, label: Meals, core: true, colour: '#000000', definition: x, patterns: [lunch]}\n"
    )
    page = tmp_path / "a.txt"
    page.write_text(write_page(["They had lunch."]), encoding="utf-8")
    assert ",meals,False," in run("tag", page, "--codebook", codebook).stdout
    (tmp_path / "b.txt").write_text("")
    output = tmp_path / "out.csv"
    result = run("tag", tmp_path, "--output", output)
    assert (result.exit_code, output.exists()) == (1, False)


def test_explain_says_in_words_what_it_says_in_colour() -> None:
    told = run("explain", "2024-05-26-seoul", "--corpus", PROJECT / "corpus").output
    assert "→ Economy (hydrogen, ammonia, quantum)" in told
    assert "→ Economy (carried from the sentence before)" in told
    assert "share of words, 95 % interval" in told
    one = run("explain", "2024-05-26-seoul", "north_korea", "--corpus", PROJECT / "corpus").output
    assert "hydrogen" not in one
    assert one.count("→") == 3


def test_figures_of_a_study_of_ones_own_go_into_its_folder(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."], b=write_page(["They spoke of trade."], "June 1, 2024"))
    result = run("figures", "--corpus", corpus)
    assert result.exit_code == 0
    assert sorted(path.name for path in (corpus / "figures").iterdir()) == sorted(
        f"{key}.{ending}" for key in set(CHARTS) - {"neighbours", "accounts"} for ending in ("csv", "png", "svg")
    )


def test_what_cannot_be_written_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("tag", READOUTS, "--output", tmp_path / "file" / "out.csv")
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert "file" in result.stderr


def test_the_module_runs_as_the_command_does() -> None:
    result = subprocess.run([sys.executable, "-m", "analysis", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("readouts ")


def test_agreement_is_printed_by_theme_and_overall_with_what_differs(make_corpus: Maker) -> None:
    result = run("agreement", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0
    assert "Coder “first” coded 35 of the corpus's 35 sentences." in result.output
    assert "Krippendorff's alpha" in result.output
    corpus = make_corpus(a=["They spoke of North Korea. They spoke of trade."])
    assert "No sentence has been coded by hand" in run("agreement", "--corpus", corpus).output
    (corpus / "coding.csv").write_text("readout,sentence,themes,coder,note\na,1,economy,me,\na,2,economy,me,\n")
    told = run("agreement", "--corpus", corpus).output
    assert "sentence 1 (me): coded economy, tagged north_korea\n  They spoke of North Korea." in told
    assert "sentences coded by hand: me 2" in run("check", "--corpus", corpus).output


def test_a_faulty_coding_is_told_with_its_line_before_anything_is_made(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."])
    (corpus / "coding.csv").write_text("readout,sentence,themes,coder,note\na,7,economy,me,\n")
    for command in ("check", "report", "agreement"):
        result = run(command, "--corpus", corpus)
        assert result.exit_code == 1
        assert "coding.csv:2: Sentence must be a number from 1 to 1." in result.stderr
    assert not (corpus / "report").exists()
