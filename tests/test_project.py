"""The project's own files agree with each other."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from tests.builders.studies import PROJECT

# Where conda-forge has another name for what PyPI calls so.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "jupyter-client": "jupyter_client",
    "dask": "dask-core",
    "lazy-loader": "lazy_loader",
    "duckdb": "python-duckdb",
}
OF_NO_LOCK = {"python", "pip"}
LOCKS = sorted(PROJECT.glob("requirements*.lock"))


def versions_in(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def locked() -> dict[str, str]:
    return {name: version for lock in LOCKS for name, version in versions_in(lock).items()}


def declared() -> list[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in project.get("optional-dependencies", {}).values() for line in extra]
    return [re.split(r"[<>=!~ ;\[]", line)[0] for line in [*project["dependencies"], *extras]]


def conda() -> dict[str, str]:
    content = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    assert content["channels"] == ["conda-forge", "nodefaults"]
    specs = [line for line in content["dependencies"] if isinstance(line, str)]
    for spec in specs:
        assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*=[0-9][0-9a-z.]*", spec), spec
    pip = next(line["pip"] for line in content["dependencies"] if isinstance(line, dict))
    assert pip[-1] == "-e ."
    return dict(spec.split("=") for spec in specs) | dict(line.split("==") for line in pip[:-1])


def test_conda_and_lock_give_the_same_versions() -> None:
    specs, versions = conda(), locked()
    for name in declared():
        assert specs[CONDA_NAMES.get(name, name)] == versions[name], name
    of_conda = {conda_name: name for name, conda_name in CONDA_NAMES.items()}
    for spec in set(specs) - OF_NO_LOCK:
        assert specs[spec] == versions[of_conda.get(spec, spec)], spec


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.name))
def test_every_package_of_a_lock_has_hashes_and_one_version_in_all(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8").strip())
    assert len(entries) == len(versions_in(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert versions_in(lock).items() <= locked().items()


def test_a_report_is_made_without_what_only_tests_and_the_lab_need() -> None:
    names = {lock.name: set(versions_in(lock)) for lock in LOCKS}
    assert names["requirements.lock"].isdisjoint({"jupyterlab", "pytest", "dask", "mypy", "ruff"})
    assert "jupyterlab" in names["requirements-lab.lock"]
    assert {"pytest", "distributed", "mypy", "ruff"} <= names["requirements-dev.lock"]


def test_nothing_speaks_of_this_machine() -> None:
    for path in [
        *PROJECT.glob("*.*"),
        *(PROJECT / "analysis").rglob("*.py"),
        *(PROJECT / "corpus").rglob("*"),
        *(PROJECT / "docs").rglob("*.[mp][dy]"),
    ]:
        if path.is_file() and path.suffix not in (".lock", ".pyc") and ".cache" not in path.parts:
            assert str(Path.home()) + "/" not in path.read_text(encoding="utf-8")


PACKAGES = sorted(
    (".".join(path.parent.relative_to(PROJECT).parts) for path in (PROJECT / "analysis").rglob("__init__.pyi")),
    key=len, reverse=True,
)  # fmt: skip


def package_of(module: str) -> str:
    return next(package for package in PACKAGES if f"{module}.".startswith(f"{package}."))


def imports_of(path: Path) -> list[tuple[str, str]]:
    """Module and name of everything that a module imports from the project."""
    here = list(path.relative_to(PROJECT).parent.parts)
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    modules = [
        (".".join([*here[: len(here) - node.level + 1], *filter(None, [node.module])]), node)
        for node in nodes
        if node.level
    ]
    return [(module, alias.name) for module, node in modules for alias in node.names]


def test_a_package_uses_of_another_only_what_its_public_face_names() -> None:
    private = {
        f"{path.relative_to(PROJECT)}: {module}.{name}"
        for path in (PROJECT / "analysis").rglob("*.py")
        for module, name in imports_of(path)
        for own, other in [(package_of(".".join(path.relative_to(PROJECT).with_suffix("").parts)), package_of(module))]
        if other not in (own, "analysis") and name not in import_module(other).__all__
    }
    assert not private, "\n".join(sorted(private))
