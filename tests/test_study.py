"""`analysis` and `Study` import quickly: heavy libraries wait until a table needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ["sklearn", "scipy", "nltk", "matplotlib"]


@pytest.mark.parametrize("line", ["import analysis", "from analysis import Study", "import analysis.measures.periods"])
def test_heavy_libraries_are_not_imported_at_start(line: str) -> None:
    code = f"import sys; {line}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
