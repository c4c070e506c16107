"""Proofs in plain words: each claim, the times, and the callers who cannot get through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from shlex import join, quote, split

from simulator.callers.call_record import CallRecord
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.voicemail_returns import can_return_from_voicemail
from simulator.checks.claim import AS_FAR_AS_KNOWN, Claim
from simulator.checks.prove import Overview, Proof
from simulator.config.flow import Flow
from simulator.config.receptionist import DROPPED, Destination
from simulator.config.switch_menu import action_words
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import count_noun, duration_words, join_words, visible
from simulator.graph.reach.measure import at_ordinary_pace
from simulator.graph.reach.times import DestinationTimes, FastestCaller, PassiveExit
from simulator.words.table import align_columns

HOLDS, FAILS = "✓", "✗"

STEPS_SHOWN = 12
"""Steps of a long caller that are written out."""

ROWS_SHOWN = 40
"""Destinations that the table lists."""

ENDS_SHOWN = 8
"""Ends that route calls on that are named."""

NO_LIMIT = "no limit"


def claims_text(proof: Proof, source: str) -> Iterator[str]:
    """One line a claim, with the caller who refutes it below; then a line of counts.

    ``source`` is what a command line says to open the same flow.
    """
    standing = [claim for claim in proof.claims if not _is_in_the_table(claim)]
    yield from verdict_lines(proof.flow, standing, source)
    failed = sum(not claim.holds for claim in standing)
    yield ""
    opens = tuple(dict.fromkeys(end for claim in proof.claims for end in claim.open_ends))
    if failed:
        claims = count_noun(len(standing), "claim", spell=False)
        yield f"{failed:,} of {claims} {'does' if failed == 1 else 'do'} not hold."
    elif opens:
        yield f"All {count_noun(len(standing), 'claim')} hold, {AS_FAR_AS_KNOWN}."
    else:
        yield f"All {count_noun(len(standing), 'claim')} hold for every caller."
    yield from _opens(proof.flow, opens)
    yield from _callers_left_out(proof.flow)


def _callers_left_out(flow: Flow) -> Iterator[str]:
    """The callers that no claim is about."""
    keyed = [visible(item.name) for item in flow.receptionists.values() if item.engine.announcement.takes_keys]
    if keyed:
        named = join_words(keyed) if len(keyed) <= ENDS_SHOWN else count_noun(len(keyed), "announcement")
        yield f"Not looked at: callers who press keys in {named}, which {'takes' if len(keyed) == 1 else 'take'} them."
    if can_return_from_voicemail(flow):
        yield "Not looked at: callers who stay on the line after a voicemail (return_after: [voicemail])."


def verdict_lines(flow: Flow, claims: Iterable[Claim], source: str) -> Iterator[str]:
    """One line a claim, with the caller who refutes it below."""
    rehearsal = Rehearsal(flow)
    for claim in claims:
        examined = f"(examined {claim.examined.places:,} places, {claim.examined.moves:,} moves)"
        world = f" (while {visible(claim.world)})" if claim.world else ""
        yield f"{HOLDS if claim.holds else f'{FAILS} FAILS:'} {visible(claim.claim)}{world} {examined}"
        yield from (f"    {line}" for line in _refutation_lines(rehearsal, claim, source))


def _opens(flow: Flow, opens: Sequence[Destination]) -> Iterator[str]:
    """The ends behind which this flow does not know what happens; no claim is made of that."""
    if opens:
        named_ends = [destination_text(flow, end) for end in opens[:ENDS_SHOWN]]
        more = f" and {len(opens) - ENDS_SHOWN:,} more" if len(opens) > ENDS_SHOWN else ""
        ends = ", ".join(named_ends) + more if more else join_words(named_ends)
        yield f"Nothing is claimed about what happens after {ends}:"
        yield "such an end may route calls on, and this flow does not say where (ivrsim explain IVR115)."


def _is_in_the_table(claim: Claim) -> bool:
    """Return whether the table of callers who cannot do everything shows this claim already: that they get out."""
    return claim.is_standing and claim.about == "trait"


def _refutation_lines(rehearsal: Rehearsal, claim: Claim, source: str) -> Iterator[str]:
    if claim.because:
        yield visible(claim.because)
    if claim.counterexample is not None:
        yield from caller_text(rehearsal, claim.counterexample, source)


def caller_text(rehearsal: Rehearsal, script: CallerScript, source: str) -> Iterator[str]:
    """A caller in words, and the command that plays them.

    The one-line form stands where the same keys at an ordinary pace show the same.
    """
    words = [_step_word(step) for step in script.steps]
    more = f" and so on ({len(words):,} rounds)" if len(words) > STEPS_SHOWN else ""
    steps = " ".join(words[:STEPS_SHOWN]) + more if words else "stays silent"
    began = f", calling {visible(script.entry)}" if script.entry else ""
    began += f", while {visible(_given_words(script))}" if script.given else ""
    yield f"Shortest caller{began}: {steps}"
    ordinary = at_ordinary_pace(script)
    line = ordinary.as_line()
    has_list = any(not isinstance(answer, str) for answer in script.given.values())
    if more or line is None or has_list or not _are_equivalent(rehearsal.play(ordinary), rehearsal.play(script)):
        yield "Play it: --format json has this caller in full, for ivrsim play --caller."
        return
    entry = f" --entry {quote(script.entry)}" if script.entry else ""
    source = _without_start(source) if script.entry else source
    caller = f" --caller '{line}'" if line else ""
    given = "".join(f" --given {quote(f'{name}: {answer}')}" for name, answer in script.given.items())
    yield f"Play it: ivrsim play {source}{entry}{given}{caller}".replace("  ", " ")


def _without_start(source: str) -> str:
    """A command line without the start that it says, for a caller who begins elsewhere: two starts are refused."""
    words = split(source)
    for flag in ("--number", "--entry"):
        if flag in words:
            place = words.index(flag)
            del words[place : place + 2]
    return join(words)


def _given_words(script: CallerScript) -> str:
    answers = (
        (name, answer if isinstance(answer, str) else ", then ".join(answer)) for name, answer in script.given.items()
    )
    return join_words([f"{name}: {answer}" for name, answer in answers])


def _step_word(step: ScriptStep) -> str:
    late = f" ({duration_words(round(step.after * 1000))} late)" if step.after > 1 else ""
    return f"{step.press or 'silence'}{late}"


def _are_equivalent(first: CallRecord, second: CallRecord) -> bool:
    return first.outcome == second.outcome and set(second.heard) <= set(first.heard)


# -- the table ------------------------------------------------------------------------------------


def overview_text(flow: Flow, overview: Overview) -> Iterator[str]:
    """The times of each destination, the ways back, and callers who do one thing only."""
    yield from _time_lines(flow, overview.times)
    yield ""
    yield "Callers who cannot do everything"
    yield from align_columns(_trait_rows(flow, overview))
    if overview.ways_back:
        yield ""
        yield from _back_choice_lines(flow, overview)


def _time_lines(flow: Flow, times: Sequence[DestinationTimes]) -> Iterator[str]:
    heads = ("Where callers get to", "fastest", "fewest keys, hearing all", "slowest")
    rows = [
        (
            destination_text(flow, time.destination),
            duration_words(time.best.milliseconds) if time.best.milliseconds else "at once",
            _effort_words(time.shortest) if time.shortest else "never: must interrupt",
            NO_LIMIT if time.worst is None else duration_words(time.worst),
        )
        for time in times[:ROWS_SHOWN]
    ]
    if not rows:
        yield "No caller gets anywhere: every path leads back."
        return
    yield from align_columns([heads, *rows])
    if len(times) > ROWS_SHOWN:
        yield f"  and {len(times) - ROWS_SHOWN:,} more (--table --format json has them all)"
    yield "Fastest: presses at once, into the recording. Slowest: takes no way back by a valid key."
    if any(flow.length_of(id).estimated for item in flow.receptionists.values() for id in item.recordings):
        yield "Some recordings' lengths are estimates, and so are these times."


def _effort_words(reached: FastestCaller) -> str:
    done = [count_noun(reached.keys, "key")] if reached.keys or not reached.silences else []
    done += [count_noun(reached.silences, "silence")] if reached.silences else []
    return f"{', '.join(done)}: {duration_words(reached.milliseconds)}"


def destination_text(flow: Flow, destination: Destination) -> str:
    """A destination's name and address, fit to be shown."""
    if destination == DROPPED:
        return "dropped: a final recording is missing"
    if destination.is_blank:
        return f"dropped: {visible(destination.type)} without an id"
    if destination.hangs_up:
        return "hung up by the menu"
    name = flow.destination_name(destination) or action_words(*destination)
    address = visible(str(destination))
    return f"{visible(name)} ({address})" if name else address


def _trait_rows(flow: Flow, overview: Overview) -> Iterator[tuple[str, str]]:
    yield "stays silent, or sends no keys", _exit_words(flow, overview.silent)
    yield "presses only wrong keys", _exit_words(flow, overview.wrong_keys)
    yield "presses 15 s late (relay, text telephone)", _slow_caller_words(flow, overview)


def _exit_words(flow: Flow, out: PassiveExit | None) -> str:
    if out is None:
        return "never gets out"
    answers = flow.destinations.get(out.destination)
    who = f", {_ANSWERED[answers.answers]}" if answers and answers.answers in _ANSWERED else ""
    after = f"after {duration_words(out.milliseconds)}" if out.milliseconds else "at once"
    if out.slowest != out.milliseconds:  # next to the one time that silence takes, a bare number would look exact
        after += f" at the soonest, {duration_words(out.slowest)} at the slowest"
    return f"{destination_text(flow, out.destination)}{who}, {after}"


_ANSWERED = {"person": "a person", "machine": "a machine", "menu": "another menu", "nobody": "where nobody answers"}


def _slow_caller_words(flow: Flow, overview: Overview) -> str:
    every = [
        time.destination for time in overview.times if not (time.destination.hangs_up or time.destination.is_blank)
    ]
    lost = [destination_text(flow, end) for end in every if end not in overview.late.ends]
    if not lost:
        return "gets everywhere"
    return f"gets to {len(every) - len(lost):,} of {len(every):,}; not to {join_words(lost)}"


def _back_choice_lines(flow: Flow, overview: Overview) -> Iterator[str]:
    names = DisplayNames(flow)
    yield "Callers may go round for as long as they choose to (not held against the flow):"
    for choice in islice(overview.ways_back, 6):
        source, target = names.receptionist_name(choice.receptionist), names.receptionist_name(choice.target)
        yield f"  {visible(choice.code)} in {source} leads back to {target if source != target else 'it'}"
    if len(overview.ways_back) > 6:
        yield f"  and {len(overview.ways_back) - 6:,} more"
