"""What one caller can do at two positions at once."""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import PositionPair, Sides
from simulator.graph.compare.walk_side import Position, Side, phase_of
from tests.graph.small import changed, flow, menu

MAIN = flow(main=menu(k1="department||1", k12="department||2"))
NOT_HEARD = MAIN.with_semantics(MAIN.semantics.model_copy(update={"barge_in": False}))


def sides(old: Flow, new: Flow, *, early: bool = True) -> Sides:
    return Sides(Side(Observer(old)), Side(Observer(new)), early=early)


def told(both: Sides, at: PositionPair) -> list[tuple[str, str, str, str, str]]:
    """Act, key, tag, and where it leads in both."""
    found: list[tuple[str, str, str, str, str]] = []
    for act, old, new, tag, *_ in both.joint_acts(at):
        found.append((act.how if act else "", act.key if act else "", tag, _at(old.position), _at(new.position)))
    return found


def _at(position: Position) -> str:
    return position if isinstance(position, str) else phase_of(position)


def answer(both: Sides) -> PositionPair:
    return PositionPair(both.old.answer_call().position, both.new.answer_call().position)


def test_keys_early_and_when_the_menu_listens_and_silence() -> None:
    both = sides(MAIN, MAIN)
    assert told(both, answer(both)) == [
        ("prompt", "1", "", "typing", "typing"),
        ("prompt", "2", "", "prompt", "prompt"),
        ("listening", "1", "", "typing", "typing"),
        ("listening", "2", "", "prompt", "prompt"),
        ("silence", "", "", "prompt", "prompt"),
    ]


def test_without_early_keys() -> None:
    both = sides(MAIN, MAIN, early=False)
    assert [way[0] for way in told(both, answer(both))] == ["listening", "listening", "silence"]


def test_a_key_that_only_one_of_them_hears() -> None:
    both = sides(MAIN, NOT_HEARD)
    assert told(both, answer(both))[:2] == [
        ("prompt", "1", "early", "typing", "prompt"),
        ("prompt", "2", "early", "prompt", "prompt"),
    ]


def test_while_a_code_is_typed() -> None:
    both = sides(MAIN, MAIN)
    typing = both.old.press_each_key(both.old.hear_prompts_out(answer(both).old).position)[0]
    assert typing is not None
    assert told(both, PositionPair(typing.position, typing.position)) == [
        ("further", "1", "", "prompt", "prompt"),
        ("further", "2", "", "department||2", "department||2"),
        ("", "", "", "department||1", "department||1"),
    ]
    assert told(both, PositionPair(typing.position, "hangup"))[-1] == ("", "", "", "department||1", "hangup")


def test_a_key_when_one_of_them_has_given_up_waiting() -> None:
    both = sides(MAIN, changed(MAIN, "main", timeout_seconds=4.0))
    late = [way for way in both.joint_acts(answer(both)) if way.tag == "late"]
    assert [(way.act and way.act.key, way.act and way.act.within, way.before) for way in late] == [
        ("1", 2000, 1000 + 2000),
        ("2", 2000, 1000 + 2000),
    ]


def test_keys_that_bring_one_and_the_same_are_left_out_where_that_is_useless() -> None:
    side = Side(Observer(MAIN))
    both = Sides(side, side)
    at = PositionPair(side.answer_call().position, side.answer_call().position)
    acts = [(way.act.how, way.act.key) for way in both.joint_acts(at, lambda position: True) if way.act is not None]
    assert acts == [("silence", "")]
    apart = sides(MAIN, changed(MAIN, "main", wrong_keys_allowed=3))
    assert len([*apart.joint_acts(answer(apart), lambda position: True)]) == len(told(apart, answer(apart)))
