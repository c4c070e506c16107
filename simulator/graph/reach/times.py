"""Times to each destination, to a person, and until a silent caller is out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.targets import outside_destinations
from simulator.graph.cycles import strong_components
from simulator.graph.menu_rounds import Mistake
from simulator.graph.reach.answered_exits import RINGS_ON, Exit
from simulator.graph.reach.cheapest_search import CheapestWay
from simulator.graph.reach.loops import BackChoice, ways_back
from simulator.graph.reach.measure import Measure, split_words
from simulator.graph.reach.survey import Survey, survey_of

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript


class Effort(NamedTuple):
    """What it takes a caller to get to a destination; ``milliseconds`` from the answer."""

    destination: Destination
    keys: int
    silences: int
    milliseconds: int


class FastestCaller(NamedTuple):
    """A caller who gets to a destination, and what it takes, as ``Effort`` has it."""

    destination: Destination
    keys: int
    silences: int
    milliseconds: int
    caller: CallerScript


class DestinationTimes(NamedTuple):
    """The callers who reach one destination from the flow's entry, and their times.

    ``best`` is the fastest caller, who knows the way and presses at once. ``shortest`` has the fewest
    keys and silences, hears every recording out, and presses as soon as the menu waits; None where
    only a caller who interrupts a recording gets there. ``worst`` is the milliseconds of the slowest caller who
    takes no way back and stops when their keys can no longer be a choice; None: unlimited, because
    callers can go round in a loop on the way.
    """

    destination: Destination
    best: FastestCaller
    shortest: FastestCaller | None
    worst: int | None


def destination_times(of: Flow | Survey, back: Iterable[BackChoice] | None = None) -> tuple[DestinationTimes, ...]:
    """Best, shortest-key and worst time of each destination outside of the flow, the nearest first.

    ``back`` are the choices of ``ways_back``, where they are known already.
    """
    from simulator.graph.reach.called_menus import RETURNS  # loaded where menus are FreeSWITCH's, or here

    survey = survey_of(of)
    fastest = survey.search_all(Measure.FASTEST, all_roots=False).ends
    patient = survey.search_all(Measure.PATIENT, all_roots=False).ends
    worst = longest_times(survey, back)
    order = survey.search_all(Measure.SHORTEST, all_roots=False).ends
    times: list[DestinationTimes] = []
    for end in sorted((end for end in order if end != RETURNS), key=order.__getitem__):
        shortest = _fastest_caller(survey, end, patient[end], Measure.PATIENT) if end in patient else None
        best = _fastest_caller(survey, end, fastest[end], Measure.FASTEST)
        times.append(DestinationTimes(end, best, shortest, worst[end]))
    return tuple(times)


def _fastest_caller(survey: Survey, end: Destination, way_there: CheapestWay, measure: Measure) -> FastestCaller:
    caller = survey.script_of_trail(way_there.trail, patient=measure is Measure.PATIENT)
    return FastestCaller(*_effort_of(end, way_there, measure), caller)


def _effort_of(end: Destination, way_there: CheapestWay, measure: Measure) -> Effort:
    cost = way_there.cost
    did = split_words(cost.text)
    keys = sum(len(word) for word in did if word != "silence")
    return Effort(end, keys, did.count("silence"), measure.milliseconds(cost))


def longest_times(survey: Survey, back: Iterable[BackChoice] | None = None) -> dict[Destination, int | None]:
    """The most milliseconds from the flow's entry to each destination, without the choices that lead back.

    None: unlimited. ``back`` are these choices, where they are known already.
    """
    links = survey.links
    skipped: dict[str, set[BackChoice]] = {}
    for choice in ways_back(survey) if back is None else back:
        skipped.setdefault(choice.receptionist, set()).add(choice)
    search = survey.search_all(Measure.SHORTEST, all_roots=False)
    onward = {key: _places_without(survey, key, skipped.get(key, ())) for key in search.receptionists}
    numbers = {key: links.links_from(links.number_of(key)) for key in onward}
    graph = {
        key: [links.keys[link] for place in places if (link := numbers[key][place]) >= 0]
        for key, places in onward.items()
    }
    most: dict[str, float] = {survey.flow.entry: 0}
    ends: dict[Destination, float] = {}
    # Reversed, each component comes after all that lead to it, so its longest time is final.
    for group in reversed(strong_components(graph)):
        limitless = len(group) > 1 or group[0] in graph[group[0]]
        longest_entry = max((most[key] for key in group if key in most), default=None)
        if longest_entry is None:
            continue
        for key in group:
            summary = survey.summary_of(key)
            for place in onward[key]:
                at = float("inf") if limitless else longest_entry + summary.longest_time(summary.exits[place])
                link = numbers[key][place]
                if link >= 0:
                    to = links.keys[link]
                    most[to] = max(most.get(to, 0), at)
                else:
                    end = links.end_of(link)
                    ends[end] = max(ends.get(end, 0), at)
    return {end: None if ends.get(end, float("inf")) == float("inf") else int(ends[end]) for end in search.ends}


def _places_without(survey: Survey, key: str, back: Collection[BackChoice]) -> Sequence[int]:
    """The exits of a receptionist by their places, without the choices that lead back."""
    exits = survey.summary_of(key).exits
    if not back and survey.flow.semantics.switch is None:
        return range(len(exits))
    return [
        place
        for place, exit in enumerate(exits)
        if not exit.returns
        and (exit.cause != "choice" or BackChoice(key, exit.code, survey.entered_by(exit) or "") not in back)
    ]


# -- persons ------------------------------------------------------------------------------------


def person_destinations(flow: Flow, *, perhaps: bool = True) -> frozenset[Destination]:
    """The destinations that a person answers; ``perhaps``: also those about which nothing is known.

    Only destinations that some receptionist leads to, without hang-ups and blank ones.
    """
    return frozenset(end for end in outside_destinations(flow) if is_person(flow, end, perhaps=perhaps))


def is_person(flow: Flow, destination: Destination, *, perhaps: bool = True) -> bool:
    """Return whether a person answers at a destination outside of the flow."""
    if destination.is_blank:
        return False
    catalogued = flow.destinations.get(destination.canonical)
    if catalogued is not None and catalogued.answers is not None:
        return catalogued.answers == "person"
    return perhaps and not destination.hangs_up and not destination.names_receptionist


def time_to_person(of: Flow | Survey, *, perhaps: bool = True) -> FastestCaller | None:
    """The caller with the fewest keys who gets to a person by choices, hearing every recording out.

    None if no caller does. The call starts at the flow's entry; ``perhaps`` is as in ``person_destinations``.
    """
    survey = survey_of(of)
    nearest = _nearest_person(survey, Measure.PATIENT, perhaps=perhaps)
    return None if nearest is None else _fastest_caller(survey, *nearest, Measure.PATIENT)


def effort_to_person(of: Flow | Survey, *, perhaps: bool = True) -> Effort | None:
    """What it takes the caller of ``time_to_person``, without a script of them, whose models take long to build."""
    nearest = _nearest_person(survey_of(of), Measure.PATIENT, perhaps=perhaps)
    return None if nearest is None else _effort_of(*nearest, Measure.PATIENT)


def keys_to_person(of: Flow | Survey, *, perhaps: bool = True) -> int | None:
    """The fewest keys of a caller who gets to a person by choices; None if no caller does."""
    survey = survey_of(of)
    nearest = _nearest_person(survey, Measure.SHORTEST, perhaps=perhaps)
    return None if nearest is None else nearest[1].first


def _nearest_person(survey: Survey, measure: Measure, *, perhaps: bool) -> tuple[Destination, CheapestWay] | None:
    """Return the person whom a caller gets to most cheaply by choices, and the way there; None if no caller does."""
    flow = survey.flow
    persons: dict[Destination, bool] = {}

    def answers(end: Destination) -> bool:
        if end not in persons:
            persons[end] = is_person(flow, end, perhaps=perhaps)
        return persons[end]

    search = survey.search_from([flow.entry], measure, _is_meant, enough=answers)
    people = {end: way for end, way in search.ends.items() if answers(end)}
    return min(people.items(), key=lambda item: item[1], default=None)


def _is_meant(exit: Exit) -> bool:
    return exit.cause in ("choice", "forward")


def persons_in_reach(of: Flow | Survey, *, perhaps: bool = True) -> frozenset[str]:
    """The reachable receptionists from which some caller gets to a person, in any way."""
    survey = survey_of(of)
    flow = survey.flow
    links = survey.links
    before: dict[int, list[int]] = {links.number_of(key): [] for key in survey.reachable}
    reaching: dict[int, None] = {}
    onward = {number: links.links_from(number) for number in before}
    persons = links.links_to_ends(lambda end: is_person(flow, end, perhaps=perhaps))
    for number, numbers in onward.items():
        for link in numbers:
            if link >= 0:
                before[link].append(number)
            elif link in persons:
                reaching[number] = None
    queue = list(reaching)
    for number in queue:  # grows while it is read
        new = [source for source in dict.fromkeys(before[number]) if source not in reaching]
        reaching.update(dict.fromkeys(new))
        queue += new
    return frozenset([links.keys[number] for number in reaching])


# -- silence and wrong keys ----------------------------------------------------------------------


class PassiveExit(NamedTuple):
    """The way out of a caller who chooses nothing: the soonest and the slowest time, and the destination.

    Silence takes one time only, so for a silent caller the two are equal.
    """

    milliseconds: int
    destination: Destination
    slowest: int


def silent_seconds(of: Flow | Survey, key: str | None = None) -> float | None:
    """Return how long a silent caller is kept from a receptionist (the entry) on; None: forever."""
    survey = survey_of(of)
    out = passive_exit(survey, survey.flow.entry if key is None else key, wrong_keys=False)
    return None if out is None else out.milliseconds / 1000


def passive_exit(survey: Survey, key: str, *, wrong_keys: bool) -> PassiveExit | None:
    """Return how a caller gets out who is silent, or presses only wrong keys; None: never."""
    soonest = slowest = 0
    mistake: Mistake = "wrong" if wrong_keys else "silence"
    visited = set[str]()
    while key not in visited:
        visited.add(key)
        summary = survey.summary_of(key)
        exit, cost = summary.exit_by_mistake(mistake, Measure.FASTEST)
        soonest += Measure.FASTEST.milliseconds(cost)
        slowest += summary.slowest_alone(mistake)
        target = survey.entered_by(exit)
        if exit.destination == RINGS_ON:
            return None
        if target is None:
            return PassiveExit(soonest, exit.destination.canonical, slowest)
        key = target
    return None
