"""A review as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Any

from simulator.graph.compare.differences import Difference, Played
from simulator.graph.compare.telling import shell_words
from simulator.graph.review.change import HEADINGS, ORDER, Noticed, Review, number_sentence, sentence
from simulator.graph.review.fields import Change
from simulator.graph.wording import visible
from simulator.words.markup import escape_markdown, markdown_code
from simulator.words.sanitizer import OutputText, join_lines

EQUAL = "No caller can tell the difference"
SHOWN_MOST = 12
"""Differences of one kind that text and Markdown show before they only count."""

WIDTH = 96
VALUE_MOST = 60


def as_text(found: Review) -> OutputText:
    """The review for a terminal."""
    return join_lines(_text(found))


def as_markdown(found: Review) -> OutputText:
    """The review for a comment on a change."""
    return join_lines(_markdown(found))


def as_json(found: Review) -> dict[str, Any]:
    """The review as JSON values; callers as scripts that can be played."""
    return {
        "equal": found.equal,
        "complete": found.complete,
        "noticed": [_noticed(found, item) for item in found.noticed],
        "numbers": [number_sentence(found, number) for number in found.numbers],
        "fields": [{"receptionist": change.owner or None, **_change(change)} for change in found.changes],
    }


def _text(found: Review) -> Iterator[str]:
    if found.equal:
        yield f"{EQUAL}."
    for heading, items in _by_kind(found):
        yield f"{heading}:"
        for item in items[:SHOWN_MOST]:
            yield from wrap(sentence(found, item), WIDTH, initial_indent="  · ", subsequent_indent="    ")
            yield f"      --caller {shell_words(item.difference.script)}"
        yield from (f"  · {left}" for left in _left(found, items))
        yield ""
    if found.numbers:
        yield "Numbers:"
        yield from (f"  · {number_sentence(found, number)}" for number in found.numbers)
        yield ""
    if found.changes:
        yield from [""] if found.equal else []
        yield "Fields:"
        for owner, changes in groupby(found.changes, key=lambda change: change.owner):
            yield f"  {_owner(found, owner)}"
            yield from (f"    {_line(change)}" for change in changes)


def _markdown(found: Review) -> Iterator[str]:
    if found.equal:
        yield f"**{EQUAL}.**"
    else:
        yield "### What callers would notice"
    for heading, items in _by_kind(found):
        yield from ("", f"**{heading}**", "")
        for item in items[:SHOWN_MOST]:
            caller = markdown_code(f"--caller {shell_words(item.difference.script)}")
            yield f"- {escape_markdown(sentence(found, item))} {caller}"
        yield from (f"- {left}" for left in _left(found, items))
    if found.numbers:
        yield from ("", "**Numbers**", "")
        yield from (f"- {escape_markdown(number_sentence(found, number))}" for number in found.numbers)
    if found.changes:
        yield from ("", "### Fields", "")
        yield from ("| | field | before | now |", "|---|---|---|---|")
        for change in found.changes:
            cells = _owner(found, change.owner), _field(change), _short(change.old), _short(change.new)
            yield f"| {' | '.join(map(escape_markdown, cells))} |"


def _by_kind(found: Review) -> Iterator[tuple[str, list[Noticed]]]:
    for kind in ORDER:
        items = [item for item in found.noticed if item.difference.kind == kind]
        if items:
            yield HEADINGS[kind], items


def _left(found: Review, items: list[Noticed]) -> Iterator[str]:
    left = len(items) - SHOWN_MOST
    if left > 0:
        more = "" if found.complete else "at least "
        yield f"and {more}{left:,} more (--format json lists them)"


def _owner(found: Review, key: str) -> str:
    if not key:
        return "the flow"
    item = found.new.receptionists.get(key) or found.old.receptionists[key]
    return f"{visible(item.name)} ({visible(key)})"


def _line(change: Change) -> str:
    return f"{_field(change)}: {_short(change.old)} -> {_short(change.new)}"


def _field(change: Change) -> str:
    return visible(f"{change.field} ({change.meaning})" if change.meaning not in ("", change.field) else change.field)


def _short(value: str) -> str:
    shown = visible(value)
    return shown if len(shown) <= VALUE_MOST else shown[: VALUE_MOST - 3] + "..."


def _noticed(found: Review, item: Noticed) -> dict[str, Any]:
    difference: Difference = item.difference
    return {
        "kind": difference.kind,
        "number": item.number or None,
        "receptionists": list(difference.where),
        "words": sentence(found, item),
        "caller": difference.script.as_json(),
        "before": _played(difference.old),
        "after": _played(difference.new),
    }


def _played(played: Played) -> dict[str, Any]:
    record = played.record
    outcome = {"kind": record.outcome.kind, "destination": record.outcome.destination, "name": record.outcome.name}
    return {"outcome": outcome, "heard": record.heard, "seconds": record.seconds}


def _change(change: Change) -> dict[str, str]:
    return {"field": change.field, "meaning": change.meaning, "before": change.old, "after": change.new}
