"""A server that misbehaves as it is told: each request is answered with the next raw bytes of its script.

Plain sockets, and nothing of the house: what the client meets here was not made by its own author's ideas of
HTTP. A script's last answer is given forever.
"""

import json
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

RESET = b"\x00reset"
"""In place of an answer: the connection is reset, in the middle of one."""

STALLS = b"\x00stalls"
"""At the end of an answer: nothing more comes, and the connection stays."""


def answer(body: Any, status: int = 200, *headers: str) -> bytes:
    """An ordinary answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + data


@dataclass
class Faulty:
    """A running server: its address, and the requests that it has seen, as (method, path, authorization, body)."""

    script: list[bytes]
    url: str = ""
    seen: list[tuple[str, str, str, bytes]] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with suppress(OSError), connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65_536)
            if not part:
                return
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        while len(body) < int(headers.get("content-length", 0)):
            body += connection.recv(65_536)
        method, path, _ = lines[0].split(" ")
        self.seen.append((method, path, headers.get("authorization", ""), body))
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if said == RESET:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif said.endswith(STALLS):
            connection.sendall(said.removesuffix(STALLS))
            connection.recv(1)  # until the client has had enough
        else:
            connection.sendall(said)


@contextmanager
def faulty(script: Sequence[bytes]) -> Iterator[Faulty]:
    """A server on a free port of this machine that answers by a script."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Faulty(list(script), f"http://127.0.0.1:{listening.getsockname()[1]}/v1")
        serving = threading.Thread(target=server.serve, args=(listening,))
        serving.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            serving.join()
