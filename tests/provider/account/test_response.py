"""What comes back for one request, in words that may be shown."""

import gzip

import httpx
import pytest

from simulator.provider.account.redaction import Redaction
from simulator.provider.account.response import Response, failure, receive, redirect_target


def redaction() -> Redaction:
    made = Redaction()
    made.learn("tok-9f8e7d", "token")
    return made


def test_a_body_is_unpacked_or_there_is_a_reason() -> None:
    packed = gzip.compress(b"[]")
    for headers, body, fault in (
        ([("content-encoding", "gzip")], b"[]", ""),
        ([("content-encoding", "gzip"), ("Content-Encoding", "tok-9f8e7d")], b"", "compressed 2 times (gzip, (token))"),
    ):
        made = receive(httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed)), redaction())
        assert (made.status, made.body) == (200, body)
        assert fault in made.fault


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_text_keeps_each_sign_in_whatever_encoding_it_comes(encoding: str) -> None:
    assert Response(400, httpx.Headers(), "pässwört".encode(encoding)).text == "pässwört"
    assert Response(400, httpx.Headers(), b"t\0o\0k\0").text == "tok"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (httpx.ConnectError("no tok-9f8e7d"), "cannot be reached (no (token))"),
        (httpx.ConnectTimeout(""), "cannot be reached (no response)"),
        (httpx.ReadTimeout("x"), "no response in time"),
        (httpx.RemoteProtocolError("x" * 115 + "tok-9f8e7d"), f"the connection broke ({'x' * 115}(toke)"),
        (httpx.ReadError(""), "the connection broke (in the middle of the response)"),
        (
            httpx.LocalProtocolError("Illegal header value b'TOK-9F8E7D'"),
            "LocalProtocolError: Illegal header value b'(token)'",
        ),
    ],
)
def test_what_went_wrong_in_one_line(error: Exception, words: str) -> None:
    assert failure(error, redaction()) == words


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://a.example/b"),
        ("//b.example", "https://b.example"),
        ("https://[::1", ""),
        ("https://b.example:x/", ""),
        ("a\x00b", ""),
    ],
)
def test_where_a_redirect_leads(location: str, target: str) -> None:
    assert redirect_target("https://a.example/v1/x", location) == target
