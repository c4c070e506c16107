"""The tokens that the sandbox accepts: JWTs that expire, and a long-lived one as from the portal."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

import jwt

PORTAL = "portal"
_ALGORITHM = "HS256"


class AccessTokens:
    """Tokens of one account, signed with its ``key``; those that are given out live ``seconds``.

    ``portal`` is accepted forever. ``now`` returns the time (seconds).
    """

    def __init__(self, key: str, portal: str, *, seconds: int = 3600, now: Callable[[], float] = time.time) -> None:
        self.key = key
        self.portal = portal
        self.seconds = seconds
        self._now = now
        self._revoked_before = 0.0

    def fresh(self) -> str:
        """A token that lives from now."""
        claims = {"exp": int(self._now()) + self.seconds, "iat": self._now(), "jti": secrets.token_hex(8)}
        return jwt.encode(claims, self.key, _ALGORITHM)

    def accepts(self, header: str) -> bool:
        """Return whether an ``authorization`` header, raw or ``Bearer``, lets its sender in."""
        token = _bare_token(header)
        if secrets.compare_digest(token.encode(), self.portal.encode()):
            return True
        claims = self._claims(token)
        return (
            claims is not None and float(claims["exp"]) > self._now() and float(claims["iat"]) >= self._revoked_before
        )

    def renews(self, header: str) -> bool:
        """Return whether a token, which may be over, is exchanged for a new one: it is one of ours."""
        return self._claims(_bare_token(header)) is not None or self.accepts(header)

    def _claims(self, token: str) -> dict[str, Any] | None:
        """Return what one of our own tokens says; None for any other text."""
        try:
            return jwt.decode(token, self.key, [_ALGORITHM], options={"verify_exp": False, "verify_iat": False})
        except (jwt.InvalidTokenError, ValueError, RecursionError):  # the latter: a header that is nested deep
            return None

    def expire(self) -> None:
        """Every token that was given out so far is expired."""
        self._revoked_before = self._now()


def _bare_token(header: str) -> str:
    """The token of a header, raw or ``Bearer``."""
    return header[7:].strip() if header[:7].lower() == "bearer " else header.strip()
