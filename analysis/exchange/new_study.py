"""A new study: a folder and a topic → folders, a codebook of two themes, study.yml and a README, all with comments."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template

from ..codebook.checks import pattern_faults
from ..codebook.model import NONE, Codebook
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole
from .keys import key_of

TEMPLATES = Path(__file__).parent / "template"
FILES = ("codebook.yml", "study.yml", "README.md")
MAX_TOPIC_CHARACTERS = 60
COURTESY = ["thank*", "gratitude", "grateful", "appreciation", "congratulat*", "condolence*", "hospitality"]


def write_new_study(folder: Path, topic: str) -> list[Path]:
    """Write the files of a new study, whose report can be made as soon as a text lies in its readouts/.

    Parameters
    ----------
    folder : does not exist yet, or is empty.
    topic : words of letters, digits, spaces and hyphens; the first pattern of the first theme.

    Returns
    -------
    The paths of readouts/ and of FILES.

    Raises
    ------
    InputFaults if the folder is not empty; ValueError for a topic that cannot be a pattern.

    >>> import tempfile
    >>> paths = write_new_study(Path(tempfile.mkdtemp()), "Fisheries")
    >>> [path.name for path in paths]
    ['readouts', 'codebook.yml', 'study.yml', 'README.md']
    """
    values = _values(topic)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputFaults([Fault(shown_path(folder), 0, "The folder is not empty. Name a new one.")])
    texts = folder / "readouts"
    texts.mkdir(parents=True)
    return [texts, *(_write(folder / name, values) for name in FILES)]


def _write(path: Path, values: dict[str, str]) -> Path:
    template = (TEMPLATES / path.name).read_text(encoding="utf-8")
    return write_whole(path, Template(template).substitute(values))


def _values(topic: str) -> dict[str, str]:
    """What the templates leave open. Raises ValueError for a topic that cannot be a pattern."""
    words = " ".join(topic.split())
    if not re.fullmatch(r"\w[\w -]*", words) or len(words) > MAX_TOPIC_CHARACTERS:
        raise ValueError(f"Use letters, digits, spaces and hyphens, at most {MAX_TOPIC_CHARACTERS} characters.")
    key = key_of(words)
    if key in (NONE, "courtesy"):
        raise ValueError(f"The name {words!r} is taken: choose another.")
    pattern = f"{words.lower()}*"
    if list(_faults(pattern)):
        raise ValueError("Give it a word that a text can contain.")
    courtesy = [other for other in COURTESY if not list(_faults(pattern, other))]
    return {
        "key": key,
        "title": words,
        "label": json.dumps(words, ensure_ascii=False),
        "pattern": json.dumps(pattern, ensure_ascii=False),
        "courtesy": ", ".join(courtesy),
    }


def _faults(*patterns: str) -> list[str]:
    """What is wrong with patterns of one theme each."""
    book = Codebook.from_patterns(**{f"theme{n}": [pattern] for n, pattern in enumerate(patterns)})
    return [message for _, message in pattern_faults(book.listed)]
