"""The pages around the page that plays calls: the list of flows, a page with its notes, and short messages.

A flow's texts get in as escaped text; the policy allows the one script and the one style sheet, by their hashes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from simulator.graph.plain_words import visible
from simulator.web.page_document import content_policy
from simulator.web.page_scripts import joined_style
from simulator.web.phone_code import code_svg
from simulator.web.served_flow import ServedFlow

_FOLDER = Path(__file__).parent / "desk"

LOST = "The connection is lost: is ivrsim serve still running? What is shown may be old."


class GuardedPage(NamedTuple):
    """A page as HTML, and the content security policy that it is to be served with."""

    html: str
    policy: str


class FlowLink(NamedTuple):
    """A flow in a list: its title, its address, its file, and what is said of it; the last two may be empty."""

    title: str
    address: str
    file: str = ""
    summary: str = ""
    is_good: bool = True


def list_page(
    title: str, links: Iterable[FlowLink], events: str, fragment: str, version: str, phone: str
) -> GuardedPage:
    """Return the list of all flows, which follows the news at ``events``; ``phone`` is the address for phones."""
    data = f'data-events="{events}" data-notes="{fragment}" data-version="{version}"'
    body = (
        f'<body class="list" {data}>{_lost()}<header class="bar"><h1>{_text(title)}</h1></header>'
        f'<main><div id="notes">{list_html(links)}</div>{_phone(phone)}</main>{_status()}'
    )
    return _page(title, body, with_script=True)


def list_html(links: Iterable[FlowLink]) -> str:
    """Return the flows of a list, each with what is said of it."""
    items = "".join(map(_list_item, links))
    return f'<ul class="flows">{items}</ul>' if items else "<p>No flow is left in this folder.</p>"


def _list_item(link: FlowLink) -> str:
    look = "aside" if link.is_good else "fault"
    summary = f'<span class="{look}">{_text(link.summary)}</span>' if link.summary else ""
    file = f"<code>{escape(visible(link.file))}</code>" if link.file else ""
    return f'<li class="card"><a href="{escape(link.address)}">{_text(link.title)}</a>{summary}{file}</li>'


def notes_page(flow: ServedFlow, key: str, phone: str) -> GuardedPage:
    """Return the page of a flow with its notes next to it."""
    state, address = flow.state, escape(key)
    title = state.title
    data = (
        f'data-events="/events/{address}" data-notes="/notes/{address}" data-page="{state.page_version}" '
        f'data-version="{state.notes_version}"'
    )
    links = f'<nav><a href="/">All flows</a><a href="/page/{address}">The page alone</a></nav>'
    body = (
        f'<body class="desk" {data}>{_lost()}<header class="bar"><h1>{_text(title)}</h1>'
        f"<code>{escape(visible(flow.name))}</code>{links}{_phone(phone)}</header>"
        f'<main><iframe id="page" name="page" title="The page: {escape(visible(title))}" '
        f'src="/page/{address}"></iframe>'
        f'<aside id="notes" aria-label="Notes" tabindex="0">{state.notes_html}</aside></main>{_status()}'
    )
    return _page(title, body, with_script=True)


def phone_list_page(title: str, links: Iterable[FlowLink]) -> GuardedPage:
    """Return the list of all pages, with nothing else."""
    return _page(title, f'<body class="list"><main><h1>{_text(title)}</h1>{list_html(links)}</main>')


def message_page(title: str, message: str, frame_ancestors: str) -> GuardedPage:
    """Return a page that says one sentence; ``frame_ancestors`` says which pages may have it in a frame."""
    body = f'<body class="list"><main><h1>{_text(title)}</h1><p>{_text(message)}</p></main>'
    return _page(title, body, frame_ancestors=frame_ancestors)


def _phone(address: str) -> str:
    if not address:
        return ""
    link = escape(address)
    return (
        f'<details class="phone"><summary>On a phone</summary><div>{code_svg(address)}'
        f'<p class="aside">Anyone on this network who has this address can see the page: '
        f"<code>{link}</code></p></div></details>"
    )


def _lost() -> str:
    return f'<p class="lost" id="lost" role="alert" hidden>{escape(LOST)}</p>'


def _status() -> str:
    return '<div id="said" class="sr" role="status" aria-live="polite"></div>'


def _text(text: str) -> str:
    return f"<bdi>{escape(visible(text))}</bdi>"


@cache
def _script() -> str:
    return f'"use strict";\n{(_FOLDER / "desk.js").read_text(encoding="utf-8")}'


@cache
def _style() -> str:
    return joined_style(_FOLDER / "desk.css")


def _page(title: str, body: str, *, with_script: bool = False, frame_ancestors: str = "'none'") -> GuardedPage:
    directives = ("connect-src 'self'", "frame-src 'self'", f"frame-ancestors {frame_ancestors}")
    policy = content_policy(_script(), _style(), *directives)
    script = f'<script type="module">{_script()}</script>' if with_script else ""
    html = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(visible(title))}</title>
<style>{_style()}</style>
</head>
{body}{script}</body>
</html>
"""
    return GuardedPage(html, policy)
