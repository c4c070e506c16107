"""A server that reports when it accepts requests, and that ends at a signal without leaving requests waiting."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Sequence

import uvicorn
from starlette.types import ASGIApp

from simulator.errors import UsageError

GRACE_SECONDS = 3
"""How long requests that are being answered may take when the server ends."""


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free port.

    It is made before the server: port 0 has a number then, and a taken port is an error of this call. Raises
    ``UsageError`` for an address that cannot be listened at.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is already in use; use another --port, or 0 for a free one") from None
        if isinstance(error, PermissionError):
            raise UsageError(
                f"port {port} is not allowed here; use a --port from 1024 on, or 0 for a free one"
            ) from None
        raise UsageError(
            f"--host {host}: this machine does not have the address; use one of its own, such as 127.0.0.1"
        ) from None


def address_of(host: str, listening: socket.socket) -> str:
    """Return the root of a server that listens for a host: ``http://127.0.0.1:8080``."""
    return f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"


class ReadyServer(uvicorn.Server):
    """A server that calls ``ready`` once it accepts requests and signals, and ``ending`` when it no longer does.

    ``ending`` has to let go whoever still waits for news: the server ends when the last request has been answered.
    """

    def __init__(
        self, app: ASGIApp, ready: Callable[[], object] = lambda: None, ending: Callable[[], object] = lambda: None
    ) -> None:
        # What headers say of a proxy is not believed, and nothing is said of the software.
        super().__init__(
            uvicorn.Config(
                app,
                log_level="critical",
                access_log=False,
                lifespan="off",
                ws="none",
                proxy_headers=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._call_ready = ready
        self._call_ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, handle the signals that end it, then call ``ready``."""
        await super().startup(sockets)
        self._call_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Release the requests that wait, then end."""
        self._call_ending()
        await super().shutdown(sockets)

    def serve_at(self, sockets: Sequence[socket.socket]) -> None:
        """Serve at these sockets until a signal, or until ``should_exit`` is set."""
        self.run(sockets=[*sockets])
