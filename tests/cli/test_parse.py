"""`readouts parse`."""

from __future__ import annotations

import json

from tests.builders.commands import run
from tests.builders.studies import PROJECT

READOUTS = PROJECT / "corpus" / "readouts"


def test_parse_as_json_has_offsets_into_the_text() -> None:
    path = READOUTS / "2024-05-26-seoul.txt"
    found = json.loads(run("parse", path, "--json").stdout)
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert (found["date"], found["kind"], found["place"], found["start_time"], found["duration_minutes"]) == (
        "2024-05-26", "meeting", "Seoul", "16:35", 50,
    )  # fmt: skip
    assert [leader["side"] for leader in found["leaders"]] == ["Japan", "ROK"]
    assert [point["number"] for point in found["points"]] == list(range(1, 8))
    assert all(text[p["start"] : p["end"]] == p["text"] for p in found["points"])
    assert found["warnings"] == []


def test_parse_takes_a_name_of_the_corpus_and_answers_in_words() -> None:
    result = run("parse", "2017-07-07-hamburg", "--corpus", PROJECT / "corpus")
    assert "leaders: Shinzo Abe, Prime Minister (Japan); Moon Jae-in, President (ROK)" in result.output


def test_parse_of_a_file_that_is_not_there() -> None:
    result = run("parse", "nowhere/no.txt")
    assert (result.exit_code, "nowhere/no.txt: Cannot be read" in result.stderr) == (1, True)
