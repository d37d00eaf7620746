"""study.yml: read strictly; and what it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.about import About, read_about
from analysis.io.faults import InputFaults
from analysis.report.opening import opening
from analysis.study import Study
from tests.builders.studies import write_page

Maker = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\nautor: B\n", "study.yml:2: Unknown key 'autor'. Use one of: title, author, lead."),
        ("title: A\ntitle: B\n", "study.yml:2: 'title' is given twice. Keep one."),
        ("title: [A]\n", "study.yml:1: 'title' must be a text. Replace this list or group by one value."),
        ("lead: economy\n", "study.yml:1: 'lead' must be a list of themes, such as [north_korea, economy]."),
        ("lead:\n- economy\n- trade\n", "study.yml:3: 'lead' must name core themes: north_korea or economy. Got 'trade'."),
        ("lead: [economy, economy]\n", "study.yml:1: 'lead' names 'economy' twice. Keep one."),
        ("- A\n", "study.yml:1: Write lines of `key: value`, such as `title: ...`."),
        ("title: *a\n", "study.yml:1: '*a' is an alias."),
        ("", "study.yml:1: The file is empty."),
    ],
)  # fmt: skip
def test_faults_name_the_line_and_the_correction(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "study.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_about(path, ["north_korea", "economy"])
    assert message in str(caught.value)


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "study.yml"
    path.write_text("titel: A\nlead: [a, b]\n", encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_about(path, ["economy"])
    assert len(caught.value.faults) == 3


def test_a_study_without_the_file_states_nothing(study: Study) -> None:
    assert study.about == About()


def test_title_and_author_are_cited_and_the_themes_that_lead_come_first(make_corpus: Maker) -> None:
    corpus = make_corpus(a=["They spoke of trade."], b=write_page(["They spoke of students."], "June 1, 2024"))
    before = Study.open(corpus)
    (corpus / "study.yml").write_text("title: Two meetings\nauthor: Kim Sora\nlead: [economy]\n", encoding="utf-8")
    study = Study.open(corpus)
    assert study.codebook.keys[0] == "economy"
    assert sorted(study.codebook.keys) == sorted(before.codebook.keys)
    shares = [one.emphasis.set_index(["readout_id", "theme"])["share_words"].to_dict() for one in (study, before)]
    assert shares[0] == shares[1]
    assert "” Kim Sora. Two meetings. 2 readouts, 2024-05-26 to 2024-06-01. Corpus " in opening(study)[1][0].citation
