"""The memory of freed arrays is kept for the next ones."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.builders.studies import PROJECT

FAULTS = """
from resource import RUSAGE_SELF, getrusage
import numpy as np
from analysis.text.arrays import keep_freed_memory

keep_freed_memory()
for _ in range(3):
    before = getrusage(RUSAGE_SELF).ru_minflt
    [np.ones(100_000, np.uint8) for _ in range(100)]
print(getrusage(RUSAGE_SELF).ru_minflt - before)
"""


def count_faults() -> int:
    """Pages that a new process takes anew for 100 arrays, of which it has freed the same before."""
    return int(subprocess.run([sys.executable, "-c", FAULTS], cwd=PROJECT, capture_output=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc returns it")
def test_arrays_take_the_memory_of_those_before() -> None:
    assert count_faults() < 100  # some 2,300 without, unless a library has freed as much before
