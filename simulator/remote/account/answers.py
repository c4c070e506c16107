"""What the provider answers: JSON within limits, and its refusals in the three forms that they come in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from simulator.config.readable import readable
from simulator.load.json_tree import settle_error

SAID_MOST = 200
"""Characters of the provider's own words that a message repeats."""


class Unreadable(Exception):
    """An answer that is no JSON; its text says why."""


def parsed(data: bytes) -> Any:
    """The JSON of an answer; None where it is empty. Raises ``Unreadable``."""
    if not data.strip():
        return None
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number, object_pairs_hook=_once_each)
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8") from None
    except RecursionError:
        raise Unreadable("it is nested too deep") from None
    except json.JSONDecodeError as error:
        refused = settle_error(error)
        raise Unreadable(f"{refused.msg} at line {refused.lineno}, column {refused.colno}") from None
    except ValueError as error:
        raise Unreadable(str(error)[:SAID_MOST]) from None


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add is no test
        raise ValueError(f"{readable(twice)!r} is there twice")
    return made


def refused(answer: Any) -> bool:
    """Whether an answer says no, whatever its HTTP status."""
    return isinstance(answer, dict) and str(answer.get("success", True)).lower() in ("false", "0")


def said(answer: Any, *, secret: str = "") -> str:
    """The provider's own words: ``message`` as text, a list, or an object of field -> list; at most 200 characters.

    A ``secret`` that they repeat is left out.
    """
    message = answer.get("message", answer.get("error", "")) if isinstance(answer, dict) else answer
    text = readable("; ".join(part for part in _parts(message, secret) if part))
    return text if len(text) <= SAID_MOST else text[: SAID_MOST - 1] + "…"


def _parts(message: Any, secret: str) -> Iterator[str]:
    match message:
        case None | "":
            return
        case dict():
            for field, inner in message.items():
                yield f"{field}: {', '.join(_parts(inner, secret))}"
        case list():
            for inner in message[:20]:
                yield from _parts(inner, secret)
        case _:
            text = str(message).replace(secret, "(token)") if secret else str(message)
            yield " ".join(text[: SAID_MOST * 2].split())


def listed(answer: Any) -> list[Any] | None:
    """The items of a list answer: a bare list, or the one list of an object, also below ``data``."""
    if isinstance(answer, dict) and isinstance(answer.get("data"), dict):
        answer = answer["data"]
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        return None
    lists = [value for value in answer.values() if isinstance(value, list)]
    return lists[0] if len(lists) == 1 else None
