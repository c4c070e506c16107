"""One request, against a server that misbehaves in every way that is known of servers."""

import gzip
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest

from simulator.errors import RemoteError, RemoteRefused, RemoteUnreachable, RemoteUnsettled, UsageError
from simulator.provider.account import transport
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.account.transport import Transport, bare_token, retry_after
from tests.provider.faulty import RESET, STALLS, Faulty, answer, faulty

TOKEN = "tok-9f8e7d"
Asked = Callable[[Transport], object]


def read(wire: Transport) -> object:
    return wire.get("/things")


def change(wire: Transport) -> object:
    return wire.send("POST", "/thing", {"name": "x"})


def wire(
    server: Faulty,
    waits: list[float] | None = None,
    *,
    read_only: bool = False,
    whole_seconds: float = 60.0,
    token: str = TOKEN,
) -> Transport:
    settings = AccountSettings(
        server.url, gap_seconds=0.0, timeout_seconds=5.0, tries=3, read_only=read_only, whole_seconds=whole_seconds
    )
    return Transport(settings, token, sleep=(waits if waits is not None else []).append)


def refused_by(script: Sequence[bytes], asked: Asked) -> tuple[str, str, int]:
    """The error, its words without the server's address, and how many requests there were."""
    with faulty(script) as server:
        with pytest.raises(RemoteError) as error:
            asked(wire(server))
        return type(error.value).__name__, str(error.value).partition(": ")[2], len(server.seen)


TWICE = gzip.compress(gzip.compress(b" " * 1_000_000, mtime=0), mtime=0)
LOST = [
    (RESET, "the connection broke"),
    (b"hello", "the connection broke"),
    (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000, "the connection broke"),
    (answer(b"<h1>502 \x1b[31mBad</h1>", 502), r"HTTP 502: <h1>502 \x1b[31mBad</h1>"),
    (answer(b'[{"id":NaN}]'), "the response is not JSON: NaN is not a number"),
    (
        answer(b'[{"id":1},]'),
        "the response is not JSON: Illegal trailing comma before end of array at line 1, column 11",
    ),
    (answer(b'[{"id":1,"id":2}]'), "the response is not JSON: 'id' occurs twice"),
    (answer(b"[" * 200_000), "the response is not JSON: it is nested too deep"),
    (answer(b"[" * 200 + b"]" * 200), "the response is not JSON: it is nested too deep"),
    (answer(b"[" + b"[]," * 1_000_000 + b"[]]"), "the response is not JSON: it holds over 2,000,000 values"),
    (
        answer(rb'{"ivrs": [{"name": "\ud800"}]}'),
        "the response is not JSON: it holds half a character (a lone surrogate)",
    ),
    (answer(b'[{"id":' + b"9" * 5000 + b"}]"), "the response is not JSON: Exceeds the limit"),
    (answer(b'["caf\xe9"]'), "the response is not JSON: it is not UTF-8"),
    (answer(b'[{"id": 1')[:-3], "the connection broke"),
    (answer(gzip.compress(b" " * 65_000_000, mtime=0), 200, "Content-Encoding: gzip"), "the response is over 64 MB"),
    (
        answer(TWICE, 200, "Content-Encoding: gzip, gzip"),
        "the response is compressed 2 times (gzip, gzip); at most one layer",
    ),
    (answer(TWICE, 200, "Content-Encoding: gzip", "content-encoding: GZIP"), "the response is compressed 2 times"),
    (answer(b"[]", 200, "Content-Encoding: br"), "the response is compressed as br; gzip or deflate is accepted"),
    (answer(gzip.compress(b"[]", mtime=0)[:-9], 200, "Content-Encoding: gzip"), "the response is cut off"),
    (answer(gzip.compress(b"[]", mtime=0) + b"x", 200, "Content-Encoding: gzip"), "the response goes on after the end"),
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
        made = Transport(
            AccountSettings(server.url, auth="bearer"), TOKEN, sleep=lambda _: None, renewed=renewed.append
        )
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
    """Also one whose headers never end: what waits for single bytes would wait forever."""
    headers, body = b"HTTP/1.1 200 OK\r\nX-Endless: a", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["
    for begun in (headers, body):
        with faulty([begun + STALLS]) as server:
            with pytest.raises(RemoteUnreachable, match=r"no complete response within 0\.1 s"):
                read(wire(server, whole_seconds=0.1))
            with pytest.raises(RemoteUnsettled, match=r"no complete response within 0\.1 s"):
                change(wire(server, whole_seconds=0.1))


def test_who_is_not_there_changed_nothing() -> None:
    with faulty([answer([])]) as server:
        gone = server.url
    made = Transport(AccountSettings(gone, tries=2), TOKEN, sleep=lambda _: None)
    for asked in (read, change):
        with pytest.raises(RemoteUnreachable, match="cannot be reached"):
            asked(made)


def test_requests_keep_their_distance() -> None:
    waits: list[float] = []
    with faulty([answer([])]) as server:
        made = Transport(AccountSettings(server.url, gap_seconds=60.0), TOKEN, sleep=waits.append)
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
        made = Transport(AccountSettings(server.url, gap_seconds=0.0, tries=1), token)
        with pytest.raises(RemoteRefused) as refused:
            made.get("/thing")
    assert "bad (token)" in str(refused.value)
    assert "ttt" not in str(refused.value)


SAID_WITH_TOKEN = [
    (answer({"message": {TOKEN: ["bad"]}}, 400), "refused: (token): bad"),
    (answer({"Success": False, "Message": ["no", {"x": [TOKEN]}]}), "refused: no; x: (token)"),
    (answer({"error": {"deep": {TOKEN: {TOKEN: "x"}}}}, 400), "refused: deep: (token): (token): x"),
    (answer(f'{{"{TOKEN}": 1, "{TOKEN}": 2}}'.encode()), "the response is not JSON: '(token)' occurs twice"),
    (answer(b"x" * 392 + TOKEN.encode(), 400), f"refused: {'x' * 199}…"),
    (answer(b"x" * 190 + TOKEN.encode(), 400), f"refused: {'x' * 190}(token)"),
    (answer(TOKEN.encode("utf-16"), 400), "refused: ÿþ(token)"),
    (answer(f'<h1>{TOKEN.upper()}</h1> "tok\\u002D9f8e7d" tok%2d9f8e7d'.encode(), 400), None),
    (answer({"message": f"x&#45;{TOKEN}"[6:]}, 429, "Retry-After: 99"), None),
    (answer(b"", 302, f"Location: https://me:{TOKEN}@b.example/{TOKEN}"), "redirected to b.example, which"),
    (answer(b"", 302, f"Location: https://{TOKEN}.b.example/"), "redirected to (token).b.example, which"),
    (answer(b"", 302, f"Location: https://b.example:{TOKEN}/"), None),
    (answer(b"", 304, f"Location: https://[::1/{TOKEN}"), "redirected to nowhere, which"),
    (answer(b"[]", 200, f"Content-Encoding: {TOKEN}"), "the response is compressed as (token); gzip or"),
    (answer(b"[]", 200, f"X-{TOKEN}\x00: x"), "the connection broke (illegal header line: bytearray(b'X-(token)"),
    (answer({"Message": "x", "refresh_token": TOKEN}, 400), "refused: x"),
]


@pytest.mark.parametrize(("said", "words"), SAID_WITH_TOKEN)
def test_a_token_is_not_shown_wherever_the_provider_repeats_it(said: bytes, words: str | None) -> None:
    _, told, _ = refused_by([said], read)
    assert "9f8e7d" not in told.lower()
    assert told.startswith(f"GET /things: {words or ''}")


def test_a_token_in_data_is_left_out_and_the_rest_stays() -> None:
    with faulty([answer([{"id": 7, "name": f"x {TOKEN} y", TOKEN: [TOKEN]}])]) as server:
        assert read(wire(server)) == [{"id": 7, "name": "x (token) y", "(token)": ["(token)"]}]


@pytest.mark.parametrize("password", ["s3cret", "correct horse", "p", "password", 'q"\\ü'])
def test_a_password_is_not_shown_however_the_provider_repeats_it(password: str) -> None:
    basic = b64encode(f"jo@a.example:{password}".encode()).decode()
    said = answer({"Message": [password, {f"{password} as": basic}, quote(password, safe="")]}, 401)
    with faulty([said]) as server, pytest.raises(RemoteRefused) as refused:
        wire(server, token="").send("POST", "/auth/login", {"email": "jo@a.example", "password": password})
    assert str(refused.value).partition(": ")[2] == (
        "POST /auth/login: refused: (password); (password) as: (password); (password)"
        "; the token is not accepted, or has expired: ivrsim login"
    )


def test_what_a_login_answers_is_shown_to_nobody_but_its_caller() -> None:
    login = {"login_id": "jo", "password": "s3cret"}
    said = {"access_token": "tok-1a2b3c", "refresh_token": "ref-1a2b3c", "Message": "tok-1a2b3c ref-1a2b3c s3cret"}
    with faulty([answer(said)]) as server:
        assert wire(server, token="").send("POST", "/auth/login", login) == {
            "access_token": "tok-1a2b3c",
            "refresh_token": "(token)",
            "Message": "(token) (token) (password)",
        }
    for refusal in (answer({**said, "success": False}), answer(said, 500), answer(said, 400)):
        with faulty([refusal]) as server, pytest.raises(RemoteError, match=r"\(token\) \(token\) \(password\)"):
            wire(server, token="").send("POST", "/auth/login", login)
    with faulty([answer(b'{"access_token": "tok-1a2b3c"', 500)]) as server, pytest.raises(RemoteError) as lost:
        wire(server, token="").send("POST", "/auth/login", login)
    assert str(lost.value).endswith("POST /auth/login: HTTP 500")


def test_a_renewed_token_is_as_secret_as_the_first() -> None:
    said = [answer({}, 401), answer({"access_token": "new-1a2b3c"}), answer({"message": f"{TOKEN} new-1a2b3c"}, 400)]
    assert refused_by(said, read)[1] == "GET /things: refused: (token) (token)"
    odd = [answer({}, 401), answer({"access_token": "a b"}), answer([])]
    assert refused_by(odd, read)[1].startswith("GET /things: refused, HTTP 401")


def test_requests_ask_for_what_is_accepted() -> None:
    asked: list[str] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["accept-encoding"])
        return httpx.Response(
            200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(gzip.compress(b"[1]", mtime=0))
        )

    made = Transport(AccountSettings("https://a.example", gap_seconds=0.0), TOKEN, transport=httpx.MockTransport(serve))
    assert (made.get("/things"), asked) == ([1], ["gzip"])


def test_success_in_capitals_is_read_too() -> None:
    """As the pages for auto attendants, numbers and time groups have it."""
    for said in ({"Success": False, "Message": "limit reached"}, {"SUCCESS": "false", "message": "limit reached"}):
        assert refused_by([answer(said)], change)[:2] == ("RemoteRefused", "POST /thing: refused: limit reached")
    assert refused_by([answer({"success": True, "Success": False, "Message": "x"})], change)[1] == (
        "POST /thing: refused: x; the response says success: yes and Success: no, and a no counts"
    )
    with faulty([answer({"Success": True, "Message": "Created"})]) as server:
        assert change(wire(server)) == {"Success": True, "Message": "Created"}


def test_a_status_counts_where_the_body_cannot_be_unpacked() -> None:
    packed = "Content-Encoding: gzip, gzip"
    assert refused_by([answer(TWICE, 404, packed)], change) == ("RemoteRefused", "POST /thing: refused, HTTP 404", 1)
    assert refused_by([answer(TWICE, 500, packed)], read)[1] == "GET /things: HTTP 500"
