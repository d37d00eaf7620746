"""docs/contribute.md and docs/codebook.md name what is in the code."""

from __future__ import annotations

import re

from pydantic import BaseModel

from analysis.codebook.model import Codebook, Conditional, Theme
from analysis.codebook.rules import Act, Carry, VoiceRules
from tests.builders.markdown import PAGES, codes, sections
from tests.builders.studies import PROJECT

CONTRIBUTE, CODEBOOK = PROJECT / "docs" / "contribute.md", PROJECT / "docs" / "codebook.md"
MODELS: list[type[BaseModel]] = [Codebook, Theme, Conditional, Carry, VoiceRules, Act]


def test_each_of_ten_tasks_names_a_file_and_what_to_look_for_in_it() -> None:
    section = sections(CONTRIBUTE, 2)["Ten tasks, and the file to open"]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if re.match(r"\| (a|an|another) ", line)]
    assert len(rows) == 10
    for task, file, there in rows:
        path = PROJECT / codes(file)[0]
        if path.stem == "NAME":
            assert [place for place in codes(there) if (path.parent / place).is_file()] == [
                "heat.py",
                "figures.py",
                "__init__.pyi",
            ], task
            assert "CHARTS" in (path.parent / "figures.py").read_text(encoding="utf-8")
            continue
        assert re.search(rf"\b{codes(there)[0]}\b", path.read_text(encoding="utf-8")), task


def test_every_package_is_in_the_picture_of_the_house() -> None:
    text = CONTRIBUTE.read_text(encoding="utf-8")
    for path in (PROJECT / "analysis").iterdir():
        if (path / "__init__.py").is_file():
            assert re.search(rf"\b{path.name}\b", text), path.name


def test_every_make_command_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, path.name


def test_every_key_of_the_codebook_is_documented() -> None:
    section = sections(CODEBOOK, 2)["Keys of the file"]
    named = {part for code in codes(section) for part in re.split(r"\W+", code)}
    for model in MODELS:
        assert set(model.model_fields) <= named, model.__name__
