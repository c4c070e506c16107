"""What tells one difference from another."""

from __future__ import annotations

from simulator.graph.compare.caller_acts import SILENCE, CallerAct
from simulator.graph.compare.difference_key import (
    DifferenceKey,
    compare_round,
    find_parting,
    key_after_parting,
    receptionists_at,
)
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import Cause, Sound
from simulator.graph.compare.paired_acts import JointAct, PositionPair, Sides
from simulator.graph.compare.walk_side import Side, Stretch
from tests.graph.small import flow, menu

SIDE = Side(Observer(flow(main=menu(k1="department||1", k12="department||12"))))
LISTENS = SIDE.hear_prompts_out(SIDE.answer_call().position).position
MAIN = PositionPair(LISTENS, LISTENS)
WRONG, LAST, ONE, TWELVE = Cause("wrong"), Cause("last wrong"), Cause("choice", "1"), Cause("choice", "12")


def way(old: Stretch, new: Stretch) -> JointAct:
    return JointAct(CallerAct("listening", "1", 2000), old, new)


def told(old: Stretch, new: Stretch) -> DifferenceKey | None:
    return compare_round(Sides(SIDE, SIDE), MAIN, way(old, new), "listening", templates=True)


def over(*sounds: tuple[str, int], elapsed: int = 0, ending: str = "hangup", notes: tuple[str, ...] = ()) -> Stretch:
    return Stretch(ending, tuple(Sound(*sound) for sound in sounds), elapsed, (), notes)


def test_a_place_is_the_receptionists_of_both_flows() -> None:
    assert [receptionists_at(pair) for pair in (MAIN, PositionPair(LISTENS, "hangup"), PositionPair("", ""))] == [
        ("main", "main"),
        ("main", "main"),
        ("", ""),
    ]


def test_recordings_are_told_without_what_is_alike() -> None:
    old, new = over(("a", 1), ("b", 1), ("z", 1)), over(("a", 1), ("c", 1), ("d", 1), ("z", 1))
    assert told(old, new) == DifferenceKey("recording", ("main", "main"), (("b",), ("c", "d")))


def test_a_recording_of_another_length_and_a_longer_wait_are_a_matter_of_time() -> None:
    assert told(over(("a", 1)), over(("a", 2))) == DifferenceKey("time", ("main", "main"), ("a",))
    assert told(over(elapsed=1), over(elapsed=2)) == DifferenceKey("time", ("main", "main"), ("listening",))


def test_templates_and_nothing() -> None:
    assert told(over(), over(notes=("7",))) == DifferenceKey("template", ("main", "main"), ((), (), ("7",)))
    assert told(over(), over()) is None


def test_what_goes_on_in_one_flow_only_is_no_other_recording() -> None:
    on = Stretch(LISTENS, (Sound("a", 1), Sound("more", 1)), 9)
    assert told(over(("a", 1)), on) is None


def test_flows_part_where_they_make_something_else_of_a_key() -> None:
    assert find_parting(MAIN, way(Stretch(LISTENS, causes=(WRONG,)), Stretch(LISTENS, causes=(WRONG,)))) is None
    assert find_parting(
        MAIN, way(Stretch(LISTENS, causes=(WRONG,)), Stretch(LISTENS, causes=(LAST,)))
    ) == DifferenceKey("destination", ("main", "main"), ((WRONG,), (LAST,)))
    as_choice = [
        find_parting(MAIN, way(Stretch("hangup", causes=(ONE,)), Stretch(LISTENS, causes=(cause,))))
        for cause in (WRONG, LAST)
    ]
    assert as_choice[0] == as_choice[1]


def test_or_where_they_lead_elsewhere_or_only_one_of_them_hears() -> None:
    assert find_parting(MAIN, way(over(), over())) is None
    assert find_parting(MAIN, way(over(), over(ending="department||1"))) == DifferenceKey(
        "destination", ("main", "main"), ((), ())
    )
    late = JointAct(SILENCE, Stretch(LISTENS), Stretch(LISTENS), "late")
    assert find_parting(MAIN, late) == DifferenceKey("destination", ("main", "main"), ("late",))


def test_each_code_behind_a_parting_first_key_is_a_spot_of_its_own() -> None:
    apart = DifferenceKey("destination", ("main", "main"), (("wrong",), ()))
    typing = SIDE.press_each_key(LISTENS)[0]
    assert typing is not None
    at = PositionPair(LISTENS, typing.position)
    assert key_after_parting(apart, at, way(Stretch(LISTENS), Stretch("hangup", causes=(TWELVE,)))).what == (
        ("wrong",),
        (),
        (TWELVE,),
    )
    assert key_after_parting(apart, at, way(Stretch(LISTENS), Stretch(LISTENS, causes=(WRONG,)))) == apart
    assert key_after_parting(apart, MAIN, way(Stretch(LISTENS), Stretch("hangup", causes=(TWELVE,)))) == apart


def test_a_choice_that_leads_elsewhere_is_one_spot_also_where_the_flows_came_apart_before() -> None:
    apart = DifferenceKey("destination", ("main", "main"), ("late",))
    moved = way(Stretch("hangup", causes=(ONE,)), Stretch("department||1", causes=(ONE,)))
    assert key_after_parting(apart, MAIN, moved) == find_parting(MAIN, moved)
    assert key_after_parting(apart, MAIN, way(moved.old, moved.old)) == apart
