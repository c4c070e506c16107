"""Servers in this process, and requests to them as raw as programs can send them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

from starlette.types import ASGIApp

from simulator.server.ready_server import ReadyServer, open_socket


class RawAnswer(NamedTuple):
    """An answer as it came: its status, its head, and the rest."""

    status: int
    head: str
    body: str


@contextmanager
def serving(app: ASGIApp, address: str = "127.0.0.1") -> Iterator[int]:
    """The port of an application that is served at an address of this machine."""
    with open_socket(address, 0) as listening:
        server = ReadyServer(app)
        thread = Thread(target=server.serve_at, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def ask(port: int, *headers: str, method: str = "GET", path: str = "/", at: str = "127.0.0.1") -> RawAnswer:
    """The whole answer to a request with these headers."""
    lines = [f"{method} {path} HTTP/1.1", *headers, "connection: close", "", ""]
    with socket.create_connection((at, port), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        text = b"".join(iter(lambda: connection.recv(65_536), b"")).decode()
    head, _, body = text.partition("\r\n\r\n")
    return RawAnswer(int(head.split()[1]), head, body)
