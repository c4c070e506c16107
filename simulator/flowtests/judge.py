"""The call as it went against what is claimed of it: the first claim that does not hold.

Order: the steps of the call as they are written, then what is claimed of the whole call (``within``,
``never``, ``always``) as it is written. An act that never came about, since the call had ended or no
round was left for it, is a failure too, at the act's line; but a claim that fails says more, so claims
come first. (A one-line caller may have more acts than the call has rounds, as in ``play``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.callers.converse import Trace
from simulator.callers.transcript import clock_text, seconds_text
from simulator.config.flow import Flow
from simulator.core.effects import Play
from simulator.flowtests import hints
from simulator.flowtests.model import Act, Ends, Failure, FlowTest, Hears, Rule, Within
from simulator.flowtests.wording import act_text, addressed, ending, named, thing_text


class Heard(NamedTuple):
    """A recording that started: in which turn, when (milliseconds), and which."""

    turn: int
    at: int
    recording: str


class Stretch(NamedTuple):
    """What was heard from one act to the next, and what the steps there claim of it.

    ``first`` is the number of its first recording in the call; ``acts`` counts the acts before it.
    """

    heard: Sequence[Heard]
    claims: Sequence[Hears]
    first: int
    acts: int


def heard_in(trace: Trace) -> list[Heard]:
    """Every recording that started, in order."""
    return [
        Heard(number, turn.at, effect.recording)
        for number, turn in enumerate(trace.turns)
        for effect in turn.effects
        if type(effect) is Play
    ]


def stretches(test: FlowTest, heard: Sequence[Heard], begun: Sequence[int]) -> Iterator[Stretch]:
    """The parts of a call between its acts, each with the claims that were written there."""
    acts = 0
    claims: dict[int, list[Hears]] = {}
    for step in test.steps:
        if type(step) is Act:
            acts += 1
        elif type(step) is Hears:
            claims.setdefault(acts, []).append(step)
    for number, written in claims.items():
        if written[0].whole:
            yield Stretch(heard, written, 0, number)
            continue
        never = len(begun) < number
        start = begun[number - 1] if number and not never else 0
        stop = begun[number] if number < len(begun) else None
        first = sum(one.turn < start for one in heard)
        part = [] if never else [one for one in heard[first:] if stop is None or one.turn < stop]
        yield Stretch(part, written, first, number)


def judge(test: FlowTest, flow: Flow, trace: Trace, begun: Sequence[int]) -> Failure | None:
    """The first thing of a test that does not hold; None where all does."""
    heard = heard_in(trace)
    for stretch in stretches(test, heard, begun):
        if [one.recording for one in stretch.heard] != [id for claim in stretch.claims for id in claim.recordings]:
            return _misheard(test, flow, trace, begun, stretch)
    for step in test.steps:
        if type(step) is Ends and not ends_so(trace, step):
            return _ended(flow, trace, step, begun, test)
    for limit in test.limits:
        failure = _too_long(trace, limit) if isinstance(limit, Within) else _broken(flow, trace, heard, limit)
        if failure is not None:
            return failure
    if len(begun) < len(test.acts) and not test.is_short:
        return _never_done(flow, trace, test.acts[len(begun)])
    return None


# -- what is heard ----------------------------------------------------------------------------------


def _misheard(test: FlowTest, flow: Flow, trace: Trace, begun: Sequence[int], stretch: Stretch) -> Failure:
    """The ``hears`` whose recordings are not those that started, with its share of what did."""
    rest = [one.recording for one in stretch.heard]
    at = 0
    claim = stretch.claims[-1]
    for claim in stretch.claims:
        wanted = list(claim.recordings)
        share = rest[at:] if claim is stretch.claims[-1] else rest[at : at + len(wanted)]
        if share != wanted:
            break
        at += len(wanted)
    same = 0
    for expected, got in zip(wanted, share, strict=False):
        if expected != got:
            break
        same += 1
    wrong = at + same
    play = stretch.first + wrong if wrong < len(rest) else -1
    if play >= 0:
        moment = stretch.heard[wrong].turn
    elif stretch.heard:
        moment = stretch.heard[-1].turn
    else:
        moment = begun[stretch.acts - 1] if 0 < stretch.acts <= len(begun) else len(trace.turns) - 1
    hint = hints.misheard(test, flow, trace, begun, stretch.acts, wanted[same:], share[same:], trace.turns[moment].at)
    return Failure(claim.mark, named(flow, wanted), named(flow, share), hint, moment, play)


# -- how it ends ------------------------------------------------------------------------------------


def ends_so(trace: Trace, claim: Ends) -> bool:
    """Whether a call ended as is claimed."""
    match claim.kind:
        case "reaches":
            return trace.destination is not None and trace.destination.canonical == claim.destination
        case "menu hangs up":
            return trace.kind == "hung_up"
        case "never ends":
            return trace.kind == "endless"


def _ended(flow: Flow, trace: Trace, claim: Ends, begun: Sequence[int], test: FlowTest) -> Failure:
    wanted = "the menu hangs up" if claim.kind == "menu hangs up" else "a call that never ends"
    if claim.destination is not None:
        wanted = addressed(flow, claim.destination)
    hint = hints.ended(test, flow, trace, begun, claim)
    return Failure(claim.mark, wanted, ending(flow, trace), hint, len(trace.turns) - 1)


# -- the whole call ---------------------------------------------------------------------------------


def _too_long(trace: Trace, limit: Within) -> Failure | None:
    if trace.milliseconds <= limit.milliseconds:
        return None
    over = seconds_text(trace.milliseconds - limit.milliseconds)
    wanted, got = f"at most {seconds_text(limit.milliseconds)}", seconds_text(trace.milliseconds)
    late = next(number for number, turn in enumerate(trace.turns) if turn.at > limit.milliseconds)
    return Failure(limit.mark, wanted, got, f"the call takes {over} too long", late)


def _broken(flow: Flow, trace: Trace, heard: Sequence[Heard], rule: Rule) -> Failure | None:
    for thing in rule.things:
        play = next((number for number, one in enumerate(heard) if one.recording == thing.recording), -1)
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
        return Failure(rule.mark, f"{name}, {verb}", f"never {verb}", f"the call ended: {ending(flow, trace)}", moment)
    return None


# -- acts -------------------------------------------------------------------------------------------


def _never_done(flow: Flow, trace: Trace, act: Act) -> Failure:
    got = f"it never came to that: {ending(flow, trace)} at {clock_text(trace.milliseconds)}"
    return Failure(act.mark, act_text(flow, act), got, hints.into_a_recording(flow, trace, act), len(trace.turns) - 1)
