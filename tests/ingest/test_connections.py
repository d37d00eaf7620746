from __future__ import annotations

import pytest

from analysis.ingest.client import Client
from analysis.ingest.errors import SourceRefused
from tests.builders.fetching import QUICK
from tests.builders.site import (
    Site,
)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "localhost", "127.1"])
def test_a_host_name_for_this_machine_is_refused_when_connecting(host: str, site: Site) -> None:
    with pytest.raises(SourceRefused) as caught:
        Client(QUICK).get(f"http://{host}:{site.port}/")
    assert (caught.value.reason, site.asked) == ("address", [])
    assert "--allow-local" in caught.value.message


def test_a_public_name_that_leads_to_this_machine_is_refused_before_a_byte_is_sent(site: Site) -> None:
    with pytest.raises(SourceRefused) as caught:
        Client(QUICK, hosts={"www.mofa.go.jp": "127.0.0.1"}).get(f"http://www.mofa.go.jp:{site.port}/")
    assert (caught.value.reason, site.asked) == ("address", [])
