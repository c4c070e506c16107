"""An end to every request, whatever drips in: timeouts of single reads begin anew with every byte."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any


class Deadline:
    """Cuts the connection of a request that takes longer than ``seconds``; ``passed`` says that it did."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._socket: socket.socket | None = None

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Note the connection that the HTTP library opened: later requests use it again."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            stream_socket = info["return_value"].get_extra_info("socket")
            self._socket = stream_socket if isinstance(stream_socket, socket.socket) else None

    @contextmanager
    def running(self) -> Iterator[None]:
        """A request, which ends within the deadline."""
        self.passed = False
        timer = Timer(self.seconds, self._cut_connection)
        timer.daemon = True  # Ctrl-C must not wait for the deadline
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut_connection(self) -> None:
        """Whoever waits for the connection, reads its end."""
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # below TLS, which its own thread uses
