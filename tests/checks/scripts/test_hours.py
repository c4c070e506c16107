"""Opening hours, as told and as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.hours import clock, told_hours, written_hours
from simulator.checks.scripts.language import language

EN = language("en")


@pytest.mark.parametrize(
    ("script", "hours"),
    [
        ("We are open Monday to Friday, 9 am to 5 pm.", "Mon-Fri 9:00-17:00"),
        ("Our office hours are 9 to 5, Monday to Friday.", "Mon-Fri 9:00-17:00"),
        ("We are open weekdays from nine to five, and Saturdays 10 to 1.", "Mon-Fri 9:00-17:00; Sat 10:00-13:00"),
        ("We are open every day from 8.30 am to 6 pm.", "Mon-Sun 8:30-18:00"),
        ("We are open 24 hours a day. Your call is answered in 2 to 4 minutes.", ""),
    ],
)
def test_hours_are_read_as_told_and_as_written(script: str, hours: str) -> None:
    assert told_hours(script, EN) == written_hours(hours, EN)
    assert bool(told_hours(script, EN)) == bool(hours)


def test_a_time_is_shown_as_people_write_it() -> None:
    assert [clock(540), clock(1110)] == ["9:00", "18:30"]


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    for hours in (told_hours(text, EN), written_hours(text, EN)):
        assert all(0 <= opens < closes <= 1440 for opens, closes in hours.values())
