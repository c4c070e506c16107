"""A change of a flow as its callers would notice it, and as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP
from simulator.graph.compare.caller_words import describe_caller, describe_ending, recording_words
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.differences import BY_THE_CLOCK, Difference, PlayedCall, compare_flows
from simulator.graph.compare.onset import ENDLESS
from simulator.graph.compare.pair_map import LinkTable
from simulator.graph.compare.paired_worlds import FixedPair, WorldPair
from simulator.graph.compare.world_words import given_phrase, while_phrase
from simulator.graph.plain_words import duration_words, join_words, visible
from simulator.graph.review.fields import FieldChange, list_changes
from simulator.graph.review.schedule_changes import ScheduleChange, list_schedule_changes
from simulator.graph.review.timed_worlds import TimeSpan, describe_times, find_times, list_timed_worlds
from simulator.graph.work_step import ShowStep, WorkStep, show_nothing

ORDER: tuple[Kind, ...] = ("destination", "recording", "time")

HEADINGS: dict[Kind, str] = {
    "destination": "Ends elsewhere",
    "recording": "Hears something else",
    "time": "Waits longer or shorter",
    "template": "Another e-mail template",
}
"""What callers notice, by kind."""


@dataclass(frozen=True, slots=True)
class NoticedDifference:
    """A difference, for callers of ``number`` (empty: of the entry).

    ``compared`` are the worlds in which it was looked for. ``spans`` are the times at which callers notice it, of
    those that were asked for; empty: at any of them.
    """

    number: str
    difference: Difference
    compared: tuple[WorldPair, ...] = ()
    spans: tuple[TimeSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The changes that callers notice (with ``numbers`` that only one flow answers), and those that were written.

    ``complete`` is false where more could be noticed than is listed. ``schedules`` are those whose moments changed.
    """

    old: Flow
    new: Flow
    noticed: tuple[NoticedDifference, ...]
    numbers: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    complete: bool
    schedules: tuple[ScheduleChange, ...] = ()

    @property
    def equal(self) -> bool:
        """Return whether no caller can tell the difference."""
        return not self.noticed and not self.numbers and not any(change.is_noticed for change in self.schedules)

    @property
    def asks_world(self) -> bool:
        """Return whether either flow asks what lies behind its menus."""
        return bool(self.old.routes or self.new.routes)

    @property
    def same(self) -> bool:
        """Return whether nothing at all differs."""
        return self.equal and not self.changes


class ReviewRun:
    """A comparison of two flows for every way in (the entry, and each number), which can be followed and stopped.

    Flows that are called on a number are compared for this one alone. ``fixed`` is what holds for every call. Over a
    ``period`` each difference says when callers notice it.
    """

    def __init__(self, old: Flow, new: Flow, *, fixed: FixedPair | None = None, period: TimeSpan | None = None) -> None:
        self._old, self._new = old, new
        self._fixed, self._period = fixed or FixedPair(), period
        self._noticed: list[NoticedDifference] = []
        self._spots: set[object] = set()  # a difference that callers of one number notice is listed once
        self._complete = True
        # Each way in comes to much the same receptionists.
        self._table = LinkTable(old, new)

    def steps(self) -> Iterator[WorkStep]:
        """Compare, with a step after each way in."""
        ways = list(ways_in(self._old, self._new))
        self._complete = False  # until the last way in has been compared
        yield WorkStep(0, len(ways), "entries compared")
        complete = True
        for count, (number, before, after) in enumerate(ways, 1):
            items, is_complete = _compare_way_in(number, before, after, self._fixed, self._period, self._table)
            complete &= is_complete
            self._noticed += [
                item for item in items if _spot_of(item) not in self._spots or item.difference.what == BY_THE_CLOCK
            ]
            self._spots.update(map(_spot_of, items))
            self._complete = complete and count == len(ways)
            yield WorkStep(count, len(ways), "entries compared")

    def review(self) -> Review:
        """Return the review; after a stop, that of the ways in that were compared."""
        old, new = self._old, self._new
        noticed = sorted(self._noticed, key=lambda item: ORDER.index(item.difference.kind))
        lost = tuple(dict.fromkeys(number for number in (*old.numbers, *new.numbers) if _only_one(old, new, number)))
        changes, schedules = tuple(list_changes(old, new)), tuple(self._changed_schedules())
        return Review(old, new, tuple(noticed), () if old.number else lost, changes, self._complete, schedules)

    def _changed_schedules(self) -> Iterator[ScheduleChange]:
        """The schedules that are open at other moments, where the moment of the calls is left open."""
        if self._period is None and self._old.schedules and self._new.schedules:
            for change in list_schedule_changes(self._old, self._new):
                if change.key not in self._fixed.schedules:
                    yield change


def review_change(
    old: Flow,
    new: Flow,
    *,
    fixed: FixedPair | None = None,
    period: TimeSpan | None = None,
    show: ShowStep = show_nothing,
) -> Review:
    """Compare two flows for every way in, as ``ReviewRun`` does. ``show`` is given every step."""
    review_run = ReviewRun(old, new, fixed=fixed, period=period)
    for step in review_run.steps():
        show(step)
    return review_run.review()


def _compare_way_in(
    number: str, old: Flow, new: Flow, fixed: FixedPair, period: TimeSpan | None, table: LinkTable
) -> tuple[list[NoticedDifference], bool]:
    """Return what callers of one number notice, and whether that is everything."""
    if period is None:
        comparison = compare_flows(old, new, fixed=fixed, table=table)
        found = [NoticedDifference(number, item, comparison.worlds) for item in comparison.differences]
        return found, comparison.complete
    worlds = list_timed_worlds(old, new, fixed, period)
    comparison = compare_flows(old, new, fixed=fixed, worlds=[world.pair for world in worlds], table=table)
    timed = (item for difference in comparison.differences for item in find_times(difference, worlds, period, new))
    return [
        NoticedDifference(number, item.difference, item.compared, item.spans) for item in timed
    ], comparison.complete


def _spot_of(item: NoticedDifference) -> tuple[object, ...]:
    return item.difference.kind, item.difference.where, item.difference.what


def _only_one(old: Flow, new: Flow, number: str) -> bool:
    return (number in old.numbers) != (number in new.numbers)


def ways_in(old: Flow, new: Flow) -> Iterator[tuple[str, Flow, Flow]]:
    """A number (none for the entry) and the flows as it calls them; each pair of starts only once."""
    if old.number or new.number:
        yield new.number, old, new
        return
    visited = {(old.entry, new.entry)}
    yield "", old, new
    for number, before in old.numbers.items():
        after = new.numbers.get(number)
        if after is not None and (before, after) not in visited:
            visited.add((before, after))
            if "||" in before + after:
                yield number, old.rung_at(number), new.rung_at(number)
            else:
                yield number, old.entered_at(before), new.entered_at(after)


# -- words ----------------------------------------------------------------------------------------


def difference_sentence(review: Review, item: NoticedDifference) -> str:
    """Return what one caller notices."""
    difference = item.difference
    flows = _flows_entered(review.old, review.new, difference)
    schedules = {*review.old.schedules, *review.new.schedules}
    subject = describe_caller(*flows, script=difference.script, unsaid=difference.script.given)
    circumstances = [f"calling {visible(item.number)}"] if item.number else []
    circumstances += [given] if (given := given_phrase(difference.script, schedules)) else []
    if circumstances:
        subject += f" ({'; '.join(circumstances)})"
    while_words = while_phrase(difference.worlds, item.compared) if difference.worlds else ""
    zone = review.new.timezone or review.old.timezone
    words = ", ".join(part for part in (describe_times(item.spans, zone), while_words, subject) if part)
    return f"{words[0].upper()}{words[1:]} {noticed_phrase(review.old, review.new, difference)}"


def _flows_entered(old: Flow, new: Flow, difference: Difference) -> tuple[Flow, Flow]:
    """Both flows, called where the caller called."""
    if difference.script.number:
        return old, new
    return old.entered_at(difference.old.record.entry or old.entry), new.entered_at(
        difference.new.record.entry or new.entry
    )


def noticed_phrase(old: Flow, new: Flow, difference: Difference) -> str:
    """Return what the caller of a difference notices, as the rest of a sentence."""
    match difference.kind:
        case "destination":
            return _other_ending(old, new, difference)
        case "recording":
            return _other_sounds(old, new, difference)
        case _:
            return _other_time(new, difference)


def _other_ending(old: Flow, new: Flow, difference: Difference) -> str:
    before, after = difference.old.ending, difference.new.ending
    was, now = _ending_words(old, difference.old), _ending_words(new, difference.new)
    if after == ENDLESS:
        return f"now loops forever (before: {was})"
    if before == ENDLESS:
        return f"now {now} (before: looped forever)"
    if after == HANGUP and not difference.new.unanswered:
        return f"is now hung up on (before: {was})"
    return f"now {now} (before: {was})"


def _ending_words(flow: Flow, played: PlayedCall) -> str:
    return "rings out unanswered" if played.unanswered else describe_ending(flow, played.ending)


def _other_sounds(old: Flow, new: Flow, difference: Difference) -> str:
    """The first recording that differs, with the one before it as the place."""
    was, now = difference.old.recording_ids, difference.new.recording_ids
    at = next((index for index, (old_id, new_id) in enumerate(zip(was, now, strict=False)) if old_id != new_id), None)
    at = min(len(was), len(now)) if at is None else at
    place = f" after {recording_words(old, was[at - 1])}" if at else ""
    if was[at:] and now[at:]:
        if was[at + 1 :] == now[at:]:
            return f"no longer hears {recording_words(old, was[at])}{place}"
        if now[at + 1 :] == was[at:]:
            return f"now also hears {recording_words(new, now[at])}{place}"
        return f"now hears {recording_words(new, now[at])}{place} (before: {recording_words(old, was[at])})"
    if was[at:]:
        return f"no longer hears {_recording_list(old, was[at:])}{place}"
    return f"now also hears {_recording_list(new, now[at:])}{place}"


def _recording_list(flow: Flow, recordings: tuple[str, ...]) -> str:
    return join_words([recording_words(flow, id) for id in recordings])


def _other_time(new: Flow, difference: Difference) -> str:
    before, after = difference.old.milliseconds, difference.new.milliseconds
    if before == after or difference.old.ending == ENDLESS:
        return "hears the same recordings, at other times"
    longer = f"{duration_words(abs(after - before))} {'later' if after > before else 'sooner'}"
    times = f"{duration_words(after)}; before: {duration_words(before)}"
    return f"{_ending_words(new, difference.new)} {longer} ({times})"


def number_sentence(review: Review, number: str) -> str:
    """A number that only one of the flows answers."""
    flow = review.new if number in review.new.numbers else review.old
    target = flow.numbers[number]
    target = visible(flow.describe_address(target) if "||" in target else target)
    if flow is review.new:
        return f"{visible(number)} is now answered, by {target}"
    return f"{visible(number)} is no longer answered (before: {target})"
