"""The pictures of the README, as committed and as `make docs` takes them."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from tests.builders.studies import PROJECT

NAMES = ("notebook.png", "report.png")
MAX_PICTURE_BYTES = 300_000


def check(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    for name in NAMES:
        assert (folder / name).stat().st_size < MAX_PICTURE_BYTES
        with Image.open(folder / name) as picture:
            assert picture.width >= 800
            assert len(picture.convert("RGB").getcolors(100_000) or []) > 50  # not an empty page


def test_the_committed_pictures_are_small() -> None:
    check(PROJECT / "docs" / "pictures")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")), reason="Chromium and its driver are not installed"
)
def test_make_docs_takes_the_pictures(make: ModuleType, tmp_path: Path) -> None:
    make.take_pictures(tmp_path)
    check(tmp_path)


def test_without_chromium_the_pictures_stay_as_they_are(
    make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    make.main(tmp_path)
    assert "Install chromium" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["command-line.md"]
