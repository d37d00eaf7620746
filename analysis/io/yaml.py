"""YAML that people write by hand: plain values in shallow lists and keys; what is more than that is told, not run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from .faults import Fault, InputFaults
from .files import no_text

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where PyYAML was built with it
# YAML 1.1 begins a line after these, editors do not, and a fault is told with an editor's line.
_NO_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
DEEPEST = 20  # lists within lists; a codebook has six
MOST_VALUES = 100_000  # with every alias written out


@dataclass
class _Size:
    """How much a list or mapping holds, aliases written out, while its events pass."""

    anchor: str | None = None
    values: int = 0


@dataclass
class _Scan:
    """What the events of a text tell before anything is built from it."""

    file: str
    above: int
    sizes: dict[str, int] = field(default_factory=dict)
    open: list[_Size] = field(default_factory=lambda: [_Size()])

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1 + self.above
        if isinstance(event, yaml.AliasEvent):
            if any(part.anchor == event.anchor for part in self.open):
                self.fail(line, "An alias (*) in this file stands for a part that holds the alias itself.")
            self.count(self.sizes.get(event.anchor or "", 1), line)
            return
        if getattr(event, "tag", None) is not None:
            self.fail(
                line, f"A tag such as {event.tag[:40]!r} is not used here; write the value plainly, or in quotes."
            )
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append(_Size(event.anchor))
            if len(self.open) > DEEPEST:
                self.fail(line, f"Lists and keys stand more than {DEEPEST} deep within each other.")
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.open.pop()
            self.count(closed.values + 1, line)
            if closed.anchor:
                self.sizes[closed.anchor] = closed.values + 1
        elif isinstance(event, yaml.ScalarEvent):
            if told := no_text(event.value):
                self.fail(line, told)
            self.count(1, line)
            if event.anchor:
                self.sizes[event.anchor] = 1

    def count(self, values: int, line: int) -> None:
        self.open[-1].values += values
        if self.open[-1].values > MOST_VALUES:
            self.fail(line, f"More than {MOST_VALUES:,} values, with every alias (*) written out.")

    def fail(self, line: int, message: str) -> None:
        raise InputFaults([Fault(self.file, line, message)])


def read_node(text: str, file: str, above: int = 0) -> Any:
    """The root node of a YAML text, to be walked or built from; None of an empty one.

    `above` lines stand before the text in its file, as they do before front matter. Raises InputFaults for what is
    not valid YAML, for tags, characters that are no text, an alias of itself, and more than DEEPEST and MOST_VALUES.
    """
    scan = _Scan(file, above)
    text = text.translate(_NO_LINE_ENDS)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            scan.take(event)
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise InputFaults([as_fault(error, file, above)]) from None


def build(node: Any, file: str) -> Any:
    """Plain values from a node: texts, numbers, dates, lists, dicts. Raises InputFaults for impossible ones."""
    loader = LOADER("")
    try:
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise InputFaults([as_fault(error, file)]) from None
    except (ValueError, OverflowError) as error:  # a date of no calendar, a number beyond all bounds
        raise InputFaults([Fault(file, 1, f"Not valid YAML: {' '.join(str(error).split())}.")]) from None
    finally:
        loader.dispose()


def as_fault(error: yaml.YAMLError, file: str, above: int = 0) -> Fault:
    """A fault of the YAML itself, in its line."""
    what = "The front matter is not valid YAML" if above else "Not valid YAML"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    return Fault(file, (mark.line + 1 if mark else 1) + above, f"{what}: {' '.join(str(problem).split())}.")
