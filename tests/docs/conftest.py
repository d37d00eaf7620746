"""docs/make.py, which is in no package, as a module."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.builders.studies import PROJECT


@pytest.fixture(scope="session")
def make() -> ModuleType:
    """docs/make.py, which is in no package."""
    spec = importlib.util.spec_from_file_location("docs_make", PROJECT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
