"""Schedules and ring groups of a flow, which are never sent: how they compare with live, and what to enter by hand.

Nobody may be led to believe that they were pushed. Each is *not sent, not compared*, or compared, with the
difference, where the response carries the hours of its time group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import Schedule, WeeklyHours
from simulator.graph.plain_words import visible
from simulator.provider.live.portal_entries import HOLIDAYS_MOST, portal_holidays, portal_ranges
from simulator.provider.live.time_group import TimeGroup, compare_hours
from simulator.words.markup import escape_markdown
from simulator.words.phrases import join_words

HEADING = "Never sent by ivrsim: enter it in the provider's portal"
NOT_COMPARED = "not sent, not compared"
_NUMBERED = re.compile(r" [0-9]+$")


class Notice(NamedTuple):
    """A schedule or ring group: its ``name`` and ``verdict``, and the lines to enter, with their indentation.

    ``differences`` say how live differs (empty: it does not, or it was not compared).
    """

    kind: str
    name: str
    verdict: str
    lines: tuple[str, ...]
    json: Mapping[str, Any]
    is_compared: bool = False
    differences: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The name with what became of it."""
        return f"{self.kind} {self.name}: {self.verdict}"


def unsent_notices(
    flow: Flow, ids: Mapping[str, str], time_groups: Sequence[TimeGroup] | None, today: date
) -> tuple[Notice, ...]:
    """A notice for each schedule and each ring group of a flow; none for a flow that has neither.

    ``ids`` are the provider's ids of its receptionists by key, ``time_groups`` what is live of them (None: not read).
    Holidays before ``today`` are left out.
    """
    return tuple(_Notices(flow, ids, time_groups, today).all()) if flow.schedules or flow.routes else ()


def notices_json(notices: Sequence[Notice]) -> dict[str, list[dict[str, Any]]]:
    """The fields that a JSON document has of notices; none where there are none."""
    fields = {"schedules": "schedule", "ring_groups": "ring group"}
    documents = {
        field: [dict(notice.json) for notice in notices if notice.kind == kind] for field, kind in fields.items()
    }
    return {field: entries for field, entries in documents.items() if entries}


@dataclass
class _Notices:
    flow: Flow
    ids: Mapping[str, str]
    time_groups: Sequence[TimeGroup] | None
    today: date

    def all(self) -> Iterator[Notice]:
        for schedule in self.flow.schedules.values():
            yield self._schedule_notice(schedule)
        for destination, route in self.flow.routes.items():
            if isinstance(route, PersonRoute):
                yield self._ring_group_notice(destination, route)

    # -- schedules --------------------------------------------------------------------------------

    def _schedule_notice(self, schedule: Schedule) -> Notice:
        askers = {
            destination: route
            for destination, route in self.flow.routes.items()
            if isinstance(route, ScheduleRoute) and route.schedule == schedule.key
        }
        groups = [] if schedule.is_switch else self._live_groups(schedule, askers)
        hours = _hours_of(groups)
        differences = () if hours is None else compare_hours(schedule, hours)
        verdict = self._verdict(schedule, groups, differences)
        ranges = [*portal_ranges(schedule)]
        holidays = portal_holidays(schedule, self.today)
        lines = ["a day and night switch: set by hand"] if schedule.is_switch else []
        lines += [f"time group, one line for each range, in local times of {self.flow.timezone}:"] if ranges else []
        lines += [f"  {line}" for line in ranges]
        lines += ["holidays by date (a time group has no year, so each repeats every year):"] if holidays else []
        lines += [f"  {line}" for line in holidays[:HOLIDAYS_MOST]]
        lines += [f"  and {len(holidays) - HOLIDAYS_MOST:,} more"] if len(holidays) > HOLIDAYS_MOST else []
        lines += [self._condition_line(destination, route) for destination, route in askers.items()]
        document = {
            "schedule": schedule.key,
            "sent": False,
            "compared": hours is not None,
            "verdict": verdict,
            "differences": [*differences],
            "timezone": self.flow.timezone,
            "time_group": [line.json for line in ranges],
            "holidays": [line.json for line in holidays],
            "asked_by": [self._condition_json(destination, route) for destination, route in askers.items()],
        }
        return Notice("schedule", schedule.key, verdict, tuple(lines), document, hours is not None, differences)

    def _live_groups(self, schedule: Schedule, askers: Mapping[Destination, ScheduleRoute]) -> list[TimeGroup]:
        """The live time groups of a schedule: by the ids of destinations that ask it, else by name (``office 2``)."""
        groups = self.time_groups or ()
        ids = {destination.id for destination in askers if destination.canonical.type == "timegroup"}
        if by_id := [group for group in groups if group.id in ids]:
            return by_id
        names = [schedule.key, *(self.flow.destination_name(destination) for destination in askers)]
        folded = {name.casefold() for name in names if name}
        return [group for group in groups if _NUMBERED.sub("", group.name.casefold()) in folded]

    def _verdict(self, schedule: Schedule, groups: Sequence[TimeGroup], differences: Sequence[str]) -> str:
        if schedule.is_switch:
            return f"{NOT_COMPARED}: its position is not known"
        if _hours_of(groups) is None:
            return f"{NOT_COMPARED}: the response does not include its hours"
        holidays = "; its holidays are not compared" if schedule.holidays else ""
        names = join_words([f"{group.name} ({group.id})" for group in groups])
        noun = "time group" if len(groups) == 1 else "time groups"
        compared = f"not sent; compared with the live {noun} {names}"
        return f"{compared}: {'; '.join(differences) or 'the same weekly hours'}{holidays}"

    def _condition_line(self, destination: Destination, route: ScheduleRoute) -> str:
        ways = [f"open: {self._target(route.open)}", f"closed: {self._target(route.closed)}"]
        ways += [f"on holidays: {self._target(route.holiday)}"] if route.holiday is not None else []
        return f"{_type_words(destination)} {self._target(destination)}: {'; '.join(ways)}"

    def _condition_json(self, destination: Destination, route: ScheduleRoute) -> dict[str, Any]:
        return {
            "destination": str(destination),
            "open": self._address(route.open),
            "closed": self._address(route.closed),
            "holiday": self._address(route.holiday or route.closed),
        }

    # -- ring groups ------------------------------------------------------------------------------

    def _ring_group_notice(self, destination: Destination, route: PersonRoute) -> Notice:
        seconds = f"{route.rings_ms / 1000:g} s"
        default = "" if route.rings_stated else " (the default)"
        no_answer = "the call ends" if route.no_answer is None else self._target(route.no_answer)
        line = f"timeout {seconds}{default}; when nobody picks up: {no_answer}"
        line += f"; when busy: {self._target(route.busy)}" if route.busy is not None else ""
        document = {
            "destination": str(destination),
            "sent": False,
            "compared": False,
            "verdict": NOT_COMPARED,
            "timeout": route.rings_ms / 1000,
            "no_answer": None if route.no_answer is None else self._address(route.no_answer),
            "busy": None if route.busy is None else self._address(route.busy),
        }
        return Notice("ring group", self._target(destination), NOT_COMPARED, (line,), document)

    # -- names ------------------------------------------------------------------------------------

    def _target(self, destination: Destination) -> str:
        """A destination in words: its key or name, and where it is in the portal."""
        key = self.flow.receptionist_for(destination)
        name = key or self.flow.destination_name(destination)
        return f"{name} ({self._address(destination)})" if name else self._address(destination)

    def _address(self, destination: Destination) -> str:
        """``type||id``, with the provider's id of a receptionist, or ``@key`` where it has none yet."""
        key = self.flow.receptionist_for(destination)
        if key is None:
            return str(destination)
        return f"{destination.type}||{self.ids.get(key, f'@{key}')}"


def _hours_of(groups: Sequence[TimeGroup]) -> tuple[WeeklyHours, ...] | None:
    """The hours of time groups together; None where one of them is not known, or there is none."""
    hours: list[WeeklyHours] = []
    for group in groups:
        if group.hours is None:
            return None
        hours += group.hours
    return tuple(hours) if groups else None


def _type_words(destination: Destination) -> str:
    kind = destination.canonical.type
    return {"time_condition": "time condition", "timegroup": "time group"}.get(kind, kind)


def unsent_text(notices: Sequence[Notice]) -> Iterator[str]:
    """Yield the lines of a section for a terminal, after an empty one; none where there are no notices."""
    if notices:
        yield from ("", f"{HEADING}:")
        yield from (f"{'  ' * (depth + 1)}{'' if depth else '· '}{line}" for depth, line in _notice_lines(notices))


def unsent_markdown(notices: Sequence[Notice]) -> Iterator[str]:
    """Yield the same in Markdown, as a list within a list."""
    if notices:
        yield from ("", f"**{escape_markdown(HEADING)}**", "")
        yield from (f"{'  ' * depth}- {escape_markdown(line)}" for depth, line in _notice_lines(notices))


def _notice_lines(notices: Sequence[Notice]) -> Iterator[tuple[int, str]]:
    """Yield the lines of notices, each with its depth: 0 for a headline, then 1, then 2."""
    for notice in notices:
        yield 0, visible(notice.headline)
        for line in notice.lines:
            yield (2 if line.startswith("  ") else 1), visible(line)
