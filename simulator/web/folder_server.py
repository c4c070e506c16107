"""The server of a folder's pages: on this machine, and where it is asked for, on one path for phones."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Thread

from simulator.server.ready_server import ReadyServer, address_of
from simulator.web.flow_examiner import FlowExaminer
from simulator.web.served_pages import choose_by_address, desk_application, phone_application

LOOPBACK = "127.0.0.1"
THREAD = "ivrsim examiner"
"""The name of the thread that reads and examines the flows."""

STEP_SECONDS = 30.0
"""How long a step of examining may take when the server ends; few do, of flows with ten thousand menus."""

_TOKEN_BYTES = 16
"""Random bytes of the path for phones: nobody finds it by trying."""


class FolderServer:
    """The pages of an examiner's flows at a socket on this machine; ``phone_socket`` is one on the local network.

    ``desk_url`` and ``phone_url`` (empty without that socket) are their addresses.
    """

    def __init__(
        self, examiner: FlowExaminer, desk_socket: socket.socket, phone_socket: socket.socket | None = None
    ) -> None:
        self._examiner = examiner
        self._sockets = [desk_socket] if phone_socket is None else [desk_socket, phone_socket]
        self._server: ReadyServer | None = None
        self.desk_url = f"{address_of(LOOPBACK, desk_socket)}/"
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        phone_host = "" if phone_socket is None else str(phone_socket.getsockname()[0])
        self.phone_url = "" if phone_socket is None else f"{address_of(phone_host, phone_socket)}/{token}"
        by_address = {_place(desk_socket): desk_application(examiner, LOOPBACK, self.phone_url)}
        if phone_socket is not None:
            by_address[_place(phone_socket)] = phone_application(examiner, phone_host, token)
        self._application = choose_by_address(by_address)

    def run(self, ready: Callable[[], object]) -> None:
        """Serve until a signal, or until ``end``; ``ready`` is called once requests are accepted."""
        ended = Event()
        run = copy_context().run  # with what the command line allows
        examining = Thread(target=run, args=(self._examiner.run, ended), name=THREAD, daemon=True)
        self._server = ReadyServer(self._application, ready, self._examiner.bell.close)
        examining.start()
        try:
            self._server.serve_at(self._sockets)
        finally:
            ended.set()
            self._examiner.wake()
            # The end of the process would stop the thread in the middle of a library in C or Rust, which aborts
            # the process ("FATAL: exception not rethrown", seen with pydantic).
            examining.join(STEP_SECONDS)

    def end(self) -> None:
        """End the server from another thread."""
        if self._server is not None:
            self._server.should_exit = True


def _place(listening: socket.socket) -> tuple[str, int]:
    host, port = listening.getsockname()[:2]
    return str(host), int(port)
