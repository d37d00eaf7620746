"""Connections that are watched: whom they lead to, and how long they take."""

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
    """Cuts the connections made within it when its time is up; `expired` says whether it did."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self._timers: list[tuple[threading.Timer, socket.socket]] = []

    def __enter__(self) -> None:
        self.expired = False

    def __exit__(self, *_: object) -> None:
        for timer, twin in self._timers:
            timer.cancel()
            timer.join()
            twin.close()
        self._timers.clear()

    def over(self, connection: socket.socket) -> None:
        """Begin to watch a connection; a twin of it can be cut whatever becomes of the first (TLS wraps it)."""
        twin = connection.dup()
        timer = threading.Timer(self.seconds, self._cut, [twin])
        timer.daemon = True
        self._timers.append((timer, twin))
        timer.start()

    def _cut(self, twin: socket.socket) -> None:
        self.expired = True
        with _gone_is_fine():
            twin.shutdown(socket.SHUT_RDWR)


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


class CheckedAdapter(HTTPAdapter):
    """Sends requests over connections whose other end has been looked at."""

    def __init__(self, permit: Permit, watch: Watch, hosts: Mapping[str, str], **more: Any) -> None:
        self._permit, self._watch, self._hosts = permit, watch, hosts
        super().__init__(**more)

    def init_poolmanager(self, *positional: Any, **named: Any) -> None:
        super().init_poolmanager(*positional, **named)
        self.poolmanager.pool_classes_by_scheme = _checked_pools(self._permit, self._watch, self._hosts)


def _checked_pools(permit: Permit, watch: Watch, hosts: Mapping[str, str]) -> dict[str, type[HTTPConnectionPool]]:
    """Pools for http and https whose connections are refused, before a byte is sent, where `permit` says no.

    What counts is the address really connected to: a name can lead to another one each time it is asked.
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
