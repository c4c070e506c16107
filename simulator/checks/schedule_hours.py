"""The hours of a schedule as rules speak of them: by day or by night, whose lines stand where in flow.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.checks.branch_reach import has_nobody, has_person
from simulator.checks.checked_flow import CheckedFlow
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer, ScheduleRoute
from simulator.config.schedules import DAY_MINUTES, Schedule, TimeRange, WeeklyHours
from simulator.wire.decoding import Path

DAY_START, DAY_END = 7 * 60, 19 * 60
"""What counts as day, in minutes from midnight: the half of it in which offices are open."""


OFFICE_LEAST = 15 * 60
"""Minutes open in a week; one of fewer is of breaks or consulting hours, whose open branch may be a machine."""

NIGHT_WORDS = re.compile(
    r"night|evening|after|out.?of|closed|emergenc|on.?call|standby|weekend|nacht|abend|notdienst|bereitschaft"
    r"|nuit|soir|astreinte|\bgarde\b|urgence|noche|guardia|urgencia|noite|plant[aã]o|raat",
    re.IGNORECASE,
)
"""Words in the name of a schedule that is open when the office is not."""

PAUSE_WORDS = re.compile(
    r"lunch|break|meeting|training|holiday|mittag|pause|ferien|urlaub|midi|comida|almuerzo|almo[cç]o", re.IGNORECASE
)
"""Words in the name of a schedule that is open while nobody has time."""


class HoursLine(NamedTuple):
    """A line of a schedule's hours: its place in flow.yaml, the line in the file (0: not from a file), its hours."""

    path: Path
    line: int
    hours: WeeklyHours

    @property
    def name(self) -> str:
        """The line as its author wrote it, with its number where there is one."""
        return f'"{self.hours.written}"' + (f" (line {self.line})" if self.line else "")


def hours_lines(subject: CheckedFlow, schedule: Schedule) -> list[HoursLine]:
    """Return the lines of a schedule's hours, in their order."""
    document = subject.shelf.document if subject.shelf else None
    base: Path = ("schedules", schedule.key, "open")
    is_list = document is None or isinstance(document.at_path(base), list)
    paths = [(*base, index) if is_list else base for index in range(len(schedule.hours))]
    return [
        HoursLine(path, 0 if document is None else document.problem_at(path, "").line, hours)
        for path, hours in zip(paths, schedule.hours, strict=True)
    ]


def schedule_routes(flow: Flow, key: str) -> Iterator[ScheduleRoute]:
    """Yield the routes that ask one schedule."""
    for route in flow.routes.values():
        if isinstance(route, ScheduleRoute) and route.schedule == key:
            yield route


def timed_schedules(flow: Flow) -> Iterator[tuple[Schedule, set[ScheduleAnswer]]]:
    """Yield the schedules that go by the clock, each with the answers that it gives at some moment."""
    for schedule in flow.schedules.values():
        if not schedule.is_switch:
            from simulator.calendar.combinations import state_combinations  # zones are loaded where hours are asked

            combinations = state_combinations([schedule], flow.timezone or "UTC")
            yield schedule, {answer for (answer,) in combinations}


def is_open_by_day(schedule: Schedule) -> bool:
    """Return whether a schedule is open mostly by day; one without hours is not."""
    by_day = by_night = 0
    for line in schedule.hours:
        for span in line.ranges:
            minutes = day_minutes(span)
            by_day += minutes * len(line.days)
            by_night += (span.end - span.start - minutes) * len(line.days)
    return by_day > by_night


def is_office(schedule: Schedule) -> bool:
    """Return whether "open" means that an office is open: by day, for more than a break, and not named otherwise.

    Only the hours and the name are asked, not the branches, which may be exchanged.
    """
    minutes = sum((span.end - span.start) * len(line.days) for line in schedule.hours for span in line.ranges)
    is_plain = not NIGHT_WORDS.search(schedule.key) and not PAUSE_WORDS.search(schedule.key)
    return is_plain and minutes >= OFFICE_LEAST and is_open_by_day(schedule)


def day_minutes(span: TimeRange) -> int:
    """Return how many minutes of a range are by day."""
    return sum(
        max(0, min(span.end, DAY_END + shift) - max(span.start, DAY_START + shift)) for shift in (0, DAY_MINUTES)
    )


def attended_answer(flow: Flow, schedule: Schedule) -> ScheduleAnswer:
    """Return the answer that a schedule gives while people are there to take calls.

    That is "open" for office hours, and "closed" for a schedule of lunch breaks or of a night service. The branches
    decide, where only one of them leads to a person, otherwise the hours. A switch is in its place by day when open.
    """
    for route in schedule_routes(flow, schedule.key):
        if has_person(flow, route.open) and has_nobody(flow, route.closed):
            return "open"
        if has_person(flow, route.closed) and has_nobody(flow, route.open):
            return "closed"
    return "open" if schedule.is_switch or is_open_by_day(schedule) else "closed"


def list_days(days: Sequence[int], names: Sequence[str]) -> str:
    """Days of the week in words, three or more in a row as a range: ``Mon-Fri and Sun``."""
    from simulator.words.phrases import join_words

    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words: list[str] = []
    for run in runs:
        words += [f"{names[run[0]]}-{names[run[-1]]}"] if len(run) > 2 else [names[day] for day in run]
    return join_words(words)
