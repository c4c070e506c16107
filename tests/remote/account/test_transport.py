"""One request, against a server that misbehaves in every way that is known of servers."""

import gzip
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from simulator.errors import RemoteError, RemoteRefused, RemoteUnreachable, RemoteUnsettled, UsageError
from simulator.remote.account import transport
from simulator.remote.account.settings import Settings
from simulator.remote.account.transport import Wire, bare_token, retry_after
from tests.remote.faulty import RESET, STALLS, Faulty, answer, faulty

TOKEN = "tok-9f8e7d"
Asked = Callable[[Wire], object]


def read(wire: Wire) -> object:
    return wire.get("/things")


def change(wire: Wire) -> object:
    return wire.send("POST", "/thing", {"name": "x"})


def wire(
    server: Faulty, waits: list[float] | None = None, *, read_only: bool = False, whole_seconds: float = 60.0
) -> Wire:
    settings = Settings(
        server.url, gap_seconds=0.0, timeout_seconds=5.0, tries=3, read_only=read_only, whole_seconds=whole_seconds
    )
    return Wire(settings, TOKEN, sleep=(waits if waits is not None else []).append)


def refused_by(script: Sequence[bytes], asked: Asked) -> tuple[str, str, int]:
    """The error, its words without the server's address, and how many requests there were."""
    with faulty(script) as server:
        with pytest.raises(RemoteError) as error:
            asked(wire(server))
        return type(error.value).__name__, str(error.value).partition(": ")[2], len(server.seen)


LOST = [
    (RESET, "the connection broke"),
    (b"hello", "the connection broke"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000, "the connection broke"),
    (answer(b"<h1>502 \x1b[31mBad</h1>", 502), r"HTTP 502: <h1>502 \x1b[31mBad</h1>"),
    (answer(b'[{"id":NaN}]'), "the answer is no JSON: NaN is no number"),
    (answer(b'[{"id":1},]'), "the answer is no JSON: Illegal trailing comma before end of array at line 1, column 11"),
    (answer(b'[{"id":1,"id":2}]'), "the answer is no JSON: 'id' is there twice"),
    (answer(b"[" * 200_000), "the answer is no JSON: it is nested too deep"),
    (answer(b'[{"id":' + b"9" * 5000 + b"}]"), "the answer is no JSON: Exceeds the limit"),
    (answer(b'["caf\xe9"]'), "the answer is no JSON: it is not UTF-8"),
    (answer(b'[{"id": 1')[:-3], "the connection broke"),
    (answer(gzip.compress(b" " * 60_000_000), 200, "Content-Encoding: gzip"), "the answer is over 50 MB"),
]


@pytest.mark.parametrize(("said", "words"), LOST)
def test_a_read_without_a_usable_answer_is_tried_again_and_then_told(said: bytes, words: str) -> None:
    kind, told, requests = refused_by([said], read)

    assert (kind, requests) == ("RemoteUnreachable", 3)
    assert told.startswith(f"GET /things: {words}")
    assert told.isprintable()


@pytest.mark.parametrize(("said", "words"), LOST)
def test_a_change_whose_answer_is_lost_is_never_sent_again(said: bytes, words: str) -> None:
    kind, told, requests = refused_by([said], change)

    assert (kind, requests) == ("RemoteUnsettled", 1)
    assert told.startswith(f"POST /thing: {words}")
    assert told.endswith("whether it was done is not known")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("no such thing", "no such thing"),
        (["too long", "bad"], "too long; bad"),
        ({"name": ["too long"], "timeout": ["bad"]}, "name: too long; timeout: bad"),
        ("evil \u202e\x1b]0;x\x07", r"evil \u202e\x1b]0;x\x07"),
        (f"your token {TOKEN} is bad", "your token (token) is bad"),
        ("x" * 999, "x" * 199 + "…"),
    ],
)
def test_a_refusal_is_told_in_the_providers_words(message: object, words: str) -> None:
    for said in (answer({"success": False, "message": message}), answer({"message": message}, 422)):
        assert refused_by([said], change) == ("RemoteRefused", f"POST /thing: refused: {words}", 1)


def test_what_passes_is_waited_for_as_long_as_the_provider_asks() -> None:
    waits: list[float] = []
    slower = answer({}, 429, "Retry-After: 7")
    with faulty([slower, answer({}, 429, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"), answer([1])]) as server:
        assert change(wire(server, waits)) == [1]
    assert waits == [7.0, 0.0]


def test_too_long_a_wait_is_told() -> None:
    said = answer({"message": "slow down"}, 429, "Retry-After: 9000")

    assert refused_by([said], read) == (
        "RemoteRefused",
        "GET /things: too many requests: slow down; try again in 9000 s",
        1,
    )


def test_an_expired_token_is_exchanged_once() -> None:
    renewed: list[str] = []
    said = [answer({}, 401), answer({"access_token": "new"}), answer([1]), answer({}, 401)]
    with faulty(said) as server:
        made = Wire(Settings(server.url, auth="bearer"), TOKEN, sleep=lambda _: None, renewed=renewed.append)
        assert made.get("/things") == [1]
        with pytest.raises(RemoteRefused, match="the token is not accepted, or has expired: ivrsim login"):
            made.get("/things")

    assert renewed == ["new"]
    assert [(method, path, token) for method, path, token, _ in server.seen] == [
        ("GET", "/v1/things", f"Bearer {TOKEN}"),
        ("POST", "/v1/auth/refresh", f"Bearer {TOKEN}"),
        ("GET", "/v1/things", "Bearer new"),
        ("GET", "/v1/things", "Bearer new"),
        ("POST", "/v1/auth/refresh", "Bearer new"),
    ]


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with faulty([answer([])]) as elsewhere, faulty([answer(b"", 302, f"Location: {elsewhere.url}/steal")]) as server:
        with pytest.raises(RemoteRefused, match="which is not followed"):
            read(wire(server))

        assert elsewhere.seen == []


def test_a_redirect_on_the_same_host_is_followed_and_circles_are_not() -> None:
    with faulty([answer(b"", 302, "Location: /v1/there"), answer([1])]) as server:
        assert read(wire(server)) == [1]
    assert refused_by([answer(b"", 302, "Location: /v1/things")], read)[1:] == (
        "GET /things: redirected in circles",
        4,
    )


def test_nothing_but_reading_leaves_the_machine_where_that_is_wanted() -> None:
    with faulty([answer({}, 401)]) as server:
        made = wire(server, read_only=True)
        with pytest.raises(UsageError, match=r"POST /thing would change something, and this is --read-only"):
            change(made)
        with pytest.raises(RemoteRefused):
            read(made)

        assert [method for method, *_ in server.seen] == ["GET"]


def test_a_slow_answer_has_to_be_whole_within_a_bound() -> None:
    """Also one whose headers never end: what waits for single bytes would wait for ever."""
    headers, body = b"HTTP/1.1 200 OK\r\nX-Endless: a", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["
    for begun in (headers, body):
        with faulty([begun + STALLS]) as server:
            with pytest.raises(RemoteUnreachable, match=r"no whole answer within 0\.1 s"):
                read(wire(server, whole_seconds=0.1))
            with pytest.raises(RemoteUnsettled, match=r"no whole answer within 0\.1 s"):
                change(wire(server, whole_seconds=0.1))


def test_who_is_not_there_changed_nothing() -> None:
    with faulty([answer([])]) as server:
        gone = server.url
    made = Wire(Settings(gone, tries=2), TOKEN, sleep=lambda _: None)
    for asked in (read, change):
        with pytest.raises(RemoteUnreachable, match="cannot be reached"):
            asked(made)


def test_requests_keep_their_distance() -> None:
    waits: list[float] = []
    with faulty([answer([])]) as server:
        made = Wire(Settings(server.url, gap_seconds=60.0), TOKEN, sleep=waits.append)
        made.get("/one")
        made.get("/two")

    assert len(waits) == 1
    assert 50 < waits[0] <= 60


@pytest.mark.parametrize(("pasted", "token"), [(" abc\n", "abc"), ("Bearer abc", "abc"), ("bearer  abc\r\n", "abc")])
def test_a_token_as_it_was_pasted(pasted: str, token: str) -> None:
    assert bare_token(pasted) == token


@pytest.mark.parametrize("pasted", ["a b", "a\nb", "tökén", "a\x00b"])
def test_what_is_no_token(pasted: str) -> None:
    with pytest.raises(UsageError) as refused:
        bare_token(pasted)
    assert pasted not in str(refused.value)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("", None),
        ("soon", None),
        ("Thu, 26 Nov 2026 10:00:30 GMT", 30.0),
        ("Thu, 26 Nov 2020 10:00:00 GMT", 0.0),
    ],
)
def test_when_to_try_again(value: str, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 26, 10, tzinfo=UTC)) == seconds
    assert transport.RETRY_AFTER_MOST == 60


@pytest.mark.parametrize("status", [302, 303, 408])
def test_an_answer_that_does_not_say_whether_it_was_done_is_no_refusal(status: int) -> None:
    with faulty([answer({}, status, "Location: /v1/thing")]) as server, pytest.raises(RemoteUnsettled):
        change(wire(server))


def test_a_token_that_the_provider_repeats_is_hidden_before_words_are_cut() -> None:
    token = "t" * 300
    with faulty([answer({"message": f"bad {token}"}, 400)]) as server:
        made = Wire(Settings(server.url, gap_seconds=0.0, tries=1), token)
        with pytest.raises(RemoteRefused) as refused:
            made.get("/thing")
    assert "bad (token)" in str(refused.value)
    assert "ttt" not in str(refused.value)
