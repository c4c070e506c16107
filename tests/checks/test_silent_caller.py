"""What a silent caller goes through: the same as when one is played."""

from dataclasses import replace

from hypothesis import given

from simulator.callers.rehearsal import Rehearsal
from simulator.checks.silent_caller import listens_for, silent_end, silent_rounds
from simulator.config.flow import Flow
from simulator.config.menu_engine import played_recordings
from simulator.config.routes import PersonRoute
from simulator.core.effects import Enter, Return
from simulator.graph.reach.departures import is_circle
from simulator.graph.reach.survey import Survey
from simulator.graph.worlds import flow_worlds
from simulator.loader.flow_kinds import load
from simulator.testing.strategies import flows
from tests.graph.played_stay import play_stay


def test_the_clinic_asks_three_times_and_listens_for_28_seconds() -> None:
    survey = Survey(load("flows/clinic"))
    assert [(one.wrong_keys, one.silences) for one in silent_rounds(survey, "main")] == [(0, 0), (0, 1), (0, 2)]
    assert listens_for(survey, "main") == 5000 + 2 * (3600 + 8200 + 5000)
    assert silent_rounds(Survey(load("flows/single")), "welcome") == []


@given(flows() | flows(most=3, returns=True))
def test_the_rounds_of_a_silent_caller_are_those_of_one_who_is_played(flow: Flow) -> None:
    survey = Survey(flow)
    for key, item in flow.receptionists.items():
        stay, rounds = play_stay(flow, key), silent_rounds(survey, key)
        if item.is_menu:
            heard = [tuple(played_recordings(item)[part] for part in round_.prompts) for round_ in rounds]
            assert heard == list(stay.rounds)
            assert listens_for(survey, key) == stay.listened[-1][1] - stay.listened[0][0]
        else:
            assert rounds == []


@given(flows() | flows(most=3, returns=True) | flows(most=3, worlds=True))
def test_a_silent_caller_who_is_played_ends_there(flow: Flow) -> None:
    """If schedules are open, and whoever is rung picks up."""
    world = flow_worlds(replace(flow, number="", numbers={}))[0]
    survey = Survey(world.flow)
    people = {str(at): "picked up" for at, route in world.flow.routes.items() if isinstance(route, PersonRoute)}
    for key in flow.receptionists:
        _, trace = Rehearsal(world.flow, limit=100, given=people).trace_call({"entry": key, "steps": []})
        last = silent_end(survey, key)
        if trace.kind == "endless":
            assert last is None or is_circle(world.flow, last.exit.destination)
            continue
        entered = [
            effect.receptionist for turn in trace.turns for effect in turn.effects if isinstance(effect, Enter | Return)
        ]
        assert last is not None
        menus = [name for name in entered if flow.receptionists[name].is_menu]
        assert (last.key, last.menu) == (entered[-1], menus[-1] if menus else None)
        if trace.destination is not None:
            assert last.exit.destination == trace.destination
