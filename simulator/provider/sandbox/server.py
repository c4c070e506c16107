"""The sandbox as a running server."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from simulator.provider.sandbox.application import ROOT, Sandbox, application


def serve_sandbox(sandbox: Sandbox, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is told to end; ``ready`` is told the API's root once it can be asked.

    Port 0 takes a free one. Raises ``OSError`` where the port is taken.
    """
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        taken = listening.getsockname()[1]
        app = application(sandbox, host)
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off", ws="none")
        url = f"http://{f'[{host}]' if ':' in host else host}:{taken}{ROOT}"
        _ReadyServer(config, lambda: ready(url)).run(sockets=[listening])


class _ReadyServer(uvicorn.Server):
    """A server that tells when it can be asked, and ended."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, with the signals that end it in its hands already, and tell."""
        await super().startup(sockets)
        self._told()
