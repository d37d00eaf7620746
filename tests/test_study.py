"""`analysis` and `Study` import quickly: heavy libraries wait until a table needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.study import HANDED_OVER, Study

HEAVY = ["sklearn", "scipy", "nltk", "matplotlib"]


@pytest.mark.parametrize("line", ["import analysis", "from analysis import Study", "import analysis.measures.periods"])
def test_heavy_libraries_are_not_imported_at_start(line: str) -> None:
    code = f"import sys; {line}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_study_handed_over_is_the_study_with_what_was_computed(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.pickle"
    assert len(study.shifts)  # computed before it is handed over
    study.hand_over(path)
    monkeypatch.setenv(HANDED_OVER, str(path))
    taken = Study.open()
    assert "shifts" in vars(taken)
    for name in ("sentences", "shifts", "emphasis", "trends"):
        pd.testing.assert_frame_equal(getattr(taken, name), getattr(study, name))
    assert taken.codebook == study.codebook
