"""The live job: fresh calls to fresh flows under every setting, on a real Asterisk.

``IVRSIM_SEED`` draws the same flows and callers again. Calls that differ are shown as transcripts, made small.
"""

import os
import random

import pytest

from simulator.callers.caller_script import caller
from simulator.callers.transcript import write_transcript
from simulator.engines.agreement import ComparedCall, compare_cases
from simulator.engines.agreement_text import flow_files
from simulator.engines.caller_drawing import draw_callers
from simulator.engines.difference_shrinking import shrink_difference
from simulator.engines.settled_calls import EngineCase
from simulator.engines.transcript_pair import pair_transcripts
from tests.engines.engine_flows import SETTINGS, quick_flow, random_flow
from tests.engines.live_asterisk import erring_engine, live_engine

CALLS = 120
SECONDS_MOST = 16.0
SEED = int(os.environ.get("IVRSIM_SEED") or random.SystemRandom().randrange(2**32))


def fresh_cases() -> list[tuple[str, EngineCase]]:
    """As many callers for each setting, each setting with a flow of its own."""
    rng = random.Random(SEED)
    cases = []
    for number, (name, semantics) in enumerate(SETTINGS.items()):
        flow = random_flow(semantics, rng)
        count = CALLS * (number + 1) // len(SETTINGS) - CALLS * number // len(SETTINGS)
        drawn = draw_callers(flow, count, rng, seconds_most=SECONDS_MOST)
        cases += [(name, EngineCase(flow, script)) for script in drawn.callers]
    return cases


def describe(name: str, call: ComparedCall) -> str:
    """A difference, as one reads it in the log of CI."""
    case = call.measured.case
    lines = pair_transcripts(
        write_transcript(case.flow, call.played.trace),
        write_transcript(case.flow, call.measured.trace),
        ("play", "Asterisk"),
        apart_ms=250,
    )
    files = [f"--- {file}\n{text}" for file, text in flow_files(case.flow).items()]
    return "\n".join([f"{name}: {case.script.as_json()} {call.measured.trouble}", *lines, *files])


@pytest.mark.heavy
def test_fresh_calls_agree_under_every_setting() -> None:
    engine = live_engine()
    cases = fresh_cases()
    names = [name for name, _ in cases]
    agreement = compare_cases(engine, [case for _, case in cases])
    suspects = [(name, call) for name, call in zip(names, agreement.calls, strict=True) if not call.agrees]
    # Rules differ every time; a machine that stood still while it rang, with a hundred calls at once, does not.
    again = compare_cases(engine, [call.measured.case for _, call in suspects]).calls if suspects else ()
    differing = [(name, call) for (name, _), call in zip(suspects, again, strict=True) if not call.agrees]
    shown = [describe(name, shrink_difference(engine, call)) for name, call in differing[:2]]
    assert not differing, "\n\n".join([f"IVRSIM_SEED={SEED}: {len(differing)} of {len(cases)} calls differ", *shown])
    assert len(cases) >= CALLS - len(SETTINGS)


@pytest.mark.heavy
def test_a_mistake_in_a_dialplan_is_found_and_made_small() -> None:
    flow = quick_flow()
    scripts = [caller("early:1 early:2"), caller("1 2"), caller("early:1 silence")]
    # this engine takes no key while a recording plays
    agreement = compare_cases(erring_engine(barge_in=False), [EngineCase(flow, script) for script in scripts])
    assert [call.agrees for call in agreement.calls] == [False, True, False]
    smallest = shrink_difference(erring_engine(barge_in=False), agreement.differences[0])
    assert smallest.measured.case.script.as_line() in ("early:1", "early:2")
    (menu,) = smallest.measured.case.flow.receptionists.values()
    assert len(menu.entries or ()) <= 1
