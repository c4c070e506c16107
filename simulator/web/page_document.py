"""The page as one HTML file: nothing is fetched, and no text of a flow can run.

A strict content security policy allows the one script and the one style sheet of the page, by their hashes. A flow's
texts get in as JSON, in which no sign can end its element, or as escaped text of the printed report.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from simulator.web.page_scripts import NOTHING, page_script, page_style

_UNSAFE_IN_JSON = re.compile(
    "[<>&\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
"""Signs that could end the element, and those that an editor shows wrongly or not at all."""


class PageText(NamedTuple):
    """The texts of the document that are not data: plain text, but for ``report``, which is HTML.

    ``language`` is that of the page's own words, ``right_to_left`` how they run.
    """

    title: str
    language: str
    right_to_left: bool
    report: str


def page_html(text: PageText, data: Mapping[str, Any], without: frozenset[str] = NOTHING) -> str:
    """The whole file, ``without`` modules of the script that its flow does not need."""
    script, style = page_script(without), page_style()
    policy = content_policy(script, style, "img-src data:", "media-src data:")
    return f"""<!doctype html>
<html lang="{escape(text.language)}" dir="{"rtl" if text.right_to_left else "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<title>{escape(text.title)}</title>
<style>{style}</style>
</head>
<body>
<div id="app" hidden></div>
<article id="report">
{text.report}</article>
<script type="application/json" id="data">{safe_json(data)}</script>
<script>{script}</script>
</body>
</html>
"""


def content_policy(script: str, style: str, *more: str) -> str:
    """Return the strict policy of a page with one inline script and style sheet; ``more`` are its other directives."""
    own = ("default-src 'none'", f"script-src '{_digest(script)}'", f"style-src '{_digest(style)}'")
    return "; ".join((*own, *more, "base-uri 'none'", "form-action 'none'"))


def safe_json(value: Any) -> str:
    r"""A value as compact JSON that can stand in an HTML script element.

    >>> print(safe_json("</script>"))
    "\u003c/script\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _digest(text: str) -> str:
    """The hash of an inline element, as a content security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
