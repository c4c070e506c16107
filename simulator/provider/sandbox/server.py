"""The sandbox as a running server."""

from __future__ import annotations

from collections.abc import Callable

from simulator.provider.sandbox.application import ROOT, Sandbox, application
from simulator.server.ready_server import ReadyServer, address_of, open_socket


def serve_sandbox(sandbox: Sandbox, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process gets a signal to end; ``ready`` gets the API's root once requests are accepted.

    Port 0 takes a free one. Raises ``UsageError`` where the port is taken.
    """
    with open_socket(host, port) as listening:
        url = address_of(host, listening) + ROOT
        ReadyServer(application(sandbox, host), lambda: ready(url)).serve_at([listening])
