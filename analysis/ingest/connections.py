"""Checked connections: a request → a connection to a permitted machine, cut when its time is up."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from .addresses import Permit, not_permitted


class Watch:
    """Cuts connections when their time is up.

    seconds : for each connection. expired : whether one was cut since the watch was last entered.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self._timers: list[tuple[threading.Timer, socket.socket]] = []

    def __enter__(self) -> None:
        self.expired = False

    def __exit__(self, *_: object) -> None:
        for timer, duplicate in self._timers:
            timer.cancel()
            timer.join()
            duplicate.close()
        self._timers.clear()

    def over(self, connection: socket.socket) -> None:
        """Start to watch a connection, by a duplicate of its socket, which works when TLS has wrapped the first."""
        duplicate = connection.dup()
        timer = threading.Timer(self.seconds, self._cut, [duplicate])
        timer.daemon = True
        self._timers.append((timer, duplicate))
        timer.start()

    def _cut(self, duplicate: socket.socket) -> None:
        self.expired = True
        with _ignore_closed():
            duplicate.shutdown(socket.SHUT_RDWR)


@contextmanager
def _ignore_closed() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


class CheckedAdapter(HTTPAdapter):
    """Sends requests only over connections to permitted machines.

    permit : whether an IP address may be contacted. watch : limits the time.
    hosts : IP addresses to use for host names instead of looking them up.
    """

    def __init__(self, permit: Permit, watch: Watch, hosts: Mapping[str, str], **more: Any) -> None:
        self._permit, self._watch, self._hosts = permit, watch, hosts
        super().__init__(**more)

    def init_poolmanager(self, *positional: Any, **named: Any) -> None:
        super().init_poolmanager(*positional, **named)
        self.poolmanager.pool_classes_by_scheme = _checked_pools(self._permit, self._watch, self._hosts)


def _checked_pools(permit: Permit, watch: Watch, hosts: Mapping[str, str]) -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools for http and https; a connection that `permit` does not allow is closed before it is used.

    The address actually connected to is checked, because a name can lead to another address at each look-up.
    """

    def check(connection: socket.socket) -> socket.socket:
        peer = str(connection.getpeername()[0])
        if not permit(peer):
            connection.close()
            raise not_permitted(peer)
        watch.over(connection)
        return connection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            self._dns_host = hosts.get(self._dns_host, self._dns_host)
            return check(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            self._dns_host = hosts.get(self._dns_host, self._dns_host)
            return check(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
