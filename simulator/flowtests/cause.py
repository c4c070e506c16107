"""The line of the flow's files that made a call go differently from what its test claims."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from simulator.callers.reasons import Reason, find_reasons
from simulator.callers.world_reasons import WorldCauses
from simulator.config.flow import FLOW_FILE, Flow
from simulator.core.call import Turn
from simulator.core.effects import End, Enter, Miss, Play, Ring, Route
from simulator.core.places import WORLD_PHASES
from simulator.flowtests.flow_test import CallVerdict, Failure
from simulator.flowtests.outcome_words import destination_words
from simulator.wire.vr import WRITE_NAMES

_FALL_BACK_WORDS = {
    "wrong_key_destination_id": "the last wrong key leads to",
    "silence_destination_id": "the last silence leads to",
    "forward_destination_id": "every call goes on to",
}


def describe_cause(verdict: CallVerdict) -> str:
    """Return the line that caused a failure, with its content: ``main.yaml:5, key 1 leads to extension||300``.

    Empty for a test that passed, and where only the caller is the cause. A flow that came from no file has no place.
    """
    reason = _find_cause(verdict, verdict.problem) if verdict.problem is not None else None
    if reason is None:
        return ""
    board = verdict.test.switchboard
    source = board.lines.get(reason.receptionist)
    place = f"{source.place(reason.field)}, " if source is not None else ""
    return place + _describe_reason(verdict.test.called_flow, reason)


def _find_cause(verdict: CallVerdict, failure: Failure) -> Reason | None:
    """The way out that the call took there, else the recording, else what counted or how long it waited."""
    # A wrong recording is due to what led to it (a key to the wrong menu); only where nothing led anywhere is
    # it due to the recording's own field. A missing one is due to the act before it, or to what came after.
    turns = verdict.trace.turns
    if not 0 <= failure.moment < len(turns):
        return None
    if failure.play >= 0:
        until_play = list(_until_play(verdict, failure))
        return next((reason for reason in reversed(until_play) if _leads_on(reason)), until_play[-1])
    stop = next((turn for turn in verdict.call.begun if turn > failure.moment), len(turns))
    moment = _moment_with_a_line(verdict, failure.moment)
    at_moment, *later = ([*_without_plays(verdict, turn)] for turn in turns[moment:stop])
    counts = [reason for reason in at_moment if type(reason.effect) is Miss]
    onward = filter(_leads_on, chain.from_iterable(later))
    return next(chain(filter(_leads_on, at_moment), reversed(counts), onward, reversed(at_moment), *later), None)


def _moment_with_a_line(verdict: CallVerdict, moment: int) -> int:
    """Return the turn to look at: before an answer that no line of a file is for, such as a call that is picked up."""
    turns = verdict.trace.turns
    while moment and turns[moment].source.phase in WORLD_PHASES and not _configured_line(verdict, turns[moment]):
        moment -= 1
    return moment


def _configured_line(verdict: CallVerdict, turn: Turn) -> list[Reason]:
    """The reasons of a turn that have a line; of an answer of the world, it is the line that leads on from it."""
    flow = verdict.test.called_flow
    settings = verdict.test.world.settings_in(flow)
    reasons = [reason for reason in find_reasons(flow, turn, settings) if reason.field]
    causes = WorldCauses(flow, settings)
    answer = causes.explain_answer(turn)
    if answer is None:
        return reasons
    rest = [reason for reason in reasons if reason.receptionist != FLOW_FILE]
    section, *_, trigger = causes.exit_field(turn)
    if section != "destinations" or "||" in str(trigger):  # somebody picks up, or it rings out
        return rest
    first = next(iter(turn.effects), None)
    return [Reason(answer.text, FLOW_FILE, causes.exit_field(turn), effect=first), *rest]


def _without_plays(verdict: CallVerdict, turn: Turn) -> Iterator[Reason]:
    """Return the reasons of a turn except those for its recordings: no recording causes another to be missing."""
    return (reason for reason in _configured_line(verdict, turn) if type(reason.effect) is not Play)


def _until_play(verdict: CallVerdict, failure: Failure) -> Iterator[Reason]:
    """The reasons for what happened in the turn of a recording that should not have started, up to it."""
    turns = verdict.trace.turns
    before = sum(type(effect) in (Play, Ring) for turn in turns[: failure.moment] for effect in turn.effects)
    turn = turns[failure.moment]
    wrong = [effect for effect in turn.effects if type(effect) in (Play, Ring)][failure.play - before]
    for reason in _configured_line(verdict, turn):
        if reason.effect is not None:
            yield reason
        if reason.effect is wrong:
            return


def _leads_on(reason: Reason) -> bool:
    return type(reason.effect) in (Enter, Ring, Route, End) or _is_answer(reason)


def _is_answer(reason: Reason) -> bool:
    """Return whether an answer of the world is the reason; its line is one of flow.yaml."""
    return reason.receptionist == FLOW_FILE


def _describe_reason(flow: Flow, reason: Reason) -> str:
    """Return what the line of a reason says."""
    if reason.receptionist == FLOW_FILE:  # what lies behind the menus has no option and no fall-back
        return reason.text
    receptionist, field = flow.receptionists[reason.receptionist], str(reason.field[0])
    match reason.effect:
        case Enter(key):
            return f"{_way_words(flow, reason)} {flow.receptionists[key].name}"
        case Ring(destination) | Route(destination) | End("menu", destination) if destination is not None:
            return f"{_way_words(flow, reason)} {destination_words(flow, destination)}"
        case Play(recording):
            return f"{WRITE_NAMES[field]} is {flow.recording_name(recording)}"
        case Miss() if field != "entries":
            return f"{WRITE_NAMES[field]} is {getattr(receptionist, field)}"
        case _:
            return reason.text


def _way_words(flow: Flow, reason: Reason) -> str:
    match reason.field:
        case ("entries", int(index), *_):
            option = (flow.receptionists[reason.receptionist].entries or ())[index].option
            return f"key {option} leads to" if len(option) == 1 else f"keys {option} lead to"
        case ("entries",):
            return "the extension that was dialled is"
        case (field, *_):
            return _FALL_BACK_WORDS[str(field)]
        case _:
            raise AssertionError("a way out is a field")
