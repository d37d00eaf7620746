from __future__ import annotations

import pytest

from analysis.ingest.addresses import check_address, is_public, is_public_or_local, same_page
from analysis.ingest.errors import SourceRefused


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "//example.org/x", "mofa.go.jp",
        "http://", "http:///x", "http://user:word@example.org/", "http://user@example.org/", "http://example.org:99999/", "http://[::1",
        "http://example.org/a b", "http://example.org\\@127.0.0.1/", "http://127.0.0.1/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://172.16.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://0.0.0.0/",
        "http://224.0.0.1/", "http://240.0.0.1/", "http://100.64.0.1/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://255.255.255.255/", "https://example.org/" + "a" * 3000, "", "http://exa\nmple.org/",
    ],
)  # fmt: skip
def test_an_address_outside_the_public_web_is_refused(address: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        check_address(address)
    assert caught.value.reason == "address"


def test_local_means_this_machine_and_its_network_only() -> None:
    assert all(map(is_public_or_local, ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "8.8.8.8", "fd00::1"]))
    assert not any(
        map(is_public_or_local, ["169.254.169.254", "fe80::1%eth0", "224.0.0.1", "0.0.0.0", "::", "240.0.0.1"])
    )
    assert is_public("2600::1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://Example.org/a#x", "https://example.org:443/a/", True), ("https://example.org", "https://example.org/", True),
        ("https://example.org/a?b=1&utm_source=z", "https://example.org/a?b=1", True), ("https://example.org/%61", "https://example.org/a", True),
        ("https://example.org/a?b=1", "https://example.org/a?b=2", False), ("https://example.org/A", "https://example.org/a", False),
        ("https://example.org:8080/a", "https://example.org/a", False),
    ],
)  # fmt: skip
def test_which_addresses_belong_to_one_page(one: str, other: str, same: bool) -> None:
    assert (same_page(one) == same_page(other)) is same
