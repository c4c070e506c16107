"""How several schedules stand over a span of time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from simulator.calendar.schedule_clock import ScheduleClock
from simulator.calendar.timeline import joint_spans
from simulator.calendar.zones import load_zone
from simulator.config.schedules import Holiday, Schedule, parse_hours

LONDON, MADRID = load_zone("Europe/London"), load_zone("Europe/Madrid")
OFFICE = Schedule("office", (parse_hours("Mon-Fri 09:00-17:00"),), (Holiday(date(2026, 12, 25), date(2026, 12, 25)),))


def told(clocks: list[ScheduleClock], start: datetime, until: datetime) -> list[tuple[str, str, tuple[str, ...]]]:
    spans = joint_spans(clocks, start, until)
    return [(f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}", span.states) for span in spans]


def test_the_states_of_two_schedules_from_boundary_to_boundary() -> None:
    night = Schedule("night", (parse_hours("daily 17:00-18:00"),))
    clocks = [ScheduleClock(OFFICE, LONDON), ScheduleClock(night, LONDON)]
    assert told(clocks, datetime(2026, 12, 24, 12, tzinfo=UTC), datetime(2026, 12, 25, 12, tzinfo=UTC)) == [
        ("24 12:00", "24 17:00", ("open", "closed")),
        ("24 17:00", "24 18:00", ("closed", "open")),
        ("24 18:00", "25 00:00", ("closed", "closed")),
        ("25 00:00", "25 12:00", ("holiday", "closed")),
    ]


def test_one_schedule_in_two_zones() -> None:
    clocks = [ScheduleClock(OFFICE, LONDON), ScheduleClock(OFFICE, MADRID)]
    assert told(clocks, datetime(2026, 12, 23, 7, tzinfo=UTC), datetime(2026, 12, 23, 17, tzinfo=UTC)) == [
        ("23 07:00", "23 08:00", ("closed", "closed")),
        ("23 08:00", "23 09:00", ("closed", "open")),
        ("23 09:00", "23 16:00", ("open", "open")),
        ("23 16:00", "23 17:00", ("open", "closed")),
    ]


def test_no_schedule_is_one_span() -> None:
    start, until = datetime(2026, 12, 23, tzinfo=UTC), datetime(2026, 12, 24, tzinfo=UTC)
    assert list(joint_spans([], start, until)) == [(start, until, ())]
    assert list(joint_spans([], start, start)) == []
