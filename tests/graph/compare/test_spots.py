"""What tells one difference from another."""

from __future__ import annotations

from simulator.graph.compare.abreast import Pair, Sides, Way
from simulator.graph.compare.acts import SILENCE, Act
from simulator.graph.compare.noticed import Cause, Ear, Sound
from simulator.graph.compare.side import Leg, Side
from simulator.graph.compare.spots import Spot, compared, decided, parting, where_of
from tests.graph.small import flow, menu

SIDE = Side(Ear(flow(main=menu(k1="department||1", k12="department||12"))))
LISTENS = SIDE.listen(SIDE.answer().position).position
MAIN = Pair(LISTENS, LISTENS)
WRONG, LAST, ONE, TWELVE = Cause("wrong"), Cause("last wrong"), Cause("choice", "1"), Cause("choice", "12")


def way(old: Leg, new: Leg) -> Way:
    return Way(Act("listening", "1", 2000), old, new)


def told(old: Leg, new: Leg) -> Spot | None:
    return compared(Sides(SIDE, SIDE), MAIN, way(old, new), "listening", templates=True)


def over(*sounds: tuple[str, int], elapsed: int = 0, ending: str = "hangup", notes: tuple[str, ...] = ()) -> Leg:
    return Leg(ending, tuple(Sound(*sound) for sound in sounds), elapsed, (), notes)


def test_a_place_is_the_receptionists_of_both_flows() -> None:
    assert [where_of(pair) for pair in (MAIN, Pair(LISTENS, "hangup"), Pair("", ""))] == [
        ("main", "main"),
        ("main", "main"),
        ("", ""),
    ]


def test_recordings_are_told_without_what_is_alike() -> None:
    old, new = over(("a", 1), ("b", 1), ("z", 1)), over(("a", 1), ("c", 1), ("d", 1), ("z", 1))
    assert told(old, new) == Spot("recording", ("main", "main"), (("b",), ("c", "d")))


def test_a_recording_of_another_length_and_a_longer_wait_are_a_matter_of_time() -> None:
    assert told(over(("a", 1)), over(("a", 2))) == Spot("time", ("main", "main"), ("a",))
    assert told(over(elapsed=1), over(elapsed=2)) == Spot("time", ("main", "main"), ("listening",))


def test_templates_and_nothing() -> None:
    assert told(over(), over(notes=("7",))) == Spot("template", ("main", "main"), ((), (), ("7",)))
    assert told(over(), over()) is None


def test_what_goes_on_in_one_flow_only_is_no_other_recording() -> None:
    on = Leg(LISTENS, (Sound("a", 1), Sound("more", 1)), 9)
    assert told(over(("a", 1)), on) is None


def test_flows_part_where_they_make_something_else_of_a_key() -> None:
    assert parting(MAIN, way(Leg(LISTENS, causes=(WRONG,)), Leg(LISTENS, causes=(WRONG,)))) is None
    assert parting(MAIN, way(Leg(LISTENS, causes=(WRONG,)), Leg(LISTENS, causes=(LAST,)))) == Spot(
        "destination", ("main", "main"), ((WRONG,), (LAST,))
    )
    as_choice = [
        parting(MAIN, way(Leg("hangup", causes=(ONE,)), Leg(LISTENS, causes=(cause,)))) for cause in (WRONG, LAST)
    ]
    assert as_choice[0] == as_choice[1]


def test_or_where_they_lead_elsewhere_or_only_one_of_them_hears() -> None:
    assert parting(MAIN, way(over(), over())) is None
    assert parting(MAIN, way(over(), over(ending="department||1"))) == Spot("destination", ("main", "main"), ((), ()))
    late = Way(SILENCE, Leg(LISTENS), Leg(LISTENS), "late")
    assert parting(MAIN, late) == Spot("destination", ("main", "main"), ("late",))


def test_each_code_behind_a_parting_first_key_is_a_spot_of_its_own() -> None:
    apart = Spot("destination", ("main", "main"), (("wrong",), ()))
    typing = SIDE.pressed(LISTENS)[0]
    assert typing is not None
    at = Pair(LISTENS, typing.position)
    assert decided(apart, at, way(Leg(LISTENS), Leg("hangup", causes=(TWELVE,)))).what == (("wrong",), (), (TWELVE,))
    assert decided(apart, at, way(Leg(LISTENS), Leg(LISTENS, causes=(WRONG,)))) == apart
    assert decided(apart, MAIN, way(Leg(LISTENS), Leg("hangup", causes=(TWELVE,)))) == apart


def test_a_choice_that_leads_elsewhere_is_one_spot_also_where_the_flows_came_apart_before() -> None:
    apart = Spot("destination", ("main", "main"), ("late",))
    moved = way(Leg("hangup", causes=(ONE,)), Leg("department||1", causes=(ONE,)))
    assert decided(apart, MAIN, moved) == parting(MAIN, moved)
    assert decided(apart, MAIN, way(moved.old, moved.old)) == apart
