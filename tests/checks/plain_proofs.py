"""Verdicts on the claims of a proof by the plain road: every event at every place of a flow's blueprints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import End, Enter, Return
from simulator.core.events import ANSWERED, KEYS
from simulator.core.places import ENDED, Place
from tests.graph.reach.plain_passive import OneMistake, PlainEnd
from tests.graph.reach.plain_walk import Cost, Step, Walk, chooses, has_cycle, steps, swiftest, walk

Leads = Callable[[Place, Step], bool]
"""Whether a caller of some kind can take a step from a place."""

DROP = End("menu")
"""A call that is sent to a blank destination, or back to nowhere."""


class PlainProof:
    """What callers of a flow can do, where schedules are held fixed. Calls begin at its entry, and at its numbers."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.plan = CallPlan(flow)
        self.roots = tuple(dict.fromkeys((flow.entry, *flow.numbers.values())))

    # -- where callers get to ------------------------------------------------------------------------

    def walk_from_entry(self, order: str) -> Walk:
        """The cheapest callers from the entry."""
        return walk(self.flow.entered_at(self.flow.entry), order)

    @cached_property
    def walks(self) -> list[Walk]:
        """The shortest callers from each root."""
        return [walk(self.flow.entered_at(root)) for root in self.roots]

    def cheapest_to(self, end: Destination) -> Cost | None:
        """The shortest caller to an end, of all roots."""
        return min((one.ends[end] for one in self.walks if end in one.ends), default=None)

    def cheapest_hearing(self, recording: str) -> Cost | None:
        """The shortest caller who hears a recording begin."""
        return min((one.heard[recording] for one in self.walks if recording in one.heard), default=None)

    def cheapest_into(self, key: str) -> Cost | None:
        """The shortest caller who comes into a receptionist."""
        return min((cost for one in self.walks if (cost := entered(one, key)) is not None), default=None)

    def swiftest_to(self, end: Destination, keys: int) -> int | None:
        """The least milliseconds from the entry with so few keys."""
        return swiftest(self.flow.entered_at(self.flow.entry), keys, end)

    # -- who gets out --------------------------------------------------------------------------------

    @cached_property
    def places(self) -> list[Place]:
        """Every place that some caller comes to."""
        return list(dict.fromkeys(place for one in self.walks for place in one.places))

    @cached_property
    def entries(self) -> list[Arc]:
        """Every arc by which callers come into a receptionist."""
        ringing = [self.plan.ringing_place(root) for root in self.roots]
        answered = [arc for place in ringing for arc in self.plan.arcs_from(place) if arc.trigger == ANSWERED]
        arcs = [*answered, *(step.arc for place in self.places for step in steps(self.plan, place))]
        return [arc for arc in arcs if any(isinstance(effect, Enter | Return) for effect in arc.effects)]

    def every_caller_gets_out(self) -> bool:
        """Whether nobody is caught who makes no choice any more, and no call drops."""
        drops = any(DROP in step.arc.effects for place in self.places for step in steps(self.plan, place))
        return not drops and not has_cycle(self._graph(self.places, _is_no_choice))

    def mistakes_get_out(self) -> bool:
        """Whether everybody gets out who only makes mistakes, from every receptionist on."""
        places = self.reached_from([arc.dest for arc in self.entries], _is_no_choice)
        ways = [step for place in places for step in steps(self.plan, place) if _is_no_choice(place, step)]
        drops = any(DROP in arc.effects for arc in (*(step.arc for step in ways), *self.entries) if not chooses(arc))
        return not drops and not has_cycle(self._graph(places, _is_no_choice))

    def one_mistake_gets_out(self, mistake: str) -> bool:
        """The same of those who make one kind of mistake, however telephones answer them."""
        callers = OneMistake(self.flow, mistake, answer=True)
        return all(is_out(callers.ends_after(arc)) for arc in self.entries)

    def time_passes(self) -> bool:
        """Whether no call goes round without a caller, in no time."""
        return not has_cycle(self._graph(self.places, _is_instant))

    def passive_ends(self, mistake: str) -> set[PlainEnd] | None:
        """Where such a caller ends from the entry on, if whoever is rung picks up."""
        return OneMistake(self.flow, mistake).ends_from(self.flow.entry)

    def choices_reach_somebody(self) -> bool:
        """Whether no choice ends in telephones that ring out, or ring each other, where nobody picks up."""
        ringing = [self.plan.ringing_place(root) for root in self.roots]
        for place in self.reached_from(ringing, _is_unanswered):
            if any(not self._is_answered(step.arc) for step in steps(self.plan, place) if chooses(step.arc)):
                return False
        return True

    def _is_answered(self, arc: Arc) -> bool:
        rung: list[Place] = []
        while arc.dest.phase == "alerting":
            if arc.dest in rung:
                return False
            rung.append(arc.dest)
            arc = next(arc for arc in self.plan.arcs_from(arc.dest) if arc.trigger == "no_answer")
        return End("unanswered") not in arc.effects

    def reached_from(self, starts: Iterable[Place], leads: Leads) -> list[Place]:
        """The places that such callers come to from some places on, these first."""
        reached = list(dict.fromkeys(starts))
        for place in reached:  # grows while it is read
            onward = (step.arc.dest for step in steps(self.plan, place) if leads(place, step))
            reached += dict.fromkeys(dest for dest in onward if dest not in reached)
        return reached

    def _graph(self, places: Iterable[Place], leads: Leads) -> dict[Place, list[Place]]:
        return {place: list(self._onward(place, leads)) for place in places}

    def _onward(self, place: Place, leads: Leads) -> Iterator[Place]:
        """Yield what follows, without keys on keys that can be no choice any more."""
        for step in steps(self.plan, place):
            if leads(place, step) and step.arc.dest != ENDED and not (place.phase == "dead" and step.arc.dest == place):
                yield step.arc.dest


def entered(walked: Walk, key: str) -> Cost | None:
    """Return what the shortest caller into a receptionist takes; None: nobody comes there."""
    menu = [cost for place, cost in walked.places.items() if place.receptionist == key and place.phase != "ringing"]
    return min(menu, default=None)


def is_out(ends: set[PlainEnd] | None) -> bool:
    """Return whether callers of one kind always get out."""
    return ends is not None and all(one.end is not None for one in ends)


def _is_no_choice(_: Place, step: Step) -> bool:
    return not chooses(step.arc)


def _is_instant(_: Place, step: Step) -> bool:
    return step.arc.trigger not in KEYS and not step.most


def _is_unanswered(_: Place, step: Step) -> bool:
    return step.arc.trigger not in ("picked_up", "busy")
