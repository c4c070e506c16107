"""The first instant at which a clock shows a time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from simulator.calendar.wall_time import first_instant, gap_end, local_time, offsets_at


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/London", "2026-06-01T12:00", "2026-06-01T11:00"),
        ("Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59:59"),
        ("Europe/London", "2026-03-29T01:00", "2026-03-29T01:00"),  # skipped: 01:00 to 02:00
        ("Europe/London", "2026-03-29T01:59:59.999999", "2026-03-29T01:00"),
        ("Europe/London", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("Europe/London", "2026-10-25T01:00", "2026-10-25T00:00"),  # twice: 01:00 to 02:00
        ("Europe/London", "2026-10-25T01:59:59", "2026-10-25T00:59:59"),
        ("Europe/London", "2026-10-25T02:00", "2026-10-25T02:00"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
        ("Pacific/Apia", "2011-12-30T00:00", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-30T23:59", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00"),
        ("UTC", "9998-12-31T23:59", "9998-12-31T23:59"),
    ],
)
def test_a_wall_time_as_an_instant(zone: str, wall: str, instant: str) -> None:
    assert first_instant(datetime.fromisoformat(wall), ZoneInfo(zone)).isoformat() == (
        datetime.fromisoformat(instant).replace(tzinfo=UTC).isoformat()
    )


def test_gaps_and_folds_are_told_from_other_times() -> None:
    london = ZoneInfo("Europe/London")
    times = ["2026-03-29T00:30", "2026-03-29T01:30", "2026-10-25T01:30", "2026-10-25T02:30"]
    offsets = [offsets_at(datetime.fromisoformat(wall), london) for wall in times]
    assert [(one.skipped, one.shown_twice) for one in offsets] == [
        (False, False),
        (True, False),
        (False, True),
        (False, False),
    ]


def test_both_ends_of_a_gap_are_one_instant() -> None:
    london = ZoneInfo("Europe/London")
    end = gap_end(datetime.fromisoformat("2026-03-29T01:30:15.5"), london)
    assert end == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert local_time(end, london) == datetime.fromisoformat("2026-03-29T02:00")
