"""A server that starts, tells so, and ends with nobody left waiting."""

import asyncio
import socket
from threading import Event, Thread

import pytest
from starlette.types import Receive, Scope, Send

from simulator.errors import UsageError
from simulator.server.ready_server import ReadyServer, address_of, open_socket
from tests.server.raw_requests import ask


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with open_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert address_of("127.0.0.1", first) == f"http://127.0.0.1:{port}"
        assert address_of("::1", first) == f"http://[::1]:{port}"
        with pytest.raises(
            UsageError, match=f"^port {port} is already in use; use another --port, or 0 for a free one$"
        ):
            open_socket("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^--host 192\.0\.2\.7: this machine does not have the address"):
        open_socket("192.0.2.7", 0)


def test_it_tells_when_it_is_ready_and_lets_those_go_who_wait() -> None:
    """An answer that waits for news ends with the server; its client is not cut off."""
    ready, waits, let_go = Event(), Event(), asyncio.Event()

    async def wait_for_news(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        waits.set()
        await let_go.wait()
        await send({"type": "http.response.body", "body": b"the end"})

    server = ReadyServer(wait_for_news, ready.set, let_go.set)
    answers = []
    with open_socket("127.0.0.1", 0) as listening:
        serving = Thread(target=server.serve_at, args=([listening],))
        serving.start()
        assert ready.wait(30)
        port = listening.getsockname()[1]
        asking = Thread(target=lambda: answers.append(ask(port, "Host: localhost")))
        asking.start()
        assert waits.wait(30)
        server.should_exit = True
        asking.join()
        serving.join()
    assert ("the end" in answers[0].body, "server:" in answers[0].head) == (True, False)
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", port))
