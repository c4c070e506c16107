"""A change of a flow as its callers would notice it, and as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP
from simulator.graph.compare.caller_words import describe_caller, describe_ending, recording_words
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.differences import BY_THE_CLOCK, Difference, compare_flows
from simulator.graph.compare.observation import ENDLESS
from simulator.graph.plain_words import duration_words, join_words, visible
from simulator.graph.review.fields import FieldChange, list_changes
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
    """A difference, for callers of ``number`` (empty: of the entry)."""

    number: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Review:
    """The changes that callers notice (with ``numbers`` that only one flow answers), and those that were written.

    ``complete`` is false where more could be noticed than is listed.
    """

    old: Flow
    new: Flow
    noticed: tuple[NoticedDifference, ...]
    numbers: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    complete: bool

    @property
    def equal(self) -> bool:
        """Return whether no caller can tell the difference."""
        return not self.noticed and not self.numbers

    @property
    def same(self) -> bool:
        """Return whether nothing at all differs."""
        return self.equal and not self.changes


class ReviewRun:
    """A comparison of two flows for every way in (the entry, and each number), which can be followed and stopped."""

    def __init__(self, old: Flow, new: Flow) -> None:
        self._old, self._new = old, new
        self._noticed: list[NoticedDifference] = []
        self._spots: set[object] = set()  # a difference that callers of one number notice is listed once
        self._complete = True

    def steps(self) -> Iterator[WorkStep]:
        """Compare, with a step after each way in."""
        ways = list(_ways_in(self._old, self._new))
        self._complete = False  # until the last way in has been compared
        yield WorkStep(0, len(ways), "entries compared")
        complete = True
        for count, (number, before, after) in enumerate(ways, 1):
            comparison = compare_flows(self._old.entered_at(before), self._new.entered_at(after))
            complete &= comparison.complete
            for difference in comparison.differences:
                spot = difference.kind, difference.where, difference.what
                if spot not in self._spots or difference.what == BY_THE_CLOCK:
                    self._spots.add(spot)
                    self._noticed.append(NoticedDifference(number, difference))
            self._complete = complete and count == len(ways)
            yield WorkStep(count, len(ways), "entries compared")

    def review(self) -> Review:
        """Return the review; after a stop, that of the ways in that were compared."""
        old, new = self._old, self._new
        noticed = sorted(self._noticed, key=lambda item: ORDER.index(item.difference.kind))
        lost = tuple(dict.fromkeys(number for number in (*old.numbers, *new.numbers) if _only_one(old, new, number)))
        return Review(old, new, tuple(noticed), lost, tuple(list_changes(old, new)), self._complete)


def review_change(old: Flow, new: Flow, *, show: ShowStep = show_nothing) -> Review:
    """Compare two flows for every way in: the entry, and each number. ``show`` is given every step."""
    review_run = ReviewRun(old, new)
    for step in review_run.steps():
        show(step)
    return review_run.review()


def _only_one(old: Flow, new: Flow, number: str) -> bool:
    return (number in old.numbers) != (number in new.numbers)


def _ways_in(old: Flow, new: Flow) -> Iterator[tuple[str, str, str]]:
    """A number (none for the entry) and the receptionists that it leads to; each pair only once."""
    visited = {(old.entry, new.entry)}
    yield "", old.entry, new.entry
    for number, before in old.numbers.items():
        after = new.numbers.get(number)
        if after is not None and (before, after) not in visited:
            visited.add((before, after))
            yield number, before, after


# -- words ----------------------------------------------------------------------------------------


def difference_sentence(review: Review, item: NoticedDifference) -> str:
    """Return what one caller notices."""
    difference = item.difference
    words = describe_caller(*_flows_entered(review.old, review.new, difference), script=difference.script)
    subject = words[0].upper() + words[1:]
    if item.number:
        subject += f" (calling {visible(item.number)})"
    return f"{subject} {noticed_phrase(review.old, review.new, difference)}"


def _flows_entered(old: Flow, new: Flow, difference: Difference) -> tuple[Flow, Flow]:
    """Both flows, called where the caller called."""
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
    was, now = describe_ending(old, before), describe_ending(new, after)
    if after == ENDLESS:
        return f"now loops forever (before: {was})"
    if before == ENDLESS:
        return f"now {now} (before: looped forever)"
    if after == HANGUP:
        return f"is now hung up on (before: {was})"
    return f"now {now} (before: {was})"


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
    return f"{describe_ending(new, difference.new.ending)} {longer} ({times})"


def number_sentence(review: Review, number: str) -> str:
    """A number that only one of the flows answers."""
    if number in review.new.numbers:
        return f"{visible(number)} is now answered, by {visible(review.new.numbers[number])}"
    return f"{visible(number)} is no longer answered (before: {visible(review.old.numbers[number])})"
