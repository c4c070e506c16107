"""Play callers through a flow: scripts in, records out. The machines are kept for the next caller."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.drivers import ROUNDS_MOST, Trace, converse
from simulator.callers.script_actor import ScriptedCaller
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.machine import CallMachine
from simulator.loader.semantics_section import semantics_of

Script = str | Mapping[str, Any] | CallerScript


class Rehearsal:
    """A flow, ready for any number of callers.

    ``limit`` is the number of rounds after which a call is reported endless.
    """

    def __init__(self, flow: Flow, *, limit: int = ROUNDS_MOST) -> None:
        self.flow = flow
        self.limit = limit
        self._machines: dict[Semantics, CallMachine] = {}

    def play(self, script: Script = "") -> CallRecord:
        """The record of one caller; ``""`` stays silent.

        Raises ``ScriptError`` for a script that cannot be read, ``UsageError`` for an entry or a
        semantics that there is not.
        """
        caller_script = caller(script)
        machine, trace = self.trace_call(caller_script)
        return record_of(machine.flow, trace, name=caller_script.name)

    def trace_call(self, script: Script = "") -> tuple[CallMachine, Trace]:
        """One caller's turns, and the machine that they were taken in."""
        caller_script = caller(script)
        machine = self._machine_for(caller_script.semantics)
        entry = self.flow.find_receptionist(caller_script.entry) if caller_script.entry else self.flow.entry
        return machine, converse(machine, ScriptedCaller(caller_script.steps), entry=entry, limit=self.limit)

    def _machine_for(self, label: str | dict[str, Any] | None) -> CallMachine:
        semantics = self.flow.semantics if label is None else semantics_of(label)
        machine = self._machines.get(semantics)
        if machine is None:
            machine = self._machines[semantics] = CallMachine(self.flow.with_semantics(semantics))
        return machine


def play(
    flow: Flow,
    script: Script = "",
    *,
    entry: str | None = None,
    semantics: str | Mapping[str, Any] | None = None,
    limit: int = ROUNDS_MOST,
) -> CallRecord:
    """Play one caller through a flow; ``entry`` and ``semantics`` yield to the script's own.

    Raises ``ScriptError`` for a script that cannot be read, ``UsageError`` for an entry or a
    semantics that there is not.
    """
    if entry is not None:
        flow = flow.entered_at(entry)
    if semantics is not None:
        flow = flow.with_semantics(semantics_of(semantics))
    return Rehearsal(flow, limit=limit).play(script)
