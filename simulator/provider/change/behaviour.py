"""The differences that callers would notice after a plan, and calls by phone that show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from simulator.callers.caller_script import DEFAULT_AFTER, CallerScript
from simulator.config.engine_attachment import attach_engines, lasting_zeros
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.graph.compare.caller_words import describe_ending
from simulator.graph.plain_words import duration_words, visible
from simulator.graph.reach.survey import Survey
from simulator.graph.review.change import NoticedDifference, Review, review_change
from simulator.graph.review.fields import FieldChange
from simulator.graph.work_step import ShowStep, show_nothing
from simulator.provider.change.body_values import comparable_fields
from simulator.provider.change.field_comparison import ReceptionistComparison
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.onward_links import taken_destinations
from simulator.wire import ivr, vr

CALLS_MOST = 5
"""Calls that the user is asked to make."""


def review_plan(
    flow: Flow,
    besides: Sequence[ReceptionistComparison],
    live: Sequence[LiveReceptionist],
    numbers: Sequence[NumberRoute] | None = None,
    dialect: Dialect = "vr",
    show: ShowStep = show_nothing,
    *,
    live_is_new: bool = False,
) -> Review | None:
    """Compare the live configuration with the flow, under the flow's catalogue; ``live_is_new`` swaps the sides.

    Callers call the numbers that the account shows, where they lead now, since no push leads them elsewhere;
    those of the flow where it shows none. Live values that are not known are taken to be as in the flow, and so is
    the engine. None where the entry is not live, or not known well enough to be played: there is nothing to compare
    with.
    """
    ids = {comparison.key: comparison.id for comparison in besides if comparison.id is not None}
    known = {comparison.key: comparison.before for comparison in besides if comparison.before is not None}
    if flow.entry not in known:
        return None
    wanted = {
        comparison.key: comparison.model.model_copy(update={"id": ids.get(comparison.key)}) for comparison in besides
    }
    before, after = (_on_engines(flow, models, known.values()) for models in (known, wanted))
    others = _foreign_receptionists([*before.values(), *after.values()], set(ids.values()), live, taken=set(after))
    called = _numbers_called(flow, {id: key for key, id in ids.items()}, numbers)
    called = {number: key for number, key in called.items() if key in before}  # no push leads a number to a new one
    changed = [
        comparison.key for comparison in besides if comparison.verdict == "differs" and comparison.before is not None
    ]
    sides = [_side_flow(flow, {**models, **others}, called, dialect) for models in (before, after)]
    # No number leads there, so callers of these would never be compared: each gets an entry under its own name.
    called |= _by_name(flow, _unreached_changes(sides, changed), taken=called)
    old, new = (_side_flow(flow, side.receptionists, called, dialect) for side in sides)
    review = review_change(*((new, old) if live_is_new else (old, new)), show=show)
    written = {comparison.key: _write_names(comparison.model, dialect) for comparison in besides}
    return replace(review, changes=tuple(change for change in review.changes if _is_written(change, written)))


def _on_engines(
    flow: Flow, models: Mapping[str, Receptionist], live: Iterable[Receptionist]
) -> Mapping[str, Receptionist]:
    """A side on the engines that flow.yaml says: no push changes them, so they are the same on both.

    A final recording that is live is there, whether the flow's catalogue has it or not.
    """
    recordings = {*flow.recordings, *(id for item in live for id in item.recordings)} if flow.recordings else ()
    return attach_engines(
        models,
        flow.semantics,
        recordings=recordings,
        destinations=flow.destinations,
        settings={key: item.engine.settings for key, item in flow.receptionists.items()},
        zeros={key: lasting_zeros(item, flow.receptionists[key]) for key, item in models.items()},
    )


def _numbers_called(flow: Flow, by_id: Mapping[str, str], numbers: Sequence[NumberRoute] | None) -> dict[str, str]:
    """The numbers that callers call, and the receptionists that answer now."""
    if numbers is None:
        return dict(flow.numbers)
    written = {number_digits(number): number for number in flow.numbers}
    return {
        written.get(number_digits(route.number), route.number): by_id[route.destination.id]
        for route in numbers
        if route.destination is not None and route.destination.names_receptionist and route.destination.id in by_id
    }


def _side_flow(
    flow: Flow, receptionists: Mapping[str, Receptionist], numbers: Mapping[str, str], dialect: Dialect
) -> Flow:
    """A side, without what no request of the dialect carries."""
    silent = dict.fromkeys(ivr.NOT_WRITTEN if dialect == "ivr" else (), "")
    plain = {key: receptionist.model_copy(update=silent) for key, receptionist in receptionists.items()}
    return replace(flow, receptionists=plain, numbers=dict(numbers), variants={}, variant=None)


def _unreached_changes(sides: Sequence[Flow], changed: Sequence[str]) -> Iterator[str]:
    """Changed receptionists that no caller of the entry or of the numbers comes to, on one side at least.

    Each is an entry of its own: some other number may lead there. A reference that no call takes does not count,
    such as the forward destination that a menu still has.
    """
    reachable = [frozenset(Survey(side).reachable) for side in sides] if changed else []
    for key in changed:
        if not all(key in keys for keys in reachable):
            yield key


def _by_name(flow: Flow, keys: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The receptionists by the words for dialling them: the name, and the key where two share a name."""
    keys_by_name: dict[str, str] = {}
    used_names = set(taken)
    for key in keys:
        name = visible(flow.receptionists[key].name)
        keys_by_name[name if name not in used_names else f"{name} ({visible(key)})"] = key
        used_names.add(name)
    return keys_by_name


def _write_names(receptionist: Receptionist, dialect: Dialect) -> frozenset[str]:
    """The write names of the fields that a request for this receptionist carries."""
    return frozenset(vr.WRITE_NAMES[field] for field in comparable_fields(receptionist, dialect))


def _is_written(change: FieldChange, written: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a request of the plan writes a change: fields of the other kind may stay live, without effect."""
    field = change.field.partition(",")[0]
    return change.owner in written and (field == "receptionist" or field in written[change.owner])


def _foreign_receptionists(
    start: Sequence[Receptionist], ours: set[str], live: Sequence[LiveReceptionist], taken: set[str]
) -> dict[str, Receptionist]:
    """The live receptionists that are not of the flow and that calls get to, by key."""
    alive = {item.id: item.model for item in live if item.model is not None}
    foreign: dict[str, Receptionist] = {}
    waiting = list(start)
    for model in waiting:  # grows while it is read
        for to in taken_destinations(model):
            there = alive.get(to.id)
            if to.names_receptionist and there is not None and to.id not in ours and to.id not in foreign:
                foreign[to.id] = there
                waiting.append(there)
    return {id if id not in taken else f"{id} (live)": model for id, model in foreign.items()}


def phone_checks(flow: Flow, review: Review | None) -> list[str]:
    """At most five calls by phone that show what changed: whom to call, what to do, what is to happen."""
    noticed = review.noticed if review is not None else ()
    lines = [
        _phone_check(flow, review, difference)
        for difference in sorted(noticed, key=_call_difficulty)
        if review is not None
    ]
    return list(dict.fromkeys(lines))[:CALLS_MOST]


def _call_difficulty(noticed: NoticedDifference) -> tuple[bool, int]:
    """Return how hard a call is to make by hand: exact pauses are harder than many keys."""
    steps = noticed.difference.script.steps
    return any(step.after > DEFAULT_AFTER for step in steps), len(steps)


def _phone_check(flow: Flow, review: Review, noticed: NoticedDifference) -> str:
    new = noticed.difference.new
    does = ", ".join(_act_words(noticed.difference.script)) or "stay silent"
    heard = ", ".join(visible(flow.recording_name(id)) for id in new.recording_ids[:6])
    more = ", ..." if len(new.recording_ids) > 6 else ""
    hears = f"hears {heard}{more} and " if heard else ""
    return (
        f"call {noticed.number or _number_to_call(flow, review)}, {does}: the caller {hears}"
        f"{describe_ending(review.new, new.ending)} after about {duration_words(new.milliseconds)}"
    )


def _number_to_call(flow: Flow, review: Review) -> str:
    """A number that leads to the entry; without one, the receptionist's name."""
    number = next((called for called, key in review.new.numbers.items() if key == flow.entry), "")
    return number or visible(flow.receptionists[flow.entry].name)


def _act_words(script: CallerScript) -> Iterator[str]:
    for step in script.steps:
        if step.press:
            if step.after > DEFAULT_AFTER:
                yield f"wait {step.after:g} s"
            yield f"press {step.press}{' into the recording' if step.cue == 'prompt' else ''}"
        else:
            yield "hang up" if step.hangup else "wait"
