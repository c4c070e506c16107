"""A persona as a caller of the real machine: it draws what it does in each round."""

from __future__ import annotations

from collections import Counter
from random import Random

from simulator.callers.drivers import converse
from simulator.callers.given_answers import GivenAnswer
from simulator.callers.persona import Persona, RoundChances, wrong_key_for
from simulator.callers.script_actor import TimedAct, begins_round
from simulator.callers.world import CallWorld, WorldSettings
from simulator.callers.world_response import WorldResponse
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.core.call import Turn
from simulator.core.effects import Enter, Miss
from simulator.core.events import EVENTS, HUNG_UP, KEYS
from simulator.core.machine import CallMachine
from simulator.core.places import WorldQuestion

Sample = tuple[str, str | None, int]


class PersonaCaller:
    """Somebody on the line who remembers the round, and the mistakes that the persona says."""

    def __init__(self, flow: Flow, persona: Persona, random: Random) -> None:
        self.flow, self.persona, self.random = flow, persona, random
        self.acts: list[tuple[int, str]] = []
        self.waiting: tuple[str, ...] = ()
        self.round = 0
        self.mistakes = 0

    def hear(self, turn: Turn) -> None:
        if turn.event.trigger in KEYS or turn.event.trigger == HUNG_UP:
            self.acts.pop(0)
        if any(isinstance(effect, Enter) for effect in turn.effects):
            self.round = 0
        self.mistakes += sum(isinstance(effect, Miss) for effect in turn.effects)
        if begins_round(turn):
            self.round += 1
            if not self.acts:
                triggers = self._draw_act(turn.dest.receptionist)
                if self.persona.cue == "prompt":
                    self._schedule(turn.at, triggers)
                else:
                    self.waiting = triggers
        if turn.dest.phase == "listening" and self.waiting:
            self._schedule(turn.at, self.waiting)
            self.waiting = ()

    def next_act(self) -> TimedAct | None:
        return TimedAct(self.acts[0][0], EVENTS[self.acts[0][1]]) if self.acts else None

    def _schedule(self, now: int, triggers: tuple[str, ...]) -> None:
        at = now + self.persona.reaction_ms
        self.acts += [(at + place * self.persona.gap_ms, trigger) for place, trigger in enumerate(triggers)]

    def _chances(self) -> RoundChances:
        after = self.persona.memory.after_mistakes
        if after and self.mistakes:
            return after[min(self.mistakes, len(after)) - 1]
        return self.persona.chances_in(self.round)

    def _draw_act(self, key: str) -> tuple[str, ...]:
        menu = self.flow.receptionists[key]
        (act,) = self.random.choices(["right", "wrong", "silent", "hang up"], self._chances())
        shares = self.persona.prefers.get(key) or dict.fromkeys(menu.own_options, 1.0)
        if act == "right" and shares:
            return tuple(self.random.choices([*shares], [*shares.values()])[0])
        if act in ("right", "wrong"):
            wrong = wrong_key_for(tuple(menu.options))
            return () if wrong is None else (wrong,)
        return (HUNG_UP,) if act == "hang up" else ()


class ChancyWorld:
    """Telephones that are answered by chance; schedules as usual."""

    def __init__(self, settings: WorldSettings, persona: Persona, random: Random) -> None:
        self.world, self.persona, self.random = CallWorld(settings), persona, random

    def answer_question(self, question: WorldQuestion, at_ms: int) -> WorldResponse:
        chances = self.persona.people.get(str(question.destination.canonical))
        if not chances or not isinstance(question.route, PersonRoute):
            return self.world.answer_question(question, at_ms)
        (drawn,) = self.random.choices(chances, [chance.chance for chance in chances])
        given = GivenAnswer(drawn.answer, drawn.after_ms)
        return WorldResponse(
            EVENTS[given.answer], question.route.rings_ms if given.answer == "no_answer" else given.after_ms or 0
        )


def sample_calls(flow: Flow, persona: Persona, calls: int, seed: int = 1) -> Counter[Sample]:
    """Play callers through the machine; how many ended where, and after how many milliseconds."""
    machine, random, counts = CallMachine(flow), Random(seed), Counter[Sample]()
    settings = WorldSettings(flow)
    for _ in range(calls):
        world = ChancyWorld(settings, persona, random)
        trace = converse(machine, PersonaCaller(flow, persona, random), world=world if flow.routes else None)
        assert trace.kind is not None
        counts[trace.kind, None if trace.destination is None else str(trace.destination), trace.milliseconds] += 1
    return counts
