"""The sandbox as a running server."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from simulator.provider.sandbox.application import ROOT, Sandbox, application


def serve_sandbox(sandbox: Sandbox, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process gets a signal to end; ``ready`` gets the API's root once requests are accepted.

    Port 0 takes a free one. Raises ``OSError`` where the port is taken.
    """
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        taken = listening.getsockname()[1]
        app = application(sandbox, host)
        # The socket is made before the server: port 0 has a number then, and a taken port is an error of this call.
        config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off", ws="none")
        url = f"http://{f'[{host}]' if ':' in host else host}:{taken}{ROOT}"
        _ReadyServer(config, lambda: ready(url)).run(sockets=[listening])


class _ReadyServer(uvicorn.Server):
    """A server that calls ``ready`` once it accepts requests and signals."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, handle the signals that end it, then call ``ready``."""
        await super().startup(sockets)
        self._told()
