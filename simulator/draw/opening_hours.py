"""When the schedules of a map are open: a few lines at each, and the dates and the time zone for the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Schedule
from simulator.draw.text_metrics import PAPER_SMALL, text_width
from simulator.graph.plain_words import visible
from simulator.graph.readback.world_sentences import holidays_words, hours_words
from simulator.words.phrases import count_noun, join_words

if TYPE_CHECKING:
    from simulator.draw.map_tree import MapTree

LINES_MOST, LINE_WIDTH = 4, 280.0
"""Lines of hours at a schedule, and how wide they may be there, in units; the foot has what takes more."""

HOLIDAYS_MOST = 30
"""Holidays that the foot lists: two years of them. A map is drawn without a clock, so those that are over count too."""


def schedule_at(flow: Flow, node: str) -> Schedule | None:
    """Return the schedule that a node of the map asks; None: it asks none."""
    route = flow.route_of(parse_address(node)) if "||" in node else None
    return flow.schedules[route.schedule] if isinstance(route, ScheduleRoute) else None


def hours_lines(schedule: Schedule) -> tuple[str, ...]:
    """Return what stands below the name of a schedule: ``Mon to Thu 08:30-18:00``, ``13 holidays``."""
    if schedule.is_switch:
        return ("set by hand",)
    lines = [hours_words(line) for line in schedule.hours] or ["never open"]
    if len(lines) > LINES_MOST:
        lines[LINES_MOST - 1 :] = [f"and {len(lines) - LINES_MOST + 1:,} more lines of hours"]
    holidays = len(schedule.holidays)
    return (*lines, *([count_noun(holidays, "holiday", spell=False)] if holidays else []))


def hours_notes(tree: MapTree) -> Iterator[str]:
    """Yield what the foot of a map says of its schedules: hours that are too many for the map, dates, the time zone."""
    names: dict[str, list[str]] = {}
    for id, node in tree.nodes.items():
        if (schedule := schedule_at(tree.flow, id)) is not None and not schedule.is_switch:
            names.setdefault(schedule.key, []).append(node.name)
    for key, schedule_names in names.items():
        schedule = tree.flow.schedules[key]
        name = join_words(list(dict.fromkeys(schedule_names)))
        hours = [hours_words(line) for line in schedule.hours]
        if len(hours) > LINES_MOST or any(text_width(line, PAPER_SMALL) > LINE_WIDTH for line in hours):
            yield f"{name}: open {join_words(hours, most=len(hours))}"
        if schedule.holidays:
            yield f"{name}: the holidays are {holidays_words(schedule, HOLIDAYS_MOST)}"
    if names:
        yield f"Hours are those of {visible(tree.flow.timezone)}"
