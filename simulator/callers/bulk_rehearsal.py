"""Many callers through one flow, line by line: JSON of a caller in, JSON of the record out."""

from __future__ import annotations

from typing import Any, NamedTuple

from simulator.callers.act_schedule import ActSchedule, TimedStep, lower_step
from simulator.callers.call_record import Outcome
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.drivers import Trace
from simulator.callers.record_text import RecordWriter, UnnamedRecord
from simulator.callers.rehearsal import PreparedCall, Rehearsal
from simulator.callers.script_lines import PlainScript, ScriptLines
from simulator.callers.table_player import TableCall, TablePlayer, trace_of
from simulator.callers.voicemail_returns import MachineKey
from simulator.callers.world import CallWorld
from simulator.config.flow import Flow
from simulator.words.sanitizer import OutputText

KEPT_MOST = 8_000_000
"""Characters of records that are kept for callers who do the same; more begin anew."""

_STEP_SIZE, _ENTRY_SIZE = 8, 300
"""Bytes that a step takes in the key of a record that is kept, and the key in any case."""

_STARTS_MOST = 20_000
"""So many ways to write an entry are kept; a number can be written with any spaces."""

_PLAYERS_MOST = 8
"""So many semantics have players at a time; callers can say any seconds."""


class BulkRecord(NamedTuple):
    """The record of a call as one line of JSON, and how the call ended."""

    line: OutputText
    outcome: Outcome


class _Setting(NamedTuple):
    """All that a call is made with but the caller's name and steps."""

    prepared: PreparedCall
    player: TablePlayer
    writer: RecordWriter
    made_with: dict[str, Any]


class BulkRehearsal:
    """A flow, ready for very many callers; see ``Rehearsal`` for what they are made with."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        self._lines = ScriptLines()
        self._players: dict[MachineKey, tuple[TablePlayer, RecordWriter]] = {}
        self._plain: dict[str, _Setting] = {}
        self._kept: dict[tuple[str, tuple[int, ...]], UnnamedRecord] = {}
        self._kept_size = 0

    @property
    def flow(self) -> Flow:
        """The flow that is called."""
        return self.rehearsal.flow

    def play_line(self, line: str) -> BulkRecord:
        """The record of the caller of one line.

        Raises ``ScriptError`` for a line that is no caller, ``UsageError`` for an entry, a number, a moment, a given
        answer or a semantics that there is not.
        """
        plain = self._lines.read_plain(line)
        if plain is None:
            prepared = self.rehearsal.prepare_call(caller(line))
            steps = [lower_step(step) for step in prepared.script.steps]
            record = self._play_steps(self._setting_of(prepared), steps)
            return BulkRecord(record.as_line(prepared.script.name), record.outcome)
        kept = self._kept.get((plain.entry, plain.numbers))
        record = self._play_plain(plain) if kept is None else kept
        return BulkRecord(record.as_line(plain.name), record.outcome)

    def _play_plain(self, plain: PlainScript) -> UnnamedRecord:
        """Play a caller of the plain kind, and keep the record: callers who do the same have the same call."""
        setting = self._plain.get(plain.entry)
        if setting is None:
            if len(self._plain) >= _STARTS_MOST:
                self._plain.clear()
            setting = self._setting_of(self.rehearsal.prepare_call(CallerScript(entry=plain.entry)))
            self._plain[plain.entry] = setting
        record = self._play_steps(setting, plain.steps)
        size = len(record.text) + _STEP_SIZE * len(plain.numbers) + _ENTRY_SIZE
        self._kept_size += size
        if self._kept_size > KEPT_MOST:
            self._kept.clear()
            self._kept_size = size
        self._kept[plain.entry, plain.numbers] = record
        return record

    def play_call(self, script: CallerScript) -> Trace:
        """The trace of one caller's call, as ``Rehearsal.play_call`` has it. Raises as ``play_line`` does."""
        played, world = self._play_script(script)
        trace = trace_of(played)
        trace.assumed, trace.schedules = world.assumed, world.schedules
        return trace

    def play_moves(self, script: CallerScript) -> TableCall:
        """The same call as its moves, which are the same objects in every call. Raises as ``play_line`` does."""
        return self._play_script(script)[0]

    def _play_script(self, script: CallerScript) -> tuple[TableCall, CallWorld]:
        setting = self._setting_of(self.rehearsal.prepare_call(script))
        world = CallWorld(setting.prepared.world)
        steps = [lower_step(step) for step in setting.prepared.script.steps]
        played = setting.player.play_caller(
            ActSchedule(steps),
            setting.prepared.start,
            limit=self.rehearsal.limit,
            world=world if self.flow.routes else None,
        )
        return played, world

    def _play_steps(self, setting: _Setting, steps: list[TimedStep]) -> UnnamedRecord:
        world = CallWorld(setting.prepared.world) if self.flow.routes else None
        played = setting.player.play_caller(
            ActSchedule(steps), setting.prepared.start, limit=self.rehearsal.limit, world=world
        )
        return setting.writer.write_record(played, setting.made_with, world.assumed if world else {})

    def _setting_of(self, prepared: PreparedCall) -> _Setting:
        return _Setting(prepared, *self._player_for(prepared), self._made_with(prepared.script))

    def _made_with(self, script: CallerScript) -> dict[str, Any]:
        """What the record says of the circumstances of its call."""
        if not script.at and not script.number and not script.given:
            return {}
        number = self.flow.find_number(script.number) if script.number else ""
        return {"at": script.at, "number": number, "given": script.given}

    def _player_for(self, prepared: PreparedCall) -> tuple[TablePlayer, RecordWriter]:
        key = prepared.machine_key
        player = self._players.get(key)
        if player is None:
            if len(self._players) >= _PLAYERS_MOST:
                del self._players[next(iter(self._players))]
            flow = key.flow_for(self.flow)
            player = self._players[key] = TablePlayer(flow), RecordWriter(flow)
        return player
