"""The moment of a call and how the schedules stand at it, in words: what the screen shows above its hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.callers.world import schedule_name
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.tui.circumstances import Circumstances
from simulator.words.sanitizer import escape_signs

if TYPE_CHECKING:
    from datetime import tzinfo

    from simulator.calendar.moments import Moment
    from simulator.calendar.schedule_clock import ScheduleClock


class ScheduleStanding(NamedTuple):
    """The standing of a schedule: its name, its answer, and ``source``: given, assumed, or empty for the calendar."""

    name: str
    answer: str
    source: str

    def __str__(self) -> str:
        answer = "closed for a holiday" if self.answer == "holiday" else self.answer
        return f"{self.name} {answer}" + (f" ({self.source})" if self.source else "")


class ScheduleBoard:
    """The schedules of a flow; it has no clock of its own, and keeps what a screen needs ten times a second."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    @cached_property
    def zone(self) -> tzinfo:
        """The zone of the flow's schedules."""
        from simulator.calendar.zones import load_zone  # zoneinfo is loaded only for flows with schedules

        return load_zone(self.flow.timezone or "UTC")

    @cached_property
    def clocks(self) -> Mapping[str, ScheduleClock]:
        """The clock of each schedule that has hours."""
        from simulator.calendar.schedule_clock import ScheduleClock

        schedules = self.flow.schedules.items()
        return {key: ScheduleClock(schedule, self.zone) for key, schedule in schedules if not schedule.is_switch}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each schedule, as people know it."""
        return {key: escape_signs(schedule_name(self.flow, key)) for key in self.flow.schedules}

    def standings(self, circumstances: Circumstances, at_ms: int) -> list[ScheduleStanding]:
        """Return the standing of each schedule ``at_ms`` milliseconds into a call."""
        return [ScheduleStanding(self.names[key], *self._stand_of(key, circumstances, at_ms)) for key in self.names]

    def _stand_of(self, key: str, circumstances: Circumstances, at_ms: int) -> tuple[str, str]:
        given = circumstances.given.get(key)
        if given is not None:
            return given, "given"
        if circumstances.moment is None or key not in self.clocks:
            return "open", "assumed"
        return self.clocks[key].state_at(circumstances.moment + timedelta(milliseconds=at_ms)), ""

    def describe(self, circumstances: Circumstances, at_ms: int) -> str:
        """The moment, the schedules and what is given: ``Fri 25 Dec 2026 21:00, Christmas Day: Office hours open``."""
        standings = ", ".join([*map(str, self.standings(circumstances, at_ms)), *self._given_people(circumstances)])
        when = self.describe_moment(circumstances, at_ms)
        due = ", ".join(self._due_variants(circumstances))
        text = f"{when}: {standings}" if when else standings
        return f"{text}; due at this moment: variant {due} (--variant)" if due else text

    def _given_people(self, circumstances: Circumstances) -> Iterator[str]:
        """The telephones whose answers are given, so that nobody is asked who picks up."""
        for name, answer in circumstances.given.items():
            if name not in self.names:
                person = self.flow.destination_name(parse_address(name)) if "||" in name else None
                yield f"{escape_signs(person or name)} {answer} (given)"

    def _due_variants(self, circumstances: Circumstances) -> Iterator[str]:
        """The variants that are due and were not chosen: a moment never chooses one."""
        moment = circumstances.moment
        for name, variant in self.flow.variants.items():
            is_chosen = name == self.flow.variant
            if moment is not None and variant.since is not None and not is_chosen and variant.holds_at(moment):
                yield escape_signs(name)

    def describe_moment(self, circumstances: Circumstances, at_ms: int = 0) -> str:
        """The moment ``at_ms`` milliseconds into a call, to the minute, with the names of its holidays."""
        if circumstances.moment is None:
            return ""
        from simulator.calendar.moments import describe_moment

        moment = circumstances.moment + timedelta(milliseconds=at_ms)
        when = describe_moment(moment.replace(second=0, microsecond=0), self.zone)
        return ", ".join([when, *dict.fromkeys(self._holidays_at(moment))])

    def _holidays_at(self, moment: datetime) -> Iterator[str]:
        day = moment.astimezone(self.zone).date()
        for schedule in self.flow.schedules.values():
            holiday = schedule.holiday_on(day)
            if holiday is not None and holiday.name:
                yield escape_signs(holiday.name)

    def read_moment(self, text: str, now: datetime | None) -> Moment:
        """A moment that a person typed; words such as ``tomorrow 20:00`` count from ``now``. Raises ``UsageError``."""
        from simulator.calendar.moments import parse_moment

        try:
            return parse_moment(text, self.zone, now)
        except ValueError as error:
            raise UsageError(f"at: {error}") from None

    def write_moment(self, moment: datetime) -> str:
        """An instant as ``read_moment`` reads it again: in local time, with an offset only where that is ambiguous."""
        local = moment.astimezone(self.zone)
        text = local.replace(tzinfo=None).isoformat(timespec="auto" if local.second or local.microsecond else "minutes")
        return text if self.read_moment(text, None).instant == moment else local.isoformat()

    def next_changes(self, moment: datetime) -> Iterator[str]:
        """Yield the next moment at which each schedule changes, as ``read_moment`` reads it."""
        changes = (clock.next_change(moment) for clock in self.clocks.values())
        for change in sorted({change for change in changes if change is not None}):
            yield self.write_moment(change)
