"""Web addresses: an address → its checked form, or the form shared by all addresses of its page."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from .errors import SourceRefused

Permit = Callable[[str], bool]
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_SAFE = "/!$&'()*+,;=:@-._~"
MAX_LENGTH = 2000


def is_public(host: str) -> bool:
    """Whether an IP address is one of the public internet; an address within another counts as the inner one.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    return _all_inner(host, lambda ip: ip.is_global and not ip.is_multicast and not ip.is_reserved)


def is_public_or_local(host: str) -> bool:
    """As `is_public`, and this machine and its private network too; never link-local, multicast or reserved."""
    return is_public(host) or _all_inner(host, _is_local)


def _is_local(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    no_host = ip.is_link_local or ip.is_unspecified or ip.is_reserved or ip.is_multicast
    return ip.is_loopback or (ip.is_private and not no_host)


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
    """The address without its fragment, in the form in which it is asked.

    Raises SourceRefused for what is not http or https, carries a user name, or names a host that `permit`
    does not allow. Names are checked again when their number is known, as the connection is made.
    """
    if len(address) > MAX_LENGTH or re.search(r"[\x00-\x20\x7f\\]", address.strip()):
        raise SourceRefused("address", f"An address has no spaces and at most {MAX_LENGTH} characters.")
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise SourceRefused(
            "address", "This is not an address. Give one like https://www.mofa.go.jp/page.html."
        ) from None
    if parts.scheme.lower() not in _PORTS:
        raise SourceRefused("address", f"Only http and https are read, not {parts.scheme or 'this'!r}.")
    if not host or port == 0:
        raise SourceRefused("address", "The address has no host. Give one like https://www.mofa.go.jp/page.html.")
    if parts.username is not None or parts.password is not None:
        raise SourceRefused("address", "An address with a user name or a password is not asked.")
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
    """What is said of a host on this machine or in its network."""
    message = f"{host} is not on the public internet; --allow-local also reads from this machine and its network."
    return SourceRefused("address", message)


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("ascii" if host.isascii() else "idna").decode("ascii").lower()
    except UnicodeError:
        raise SourceRefused("address", f"{host!r} is not a host name.") from None


def follow(address: str, location: str) -> str:
    """Where a redirect leads, from the address that gave it."""
    try:
        return urljoin(address, location)
    except ValueError:
        raise SourceRefused("redirect", "The page redirects to something that is not an address.") from None


def same_page(address: str) -> str:
    """One form for all addresses of one page: scheme, case of the host, fragment, trackers and a last slash
    make no difference.

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
