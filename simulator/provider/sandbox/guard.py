"""The requests that a sandbox accepts: from programs that address it by its name, not from web pages.

A web page of another site can have a browser send requests to this machine, also under a name of its own that it
points here (DNS rebinding). The browser then names that site in ``Host`` or in ``Origin``; both are looked at before
anything else. Addresses are let in as well as names: no site can have an address as its name.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.provider.account.account_settings import is_loopback
from simulator.words.sanitizer import escape_signs

_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\s:@/\[\]\\]+)(?::[0-9]{1,5})?")
_CROSS_SITE = frozenset({"cross-site", "same-site"})


class Guard:
    """Middleware that lets in to ``app`` what is meant for a sandbox that was started with ``host``."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = _bare(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403 and the reason."""
        reason = "" if scope["type"] == "lifespan" else self._refusal(Headers(scope=scope), scope)
        if not reason:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await JSONResponse({"success": False, "message": reason}, 403)(scope, receive, send)

    def _refusal(self, headers: Headers, scope: Scope) -> str:
        """Return the reason to refuse a request; empty: it is let in."""
        hosts = headers.getlist("host")
        strange = next((host for host in hosts or [""] if not self._is_ours(host, scope)), None)
        if strange is not None:
            *names, last = dict.fromkeys(("localhost", "[::1]", "127.0.0.1", self._host))
            return f"Host {_quote_header(strange)} is not this sandbox; use {', '.join(names)} or {last}"
        own = {f"{scheme}://{host.lower()}" for host in hosts for scheme in ("http", "https")}
        origin = next((origin for origin in headers.getlist("origin") if origin.lower() not in own), None)
        if origin is not None:
            return f"Origin {_quote_header(origin)} is a web page of another site; the sandbox serves only programs"
        if headers.get("sec-fetch-site", "").lower() in _CROSS_SITE:
            return "The request comes from a web page of another site; the sandbox serves only programs"
        return ""

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
