"""What a silent caller goes through: the same as when one is played."""

from hypothesis import given

from simulator.callers.rehearsal import Rehearsal
from simulator.checks.silent_caller import listens_for, silent_end, silent_rounds
from simulator.config.flow import Flow
from simulator.core.effects import Enter, Round
from simulator.graph.reach.survey import Survey
from simulator.loader.flow_kinds import load
from simulator.testing.strategies import flows


def test_the_clinic_asks_three_times_and_listens_for_28_seconds() -> None:
    survey = Survey(load("flows/clinic"))
    assert [(one.wrong_keys, one.silences) for one in silent_rounds(survey, "main")] == [(0, 0), (0, 1), (0, 2)]
    assert listens_for(survey, "main") == 5000 + 2 * (3600 + 8200 + 5000)
    assert silent_rounds(Survey(load("flows/single")), "welcome") == []


@given(flows())
def test_a_silent_caller_who_is_played_hears_as_many_rounds_and_ends_there(flow: Flow) -> None:
    survey = Survey(flow)
    _, trace = Rehearsal(flow, limit=100).trace_call("")
    effects = [effect for turn in trace.turns for effect in turn.effects]
    last = silent_end(survey, flow.entry)
    if trace.kind == "endless":
        assert last is None
        return
    entered = [effect.receptionist for effect in effects if isinstance(effect, Enter)]
    rounds = sum(isinstance(effect, Round) for effect in effects)
    assert last is not None
    assert (last.exit.destination, last.key) == (trace.destination, entered[-1])
    assert rounds == sum(len(silent_rounds(survey, key)) for key in entered)
