"""Random schedules for a window of days."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from simulator.config.schedules import Holiday, Schedule, TimeRange, WeeklyHours
from tests.calendar.minute_clock import Window

BOUNDS = st.one_of(st.sampled_from([0, 1, 30, 60, 90, 120, 150, 540, 1050, 1380, 1410, 1439]), st.integers(0, 1439))
"""Minutes of the day: often those around which clocks change."""


@st.composite
def time_ranges(draw: DrawFn) -> TimeRange:
    """A range of at most a day; one in three passes midnight or ends there."""
    start, end = draw(BOUNDS), draw(st.one_of(BOUNDS, st.just(1440)))
    return TimeRange(start, end if end > start else end + 1440)


RANGES = st.lists(time_ranges().filter(lambda one: one.end - one.start <= 1440), min_size=1, max_size=3).map(tuple)


@st.composite
def schedules(draw: DrawFn, window: Window) -> Schedule:
    """Hours and holidays, most of which concern the window."""
    dates = [window.first + timedelta(days=offset) for offset in range(-2, window.days + 2)]
    hours = draw(
        st.lists(
            st.builds(
                WeeklyHours,
                st.frozensets(st.integers(0, 6), min_size=1),
                RANGES,
                st.one_of(st.none(), st.frozensets(st.sampled_from([day.day for day in dates]), min_size=1)),
                st.one_of(st.none(), st.frozensets(st.sampled_from([day.month for day in dates]), min_size=1)),
            ),
            max_size=3,
        )
    )
    holidays = draw(
        st.lists(
            st.builds(
                lambda first, length, ranges: Holiday(first, first + timedelta(days=length), "", ranges),
                st.sampled_from(dates),
                st.integers(0, 3),
                st.one_of(st.just(()), RANGES),
            ),
            max_size=4,
        )
    )
    return Schedule("office", tuple(hours), tuple(holidays))
