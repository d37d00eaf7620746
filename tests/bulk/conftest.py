from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.documents import write_codebook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_codebook(tmp_path)
