"""The figures of odds or of a crowd as one tidy table, a row per figure: for a spreadsheet, or a data frame.

The rows are read from the JSON values, so that the two forms cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from simulator.config.flow import Flow
from simulator.report.recording_sheet import csv_table
from simulator.words.sanitizer import OutputText

ROUND_MEASURES = {"reached": "in", "chose": "choose", "wrong": "wrong", "silent": "silent", "hung_up": "gone"}
"""The words of a round's figures, by their fields."""

_QUEUE_CALLS = ("came", "answered", "answered_at_once", "gave_up", "timed_out", "refused")

_Interval = tuple[float | None, float | None]
_NO_INTERVAL: _Interval = (None, None)


class FigureRow(NamedTuple):
    """One figure; its fields are the columns. What a figure does not have is empty (None).

    ``figure`` says what it is about (end, person, call, round, key, recording, queue, persona, situation, run),
    ``measure`` what of that is measured, and ``kind`` what becomes of a call at an end. ``low`` and ``high`` are the
    ends of the 95 % interval of a sampled share. Shares are from 0 to 1.
    """

    figure: str
    measure: str
    persona: str
    kind: str | None
    what: str
    id: str | None
    menu: str | None
    round: int | None
    value: float | None
    low: float | None
    high: float | None
    unit: str


def figure_rows(flow: Flow, values: Mapping[str, Any]) -> Iterator[FigureRow]:
    """Yield the figures of ``odds_json`` or ``traffic_json``, in their order."""
    for measure in ("calls", "callers", "days"):
        if measure in values:
            yield _row("run", measure, "", "", values[measure], measure)
    if values.get("partial"):
        yield _row("run", "partial", "", "", 1, "")
    for situation in values["situations"]:
        words = ", ".join(f"{key} {state}" for key, state in situation["schedules"].items())
        yield _row("situation", "share", "", words, situation["share"], "share")
    for part in values["personas"]:
        yield from _persona_rows(flow, part)
    for queue in values.get("queues", ()):
        yield from _queue_rows(queue)


def figures_csv(flow: Flow, values: Mapping[str, Any]) -> OutputText:
    """The table as CSV, under a line of column names; numbers are as exact as in JSON."""
    return csv_table(FigureRow._fields, (tuple(map(_cell, row)) for row in figure_rows(flow, values)))


def _cell(value: str | float | None) -> str:
    return "" if value is None else str(value)


def _row(
    figure: str,
    measure: str,
    persona: str,
    what: str,
    value: float | None,
    unit: str,
    *,
    id: str | None = None,
    interval: _Interval = _NO_INTERVAL,
) -> FigureRow:
    return FigureRow(figure, measure, persona, None, what, id, None, None, value, *interval, unit)


def _persona_rows(flow: Flow, part: Mapping[str, Any]) -> Iterator[FigureRow]:
    name = part["name"]
    yield _row("persona", "share", name, "", part["share"], "share")
    for end in part["outcomes"]:
        id, what = end["destination"], end["name"] or end["destination"] or end["kind"]
        yield _row("end", "share", name, what, end["share"], "share", id=id, interval=_interval(end))._replace(
            kind=end["kind"]
        )
        for row in _second_rows("end", name, what, id, end["seconds"]):
            yield row._replace(kind=end["kind"])
    person = part["person"]
    yield _row("person", "share", name, "", person["share"], "share", interval=_interval(person))
    yield from _second_rows("person", name, "", None, person["seconds"])
    yield from _second_rows("call", name, "", None, part["seconds"])
    for item in part["rounds"]:
        yield from _round_rows(flow, name, item)
    for key, times in part["keys"].items():
        yield _row("key", "presses", name, key, times, "per caller")
    for id, times in part["recordings"].items():
        yield _row("recording", "starts", name, flow.recording_name(id), times, "per caller", id=id)


def _second_rows(
    figure: str, persona: str, what: str, id: str | None, seconds: Mapping[str, float | None] | None
) -> Iterator[FigureRow]:
    for measure, value in (seconds or {}).items():
        yield _row(figure, measure, persona, what, value, "s", id=id)


def _round_rows(flow: Flow, persona: str, item: Mapping[str, Any]) -> Iterator[FigureRow]:
    menu, number = item["receptionist"], item["round"]
    what = flow.receptionists[menu].name or menu
    for field, measure in ROUND_MEASURES.items():
        yield _row("round", measure, persona, what, item[field], "per caller")._replace(menu=menu, round=number)
    if "drop_off" in item:
        gone = _row("round", "gone of these", persona, what, item["drop_off"], "share", interval=_interval(item))
        yield gone._replace(menu=menu, round=number)


def _queue_rows(queue: Mapping[str, Any]) -> Iterator[FigureRow]:
    what, id = queue["name"] or queue["destination"], queue["destination"]
    yield _row("queue", "people", "", what, queue["people"], "people", id=id)
    for measure in _QUEUE_CALLS:
        yield _row("queue", measure, "", what, queue[measure], "calls", id=id)
    yield _row("queue", "talk", "", what, queue["talk_hours"], "h", id=id)
    yield from _second_rows("queue", "", what, id, queue["wait"])


def _interval(item: Mapping[str, Any]) -> _Interval:
    low, high = item.get("interval") or _NO_INTERVAL
    return low, high
