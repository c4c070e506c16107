"""``--during``: a period by its days or its moments."""

from __future__ import annotations

from datetime import datetime

import pytest

from simulator.cli.period_flag import read_period
from simulator.config.flow import Flow
from simulator.errors import UsageError
from tests.callers.world_flow import world_flow

LONDON = world_flow()
PLAIN = Flow("main", {})


@pytest.mark.parametrize(
    ("text", "start", "until"),
    [
        ("2026-12-24/2026-12-24", "2026-12-24T00:00", "2026-12-25T00:00"),
        ("2026-06-01/2026-06-30", "2026-05-31T23:00", "2026-06-30T23:00"),
        ("2026-12-24T09:00 / 24 Dec 2026 18:00", "2026-12-24T09:00", "2026-12-24T18:00"),
    ],
)
def test_days_and_moments_in_the_zone_of_the_flow(text: str, start: str, until: str) -> None:
    assert read_period(text, LONDON) == tuple(datetime.fromisoformat(f"{bound}+00:00") for bound in (start, until))


def test_a_flow_without_a_zone_is_in_utc() -> None:
    assert read_period("2026-06-01/2026-06-01", PLAIN)[0] == datetime.fromisoformat("2026-06-01T00:00+00:00")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2026-12-24",
            "--during: '2026-12-24' is not a period; "
            "use 2026-12-21/2027-01-03 (the last day counts) or 2026-12-24T09:00/2026-12-24T18:00",
        ),
        ("2026-02-30/2026-03-01", "--during: '2026-02-30' is a date that does not exist"),
        ("9998-12-01/9999-01-01", "--during: '9999-01-01' lies too far away; use a year from 1000 to 9998"),
        (
            "2026-12-24T09:00/2026-12-24T09:00",
            "--during: '2026-12-24T09:00/2026-12-24T09:00' ends as it starts; "
            "use 2026-12-21/2027-01-03 (the last day counts) or 2026-12-24T09:00/2026-12-24T18:00",
        ),
        ("2026-12-25/2026-12-23", "--during: '2026-12-25/2026-12-23' ends before it starts; exchange the two"),
        ("2026-12-25/2026-12-24", "--during: '2026-12-25/2026-12-24' ends before it starts; exchange the two"),
        ("2026-01-01/2040-01-01", "--during: '2026-01-01/2040-01-01' is too long; use a period of at most 10 years"),
        (
            "soon/2026-12-24",
            "--during: 'soon' is not a moment; use 2026-12-25T21:00, 2026-12-25T21:00+00:00, 25 Dec 2026 21:00, "
            "now, today 9:00, tomorrow 20:00 or Sat 10:00",
        ),
    ],
)
def test_a_period_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read_period(text, LONDON)
    assert str(refusal.value) == message
