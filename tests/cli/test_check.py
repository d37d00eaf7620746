"""`readouts check`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.builders.commands import run
from tests.builders.studies import PROJECT

Maker = Callable[..., Path]


def test_check_shows_how_each_file_was_read() -> None:
    result = run("check", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0
    assert (
        "2017-07-07; meeting; leaders; Hamburg; Shinzo Abe (Japan) and Moon Jae-in (ROK); 09:40 35 min; 5 points, 14 sentences"
        in result.output
    )
    assert (
        "2024-05-26; meeting; leaders; Seoul; Kishida Fumio (Japan) and Yoon Suk Yeol (ROK); 16:35 50 min; 7 points, 21"
        in result.output
    )


def test_check_lists_faults_of_corpus_and_codebook_together_and_what_it_could_read(make_corpus: Maker) -> None:
    corpus = make_corpus(a="", b=["They met."])
    (corpus / "codebook.yml").write_text("themes: []\n")
    result = run("check", "--corpus", corpus)
    assert result.exit_code == 1
    assert "codebook.yml:1: themes:" in result.stderr
    assert "a.txt:1: The file is empty." in result.stderr
    assert "2024-05-26; meeting; leaders; Busan" in result.stdout
