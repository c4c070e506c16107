"""How schedules stand over a span, as a page carries it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.calendar.schedule_clock import ScheduleClock
from simulator.calendar.zones import load_zone
from simulator.config.schedules import Schedule, parse_hours
from simulator.web.calendar_span import calendar_pages, repeated_signs
from tests.callers.world_flow import world_flow

TODAY = datetime(2026, 11, 30, tzinfo=UTC)


def test_the_span_is_this_year_and_the_next() -> None:
    pages = calendar_pages(world_flow(), TODAY)
    assert (pages.start, pages.until) == (datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    assert [(datetime.fromtimestamp(at, UTC).isoformat(), ahead) for at, ahead in pages.offsets] == [
        ("2026-01-01T00:00:00+00:00", 0),
        ("2026-03-29T01:00:00+00:00", 60),
        ("2026-10-25T01:00:00+00:00", 0),
        ("2027-03-28T01:00:00+00:00", 60),
        ("2027-10-31T01:00:00+00:00", 0),
    ]


def test_a_switch_has_no_hours_and_alike_weeks_have_few_steps() -> None:
    schedules = calendar_pages(world_flow(), TODAY).schedules
    assert schedules["night-mode"] == {}
    assert (schedules["office"]["first"], schedules["office"]["changes"][:2]) == (
        "closed",
        [("0", 1), ("1213121212", 12)],
    )
    assert len(schedules["office"]["steps"]) < 20


@settings(max_examples=20)
@given(minutes=st.integers(0, 2 * 365 * 24 * 60))
def test_the_changes_say_what_the_clock_says(minutes: int) -> None:
    flow = world_flow()
    pages, clock = calendar_pages(flow, TODAY), ScheduleClock(flow.schedules["office"], load_zone(flow.timezone))
    office = pages.schedules["office"]
    steps = [office["steps"][ord(sign) - 0x30] for signs, times in office["changes"] for sign in signs * times]
    times = accumulate(step // 3 for step in steps)
    states = [step % 3 for at, step in zip(times, steps, strict=True) if at <= minutes]
    state = ("open", "closed", "holiday")[states[-1]] if states else office["first"]
    assert state == clock.state_at(pages.start + timedelta(minutes=minutes))


def test_a_flow_without_a_zone_has_no_offsets() -> None:
    assert calendar_pages(replace(world_flow(), timezone="", schedules={}), TODAY).offsets == []


def test_schedules_that_change_all_the_time_make_the_span_shorter() -> None:
    busy = tuple(parse_hours(f"daily {hour:02}:00-{hour:02}:30") for hour in range(24))
    flow = replace(world_flow(), schedules={"office": Schedule("office", busy)})
    pages = calendar_pages(flow, TODAY)
    assert pages.start <= TODAY < TODAY + timedelta(days=7) <= pages.until
    assert sum(len(signs) * times for signs, times in pages.schedules["office"]["changes"]) < 20_000


@given(st.text("ab", max_size=200), st.integers(1, 30))
def test_repeated_signs_are_the_same_signs(signs: str, times: int) -> None:
    assert "".join(part * count for part, count in repeated_signs(signs * times)) == signs * times
