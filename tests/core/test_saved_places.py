"""Saved places are taken back where a call can have them, and refused elsewhere."""

import pytest

from simulator.core.blueprint import Blueprint
from simulator.core.places import Place
from simulator.core.saved_places import restore_place
from tests.core.test_blueprint import blueprint


@pytest.mark.parametrize(
    "coordinates",
    [{"phase": "prompt", "index": 2}, {"phase": "collecting", "keys": "99"}, {"phase": "prompt", "index": -1}],
)
def test_coordinates_that_no_call_can_have_are_refused(coordinates: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no prompt|lead nowhere"):
        restore_place(blueprint(), Place("m", **coordinates))  # type: ignore[arg-type]  # the point of the test


def test_what_no_call_can_have_is_refused_with_its_name_and_what_it_just_may_is_not() -> None:
    plan = blueprint(incorrect_count=1, timeout_retries=3)
    silent = blueprint(recording=0, invalid_recording=0)

    def outcome(plan: Blueprint, *coordinates: object) -> str:
        try:
            return restore_place(plan, Place(plan.key, *coordinates)).name  # type: ignore[arg-type]  # wrong on purpose
        except ValueError as refusal:
            return str(refusal)

    assert [
        outcome(plan, "forward"),
        outcome(plan, "listening", 4, 4),
        outcome(plan, "listening", 5, 0),
        outcome(plan, "listening", 0, 5),
        outcome(plan, "listening", -1, 0),
        outcome(plan, "prompt", 1, 0, "wrong", 1),
        outcome(plan, "prompt", 1, 0, "wrong", -1),
        outcome(silent, "listening", 1, 0, "wrong", 0),
        outcome(silent, "listening", 1, 0, "wrong", 1),
        outcome(plan, "collecting", 0, 0, "entry", 0, "77"),
    ] == [
        "no forward in m",
        "m/4,4/listening",
        "no 5 wrong keys and 0 silences in m",
        "no 0 wrong keys and 5 silences in m",
        "no -1 wrong keys and 0 silences in m",
        "no prompt 1 after wrong",
        "no prompt -1 after wrong",
        "m/1,0/listening",
        "no prompt 1 after wrong",
        "keys 77 lead nowhere",
    ]
