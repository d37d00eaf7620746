"""The memory of freed arrays is kept for the next ones."""

from __future__ import annotations

import platform

import numpy as np
import pytest

from analysis.text.arrays import keep_freed_memory

PAGE = 4096
SIZE = 2000 * PAGE


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc returns it")
def test_an_array_takes_the_memory_of_the_one_before() -> None:
    from resource import RUSAGE_SELF, getrusage

    keep_freed_memory()
    np.ones(SIZE, np.uint8)
    before = getrusage(RUSAGE_SELF).ru_minflt
    np.ones(SIZE, np.uint8)
    assert getrusage(RUSAGE_SELF).ru_minflt - before < SIZE / PAGE / 10
