from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.act_schedule import ActSchedule, lower_step
from simulator.callers.caller_script import caller
from simulator.callers.table_player import TablePlayer, trace_of
from simulator.config.flow import Flow
from simulator.core.effects import Play
from simulator.flowtests.step_sounds import sounds_by_step
from simulator.testing.strategies import callers, flows


def test_a_recording_is_heard_before_the_step_that_follows_it(clinic: Flow) -> None:
    steps = caller("9 silence 1").steps
    played = TablePlayer(clinic).play_caller(ActSchedule(list(map(lower_step, steps))), clinic.start)
    heard = [
        [sound.recording for sound in sounds if isinstance(sound, Play)] for sounds in sounds_by_step(played, steps)
    ]
    assert heard == [["19549"], ["244", "19549"], ["245", "19549"], []]


@given(st.data(), flows(most=2))
def test_the_sounds_of_a_call_are_those_of_its_trace(data: st.DataObject, some: Flow) -> None:
    steps = data.draw(callers(some)).steps
    played = TablePlayer(some).play_caller(ActSchedule(list(map(lower_step, steps))), some.start)
    if played.kind != "endless":  # its last turn is cut off in the trace alone
        assert sounds_by_step(played, steps) == sounds_by_step(trace_of(played), steps)
