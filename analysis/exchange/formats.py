"""Dictionary files of other tools, by their format: file → codebook, codebook → file, with what each cannot say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from ..codebook.model import Codebook
from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from .categories import Categories, Category, from_codebook, to_codebook
from .lexicoder import not_in_lexicoder, read_lexicoder, write_lexicoder
from .liwc import not_in_liwc, read_liwc, write_liwc
from .quanteda import read_quanteda, write_quanteda
from .wordstat import not_in_wordstat, read_wordstat, write_wordstat
from .yoshikoder import not_in_yoshikoder, read_yoshikoder, write_yoshikoder


def _says_all(_: str) -> str:
    return ""


@dataclass(frozen=True)
class Format:
    """How one tool writes dictionaries.

    endings : of its files, the first for those that are written. cannot_say : why it has no such pattern, or "".
    defines : whether it has definitions.
    """

    endings: tuple[str, ...]
    read: Callable[[str, str], Categories]
    write: Callable[[Sequence[Category]], str]
    cannot_say: Callable[[str], str] = _says_all
    defines: bool = False


FORMATS = {
    "quanteda": Format((".yml", ".yaml"), read_quanteda, write_quanteda),
    "liwc": Format((".dic",), read_liwc, write_liwc, not_in_liwc),
    "wordstat": Format((".cat",), read_wordstat, write_wordstat, not_in_wordstat),
    "lexicoder": Format((".lc3",), read_lexicoder, write_lexicoder, not_in_lexicoder),
    "yoshikoder": Format((".ykd", ".lcd"), read_yoshikoder, write_yoshikoder, not_in_yoshikoder, True),
}


def import_codebook(path: Path) -> tuple[Codebook, list[str]]:
    """A codebook from a dictionary file of another tool, whose ending tells the format; and what is lost.

    Raises InputFaults for another ending, a file that cannot be read, and one without patterns.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "seas.lc3")
    >>> _ = path.write_text("+Seas\\nocean*\\n")
    >>> import_codebook(path)[0].keys
    ['seas']
    """
    known = {ending: form for form in FORMATS.values() for ending in form.endings}
    form, file = known.get(path.suffix.lower()), shown_path(path)
    if form is None:
        raise InputFaults([Fault(file, 0, f"Unknown ending. The file must end in {', '.join(known)}.")])
    return to_codebook(form.read(read_text(path, marked=True), file), file)


def export_codebook(book: Codebook, name: str) -> tuple[str, list[str]]:
    """A codebook as a dictionary file of the format `name`, a key of FORMATS; and what is lost.

    >>> text, lost = export_codebook(Codebook.from_patterns(defence=["defen?e", "troops"]), "lexicoder")
    >>> text, lost[-1]
    ('+defence\\ntroops\\n', "defence: 'defen?e' is left out: ? is not a wildcard there.")
    """
    form, found = FORMATS[name], from_codebook(book)
    why = {pattern: form.cannot_say(pattern) for one in found.listed for pattern in one.patterns}
    kept = [replace(one, patterns=tuple(p for p in one.patterns if not why[p])) for one in found.listed]
    left_out = [
        f"{one.name}: {pattern!r} is left out: {why[pattern]}."
        for one in found.listed
        for pattern in one.patterns
        if why[pattern]
    ]
    undefined = [] if form.defines else ["Definitions of the themes."]
    return form.write(kept), [*undefined, *found.lost, *left_out]


def codebook_yaml(book: Codebook, comments: Sequence[str]) -> str:
    """An imported codebook as the text of a codebook.yml, with comments above it.

    >>> codebook_yaml(Codebook.from_patterns(trade=["export*"]), ["Lost: nothing."]).splitlines()[:3]
    ['# Lost: nothing.', 'themes:', '- key: trade']
    """
    content = book.model_dump(mode="json", exclude_defaults=True)
    above = "".join(f"# {' '.join(line.split())}\n" for line in comments)
    return above + str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))
