"""The ``transitions`` machine walks what the plan says, and nothing else."""

import subprocess
import sys

import pytest
from hypothesis import given

from simulator.config.flow import Flow
from simulator.core.call import Call
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.errors import EventRefused
from simulator.testing.strategies import flows


@given(flows(worlds=True))
def test_the_machine_and_the_plan_are_the_same_graph(flow: Flow) -> None:
    machine = CallMachine(flow)
    walked = {(move.leaves.place, move.trigger, move.effects, move.enters.place) for move in machine.all_moves()}
    planned = {
        (place, arc.trigger, arc.effects, arc.dest)
        for place in machine.plan.reachable_places()
        for arc in machine.plan.arcs_from(place)
    }
    assert walked == planned


@given(flows(worlds=True))
def test_there_is_one_move_for_an_event_at_a_place_and_none_asks_a_condition(flow: Flow) -> None:
    machine = CallMachine(flow)
    for place in machine.plan.reachable_places():
        moves = machine.moves_from(place)
        assert len({move.trigger for move in moves}) == len(moves)
        assert not [move for move in moves if move.conditions or move.before or move.after or move.prepare]


def test_a_refused_event_changes_nothing(clinic: Flow) -> None:
    call = Call(CallMachine(clinic))
    call.receive_event(EVENTS["answered"], 0)
    before = call.snapshot()
    with pytest.raises(EventRefused, match=r"^silence cannot happen at main/0,0/prompt/entry/0$"):
        call.receive_event(EVENTS["silence"], 100)
    assert call.snapshot() == before


def test_a_menu_of_ten_thousand_rounds_opens_only_what_a_call_touches(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"wrong_keys_allowed": 99, "silences_allowed": 99})
    machine = CallMachine(Flow(entry="main", receptionists={"main": main}))
    Call(machine).receive_event(EVENTS["answered"], 0)
    assert len(machine.states) < 20


def test_the_librarys_debug_log_stays_quiet_by_default() -> None:
    code = "import logging, simulator.core.machine; print(logging.getLogger('transitions').level == logging.WARNING)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "True\n"


def test_a_machine_owns_no_call(clinic: Flow) -> None:
    assert CallMachine(clinic).models == []
