"""The JSON of a request's body, within limits; whatever else a body is, it is refused with a status and a reason."""

from __future__ import annotations

from typing import Any

from starlette.requests import ClientDisconnect, Request

from simulator.provider.account.responses import UnreadableResponse, parse_response

BODY_MOST = 1_000_000
"""Bytes of a body that are read."""

_TYPES = frozenset({"", "application/json", "application/x-www-form-urlencoded"})
"""What a body may be called: nothing, what it is, and what curl calls data by default."""


class Refused(Exception):
    """A body that is not taken: the HTTP ``status``, and the reason as text."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def read_json(request: Request) -> Any:
    """Return the JSON of a body; None where it is empty. Raises ``Refused``."""
    packed = [layer for layer in request.headers.getlist("content-encoding") if layer.strip().lower() != "identity"]
    if packed:
        raise Refused(415, "The body is compressed; send it without Content-Encoding")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES and not kind.endswith("+json"):
        raise Refused(415, "The content type is not JSON; send application/json")
    try:
        return parse_response(await _read(request))
    except UnreadableResponse as unreadable:
        raise Refused(400, f"The body is not JSON: {unreadable}") from None


async def read_object(request: Request) -> dict[str, Any]:
    """Return the JSON object of a body; an empty one where it is empty. Raises ``Refused``."""
    body = await read_json(request)
    if body is None:
        return {}
    if not isinstance(body, dict):
        raise Refused(400, "The body is not a JSON object")
    return body


async def _read(request: Request) -> bytes:
    """The whole body, of which no more is kept than is accepted."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > BODY_MOST:
                raise Refused(413, f"The body is larger than {BODY_MOST:,} bytes; send less")
    except ClientDisconnect:
        raise Refused(400, "The body is cut off") from None
    return bytes(body)
