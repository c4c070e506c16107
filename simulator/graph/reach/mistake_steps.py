"""Steps between receptionists that callers take by mistakes, without and with what the callers do.

In a flow of 10,000 receptionists the loops look at tens of thousands of steps to learn that nearly none is on a cycle,
so a step only points at its exit; the few on a cycle are spelt out as hops.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.graph.menu_rounds import Mistake
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.measure import Cost, Measure, split_words
from simulator.graph.reach.survey import Survey


class Hop(NamedTuple):
    """One step between receptionists: the exit taken, what the caller does until then, and the receptionist entered.

    ``milliseconds`` is how long it takes.
    """

    exit: Exit
    words: tuple[str, ...]
    target: str
    milliseconds: int = 0


class MistakeStep(NamedTuple):
    """A hop that has not been spelt out: the place of its exit in the summary, its cost, and where it leads."""

    place: int
    cost: Cost
    target: str


def steps_by_mistake(survey: Survey, key: str, mistake: Mistake, *, instant: bool = False) -> list[MistakeStep]:
    """The ways of a caller of one mistake into another receptionist: one, or one for each answer of a telephone.

    ``instant``: only those that take no time at all.
    """
    links = survey.links
    number = links.number_of(key)
    if not links.mistakes_lead_on(number):
        return []
    numbers = links.links_from(number)
    return [
        MistakeStep(place, cost, links.keys[numbers[place]])
        for place, cost in survey.summary_of(key).places_by_mistake(mistake)
        if numbers[place] >= 0 and not (instant and Measure.SHORTEST.milliseconds(cost))
    ]


def steps_by_any_mistake(survey: Survey, key: str) -> list[MistakeStep]:
    """The ways out of a receptionist other than by a choice, into another."""
    links, summary = survey.links, survey.summary_of(key)
    number = links.number_of(key)
    if not links.mistakes_lead_on(number):
        return []
    numbers = links.links_from(number)
    return [
        MistakeStep(place, cost, links.keys[numbers[place]])
        for place, cost in enumerate(summary.exit_costs(Measure.SHORTEST))
        if cost is not None and numbers[place] >= 0 and summary.exits[place].cause != "choice"
    ]


def spell_hop(survey: Survey, key: str, step: MistakeStep, *, timed: bool = True) -> Hop:
    """The hop of a step out of the receptionist with this key; without its time unless it is ``timed``."""
    lasts = Measure.SHORTEST.milliseconds(step.cost) if timed else 0
    return Hop(survey.summary_of(key).exits[step.place], tuple(split_words(step.cost.text)), step.target, lasts)
