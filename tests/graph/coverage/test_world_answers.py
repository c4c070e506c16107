"""What callers are given, in the words of their scripts."""

from dataclasses import replace

from simulator.callers.caller_script import CallerScript
from simulator.config.flow import KnownDestination
from simulator.config.routes import PersonRoute
from simulator.graph.coverage.world_answers import (
    is_usual,
    name_answers,
    start_fields,
    start_of,
    stated_answers,
    stated_start,
    unusual_answers,
)
from tests.callers.world_flow import DESK, NUMBER, RECEPTION, world_flow


def test_a_call_begins_as_every_call_at_a_receptionist_or_on_a_number() -> None:
    flow = world_flow()
    assert [start_fields(flow, root) for root in ("main", "night", "time_condition||77")] == [
        {}, {"entry": "night"}, {"number": NUMBER},
    ]  # fmt: skip
    rung = flow.rung_at(NUMBER)
    assert [start_fields(rung, root) for root in ("main", "time_condition||77")] == [{"entry": "main"}, {}]
    scripts = [CallerScript(), CallerScript(entry="main"), CallerScript(number=NUMBER)]
    assert [stated_start(script) for script in scripts] == [{}, {"entry": "main"}, {"number": NUMBER}]
    assert [start_of(rung, stated_start(script)) for script in scripts] == [
        "time_condition||77", "main", "time_condition||77",
    ]  # fmt: skip


def test_answers_are_named_as_people_know_who_gave_them() -> None:
    flow = world_flow()
    answers = {"office": "closed", "department||108000": "no_answer"}
    assert name_answers(flow, answers.items()) == {"office": "closed", "Booking desk": "no answer"}  # type: ignore[arg-type]  # answers
    everyone = replace(flow, destinations={**flow.destinations, DESK: KnownDestination(name="everyone")})
    assert name_answers(everyone, [("department||108000", "busy")]) == {"department||108000": "busy"}
    nameless = replace(flow, destinations={**flow.destinations, DESK: KnownDestination()})
    assert name_answers(nameless, [("department||108000", "busy")]) == {"department||108000": "busy"}


def test_what_holds_anyway_is_not_given_but_a_test_states_its_schedules() -> None:
    flow = world_flow(reception=PersonRoute(nobody=True))
    assert [
        is_usual(flow, "office", "open"),
        is_usual(flow, "office", "holiday"),
        is_usual(flow, str(DESK), "picked_up"),
        is_usual(flow, str(RECEPTION), "no_answer"),
        is_usual(flow, str(RECEPTION), "picked_up"),
    ] == [True, False, True, True, False]
    assert unusual_answers(flow, [("office", "open"), (str(DESK), "busy")]) == {"Booking desk": "busy"}
    assert stated_answers(flow, {"office": "open", str(DESK): "picked_up", str(RECEPTION): "picked_up"}) == {
        "office": "open",
        "Reception": "picked up",
    }
