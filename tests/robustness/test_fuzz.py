"""Every seed of the fuzzer, and everything that it has found, run without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.fuzz.__main__ import NAMES
from tests.robustness.fuzz.targets import TARGETS

SEEDS = sorted((Path(__file__).parent / "fuzz" / "seeds").glob("*/*"))
RUN = [path for path in SEEDS if path.parent.name in TARGETS]


def test_every_target_is_fuzzed_and_has_seeds() -> None:
    assert set(NAMES) == set(TARGETS) <= {path.parent.name for path in SEEDS}


@pytest.mark.parametrize("path", RUN, ids=[f"{path.parent.name}/{path.name}" for path in RUN])
def test_a_seed_keeps_the_laws(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
