"""States of crowds: their chances, personas and situations, calls without an end, and queues."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import load
from simulator.callers.crowd_file import PeopleQueue
from simulator.callers.persona import Persona, RandomTime
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.errors import UsageError
from simulator.graph.crowds import crowd_rows
from simulator.graph.crowds.crowd_rows import CrowdRows, compile_crowd
from simulator.graph.odds.stay_library import LateReaction
from simulator.graph.odds.week_situations import moment_situation, week_situations
from simulator.testing.strategies import flows
from tests.graph.crowds.sampling import crowd
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu


def rows_of(drawn: Flow, *callers: Persona, week: bool = False) -> CrowdRows:
    settings = WorldSettings(drawn)
    return compile_crowd(drawn, callers, settings, (week_situations if week else moment_situation)(drawn, settings))


@given(st.data())
def test_the_chances_of_a_state_add_up_to_1(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=3, worlds=True))
    try:
        rows = rows_of(drawn, data.draw(personas(drawn)))
    except LateReaction:
        assume(False)
    for moves in rows.states:
        assert sum(move.chance for move in moves) == pytest.approx(1, abs=1e-9)
        assert all(0 <= ~move.to < len(rows.ends) if move.to < 0 else move.to < len(rows.states) for move in moves)


def test_personas_and_situations_are_drawn_first() -> None:
    surgery = load("example:surgery").rung_at("+441632960040")
    callers = [replace(crowd(), name=name, share=share) for name, share in (("a", 0.25), ("b", 0.75))]
    rows = rows_of(surgery, *callers, week=True)
    open_share = 45.5 / 168
    assert [move.chance for move in rows.states[0]] == pytest.approx(
        [share * part for share in (0.25, 0.75) for part in (1 - open_share, open_share)]
    )
    assert [move.to for move in rows.states[0]] == [start for ways in rows.starts for start in ways]
    assert ({*rows.asked}, {end.persona for end in rows.ends}) == ({"office"}, {0, 1})


def test_calls_that_cannot_end_are_endless() -> None:
    drawn = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop"))
    rows = rows_of(drawn, crowd((1, 0, 0, 0)))
    assert [(end.kind, end.destination) for end in rows.ends] == [
        ("routed", Destination("department", "1")),
        ("endless", None),
    ]
    assert {move.to for move in rows.states[1]} == {~0, ~1}


def test_queues_stop_calls_where_their_telephones_ring() -> None:
    surgery = load("example:surgery")
    settings = WorldSettings(surgery)
    queue = PeopleQueue(Destination("department", "108400"), 1, RandomTime(1), None, 20_000)
    rows = compile_crowd(surgery, [crowd()], settings, moment_situation(surgery, settings), [queue], meets=True)
    ((state, stop),) = rows.stops.items()
    assert (rows.states[state], stop.queue, sorted(stop.ways)) == ([], 0, ["busy", "no_answer", "picked_up"])
    assert [*rows.ends][-1].destination == Destination("department", "108400")


def test_too_many_states_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd_rows, "STATES_MOST", 5)
    with pytest.raises(UsageError, match="the calls have more than 5 states"):
        rows_of(flow(main=menu(k1="department||1")), crowd())
