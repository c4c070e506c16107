"""The sandbox as a running server."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from simulator.remote.sandbox.application import ROOT, Sandbox, application


def serve(sandbox: Sandbox, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is told to end; ``ready`` is told the API's root once it can be asked.

    Port 0 takes a free one. Raises ``OSError`` where the port is taken.
    """
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        taken = listening.getsockname()[1]
        config = uvicorn.Config(application(sandbox), log_level="critical", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        ready(f"http://{f'[{host}]' if ':' in host else host}:{taken}{ROOT}")
        server.run(sockets=[listening])
