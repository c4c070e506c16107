"""The requests that a server on this machine accepts: those that address it by its name, not those of other sites.

A web page of another site can have a browser send requests to this machine, also under a name of its own that it
points here (DNS rebinding). The browser then names that site in ``Host`` or in ``Origin``; both are looked at before
anything else. Addresses are let in as well as names: no site can have an address as its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.server.loopback import is_loopback
from simulator.words.sanitizer import escape_signs

_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\s:@/\[\]\\]+)(?::[0-9]{1,5})?")
_CROSS_SITE = frozenset({"cross-site", "same-site"})


class GuardedServer(NamedTuple):
    """A server in the words of its refusals: its ``name``, and whom it serves (``serves``, a clause).

    ``refuse`` makes the response of a reason. ``takes_links``: a link on another site may lead to it, which opens a
    page of its own; such a server has to be one that changes nothing.
    """

    name: str
    serves: str
    refuse: Callable[[str], Response]
    takes_links: bool = False


class RequestGuard:
    """Middleware that lets in to ``app`` what is meant for a server that was started with ``host``."""

    def __init__(self, app: ASGIApp, host: str, server: GuardedServer) -> None:
        self._app = app
        self._host = _bare(host)
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403 and the reason."""
        reason = "" if scope["type"] == "lifespan" else self._refusal(Headers(scope=scope), scope)
        if not reason:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            response = self._server.refuse(reason)
            response.status_code = 403
            await response(scope, receive, send)

    def _refusal(self, headers: Headers, scope: Scope) -> str:
        """Return the reason to refuse a request; empty: it is let in."""
        hosts = headers.getlist("host")
        strange = next((host for host in hosts or [""] if not self._is_ours(host, scope)), None)
        if strange is not None:
            *names, last = dict.fromkeys(("localhost", "[::1]", "127.0.0.1", self._host))
            return f"Host {_quote_header(strange)} is not {self._server.name}; use {', '.join(names)} or {last}"
        own = {f"{scheme}://{host.lower()}" for host in hosts for scheme in ("http", "https")}
        origin = next((origin for origin in headers.getlist("origin") if origin.lower() not in own), None)
        if origin is not None:
            return f"Origin {_quote_header(origin)} is a web page of another site; {self._server.serves}"
        if headers.get("sec-fetch-site", "").lower() in _CROSS_SITE and not self._is_link(headers, scope):
            return f"The request comes from a web page of another site; {self._server.serves}"
        return ""

    def _is_link(self, headers: Headers, scope: Scope) -> bool:
        """Return whether somebody follows a link to a whole page, and the server takes that."""
        fetch = (headers.get("sec-fetch-mode", "").lower(), headers.get("sec-fetch-dest", "").lower())
        return self._server.takes_links and scope.get("method") == "GET" and fetch == ("navigate", "document")

    def _is_ours(self, authority: str, scope: Scope) -> bool:
        match = _AUTHORITY.fullmatch(authority.lower())
        if match is None:
            return False
        host = _bare(match["host"])
        own_address = _bare(str((scope.get("server") or [""])[0]))  # for 0.0.0.0, the address that the request came to
        return is_loopback(host) or host == self._host or (host == own_address and _is_address(host))


def _bare(host: str) -> str:
    """A host in one spelling: lower case, an address without brackets and without leading zeros."""
    text = host.lower().removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(text))
    except ValueError:
        return text


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _quote_header(text: str) -> str:
    return repr(escape_signs(text[:60]))
