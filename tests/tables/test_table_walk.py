"""Rows and the machine: a call is at the same place at the same time after every event."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.core.call import Call
from simulator.core.events import ALPHABET, EVENTS
from simulator.core.machine import CallMachine
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_walk import OVER, TableWalk
from simulator.testing.strategies import flows


@given(flows(worlds=True) | flows(worlds=True, returns=True), st.data())
def test_rows_and_machine_answer_every_event_alike(flow: Flow, data: st.DataObject) -> None:
    """After each of 40 events: what it caused, where the call is, and what happens next by itself."""
    machine, walk = CallMachine(flow), TableWalk(FlowTable(flow))
    start = data.draw(st.sampled_from([flow.start, *flow.receptionists, *flow.numbers.values()]))
    call, at = Call(machine, start), walk.ringing_place(start)
    for _ in range(40):
        assert walk.place_of(at) == call.place
        moves = {trigger: move for trigger in ALPHABET if (move := walk.move_from(at, trigger))}
        arcs = machine.plan.arcs_from(call.place)
        assert {arc.trigger: (arc.effects, arc.dest, arc.internal) for arc in arcs} == {
            trigger: (move.effects, walk.place_of(move.dest), move.internal) for trigger, move in moves.items()
        }
        assert walk.place_of(at).wait == call.place.wait  # which equality of places leaves out
        if at == OVER:
            return
        trigger = data.draw(st.sampled_from(sorted(moves)))
        call.receive_event(EVENTS[trigger], 0)
        at = moves[trigger].dest
