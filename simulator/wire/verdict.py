"""A response's own verdict: ``success`` and ``message``, in any case.

The pages for IVRs and virtual receptionists spell them in lower case; those for auto attendants, numbers and time
groups as ``Success`` and ``Message``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ABOUT = frozenset({"success", "message", "error", "errors", "code", "status"})
"""Keys, in lower case, that speak of the response and hold nothing of an account."""

_NO = frozenset({"false", "0", "0.0", "no"})


def refuses(answer: Any) -> bool:
    """Return whether a response says no, whatever its HTTP status. Of several verdicts, a no wins."""
    return any(_is_no(value) for _, value in _under("success", answer))


def contradiction(answer: Any) -> str:
    """Return in words that a response says both yes and no; empty where it does not."""
    verdicts = [*_under("success", answer)]
    if len({_is_no(value) for _, value in verdicts}) < 2:
        return ""
    values = " and ".join(f"{key}: {'no' if _is_no(value) else 'yes'}" for key, value in verdicts)
    return f"the response says {values}, and a no counts"


def messages(answer: Any) -> list[Any]:
    """Return a response's messages, else its errors; the response itself if it is not an object."""
    if not isinstance(answer, Mapping):
        return [answer]
    for name in ("message", "error", "errors"):
        if texts := [value for _, value in _under(name, answer)]:
            return texts
    return []


def _under(name: str, answer: Any) -> Iterator[tuple[str, Any]]:
    """The values under a key in any case."""
    if isinstance(answer, Mapping):
        yield from ((str(key).strip(), value) for key, value in answer.items() if str(key).strip().lower() == name)


def _is_no(value: Any) -> bool:
    # As text, since responses carry booleans, numbers and words for the same verdict.
    return str(value).strip().lower() in _NO
