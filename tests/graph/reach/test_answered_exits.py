"""Exits at whose end a telephone rings: the survey of a world finds what a plain walk over its places finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.core.call_plan import CallPlan
from simulator.core.effects import End, Route
from simulator.core.events import HUNG_UP
from simulator.graph.reach.answered_exits import RINGS_ON, UNANSWERED, Exit, exits_after_ringing, ring_circle
from simulator.graph.reach.loops import find_loops
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.worlds import flow_worlds
from simulator.testing.strategies import flows
from tests.callers.world_flow import DESK, RECEPTION, VOICEMAIL, world_flow


def answered(flow: Flow, destination: Destination) -> list[tuple[str, tuple[str, ...], int]]:
    """Where each answer leads, with the answers on the way and how long telephones rang."""
    exits = exits_after_ringing(flow, Exit("choice", "1", destination))
    return [(str(exit.destination), tuple(answer for _, answer in exit.rung), exit.delay) for exit in exits]


def test_each_answer_of_a_telephone_makes_an_exit() -> None:
    flow = world_flow(reception=PersonRoute(15_000))
    assert answered(flow, DESK) == [
        ("department||108000", ("picked_up",), 0),
        ("voicemail||9001", ("no_answer",), 20_000),
        ("extension||7", ("busy", "picked_up"), 0),
        ("hangup||unanswered", ("busy", "no_answer"), 15_000),
    ]
    assert answered(flow, VOICEMAIL) == [("voicemail||9001", (), 0)]


def test_an_answer_that_is_fixed_is_the_only_one() -> None:
    flow = world_flow(reception=PersonRoute(15_000, fixed="no_answer"))
    assert answered(flow, RECEPTION) == [("hangup||unanswered", ("no_answer",), 15_000)]


def test_telephones_that_lead_to_each_other_are_rung_once() -> None:
    flow = world_flow(reception=PersonRoute(1000, no_answer=DESK))
    assert [where for where, _, _ in answered(flow, RECEPTION)] == [
        *("extension||7", "department||108000", "voicemail||9001", "hangup||rings on"),
    ]


def test_a_circle_of_telephones_has_those_that_ring_again_and_no_other() -> None:
    flow = world_flow(reception=PersonRoute(1000, no_answer=DESK))
    flow = replace(flow, routes={**flow.routes, DESK: PersonRoute(2000, busy=DESK)})
    exits = list(exits_after_ringing(flow, Exit("choice", "1", RECEPTION)))
    circle = next(exit for exit in exits if exit.destination == RINGS_ON)
    assert circle.rung == ((RECEPTION, "no_answer"), (DESK, "busy"))
    assert ring_circle(flow, circle.rung) == ((DESK, "busy"),)


def ends_by_walking(flow: Flow) -> set[Destination]:
    """Every end that a plain walk over the places of a flow comes to."""
    plan = CallPlan(flow)
    ends: set[Destination] = set()
    for place in plan.reachable_places():
        for arc in plan.arcs_from(place):
            for effect in arc.effects if arc.trigger != HUNG_UP else ():
                match effect:
                    case Route(destination):
                        ends.add(destination.canonical)
                    case End("menu", Destination() as destination):
                        ends.add(destination.canonical)
                    case End("unanswered"):
                        ends.add(UNANSWERED)
    return ends


@given(flows(worlds=True, under=st.none().map(lambda _: world_flow().semantics)))
def test_the_ends_of_a_survey_are_those_of_a_plain_walk(flow: Flow) -> None:
    flow = replace(flow, number="", numbers={})
    for world in flow_worlds(flow):
        survey = Survey(world.flow)
        ends = survey.search_all(Measure.SHORTEST).ends
        circles = {end for end in ends if isinstance(world.flow.route_of(end), ScheduleRoute)}
        assert set(ends) - circles == ends_by_walking(world.flow)


@given(flows(worlds=True))
def test_the_caller_of_each_end_gets_there_with_the_answers_given(flow: Flow) -> None:
    flow = replace(flow, number="", numbers={})
    for world in flow_worlds(flow):
        survey = Survey(world.flow)
        for end, way in survey.search_all(Measure.SHORTEST, all_roots=False).ends.items():
            if isinstance(world.flow.route_of(end), ScheduleRoute):
                continue
            script = survey.script_of_trail(way.trail)
            in_world = script.model_copy(update={"given": {**world.given, **script.given}})
            outcome = Rehearsal(flow).play(in_world).outcome
            if end == UNANSWERED:
                assert (outcome.kind, outcome.destination) == ("hung_up", None)
            elif not end.is_blank:
                kind, _, id = (outcome.destination or "").partition("||")
                assert Destination(kind, id).canonical == end


@given(flows(worlds=True))
def test_the_caller_of_each_loop_never_gets_out(flow: Flow) -> None:
    flow = replace(flow, number="", numbers={})
    for world in flow_worlds(flow):
        for loop in find_loops(world.flow):
            if loop.kind == "mixed":  # its telephones may have to answer differently from round to round
                continue
            script = loop.caller
            in_world = script.model_copy(update={"given": {**world.given, **script.given}})
            assert Rehearsal(flow, limit=200).play(in_world).outcome.kind == "endless"
