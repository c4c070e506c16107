"""Who may ask a server of this machine: raw requests, as programs and browsers send them."""

from collections.abc import Iterator

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from simulator.server.request_guard import GuardedServer, RequestGuard
from tests.server.raw_requests import ask, serving

SERVER = GuardedServer("this server", "it serves only programs", PlainTextResponse)
PATHS = ["/", "/nowhere"]
LET_IN = [200, 200]


def guarded(host: str, server: GuardedServer = SERVER) -> ASGIApp:
    return RequestGuard(PlainTextResponse("let in"), host, server)


def statuses(port: int, *headers: str) -> list[int]:
    return [ask(port, *headers, path=path).status for path in PATHS]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(guarded("127.0.0.1")) as found:
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
    answer = ask(port, "Host: evil.example")
    assert answer.body == "Host 'evil.example' is not this server; use localhost, [::1] or 127.0.0.1"
    assert "access-control" not in answer.head.lower()


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
    assert statuses(port, f"Host: localhost:{port}", *told) == [status] * len(PATHS)


def test_a_server_of_programs_has_no_leave_for_a_preflight(port: int) -> None:
    answer = ask(port, f"Host: localhost:{port}", "Access-Control-Request-Method: PUT", method="OPTIONS")
    assert "access-control" not in answer.head.lower()


LINK = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]


@pytest.mark.parametrize(
    ("headers", "method", "status"),
    [
        (LINK, "GET", 200),
        (LINK, "POST", 403),
        ([*LINK[:2], "Sec-Fetch-Dest: iframe"], "GET", 403),
        ([LINK[0], "Sec-Fetch-Mode: no-cors", LINK[2]], "GET", 403),
        ([*LINK, "Origin: https://evil.example"], "GET", 403),
    ],
)
def test_a_link_on_another_site_opens_a_page_of_its_own_where_it_may(
    headers: list[str], method: str, status: int
) -> None:
    for takes_links, expected in ((True, status), (False, 403)):
        with serving(guarded("127.0.0.1", SERVER._replace(takes_links=takes_links))) as port:
            assert ask(port, f"Host: 127.0.0.1:{port}", *headers, method=method).status == expected


def test_the_address_that_was_asked_is_one_of_its_names() -> None:
    with serving(guarded("0.0.0.0"), "127.0.0.2") as port:
        assert ask(port, "Host: 127.0.0.2", at="127.0.0.2").status == 200
        assert ask(port, "Host: 192.0.2.7", at="127.0.0.2").status == 403
    with serving(guarded("Desk.example")) as port:
        assert statuses(port, f"Host: desk.example:{port}") == LET_IN
