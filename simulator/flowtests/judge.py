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
everything that is left, so that a recording too many is never overlooked. A telephone that ``rings`` takes its place
among them. A kind of sound that no step of a stretch claims is left out there: who writes only ``hears`` says nothing
of telephones, and who writes only ``rings`` says nothing of recordings.

Order: the recordings of all stretches, then the end, then what is claimed of the whole call (``within``, ``never``,
``always``) as it is written. An act that never came about, because the call had ended or no round was left for it,
is a failure too, at the act's line; but a claim that fails says more, so claims come first. (A one-line caller may
have more acts than the call has rounds, as in ``play``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.callers.drivers import Trace
from simulator.callers.transcript import clock_text, seconds_text
from simulator.callers.voicemail_recordings import message_heard_at
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.core.call import Turn
from simulator.core.events import WORLD_ANSWERS
from simulator.fast_classes import NamedTuple
from simulator.flowtests.flow_test import (
    CallRule,
    EndClaim,
    Failure,
    FlowTest,
    HearsClaim,
    NamedThing,
    RingsClaim,
    ScriptedAct,
    SoundClaim,
    TimeLimit,
)
from simulator.flowtests.outcome_words import (
    act_text,
    destination_words,
    ending_words,
    rang_out,
    sound_words,
    thing_text,
)
from simulator.flowtests.tested_call import HeardSound, TestedCall


class ClaimStretch(NamedTuple):
    """The sounds from one act to the next, of the kinds that steps claim there, and the claims about them.

    ``acts`` counts the acts before it.
    """

    heard: Sequence[HeardSound]
    claims: Sequence[SoundClaim]
    acts: int


def split_stretches(test: FlowTest, heard: Sequence[HeardSound], begun: Sequence[int]) -> Iterator[ClaimStretch]:
    """Yield the parts of a call between its acts, each with the claims that are written there."""
    acts = 0
    claims: dict[int, list[SoundClaim]] = {}
    for step in test.steps:
        if type(step) is ScriptedAct:
            acts += 1
        elif isinstance(step, HearsClaim | RingsClaim):
            claims.setdefault(acts, []).append(step)
    for number, written in claims.items():
        if written[0].whole:
            for claim in written:  # they stand next to the caller, where no order can be claimed between the two
                yield ClaimStretch(_sounds_claimed(heard, [claim]), [claim], number)
            continue
        # An act that never came about has nothing after it; what was heard belongs to the act that did come about.
        never = len(begun) < number
        start = begun[number - 1] if number and not never else 0
        stop = begun[number] if number < len(begun) else None
        part = [sound for sound in heard if sound.turn >= start and (stop is None or sound.turn < stop)]
        yield ClaimStretch([] if never else _sounds_claimed(part, written), written, number)


def _sounds_claimed(heard: Sequence[HeardSound], claims: Sequence[SoundClaim]) -> list[HeardSound]:
    """The sounds of the kinds that some step claims."""
    kinds = {str if type(claim) is HearsClaim else Destination for claim in claims}
    return [sound for sound in heard if type(sound.sound) in kinds]


def judge_call(test: FlowTest, flow: Flow, call: TestedCall, *, hints: bool = True) -> Failure | None:
    """Return the first claim of a test that does not hold; None if all hold. A hint is looked for in the whole flow."""
    for stretch in split_stretches(test, call.heard, call.begun):
        if [heard_sound.sound for heard_sound in stretch.heard] != [
            sound for claim in stretch.claims for sound in claim.sounds
        ]:
            return _sound_failure(test, flow, call, stretch, hints=hints)
    for step in test.steps:
        if type(step) is EndClaim and not ends_as_claimed(call, step):
            return _ending_failure(flow, call, step, test, hints=hints)
    for limit in test.limits:
        failure = _time_failure(call, limit) if isinstance(limit, TimeLimit) else _rule_failure(flow, call, limit)
        if failure is not None:
            return failure
    if len(call.begun) < len(test.acts) and not test.is_short:
        return _skipped_act_failure(flow, call.trace, test.acts[len(call.begun)], hints=hints)
    return None


# -- what is heard ----------------------------------------------------------------------------------


def _sound_failure(test: FlowTest, flow: Flow, call: TestedCall, stretch: ClaimStretch, *, hints: bool) -> Failure:
    """Return the failure of the claim whose sounds did not start, with its share of those that did."""
    trace, begun = call.trace, call.begun
    names = [sound.sound for sound in stretch.heard]
    at = 0
    claim = stretch.claims[-1]
    for claim in stretch.claims:
        claimed = list(claim.sounds)
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
    play = stretch.heard[wrong].number if wrong < len(names) else -1
    # The report marks one line of the transcript: the recording at fault, else the last one that was right, else
    # (nothing was heard at all) the act after which something should have been.
    if play >= 0:
        moment = stretch.heard[wrong].turn
    elif stretch.heard:
        moment = stretch.heard[-1].turn
    else:
        moment = begun[stretch.acts - 1] if 0 < stretch.acts <= len(begun) else len(trace.turns) - 1
    hint = ""
    if hints:
        from simulator.flowtests.hints import hint_for_sounds  # most tests pass, and need no hint

        at = trace.turns[moment].at
        hint = hint_for_sounds(test, flow, trace, begun, stretch.acts, claimed[same:], share[same:], at)
    return Failure(claim.mark, sound_words(flow, claimed), sound_words(flow, share), hint, moment, play)


# -- how it ends ------------------------------------------------------------------------------------


def ends_as_claimed(call: TestedCall, claim: EndClaim) -> bool:
    """Return whether a call ended as is claimed."""
    match claim.kind:
        case "reaches":
            return call.destination is not None and call.destination.canonical == claim.destination
        case "menu hangs up":
            return call.kind == "hung_up"
        case "never ends":
            return call.kind == "endless"


def _ending_failure(flow: Flow, call: TestedCall, claim: EndClaim, test: FlowTest, *, hints: bool) -> Failure:
    expected = "the menu hangs up" if claim.kind == "menu hangs up" else "a call that never ends"
    if claim.destination is not None:
        expected = destination_words(flow, claim.destination)
    hint = ""
    if hints:
        from simulator.flowtests.hints import hint_for_ending

        hint = hint_for_ending(test, flow, call.trace, call.begun, claim)
    return Failure(claim.mark, expected, ending_words(flow, call.trace), hint, len(call.trace.turns) - 1)


# -- the whole call ---------------------------------------------------------------------------------


def _time_failure(call: TestedCall, limit: TimeLimit) -> Failure | None:
    if call.milliseconds <= limit.milliseconds:
        return None
    over = seconds_text(call.milliseconds - limit.milliseconds)
    expected, got = f"at most {seconds_text(limit.milliseconds)}", seconds_text(call.milliseconds)
    late = next(number for number, turn in enumerate(call.trace.turns) if turn.at > limit.milliseconds)
    return Failure(limit.mark, expected, got, f"the call takes {over} too long", late)


def _rule_failure(flow: Flow, call: TestedCall, rule: CallRule) -> Failure | None:
    heard = call.heard
    for thing in rule.things:
        sounds = (sound.number for sound in heard if thing.recording is not None and sound.sound == thing.recording)
        play = next(sounds, -1)
        moment = heard[play].turn if play >= 0 else _moment_reached(flow, call, rule, thing)
        occurs = moment >= 0
        if occurs is (rule.kind == "always"):
            continue
        trace, name = call.trace, thing_text(flow, thing)
        moment = moment if occurs else call.last
        verb = "reached" if thing.recording is None else "heard"
        if rule.kind == "never":
            got = f"{name}, {verb} at {clock_text(trace.turns[moment].at)}"
            return Failure(rule.mark, f"never {name}", got, "", moment, play)
        return Failure(
            rule.mark, f"{name}, {verb}", f"never {verb}", f"the call ended: {ending_words(flow, trace)}", moment
        )
    return None


def _moment_reached(flow: Flow, call: TestedCall, rule: CallRule, thing: NamedThing) -> int:
    """Return the turn at which a call comes to a destination; -1 where it does not, or it only rings there."""
    destination = thing.destination
    if destination is None:
        return -1
    reached = call.destination is not None and call.destination.canonical == destination
    if rule.kind == "never" and destination.is_blank:
        # A drop gets nowhere, yet it happens; a call that nobody takes ends without being dropped.
        reached = call.kind == "hung_up" and call.destination is None and not rang_out(call.trace)
    if reached:
        return call.last
    if (message := message_heard_at(destination)) is not None:  # a caller who stays there has reached it, too
        turns = (heard.turn for heard in call.heard if heard.sound == message)
        if (message_turn := next(turns, -1)) >= 0:
            return message_turn
    if not flow.routes:  # nothing asks the world
        return -1
    asked = (number for number, turn in enumerate(call.trace.turns) if _asks_schedule(turn, destination))
    return next(asked, -1)


def _asks_schedule(turn: Turn, destination: Destination) -> bool:
    place = turn.source
    is_asked = place.phase == "deciding" and turn.event.trigger in WORLD_ANSWERS
    return is_asked and parse_address(place.receptionist).canonical == destination


# -- acts -------------------------------------------------------------------------------------------


def _skipped_act_failure(flow: Flow, trace: Trace, act: ScriptedAct, *, hints: bool) -> Failure:
    hint = ""
    if hints:
        from simulator.flowtests.hints import hint_for_early_key

        hint = hint_for_early_key(flow, trace, act)
    got = f"it never came to that: {ending_words(flow, trace)} at {clock_text(trace.milliseconds)}"
    return Failure(act.mark, act_text(flow, act), got, hint, len(trace.turns) - 1)
