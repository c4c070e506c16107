import pytest

from simulator import UsageError
from simulator.callers.script_actor import TimedAct
from simulator.config.semantics import PROFILES
from simulator.core.events import EVENTS
from simulator.tui.tape import SessionCalls, Tape, known_name


def tape(*acts: tuple[int, str]) -> Tape:
    return Tape("main", PROFILES["acefone"], tuple(TimedAct(at, EVENTS[trigger]) for at, trigger in acts))


def triggers(acts: tuple[TimedAct, ...]) -> list[str]:
    return [act.event.trigger for act in acts]


def test_a_wait_of_no_time_is_undone_with_what_it_followed() -> None:
    wound = tape((0, "answered"), (100, "1"), (100, "prompt_ended"), (100, "silence")).wound_back()

    assert (triggers(wound.acts), triggers(wound.undone)) == (["answered"], ["1", "prompt_ended", "silence"])
    assert wound.wound_forth() == tape((0, "answered"), (100, "1"), (100, "prompt_ended"), (100, "silence"))


def test_the_answer_stays() -> None:
    assert tape((0, "answered")).wound_back() == tape((0, "answered"))
    assert tape().wound_back() == tape()


def test_another_thing_forgets_what_was_undone() -> None:
    wound = tape((0, "answered"), (100, "1"), (200, "2")).wound_back().wound_back()

    assert wound.followed_by(TimedAct(100, EVENTS["1"])).undone == (TimedAct(200, EVENTS["2"]),)
    assert wound.followed_by(TimedAct(100, EVENTS["3"])).undone == ()


def test_what_the_caller_did() -> None:
    made = tape((0, "answered"), (100, "1"), (200, "prompt_ended"), (300, "hung_up"))

    assert (made.keys, made.milliseconds) == ("1 hangup", 300)


def test_calls_are_numbered() -> None:
    calls = SessionCalls(tape())
    assert (calls.add_call(tape()), calls.add_call(tape(), "mine"), calls.add_call(tape())) == ("2", "mine", "4")


def test_a_name_that_is_not_known() -> None:
    assert known_name("a", ["a"], "call") == "a"
    with pytest.raises(UsageError, match=r"no call 'bokked'; did you mean booked\?"):
        known_name("bokked", ["booked"], "call")
