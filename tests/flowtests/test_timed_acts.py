"""A caller who acts out a test, against the scripted caller whose rules they share."""

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import converse
from simulator.callers.script_actor import ActingCaller
from simulator.core.machine import CallMachine
from simulator.flowtests.flow_test import Mark, ScriptedAct
from simulator.flowtests.timed_acts import lower_acts
from simulator.testing import strategies as ours

HERE = Mark((), 1, 1)


def step(act: ScriptedAct) -> ScriptStep:
    if act.kind == "silence":
        return ScriptStep(silence=True)
    cue = "prompt" if act.cue == "prompt" else "listening"
    if act.kind == "hangup":
        return ScriptStep(hangup=True, cue=cue, after=act.after / 1000)
    return ScriptStep(press=act.keys, cue=cue, after=act.after / 1000, gap=act.gap / 1000)


ACTS = st.lists(
    st.builds(
        ScriptedAct,
        mark=st.just(HERE),
        kind=st.sampled_from(["press", "press", "press", "silence", "hangup"]),
        keys=st.text("129*#", min_size=1, max_size=3),
        cue=st.sampled_from(["listening", "prompt"]),
        after=st.sampled_from([0, 300, 500, 4000, 20_000]),
        gap=st.sampled_from([0, 250, 3000]),
    ),
    max_size=6,
)


@given(flow=ours.flows(), acts=ACTS)
def test_it_does_what_a_scripted_caller_does(flow: Flow, acts: list[ScriptedAct]) -> None:
    script = CallerScript(steps=tuple(map(step, acts)))
    machine, scripted = Rehearsal(flow, limit=40).trace_call(script)
    caller = ActingCaller(lower_acts(acts))
    acted = converse(machine, caller, limit=40)
    assert acted.turns == scripted.turns
    assert caller.begun == sorted(set(caller.begun))
    assert len(caller.begun) <= len(acts)


def begun(flow: Flow, *acts: ScriptedAct) -> list[tuple[float, str]]:
    """When, and at which place, each act began."""
    caller = ActingCaller(lower_acts(acts))
    trace = converse(CallMachine(flow), caller)
    return [(trace.turns[number].at / 1000, trace.turns[number].source.phase) for number in caller.begun]


def test_each_act_begins_with_its_first_key_and_a_silence_with_its_end(clinic: Flow) -> None:
    acts = (ScriptedAct(HERE, "press", "99"), ScriptedAct(HERE, "silence"), ScriptedAct(HERE, "press", "1"))
    assert begun(clinic, *acts) == [(8.7, "listening"), (25.35, "listening"), (37.65, "listening")]


def test_keys_in_a_recording_wherever_it_plays_next(clinic: Flow) -> None:
    nine = ScriptedAct(HERE, "press", "9", "during", 1000, during="244")
    first = ScriptedAct(HERE, "press", "9")
    assert begun(clinic, first, nine, nine) == [(8.7, "listening"), (9.7, "prompt"), (10.7, "prompt")]


def test_keys_and_a_hang_up_in_a_recording_that_no_key_stops(clinic: Flow) -> None:
    silence = ScriptedAct(HERE, "silence")
    lost = ScriptedAct(HERE, "press", "1", "during", 1000, during="246")
    assert begun(clinic, silence, silence, silence, lost)[-1] == (47.8, "final")
    gone = ScriptedAct(HERE, "hangup", cue="during", after=1500, during="246")
    assert begun(clinic, silence, silence, silence, gone)[-1] == (48.3, "final")


def test_what_never_comes_about_does_not_begin(clinic: Flow) -> None:
    never = ScriptedAct(HERE, "press", "1", "during", 500, during="19550")
    assert begun(clinic, ScriptedAct(HERE, "press", "1"), never, ScriptedAct(HERE, "silence")) == [(8.7, "listening")]
