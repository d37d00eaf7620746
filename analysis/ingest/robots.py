"""robots.txt (RFC 9309): an address → permission to request it, after the pause that the site asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from .client import Client, user_agent
from .errors import SourceRefused

MAX_ROBOTS_BYTES = 500_000


class RobotsPolicy:
    """Obeys each site's robots.txt, and pauses between two requests to a site.

    Parameters
    ----------
    client : fetches robots.txt.
    pause : seconds between two requests; longer if robots.txt asks for it.
    sleep, clock : wait and measure time, in seconds.
    """

    def __init__(
        self,
        client: Client,
        pause: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client, self._pause, self._sleep, self._clock = client, pause, sleep, clock
        self._rules: dict[str, Protego | SourceRefused] = {}
        self._last: dict[str, float] = {}

    def before(self, address: str) -> None:
        """Wait until an address may be requested. Raises SourceRefused if robots.txt disallows it or cannot be read."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read_rules(site)
        rules = self._rules[site]
        if isinstance(rules, SourceRefused):
            raise rules
        if not rules.can_fetch(address, user_agent()):
            raise SourceRefused(
                "robots.txt",
                "The site's robots.txt asks programs not to read this page. Save it in a browser and add it.",
            )
        self._wait(parts.netloc, max(self._pause, self.requested_delay(rules)))

    def requested_delay(self, rules: Protego) -> float:
        """Seconds between two requests that a robots.txt asks for; 0 if it does not say."""
        rate = rules.request_rate(user_agent())
        return max(rules.crawl_delay(user_agent()) or 0, rate.seconds / rate.requests if rate and rate.requests else 0)

    def _read_rules(self, site: str) -> Protego | SourceRefused:
        try:
            answer = self._client.ask(f"{site}/robots.txt", lambda hop: self._wait(urlsplit(hop).netloc, self._pause))
        except SourceRefused as error:
            return SourceRefused(
                error.reason, f"The site's robots.txt could not be read, so its pages were not: {error}"
            )
        if answer.status >= 500 or answer.status == 429:
            message = f"The site's robots.txt could not be read ({answer.status}), so its pages were not. Try later."
            return SourceRefused("robots.txt", message)
        text = answer.raw[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace") if answer.status == 200 else ""
        return Protego.parse(text)

    def _wait(self, netloc: str, seconds: float) -> None:
        since = self._clock() - self._last.get(netloc, float("-inf"))
        if since < seconds:
            self._sleep(seconds - since)
        self._last[netloc] = self._clock()
