"""The worked examples of the semantics, to the tenth of a second, and properties of every call."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Conversation, Trace, aconverse, converse
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.script_actor import ScriptedCaller, TimedAct
from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES
from simulator.core.call import Turn
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.testing.strategies import callers, flows
from simulator.wire import vr

MENU = {
    "name": "menu",
    "destination_type": "multiple",
    "recording": "g",
    "entries": [
        {"option": "1", "destination_type": "department", "destination_id": "sales"},
        {"option": "2", "destination_type": "department", "destination_id": "support"},
    ],
    "timeout": 1,
    "incorrect_count": 2,
    "timeout_retries": 2,
    "invalid_recording": "ir",
    "recording_invalid": "if",
    "timeout_retry_recording": "tr",
    "timeout_recording": "tf",
    "invalid_destination_type": "extension",
    "invalid_destination_id": "invalid",
    "timeout_destination_type": "extension",
    "timeout_destination_id": "timeout",
}
SECONDS = {"g": 1.0, "ir": 0.5, "tr": 0.5, "if": 0.5, "tf": 0.5}


def menu(profile: str = "freepbx", **changes: object) -> Flow:
    receptionist = Receptionist.model_validate(vr.decode_write({**MENU, **changes}).fields)
    lengths = {id: RecordingLength(round(seconds * 1000), estimated=False) for id, seconds in SECONDS.items()}
    return Flow(entry="m", receptionists={"m": receptionist}, lengths=lengths, semantics=PROFILES[profile])


def press(keys: str, cue: str, after: float) -> dict[str, object]:
    return {"press": keys, "cue": cue, "after": after}


def call(flow: Flow, *steps: dict[str, object]) -> tuple[str, str, float]:
    """What is heard, where the call goes, and when."""
    record = Rehearsal(flow).play({"steps": list(steps)})
    destination = record.outcome.destination or ""
    return " ".join(record.heard), destination.partition("||")[2], record.seconds


WRONG = press("9", "prompt", 0.3)
SILENT: dict[str, object] = {"silence": True}


def test_presses_1_a_moment_after_the_greeting_ended() -> None:
    assert call(menu(), press("1", "listening", 0.2)) == ("g", "sales", 1.2)


def test_presses_2_into_the_greeting() -> None:
    assert call(menu(), press("2", "prompt", 0.3)) == ("g", "support", 0.3)


def test_presses_9_three_times_into_the_prompt() -> None:
    assert call(menu(), WRONG, WRONG, WRONG) == ("g ir ir if", "invalid", 1.4)


def test_silent() -> None:
    assert call(menu()) == ("g tr tr tf", "timeout", 5.5)


def test_wrong_twice_then_silent_the_counters_do_not_reset_each_other() -> None:
    assert call(menu(), WRONG, WRONG) == ("g ir ir tr tr tf", "timeout", 0.3 + 0.3 + 1.5 + 1.5 + 1.5 + 0.5)


def test_silent_where_the_greeting_is_replayed() -> None:
    assert call(menu("acefone"))[:2] == ("g tr g tr g tf", "timeout")


def test_silent_without_a_retry_recording_the_greeting_is_always_replayed() -> None:
    assert call(menu(timeout_retry_recording=0))[:2] == ("g g g tf", "timeout")


def test_silent_under_the_literal_reading_the_second_silence_is_final() -> None:
    assert call(menu("acefone-uk-literal"))[:2] == ("g tr g tf", "timeout")


def test_at_the_same_instant_the_prompt_ends_first_and_then_the_key_counts() -> None:
    record = Rehearsal(menu()).play({"steps": [press("1", "prompt", 1.0)]})
    assert [(turn["at"], turn["event"]) for turn in record.turns] == [
        (0.0, "answered"),
        (1.0, "prompt_ended"),
        (1.0, "pressed"),
    ]


def test_at_the_same_instant_the_wait_ends_first_and_the_key_falls_into_the_next_round() -> None:
    assert call(menu(), press("1", "listening", 1.0)) == ("g tr", "sales", 2.0)


def test_keys_during_a_final_recording_are_lost_but_were_pressed() -> None:
    flow = menu(incorrect_count=0)
    record = Rehearsal(flow).play({"steps": [press("91", "prompt", 0.3)]})
    assert (record.heard, record.keys, record.outcome.destination) == (["g", "if"], ["9", "1"], "extension||invalid")


def test_a_menu_whose_silence_leads_to_itself_is_reported_endless_after_so_many_rounds() -> None:
    loop = menu(timeout_destination_type="ivr", timeout_destination_id="m", timeout_retries=0, timeout_recording=0)
    record = Rehearsal(loop, limit=3).play()
    assert (record.outcome.kind, record.outcome.destination) == ("endless", None)
    assert (record.heard, record.seconds) == (["g", "g", "g"], 6.0)


def test_receptionists_that_only_forward_in_a_circle_are_reported_endless_at_no_time_at_all() -> None:
    one = Receptionist(
        name="one", destination_type="single", forward_destination_type="ivr", forward_destination_id="two"
    )
    two = one.model_copy(update={"forward_destination_id": "one"})
    record = Rehearsal(Flow(entry="one", receptionists={"one": one, "two": two}), limit=10).play()
    assert (record.outcome.kind, record.seconds, record.heard) == ("endless", 0.0, [])


@given(st.data())
def test_total_every_call_ends_or_is_endless_and_its_times_never_run_back(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    _, trace = Rehearsal(flow, limit=50).trace_call(data.draw(callers(flow)))
    assert trace.kind in ("routed", "hung_up", "abandoned", "endless")
    times = [turn.at for turn in trace.turns]
    assert times == sorted(times)
    assert (trace.kind == "endless") == (trace.turns[-1].dest.phase != "ended")


@given(st.data())
def test_deterministic_the_same_caller_is_the_same_call(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    script = data.draw(callers(flow))
    again = Rehearsal(flow, limit=50)
    again.play("1 2 3")  # what other callers did before makes no difference
    assert Rehearsal(flow, limit=50).play(script) == again.play(script)


@given(st.data())
def test_ignored_keys_restart_nothing_a_call_without_them_is_the_same(data: st.DataObject) -> None:
    """Without barge-in, keys into the prompts change neither what is heard nor when."""
    flow = data.draw(flows(worlds=True))
    deaf = flow.with_semantics(flow.semantics.model_copy(update={"barge_in": False}))
    silent = Rehearsal(deaf, limit=20).play()
    key = data.draw(st.sampled_from("0123456789*#"))
    _, trace = Rehearsal(deaf, limit=20).trace_call({"steps": [{"press": key, "cue": "prompt", "after": 0.1}]})
    pressed = [turn for turn in trace.turns if turn.event.trigger == key]
    if pressed and pressed[0].source.phase == "prompt":
        assert (pressed[0].source, pressed[0].effects) == (pressed[0].dest, ())
        assert trace.milliseconds / 1000 == silent.seconds


class VirtualLine:
    """A scripted caller on a live line, in virtual time."""

    def __init__(self, script: CallerScript) -> None:
        self.caller = ScriptedCaller(script.steps)

    def hear(self, turn: Turn) -> None:
        self.caller.hear(turn)

    async def next_act(self, until: int) -> TimedAct | None:
        act = self.caller.next_act()
        return act if act is not None and act.at < until else None


@given(st.data())
def test_the_two_drivers_agree(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    script = data.draw(callers(flow))
    machine = CallMachine(flow)
    line = VirtualLine(script)
    conversation = Conversation(machine, limit=30)
    live: Trace = asyncio.run(aconverse(conversation, line, line.hear))
    assert live == converse(machine, ScriptedCaller(script.steps), limit=30)


class LateLine:
    """A live line on which one key arrives late: the clock already shows more than what was due."""

    def __init__(self, acts: list[TimedAct]) -> None:
        self.acts = acts

    async def next_act(self, until: int) -> TimedAct | None:
        return self.acts.pop(0) if self.acts else None


@pytest.mark.parametrize(("late", "heard"), [(900, "g"), (1000, "g"), (1900, "g"), (2000, "g tr"), (2700, "g tr")])
def test_a_key_that_arrives_late_counts_for_what_follows(late: int, heard: str) -> None:
    turns: list[Turn] = []
    conversation = Conversation(CallMachine(menu()))
    trace = asyncio.run(aconverse(conversation, LateLine([TimedAct(late, EVENTS["1"])]), turns.append))
    played = [effect.recording for turn in turns for effect in turn.effects if hasattr(effect, "recording")]
    assert (" ".join(played), str(trace.destination), trace.milliseconds) == (heard, "department||sales", late)
