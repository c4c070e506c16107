"""A crowd's calls as states and moves, unrolled from the chains of its personas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from simulator.callers.crowd_file import PeopleQueue
from simulator.callers.persona import AnswerChance, Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import Answer, PersonRoute
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.crowd_moves import (
    NOTHING,
    ChainMoves,
    CrowdEnd,
    CrowdFact,
    CrowdMove,
    CrowdPlace,
    QueueStop,
    cut_fact,
)
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.flow_odds import give_answers
from simulator.graph.odds.stay_library import StayLibrary
from simulator.graph.odds.week_situations import SituationMix
from simulator.tables.flow_table import FlowTable

STATES_MOST = 1_000_000
"""So many states take about a gigabyte while they are compiled."""


class CrowdRows(NamedTuple):
    """The states of a crowd's calls: from each, its moves; their chances add up to 1.

    State 0 begins a call: it draws the persona and the situation. ``starts`` has where calls of a persona in a
    situation begin, by their numbers: a state, or ``~end``. ``stops`` are the states in which callers come to a queue;
    those have no moves. ``assumed`` are the answers that telephones give by default, ``asked`` the schedules asked.
    """

    states: Sequence[Sequence[CrowdMove]]
    ends: Sequence[CrowdEnd]
    facts: Sequence[CrowdFact]
    starts: Sequence[Sequence[int]]
    stops: Mapping[int, QueueStop]
    assumed: Mapping[str, Answer]
    asked: frozenset[str]


def compile_crowd(
    flow: Flow,
    personas: Sequence[Persona],
    settings: WorldSettings,
    situations: SituationMix,
    queues: Sequence[PeopleQueue] = (),
    *,
    meets: bool = False,
) -> CrowdRows:
    """Compile a flow's calls of personas whose shares add up to 1.

    ``meets``: calls are played in the order of time, so that each persona also has the ends of callers who give up, and
    of those whom nobody answers.

    Raises ``LateReaction`` as odds do, and ``UsageError`` for menus that chains cannot follow, or too many states.
    """
    compiler = _CrowdCompiler(flow, queues)
    rows = compiler.compile(personas, settings, situations)
    if not meets:
        return rows
    ends = {CrowdEnd(number, "abandoned", None): None for number in range(len(personas))}
    ends |= {CrowdEnd(stop.persona, "hung_up", queues[stop.queue].destination): None for stop in rows.stops.values()}
    cut = [cut_fact(fact) for fact in rows.facts if fact.result is not None]
    return rows._replace(ends=[*dict.fromkeys((*rows.ends, *ends))], facts=[*dict.fromkeys((*rows.facts, *cut))])


class _CrowdCompiler:
    """States, ends and facts by their numbers, as they are found."""

    def __init__(self, flow: Flow, queues: Sequence[PeopleQueue]) -> None:
        self.flow = flow
        self.queues = {queue.destination: number for number, queue in enumerate(queues)}
        self.states: list[list[CrowdMove]] = [[]]
        self.ends: dict[CrowdEnd, int] = {}
        self.facts: dict[CrowdFact, int] = {NOTHING: 0}
        self.stops: dict[int, QueueStop] = {}

    def compile(self, personas: Sequence[Persona], settings: WorldSettings, situations: SituationMix) -> CrowdRows:
        table, starts = FlowTable(self.flow), []
        assumed: dict[str, Answer] = {}
        asked: set[str] = set()
        for number, given in enumerate(personas):
            persona = give_answers(given, settings)
            library = StayLibrary(self.flow, self._explorer_of(persona))
            chains = [CallChain(table, library, self.flow.start, states) for states, _ in situations.every]
            starts.append([self._unroll(number, persona, chain) for chain in chains])
            assumed |= {name: answer for chain in chains for name, answer in chain.assumed.items()}
            asked |= {key for chain in chains for key in chain.asked}
        begins = [
            CrowdMove(persona.share * weight, start, 0, self._number_of_fact(CrowdFact(number)))
            for number, (persona, ways) in enumerate(zip(personas, starts, strict=True))
            for start, (_, weight) in zip(ways, situations.every, strict=True)
            if persona.share * weight
        ]
        self.states[0] = begins
        self._end_the_endless({number for number, given in enumerate(personas) if given.memory.call is not None})
        return CrowdRows(self.states, [*self.ends], [*self.facts], starts, self.stops, assumed, frozenset(asked))

    def _explorer_of(self, persona: Persona) -> Persona:
        """A persona whose chain has every place that the given one can come to, with whatever it remembers."""
        memory = persona.memory
        if memory.after_mistakes:
            every = (*persona.rounds, *memory.after_mistakes)
            mean = RoundChances(*(sum(chances) / len(every) for chances in zip(*every, strict=True)))
            persona = replace(persona, rounds=(mean,))
        people = dict(persona.people)
        for destination in self.queues:
            route = self.flow.route_of(destination)
            if isinstance(route, PersonRoute):
                answers = route.answers
                people[str(destination)] = tuple(AnswerChance(answer, 1 / len(answers)) for answer in answers)
        return replace(persona, people=people)

    # -- states -----------------------------------------------------------------------------------

    def _unroll(self, number: int, persona: Persona, chain: CallChain) -> int:
        """Add the states of a chain; return where its calls begin, a state or ``~end``."""
        moves = ChainMoves(number, persona, chain, self.queues)
        states: dict[CrowdPlace, int] = {}
        work: list[CrowdPlace] = []

        def number_of(target: CrowdPlace) -> int:
            state = states.get(target)
            if state is None:
                end = moves.end_of(target)
                if end is not None:
                    state = ~self.ends.setdefault(end, len(self.ends))
                else:
                    state = len(self.states)
                    if state >= STATES_MOST:
                        raise UsageError(
                            f"the calls have more than {STATES_MOST:,} states (each round of each menu, by the tries "
                            "used so far, for each persona); use fewer tries or personas, or `ivrsim odds`"
                        )
                    self.states.append([])
                    work.append(target)
                states[target] = state
            return state

        start = number_of(moves.start)
        for target in work:  # grows while it is read
            stop = moves.stop_at(target)
            if stop is not None:
                ways = {answer: number_of(to) for answer, to in stop.ways.items()}
                self.stops[states[target]] = QueueStop(number, stop.queue, ways)
                continue
            self.states[states[target]] = [
                CrowdMove(chance, number_of(to), lasts, self._number_of_fact(fact))
                for chance, to, lasts, fact in moves.moves_from(target)
            ]
        return start

    def _number_of_fact(self, fact: CrowdFact) -> int:
        return self.facts.setdefault(fact, len(self.facts))

    def _end_the_endless(self, patient: Collection[int]) -> None:
        """Let a call end as *endless* where it comes to a state from which no end can be reached.

        The patience of some personas ends wherever time goes on.
        """
        facts = [*self.facts]
        sources: dict[int, list[int]] = {}
        for state, moves in enumerate(self.states):
            for to in [*(move.to for move in moves), *self._stop_ways(state)]:
                sources.setdefault(to, []).append(state)
        leaving = {state for state in sources if state < 0} | {*self.stops}
        leaving |= {
            state
            for state, moves in enumerate(self.states)
            if any(move.milliseconds and facts[move.fact].persona in patient for move in moves)
        }
        work = [*leaving]
        for to in work:  # grows while it is read
            for state in sources.get(to, ()):
                if state not in leaving:
                    leaving.add(state)
                    work.append(state)
        for state, moves in enumerate(self.states):
            if any(move.to not in leaving for move in moves):
                self.states[state] = [
                    move if move.to in leaving else move._replace(to=self._endless_of(facts[move.fact].persona))
                    for move in moves
                ]

    def _endless_of(self, persona: int) -> int:
        return ~self.ends.setdefault(CrowdEnd(persona, "endless", None), len(self.ends))

    def _stop_ways(self, state: int) -> Iterator[int]:
        yield from self.stops[state].ways.values() if state in self.stops else ()
