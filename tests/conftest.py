"""What the tests share: the project's study, and small studies of their own text."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.io.keeping import CACHE
from analysis.study import Study
from tests.builders.studies import PROJECT, write_page

settings.register_profile("whole", derandomize=True, deadline=None, max_examples=150)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=30)


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of each law where the slow tests are left out; the same ones every time. Keep no results."""
    os.environ[CACHE] = ""
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "whole")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end no process waits for another's long test."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def study() -> Study:
    """The project's own study; its tables are not to be changed."""
    return Study.open(PROJECT / "corpus")


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[..., Path]:
    """Write readouts given by name, each a list of points or a whole page, and return the corpus folder."""

    def make(folder: str = "corpus", **pages: list[str] | str) -> Path:
        corpus = tmp_path / folder
        (corpus / "readouts").mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            text = page if isinstance(page, str) else write_page(page)
            (corpus / "readouts" / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
        return corpus

    return make
