"""The file study.yml: what a study is called, who made it, and the themes that lead; every fault with its line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import read_text
from ..io.wording import listing
from ..io.yaml import read_node

KEYS = ("title", "author", "lead")


@dataclass(frozen=True)
class About:
    """What study.yml says.

    title, author : one line each; "" if not stated.
    lead : keys of the core themes that come first in charts and tables; the others follow in the codebook's order.
    """

    title: str = ""
    author: str = ""
    lead: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Title and author in one line; "" if neither is stated.

        >>> About("Summits since 2009", "Kim Sora").name, About(author="Kim Sora").name, About().name
        ('Summits since 2009, by Kim Sora', 'By Kim Sora', '')
        """
        by = f"by {self.author}" if self.author else ""
        return f"{self.title}, {by}" if self.title and by else self.title or by.capitalize()[:1] + by[1:]


def read_about(path: Path, core_keys: Collection[str]) -> About:
    """Read study.yml; a file that does not exist states nothing.

    core_keys : the keys that `lead` may contain.

    Raises InputFaults with every fault: wrong YAML, an unknown or repeated key, a value of another kind, and a theme
    that is repeated or not a core theme.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "study.yml")
    >>> _ = path.write_text("title: Summits since 2009\\nlead: [economy]\\n")
    >>> read_about(path, ["north_korea", "economy"])
    About(title='Summits since 2009', author='', lead=('economy',))
    """
    if not path.is_file():
        return About()
    file = shown_path(path)
    root = read_node(read_text(path), file)
    if not isinstance(root, yaml.MappingNode):
        raise InputFaults([Fault(file, 1, "Write lines of `key: value`, such as `title: ...`.")])
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        read = _themes(value, core_keys) if name == "lead" else _line_of(value)
        line = key.start_mark.line + 1
        if name not in KEYS:
            faults.append(Fault(file, line, f"Unknown key {str(name)[:40]!r}. Use one of: {', '.join(KEYS)}."))
        elif name in values:
            faults.append(Fault(file, line, f"{name!r} is given twice. Keep one."))
        elif isinstance(read, list):
            faults += [Fault(file, at, f"{name!r} {message}") for at, message in read]
        values.setdefault(name, read)
    if faults:
        raise InputFaults(faults)
    return About(**values)


def _line_of(value: yaml.Node) -> str | list[tuple[int, str]]:
    """The text of a value in one line, or what is wrong with it."""
    if not isinstance(value, yaml.ScalarNode):
        return [(value.start_mark.line + 1, "must be a text. Replace this list or group by one value.")]
    return " ".join(value.value.split())


def _themes(value: yaml.Node, core_keys: Collection[str]) -> tuple[str, ...] | list[tuple[int, str]]:
    """The keys of themes of a list, or what is wrong with them."""
    if not isinstance(value, yaml.SequenceNode):
        return [(value.start_mark.line + 1, "must be a list of themes, such as [north_korea, economy].")]
    keys: list[str] = []
    wrong = []
    for node in value.value:
        key = node.value if isinstance(node, yaml.ScalarNode) else ""
        if key not in core_keys:
            known = listing(list(core_keys), "or") if core_keys else "none is defined"
            wrong.append((node.start_mark.line + 1, f"must name core themes: {known}. Got {str(key)[:40]!r}."))
        elif key in keys:
            wrong.append((node.start_mark.line + 1, f"names {key!r} twice. Keep one."))
        keys.append(key)
    return wrong or tuple(keys)
