"""A review as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from textwrap import wrap
from typing import Any

from simulator.graph.compare.caller_words import shell_words
from simulator.graph.compare.differences import Difference, PlayedCall
from simulator.graph.plain_words import visible
from simulator.graph.review.change import (
    HEADINGS,
    ORDER,
    NoticedDifference,
    Review,
    difference_sentence,
    number_sentence,
)
from simulator.graph.review.fields import FieldChange
from simulator.graph.review.schedule_changes import ScheduleChange, schedule_sentences
from simulator.words.markup import escape_markdown, markdown_code
from simulator.words.sanitizer import OutputText, join_lines

EQUAL = "No caller can tell the difference"
SHOWN_MOST = 12
"""Differences of one kind that text and Markdown show before they only count."""

WIDTH = 96
VALUE_MOST = 60


def review_text(review: Review) -> OutputText:
    """The review for a terminal."""
    return join_lines(_text_lines(review))


def noticed_text(review: Review) -> OutputText:
    """What callers notice, and the hours that changed, for a terminal; without the fields."""
    return join_lines(noticed_lines(review))


def review_markdown(review: Review) -> OutputText:
    """The review for a comment on a change."""
    return join_lines(review_markdown_lines(review))


def review_json(review: Review) -> dict[str, Any]:
    """The review as JSON values; callers as scripts that can be played."""
    return {
        "equal": review.equal,
        "complete": review.complete,
        "noticed": [difference_json(review, item) for item in review.noticed],
        **({"schedules": [_schedule_json(change) for change in review.schedules]} if review.asks_world else {}),
        "numbers": [number_sentence(review, number) for number in review.numbers],
        "fields": [{"receptionist": change.owner or None, **_change_json(change)} for change in review.changes],
    }


def _text_lines(review: Review) -> Iterator[str]:
    yield from noticed_lines(review)
    if review.changes:
        yield from [""] if review.equal else []
        yield "Fields:"
        for owner, changes in groupby(review.changes, key=lambda change: change.owner):
            yield f"  {owner_words(review, owner)}"
            yield from (f"    {change_line(change)}" for change in changes)


def noticed_lines(review: Review) -> Iterator[str]:
    """Yield the lines of what callers notice, for a terminal."""
    if review.equal:
        yield f"{EQUAL}."
    for heading, items in _differences_by_kind(review):
        yield f"{heading}:"
        for item in items[:SHOWN_MOST]:
            yield from wrap(difference_sentence(review, item), WIDTH, initial_indent="  · ", subsequent_indent="    ")
            yield f"      --caller {shell_words(item.difference.script)}"
        yield from (f"  · {line}" for line in _remaining_lines(review, items))
        yield ""
    if review.schedules:
        yield from [""] if review.equal else []
        yield "Hours:"
        for schedule in review.schedules:
            for sentence in schedule_sentences(schedule):
                yield from wrap(sentence, WIDTH, initial_indent="  · ", subsequent_indent="    ")
        yield from [] if review.equal else [""]
    if review.numbers:
        yield "Numbers:"
        yield from (f"  · {number_sentence(review, number)}" for number in review.numbers)
        yield ""


def review_markdown_lines(review: Review) -> Iterator[str]:
    """Yield the lines of a review in Markdown."""
    if review.equal:
        yield f"**{EQUAL}.**"
    else:
        yield "### What callers would notice"
    for heading, items in _differences_by_kind(review):
        yield from ("", f"**{heading}**", "")
        for item in items[:SHOWN_MOST]:
            # In code signs, because a key * or a # would be markup in a comment.
            caller = markdown_code(f"--caller {shell_words(item.difference.script)}")
            yield f"- {escape_markdown(difference_sentence(review, item))} {caller}"
        yield from (f"- {line}" for line in _remaining_lines(review, items))
    if review.schedules:
        yield from ("", "**Hours**", "")
        for schedule in review.schedules:
            yield from (f"- {escape_markdown(sentence)}" for sentence in schedule_sentences(schedule))
    if review.numbers:
        yield from ("", "**Numbers**", "")
        yield from (f"- {escape_markdown(number_sentence(review, number))}" for number in review.numbers)
    if review.changes:
        yield from ("", "### Fields", "")
        yield from ("| | field | before | now |", "|---|---|---|---|")
        for change in review.changes:
            cells = (
                owner_words(review, change.owner),
                _field_words(change),
                _shorten_value(change.old),
                _shorten_value(change.new),
            )
            yield f"| {' | '.join(map(escape_markdown, cells))} |"


def _differences_by_kind(review: Review) -> Iterator[tuple[str, list[NoticedDifference]]]:
    for kind in ORDER:
        items = [item for item in review.noticed if item.difference.kind == kind]
        if items:
            yield HEADINGS[kind], items


def _remaining_lines(review: Review, items: list[NoticedDifference]) -> Iterator[str]:
    hidden = len(items) - SHOWN_MOST
    if hidden > 0:
        more = "" if review.complete else "at least "
        yield f"and {more}{hidden:,} more (--format json lists them)"


def owner_words(review: Review, key: str) -> str:
    """Return the owner of a changed field: a receptionist by its name and key, or the flow."""
    if not key:
        return "the flow"
    item = review.new.receptionists.get(key) or review.old.receptionists[key]
    return f"{visible(item.name)} ({visible(key)})"


def change_line(change: FieldChange) -> str:
    """Return the field that has changed, with its values before and now, on one line."""
    return f"{_field_words(change)}: {_shorten_value(change.old)} -> {_shorten_value(change.new)}"


def _field_words(change: FieldChange) -> str:
    return visible(f"{change.field} ({change.meaning})" if change.meaning not in ("", change.field) else change.field)


def _shorten_value(value: str) -> str:
    text = visible(value)
    return text if len(text) <= VALUE_MOST else text[: VALUE_MOST - 3] + "..."


def difference_json(review: Review, item: NoticedDifference) -> dict[str, Any]:
    """A difference as JSON values."""
    difference: Difference = item.difference
    return {
        "kind": difference.kind,
        "number": item.number or None,
        "receptionists": list(difference.where),
        "words": difference_sentence(review, item),
        "caller": difference.script.as_json(),
        **_world_json(review, item),
        "before": played_json(difference.old),
        "after": played_json(difference.new),
    }


def _world_json(review: Review, item: NoticedDifference) -> dict[str, Any]:
    """In which worlds, and when; null: in every one, at any of the times that were asked for."""
    if not review.asks_world:
        return {}
    spans = [[_utc_text(instant) for instant in span] for span in item.spans]
    return {"worlds": [world.states for world in item.difference.worlds] or None, "spans": spans or None}


def _utc_text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _schedule_json(change: ScheduleChange) -> dict[str, Any]:
    return {"schedule": change.key, "words": list(change.words), "noticed": change.is_noticed}


def played_json(played: PlayedCall) -> dict[str, Any]:
    """A call that was played as JSON values."""
    record = played.record
    outcome = {"kind": record.outcome.kind, "destination": record.outcome.destination, "name": record.outcome.name}
    return {"outcome": outcome, "heard": record.heard, "seconds": record.seconds}


def _change_json(change: FieldChange) -> dict[str, str]:
    return {"field": change.field, "meaning": change.meaning, "before": change.old, "after": change.new}
