"""The rows that all menus of one kind share."""

from simulator.config.semantics import Semantics
from simulator.tables.menu_rows import LEAVES, MenuRows, MissSteps, Position, Step, read_menu_rows
from tests.graph.small_flows import PERSON, menu, single


def test_a_menu_with_a_greeting_alone_plays_it_again_after_every_miss() -> None:
    greets = Step(0, 0, True, True)
    listening = Position("listening", "entry", 0, -1, True, None)
    assert read_menu_rows(menu({"1": PERSON}, greeting="4"), Semantics()) == MenuRows(
        enters=greets,
        positions=(
            Position("prompt", "entry", 0, 0, True, Step(3)),
            Position("prompt", "wrong", 0, 0, True, Step(3)),
            Position("prompt", "silence", 0, 0, True, Step(3)),
            listening,
        ),
        listening=3,
        wrong=MissSteps((1, 0), again=Step(1, 0, True, True), last=Step(LEAVES)),
        silence=MissSteps((0, 1), again=Step(2, 0, True, True), last=Step(LEAVES)),
    )


def test_retry_and_final_recordings_are_positions_of_their_own() -> None:
    kind = read_menu_rows(
        menu({}, greeting="4", wrong_key_retry_recording="2", silence_final_recording="3"),
        Semantics(barge_in=False, counters="shared"),
    )
    assert [(p.phase, p.after, p.prompt, p.part, p.hears) for p in kind.positions] == [
        ("prompt", "entry", 0, 0, False),
        ("prompt", "wrong", 0, 1, False),
        ("prompt", "silence", 0, 0, False),
        ("final", "silence", 0, 4, False),
        ("listening", "entry", 0, -1, True),
        ("prompt", "wrong", 1, 0, False),
    ]
    assert kind.silence == MissSteps((1, 1), again=Step(2, 0, False, True), last=Step(3, 4))


def test_a_menu_that_plays_nothing_only_listens() -> None:
    kind = read_menu_rows(menu({"1": PERSON}), Semantics())
    assert (kind.enters, kind.positions) == (
        Step(0, begins=True),
        (Position("listening", "entry", 0, -1, True, None),),
    )


def test_an_announcement_has_one_position_which_forwards() -> None:
    forwards = Position("forward", "entry", 0, 0, False, Step(LEAVES))
    assert read_menu_rows(single(PERSON, greeting="4"), Semantics()) == MenuRows(
        Step(0, 0), (forwards,), -1, None, None
    )
    assert read_menu_rows(single(PERSON), Semantics()).enters == Step(0)
