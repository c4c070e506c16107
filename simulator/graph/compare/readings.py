"""What a flow owes to settings that no document settles: every caller under every reading, exactly.

Which settings are open depends on the flow's dialect (``config.documentation``); one that is documented
stays as the flow has it. A *reading* is one combination of the open settings. Readings that no caller can
tell apart form a class (``equality``); what differs between neighbours, readings that differ in one setting,
is shown by the shortest caller (``compare``), who is then played under all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from simulator.callers.rehearsal import Rehearsal
from simulator.callers.script import STEPS_MOST, CallerScript, Step
from simulator.config.documentation import Dialect, is_open
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.abreast import Sides
from simulator.graph.compare.apart import Walk
from simulator.graph.compare.differences import Played, between, played
from simulator.graph.compare.equality import Pairs
from simulator.graph.compare.noticed import Ear, Ending
from simulator.graph.compare.side import Side, ends_behind, possible_ends
from simulator.graph.compare.spots import Kind
from simulator.graph.courses import pauses
from simulator.graph.walk import reachable

VARIED: dict[str, tuple[object, ...]] = {
    "final_on": ("after_retries", "at_count"),
    "replay_greeting": ("always", "without_retry_prompt"),
    "counters": ("separate", "shared"),
    "barge_in": (True, False),
}
"""The settings that may be open, and their values."""

WAYS: dict[str, tuple[object, ...]] = {"collect": ("prefix", "first_match", "terminated")}
"""The ways of collecting keys, varied when asked for."""

LISTED = ("interdigit_seconds", "zero_timeout_seconds")
"""Settings of any number of seconds: listed where they are open, not varied."""

ORDER: tuple[Kind, ...] = ("destination", "recording", "time")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a caller gets under some of the readings (their numbers)."""

    played: Played
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A caller for whom a setting matters, and what they get under which readings, the most frequent first."""

    setting: str
    kind: Kind
    script: CallerScript
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """What a flow owes to the settings.

    ``classes`` are the numbers of readings that no caller can tell apart. ``ends`` are the
    destinations that end calls; of them, ``steady`` are the same for callers who go through every
    menu without changing their mind (one choice, or only wrong keys, or only silence), ``listening``
    for callers who may err but press only while the menu waits, ``always`` for every caller.
    """

    flow: Flow
    readings: tuple[Semantics, ...]
    settings: dict[str, tuple[object, ...]]
    classes: tuple[tuple[int, ...], ...]
    dependencies: tuple[Dependency, ...]
    ends: tuple[Ending, ...]
    steady: frozenset[Ending]
    listening: frozenset[Ending]
    always: frozenset[Ending]

    @property
    def robust(self) -> bool:
        """Whether every caller ends at the same destination under all readings."""
        return len(self.always) == len(self.ends)


def read(flow: Flow, *, collect: bool = False) -> Readings:
    """What in a flow depends on which setting; ``collect`` varies the way of collecting keys as well."""
    settings = varied(flow.dialect) | (open_settings(WAYS, flow.dialect) if collect else {})
    combinations = list(product(*settings.values()))
    made = tuple(flow.semantics.model_copy(update=dict(zip(settings, values, strict=True))) for values in combinations)
    ears = [Ear(flow.under(semantics)) for semantics in made]
    near = list(_neighbours(settings, combinations))
    classes = _classes(ears, [(one, other) for _, one, other in near])
    unlike = [edge for edge in near if not any(edge[1] in group and edge[2] in group for group in classes)]
    ends = tuple(sorted(possible_ends(flow, flow.entry)))
    sides = [Side(ear) for ear in ears]
    listening = frozenset(ends) - _elsewhere(sides, unlike, ends, early=False)
    return Readings(
        flow,
        made,
        settings,
        classes,
        tuple(_dependencies(flow, sides, unlike)),
        ends,
        frozenset(ends) - _moved_choices(flow, made),
        listening,
        listening - _elsewhere(sides, unlike, tuple(sorted(listening)), early=True),
    )


def varied(dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """The settings, with their values, that the pages of a dialect leave open and that are always varied."""
    return open_settings(VARIED, dialect)


def open_settings(settings: dict[str, tuple[object, ...]], dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """Of some settings, those that the pages of a dialect leave open."""
    return {name: values for name, values in settings.items() if is_open(dialect, name)}


_Edge = tuple[str, int, int]
"""A setting, and the numbers of two readings that differ in it alone."""


def _neighbours(settings: dict[str, tuple[object, ...]], combinations: Sequence[tuple[object, ...]]) -> Iterator[_Edge]:
    number = {values: index for index, values in enumerate(combinations)}
    for place, (name, accepted) in enumerate(settings.items()):
        for values in combinations:
            rest = accepted[accepted.index(values[place]) + 1 :]
            for other in rest:
                yield name, number[values], number[(*values[:place], other, *values[place + 1 :])]


def _classes(ears: Sequence[Ear], near: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The readings grouped by what callers can tell; neighbours first, then one of each group."""
    group = list(range(len(ears)))

    def join(one: int, other: int) -> None:
        if group[one] != group[other] and Pairs(ears[one], ears[other]).difference() is None:
            kept, gone = sorted((group[one], group[other]))
            group[:] = [kept if item == gone else item for item in group]

    for one, other in near:
        join(one, other)
    for one in range(len(ears)):
        for other in range(one):
            if group[one] == one and group[other] == other:
                join(one, other)
    return tuple(tuple(index for index, item in enumerate(group) if item == first) for first in dict.fromkeys(group))


def _dependencies(flow: Flow, sides: Sequence[Side], unlike: Sequence[_Edge]) -> Iterator[Dependency]:
    players = [Rehearsal(side.ear.flow) for side in sides]
    made = [side.ear.flow.semantics for side in sides]
    for setting in dict.fromkeys(edge[0] for edge in unlike):
        found: dict[Kind, tuple[CallerScript, tuple[Outcome, ...]]] = {}
        for _, one, other in _first(flow, made, [edge for edge in unlike if edge[0] == setting]):
            unwanted: set[Kind] = {"template", *found}
            for difference in between(
                Sides(sides[one], sides[other]), (players[one], players[other]), unwanted=unwanted
            ):
                if difference.kind not in found:
                    unwanted.add(difference.kind)
                    kind, script = difference.kind, difference.script
                    found[kind] = _cut_off(players, script, kind, one, other) or (
                        script,
                        _outcomes(players, script, kind),
                    )
                if len(found) == len(ORDER):
                    break
        for kind in ORDER:
            if kind in found:
                yield Dependency(setting, kind, *found[kind])


def _cut_off(
    players: Sequence[Rehearsal], script: CallerScript, kind: Kind, one: int, other: int
) -> tuple[CallerScript, tuple[Outcome, ...]] | None:
    """The same caller, hanging up as soon as the next round listens, where that still shows what differs.

    What another setting changes later on is then left out.
    """
    if kind == "destination" or len(script.steps) == STEPS_MOST:
        return None
    short = CallerScript(steps=(*script.steps, Step(hangup=True)))
    outcomes = _outcomes(players, short, kind)
    apart = not any(one in outcome.readings and other in outcome.readings for outcome in outcomes)
    return (short, outcomes) if apart else None


def _first(flow: Flow, made: Sequence[Semantics], edges: Sequence[_Edge]) -> Sequence[_Edge]:
    """The neighbours on which a setting is looked at: those with the flow's own other settings, else the first."""
    own = [edge for edge in edges if flow.semantics in (made[edge[1]], made[edge[2]])]
    return own or edges[:1]


def _outcomes(players: Sequence[Rehearsal], script: CallerScript, kind: Kind) -> tuple[Outcome, ...]:
    """What a caller gets under all readings, those alike together."""
    groups: dict[object, list[int]] = {}
    results = [played(player, script) for player in players]
    for index, result in enumerate(results):
        notices: dict[Kind, object] = {
            "destination": result.ending,
            "recording": result.recordings,
            "time": (result.ending, result.milliseconds),
        }
        groups.setdefault(notices[kind], []).append(index)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group))
    return tuple(Outcome(results[group[0]], tuple(group)) for group in ordered)


# -- destinations ---------------------------------------------------------------------------------


def _elsewhere(sides: Sequence[Side], unlike: Sequence[_Edge], ends: Sequence[Ending], *, early: bool) -> set[Ending]:
    """The endings that some caller gets to under one reading, who ends elsewhere under another.

    Neighbours are enough: who ends elsewhere under two readings does so between two neighbours on
    the way from one to the other.
    """
    left, found = set(ends), set[Ending]()
    for _, one, other in unlike:
        if not left:
            break
        found |= Walk(Sides(sides[one], sides[other], early=early)).other_ends(left)
        left -= found
    return found


def _moved_choices(flow: Flow, made: Sequence[Semantics]) -> set[Ending]:
    """The endings behind choices that lead to their destination under some of the readings only.

    Keys of a choice that are pressed one after another while the menu listens: whatever else the
    settings change, these and the two fall-back destinations stay where they are.
    """
    moved: set[Ending] = set()
    for key in reachable(flow):
        item = flow.receptionists[key]
        if not item.is_menu:
            continue
        works = [pauses(flow.under(semantics), key) for semantics in _by_collecting(made)]
        for option, entry in item.options.items():
            if len({pause[option] is None for pause in works}) > 1:
                taken = [other.destination for code, other in item.options.items() if code in _cut_short(option)]
                for destination in (entry.destination, *taken):
                    moved |= ends_behind(flow, destination)
    return moved


def _cut_short(option: str) -> set[str]:
    """What the keys of an option may be taken for."""
    return {"#", *(option[:size] for size in range(1, len(option)))}


def _by_collecting(made: Sequence[Semantics]) -> list[Semantics]:
    return list({semantics.collect: semantics for semantics in made}.values())
