"""`readouts sample`, and the loop that begins with it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup

from analysis.measures.corrected import ALL
from analysis.measures.simulation import THEMES
from analysis.report import caveats
from analysis.report.charts.figures import draw_charts
from analysis.report.coding import SampleCoding
from analysis.report.page import make_page
from analysis.study import Study
from tests.builders.commands import run
from tests.builders.erring import code_truly, true_shares, write_erring
from tests.builders.many_meetings import write_many


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_many(tmp_path / "study", 3)


def code(folder: Path, number: int = 1, coder: str = "me", theme: str = "economy") -> Path:
    """Code a whole sample with one theme."""
    table = pd.read_csv(folder / "coding" / f"sample-{number}.csv", dtype=str, keep_default_na=False)
    path = folder / "coding" / f"sample-{number}-{coder}.csv"
    table.assign(themes=theme).to_csv(path, index=False)
    return path


def test_the_same_seed_gives_the_same_bytes_and_a_second_sample_repeats_nothing(folder: Path) -> None:
    first = folder / "coding" / "sample-1.csv"
    drawn = []
    for seed in (7, 7, 8):
        assert run("sample", "--corpus", folder, "--size", 24, "--seed", seed).exit_code == 0
        drawn.append((first.read_bytes(), first.with_suffix(".html").read_bytes()))
        first.unlink()
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    for _ in range(2):
        run("sample", "--corpus", folder, "--size", 24)
    samples = Study.open(folder).samples
    assert samples["sample"].tolist() == [1] * 24 + [2] * 24
    assert not samples.duplicated(["readout_id", "sentence"]).any()


def test_what_is_to_be_coded_shows_nothing_of_the_codebook(folder: Path) -> None:
    run("sample", "--corpus", folder, "--size", 24)
    study = Study.open(folder)
    page = (folder / "coding" / "sample-1.html").read_text(encoding="utf-8")
    assert "stratum" not in page
    assert "probability" not in page
    row = study.samples.iloc[0]
    text = study.sentences.set_index(["readout_id", "sentence"]).loc[(row["readout_id"], row["sentence"]), "text"]
    assert str(text) in page
    assert "default-src 'none'" in page


def test_a_width_says_and_uses_its_size(folder: Path) -> None:
    result = run("sample", "--corpus", folder, "--width", 0.2)
    n = len(Study.open(folder).samples)
    assert result.output.startswith(f"{n} sentences: enough for intervals of 0.2 if coders differ")
    assert n < len(pd.read_csv(folder / "coding" / "sample-1.csv")) + 1
    code(folder)
    again = run("sample", "--corpus", folder, "--width", 0.9)
    assert again.exit_code == 0
    assert "if coders differ from the codebook in 10%" not in again.output


def test_an_impossible_size_is_told_and_nothing_is_written(folder: Path) -> None:
    for size in (5, 5000):
        result = run("sample", "--corpus", folder, "--size", size)
        assert result.exit_code == 1
        assert f"{size} sentences cannot be drawn. Draw from" in result.stderr
    assert run("sample", "--corpus", folder, "--size", 20, "--width", 0.1).exit_code == 2
    assert not (folder / "coding").exists()


def test_a_coded_sample_corrects_and_before_it_the_command_says_what_is_missing(folder: Path, tmp_path: Path) -> None:
    assert "Begin with `readouts sample`" in run("emphasis", "--corrected", "--corpus", folder).stderr
    run("sample", "--corpus", folder, "--size", 24)
    result = run("emphasis", "--corrected", "--corpus", folder)
    assert result.exit_code == 1
    assert "Sample 1: 0 of 24 sentences are coded, too few in a stratum: code on." in result.stderr
    code(folder)
    shifts = tmp_path / "shifts.parquet"
    result = run("emphasis", "--corrected", "--corpus", folder, "--shifts", shifts)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("group,theme,n_sentences,n_coded,share_words,corrected,low,high,moved,tuning\n")
    assert len(pd.read_parquet(shifts)) == 3 * 8
    assert "sample-1.csv: 24 of 24 sentences are coded" in run("check", "--corpus", folder).output
    assert run("emphasis", folder, "--corrected", "--corpus", folder).exit_code == 2
    assert run("emphasis").exit_code == 2


def test_what_is_coded_by_hand_already_is_not_drawn_and_counts_as_it_is_coded(folder: Path) -> None:
    sentences = Study.open(folder).sentences
    hand = folder / "coding.csv"
    rows = [f"{row.readout_id},{row.sentence},history,me," for row in sentences.head(40).itertuples()]
    hand.write_text("\n".join(["readout,sentence,themes,coder,note", *rows]), encoding="utf-8")
    left = len(sentences) - 40
    told = run("sample", "--corpus", folder, "--size", left).output
    assert f"{left} of {left} sentences\nLeft out, because coding.csv has them already: 40." in told
    assert f"0 of {left} sentences are coded" in run("check", "--corpus", folder).output
    page = (folder / "coding" / "sample-1.html").read_text(encoding="utf-8")
    places = [f'"readout": "{row.readout_id}", "sentence": "{row.sentence}"' for row in sentences.itertuples()]
    assert [place in page for place in places] == [False] * 40 + [True] * left
    assert len(SampleCoding(Study.open(folder), "me").sentences) == left
    code(folder, theme="economy")
    table = pd.read_csv(folder / "coding" / "sample-1-me.csv", keep_default_na=False)
    table[table["stratum"] > 0].to_csv(folder / "coding" / "sample-1-me.csv", index=False)
    study = Study.open(folder)
    own = study.corrected[study.corrected["group"] == ALL].set_index("theme")
    share = sentences["n_words"].head(40).sum() / sentences["n_words"].sum()
    for column in ("corrected", "low", "high"):
        assert own[column][["history", "economy"]].tolist() == pytest.approx([share, 1 - share])
    assert own["n_coded"].unique().tolist() == [len(sentences)]
    assert "No sentence is left to draw" in run("sample", "--corpus", folder).stderr
    hand.write_text("\n".join(["readout,sentence,themes,coder,note", *rows[1:]]), encoding="utf-8")
    assert "coding.csv has lost sentences" in run("emphasis", "--corrected", "--corpus", folder).stderr


def test_by_coder_measures_what_is_coded_whole(folder: Path) -> None:
    assert "No readout is coded whole" in run("emphasis", "--by", "coder", "--corpus", folder).stderr
    study = Study.open(folder)
    rows = study.sentences[["readout_id", "sentence"]].assign(themes="economy", coder="me", note="")
    rows.rename(columns={"readout_id": "readout"}).to_csv(folder / "coding.csv", index=False)
    table = run("emphasis", "--by", "coder", "--corpus", folder).output
    assert table.startswith("coder,readout_id,theme,n_words,n_sentences,share_words,low,high,codebook\n")
    assert f"me,{study.timeline[0]},economy," in table


def test_two_coders_are_compared_with_what_is_still_to_be_coded(folder: Path) -> None:
    run("sample", "--corpus", folder, "--size", 24)
    code(folder, coder="Ann")
    path = code(folder, coder="Bob")
    assert " 24       0" in run("agreement", "--corpus", folder).output
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[:9, "themes"] = "history"
    table.to_csv(path, index=False)
    told = run("agreement", "--corpus", folder).output
    economy = next(theme for theme in Study.open(folder).codebook.themes if theme.key == "economy")
    assert f"Coders differ most on these definitions:\n{economy.label}: {economy.definition}" in told


@pytest.mark.slow
def test_the_report_shows_a_correction_only_where_a_sample_is_coded(folder: Path) -> None:
    def page() -> str:
        study = Study.open(folder)
        return make_page(study, draw_charts(study))

    run("sample", "--corpus", folder, "--size", 24)
    assert "are corrected by" not in page()
    code(folder)
    corrected = page()
    assert "are corrected by 24 of" in corrected
    study = Study.open(folder)
    said = caveats.correction(study)
    assert len(said) == 1 + len(study.codebook.keys), "one sentence for each theme"
    assert all("points from the codebook's" in one or "point from the codebook's" in one for one in said[1:])
    assert all(str(Markup.escape(one)) in corrected for one in said)
    assert "(corrected " in corrected


@pytest.mark.slow
def test_corrected_shares_are_nearer_the_truth_for_every_theme(tmp_path: Path) -> None:
    """Twelve studies of 600 sentences, 150 of them coded; in a single one a correction can be worse by chance."""
    errors = []
    for seed in range(1, 13):
        folder = tmp_path / str(seed)
        truth = write_erring(folder, seed)
        assert run("sample", "--size", 150, "--corpus", folder).exit_code == 0
        code_truly(folder, truth)
        study = Study.open(folder)
        own = study.corrected[study.corrected["group"] == ALL].set_index("theme")
        errors.append(own[["share_words", "corrected"]].sub(true_shares(study.sentences, truth), axis=0).dropna())
    mean = pd.concat(errors).pow(2).groupby(level=0).mean() ** 0.5
    assert list(mean.index) == THEMES
    assert (mean["share_words"] > 0.01).all()
    assert (mean["corrected"] < mean["share_words"]).all()
    assert (mean["corrected"] < 0.04).all()
