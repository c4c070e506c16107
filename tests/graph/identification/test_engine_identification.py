"""Engines found out: every reading of the clinic in at most two calls, also with the ways of collecting keys."""

from __future__ import annotations

import pytest

import simulator
from simulator.errors import UsageError
from simulator.graph.identification.call_probe import ELSEWHERE
from simulator.graph.identification.engine_identification import EngineIdentification, ReportedCall, named_profile
from simulator.graph.identification.synthetic_engine import SyntheticEngine
from simulator.graph.work_step import go_through
from simulator.loader.semantics_section import semantics_of


def identification(source: str, *, collect: bool = False) -> EngineIdentification:
    flow = simulator.load(source)
    found = EngineIdentification(flow.rung_at(next(iter(flow.numbers))), ["collect"] if collect else [])
    go_through(found.steps())
    return found


CLINIC = identification("example:clinic")


@pytest.mark.parametrize("source", ["example:clinic", pytest.param("example:probe", marks=pytest.mark.heavy)])
def test_48_of_48_readings_are_found_in_two_calls(source: str) -> None:
    found = identification(source, collect=True)
    results = []
    for reading in found.readings:
        engine, made = SyntheticEngine(found.calls.approach, reading), list[ReportedCall]()
        while (probe := found.next_probe(made)) is not None:
            made.append(engine.make_call(probe))
        results.append((found.result(found.remaining(made)) == named_profile(reading), len(made) <= 2))
    assert results == [(True, True)] * 48


def test_what_is_documented_is_not_asked() -> None:
    flow = simulator.load("example:clinic").in_dialect("ivr")
    found = EngineIdentification(flow)
    assert (len(found.readings), "final_on" in found.settings) == (8, False)


def test_an_answer_that_is_not_sure_rules_nothing_out_and_another_call_follows() -> None:
    first = CLINIC.next_probe([])
    assert first is not None
    made = [ReportedCall(first, {}, unsure=first.questions)]
    assert CLINIC.remaining(made) == CLINIC.every
    second = CLINIC.next_probe(made)
    assert second is not None
    assert (second.line != first.line, second.seconds < first.seconds) == (True, True)


def test_answers_that_fit_no_reading_are_told_next_to_what_the_closest_say() -> None:
    call = CLINIC.calls.probe("4 4 silence 3")
    answers = call.answers_under(0)
    ended = call.questions[-1]
    made = [ReportedCall(call, {**answers, ended: ELSEWHERE})]
    assert CLINIC.remaining(made) == frozenset()
    assert CLINIC.next_probe(made) is None
    (objection,) = CLINIC.objections(made)
    assert (objection.call, objection.question, objection.heard) == (1, ended, ELSEWHERE)
    assert [answer for answer, _ in objection.expected] == ["voicemail||9001"]


def test_an_engine_that_collects_keys_in_another_way_is_recognised_as_such() -> None:
    engine, made = SyntheticEngine(CLINIC.calls.approach, semantics_of("freepbx-terminated")), list[ReportedCall]()
    while (probe := CLINIC.next_probe(made)) is not None:
        made.append(engine.make_call(probe))
    pause = CLINIC.calls.probe("4 1")
    made.append(engine.make_call(pause))
    assert len(CLINIC.remaining(made)) == 1  # no question of these calls is about how keys are collected
    silent = ReportedCall(
        pause, {question._replace(kind="pause", subject="1"): 5.0 for question in pause.questions[:1]}
    )
    assert CLINIC.wider_fits([silent]) == 32


def test_a_profile_of_the_program_is_called_by_its_name() -> None:
    named = named_profile(semantics_of({"base": "freepbx", "replay_greeting": "always", "missing_final": "skipped"}))
    assert (named.label, named_profile(semantics_of({"counters": "shared"})).label) == (
        "acefone",
        {"base": "acefone", "counters": "shared"},
    )


def test_a_flow_without_a_menu_is_refused() -> None:
    with pytest.raises(UsageError, match="no caller of this flow reaches a menu"):
        go_through(EngineIdentification(simulator.load("example:single")).steps())
