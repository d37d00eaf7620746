"""Plain YAML: a hand-written text → its nodes and values. Tags, anchors and aliases are refused, never run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from .faults import Fault, InputFaults
from .files import describe_control_character

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, if PyYAML was built with it
# YAML 1.1 starts a new line after these characters. Editors do not, and a fault names the editor's line.
_NOT_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
MAX_DEPTH = 20  # lists and keys within each other; a codebook has six
MAX_VALUES = 100_000
LONGEST_SHOWN = 40  # characters of a tag, anchor or alias in a message


@dataclass
class _Scan:
    """Checks the events of a text before anything is built from it."""

    file: str
    lines_above: int
    depth: int = 0
    values: int = 0

    def check(self, event: Any) -> None:
        line = event.start_mark.line + 1 + self.lines_above
        if message := _wrong_event(event):
            raise InputFaults([Fault(self.file, line, message)])
        if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            self.values += 1
        self.depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if self.depth >= MAX_DEPTH:
            raise InputFaults([Fault(self.file, line, f"Lists and keys are nested more than {MAX_DEPTH} deep.")])
        if self.values > MAX_VALUES:
            message = f"More than {MAX_VALUES:,} values. Split the file."
            raise InputFaults([Fault(self.file, line, message)])


def _wrong_event(event: Any) -> str:
    """What is wrong with one event; "" if nothing is."""
    if isinstance(event, yaml.AliasEvent):
        alias = _shown("*", event.anchor or "")
        return f"{alias} is an alias. Write the value itself, or quote a text that begins with *."
    if getattr(event, "anchor", None) is not None:
        return f"{_shown('&', event.anchor)} is an anchor. Remove it, or quote a text that begins with &."
    if getattr(event, "tag", None) is not None:
        return f"A tag such as {_shown('', event.tag)} is not allowed. Remove it, or put the value in quotes."
    return describe_control_character(event.value) if isinstance(event, yaml.ScalarEvent) else ""


def _shown(sign: str, name: str) -> str:
    return repr(f"{sign}{name[:LONGEST_SHOWN]}")


def read_node(text: str, file: str, lines_above: int = 0) -> Any:
    """The root node of a YAML text; None for an empty text.

    Parameters
    ----------
    text : the YAML.
    file : the file's name in messages.
    lines_above : lines of the file before `text`, such as the `---` above front matter.

    Raises
    ------
    InputFaults for invalid YAML, tags, anchors, aliases, control characters, and more than MAX_DEPTH levels or
    MAX_VALUES values.

    >>> read_node("a: [1, 2]", "a.yml").value[0][0].value
    'a'
    >>> try: read_node("a: *b", "a.yml")
    ... except InputFaults as error: print(error)
    a.yml:1: '*b' is an alias. Write the value itself, or quote a text that begins with *.
    """
    scan = _Scan(file, lines_above)
    text = text.translate(_NOT_LINE_ENDS)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            scan.check(event)
        return yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise InputFaults([_as_fault(error, file, lines_above)]) from None


def build(node: Any, file: str) -> Any:
    """The plain values of a node: texts, numbers, dates, lists and dicts.

    Raises InputFaults for impossible values, such as February 30.

    >>> build(read_node("a: [1, x]", "a.yml"), "a.yml")
    {'a': [1, 'x']}
    """
    loader = LOADER("")
    try:
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise InputFaults([_as_fault(error, file)]) from None
    except (ValueError, OverflowError) as error:  # an impossible date, or a number out of range
        raise InputFaults([Fault(file, 1, f"Not valid YAML: {' '.join(str(error).split())}.")]) from None
    finally:
        loader.dispose()


def _as_fault(error: yaml.YAMLError, file: str, lines_above: int = 0) -> Fault:
    what = "The front matter is not valid YAML" if lines_above else "Not valid YAML"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    return Fault(file, (mark.line + 1 if mark else 1) + lines_above, f"{what}: {' '.join(str(problem).split())}.")
