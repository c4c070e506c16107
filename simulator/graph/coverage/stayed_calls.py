"""Calls whose caller stays after a voicemail, as coverage counts them: in the menus of the flow itself.

Such a call is made in a flow that has announcements in place of the voicemail (``callers.voicemail_returns``). What
its caller does in the menus, and the way to the voicemail, is covered as by a caller who hangs up there; the message
and the way back are items of no flow, and count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.drivers import Trace
from simulator.callers.voicemail_recordings import VOICEMAIL, message_heard_at
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call import Turn
from simulator.core.effects import Effect, Enter, Play, Return, Route
from simulator.core.places import ENDED, Place


def comes_back(flow: Flow, trace: Trace) -> bool:
    """Return whether a call goes on after a voicemail, where ``flow`` is the flow of callers who hang up there."""
    return not all(_is_of(flow, turn.dest) for turn in trace.turns)


def without_stays(flow: Flow, trace: Trace) -> Trace:
    """Return a call with only what happens in ``flow``, where it is the flow of callers who hang up."""
    return Trace(trace.entry, [*_turns_in(flow, trace.turns)], trace.kind, trace.destination)


def _turns_in(flow: Flow, turns: list[Turn]) -> Iterator[Turn]:
    start = Place(flow.start, "ringing")
    for turn in turns:
        left, entered = _is_of(flow, turn.source), _is_of(flow, turn.dest)
        if left and entered:
            yield turn
        elif left:
            effects = (*_until_entry(turn.effects, turn.dest), Route(_voicemail_in(flow, turn)))
            yield Turn(turn.at, turn.event, turn.source, ENDED, effects, None)
        elif entered and turn.dest != ENDED:  # as at the beginning of a call: no way out of this flow led here
            effects = tuple(effect for effect in turn.effects if type(effect) is not Return)
            yield Turn(turn.at, turn.event, start, turn.dest, effects, turn.due)


def _is_of(flow: Flow, place: Place) -> bool:
    return place == ENDED or "||" in place.receptionist or place.receptionist in flow.receptionists


def _until_entry(effects: tuple[Effect, ...], dest: Place) -> tuple[Effect, ...]:
    return effects[: effects.index(Enter(dest.receptionist))]


def _voicemail_in(flow: Flow, turn: Turn) -> Destination:
    """Return the voicemail that a turn leads to, as the receptionist that it leaves writes it."""
    message = next(effect.recording for effect in turn.effects if isinstance(effect, Play))
    item = flow.receptionists.get(turn.source.receptionist)
    ways = (way.destination for way in item.ways()) if item is not None else ()
    told = (to for to in ways if message_heard_at(to) == message)
    return next(told, Destination(VOICEMAIL, message.rpartition("-")[2]))
