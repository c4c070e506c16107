"""The worlds of a period, and the times at which callers notice a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from simulator.config.flow import Flow
from simulator.config.schedules import Schedule, parse_hours
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers
from simulator.graph.review.change import difference_sentence, review_change
from simulator.graph.review.timed_worlds import TimeSpan, describe_times, list_timed_worlds
from tests.callers.world_flow import NUMBER, SWITCH, world_flow
from tests.graph.compare.worlds import rerouted
from tests.graph.small import changed, flow, menu

FLOW = rerouted(world_flow(), SWITCH, None)
EVE: TimeSpan = (datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 25, tzinfo=UTC))
LATER = replace(FLOW, schedules={**FLOW.schedules, "office": Schedule("office", (parse_hours("Mon-Fri 10:00-17:00"),))})


def told(old: Flow, new: Flow, period: TimeSpan = EVE) -> list[tuple[str, str]]:
    review = review_change(old.rung_at(NUMBER), new.rung_at(NUMBER), period=period)
    return [(difference_sentence(review, item), item.difference.script.at) for item in review.noticed]


def test_the_worlds_of_two_calendars_with_their_times() -> None:
    worlds = list_timed_worlds(FLOW, LATER, FixedPair(), EVE)
    assert [
        (world.pair.old["office"], world.pair.new["office"], [f"{start:%H}-{end:%H}" for start, end in world.spans])
        for world in worlds
    ] == [
        ("holiday", "closed", ["00-09", "17-00"]),
        ("open", "closed", ["09-10"]),
        ("open", "open", ["10-12"]),
        ("holiday", "open", ["12-17"]),
    ]


def test_what_is_fixed_and_what_is_a_switch_does_not_follow_the_calendar() -> None:
    fixed = FixedPair(SideAnswers({"office": "open"}), SideAnswers({"office": "open"}))
    worlds = list_timed_worlds(world_flow(), world_flow(), fixed, EVE)
    assert [(dict(world.switches.new), world.spans) for world in worlds] == [
        ({"night-mode": "open"}, [EVE]),
        ({"night-mode": "closed"}, [EVE]),
    ]


def test_a_difference_applies_exactly_from_boundary_to_boundary() -> None:
    assert told(FLOW, LATER) == [
        (
            "On Thu 24 Dec 2026 from 09:00 to 10:00, a caller who presses 1 (calling +441632960001) now reaches "
            "Night voicemail (before: reaches Booking desk)",
            "2026-12-24T09:00:00+00:00",
        ),
        (
            "On Thu 24 Dec 2026 from 12:00 to 17:00, a caller who presses 1 (calling +441632960001) now reaches "
            "Booking desk (before: reaches Night voicemail)",
            "2026-12-24T12:00:00+00:00",
        ),
    ]


def test_a_difference_at_any_time_of_the_period_says_no_times() -> None:
    later = (datetime(2026, 12, 24, 18, tzinfo=UTC), datetime(2026, 12, 24, 20, tzinfo=UTC))
    moved = changed(FLOW, "night", silence_destination_id="9")
    assert told(FLOW, moved, later) == [
        (
            "A caller who stays silent (calling +441632960001) now reaches extension||9 (before: reaches Reception)",
            "2026-12-24T18:00:00+00:00",
        )
    ]


def test_other_times_while_a_switch_is_closed() -> None:
    old, number = world_flow(), "+441632960002"
    new = changed(old, "main", entries=old.receptionists["night"].entries)
    review = review_change(old.rung_at(number), new.rung_at(number), period=EVE)
    assert [difference_sentence(review, item) for item in review.noticed] == [
        "On Thu 24 Dec 2026 from 09:00 to 12:00, while night-mode is open, a caller who presses 1 "
        "(calling +441632960002) now reaches Night voicemail (before: reaches Booking desk)"
    ]
    assert review.noticed[0].difference.script.given == {"night-mode": "open"}


def test_flows_without_schedules_have_no_times() -> None:
    old = flow(main=menu(k1="department||1"))
    review = review_change(old, changed(old, "main", silence_destination_id="7"), period=EVE)
    assert [difference_sentence(review, item) for item in review.noticed] == [
        "A caller who stays silent now reaches department||7 (before: reaches department||8)"
    ]


def test_times_in_words() -> None:
    days = [datetime(2026, 12, day, 18, tzinfo=UTC) for day in range(1, 6)]
    nights = [(day, day.replace(day=day.day + 1, hour=9)) for day in days]
    assert describe_times(nights[:1], "Europe/London") == "from Tue 1 Dec 2026 18:00 to Wed 2 Dec 2026 09:00"
    assert describe_times([(days[0], days[0].replace(hour=20))], "Asia/Kolkata") == (
        "from Tue 1 Dec 2026 23:30 to Wed 2 Dec 2026 01:30"
    )
    assert describe_times(nights, "Europe/London").endswith(
        "from Thu 3 Dec 2026 18:00 to Fri 4 Dec 2026 09:00 and at two more times"
    )
