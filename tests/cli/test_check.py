"""`readouts check` and `readouts parse`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.builders.commands import run
from tests.conftest import PROJECT

Maker = Callable[..., Path]


READOUTS = PROJECT / "corpus" / "readouts"


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
