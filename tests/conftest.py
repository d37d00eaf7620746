"""What the tests share: the project's study, and small studies of their own text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.codebook.model import Codebook
from analysis.study import Study

PROJECT = Path(__file__).resolve().parent.parent
settings.register_profile("whole", derandomize=True, deadline=None, max_examples=150)
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=30)

PAGE = """\
A Meeting

May 26, 2024

On May 26, commencing at 4:35 p.m. for approximately 50 minutes, Mr. AOKI Taro, Prime Minister of Japan, held a
Summit Meeting with H.E. Mr. BAEK Min, President of the Republic of Korea (ROK), in Busan. The overview is as follows.

{points}

Back to Top Page
"""


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of each law where the slow tests are left out; the same ones every time."""
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "whole")


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


def write_page(points: list[str], date: str = "May 26, 2024") -> str:
    """A page with these numbered points."""
    numbered = "\n".join(f"  {n}. {point}" for n, point in enumerate(points, start=1))
    return PAGE.replace("May 26, 2024", date).replace("On May 26", f"On {date.split(',')[0]}").format(points=numbered)


def make_codebook(themes: dict[str, list[str]], **more: object) -> Codebook:
    """A codebook of themes with these patterns."""
    listed = [
        {"key": key, "label": key.title(), "core": True, "colour": "#0072B2", "definition": key, "patterns": patterns}
        for key, patterns in themes.items()
    ]
    return Codebook.model_validate({"themes": listed, **more})
