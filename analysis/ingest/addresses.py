"""Web addresses: an address → its checked form, or the form that all addresses of its page share."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from .errors import SourceRefused

Permit = Callable[[str], bool]
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
NOT_AN_ADDRESS = "The page redirects to something that is not an address. Save it in a browser and add the file."
_SAFE = "/!$&'()*+,;=:@-._~"
MAX_ADDRESS_LENGTH = 2000  # characters


def is_public(host: str) -> bool:
    """Whether an IP address is on the public internet. An IPv4 address embedded in an IPv6 address is checked too.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    return _all_inner(host, lambda ip: ip.is_global and not ip.is_multicast and not ip.is_reserved)


def is_public_or_local(host: str) -> bool:
    """Whether an IP address is public, this machine's, or on its private network.

    Link-local, multicast and reserved addresses are never accepted.

    >>> is_public_or_local("127.0.0.1"), is_public_or_local("10.0.0.1"), is_public_or_local("169.254.169.254")
    (True, True, False)
    """
    return is_public(host) or _all_inner(host, _is_local)


def _is_local(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    special = ip.is_link_local or ip.is_unspecified or ip.is_reserved or ip.is_multicast
    return ip.is_loopback or (ip.is_private and not special)


def _all_inner(host: str, test: Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool]) -> bool:
    ip = ipaddress.ip_address(host.partition("%")[0])
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [found for found in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if found]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    if inner and isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return test(inner[0])
    return all(map(test, [ip, *inner]))


def check_address(address: str, permit: Permit = is_public) -> str:
    """Check an address, and return it without its fragment, as it is sent to the site.

    permit : whether an IP address may be contacted. A host name is checked when it is connected to (connections.py).

    Raises SourceRefused if it is not http or https, contains a user name, or is an IP address that is not permitted.

    >>> check_address("HTTPS://Example.org/a#top")
    'https://example.org/a'
    """
    if len(address) > MAX_ADDRESS_LENGTH or re.search(r"[\x00-\x20\x7f\\]", address.strip()):
        raise SourceRefused(
            "address", f"The address contains spaces or is longer than {MAX_ADDRESS_LENGTH} characters. Copy it again."
        )
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise SourceRefused(
            "address", "This is not an address. Give one like https://www.mofa.go.jp/page.html."
        ) from None
    if not parts.scheme:
        raise SourceRefused("address", "The address must begin with http:// or https://. Copy it from a browser.")
    if parts.scheme.lower() not in _PORTS:
        message = f"Only http and https addresses can be read, not {parts.scheme!r}. Save the page and add the file."
        raise SourceRefused("address", message)
    if not host or port == 0:
        raise SourceRefused("address", "The address has no host. Give one like https://www.mofa.go.jp/page.html.")
    if parts.username is not None or parts.password is not None:
        raise SourceRefused("address", "The address contains a user name or password. Remove it.")
    _check_literal(host, permit)
    netloc = _ascii_host(host) + (f":{port}" if port and port != _PORTS[parts.scheme.lower()] else "")
    path, query = (quote(part, safe=f"{_SAFE}%?[]") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def _check_literal(host: str, permit: Permit) -> None:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not permit(host):
        raise not_permitted(host)


def not_permitted(host: str) -> SourceRefused:
    """The refusal of a host on this machine or its network."""
    message = f"{host} is not on the public internet. Use --allow-local to read from this machine and its network."
    return SourceRefused("address", message)


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("ascii" if host.isascii() else "idna").decode("ascii").lower()
    except UnicodeError:
        raise SourceRefused("address", f"{host!r} is not a host name. Check the address.") from None


def follow(address: str, location: str) -> str:
    """The address to which a redirect leads, from the address that gave it.

    Raises SourceRefused if it is not an address.

    >>> follow("https://example.org/a/b", "../c")
    'https://example.org/c'
    """
    try:
        return urljoin(address, location)
    except ValueError:
        raise SourceRefused("redirect", NOT_AN_ADDRESS) from None


def same_page(address: str) -> str:
    """The form that all addresses of one page share.

    Scheme, case of the host, fragment, tracking parameters and a final slash are ignored.

    >>> same_page("HTTP://WWW.Mofa.go.jp:80/a_o/%7Ex.html?utm_source=y#top")
    '//www.mofa.go.jp/a_o/~x.html'
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").rstrip(".")
    netloc = host if port in (None, _PORTS.get(parts.scheme.lower())) else f"{host}:{port}"
    path = quote(unquote(parts.path), safe=_SAFE).rstrip("/")
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return urlunsplit(("", netloc, path, query, ""))
