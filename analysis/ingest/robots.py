"""What a site lets programs read, and how often (robots.txt, RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from .client import Client, user_agent
from .errors import SourceRefused

MAX_ROBOTS_BYTES = 500_000


class RobotsPolicy:
    """Asks a site's robots.txt first, keeps to it, and pauses between any two requests to the site.

    pause : seconds between two requests; where robots.txt asks for more, that.
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
        """To be called before an address is asked: waits, or raises SourceRefused where robots.txt says no."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._ask(site)
        rules = self._rules[site]
        if isinstance(rules, SourceRefused):
            raise rules
        if not rules.can_fetch(address, user_agent()):
            raise SourceRefused(
                "robots.txt", "The site's robots.txt asks programs not to read this page. Save it in a browser."
            )
        self._wait(parts.netloc, max(self._pause, self.asked_delay(rules)))

    def asked_delay(self, rules: Protego) -> float:
        """Seconds between two requests that a robots.txt asks for; 0 where it asks for none."""
        rate = rules.request_rate(user_agent())
        return max(rules.crawl_delay(user_agent()) or 0, rate.seconds / rate.requests if rate and rate.requests else 0)

    def _ask(self, site: str) -> Protego | SourceRefused:
        try:
            answer = self._client.ask(f"{site}/robots.txt", lambda hop: self._wait(urlsplit(hop).netloc, self._pause))
        except SourceRefused as error:
            return SourceRefused(error.reason, f"The site's robots.txt could not be read, so no page was read: {error}")
        if answer.status >= 500 or answer.status == 429:
            told = f"The site's robots.txt could not be read ({answer.status}), so no page was read. Try again later."
            return SourceRefused("robots.txt", told)
        found = answer.raw[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace") if answer.status == 200 else ""
        return Protego.parse(found)

    def _wait(self, netloc: str, seconds: float) -> None:
        since = self._clock() - self._last.get(netloc, float("-inf"))
        if since < seconds:
            self._sleep(seconds - since)
        self._last[netloc] = self._clock()
