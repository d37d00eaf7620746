"""A local site for the tests of ingest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders.site import Site, playing


@pytest.fixture
def site() -> Iterator[Site]:
    with playing() as site:
        yield site
