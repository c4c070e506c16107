"""One caller's way through one flow, act by act."""

from __future__ import annotations

from hypothesis import given

from simulator import Flow
from simulator.config.receptionist import Destination
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import ENDLESS, Cause, Ending, Sound
from simulator.graph.compare.walk_side import Position, Side, Stretch, endings_after, endings_from, phase_of
from simulator.graph.worlds import flow_worlds
from simulator.testing.strategies import flows
from tests.examples import few
from tests.graph.small import flow, menu, single

SIDE = Side(
    Observer(flow(main=menu(k1="department||1", k12="department||12", k3="ivr||bye"), bye=single("hangup||1", "bye")))
)
START = SIDE.answer_call().position
LISTENS = SIDE.hear_prompts_out(START).position


def told(leg: Stretch | None) -> tuple[str, list[str], int]:
    assert leg is not None
    over = leg.position if isinstance(leg.position, str) else phase_of(leg.position)
    return over, [sound.recording for sound in leg.sounds], leg.elapsed


def test_the_answer_leads_to_the_prompts_of_the_first_round() -> None:
    assert told(SIDE.answer_call()) == ("prompt", ["hello"], 0)
    assert told(SIDE.hear_prompts_out(START)) == ("listening", [], 1000)


def test_a_silent_round_leads_to_the_next() -> None:
    assert told(SIDE.stay_silent(START)) == ("prompt", ["there?"], 1000 + 2000)


def test_every_key_of_the_keypad() -> None:
    one, two, three, *others = SIDE.press_each_key(LISTENS)
    assert [told(leg) for leg in (one, two, three)] == [
        ("typing", [], 0),
        ("prompt", ["sorry"], 0),
        ("hangup", ["bye"], 800),
    ]
    assert set(others) == {two}


def test_after_the_first_key_of_a_code() -> None:
    one = SIDE.press_each_key(LISTENS)[0]
    assert one is not None
    assert told(SIDE.let_wait_lapse(one.position)) == ("department||1", [], 3000)
    assert told(SIDE.press_each_key(one.position)[1]) == ("department||12", [], 0)


def test_nothing_happens_once_the_call_is_over() -> None:
    over = [
        SIDE.hear_prompts_out("hangup"),
        SIDE.let_wait_lapse("hangup"),
        SIDE.stay_silent("hangup"),
        *SIDE.press_each_key("hangup"),
    ]
    assert set(over) == {Stretch("hangup")}
    assert (SIDE.wait_at("hangup"), phase_of("hangup")) == (0, "over")


def test_legs_add_up() -> None:
    first = Stretch("hangup", (Sound("a", 1),), 1, (Cause("wrong"),), ("7",))
    assert first.followed_by(first) == Stretch("hangup", (Sound("a", 1),) * 2, 2, (Cause("wrong"),) * 2, ("7", "7"))


def test_how_a_caller_ends_who_does_nothing_more() -> None:
    assert [SIDE.silent_ending(position) for position in (START, LISTENS, "hangup")] == ["department||8"] * 2 + [
        "hangup"
    ]


def test_who_is_sent_back_for_ever_never_gets_out() -> None:
    loop = Side(Observer(flow(main=menu(silent="ivr||main"))))
    assert loop.silent_ending(loop.answer_call().position) == "endless"
    rings = Side(Observer(flow(one=single("ivr||two", "hello"), two=single("ivr||one", "hello"))))
    assert rings.answer_call().position == "endless"


def test_the_endings_ahead() -> None:
    assert endings_from(SIDE.ear.flow, "main") == {
        "department||1",
        "department||12",
        "department||8",
        "department||9",
        "hangup",
    }
    assert SIDE.possible_endings(START) == endings_from(SIDE.ear.flow, "main")
    assert endings_after(SIDE.ear.flow, Destination("ivr", "bye")) == {"hangup"} == SIDE.possible_endings("hangup")
    assert endings_after(SIDE.ear.flow, Destination("voicemail", "1")) == {"voicemail||1"}


def plain_silent_ending(side: Side, position: Position) -> Ending:
    visited: set[Position] = set()
    while not isinstance(position, str):
        if position in visited:
            return ENDLESS
        visited.add(position)
        onset = side.ear.moves_from(position).auto
        position = onset.place or onset.ending or ENDLESS
    return position


@few(40)
@given(flows(most=3, worlds=True))
def test_a_silent_caller_ends_where_all_moves_of_each_place_say(small: Flow) -> None:
    for world in flow_worlds(small, {}):
        side = Side(Observer(world.flow))
        positions = [side.answer_call().position]
        positions += [leg.position for leg in side.press_each_key(positions[0]) if leg is not None]
        for position in positions:
            assert side.silent_ending(position) == plain_silent_ending(side, position)
        for item in world.flow.receptionists.values():
            for way in item.ways():
                arrived = side.run_onset(side.ear.arrive_at(way.destination)).position
                assert side.ending_after(way.destination) == plain_silent_ending(side, arrived)
