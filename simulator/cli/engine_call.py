"""``play --engine``: the same call on a real engine, shown as ``play`` shows a simulated one."""

from __future__ import annotations

import argparse

from simulator.callers.caller_script import CallerScript
from simulator.cli.play import judge_reached, print_call
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.core.machine import CallMachine
from simulator.engines.asterisk_install import find_asterisk
from simulator.engines.call_races import APART_MS, MARGIN_MS, play_for_races
from simulator.engines.flow_dialplans import RealEngine, menus_alone
from simulator.engines.settled_calls import EngineCase, ring_cases
from simulator.errors import EngineError, UsageError
from simulator.loader.semantics_section import semantics_of
from simulator.words.markup import dump_json
from simulator.words.sanitizer import escape_signs


def ring_engine(options: argparse.Namespace, flow: Flow, script: CallerScript) -> int:
    """Make one call, once; print it and return 1 where ``--reaches`` is not met."""
    _refuse_contradictions(options, script)
    install = find_asterisk(options.engine)
    if script.semantics is not None:
        flow = flow.with_semantics(semantics_of(script.semantics, flow.profiles))
    if script.number:
        flow = flow.rung_at(script.number)
        script = script.model_copy(update={"number": ""})
    if not script.entry:
        refuse_start(flow)
    if flow.routes:
        complain("note: a real engine is rung for the menus alone; the call ends where it leaves them")
    case = EngineCase(menus_alone(flow), script)
    if play_for_races(CallMachine(case.flow), script).is_race:
        complain(
            f"note: a key is within {MARGIN_MS / 1000:g} s of the end of a recording or a wait, or within "
            f"{APART_MS / 1000:g} s of another; a real engine may decide otherwise from call to call"
        )
    (call,) = ring_cases(RealEngine(install), [case], tries=1)
    if call.trouble and call.record.outcome.kind != "endless":
        raise EngineError(f"{install.version}: {call.trouble}")
    if options.format == "json":
        say(dump_json({**call.record.as_json(), "engine": install.version}, indent=2))
    else:
        name = escape_signs(flow.receptionists[call.case.entry].name)
        print_call(flow, call.trace, call.record, f"to {name} on {install.version}")
    return judge_reached(call.record, options.reaches)


def refuse_start(flow: Flow) -> None:
    """Raise ``UsageError`` for a flow that is rung on a number which leads past its menus."""
    if "||" in flow.start:
        raise UsageError(f"--engine: {flow.number} leads to {flow.describe_address(flow.start)}, not to a menu")


def _refuse_contradictions(options: argparse.Namespace, script: CallerScript) -> None:
    if options.callers is not None:
        raise UsageError("--engine makes one call, in real time; use --caller, or ivrsim agree for many")
    if options.at is not None or options.given or script.at or script.given:
        raise UsageError("--engine rings the menus alone, where no schedule is asked; leave out --at and --given")
