"""The provider's responses: JSON within limits, and refusals in their three forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from simulator.text.json_file import read_float
from simulator.text.json_tree import settle_error
from simulator.wire.verdict import ABOUT, contradiction, messages
from simulator.words.sanitizer import escape_signs

SAID_MOST = 200
"""Characters of the provider's own words that a message repeats."""

VALUES_MOST = 2_000_000
"""Values of a response that are read: 64 MB of ``[],[],`` would take 1.4 GB."""

DEEPEST = 100
"""Levels to which a response may be nested."""


class UnreadableResponse(Exception):
    """A response that is not JSON; its text says why."""


def parse_response(data: bytes, redact: Callable[[str], str] = str) -> Any:
    """The JSON of a response; None where it is empty. Raises ``UnreadableResponse``.

    ``redact`` turns the provider's words into what may be shown.
    """
    if not data.strip():
        return None
    if data.count(b",") + data.count(b"[") + data.count(b"{") > VALUES_MOST:
        raise UnreadableResponse(f"it holds over {VALUES_MOST:,} values")
    once = partial(_refuse_doubled_keys, redact)
    try:
        text = data.decode("utf-8-sig")
        answer = json.loads(text, parse_constant=_no_number, parse_float=read_float, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise UnreadableResponse("it is not UTF-8") from None
    except RecursionError:
        raise UnreadableResponse("it is nested too deep") from None
    except json.JSONDecodeError as error:
        refused = settle_error(error)
        raise UnreadableResponse(f"{refused.msg} at line {refused.lineno}, column {refused.colno}") from None
    except ValueError as error:
        raise UnreadableResponse(str(error)) from None
    _refuse_depth(answer)
    if rb"\u" in data:
        _refuse_surrogates(answer)
    return answer


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is not a number")


def _refuse_doubled_keys(redact: Callable[[str], str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        earlier_keys: set[str] = set()
        twice = next(key for key, _ in pairs if key in earlier_keys or earlier_keys.add(key))  # type: ignore[func-returns-value]  # add is no test
        raise ValueError(f"{escape_signs(redact(twice))[:SAID_MOST]!r} occurs twice")
    return members


def _refuse_depth(answer: Any) -> None:
    """Refuse a response nested deeper than ``DEEPEST``: how deep a parser goes depends on the version of Python."""
    level = [answer]
    for _ in range(DEEPEST):
        level = [inner for value in level if isinstance(value, dict | list) for inner in _children(value)]
        if not level:
            return
    raise UnreadableResponse("it is nested too deep")


def _children(value: dict[str, Any] | list[Any]) -> Iterator[Any]:
    return iter(value.values() if isinstance(value, dict) else value)


def _refuse_surrogates(answer: Any) -> None:
    r"""Half a character (``\ud800``) passes as JSON, and can be written nowhere."""
    try:
        json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UnreadableResponse("it holds half a character (a lone surrogate)") from None


def response_message(answer: Any) -> str:
    """The provider's own words: ``message`` as text, a list, or an object of field -> list; at most 200 characters.

    Secrets are redacted before: words that are cut hide half of one.
    """
    text = escape_signs("; ".join(part for message in messages(answer) for part in _message_parts(message) if part))
    text = text if len(text) <= SAID_MOST else text[: SAID_MOST - 1] + "…"
    contradicted = contradiction(answer)
    return "; ".join(part for part in (text, contradicted) if part)


def _message_parts(message: Any) -> Iterator[str]:
    match message:
        case None | "":
            return
        case dict():
            for field, inner in message.items():
                yield f"{field}: {', '.join(_message_parts(inner))}"
        case list():
            for inner in message[:20]:
                yield from _message_parts(inner)
        case _:
            yield " ".join(str(message)[: SAID_MOST * 2].split())


def list_items(answer: Any) -> list[Any] | None:
    """The items of a list response: a bare list, or the one list of an object, also below ``data``."""
    if isinstance(answer, dict) and isinstance(answer.get("data"), dict):
        answer = answer["data"]
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        return None
    lists = [value for key, value in answer.items() if isinstance(value, list) and key.strip().lower() not in ABOUT]
    return lists[0] if len(lists) == 1 else None
