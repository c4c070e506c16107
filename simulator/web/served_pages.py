"""The pages of a folder as ASGI applications: one for this machine, and one for phones, which has much less.

Nothing that a request says reaches the disk: a flow is looked up by its key among those that were found, and its page
and notes are ready in memory. Both applications only ever read.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from hmac import compare_digest
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.server.request_guard import GuardedServer, RequestGuard
from simulator.web.desk_pages import (
    FlowLink,
    GuardedPage,
    list_html,
    list_page,
    message_page,
    notes_page,
    phone_list_page,
)
from simulator.web.flow_examiner import FlowExaminer
from simulator.web.served_flow import ServedFlow, version_of

KEEP_ALIVE_SECONDS = 15.0
"""A line is sent at least so often, so that a connection whose other end has gone is noticed."""

NEWS_PAUSE_SECONDS = 0.1
"""The least time between two pieces of news: while three hundred flows are examined, a list changes all the time."""

PAGE_WAIT_SECONDS = 120.0
"""How long a request waits for a page that is being made."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_GUARDED = GuardedServer(
    "this server", "it shows its own pages only", lambda reason: _plain(reason, 403), takes_links=True
)
_TITLE = "Phone menus"


def desk_application(examiner: FlowExaminer, host: str, phone: str = "") -> ASGIApp:
    """Return the list of flows, each flow's page with its notes, and their news, for a server at ``host``.

    ``phone`` is the address of the application for phones; empty: there is none.
    """
    desk = _Desk(examiner, phone)
    routes = [
        Route("/", desk.show_list),
        Route("/list", desk.show_list_part),
        Route("/events", desk.stream_list_news),
        Route("/flow/{key:path}", desk.show_flow),
        Route("/page/{key:path}", desk.show_page),
        Route("/notes/{key:path}", desk.show_notes),
        Route("/events/{key:path}", desk.stream_flow_news),
    ]
    return _application(routes, host, Middleware(_OwnWindow))


def phone_application(examiner: FlowExaminer, host: str, token: str) -> ASGIApp:
    """Return the pages alone, below one random path; any other path leads nowhere."""
    shelf = _PhoneShelf(examiner, token)
    return _application([Route("/{token}", shelf.show_start), Route("/{token}/{key:path}", shelf.show_page)], host)


def choose_by_address(by_address: Mapping[tuple[str, int], ASGIApp]) -> ASGIApp:
    """One application that passes a request to the one of the address and port that it came in at, if any."""

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        # The server says where a request came in; no header can.
        chosen = by_address.get(tuple(scope.get("server") or ()), _plain("There is nothing here.", 404))
        await chosen(scope, receive, send)

    return choose


def _application(routes: list[Route], host: str, *more: Middleware) -> ASGIApp:
    async def no_page(request: Request, error: Exception) -> Response:
        return _plain("There is nothing here.", error.status_code if isinstance(error, HTTPException) else 404)

    middleware = [Middleware(RequestGuard, host=host, server=_GUARDED), *more]
    application = Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: no_page})
    application.router.redirect_slashes = False
    return application


class _OwnWindow:
    """Middleware that keeps a page whose link was followed from holding the window that it opened.

    Browsers take that from this machine alone: over the network, without encryption, they would only complain.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the header to every response."""

        async def send_with_header(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"cross-origin-opener-policy", b"same-origin")]
            await send(message)

        await self._app(scope, receive, send_with_header)


def _plain(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, headers=_HEADERS)


def _html(page: GuardedPage, status: int = 200) -> Response:
    return HTMLResponse(page.html, status, headers={**_HEADERS, "Content-Security-Policy": page.policy})


def _key_of(request: Request) -> str:
    """Return the key in a path: in one spelling, whichever signs a browser has escaped."""
    raw = request.scope["raw_path"].split(b"/", 2)
    return quote(unquote_to_bytes(raw[2])) if len(raw) > 2 else ""


class _Pages:
    """The part that both applications share: find a flow, and answer with its page."""

    def __init__(self, examiner: FlowExaminer, frame_ancestors: str) -> None:
        self._examiner = examiner
        self._frame_ancestors = frame_ancestors
        self._headers = {**_HEADERS, "Content-Security-Policy": f"frame-ancestors {frame_ancestors}"}

    def open_flow(self, key: str) -> ServedFlow:
        try:
            return self._examiner.open(key)
        except KeyError:
            raise HTTPException(404) from None

    async def page_of(self, flow: ServedFlow) -> Response:
        """Return the page, once it is made; of a flow that cannot be loaded, a sentence."""
        bell = self._examiner.bell
        while True:
            known_count = bell.count
            if flow.state.page is not None or flow.state.notes.problems or bell.is_closed:
                break
            if not await bell.wait(known_count, PAGE_WAIT_SECONDS):
                break
        if flow.state.page is not None:
            return HTMLResponse(flow.state.page, headers=self._headers)
        sentence = "This flow has no page yet, because it cannot be loaded. Try again soon."
        return _html(message_page(flow.state.title, sentence, self._frame_ancestors), 503)


class _Desk(_Pages):
    """The application for this machine."""

    def __init__(self, examiner: FlowExaminer, phone: str) -> None:
        super().__init__(examiner, "'self'")
        self._phone = phone

    async def show_list(self, request: Request) -> Response:
        links = self._links()
        version = self._list_version()
        return _html(list_page(_TITLE, links, "/events", "/list", version, self._phone))

    async def show_list_part(self, request: Request) -> Response:
        return HTMLResponse(list_html(self._links()), headers=_HEADERS)

    async def stream_list_news(self, request: Request) -> Response:
        return self._stream(lambda: {"page": "", "notes": self._list_version()})

    async def show_flow(self, request: Request) -> Response:
        key = _key_of(request)
        flow = self.open_flow(key)
        phone = self._phone if len(self._examiner.flows) == 1 or not self._phone else f"{self._phone}/{key}"
        return _html(notes_page(flow, key, phone))

    async def show_page(self, request: Request) -> Response:
        return await self.page_of(self.open_flow(_key_of(request)))

    async def show_notes(self, request: Request) -> Response:
        return HTMLResponse(self.open_flow(_key_of(request)).state.notes_html, headers=_HEADERS)

    async def stream_flow_news(self, request: Request) -> Response:
        flow = self.open_flow(_key_of(request))
        return self._stream(lambda: {"page": flow.state.page_version, "notes": flow.state.notes_version})

    def _links(self) -> list[FlowLink]:
        return [
            FlowLink(flow.state.title, f"/flow/{key}", flow.name, flow.state.summary, flow.state.is_good)
            for key, flow in self._examiner.flows.items()
        ]

    def _list_version(self) -> str:
        return version_of(list_html(self._links()).encode("utf-8", "replace"))

    def _stream(self, current: Callable[[], dict[str, Any]]) -> Response:
        bell = self._examiner.bell

        async def news() -> AsyncIterator[str]:
            sent = None
            while not bell.is_closed:
                last_count = bell.count
                if (state := current()) != sent:
                    yield f"data: {json.dumps(state)}\n\n"
                    sent = state
                    await asyncio.sleep(NEWS_PAUSE_SECONDS)
                if not await bell.wait(last_count, KEEP_ALIVE_SECONDS):
                    yield ":\n\n"

        return StreamingResponse(news(), media_type="text/event-stream", headers=_HEADERS)


class _PhoneShelf(_Pages):
    """The application for phones: pages, and a list of them where there are several."""

    def __init__(self, examiner: FlowExaminer, token: str) -> None:
        super().__init__(examiner, "'none'")
        self._token = token

    async def show_start(self, request: Request) -> Response:
        self._require_token(request)
        flows = self._examiner.flows
        if len(flows) == 1:
            return await self.page_of(self.open_flow(next(iter(flows))))
        links = [FlowLink(flow.state.title, f"/{self._token}/{key}") for key, flow in flows.items()]
        return _html(phone_list_page(_TITLE, links))

    async def show_page(self, request: Request) -> Response:
        self._require_token(request)
        key = _key_of(request)
        return await self.page_of(self.open_flow(key)) if key else await self.show_start(request)

    def _require_token(self, request: Request) -> None:
        given = str(request.path_params["token"]).encode("utf-8", "replace")
        if not compare_digest(given, self._token.encode("ascii")):
            raise HTTPException(404)
