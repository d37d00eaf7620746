"""Mutation testing: one-token changes of the code → which of them the tests of the same package notice.

`make mutants` draws a seeded sample, makes each change in memory, and runs the tests of its package on it. A change that
no test notices is a survivor; `mutants.csv` lists those that change nothing, each with its reason.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gc
import importlib
import importlib.abc
import importlib.util
import multiprocessing
import os
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import pairwise
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("mutants.csv")  # module, before, after, reason
PARTS = {
    "analysis/corpus/parsing": ["tests/corpus/parsing", "tests/evaluate/test_own.py"],  # these read whole pages
    "analysis/codebook": ["tests/codebook"],
    "analysis/measures": ["tests/measures"],
}
OPERATORS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "is": "is not", "is not": "is", "in": "not in",
    "not in": "in", "and": "or", "or": "and", "+": "-", "-": "+", "*": "+", "/": "*", "//": "*", "%": "+", "**": "*",
    "&": "|", "|": "&",
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "True": "False", "False": "True"}
LIBRARIES = (
    "numpy",
    "pandas",
    "pyarrow.compute",
    "pydantic",
    "scipy.stats",
    "sklearn.feature_extraction.text",
    "nltk",
    "pytest",
    "hypothesis.strategies",
    "analysis.study",  # for what it imports: the project's own modules are imported anew for each change
)  # once, for all
MAX_SECONDS = 100  # of a processor, for the tests of one change: a loop without end is noticed too


class Mutant(NamedTuple):
    """One token of a module replaced: its place in the source, the line it is on before and after."""

    module: str
    line: int
    start: int
    end: int
    token: str
    before: str
    after: str


def find_mutants(path: Path) -> list[Mutant]:
    """Every one-token change of a module: operators, numbers, strings, truth values, and names such as `min`.

    Docstrings, annotations, imports and the assertions of `zip` are left alone: a change there changes nothing.
    """
    source = path.read_text(encoding="utf-8")
    begins = [0]
    for row in source.encode().splitlines(keepends=True):
        begins.append(begins[-1] + len(row))
    raw, found = source.encode(), []
    for node in _code(ast.parse(source)):
        for low, high, token in _tokens(node, raw, begins):
            changed = raw[:low] + token.encode() + raw[high:]
            line = raw.count(b"\n", 0, low)
            before, after = (text.splitlines()[line].decode().strip() for text in (raw, changed))
            found.append(Mutant(str(path.relative_to(PROJECT)), line + 1, low, high, token, before, after))
    return found


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one that run: no docstring, annotation, import or type-checking block."""
    yield node
    for name, value in ast.iter_fields(node):
        children = [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]
        for child in children:
            skipped = name in ("annotation", "returns", "decorator_list") or isinstance(
                child, ast.Import | ast.ImportFrom
            )
            text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            checking = isinstance(child, ast.If) and any(
                n in ast.unparse(child.test) for n in ("TYPE_CHECKING", "__main__")
            )
            checking |= isinstance(child, ast.keyword) and child.arg == "strict"  # of zip: it only asserts
            checking |= isinstance(child, ast.Subscript) and ast.unparse(child.value) == "Literal"
            if not (skipped or text or checking or isinstance(child, ast.JoinedStr)):
                yield from _code(child)


def _tokens(node: ast.AST, raw: bytes, begins: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Where the token of a node begins and ends in bytes, and what replaces it."""

    def span(child: ast.expr) -> tuple[int, int]:
        return begins[child.lineno - 1] + child.col_offset, begins[child.end_lineno - 1] + child.end_col_offset  # type: ignore[operator]

    sides: list[ast.expr] = []
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
    elif isinstance(node, ast.BoolOp):
        sides = node.values
    elif isinstance(node, ast.BinOp):
        sides = [node.left, node.right]
    for left, right in pairwise(sides):
        low, high = span(left)[1], span(right)[0]
        operator = raw[low:high].decode().strip("() \n")
        if operator in OPERATORS:
            at = low + raw[low:high].index(operator.encode())
            yield at, at + len(operator), OPERATORS[operator]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield span(node)[0], span(node.operand)[0], ""
    elif isinstance(node, ast.Constant):
        token = _other_constant(node.value)
        if token:
            yield *span(node), token
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield *span(node), NAMES[node.id]


def _other_constant(value: object) -> str:
    if isinstance(value, bool):
        return str(not value)
    if isinstance(value, int | float):
        return repr(value + 1)
    return repr(value + "x") if isinstance(value, str) else ""


class _Mutated(SourceFileLoader):
    """Loads one module with its changed source; all others as they are."""

    def __init__(self, name: str, path: str, source: bytes) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, path: Path, source: bytes) -> None:
        self._name, self._path, self._source = name, path, source

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        loader = _Mutated(name, str(self._path), self._source)
        return importlib.util.spec_from_file_location(name, self._path, loader=loader)


def run_tests(mutant: Mutant | None, part: str) -> None:
    """In a process of its own: run the tests of a package on one change; its exit status is that of pytest."""
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    first = []
    if mutant:
        path = PROJECT / mutant.module
        raw = path.read_bytes()
        name = mutant.module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        sys.meta_path.insert(0, _Finder(name, path, raw[: mutant.start] + mutant.token.encode() + raw[mutant.end :]))
        own = sorted(PROJECT.glob(f"tests/**/test_{path.stem}.py"))
        first = [mutant.module, *(str(test) for test in own if test.is_relative_to(PROJECT / PARTS[part][0]))]
    # Plain assertions: pytest would load a module that it is given as a path from disk, to rewrite it.
    tests = [*first, *PARTS[part], *([] if mutant else [part])]
    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow"]
    os._exit(int(pytest.main([*options, *dict.fromkeys(tests)])))


def try_all(mutants: Sequence[tuple[Mutant | None, str]], workers: int) -> list[bool]:
    """Whether the tests notice each change, several at a time; one that takes too long is noticed."""
    context = multiprocessing.get_context("fork")
    running: dict[int, multiprocessing.process.BaseProcess] = {}
    noticed, waiting = [False] * len(mutants), list(range(len(mutants)))[::-1]
    while waiting or running:
        while waiting and len(running) < workers:
            n = waiting.pop()
            process = context.Process(target=run_tests, args=mutants[n])
            process.start()
            running[n] = process
        wait([process.sentinel for process in running.values()])
        for n, process in list(running.items()):
            if not process.is_alive():
                noticed[n] = process.exitcode != 0
                del running[n]
                show = mutants[n][0]
                if show and not noticed[n]:
                    print(f"survived: {show.module}:{show.line}\n  {show.before}\n  {show.after}", flush=True)
    return noticed


def import_libraries() -> None:
    """Import once, for all processes, what the tests need besides the project's own modules."""
    for library in LIBRARIES:
        importlib.import_module(library)
    for name in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
        del sys.modules[name]
    gc.freeze()


def read_equivalent() -> set[tuple[str, str, str]]:
    """The changes that are known to change nothing: module, line before, line after."""
    if not EQUIVALENT.exists():
        return set()
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        return {(row["module"], row["before"], row["after"]) for row in csv.DictReader(file)}


def main() -> None:
    """Draw the sample, try each change, and fail where the tests notice less than nine in ten."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="modules whose path contains this")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.chdir(PROJECT)
    found = [
        (mutant, part)
        for part in PARTS
        for path in sorted((PROJECT / part).glob("*.py"))
        if options.only in str(path)
        for mutant in find_mutants(path)
    ]
    sample = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    import_libraries()
    clean: list[tuple[Mutant | None, str]] = [(None, part) for part in dict.fromkeys(part for _, part in sample)]
    if any(try_all(clean, options.workers)):
        sys.exit("The tests fail on the code as it is: mend them first.")
    noticed = try_all(sample, options.workers)
    same = read_equivalent()
    harmless = sum(not n and (m.module, m.before, m.after) in same for n, (m, _) in zip(noticed, sample, strict=True))
    killed, counted = sum(noticed), len(sample) - harmless
    print(f"{len(sample)} of {len(found)} changes tried: {killed} noticed, {harmless} change nothing, "
          f"{counted - killed} survived; {killed / max(counted, 1):.0%} noticed")  # fmt: skip
    sys.exit(killed < 0.9 * counted)


if __name__ == "__main__":
    main()
