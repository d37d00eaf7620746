"""`readouts agreement`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.builders.commands import run
from tests.builders.studies import PROJECT

Maker = Callable[..., Path]


def test_agreement_is_printed_by_theme_and_overall_with_what_differs(make_corpus: Maker) -> None:
    result = run("agreement", "--corpus", PROJECT / "corpus")
    assert result.exit_code == 0
    assert "Coders “first” and “second” each coded all of the corpus's 35 sentences." in result.output
    assert "Krippendorff's alpha" in result.output
    corpus = make_corpus(a=["They spoke of North Korea. They spoke of trade."])
    assert "No sentence is coded by hand" in run("agreement", "--corpus", corpus).output
    (corpus / "coding.csv").write_text("readout,sentence,themes,coder,note\na,1,economy,me,\na,2,economy,me,\n")
    told = run("agreement", "--corpus", corpus).output
    assert "sentence 1 (me): coded economy, tagged north_korea\n  They spoke of North Korea." in told
    assert "sentences coded by hand: me 2" in run("check", "--corpus", corpus).output


def test_a_faulty_coding_is_reported_with_its_line_before_anything_is_made(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of North Korea."])
    (corpus / "coding.csv").write_text("readout,sentence,themes,coder,note\na,7,economy,me,\n")
    for command in ("check", "report", "agreement"):
        result = run(command, "--corpus", corpus)
        assert result.exit_code == 1
        assert "coding.csv:2: Sentence must be a number from 1 to 1." in result.stderr
    assert not (corpus / "report").exists()
