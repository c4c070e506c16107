"""The times after which callers who hear everything get somewhere: the soonest and the latest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.checks.prove import Overview
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.draw.ending_sign import ending_sign
from simulator.graph.default_paths import silent_exits, silent_path
from simulator.graph.display_names import DisplayNames
from simulator.graph.readback import sentences

NO_LIMIT = "no limit"


class TimeRow(NamedTuple):
    """A place where calls end, the time of a caller who hears all, and the longest; in words."""

    name: str
    hearing_all: str
    longest: str


class TimeTable(NamedTuple):
    """The rows of one way in which the schedules can stand (``when``; empty: there is only one)."""

    when: str
    rows: tuple[TimeRow, ...]


def time_rows(flow: Flow, overview: Overview) -> Iterator[TimeRow]:
    """Yield a row for each place where calls end, those that are reached soonest first."""
    for times in overview.times:
        hearing = times.shortest
        yield TimeRow(
            ending_sign(flow, times.destination).name,
            "only by pressing early" if hearing is None else _rounded(hearing.milliseconds),
            NO_LIMIT if times.worst is None else _rounded(times.worst),
        )


def silent_sentence(flow: Flow) -> str:
    """Return what becomes of a caller who presses nothing; empty where that depends on hours or on who picks up."""
    if "||" in flow.start:
        return ""
    courses = {key: silent_path(flow, key) for key in flow.receptionists}
    phrase = sentences.exit_phrase(DisplayNames(flow), silent_exits(flow, courses)[flow.entry])
    return f"A caller who presses nothing {phrase}."


def _rounded(milliseconds: int) -> str:
    """Whole seconds from ten on: nobody signs tenths of a minute."""
    return duration_words(milliseconds if milliseconds < 10_000 else round(milliseconds, -3)) if milliseconds else "0 s"
