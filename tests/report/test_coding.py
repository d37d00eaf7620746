"""Coding a sample in a notebook: every step is saved whole, and coding goes on where it stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.report.coding import SampleCoding, code_sample
from analysis.report.prose import Sentences
from analysis.study import HANDED_OVER, Study
from tests.builders.commands import run
from tests.builders.many_meetings import write_many


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = write_many(tmp_path, 3)
    assert run("sample", "--corpus", folder, "--size", 24).exit_code == 0
    return Study.open(folder)


def coded(study: Study) -> dict[tuple[str, int], frozenset[str]]:
    """What a study that is read anew has of it."""
    table = Study.open(study.folders.corpus).coding
    return {(row.readout_id, row.sentence): row.themes for row in table.itertuples()}


def test_every_step_is_in_the_file_at_once_and_can_be_undone(study: Study) -> None:
    coding = SampleCoding(study, "Ann  Lee")
    coding.toggle("economy")
    coding.toggle("history")
    place = (coding.sentences[0]["readout"], int(coding.sentences[0]["sentence"]))
    assert coded(study) == {place: frozenset({"economy", "history"})}
    assert coding.path.name == "sample-1-Ann-Lee.csv"
    coding.toggle("none")
    assert coded(study) == {place: frozenset()}
    coding.move(1)
    coding.put(note='=a "note"', unsure="yes")
    assert coding.n_coded == 1
    for _ in range(3):
        coding.undo()
    assert coding.at == 0
    assert coded(study) == {place: frozenset({"economy"})}
    assert [path.name for path in coding.path.parent.glob("*part*")] == []


def test_coding_goes_on_where_it_stopped_and_coders_have_orders_of_their_own(study: Study) -> None:
    coding = SampleCoding(study, "Ann")
    for _ in range(3):
        coding.toggle("economy")
        coding.put(note="'quoted")
        coding.move(1)
    again = SampleCoding(study, "Ann")
    assert (again.at, again.n_coded) == (3, 3)
    assert again.code_at(0) == {"themes": "economy", "unsure": "", "note": "'quoted"}
    assert again.sentences == coding.sentences != SampleCoding(study, "Bob").sentences
    for n in range(24):
        again.at = n
        again.put(themes="none")
    assert not Study.open(study.folders.corpus).corrected.empty


@pytest.mark.parametrize(("coder", "sample"), [("codebook", None), ("--", None), ("me", 2)])
def test_a_name_that_cannot_be_and_a_sample_that_is_not_are_refused(study: Study, coder: str, sample: int) -> None:
    with pytest.raises(ValueError, match="Draw a sample"):
        SampleCoding(study, coder, sample)


def find(widget: Any, name: str) -> Any:
    """The widget of a name among those in a widget."""
    if name in (getattr(widget, "description", None), getattr(widget, "placeholder", None)):
        return widget
    return next(filter(None, (find(child, name) for child in getattr(widget, "children", ()))), None)


def test_widgets_take_clicks_and_keys(study: Study) -> None:
    shown = code_sample(study, "Ann")
    labels = [theme.label for theme in study.codebook.themes]
    coding = SampleCoding(study, "Ann")
    places = [(one["readout"], int(one["sentence"])) for one in coding.sentences]
    find(shown, labels[2]).value = True
    find(shown, "Next").click()
    assert not find(shown, labels[2]).value
    find(shown, "keys").value = "12q"
    find(shown, "keys").value = "0"
    find(shown, "Back").click()
    find(shown, "note").value = "noted"
    keys = study.codebook.keys
    assert coded(study) == {
        places[0]: frozenset({keys[2]}),
        places[1]: frozenset(keys[:2]),
        places[2]: frozenset(),
    }
    assert Study.open(study.folders.corpus).coding["note"].tolist() == ["", "unsure", "noted"]
    find(shown, "Undo").click()
    find(shown, "keys").value = "u"
    assert places[2] not in coded(study)


def test_a_report_a_study_without_a_sample_and_a_coder_without_a_name_get_sentences(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code_sample(study, " ")[0] == "Sample 1: 0 of 24 sentences are coded."
    none = Study(study.folders, study.corpus, study.codebook, study.coding)
    assert code_sample(none, "me") == Sentences(["No sample is drawn. The command readouts sample draws one."])
    monkeypatch.setenv(HANDED_OVER, "somewhere")
    assert isinstance(code_sample(study, "me"), Sentences)
