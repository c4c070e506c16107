"""Who may ask a sandbox that runs: raw requests, as programs and browsers send them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

import pytest
import uvicorn

from simulator.provider.sandbox.application import application
from tests.provider.sandbox.test_application import seeded
from tests.provider.sandbox_process import running

PATHS = ["/v1/recordings", "/v1/virtual_receptionists", "/openapi.json", "/_sandbox/state", "/nowhere"]
LET_IN = [200, 200, 200, 200, 403]


@contextmanager
def serving(host: str, address: str = "127.0.0.1") -> Iterator[int]:
    """The port of a sandbox that is started with a host, bound to an address of this machine."""
    config = uvicorn.Config(application(seeded(), host), log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def asked(port: int, *headers: str, method: str = "GET", path: str = "/v1/recordings", at: str = "127.0.0.1") -> str:
    """The whole answer to a request with these headers."""
    lines = [f"{method} {path} HTTP/1.1", *headers, "authorization: sandbox-token", "connection: close", "", ""]
    with socket.create_connection((at, port), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()


def statuses(port: int, *headers: str) -> list[int]:
    return [int(asked(port, *headers, path=path).split()[1]) for path in PATHS]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving("127.0.0.1") as found:
        yield found


@pytest.mark.parametrize("host", ["localhost:PORT", "LocalHost", "127.0.0.1:PORT", "127.0.0.1", "[::1]:PORT", "[::1]"])
def test_whoever_means_this_machine_is_let_in(port: int, host: str) -> None:
    assert statuses(port, f"Host: {host}".replace("PORT", str(port))) == LET_IN


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:PORT",
        "evil.example",
        "localhost.evil.example:PORT",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example#localhost",
        "localhost:PORT:80",
        "localhost:port",
        "localhost.",
        "127.0.0.1, evil.example",
        "192.0.2.7:PORT",
        "0.0.0.0:PORT",
        "[::]:PORT",
        "::1",
        "",
    ],
)
def test_whoever_means_another_host_is_let_in_nowhere(port: int, host: str) -> None:
    """A name that a web page's owner points to this machine, above all."""
    assert statuses(port, f"Host: {host}".replace("PORT", str(port))) == [403] * len(PATHS)


def test_the_refusal_says_what_is_accepted(port: int) -> None:
    head, _, body = asked(port, "Host: evil.example").partition("\r\n\r\n")
    assert body == (
        '{"success":false,"message":"Host \'evil.example\' is not this sandbox; use localhost, [::1] or 127.0.0.1"}'
    )
    assert "access-control" not in head.lower()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Origin: http://localhost:PORT"], 200),
        (["Origin: https://evil.example"], 403),
        (["Origin: http://localhost:3000"], 403),
        (["Origin: http://localhost"], 403),
        (["Origin: null"], 403),
        (["Origin: http://localhost:PORT", "Origin: https://evil.example"], 403),
        (["Sec-Fetch-Site: cross-site"], 403),
        (["Sec-Fetch-Site: same-site"], 403),
        (["Sec-Fetch-Site: same-origin"], 200),
        (["Sec-Fetch-Site: none"], 200),
    ],
)
def test_a_web_page_of_another_site_is_let_in_nowhere(port: int, headers: list[str], status: int) -> None:
    told = [header.replace("PORT", str(port)) for header in headers]
    for path, usual in zip(PATHS, LET_IN, strict=True):
        answer = asked(port, f"Host: localhost:{port}", *told, path=path)
        assert int(answer.split()[1]) == (usual if status == 200 else 403)


def test_a_preflight_is_answered_without_leave(port: int) -> None:
    for path in PATHS:
        answer = asked(
            port, f"Host: localhost:{port}", "Access-Control-Request-Method: PUT", method="OPTIONS", path=path
        )
        assert int(answer.split()[1]) == 403
        assert "access-control" not in answer.lower()


def test_where_others_can_ask_there_is_no_administration() -> None:
    with serving("0.0.0.0", "0.0.0.0") as found:
        for host in (f"127.0.0.1:{found}", f"localhost:{found}", f"0.0.0.0:{found}"):
            assert statuses(found, f"Host: {host}") == [200, 200, 200, 403, 403]
            assert " 403 " in asked(found, f"Host: {host}", "content-length: 2", method="PUT", path="/_sandbox/faults")
        assert statuses(found, f"Host: evil.example:{found}") == [403] * 5
    with serving("Desk.example") as found:
        assert statuses(found, f"Host: desk.example:{found}") == [200, 200, 200, 403, 403]


def test_the_address_that_was_asked_is_one_of_its_names() -> None:
    with serving("0.0.0.0", "127.0.0.2") as found:
        assert " 200 " in asked(found, "Host: 127.0.0.2", at="127.0.0.2")
        assert " 403 " in asked(found, "Host: 192.0.2.7", at="127.0.0.2")


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost", 200), ("0.0.0.0", 403)])
def test_the_command_serves_its_administration_on_this_machine_alone(host: str, status: int) -> None:
    with running("--host", host) as server:
        port = urlsplit(server.url).port
        assert port is not None
        assert statuses(port, f"Host: {host}:{port}") == [200, 200, 200, status, 403]
        assert statuses(port, "Host: evil.example") == [403] * 5
