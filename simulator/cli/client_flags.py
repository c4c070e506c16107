"""``--client NAME`` and ``--logo FILE``: whose phone menu a page shows."""

from __future__ import annotations

import base64
from pathlib import Path

from simulator.cli.arguments import Parser
from simulator.errors import UsageError
from simulator.text.missing_file import explain_open_error

LOGO_MOST = 500_000
"""Bytes of a logo: it is in the page whole."""

_LOGO_KINDS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"<svg": "image/svg+xml",
    b"<?xml": "image/svg+xml",
}


def add_client(parser: Parser) -> None:
    """Add both flags."""
    parser.add_argument("--client", metavar="NAME", help="the client whose phone menu it is, as the page names them")
    parser.add_argument("--logo", metavar="FILE", help="the client's logo: PNG, JPEG, GIF, WebP or SVG")


def read_client(name: str | None) -> str:
    """Return the client's name on one line; empty where none is given."""
    return " ".join((name or "").split())


def read_logo(name: str | None) -> str:
    """Return the logo as a data address; empty where none is given. Raises ``UsageError`` unless it is a picture."""
    if name is None:
        return ""
    path = Path(name)
    try:
        content = path.read_bytes() if path.stat().st_size <= LOGO_MOST else None
    except OSError as error:
        raise UsageError(f"--logo: {name}: {explain_open_error(error, path)}") from None
    if content is None:
        raise UsageError(f"--logo: {name} is larger than {LOGO_MOST // 1000} KB; use a smaller picture")
    kind = next((kind for start, kind in _LOGO_KINDS.items() if content.lstrip().startswith(start)), None)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":  # a sound begins with RIFF, too
        kind = "image/webp"
    if kind is None or (kind == "image/svg+xml" and b"<svg" not in content):
        raise UsageError(f"--logo: {name} is not a picture; use PNG, JPEG, GIF, WebP or SVG")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
