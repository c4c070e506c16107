"""One request to the provider, with limits on time and size; what is safe to repeat is repeated.

Reads are repeated on any failure that may pass, changes only on a 429, which says that nothing was done. A
change whose response is lost is never sent again: it is *unsettled*, and only the list can show whether it was done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urlsplit

import httpx
import tenacity

from simulator import __version__
from simulator.errors import RemoteError, RemoteRefused, RemoteUnreachable, RemoteUnsettled, UsageError
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.account.compression import ACCEPTED
from simulator.provider.account.deadline import Deadline
from simulator.provider.account.redaction import Redaction
from simulator.provider.account.response import Response, failure, receive, redirect_target
from simulator.provider.account.responses import SAID_MOST, UnreadableResponse, parse_response, response_message
from simulator.wire.verdict import refuses

RETRY_AFTER_MOST = 60.0
"""Seconds that a ``Retry-After`` is waited for; a longer one is reported."""

REDIRECTS_MOST = 3

AUTH = "/auth/"
"""Below it, requests hold a password and responses a token."""

_HINTS = {
    401: "; the token is not accepted, or has expired: ivrsim login",
    403: " (403: is there such a route, and is it this account's?)",
}


class _Retry(Exception):
    """A failure that may pass: ``error`` is what to raise where it does not, ``after`` when to try again."""

    def __init__(self, error: RemoteError, after: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.after = after


class Transport:
    """Requests to one account. ``sleep`` waits; ``transport`` stands in for the network in tests."""

    def __init__(
        self,
        settings: AccountSettings,
        token: str,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        renewed: Callable[[str], None] = lambda token: None,
    ) -> None:
        self.settings = settings
        self._redaction = Redaction()
        self._use(bare_token(token))
        self._sleep = sleep
        self._renewed = renewed
        self._last = 0.0
        self._deadline = Deadline(settings.whole_seconds)
        self._http = httpx.Client(
            timeout=settings.timeout_seconds,
            transport=transport,
            trust_env=not settings.is_local,  # a proxy sees only the TLS of another host, and nothing of this one
            headers={
                "accept": "application/json",
                "accept-encoding": ACCEPTED,
                "user-agent": f"ivrsim/{__version__}",
            },
        )

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _use(self, token: str) -> None:
        self._token = token
        self._redaction.learn(token, "token")

    def get(self, path: str) -> Any:
        """The JSON of a GET. Raises ``RemoteUnreachable`` or ``RemoteRefused``."""
        return self._request_json("GET", path, None)

    def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The JSON of the response to a change. Raises ``RemoteUnsettled`` too."""
        if self.settings.read_only:
            raise UsageError(f"{method} {path} would change something, and this is --read-only (IVRSIM_READONLY)")
        if path.startswith(AUTH):
            self._learn_password(body or {})
        return self._request_json(method, path, body)

    def _learn_password(self, body: Mapping[str, Any]) -> None:
        password = body.get("password")
        if isinstance(password, str):
            self._redaction.learn(password, "password")
            for name in body.values():
                if name is not password:
                    self._redaction.learn(f"{name}:{password}", "password")

    def _request_json(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        try:
            return self._request_with_retries(method, path, body)
        except RemoteRefused as no:
            if no.status != 401 or self.settings.read_only or not self._refresh_token():
                raise
        return self._request_with_retries(method, path, body)

    def _refresh_token(self) -> bool:
        """Return whether the token could be exchanged for a new one."""
        try:
            answer = self._request_with_retries("POST", "/auth/refresh", {})
            token = answer.get("access_token") if isinstance(answer, dict) else None
            if not isinstance(token, str) or not token:
                return False
            self._use(bare_token(token))
        except (RemoteError, UsageError):
            return False
        self._renewed(self._token)
        return True

    def _request_with_retries(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        # A change is repeated only when it is certain that nothing was done (429, or no connection): see _Retry.
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.settings.tries),
            wait=_pause_seconds,
            retry=tenacity.retry_if_exception_type(_Retry),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._request_once, method, path, body)
        except _Retry as passing:
            raise passing.error from None

    def _request_once(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        self._keep_gap()
        url = self.settings.url + path
        # Redirects are followed here and not by the HTTP library, which would send the token to any other host.
        for _ in range(REDIRECTS_MOST + 1):
            response = self._fetch_response(method, path, url, body)
            if not 300 <= response.status < 400:
                return self._judge_response(method, path, response)
            url = self._explain_redirect(method, path, url, response.headers.get("location", ""), response.status)
        raise RemoteRefused(f"{self._request_words(method, path)}: redirected in circles", response.status)

    def _keep_gap(self) -> None:
        pause = self._last + self.settings.gap_seconds - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._last = time.monotonic()

    def _fetch_response(self, method: str, path: str, url: str, body: Mapping[str, Any] | None) -> Response:
        """A whole response, within the limits."""
        token = self._token if self.settings.auth == "raw" else f"Bearer {self._token}"
        headers = {"authorization": token} if self._token else {}
        extensions = {"trace": self._deadline.watch}
        try:
            with (
                self._deadline.running(),
                self._http.stream(method, url, json=body, headers=headers, extensions=extensions) as response,
            ):
                return receive(response, self._redaction)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.ProxyError) as error:
            reason = failure(error, self._redaction)
            raise _Retry(RemoteUnreachable(f"{self._request_words(method, path)}: {reason}")) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            late = f"no complete response within {self.settings.whole_seconds:g} s"
            self._fail_without_response(
                method, path, late if self._deadline.passed else failure(error, self._redaction)
            )

    def _explain_redirect(self, method: str, path: str, url: str, location: str, status: int) -> str:
        target = redirect_target(url, location)
        same = (urlsplit(target).scheme, urlsplit(target).netloc) == (urlsplit(url).scheme, urlsplit(url).netloc)
        if method != "GET" and status in (301, 302, 303):  # how some say that it is done
            self._fail_without_response(method, path, f"HTTP {status}, which does not say whether it was done")
        if method != "GET" or not location or not same:
            where = self._redaction.text(urlsplit(target).netloc.rpartition("@")[2])[:SAID_MOST] or "nowhere"
            raise RemoteRefused(
                f"{self._request_words(method, path)}: redirected to {where}, which is not followed: "
                "the token is for the address that was given; give another with --api",
                status,
            )
        return target

    def _judge_response(self, method: str, path: str, response: Response) -> Any:
        """The JSON of a response that says yes, without secrets except the token that was asked for."""
        status = response.status
        answer, fault = self._read(path, response)
        if fault and status < 300:
            self._fail_without_response(method, path, fault)
        if path.startswith(AUTH):
            self._redaction.learn_from(answer)
        if status < 400 and not refuses(answer):
            clean = self._redaction.data(answer)
            is_token = path.startswith(AUTH) and isinstance(answer, dict) and "access_token" in answer
            return {**clean, "access_token": answer["access_token"]} if is_token else clean
        words = response_message(self._redaction.told(answer, SAID_MOST * 2))
        reason = f": {words}" if words else ""
        # Before the refusals: a 429 says that nothing was done, so that even a change may be repeated.
        if status == 429:
            self._refuse_rate(method, path, reason, response.headers)
        if status >= 500 or (status == 408 and method != "GET"):
            self._fail_without_response(method, path, f"HTTP {status}{reason}")
        what = f"{self._request_words(method, path)}: refused{reason or f', HTTP {status}'}{_HINTS.get(status, '')}"
        raise RemoteRefused(what, status)

    def _read(self, path: str, response: Response) -> tuple[Any, str]:
        """The JSON of a response, else its text, and why it is not JSON."""
        if response.fault:
            return "", response.fault
        try:
            return parse_response(response.body, self._redaction.text), ""
        except UnreadableResponse as unreadable:
            fault = f"the response is not JSON: {unreadable}"
        return "" if path.startswith(AUTH) else response.text, fault  # a token in there has no name to know it by

    def _refuse_rate(self, method: str, path: str, reason: str, headers: httpx.Headers) -> NoReturn:
        after = retry_after(headers.get("retry-after", ""))
        error = RemoteRefused(f"{self._request_words(method, path)}: too many requests{reason}", 429)
        if after is not None and after > RETRY_AFTER_MOST:
            raise RemoteRefused(f"{error}; try again in {after:.0f} s", 429)
        raise _Retry(error, after)

    def _fail_without_response(self, method: str, path: str, reason: str) -> NoReturn:
        """Raise for a request without a usable response: a read may be tried again, a change may have been made."""
        where = self._request_words(method, path)
        if method == "GET":
            raise _Retry(RemoteUnreachable(f"{where}: {reason}")) from None
        if path.startswith(AUTH):
            raise RemoteUnreachable(f"{where}: {reason}") from None
        raise RemoteUnsettled(f"{where}: {reason}; whether it was done is not known") from None

    def _request_words(self, method: str, path: str) -> str:
        return f"{self.settings.host}: {method} {path}"


def bare_token(text: str) -> str:
    """A token as it was pasted, without ``Bearer`` and white space. Raises ``UsageError`` for anything else."""
    token = text.strip()
    if token[:7].lower() == "bearer ":
        token = token[7:].strip()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError("not a token: use one line of letters, digits and signs, without spaces")
    return token


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Seconds that a ``Retry-After`` asks for, as seconds or as a date; None where it asks for nothing."""
    if value.strip().isdecimal():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())


_backoff = tenacity.wait_random_exponential(multiplier=0.5, max=8.0)


def _pause_seconds(state: tenacity.RetryCallState) -> float:
    """Seconds until the next try: as the provider asks, else longer each time, with chance in it."""
    failure = state.outcome.exception() if state.outcome else None
    after = failure.after if isinstance(failure, _Retry) else None
    return float(_backoff(state)) if after is None else after
