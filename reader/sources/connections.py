"""Connections that end when their time is over, however slowly a server trickles, and that lead nowhere they may not."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING, Self

from reader.sources.addresses import is_public

if TYPE_CHECKING:
    from requests import Session


class Outside(Exception):
    """A name that led to a public address when it was asked about leads to a private one now."""


class Watch:
    """Watches over the connections of one fetching. Use it as a context.

    may_be_private: whether a connection may lead to this computer or its network.
    over: whether the time is over. All connections have been cut then.
    """

    def __init__(self, seconds: float) -> None:
        """Begin with no connections."""
        self.over = False
        self.may_be_private = False
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the clock."""
        self._timer.cancel()
        self._timer.join()

    def take(self, connected: socket.socket, *, direct: bool) -> None:
        """Watch over a connection. direct: not by way of a proxy, which may well be within this network.

        Raises:
            Outside: it may not lead there.
        """
        if direct and not self.may_be_private and not is_public(str(connected.getpeername()[0])):
            connected.close()
            raise Outside
        self._sockets.append(connected)
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        for held in self._sockets:
            with suppress(OSError):  # closed by now
                held.shutdown(socket.SHUT_RDWR)


def watched_session(watch: Watch) -> Session:
    """Return a session without cookies or passwords, all of whose connections are watched over.

    Of the environment it takes the certificates; proxies are named with each request.
    """
    from requests import Session  # noqa: PLC0415 - on use: slow to import
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool  # noqa: PLC0415
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watch.take(self.sock, direct=self.proxy is None)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watch.take(self.sock, direct=self.proxy is None)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    session = Session()
    session.trust_env = False  # a .netrc would send its passwords
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
