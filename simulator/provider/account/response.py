"""The response to one request, within limits, or what went wrong, in words that may be shown."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from simulator.provider.account.compression import Unpackable, unpack
from simulator.provider.account.redaction import Redaction


class Response(NamedTuple):
    """Status, headers and body of a response; ``fault`` says why there is no usable body."""

    status: int
    headers: httpx.Headers
    body: bytes = b""
    fault: str = ""

    @property
    def text(self) -> str:
        """A body that is not JSON: each byte of it, so that nothing of a secret in it is lost on the way."""
        data = self.body.replace(b"\0", b"")  # UTF-16, for one
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def receive(response: httpx.Response, redaction: Redaction) -> Response:
    """Read a response that is under way to its end. Raises the library's errors."""
    encodings = response.headers.get_list("content-encoding")
    try:
        body = unpack(response.iter_raw(), encodings, redact=redaction.text)
    except Unpackable as unpackable:
        return Response(response.status_code, response.headers, fault=str(unpackable))
    return Response(response.status_code, response.headers, body)


def failure(error: Exception, redaction: Redaction) -> str:
    """Return what went wrong, in one line; the library's words may hold the server's."""
    words = redaction.text(str(error))[:120]
    match error:
        case httpx.ConnectTimeout() | httpx.ConnectError():
            return f"cannot be reached ({words or 'no response'})"
        case httpx.TimeoutException():
            return "no response in time"
        case httpx.RemoteProtocolError() | httpx.ReadError():
            return f"the connection broke ({words or 'in the middle of the response'})"
        case _:
            return f"{type(error).__name__}: {words}"


def redirect_target(url: str, location: str) -> str:
    """Return where a redirect leads; empty where that is not an address."""
    try:
        target = str(httpx.URL(url).join(location)) if location.isprintable() else ""
        return target if urlsplit(target).scheme else ""
    except (httpx.InvalidURL, ValueError):
        return ""
