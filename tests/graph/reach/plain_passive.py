"""Callers who never choose, or choose too late, by brute force: over the plan's places, or played one by one.

It knows nothing of rounds as rows have them, of exits or of kinds of menus.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Route
from simulator.core.events import ANSWERED
from simulator.core.places import ENDED, Place
from simulator.graph.reach.answered_exits import UNANSWERED
from tests.graph.reach.plain_walk import chooses, decides, steps

Span = tuple[int, int]
"""The least and the most milliseconds."""


class PlainEnd(NamedTuple):
    """Where a call ends, and how soon and how late."""

    end: Destination | None
    soonest: int
    slowest: int


class OneMistake:
    """Callers who make one kind of mistake in every round, or the other where theirs is impossible.

    Whoever is rung picks up, or may ``answer`` in any way.
    """

    def __init__(self, flow: Flow, mistake: str, *, answer: bool = False) -> None:
        self.plan = CallPlan(flow)
        self.mistake = mistake
        self.answer = answer
        self._misses: dict[Place, dict[Arc, Span]] = {}

    def ends_from(self, key: str) -> set[PlainEnd] | None:
        """Every end of such a caller who begins in a receptionist; None: they never get out."""
        ringing = self.plan.ringing_place(key)
        return self.ends_after(next(arc for arc in self.plan.arcs_from(ringing) if arc.trigger == ANSWERED))

    def ends_after(self, arc: Arc) -> set[PlainEnd] | None:
        """The same after an arc that leads into a receptionist."""
        found = self._follow(arc, ())
        if found is None:
            return None
        ends = {end for end, _ in found}
        return {PlainEnd(end, min(self._of(found, end, 0)), max(self._of(found, end, 1))) for end in ends}

    def _of(self, found: list[tuple[Destination | None, Span]], end: Destination | None, place: int) -> list[int]:
        return [span[place] for other, span in found if other == end]

    def _follow(self, arc: Arc, passed: tuple[Place, ...]) -> list[tuple[Destination | None, Span]] | None:
        if arc.dest == ENDED:
            return [(_end_of(arc.effects), (0, 0))]
        if arc.dest in passed:
            return None
        ends: list[tuple[Destination | None, Span]] = []
        for onward, (least, most) in self._ways_on(arc.dest).items():
            after = self._follow(onward, (*passed, arc.dest))
            if after is None:
                return None
            ends += [(end, (least + low, most + high)) for end, (low, high) in after]
        return [
            (end, (min(low for other, (low, _) in ends if other == end), max(h for o, (_, h) in ends if o == end)))
            for end in {end for end, _ in ends}
        ]

    def _ways_on(self, place: Place) -> dict[Arc, Span]:
        if place.phase not in ("prompt", "listening"):
            return {
                step.arc: (step.least, step.most)
                for step in steps(self.plan, place)
                if self.answer or step.arc.trigger not in ("no_answer", "busy")
            }
        misses = self._missed(place)
        mine = {arc: span for arc, span in misses.items() if _cause_of(arc) == self.mistake}
        return mine or misses

    def _missed(self, place: Place) -> dict[Arc, Span]:
        """Every arc that ends the round of a place with a mistake."""
        if place not in self._misses:
            spans: dict[Arc, Span] = {}
            for arc, (least, most) in self._each_miss(place):
                before = spans.get(arc, (least, most))
                spans[arc] = min(least, before[0]), max(most, before[1])
            self._misses[place] = spans
        return self._misses[place]

    def _each_miss(self, place: Place) -> Iterator[tuple[Arc, Span]]:
        for step in steps(self.plan, place):
            if decides(step.arc):
                if not chooses(step.arc):
                    yield Arc("", step.arc.effects, step.arc.dest), (step.least, step.most)
            elif step.arc.dest != place:
                for arc, (least, most) in self._missed(step.arc.dest).items():
                    yield arc, (step.least + least, step.most + most)


def _end_of(effects: tuple[Effect, ...]) -> Destination | None:
    """Return where a call is when it has ended; None: it dropped."""
    last = effects[-1]
    assert isinstance(last, Route | End), "a call is over by one of these"
    if last == End("unanswered"):
        return UNANSWERED
    return last.destination and last.destination.canonical


def _cause_of(arc: Arc) -> str:
    return next(effect.cause for effect in arc.effects if isinstance(effect, Miss))


class PlainLate(NamedTuple):
    """What callers can reach whose keys come late; see ``late_reach``."""

    receptionists: set[str]
    ends: set[str]
    too_late: set[tuple[str, str]]


def plain_late(flow: Flow, seconds: float, gap: float) -> PlainLate:
    """Play each choice of each menu that such callers come to, after each number of silent rounds."""
    late = PlainLate({flow.entry}, set(), set())
    queue = [flow.entry]
    for key in queue:  # grows while it is read
        made = codes_chosen(flow, key, seconds, gap)
        late.too_late.update((key, code) for code in codes_chosen(flow, key, 0, 0) - made)
        item = flow.receptionists[key]
        onward = [item.options[code].destination for code in made]
        passive = item.fall_back("silence") if item.is_menu else item.forward_destination
        for to in (*onward, *((passive,) if passive else ())):
            target = flow.receptionist_for(to)
            if target is None:
                late.ends.add(str(to.canonical))
            elif target not in late.receptionists:
                late.receptionists.add(target)
                queue.append(target)
    return late


def codes_chosen(flow: Flow, key: str, seconds: float, gap: float) -> set[str]:
    """Return the codes of a menu that a caller chooses in it who types just their keys, so late and so slowly."""
    player, item = Rehearsal(flow.entered_at(key), limit=100), flow.receptionists[key]
    waits = range((item.silences_allowed or 0) + 2)
    return {
        code
        for code in item.options
        for silent in waits
        if code == _first_choice(player, (*(ScriptStep(silence=True),) * silent, _press(code, seconds, gap)))
    }


def _press(code: str, seconds: float, gap: float) -> ScriptStep:
    return ScriptStep(press=code, after=seconds, gap=gap)


def _first_choice(player: Rehearsal, acts: tuple[ScriptStep, ...]) -> str | None:
    """Return what a caller chooses in the menu that they are put into, before they leave it."""
    _, trace = player.trace_call(CallerScript(steps=acts))
    entered = 0
    for effect in (effect for turn in trace.turns for effect in turn.effects):
        if isinstance(effect, Choice):
            return effect.keys
        entered += isinstance(effect, Enter)
        if entered > 1:
            return None
    return None
