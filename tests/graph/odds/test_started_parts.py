"""How often each recording of a receptionist starts."""

from simulator.callers.persona import Persona, RoundChances
from simulator.graph.odds.started_parts import started_parts
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from simulator.tables.menu_rows import PARTS
from tests.graph.small import flow, menu, single

NEVER_RIGHT = Persona("x", 1.0, (RoundChances(0.0, 0.5, 0.5, 0.0),))


def test_an_announcement_plays_its_recording_to_everybody() -> None:
    drawn = flow(desk=single("department||1", "hello"))
    assert started_parts(FlowTable(drawn).station_of("desk"), None) == {PARTS.index("greeting"): 1.0}


def test_a_menu_plays_its_greeting_and_its_final_recordings_in_the_end() -> None:
    drawn = flow(main=menu(k1="department||1", wrong_keys_allowed=0, silences_allowed=0))
    station = FlowTable(drawn).station_of("main")
    starts = started_parts(station, StayLibrary(drawn, NEVER_RIGHT).visit_of(station))
    assert {PARTS[part]: share for part, share in starts.items()} == {
        "greeting": 1.0,
        "wrong_key_final_recording": 0.5,
        "silence_final_recording": 0.5,
    }
