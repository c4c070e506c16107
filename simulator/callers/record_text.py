"""Records as JSON text, put together from what each move of a call always writes.

The same bytes as ``CallRecord.to_json`` with the escapes of ``words.markup.dump_json``. The text of a move is made
once and kept with it: making dicts of every turn, and JSON of the dicts, took most of the time of a call that is
played by rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring_ascii as quote_json
from typing import Any, NamedTuple

from simulator.callers.call_record import Outcome, assumed_words, effect_json, outcome_at
from simulator.callers.drivers import Kind
from simulator.callers.table_player import MoveText, PlayedMove, TableCall
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer
from simulator.core.effects import Effect, Play, Round
from simulator.core.events import KEYS
from simulator.words.markup import escape_json
from simulator.words.sanitizer import OutputText

_write_seconds = float.__repr__  # as json writes a float


class UnnamedRecord(NamedTuple):
    """A record without the name of its caller: the text after the name, and how the call ended."""

    text: OutputText
    outcome: Outcome

    def as_line(self, name: str) -> OutputText:
        """The record of a caller of that name."""
        return OutputText(f'{{"name":{escape_json(quote_json(name)) if name else _NO_NAME}{self.text}')


_NO_NAME = '""'


class RecordWriter:
    """Writes the records of one flow under its semantics."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._semantics = _dump(flow.semantics.label)
        self._ends: dict[tuple[Kind, Destination | None], tuple[Outcome, str]] = {}

    def write_record(
        self, played: TableCall, made_with: Mapping[str, Any], assumed: Mapping[str, Answer]
    ) -> UnnamedRecord:
        """The record of a call as one line, but for the caller's name.

        ``made_with`` are the ``at``, ``number`` and ``given`` of the caller, by these names; empty ones are left out.
        """
        texts = [move.text or self._write_move(move) for move in played.moves]
        turns = [f'{{"at":{_write_seconds(now / 1000)}{text[0]}' for now, text in zip(played.times, texts, strict=True)]
        if played.kind == "endless":
            texts[-1] = self._cut_off(played, turns)
        heard = ",".join([text[1] for text in texts if text[1]])
        keys = ",".join([text[2] for text in texts if text[2]])
        estimated = "true" if True in [text[3] for text in texts] else "false"
        world = _world_text(made_with, assumed) if made_with or assumed else ""
        outcome, end = self._end_of(played)
        text = escape_json(
            f',"entry":{quote_json(played.entry) if played.entry else "null"},'
            f'"semantics":{self._semantics},{world}"outcome":{end},"heard":[{heard}],'
            f'"keys":[{keys}],"seconds":{_write_seconds(played.times[-1] / 1000)},"estimated":{estimated},'
            f'"turns":[{",".join(turns)}]}}'
        )
        return UnnamedRecord(text, outcome)

    def _cut_off(self, played: TableCall, turns: list[str]) -> MoveText:
        """Leave out of the last turn what an endless call does not come to; the text of what is left of it."""
        move = played.moves[-1]
        kept = tuple(effect for effect in move.effects if not isinstance(effect, Round | Play))
        cut = self._move_text(move, kept)
        turns[-1] = f'{{"at":{_write_seconds(played.times[-1] / 1000)}{cut.turn}'
        return cut

    def _write_move(self, move: PlayedMove) -> MoveText:
        move.text = self._move_text(move, move.effects)
        return move.text

    def _move_text(self, move: PlayedMove, effects: tuple[Effect, ...]) -> MoveText:
        pressed = move.trigger in KEYS
        event = {"event": "pressed", "key": move.trigger} if pressed else {"event": move.trigger}
        turn = {**event, "place": move.dest.place.name, "effects": [effect_json(effect) for effect in effects]}
        recordings = [effect.recording for effect in effects if type(effect) is Play]
        return MoveText(
            f",{_dump(turn)[1:]}",
            ",".join(map(quote_json, recordings)),
            f'"{move.trigger}"' if pressed else "",
            any(self.flow.length_of(recording).estimated for recording in recordings),
        )

    def _end_of(self, played: TableCall) -> tuple[Outcome, str]:
        end = self._ends.get((played.kind, played.destination))
        if end is None:
            outcome = outcome_at(self.flow, played.kind, played.destination)
            end = self._ends[played.kind, played.destination] = outcome, _dump(outcome.as_json())
        return end


def _world_text(made_with: Mapping[str, Any], assumed: Mapping[str, Answer]) -> str:
    fields = {**made_with, "assumed": assumed_words(assumed)}
    return "".join(f'"{field}":{_dump(value)},' for field, value in fields.items() if value)


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
