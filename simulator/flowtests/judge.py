"""The call against what is claimed of it: the first claim that does not hold.

Theory of operation. A test is a list of acts and claims in the order in which a caller lives through them. The
call has been made without a look at the claims, so its recordings have to be matched with them afterwards. The
cuts are the acts: ``begun`` holds the turn that each act began with, and a ``hears`` claims what started from the
act before it up to the act after it. For this call to the clinic::

    - hears: greeting       turn 0   greeting          stretch 0: before any act
    - presses: 9            turn 2   the 9 is pressed  (begun[0] == 2)
    - hears: sorry          turn 2   sorry             stretch 1: from turn 2 on, before turn 5
                            turn 3   greeting
    - presses: 1            turn 5   the 1 is pressed  (begun[1] == 5)
    - reaches: Reception    turn 5   Booking desk

stretch 0 holds. In stretch 1 ``[sorry]`` was claimed and ``[sorry, greeting]`` heard: that is the failure, at the
line of ``hears: sorry``, and the second recording is the one at fault. The wrong end is not reported: it usually
follows from the first difference, and one cause is enough to read.

Several ``hears`` of one stretch share its recordings in order: each takes as many as it claims, and the last one
everything that is left, so that a recording too many is never overlooked.

Order: the recordings of all stretches, then the end, then what is claimed of the whole call (``within``, ``never``,
``always``) as it is written. An act that never came about, because the call had ended or no round was left for it,
is a failure too, at the act's line; but a claim that fails says more, so claims come first. (A one-line caller may
have more acts than the call has rounds, as in ``play``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.callers.drivers import Trace
from simulator.callers.transcript import clock_text, seconds_text
from simulator.config.flow import Flow
from simulator.core.effects import Play
from simulator.flowtests import hints
from simulator.flowtests.flow_test import CallRule, EndClaim, Failure, FlowTest, HearsClaim, ScriptedAct, TimeLimit
from simulator.flowtests.outcome_words import act_text, destination_words, ending_words, recording_words, thing_text


class HeardRecording(NamedTuple):
    """A recording that started: in which turn, when (milliseconds), and which."""

    turn: int
    at: int
    recording: str


class ClaimStretch(NamedTuple):
    """The recordings heard from one act to the next, and what the steps there claim of them.

    ``first`` is the number of its first recording in the call; ``acts`` counts the acts before it.
    """

    heard: Sequence[HeardRecording]
    claims: Sequence[HearsClaim]
    first: int
    acts: int


def recordings_heard(trace: Trace) -> list[HeardRecording]:
    """Every recording that started, in order."""
    return [
        HeardRecording(number, turn.at, effect.recording)
        for number, turn in enumerate(trace.turns)
        for effect in turn.effects
        if type(effect) is Play
    ]


def split_stretches(test: FlowTest, heard: Sequence[HeardRecording], begun: Sequence[int]) -> Iterator[ClaimStretch]:
    """Yield the parts of a call between its acts, each with the claims that are written there."""
    acts = 0
    claims: dict[int, list[HearsClaim]] = {}
    for step in test.steps:
        if type(step) is ScriptedAct:
            acts += 1
        elif type(step) is HearsClaim:
            claims.setdefault(acts, []).append(step)
    for number, written in claims.items():
        if written[0].whole:
            yield ClaimStretch(heard, written, 0, number)
            continue
        # An act that never came about has nothing after it; what was heard belongs to the act that did come about.
        never = len(begun) < number
        start = begun[number - 1] if number and not never else 0
        stop = begun[number] if number < len(begun) else None
        first = sum(sound.turn < start for sound in heard)
        part = [] if never else [sound for sound in heard[first:] if stop is None or sound.turn < stop]
        yield ClaimStretch(part, written, first, number)


def judge_call(test: FlowTest, flow: Flow, trace: Trace, begun: Sequence[int]) -> Failure | None:
    """Return the first claim of a test that does not hold; None if all hold."""
    heard = recordings_heard(trace)
    for stretch in split_stretches(test, heard, begun):
        if [sound.recording for sound in stretch.heard] != [id for claim in stretch.claims for id in claim.recordings]:
            return _recording_failure(test, flow, trace, begun, stretch)
    for step in test.steps:
        if type(step) is EndClaim and not ends_as_claimed(trace, step):
            return _ending_failure(flow, trace, step, begun, test)
    for limit in test.limits:
        failure = (
            _time_failure(trace, limit) if isinstance(limit, TimeLimit) else _rule_failure(flow, trace, heard, limit)
        )
        if failure is not None:
            return failure
    if len(begun) < len(test.acts) and not test.is_short:
        return _skipped_act_failure(flow, trace, test.acts[len(begun)])
    return None


# -- what is heard ----------------------------------------------------------------------------------


def _recording_failure(
    test: FlowTest, flow: Flow, trace: Trace, begun: Sequence[int], stretch: ClaimStretch
) -> Failure:
    """Return the failure of the ``hears`` whose recordings did not start, with its share of those that did."""
    names = [sound.recording for sound in stretch.heard]
    at = 0
    claim = stretch.claims[-1]
    for claim in stretch.claims:
        claimed = list(claim.recordings)
        share = names[at:] if claim is stretch.claims[-1] else names[at : at + len(claimed)]
        if share != claimed:
            break
        at += len(claimed)
    same = 0
    for expected, got in zip(claimed, share, strict=False):
        if expected != got:
            break
        same += 1
    wrong = at + same
    play = stretch.first + wrong if wrong < len(names) else -1
    # The report marks one line of the transcript: the recording at fault, else the last one that was right, else
    # (nothing was heard at all) the act after which something should have been.
    if play >= 0:
        moment = stretch.heard[wrong].turn
    elif stretch.heard:
        moment = stretch.heard[-1].turn
    else:
        moment = begun[stretch.acts - 1] if 0 < stretch.acts <= len(begun) else len(trace.turns) - 1
    hint = hints.hint_for_recordings(
        test, flow, trace, begun, stretch.acts, claimed[same:], share[same:], trace.turns[moment].at
    )
    return Failure(claim.mark, recording_words(flow, claimed), recording_words(flow, share), hint, moment, play)


# -- how it ends ------------------------------------------------------------------------------------


def ends_as_claimed(trace: Trace, claim: EndClaim) -> bool:
    """Return whether a call ended as is claimed."""
    match claim.kind:
        case "reaches":
            return trace.destination is not None and trace.destination.canonical == claim.destination
        case "menu hangs up":
            return trace.kind == "hung_up"
        case "never ends":
            return trace.kind == "endless"


def _ending_failure(flow: Flow, trace: Trace, claim: EndClaim, begun: Sequence[int], test: FlowTest) -> Failure:
    expected = "the menu hangs up" if claim.kind == "menu hangs up" else "a call that never ends"
    if claim.destination is not None:
        expected = destination_words(flow, claim.destination)
    hint = hints.hint_for_ending(test, flow, trace, begun, claim)
    return Failure(claim.mark, expected, ending_words(flow, trace), hint, len(trace.turns) - 1)


# -- the whole call ---------------------------------------------------------------------------------


def _time_failure(trace: Trace, limit: TimeLimit) -> Failure | None:
    if trace.milliseconds <= limit.milliseconds:
        return None
    over = seconds_text(trace.milliseconds - limit.milliseconds)
    expected, got = f"at most {seconds_text(limit.milliseconds)}", seconds_text(trace.milliseconds)
    late = next(number for number, turn in enumerate(trace.turns) if turn.at > limit.milliseconds)
    return Failure(limit.mark, expected, got, f"the call takes {over} too long", late)


def _rule_failure(flow: Flow, trace: Trace, heard: Sequence[HeardRecording], rule: CallRule) -> Failure | None:
    for thing in rule.things:
        play = next((number for number, sound in enumerate(heard) if sound.recording == thing.recording), -1)
        reached = trace.destination is not None and trace.destination.canonical == thing.destination
        if rule.kind == "never" and thing.destination is not None and thing.destination.is_blank:
            reached = trace.kind == "hung_up" and trace.destination is None  # a drop gets nowhere, yet it happens
        occurs = play >= 0 or (thing.destination is not None and reached)
        if occurs is (rule.kind == "always"):
            continue
        name = thing_text(flow, thing)
        moment = heard[play].turn if play >= 0 else len(trace.turns) - 1
        verb = "reached" if thing.recording is None else "heard"
        if rule.kind == "never":
            got = f"{name}, {verb} at {clock_text(trace.turns[moment].at)}"
            return Failure(rule.mark, f"never {name}", got, "", moment, play)
        return Failure(
            rule.mark, f"{name}, {verb}", f"never {verb}", f"the call ended: {ending_words(flow, trace)}", moment
        )
    return None


# -- acts -------------------------------------------------------------------------------------------


def _skipped_act_failure(flow: Flow, trace: Trace, act: ScriptedAct) -> Failure:
    got = f"it never came to that: {ending_words(flow, trace)} at {clock_text(trace.milliseconds)}"
    return Failure(act.mark, act_text(flow, act), got, hints.hint_for_early_key(flow, trace, act), len(trace.turns) - 1)
