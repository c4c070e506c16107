"""Rehearse every call through a phone menu before it goes live.

A *flow* (receptionists that call each other, with their catalogue) is loaded, built into a machine
of places and moves, and played: a caller's script in, a record of the call out.

>>> import simulator
>>> flow = simulator.load("example:clinic")
>>> record = simulator.play(flow, "9 silence 1")
>>> record.outcome.name, record.heard[:2]
('Booking desk', ['19549', '244'])

The rooms of the house, from the ground up; nothing points up::

    errors     what can go wrong, and whose fault it is
    words      text made fit to leave the program: no value steers a terminal or a CI runner
    disk       files written whole or not at all
    config     what a receptionist is: data only
    wire       the provider's names, one codec per dialect and direction
    audio      how long a recording plays
    load       text -> flow; every problem with file:line:column
    core       the pure machine: no clock, no chance, no files
    callers    who calls, and when; the drivers, the record, the transcript
    graph      readers of the whole: the menu read back, compared, measured, covered
    checks     findings, and claims about every caller
    flowtests  tests as data: calls that people write, played and judged
    report     results laid out as text: the worst first, what many places share once
    remote     the provider: what is live, pulled into a flow, planned, pushed, taken back
    testing    for testers: hypothesis strategies, a pytest plugin
    tui        a person plays the caller at a terminal
    guide      Markdown pages that are too long for the README
    cli        arguments -> one call into a room -> print -> exit code

One key press: ``cli`` or ``tui`` or a script gives an *event*; ``callers.converse`` hands it to
``core.call.Call.receive``; ``core.machine`` walks one move of the *blueprint*; the answer is a
*turn* of *effects* (play this, enter that, route there), which the shells show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.callers.record import CallRecord, Outcome
    from simulator.callers.rehearsal import Rehearsal, play
    from simulator.callers.script import CallerScript, caller
    from simulator.config.flow import Flow
    from simulator.config.receptionist import Destination, Entry, Receptionist
    from simulator.config.semantics import Semantics
    from simulator.errors import FlowError, Problem, ScriptError, SimulatorError, UsageError
    from simulator.load import load

__version__ = "0.1.0"

_HOMES = {
    "CallRecord": "simulator.callers.record",
    "CallerScript": "simulator.callers.script",
    "Destination": "simulator.config.receptionist",
    "Entry": "simulator.config.receptionist",
    "Flow": "simulator.config.flow",
    "FlowError": "simulator.errors",
    "Outcome": "simulator.callers.record",
    "Problem": "simulator.errors",
    "Receptionist": "simulator.config.receptionist",
    "Rehearsal": "simulator.callers.rehearsal",
    "ScriptError": "simulator.errors",
    "Semantics": "simulator.config.semantics",
    "SimulatorError": "simulator.errors",
    "UsageError": "simulator.errors",
    "caller": "simulator.callers.script",
    "play": "simulator.callers.rehearsal",
}

__all__ = [
    "CallRecord",
    "CallerScript",
    "Destination",
    "Entry",
    "Flow",
    "FlowError",
    "Outcome",
    "Problem",
    "Receptionist",
    "Rehearsal",
    "ScriptError",
    "Semantics",
    "SimulatorError",
    "UsageError",
    "__version__",
    "caller",
    "load",
    "play",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``ivrsim --version`` imports nothing."""
    import importlib

    if name == "load":  # the room itself can be called: the function and the room share a name
        return importlib.import_module("simulator.load")
    if name not in _HOMES:
        raise AttributeError(f"module 'simulator' has no attribute {name!r}")
    found = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
