"""Analyses of reach written plainly, without numbers, sharing or short cuts; the fast ones are held against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES
from simulator.graph.reach.answered_exits import RINGS_ON, Exit
from simulator.graph.reach.departures import Callers, routes_on
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single

Way = tuple[int, int, str, tuple[str, ...]]
"""Cost, words, and the receptionists on the way."""

ENDS = (PERSON, MACHINE, HANGUP, "ringgroup||10", "time_condition||1", "department||")


def random_flow(seed: int) -> Flow:
    """A flow of up to seven receptionists that lead to each other; half of its recordings take no time."""
    random = Random(seed)
    keys = [f"m{number}" for number in range(random.randint(1, 7))]

    def target() -> str:
        return random.choice(keys) if random.random() < 0.55 else random.choice(ENDS)

    def receptionist() -> Receptionist:
        if random.random() < 0.25:
            return single(target(), greeting=random.choice([None, "0", "3"]))
        codes = random.sample(["1", "2", "3", "*", "#", "12", "45"], random.randint(0, 5))
        counts = random.randint(0, 2), random.randint(0, 2)
        parts = ("greeting", "wrong_key_retry_recording", "silence_final_recording")
        recordings = {part: random.choice(["0", "2"]) for part in parts if random.random() < 0.5}
        entries = {code: target() for code in codes}
        timeout = random.choice([0, 1, 5])
        return menu(entries, wrong=target(), silence=target(), allowed=counts, timeout=timeout, **recordings)

    numbers = {str(number): random.choice(keys) for number in range(random.choice([0, 0, 2]))}
    semantics = random.choice([profile for profile in PROFILES.values() if profile.switch is None])
    return flow({key: receptionist() for key in keys}, semantics=semantics, numbers=numbers)


def taken_exits(survey: Survey, key: str, measure: Measure) -> Iterator[tuple[Exit, tuple[int, int, str]]]:
    """The exits that can be taken, with their costs."""
    summary = survey.summary_of(key)
    for exit, cost in zip(summary.exits, summary.exit_costs(measure), strict=True):
        if cost is not None and exit.destination != RINGS_ON:
            yield exit, cost


def plain_search(
    survey: Survey, measure: Measure, allowed: Callable[[Exit], bool]
) -> tuple[dict[str, Way], dict[str, Way]]:
    """The cheapest way to each receptionist, and to each end: the least of all that are known is final."""
    known: dict[str, Way] = {key: (0, 0, "", (key,)) for key in survey.roots}
    settled: dict[str, Way] = {}
    ends: dict[str, Way] = {}
    while known:
        key = min(known, key=lambda name: known[name][:3])
        first, second, words, trail = settled[key] = known.pop(key)
        for exit, cost in taken_exits(survey, key, measure):
            if not allowed(exit):
                continue
            to = survey.flow.receptionist_for(exit.destination)
            way = (first + cost[0], second + cost[1], words + cost[2], (*trail, to or key))
            name, ways = (to, known) if to else (str(exit.destination.canonical), ends)
            if name not in settled and (name not in ways or way[:3] < ways[name][:3]):
                ways[name] = way
    return settled, ends


def plain_open_ends(survey: Survey, callers: Callers) -> list[str]:
    """The open ends that such callers reach, in the order of the menus."""
    ends: dict[str, None] = {}
    for key in survey.reachable:
        summary = survey.summary_of(key)
        if callers == "silence" or callers == "wrong":
            exits = [exit for exit, _ in summary.exits_by_mistake(callers)]
        else:
            taken = (exit for exit, _ in taken_exits(survey, key, Measure.SHORTEST))
            exits = [exit for exit in taken if callers == "every" or exit.cause != "choice"]
        leaving = (exit.destination for exit in exits if survey.flow.receptionist_for(exit.destination) is None)
        ends |= {str(end.canonical): None for end in leaving if routes_on(survey.flow, end)}
    return list(ends)


def plain_circles(survey: Survey, onward: Callable[[str], list[Exit]]) -> set[frozenset[str]]:
    """The groups of receptionists that lead to each other by these exits."""

    def reached_from(key: str) -> set[str]:
        reached: set[str] = set()
        waiting = [key]
        while waiting:
            targets = (survey.flow.receptionist_for(exit.destination) for exit in onward(waiting.pop()))
            new = {to for to in targets if to is not None and to not in reached}
            reached |= new
            waiting += new
        return reached

    after = {key: reached_from(key) for key in survey.reachable}
    return {frozenset(other for other in after[key] if key in after[other]) for key in after if key in after[key]}
