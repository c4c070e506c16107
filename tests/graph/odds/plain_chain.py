"""The odds of a flow the slow and obvious way: its call plan walked event by event, and a dense system in fractions.

Nothing is shared with the room that is tested but the persona: no rows, no stays, no moments and no floats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from simulator.callers.given_answers import EVERYONE
from simulator.callers.persona import Persona, wrong_key_for
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute, ScheduleAnswer, ScheduleRoute
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Play, Round, Route
from simulator.core.events import ANSWERED, HUNG_UP, KEYS
from simulator.core.places import Place

Acts = tuple[tuple[int, str], ...]
Ended = tuple[str, str | None]
K = TypeVar("K")


class Node(NamedTuple):
    """Where chance decides: a round begins, or a telephone rings; announcements too, which may go in circles."""

    place: Place
    round: int
    acts: Acts = ()


class Walk(NamedTuple):
    """What follows one decision, without chance: the next node or an end, after how long, and what happened."""

    to: Node | Ended
    milliseconds: int
    heard: tuple[str, ...]
    keys: str
    tallies: tuple[tuple[str, int, str], ...]


class PlainOdds(NamedTuple):
    """The figures, exactly; times in milliseconds times shares."""

    shares: dict[Ended, Fraction]
    first: dict[Ended, Fraction]
    second: dict[Ended, Fraction]
    endless: Fraction
    heard: dict[str, Fraction]
    keys: dict[str, Fraction]
    tallies: dict[tuple[str, int, str], Fraction]


class PlainChain:
    """All that a persona's calls can come to, from the flow's start."""

    def __init__(self, flow: Flow, persona: Persona, states: Mapping[str, ScheduleAnswer]) -> None:
        self.flow, self.persona, self.states = flow, persona, states
        self.plan = CallPlan(flow)
        self.ways: dict[Node, list[tuple[Fraction, Walk]]] = {}
        first = next(arc for arc in self.plan.arcs_from(self.plan.ringing_place()) if arc.trigger == ANSWERED)
        self.start = self._walk_on(first, 0, (), (), 0)
        queue = [self.start.to]
        for node in queue:
            if isinstance(node, Node) and node not in self.ways:
                self.ways[node] = [way for way in self._decide(node) if way[0]]
                queue += [walk.to for _, walk in self.ways[node]]

    # -- decisions --------------------------------------------------------------------------------

    def _decide(self, node: Node) -> list[tuple[Fraction, Walk]]:
        assert node.place.wait is not None
        if node.place.wait.asks is not None:
            return [
                (chance, self._run(node.place, lasts, answer, node.acts, (), node.round))
                for answer, chance, lasts in self._answers(node.place)
            ]
        if node.place.phase == "forward":
            wait = node.place.wait
            return [(Fraction(1), self._run(node.place, wait.milliseconds, wait.then.trigger, node.acts, (), 0))]
        return [(chance, self._act(node, triggers)) for chance, triggers in self._choices(node)]

    def _choices(self, node: Node) -> list[tuple[Fraction, tuple[str, ...]]]:
        right, wrong, silent, hang_up = map(Fraction, self.persona.chances_in(node.round))
        menu = self.flow.receptionists[node.place.receptionist]
        key = wrong_key_for(tuple(menu.options))
        shares = {
            code: Fraction(share) for code, share in self.persona.prefers.get(node.place.receptionist, {}).items()
        }
        if node.place.receptionist not in self.persona.prefers:
            shares = {code: Fraction(1, len(menu.own_options)) for code in menu.own_options}
        choices = [(right * share, tuple(code)) for code, share in shares.items()]
        if not shares:
            wrong += right
        return [
            *choices,
            (wrong, () if key is None else (key,)),
            (silent, ()),
            (hang_up, (HUNG_UP,)),
        ]

    def _act(self, node: Node, triggers: tuple[str, ...]) -> Walk:
        at, gap = self.persona.reaction_ms, self.persona.gap_ms
        acts = tuple((at + place * gap, trigger) for place, trigger in enumerate(triggers))
        now, later = ((), acts) if self.persona.cue == "listening" else (acts, ())
        assert node.place.wait is not None
        if node.place.phase == "listening" and later:
            now, later = later, ()
        return self._run(node.place, node.place.wait.milliseconds, node.place.wait.then.trigger, now, later, node.round)

    def _answers(self, place: Place) -> list[tuple[str, Fraction, int]]:
        assert place.wait is not None
        assert place.wait.asks is not None
        destination, route = place.wait.asks
        if isinstance(route, ScheduleRoute):
            return [(self.states[route.schedule], Fraction(1), 0)]
        assert isinstance(route, PersonRoute)
        chances = self.persona.people.get(str(destination.canonical))
        if chances is None:
            chances = tuple(
                chance for chance in self.persona.people.get(EVERYONE, ()) if chance.answer in route.answers
            )
        answers: list[tuple[str, Fraction, int]] = [
            (
                chance.answer,
                Fraction(chance.chance),
                route.rings_ms if chance.answer == "no_answer" else chance.after_ms or 0,
            )
            for chance in chances
        ]
        missing = Fraction(1) - sum((chance for _, chance, _ in answers), Fraction(0))
        if missing > Fraction(1, 10**15):
            answers.append(("no_answer", missing, route.rings_ms) if route.nobody else ("picked_up", missing, 0))
        return answers

    # -- walks, event by event --------------------------------------------------------------------

    def _run(self, place: Place, due: int, then: str, acts: Acts, later: Acts, number: int) -> Walk:
        """Let what comes first happen, until chance decides again."""
        keys = ""
        while True:
            if acts and acts[0][0] < due:
                at, trigger = acts[0]
                acts = acts[1:]
                keys += trigger if trigger in KEYS else ""
            else:
                at, trigger = due, then
            arc = next(arc for arc in self.plan.arcs_from(place) if arc.trigger == trigger)
            if not arc.internal:
                walk = self._walk_on(arc, at, acts, later, number)
                return walk._replace(keys=keys + walk.keys, tallies=(*self._tallies(place, number, arc), *walk.tallies))

    def _walk_on(self, arc: Arc, at: int, acts: Acts, later: Acts, number: int) -> Walk:
        """Follow one arc, and go on from there until chance decides again."""
        acts = tuple((time - at, trigger) for time, trigger in acts)
        heard = tuple(effect.recording for effect in arc.effects if isinstance(effect, Play))
        ended = end_of(arc.effects)
        if ended is not None:
            return Walk(ended, at, heard, "", ())
        place = arc.dest
        assert place.wait is not None
        number = 0 if any(isinstance(effect, Enter) for effect in arc.effects) else number
        begins = any(isinstance(effect, Round) for effect in arc.effects)
        if begins:
            number += 1
        if (begins and not acts and not later) or place.wait.asks is not None or place.phase == "forward":
            return Walk(Node(place, number, acts), at, heard, "", ())
        if place.phase == "listening" and later:
            acts, later = later, ()
        further = self._run(place, place.wait.milliseconds, place.wait.then.trigger, acts, later, number)
        return Walk(further.to, at + further.milliseconds, (*heard, *further.heard), further.keys, further.tallies)

    def _tallies(self, place: Place, number: int, arc: Arc) -> list[tuple[str, int, str]]:
        for effect in arc.effects:
            what = effect.cause if isinstance(effect, Miss) else "chose" if isinstance(effect, Choice) else None
            if what is not None:
                return [(place.receptionist, number, what)]
        in_round = place.phase in ("prompt", "listening", "collecting", "dead")
        return [(place.receptionist, number, "hung_up")] if arc.trigger == HUNG_UP and in_round else []

    # -- the dense system -------------------------------------------------------------------------

    def solve(self) -> PlainOdds:
        """Solve it: visits and the moments of their times, then all that follows from them."""
        leaving = self._leaving_nodes()
        nodes = [node for node in self.ways if node in leaving]
        numbers = {node: number for number, node in enumerate(nodes)}
        size = len(nodes)
        zero = Fraction(0)
        matrix = [[Fraction(int(row == column)) for column in range(size)] for row in range(size)]
        start = [zero] * size
        if isinstance(self.start.to, Node) and self.start.to in numbers:
            start[numbers[self.start.to]] = Fraction(1)
        inner = [
            (numbers[node], numbers[walk.to], chance, walk.milliseconds)
            for node in nodes
            for chance, walk in self.ways[node]
            if isinstance(walk.to, Node) and walk.to in numbers
        ]
        for source, to, chance, _ in inner:
            matrix[to][source] -= chance
        visits = solve_dense(matrix, start)
        offset = self.start.milliseconds
        first = [value * offset for value in start]
        for source, to, chance, lasts in inner:
            first[to] += visits[source] * chance * lasts
        firsts = solve_dense(matrix, first)
        second = [value * offset * offset for value in start]
        for source, to, chance, lasts in inner:
            second[to] += chance * (2 * firsts[source] * lasts + visits[source] * lasts * lasts)
        seconds = solve_dense(matrix, second)
        return self._gather(nodes, visits, firsts, seconds)

    def _gather(
        self, nodes: Sequence[Node], visits: Sequence[Fraction], firsts: Sequence[Fraction], seconds: Sequence[Fraction]
    ) -> PlainOdds:
        odds = PlainOdds({}, {}, {}, Fraction(0), {}, {}, {})
        endless = Fraction(0)
        begins = Walk(self.start.to, self.start.milliseconds, self.start.heard, "", ())
        flows = [(Fraction(1), Fraction(0), Fraction(0), begins)]
        for node, visit, first, second in zip(nodes, visits, firsts, seconds, strict=True):
            flows += [(visit * chance, first * chance, second * chance, walk) for chance, walk in self.ways[node]]
        for share, first, second, walk in flows:
            for recording in walk.heard:
                add(odds.heard, recording, share)
            for key in walk.keys:
                add(odds.keys, key, share)
            for tally in walk.tallies:
                add(odds.tallies, tally, share)
            if isinstance(walk.to, Node):
                endless += share if walk.to not in self._leaving_nodes() else 0
                continue
            lasts = walk.milliseconds
            add(odds.shares, walk.to, share)
            add(odds.first, walk.to, first + share * lasts)
            add(odds.second, walk.to, second + 2 * first * lasts + share * lasts * lasts)
        return odds._replace(endless=endless)

    def _leaving_nodes(self) -> set[Node]:
        """The nodes from which some caller comes to an end."""
        leaving: set[Node] = set()
        while True:
            more = {
                node
                for node, ways in self.ways.items()
                if node not in leaving and any(not isinstance(walk.to, Node) or walk.to in leaving for _, walk in ways)
            }
            if not more:
                return leaving
            leaving |= more


def end_of(effects: Sequence[Effect]) -> Ended | None:
    """The end that effects make; None: the call goes on."""
    for effect in effects:
        if isinstance(effect, Route):
            return "routed", str(effect.destination)
        if isinstance(effect, End):
            kind = "abandoned" if effect.by == "caller" else "hung_up"
            return kind, None if effect.destination is None else str(effect.destination)
    return None


def add(sums: dict[K, Fraction], key: K, value: Fraction) -> None:
    sums[key] = sums.get(key, Fraction(0)) + value


def solve_dense(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """Solve a system of equations by Gauss-Jordan elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = next(row for row in range(column, len(rows)) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [value / scale for value in rows[column]]
        for row in range(len(rows)):
            factor = rows[row][column]
            if row != column and factor:
                rows[row] = [value - factor * top for value, top in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]
