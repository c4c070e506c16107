"""The first tests of a new flow: one who presses the first key, one who stays silent."""

from __future__ import annotations

from dataclasses import replace

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import Trace
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.core.effects import Miss
from simulator.flowtests.calls_writer import SuiteText
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.world_answers import stated_start
from simulator.graph.suite.suite_call import SuiteCall

HEADING = (
    "The calls that this flow must get right, act by act.",
    "Run them:  ivrsim test",
    "Write more, or have them written:  ivrsim cover --missing-from main.calls.yaml",
)

SILENCES_MOST = 5
"""How many silent rounds are written one by one; a longer call is claimed by its end alone."""


def first_calls(flow: Flow) -> str:
    """The text of a ``*.calls.yaml`` for the flow's folder, whose tests pass."""
    flow = replace(flow, number="")  # the flow is loaded anew for the tests, and then no number is rung
    rehearsal = Rehearsal(flow)
    menu = flow.receptionists[flow.entry]
    scripts = [CallerScript()]
    if menu.is_menu and menu.entries:
        scripts.insert(0, CallerScript(steps=(ScriptStep(press=menu.entries[0].option),)))
    blocks = []
    for script in scripts:
        call = _play_call(flow, rehearsal, script)
        name = _call_name(flow, call.trace, script, alone=not menu.is_menu)
        blocks.append("\n".join(SuiteText(flow).call_lines(call, name)).strip("\n"))
    heading = "\n".join(f"# {line}" for line in HEADING)
    return f"{heading}\n\ntests:\n" + "\n\n".join(blocks) + "\n"


def _play_call(flow: Flow, rehearsal: Rehearsal, script: CallerScript) -> SuiteCall:
    trace = rehearsal.trace_call(script)[1]
    silences = sum(isinstance(effect, Miss) for turn in trace.turns for effect in turn.effects)
    if not script.steps and trace.kind != "endless" and silences <= SILENCES_MOST:
        script = CallerScript(
            steps=(ScriptStep(silence=True),) * silences
        )  # one step each, so that the test names the recording after each silence
    covered = CoverageItem(flow.entry, "recording", what="greeting")
    return SuiteCall(script.steps, stated_start(script), script.given, trace, first=(covered,))


def _call_name(flow: Flow, trace: Trace, script: CallerScript, *, alone: bool) -> str:
    keys = script.steps[0].press if script.steps else None
    who = f"a caller who presses {keys}" if keys else "every caller" if alone else "a caller who stays silent"
    match trace.kind:
        case "routed":
            assert trace.destination is not None, "a call that is routed goes somewhere"
            return f"{who} reaches {flow.destination_name(trace.destination) or trace.destination}"
        case "hung_up":
            return f"{who} is hung up on"
        case _:
            return f"{who} goes round and round"
