"""A stay in one receptionist, played on the machine event by event: slow, and it knows no rows."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import without_choices
from simulator.core.call import Call
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Play, Return, Ring, Route
from simulator.core.events import ANSWERED, EVENTS, Event
from simulator.core.machine import CallMachine


class PlayedStay(NamedTuple):
    """What a caller goes through who does one thing only, until the call leaves the receptionist.

    ``rounds`` are the recordings of each, from the mistake on that leads to it; ``listened`` the milliseconds from and
    to which it waited for a first key, ``met`` what the call meets when it leaves. ``length`` leaves out the pause of
    an announcement that answers the call.
    """

    rounds: tuple[tuple[str, ...], ...]
    final: str | None
    listened: tuple[tuple[int, int], ...]
    met: tuple[Effect, ...]
    length: RecordingLength


def play_stay(flow: Flow, key: str, pressed: str = "") -> PlayedStay:
    """Play a caller who comes to a receptionist first, and presses this key at the end of each wait for one."""
    call = Call(CallMachine(replace(flow, entry=key, number="", numbers={})))
    turn = call.receive_event(EVENTS[ANSWERED], 0)
    rounds: list[list[str]] = [[]] if flow.receptionists[key].is_menu else []
    listened: list[tuple[int, int]] = []
    final, estimated, pause = None, False, 0
    effects = turn.effects[1:]
    while turn.dest.phase != "exit_sound":
        for effect in _before_leaving(effects):
            match effect:
                case Miss(last=False) if listened:
                    rounds.append([])
                case Play(recording):
                    estimated |= flow.length_of(recording).estimated
                    if turn.dest.phase == "final":
                        final = recording
                    elif rounds:
                        rounds[-1].append(recording)
        if _before_leaving(effects) != effects or turn.dest.receptionist != key:
            break
        due = call.due
        assert due is not None, "something happens by itself"
        if turn.dest.phase == "answer_pause":
            pause = due.at - turn.at
        event = due.event
        if turn.dest.phase in ("listening", "repeat_wait"):
            listened.append((turn.at, due.at))
            event = EVENTS[pressed] if pressed and turn.dest.phase == "listening" else event
        turn = call.receive_event(event, due.at)
        effects = turn.effects
    met = effects[len(_before_leaving(effects)) :]
    length = RecordingLength(turn.at - pause, estimated)
    return PlayedStay(tuple(map(tuple, rounds)), final, tuple(listened), met, length)


def _before_leaving(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects that still belong to the receptionist."""
    for place, effect in enumerate(effects):
        if isinstance(effect, Enter | Return | Ring | Route | End):
            return effects[:place]
    return effects


def with_every_key_wrong(flow: Flow, key: str) -> Flow:
    """The flow whose callers can choose nothing in one of its menus."""
    item = flow.receptionists[key]
    return replace(flow, receptionists={**flow.receptionists, key: without_choices(item)}) if item.is_menu else flow


def typed_pause(flow: Flow, key: str, code: str) -> int | None:
    """Milliseconds from the last key of a code, typed in no time once a menu listens, to the choice that it makes.

    None: what is chosen leads elsewhere, comes before the last key, or is none.
    """
    options = flow.receptionists[key].options
    call = Call(CallMachine(replace(flow, entry=key, number="", numbers={})))
    turn = call.receive_event(EVENTS[ANSWERED], 0)
    while turn.dest.phase != "listening" and call.due is not None:
        turn = call.receive_event(call.due.event, call.due.at)
    typed_at, left = turn.at, list(code)
    while turn.dest.phase in ("listening", "collecting", "dead") and call.due is not None:
        in_time = call.due.at > typed_at
        if left and not in_time:
            return None
        turn = call.receive_event(EVENTS[left.pop(0)], typed_at) if left else call.receive_event(*_due_of(call))
        chosen = next((effect.keys for effect in turn.effects if isinstance(effect, Choice)), None)
        if chosen is not None:
            alike = options[chosen].destination == options[code].destination
            return turn.at - typed_at if alike and not left else None
        if any(isinstance(effect, Miss) for effect in turn.effects):
            return None
    return None  # the menu ends before it listens


def _due_of(call: Call) -> tuple[Event, int]:
    assert call.due is not None, "something happens by itself"
    return call.due.event, call.due.at
