"""The sandbox as an ASGI application: the documented API of one dialect, below ``/v1``."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from simulator.config.receptionist import Receptionist
from simulator.errors import UsageError
from simulator.provider.live.live_fields import Dialect
from simulator.provider.sandbox.access_tokens import PORTAL, AccessTokens
from simulator.provider.sandbox.faults import Faults
from simulator.provider.sandbox.openapi import openapi_document
from simulator.provider.sandbox.payload import Refused, read_json, read_object
from simulator.provider.sandbox.request_bodies import Refusals, decode_body, list_item
from simulator.provider.sandbox.route_table import ROUTES, SandboxRoute
from simulator.provider.sandbox.store import Store
from simulator.server.loopback import is_loopback
from simulator.server.request_guard import GuardedServer, RequestGuard
from simulator.wire.decoding import Reads

ROOT = "/v1"
LATENCY_SECONDS = 2.0
ADMIN = "/_sandbox"


@dataclass
class Sandbox:
    """One account behind the API. ``reads``: how much a list response of the vr dialect carries.

    ``hours``: the list of time groups includes their hours, in the fields of the documented write body.
    """

    store: Store
    dialect: Dialect = "vr"
    reads: Reads = "full"
    faults: Faults = field(default_factory=Faults)
    token_seconds: int = 3600
    hours: bool = False
    tokens: AccessTokens = field(init=False)
    refusals: Refusals = field(default_factory=Refusals)

    def __post_init__(self) -> None:
        key, portal = self.store.secret("key", secrets.token_hex(32)), self.store.secret(PORTAL, "sandbox-token")
        self.tokens = AccessTokens(key, portal, seconds=self.token_seconds)

    # -- what the routes do -------------------------------------------------------------------------

    def answer_request(self, route: SandboxRoute, id: str, body: Any) -> tuple[int, Any]:
        """Status and JSON of one request that is let in."""
        match route.does:
            case "login" | "refresh":
                return self._answer_token(route, body)
            case "things":
                return 200, {
                    route.envelope: [self._thing_item(route.kind, *thing) for thing in self.store.things(route.kind)]
                }
            case "list":
                items = [
                    list_item(receptionist, self.dialect, self.reads)
                    for receptionist in self._receptionists_of(route.kind)
                ]
                return 200, {route.envelope: items} if route.envelope else items
            case "one":
                matching = [
                    receptionist for receptionist in self._receptionists_of(route.kind) if receptionist.id == id
                ]
                return (200, list_item(matching[0], self.dialect, self.reads)) if matching else _not_found(id)
            case "delete":
                there = any(
                    receptionist.id == id for receptionist in self._receptionists_of(route.kind)
                ) and self.store.delete(id)
                return (200, {"success": True, "message": "Deleted"}) if there else _not_found(id)
            case _:
                return self._answer_write(route, id, body)

    def _answer_write(self, route: SandboxRoute, id: str, body: Any) -> tuple[int, Any]:
        decoded = decode_body(body, self.dialect)
        if isinstance(decoded, Receptionist) and route.kind not in ("any", decoded.destination_type):
            decoded = {"destination": [f"{route.path.split('/')[1]} does not take a {decoded.destination_type}"]}
        if not isinstance(decoded, Receptionist):
            return 200, {"success": False, "message": self.refusals.message(decoded)}
        if route.does == "create":
            self.store.create(decoded)
            return 200, {"success": True, "message": "Created successfully"}
        there = any(receptionist.id == id for receptionist in self._receptionists_of(route.kind)) and self.store.update(
            id, decoded
        )
        return (200, {"success": True, "message": "Updated successfully"}) if there else _not_found(id)

    def _answer_token(self, route: SandboxRoute, body: Any) -> tuple[int, Any]:
        name = body.get("login_id" if self.dialect == "vr" else "email")
        if route.does == "login" and not (isinstance(name, str) and name and isinstance(body.get("password"), str)):
            return 401, {"success": False, "message": "The name or the password is wrong"}
        token = {"access_token": self.tokens.fresh(), "token_type": "bearer", "expires_in": self.tokens.seconds}
        return 200, {"success": True, **token}

    def _receptionists_of(self, kind: str) -> list[Receptionist]:
        return [receptionist for receptionist in self.store.all() if kind in ("any", receptionist.destination_type)]

    def _thing_item(self, kind: str, id: str, name: str, leads: str | None) -> dict[str, Any]:
        if kind == "number":
            return {"did_number": id, "destination": leads}
        hours = json.loads(leads) if kind == "timegroup" and self.hours and leads else {}
        return {"id": int(id) if id.isdecimal() and id[0] != "0" else id, "name": name, **hours}

    def edited_by_another(self) -> None:
        """Somebody else renames the first receptionist."""
        for first in self.store.all()[:1]:
            assert first.id is not None, "what is kept has an id"
            self.store.update(first.id, first.model_copy(update={"name": f"{first.name[:200]} (edited)"}))


def _not_found(id: str) -> tuple[int, Any]:
    return 404, {"success": False, "message": f"There is none with id {id[:40]}"}


class Dropped(Response):
    """A response whose connection breaks before it is whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Promise more than is sent."""
        headers = [(b"content-length", b"100000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def application(sandbox: Sandbox, host: str | None = None) -> Starlette:
    """The ASGI application of a sandbox that is served at this host; None: it is asked in this process.

    Where others can ask it, it has no administration.
    """

    def endpoint(route: SandboxRoute) -> Any:
        async def serve(request: Request) -> Response:
            return await _serve_request(sandbox, route, request)

        return serve

    async def serve_openapi(request: Request) -> Response:
        return JSONResponse(openapi_document(sandbox.dialect, ROOT))

    async def no_route(request: Request, error: Exception) -> Response:
        return JSONResponse({"message": "Missing Authentication Token"}, 403)  # as the provider's gateway says it

    routes = [Route(ROOT + route.path, endpoint(route), methods=[route.method]) for route in ROUTES[sandbox.dialect]]
    routes += [
        Route("/openapi.json", serve_openapi),
        *(_administration_routes(sandbox) if host is None or is_loopback(host) else ()),
    ]
    guards = [] if host is None else [Middleware(RequestGuard, host=host, server=_GUARDED)]
    handlers = {404: no_route, 405: no_route, HTTPException: no_route, Refused: _refusal}
    return Starlette(routes=routes, exception_handlers=handlers, middleware=guards)


def _refuse(reason: str) -> Response:
    return JSONResponse({"success": False, "message": reason})


_GUARDED = GuardedServer("this sandbox", "the sandbox serves only programs", _refuse)


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused), "it handles nothing else"
    return JSONResponse({"success": False, "message": str(error)}, error.status)


async def _serve_request(sandbox: Sandbox, route: SandboxRoute, request: Request) -> Response:
    # Logins are spared: a test that asks for faults could not even start.
    fault = "" if route.path.startswith("/auth/") else sandbox.faults.next_fault(reads=route.method == "GET")
    early = await _fault_before(sandbox, fault)
    if early is not None:
        return early
    accepts = sandbox.tokens.renews if route.does == "refresh" else sandbox.tokens.accepts
    if route.does != "login" and not accepts(request.headers.get("authorization", "")):
        return JSONResponse({"success": False, "message": "Unauthorized"}, 401)
    body: Any = {}
    if route.method in ("POST", "PUT"):
        body = await read_object(request)
    # In a thread: SQLite waits for the disk at each change, and would stop all other requests.
    status, answer = await run_in_threadpool(sandbox.answer_request, route, request.path_params.get("id", ""), body)
    return _fault_after(fault, status, _capitalise_keys(answer) if route.kind == "single" else answer)


def _capitalise_keys(answer: Any) -> Any:
    """``Success`` and ``Message`` as the pages for auto attendants have them."""
    if not isinstance(answer, dict):
        return answer
    return {name.capitalize() if name in ("success", "message") else name: value for name, value in answer.items()}


async def _fault_before(sandbox: Sandbox, fault: str) -> Response | None:
    """Return what a fault does before the request is looked at."""
    match fault:
        case "latency":
            await asyncio.sleep(LATENCY_SECONDS)
        case "429" | "429-bare":
            headers = {"retry-after": "1"} if fault == "429" else None
            return JSONResponse({"success": False, "message": "Too many requests"}, 429, headers)
        case "500":
            return JSONResponse({"success": False, "message": "Server error"}, 500)
        case "drop-before":
            return Dropped()
        case "expire":
            sandbox.tokens.expire()
        case "edit":
            await run_in_threadpool(sandbox.edited_by_another)
    return None


def _fault_after(fault: str, status: int, answer: Any) -> Response:
    """The response, or what a fault makes of it."""
    match fault:
        case "drop-after":
            return Dropped()
        case "500-after":
            return JSONResponse({"success": False, "message": "Server error"}, 500)
        case "truncated":
            encoded = json.dumps(answer).encode()
            return Response(encoded[: max(1, len(encoded) // 2)], status, media_type="application/json")
    return JSONResponse(answer, status)


def _administration_routes(sandbox: Sandbox) -> Iterable[Route]:
    """For tests: faults at runtime, and what the account holds, past the API."""

    async def faults(request: Request) -> Response:
        names = await read_json(request)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Refused(400, 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]')
        try:
            sandbox.faults.replace(names)
        except UsageError as error:
            raise Refused(400, str(error)) from None
        return JSONResponse({"success": True})

    async def state(request: Request) -> Response:
        return JSONResponse([receptionist.model_dump(mode="json") for receptionist in sandbox.store.all()])

    yield Route(f"{ADMIN}/faults", faults, methods=["PUT"])
    yield Route(f"{ADMIN}/state", state)
