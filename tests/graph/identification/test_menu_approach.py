"""Which menu answers a test call, and when."""

from __future__ import annotations

from datetime import UTC, datetime

import simulator
from simulator.config.receptionist import Receptionist
from simulator.graph.identification.menu_approach import menu_approaches, ringing_times

SURGERY = simulator.load("example:surgery").rung_at("+441632960040")


def test_every_menu_that_answers_is_found_with_the_first_world_in_which_it_does() -> None:
    approaches = [*menu_approaches(SURGERY)]
    assert [(one.menu, dict(one.world.states), one.number) for one in approaches] == [
        ("main", {"office": "open"}, "+441632960040"),
        ("night", {"office": "closed"}, "+441632960040"),
    ]


def test_a_state_that_is_given_leaves_one_menu() -> None:
    (approach,) = menu_approaches(SURGERY, {"office": "holiday"})
    assert (approach.menu, len(approach.worlds)) == ("night", 3)


def test_the_times_at_which_a_menu_answers_are_those_of_its_world() -> None:
    approach = next(menu_approaches(SURGERY))
    day = datetime(2026, 12, 24, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
    assert [(start.isoformat(), end.isoformat()) for start, end in ringing_times(SURGERY, approach, *day)] == [
        ("2026-12-24T08:30:00+00:00", "2026-12-24T12:00:00+00:00"),
        ("2026-12-29T08:30:00+00:00", "2026-12-29T18:00:00+00:00"),
    ]


def test_a_flow_without_schedules_answers_at_any_time() -> None:
    clinic = simulator.load("example:clinic")
    approach = next(menu_approaches(clinic))
    assert [*ringing_times(clinic, approach, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))] == []


def test_announcements_are_gone_through_and_may_lead_to_no_menu() -> None:
    def announcement(onward: str) -> Receptionist:
        return Receptionist(
            name="A",
            destination_type="single",
            forward_destination_type="virtual_receptionist",
            forward_destination_id=onward,
        )

    main = simulator.load("example:clinic").receptionists["main"]
    through = simulator.Flow("a", {"a": announcement("b"), "b": announcement("main"), "main": main})
    round_and_round = simulator.Flow("a", {"a": announcement("b"), "b": announcement("a")})
    assert [one.menu for one in menu_approaches(through)] == ["main"]
    assert [*menu_approaches(round_and_round)] == []
    assert [*menu_approaches(simulator.load("example:single"))] == []
