"""Conditions that tell some combinations of schedule states from all others."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.routes import SCHEDULE_ANSWERS
from simulator.graph.state_conditions import States, cover_states

COMBINATIONS: list[States] = [dict(zip("abc", states, strict=True)) for states in product(SCHEDULE_ANSWERS, repeat=3)]


def office_and_lab(*pairs: tuple[str, str]) -> list[States]:
    return [states for states in COMBINATIONS if states["c"] == "open" and (states["a"], states["b"]) in pairs]


def test_what_is_said_is_no_more_than_what_tells_them_apart() -> None:
    compared = office_and_lab(("open", "open"), ("open", "closed"), ("closed", "closed"))
    assert cover_states(compared[:2], compared) == [{"a": {"open"}}]


def test_a_state_that_the_calendar_never_combines_with_the_rest_is_not_named() -> None:
    # b is closed while a has a holiday, so "a open or holiday, b open" would be as true as "a open, b open"
    compared = office_and_lab(("open", "open"), ("open", "closed"), ("closed", "open"), ("holiday", "closed"))
    assert cover_states(office_and_lab(("open", "open")), compared) == [{"a": {"open"}, "b": {"open"}}]


@given(st.sets(st.integers(0, 26), min_size=1), st.data())
def test_the_conditions_hold_in_exactly_these_combinations(places: set[int], data: st.DataObject) -> None:
    compared = [COMBINATIONS[place] for place in sorted(places)]
    inside = [states for states in compared if data.draw(st.booleans())]
    conditions = cover_states(inside, compared)
    held = [
        states
        for states in compared
        if any(all(states[key] in accepted for key, accepted in condition.items()) for condition in conditions)
    ]
    assert held == inside
