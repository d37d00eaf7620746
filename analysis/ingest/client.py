"""One careful way to ask for a page: public addresses, few redirects, bounded time and size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util.retry import Retry

from .addresses import Permit, check_address, follow, is_public
from .connections import CheckedAdapter, Watch
from .errors import SourceRefused

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8"


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts that bound every request.

    connect, read : seconds to wait for a connection, and for the next bytes.
    total : seconds for one answer as a whole, however it drips.
    size : bytes of one answer, unpacked.
    backoff, longest_wait : seconds before the first retry (then doubled), and at most, also where the
        site itself asks to wait.
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
    """An answer: the address that gave it after redirects, its status, type, charset, bytes, and the day."""

    address: str
    status: int
    content_type: str
    charset: str | None
    raw: bytes
    accessed: dt.date


def user_agent() -> str:
    """How the project names itself to a site."""
    try:
        number = version("readouts")
    except PackageNotFoundError:
        number = "0"
    return f"readouts/{number} (research on published readouts)"


class Client:
    """Asks for pages over http and https.

    Proxies and passwords of the environment are not used: behind a proxy it cannot be seen which
    address is asked.
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
        adapter = CheckedAdapter(self.permit, self._watch, hosts or {}, max_retries=_patience(self.limits))
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(self, address: str, before: Callable[[str], None] = lambda _: None) -> Fetched:
        """The page at an address. Raises SourceRefused with the reason where there is none to be had.

        `before` is called with each address about to be asked, redirects included, and may raise SourceRefused.
        """
        answer = self.ask(address, before)
        if answer.status != 200:
            raise _no_page(answer.status)
        if not answer.raw.strip():
            raise SourceRefused("empty", "The page is empty.")
        return answer

    def ask(self, address: str, before: Callable[[str], None] = lambda _: None) -> Fetched:
        """Whatever the address answers, after redirects, with any status."""
        for _ in range(self.limits.redirects + 1):
            address = check_address(address, self.permit)
            before(address)
            answer, location = self._once(address)
            if location is None:
                return answer
            address = follow(address, location)
        raise SourceRefused("redirect", f"The page sends on more than {self.limits.redirects} times.")

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
                raise SourceRefused("too large", f"The page is larger than {self.limits.size / 1e6:g} MB.")
            parts.append(part)
        return b"".join(parts)


def _parts(response: requests.Response) -> Iterator[bytes]:
    while part := response.raw.read1(65_536, decode_content=True):
        yield part


def _content_type(header: str) -> tuple[str, str | None]:
    kind, *parameters = header.split(";")
    named = dict(part.strip().partition("=")[::2] for part in parameters)
    charset = next((value.strip("\"' ") for key, value in named.items() if key.strip().lower() == "charset"), None)
    return kind.strip().lower(), charset or None


def _no_page(status: int) -> SourceRefused:
    if status in (404, 410):
        return SourceRefused("not found", f"There is no such page ({status}).")
    if status in (401, 403, 451):
        return SourceRefused(
            "closed", f"The site does not give this page out ({status}). Save it in a browser and add the file."
        )
    if status in BUSY:
        return SourceRefused("busy", f"The site cannot answer now ({status}), also when asked again. Try later.")
    return SourceRefused(f"status {status}", f"The site answers with status {status}, not with a page.")


def _too_slow(limits: Limits) -> SourceRefused:
    return SourceRefused("time-out", f"The page was not there after {limits.total:g} seconds.")


def _no_answer(error: Exception, expired: bool, limits: Limits) -> SourceRefused:
    told = f"{error!r}"
    if expired:
        return _too_slow(limits)
    if isinstance(error, ValueError):
        return SourceRefused("redirect", "The page sends on to something that is no address.")
    if "NameResolutionError" in told:
        return SourceRefused("no such host", "There is no host of that name, or no network.")
    if "SSL" in told or "CERTIFICATE" in told:
        return SourceRefused("certificate", "The site's certificate does not hold; the page was not read.")
    if isinstance(error, requests.Timeout | TimeoutError) or "Timeout" in told or "timed out" in told:
        return SourceRefused("time-out", f"No answer within {limits.read:g} seconds.")
    if "DecodeError" in told:
        return SourceRefused("broken answer", "The answer is packed in a way that cannot be unpacked.")
    if "IncompleteRead" in told:
        return SourceRefused("broken answer", "The answer broke off before its end.")
    return SourceRefused("no connection", "No connection, or it broke off.")


def _patience(limits: Limits) -> Retry:
    """When to ask again: no connection once, 429 and 5xx a few times, waiting longer each time."""

    class Patience(Retry):
        def parse_retry_after(self, retry_after: str) -> float:
            try:
                seconds = super().parse_retry_after(retry_after)
            except (InvalidHeader, ValueError, OverflowError):
                return 0
            if seconds > limits.longest_wait:
                raise SourceRefused("busy", f"The site asks to come back in {seconds:.0f} seconds. Try then.")
            return seconds

    return Patience(
        total=None, connect=1, read=0, redirect=False, other=0, status=limits.retries, status_forcelist=BUSY,
        allowed_methods=["GET"], backoff_factor=limits.backoff, backoff_max=limits.longest_wait, raise_on_status=False,
    )  # fmt: skip
