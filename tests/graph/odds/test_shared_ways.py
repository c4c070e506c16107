"""The ways out of menus that share a stay, which are those that each of them has alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.persona import Persona, RoundChances
from simulator.config.flow import Flow
from simulator.core.effects import End, Route
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.shared_ways import share_ways
from simulator.graph.odds.stay_library import StayLibrary
from simulator.tables.flow_table import FlowTable
from simulator.testing.strategies import flows
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu

PERSONA = Persona("x", 1.0, (RoundChances(0.5, 0.25, 0.125, 0.125),))

NamedWay = tuple[str | End | Route, float, float, float]


def ways_from(chain: CallChain, place: int) -> list[NamedWay]:
    """Every way out of a place, in its order, with the receptionist that it leads to, or the end."""
    stations = [station.key if station is not None else "" for station in chain.stations]
    ways: list[NamedWay] = [(stations[to], share, first, second) for to, share, first, second in chain.rows[place]]
    return ways + [(chain.ends[end], share, first, second) for end, share, first, second in chain.exits[place]]


@given(st.data())
def test_a_menu_among_others_has_the_ways_that_it_has_alone(data: st.DataObject) -> None:
    drawn: Flow = data.draw(flows(most=5, most_options=3))
    persona = data.draw(personas(drawn, hangs_up=True))
    table, library = FlowTable(drawn), StayLibrary(drawn, persona)
    assume(persona.cue == "prompt" or persona.reaction_ms < 1000)
    together = CallChain(table, library, drawn.start, {})
    for place, station in enumerate(together.stations):
        if station is not None and not together.stay_acts(place):
            alone = CallChain(table, StayLibrary(drawn, persona), station.key, {})
            assert ways_from(together, place) == ways_from(alone, 0)


def test_menus_of_one_stay_differ_by_their_choices_and_final_recordings() -> None:
    drawn = flow(
        main=menu(k1="ivr||more", k2="ivr||long"),
        more=menu(k3="department||1", k4="department||2", k5="department||3", k6="department||4"),
        long=menu(k1="department||1", k2="department||2", silence_final_recording="hello"),
    )
    table, library = FlowTable(drawn), StayLibrary(drawn, PERSONA)
    stations = [table.station_of(key) for key in drawn.receptionists]
    visits = [library.visit_of(station) for station in stations]
    assert len({id(visit.stay) for visit in visits}) == 1
    main, more, long = (
        share_ways(station, visit.stay, visit.typing)
        for station, visit in zip(stations, visits, strict=True)
        if visit.typing
    )
    assert [sum(share for share, _, _ in ways.choices) for ways in (main, more, long)] == [pytest.approx(0.71875)] * 3
    assert [len(ways.choices) for ways in (main, more, long)] == [2, 4, 2]
    assert (main.hang_ups, main.wrong, main.silence) == (more.hang_ups, more.wrong, more.silence)
    assert (main.wrong == long.wrong, main.choices == long.choices) == (True, True)
    assert main.silence is not None
    assert long.silence is not None
    later = main.silence[0] * (drawn.length_of("hello").milliseconds - drawn.length_of("bye").milliseconds)
    assert long.silence[1] == pytest.approx(main.silence[1] + later)


def test_where_nobody_chooses_errs_or_hangs_up_there_are_no_such_ways() -> None:
    drawn = flow(main=menu(k1="department||1"))
    station = FlowTable(drawn).station_of("main")
    ways = []
    for chances in (RoundChances(1, 0, 0, 0), RoundChances(0, 0, 1, 0)):
        visit = StayLibrary(drawn, Persona("x", 1.0, (chances,))).visit_of(station)
        assert visit.typing is not None
        ways.append(share_ways(station, visit.stay, visit.typing))
    right, silent = ways
    assert right.choices == ((1.0, 1500.0, 2_250_000.0),)
    assert (right.hang_ups, right.wrong, right.silence) == (None, None, None)
    assert (silent.choices, silent.hang_ups, silent.wrong) == ((), None, None)
    # greeting and wait, retry recording, greeting and wait, final recording
    assert silent.silence == (1.0, 7400.0, 7400.0**2)
