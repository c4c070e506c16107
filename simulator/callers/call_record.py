"""The record of a call that programs read, as Python values and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from simulator.callers.drivers import Kind, Trace
from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer
from simulator.core.call import Turn
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Note, Play, Return, Ring, Round, Route
from simulator.core.events import Pressed
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a call.

    ``kind`` is routed, hung_up (by the menu), abandoned (by the caller) or endless;
    ``destination`` is ``type||id`` for the first two, None where a blank destination drops the call (hung_up);
    ``name`` is the catalogue's.
    """

    kind: Kind
    destination: str | None
    name: str | None

    def reaches(self, target: str) -> bool:
        """Return whether the call was sent to a destination, given by name or as ``type||id``.

        Types that mean the same, such as ringgroup and department, are alike.
        """
        if self.destination is None:
            return False
        return target == self.name or parse_address(target).canonical == parse_address(self.destination).canonical

    def as_json(self) -> dict[str, str | None]:
        """The outcome as JSON values."""
        return {"kind": self.kind, "destination": self.destination, "name": self.name}


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call. ``seconds`` run from the answer to the end.

    ``entry`` is the first receptionist that it came to, None where it came to none. ``at``, ``number`` and
    ``given`` are what the call was made with; ``assumed`` is what the world had to assume (``"office: open"``).
    In JSON these four are absent where they are empty.

    ``heard`` lists recordings by id in the order in which they started, ``keys`` every key pressed,
    lost ones included. ``estimated``: a recording that was heard has no known length.
    """

    name: str
    entry: str | None
    semantics: str | dict[str, Any]
    outcome: Outcome
    heard: list[str]
    keys: list[str]
    seconds: float
    estimated: bool
    turns: list[dict[str, Any]]
    at: str = ""
    number: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values, in the documented order."""
        world = {"at": self.at, "number": self.number, "given": self.given, "assumed": self.assumed}
        return {
            "name": self.name,
            "entry": self.entry,
            "semantics": self.semantics,
            **{name: value for name, value in world.items() if value},
            "outcome": self.outcome.as_json(),
            "heard": self.heard,
            "keys": self.keys,
            "seconds": self.seconds,
            "estimated": self.estimated,
            "turns": self.turns,
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text: compact, or indented; characters beyond ASCII are escaped."""
        separators = (",", ":") if indent is None else None
        import json  # a call that is printed as a transcript needs none

        return json.dumps(self.as_json(), indent=indent, separators=separators)


def record_of(
    flow: Flow,
    trace: Trace,
    *,
    name: str = "",
    at: str = "",
    number: str = "",
    given: Mapping[str, Any] | None = None,
) -> CallRecord:
    """The record of a call that has ended, named ``name``, and made with ``at``, ``number`` and ``given``."""
    assert trace.kind is not None, "only a call that has ended has a record"
    heard = [effect.recording for turn in trace.turns for effect in turn.effects if type(effect) is Play]
    return CallRecord(
        name=name,
        entry=trace.entry,
        semantics=flow.semantics.label,
        outcome=outcome_at(flow, trace.kind, trace.destination),
        heard=heard,
        keys=[turn.event.key for turn in trace.turns if type(turn.event) is Pressed],
        seconds=trace.milliseconds / 1000,
        estimated=any(flow.length_of(recording).estimated for recording in set(heard)),
        turns=[_turn_json(turn) for turn in trace.turns],
        at=at,
        number=number,
        given=dict(given or {}),
        assumed=assumed_words(trace.assumed),
    )


def outcome_at(flow: Flow, kind: Kind, destination: Destination | None) -> Outcome:
    """The end of a call at a destination (None: at none)."""
    if destination is None:
        return Outcome(kind, None, None)
    return Outcome(kind, str(destination), flow.destination_name(destination))


def assumed_words(assumed: Mapping[str, Answer]) -> list[str]:
    """Return the assumptions about the world as a record writes them: ``office: open``."""
    return [f"{question}: {answer_words(answer)}" for question, answer in assumed.items()]


def _turn_json(turn: Turn) -> dict[str, Any]:
    turn_json: dict[str, Any] = {"at": turn.at / 1000}
    if type(turn.event) is Pressed:
        turn_json["event"], turn_json["key"] = "pressed", turn.event.key
    else:
        turn_json["event"] = turn.event.trigger
    turn_json["place"] = turn.dest.name
    turn_json["effects"] = [effect_json(effect) for effect in turn.effects]
    return turn_json


def effect_json(effect: Effect) -> dict[str, Any]:
    """An effect as a record writes it."""
    match effect:
        case Play():
            return {"play": effect.recording, "seconds": effect.seconds}
        case Round(wrong_keys, silences):
            return {"round": {"wrong_keys": wrong_keys, "silences": silences}}
        case Choice(keys):
            return {"choice": keys}
        case Miss(cause, used, allowed):
            return {cause: used, "allowed": allowed}
        case Enter(receptionist):
            return {"enter": receptionist}
        case Return(receptionist):
            return {"return": receptionist}
        case Ring(destination):
            return {"ring": str(destination)}
        case Route(destination):
            return {"route": str(destination)}
        case Note(template_id):
            return {"note": template_id}
        case End(by, destination):
            return {"end": by} if destination is None else {"end": by, "destination": str(destination)}
