"""Play callers through a flow: scripts in, records out. The machines are kept for the next caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.drivers import ROUNDS_MOST, Trace, converse
from simulator.callers.given_answers import GivenAnswer, parse_given
from simulator.callers.script_actor import ScriptedCaller
from simulator.callers.voicemail_returns import MachineKey, let_callers_stay, machine_key
from simulator.callers.world import CallWorld, WorldSettings
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.machine import CallMachine
from simulator.errors import ScriptError, UsageError
from simulator.loader.semantics_section import semantics_of

if TYPE_CHECKING:
    from simulator.calendar.moments import Moment

Script = str | Mapping[str, Any] | CallerScript


class RehearsedCall(NamedTuple):
    """A call that was played: the machine and its flow, the turns, and what it was made with.

    ``moment`` is when it was answered, None: nobody says. ``world`` is what its world was made of.
    """

    machine: CallMachine
    trace: Trace
    script: CallerScript
    moment: Moment | None
    world: WorldSettings

    @property
    def record(self) -> CallRecord:
        """The call as data."""
        script = self.script
        number = self.machine.flow.find_number(script.number) if script.number else ""
        return record_of(
            self.machine.flow, self.trace, name=script.name, at=script.at, number=number, given=script.given
        )


class PreparedCall(NamedTuple):
    """A caller who is about to call: the script with what holds for every caller, and where the call begins."""

    script: CallerScript
    semantics: Semantics
    moment: Moment | None
    world: WorldSettings
    start: str

    @property
    def machine_key(self) -> MachineKey:
        """Return all that the machine of the call depends on, apart from the flow."""
        return machine_key(self.semantics, self.world.given, self.start)


class Rehearsal:
    """A flow, ready for any number of callers.

    ``limit`` is the number of rounds after which a call is reported endless. ``at`` (a moment) and ``given`` (what
    the world answers) hold for every caller whose script says nothing else. ``make_machine`` gives the machine of a
    flow under other semantics, too.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        limit: int = ROUNDS_MOST,
        at: str = "",
        given: Mapping[str, Any] | None = None,
        make_machine: Callable[[Flow], CallMachine] = CallMachine,
    ) -> None:
        self.flow = flow
        self.limit = limit
        self.at = at
        self._make_machine = make_machine
        _parse_given(given or {})
        self.given = dict(given or {})
        self._machines: dict[MachineKey, CallMachine] = {}
        self._plain_world = WorldSettings(flow)

    def play(self, script: Script = "") -> CallRecord:
        """The record of one caller; ``""`` stays silent.

        Raises ``ScriptError`` for a script that cannot be read, ``UsageError`` for an entry, a number, a moment,
        a given answer or a semantics that there is not.
        """
        return self.play_call(script).record

    def play_call(self, script: Script = "") -> RehearsedCall:
        """One caller's call. Raises as ``play`` does."""
        prepared = self.prepare_call(caller(script))
        machine = self._machine_for(prepared)
        world = CallWorld(prepared.world)
        trace = converse(
            machine,
            ScriptedCaller(prepared.script.steps),
            start=prepared.start,
            limit=self.limit,
            world=world if self.flow.routes else None,
        )
        trace.assumed, trace.schedules = world.assumed, world.schedules
        return RehearsedCall(machine, trace, prepared.script, prepared.moment, prepared.world)

    def prepare_call(self, script: CallerScript) -> PreparedCall:
        """Return what a caller's call is made with. Raises ``UsageError`` as ``play`` does.

        Of several mistakes it names the first in the order of the fields of ``PreparedCall``.
        """
        complete = self._complete(script)
        label = complete.semantics
        semantics = self.flow.semantics if label is None else semantics_of(label, self.flow.profiles)
        moment = read_moment(self.flow, complete.at) if complete.at else None
        world = self._world_settings(complete, moment)
        return PreparedCall(complete, semantics, moment, world, self._start_of(complete))

    def trace_call(self, script: Script = "") -> tuple[CallMachine, Trace]:
        """One caller's turns, and the machine that they were taken in."""
        played = self.play_call(script)
        return played.machine, played.trace

    def _world_settings(self, script: CallerScript, moment: Moment | None) -> WorldSettings:
        if not script.at and not script.given:
            return self._plain_world
        instant = moment.instant if moment else None
        return WorldSettings(self.flow, instant, _parse_given(script.given), plays=True)

    def _complete(self, script: CallerScript) -> CallerScript:
        """The script with what holds for every caller, where it says nothing else."""
        changes: dict[str, Any] = {}
        if self.at and not script.at:
            changes["at"] = self.at
        if self.given:
            changes["given"] = self._merge_given(script.given)
        if self.flow.number and not script.number and not script.entry:
            changes["number"] = self.flow.number
        return script.model_copy(update=changes) if changes else script

    def _merge_given(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a script's answers, and the common ones for names to which it gives no answer itself."""
        if not given:
            return self.given
        own = self._settings_of(given)
        common = {
            name: answers
            for name, answers in self.given.items()
            if own.keys().isdisjoint(self._settings_of({name: answers}))
        }
        return {**common, **given}

    def _settings_of(self, given: Mapping[str, Any]) -> Mapping[str, tuple[GivenAnswer, ...]]:
        return WorldSettings(self.flow, given=_parse_given(given), plays=True).given

    def _start_of(self, script: CallerScript) -> str:
        if script.number:
            return self.flow.numbers[self.flow.find_number(script.number)]
        return self.flow.find_receptionist(script.entry) if script.entry else self.flow.entry

    def _machine_for(self, prepared: PreparedCall) -> CallMachine:
        key = prepared.machine_key
        machine = self._machines.get(key)
        if machine is None:
            machine = self._machines[key] = self._make_machine(key.flow_for(self.flow))
        return machine


def stay_after_voicemail(flow: Flow, given: Mapping[str, Any], *starts: str) -> tuple[Flow, Mapping[str, Any]]:
    """Return the flow of calls whose caller stays after the given voicemails, and the other answers.

    Calls begin at ``starts``; without any, at the flow's start.

    Raises ``UsageError`` as ``WorldSettings`` and ``let_callers_stay`` do.
    """
    staying = WorldSettings(flow, given=_parse_given(given), plays=True).staying
    others = {
        name: answer
        for name, answer in given.items()
        if not WorldSettings(flow, given=_parse_given({name: answer}), plays=True).staying
    }
    return let_callers_stay(flow, staying, *(starts or (flow.start,))), others


def _parse_given(given: Any) -> dict[str, tuple[GivenAnswer, ...]]:
    try:
        return parse_given(given)
    except ValueError as error:
        raise UsageError(f"given: {error}") from None


def read_moment(flow: Flow, text: str) -> Moment:
    """A moment, in the flow's zone where it names none. Raises ``ScriptError``."""
    from simulator.calendar.moments import parse_moment
    from simulator.calendar.zones import load_zone

    try:
        return parse_moment(text, load_zone(flow.timezone) if flow.timezone else None)
    except ValueError as error:
        raise ScriptError(f"at: {error}") from None


def play(
    flow: Flow,
    script: Script = "",
    *,
    entry: str | None = None,
    number: str | None = None,
    at: str = "",
    given: Mapping[str, Any] | None = None,
    semantics: str | Mapping[str, Any] | None = None,
    limit: int = ROUNDS_MOST,
) -> CallRecord:
    """Play one caller through a flow; what the script itself says of entry, number, moment and so on wins.

    Raises ``ScriptError`` for a script that cannot be read, ``UsageError`` for an entry, a number, a moment, an
    answer of the world or a semantics that there is not.
    """
    if entry is not None and number is not None:
        raise UsageError("entry and number both say where the call begins; use one of them")
    if entry is not None:
        flow = flow.entered_at(entry)
    if number is not None:
        flow = flow.rung_at(number)
    if semantics is not None:
        flow = flow.with_semantics(semantics_of(semantics, flow.profiles))
    return Rehearsal(flow, limit=limit, at=at, given=given).play(script)
