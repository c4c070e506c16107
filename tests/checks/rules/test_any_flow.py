"""The rules of design and access bear any flow, and agree with callers who are played."""

from typing import NamedTuple

import pytest
from hypothesis import given

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import check_of, rule_codes
from simulator.checks.rule import RULESETS
from simulator.config.flow import Flow
from simulator.core.effects import Choice, Enter
from simulator.graph.reach.answered_exits import Exit
from simulator.loader.flow_kinds import load
from simulator.testing.strategies import flows
from tests.examples import few

MINE = [code for code in rule_codes() if code[:4] in ("IVR4", "IVR5")]


class Found(NamedTuple):
    """The part of a finding that is asked about here."""

    receptionist: str | None
    field: str


def found(code: str, flow: Flow) -> set[Found]:
    return {Found(one.receptionist, one.field) for one in check_of(code).find(CheckedFlow(flow))}


@pytest.mark.parametrize("name", ["clinic", "single", "council", "surgery"])
def test_the_shipped_flows_get_no_finding_but_for_a_fourth_level_and_a_night_without_persons(name: str) -> None:
    flow = load(f"flows/{name}")
    expected = {"council": {("IVR402", "heating"), ("IVR402", "evidence")}, "surgery": {("IVR404", "night")}}
    assert {(code, one.receptionist) for code in MINE for one in found(code, flow)} == expected.get(name, set())


@given(flows())
def test_no_flow_breaks_a_rule_and_every_message_is_one_line(flow: Flow) -> None:
    for ruleset in RULESETS.values():
        subject = CheckedFlow(flow, None, ruleset)
        for code in MINE:
            for one in check_of(code).find(subject):
                assert one.message.isprintable()
                assert one.code == code


def chooses(flow: Flow, menu: str, script: CallerScript) -> str | None:
    """What a caller chooses in the menu that they are put into, before they leave it."""
    _, trace = Rehearsal(flow.entered_at(menu), limit=100).trace_call(script)
    entered = 0
    for turn in trace.turns:
        for effect in turn.effects:
            if isinstance(effect, Choice):
                return effect.keys
            entered += isinstance(effect, Enter)
            if entered > 1:
                return None
    return None


def choices(subject: CheckedFlow, menu: str) -> list[Exit]:
    return [exit for exit in subject.survey.summary_of(menu).exits if exit.cause == "choice"]


@few(60)
@given(flows(most=2))
def test_a_relay_caller_who_is_played_chooses_nothing_where_ivr502_says_so(flow: Flow) -> None:
    subject = CheckedFlow(flow)
    for menu, item in subject.menus():
        codes = [exit.code for exit in choices(subject, menu) if len(exit.code) == 1]
        waits = range(max(item.silences_allowed or 0, 1) + 2)
        scripts = [
            CallerScript(steps=(*(ScriptStep(silence=True),) * n, ScriptStep(press=c, after=15)))
            for n in waits
            for c in codes
        ]
        if codes:
            chosen = {chooses(flow, menu, script) for script in scripts} & set(codes)
            assert (Found(menu, "timeout") in found("IVR502", flow)) == (not chosen)


@few(60)
@given(flows(most=2))
def test_a_slow_keypad_that_is_played_enters_no_code_that_ivr503_names(flow: Flow) -> None:
    subject = CheckedFlow(flow)
    for menu, item in subject.menus():
        # an extension that callers dial is no code of the menu: it has as many keys as it has
        codes = [exit.code for exit in choices(subject, menu) if len(exit.code) > 1 and exit.code in item.own_options]
        lost = [c for c in codes if chooses(flow, menu, CallerScript(steps=(ScriptStep(press=c, gap=4.0),))) != c]
        named = any(one.receptionist == menu for one in found("IVR503", flow))
        assert bool(lost) == named
