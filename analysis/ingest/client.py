"""The web client: an address → its page, from public hosts, with limits on redirects, time and size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

from .addresses import NOT_AN_ADDRESS, Permit, check_address, follow, is_public
from .connections import CheckedAdapter, Watch
from .errors import SourceRefused

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8"


@dataclass(frozen=True)
class Limits:
    """Limits of every request.

    connect, read : seconds to wait for a connection, and for the next bytes.
    total : seconds for one whole answer.
    size : bytes of one answer, uncompressed.
    redirects, retries : how many of each to follow or make.
    backoff : seconds before the first retry, then doubled.
    longest_wait : seconds to wait at most before a retry, even if the site asks for more.
    """

    connect: float = 10
    read: float = 20
    total: float = 60
    size: int = 10_000_000
    redirects: int = 5
    retries: int = 3
    backoff: float = 1
    longest_wait: float = 120


@dataclass(frozen=True)
class Fetched:
    """An answer: address after redirects, status, media type, declared charset, bytes, and day of the request."""

    address: str
    status: int
    content_type: str
    charset: str | None
    raw: bytes
    accessed: dt.date


def user_agent() -> str:
    """The name that the project gives to sites: `readouts/VERSION (...)`."""
    try:
        number = version("readouts")
    except PackageNotFoundError:
        number = "0"
    return f"readouts/{number} (research on published readouts)"


class Client:
    """Requests pages over http and https.

    limits : of each request; the defaults if None.
    permit : whether an IP address may be contacted.
    hosts : IP addresses to use for host names instead of looking them up.

    Proxies and passwords of the environment are ignored: behind a proxy, nobody can check which machine answers.
    """

    def __init__(
        self, limits: Limits | None = None, permit: Permit = is_public, hosts: Mapping[str, str] | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.permit = permit
        self._watch = Watch(self.limits.total)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": user_agent(), "Accept": ACCEPT, "Connection": "close"})
        adapter = CheckedAdapter(self.permit, self._watch, hosts or {}, max_retries=_retry_policy(self.limits))
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(self, address: str, before: Callable[[str], None] = lambda _: None) -> Fetched:
        """Get the page at an address.

        before : called with each address about to be requested, redirects included; it may raise SourceRefused.

        Raises SourceRefused, with the reason, if the site does not answer with a page.
        """
        answer = self.ask(address, before)
        if answer.status != 200:
            raise _no_page(answer.status)
        if not answer.raw.strip():
            raise SourceRefused("empty", "The page is empty. Open it in a browser, save it, and add the file.")
        return answer

    def ask(self, address: str, before: Callable[[str], None] = lambda _: None) -> Fetched:
        """Get the answer of an address, after redirects, with any status. `before` as in `get`."""
        for _ in range(self.limits.redirects + 1):
            address = check_address(address, self.permit)
            before(address)
            answer, location = self._once(address)
            if location is None:
                return answer
            address = follow(address, location)
        raise SourceRefused(
            "redirect", f"More than {self.limits.redirects} redirects. Save the page in a browser and add the file."
        )

    def _once(self, address: str) -> tuple[Fetched, str | None]:
        limits = self.limits
        try:
            with (
                self._watch,
                self._session.get(
                    address, allow_redirects=False, stream=True, timeout=(limits.connect, limits.read)
                ) as response,
            ):
                location = response.headers.get("Location") if response.status_code in REDIRECTS else None
                raw = b"" if location else self._read(response)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise _no_answer(error, self._watch.expired, limits) from None
        if self._watch.expired:
            raise _too_slow(limits)
        kind, charset = _content_type(response.headers.get("Content-Type", ""))
        today = dt.datetime.now(dt.UTC).date()
        return Fetched(address, response.status_code, kind, charset, raw, today), location

    def _read(self, response: requests.Response) -> bytes:
        parts, size = [], 0
        for part in _parts(response):
            size += len(part)
            if size > self.limits.size:
                raise SourceRefused(
                    "too large", f"The page is larger than {self.limits.size / 1e6:g} MB. Copy its text and add that."
                )
            parts.append(part)
        return b"".join(parts)


def _parts(response: requests.Response) -> Iterator[bytes]:
    while part := response.raw.read1(65_536, decode_content=True):
        yield part


def _content_type(header: str) -> tuple[str, str | None]:
    kind, *parameters = header.split(";")
    fields = dict(part.strip().partition("=")[::2] for part in parameters)
    charset = next((value.strip("\"' ") for key, value in fields.items() if key.strip().lower() == "charset"), None)
    return kind.strip().lower(), charset or None


def _no_page(status: int) -> SourceRefused:
    if status in (404, 410):
        return SourceRefused("not found", f"The page does not exist ({status}). Check the address.")
    if status in (401, 403, 451):
        return SourceRefused(
            "closed", f"The site refuses this page to programs ({status}). Save it in a browser and add the file."
        )
    if status in BUSY:
        return SourceRefused("busy", f"The site cannot answer now ({status}), even after retries. Try again later.")
    return SourceRefused(
        f"status {status}",
        f"The site answers with status {status} instead of a page. Save it in a browser and add the file.",
    )


def _too_slow(limits: Limits) -> SourceRefused:
    return SourceRefused("time-out", f"The page did not arrive within {limits.total:g} seconds. Try again later.")


def _no_answer(error: Exception, expired: bool, limits: Limits) -> SourceRefused:
    details = repr(error)
    if expired:
        return _too_slow(limits)
    if isinstance(error, ValueError):
        return SourceRefused("redirect", NOT_AN_ADDRESS)
    if "NameResolutionError" in details:
        return SourceRefused(
            "no such host", "The host is not known, or the network cannot be reached. Check the address."
        )
    if "SSL" in details or "CERTIFICATE" in details:
        return SourceRefused("certificate", "The site's certificate is not valid, so the page was not read. Try later.")
    if isinstance(error, requests.Timeout | TimeoutError) or "Timeout" in details or "timed out" in details:
        return SourceRefused("time-out", f"The site did not answer within {limits.read:g} seconds. Try again later.")
    if "DecodeError" in details:
        return SourceRefused(
            "broken answer", "The answer cannot be decompressed. Save the page in a browser and add it."
        )
    if "IncompleteRead" in details:
        return SourceRefused("broken answer", "The answer is incomplete. Try again later.")
    return SourceRefused("no connection", "The connection failed or broke off. Try again later.")


def _retry_policy(limits: Limits) -> Retry:
    """When to retry: a failed connection once, 429 and 5xx a few times, with growing waits."""

    class Policy(Retry):
        def parse_retry_after(self, retry_after: str) -> float:
            try:
                seconds = super().parse_retry_after(retry_after)
            except (InvalidHeader, ValueError, OverflowError):
                return 0
            if seconds > limits.longest_wait:
                raise SourceRefused("busy", f"The site asks to wait {seconds:.0f} seconds. Try again then.")
            return seconds

    return Policy(
        total=None, connect=1, read=0, redirect=False, other=0, status=limits.retries, status_forcelist=BUSY,
        allowed_methods=["GET"], backoff_factor=limits.backoff, backoff_max=limits.longest_wait, raise_on_status=False,
    )  # fmt: skip
