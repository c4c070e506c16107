"""Random callers who know the menu: they press what matters where they are, at times that are no race."""

from __future__ import annotations

import random
from typing import NamedTuple

from simulator.callers.act_schedule import ActSchedule, TimedStep, lower_step
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import converse
from simulator.callers.script_actor import TimedAct, opening_of
from simulator.config.flow import Flow
from simulator.config.receptionist import Entry, Receptionist
from simulator.core.call import Turn
from simulator.core.events import EVENTS, HUNG_UP, KEYS
from simulator.core.machine import CallMachine
from simulator.core.places import IN_ROUND
from simulator.engines.call_races import ROUNDS_MOST, SECONDS_MOST, play_for_races

_STEPS_MOST = 7
_DRAWS_PER_CALLER = 60
"""After so many draws for each caller that is wanted, the flow is taken to have no more."""


class DrawnCallers(NamedTuple):
    """Callers, and how many were drawn and left out: races, and calls that last too long."""

    callers: tuple[CallerScript, ...]
    races: int
    too_long: int


def draw_callers(
    flow: Flow, count: int, rng: random.Random, *, entry: str | None = None, seconds_most: float = SECONDS_MOST
) -> DrawnCallers:
    """Draw callers for a flow without routes; ``entry`` (a key) is where all of them begin, None: anywhere.

    There may be fewer than ``count``, where nearly every call is a race or lasts too long.
    """
    machine = CallMachine(flow)
    drawn: list[CallerScript] = []
    races = too_long = 0
    keys = [*flow.receptionists]
    for _ in range(count * _DRAWS_PER_CALLER):
        if len(drawn) == count:
            break
        start = entry or (flow.entry if rng.random() < 0.4 else rng.choice(keys))
        caller = DrawnCaller(flow, rng)
        converse(machine, caller, start=start, limit=ROUNDS_MOST)
        script = CallerScript(name=f"drawn {len(drawn) + 1}", entry=start, steps=tuple(caller.steps))
        played = play_for_races(machine, script)
        if not played.is_short(seconds_most):
            too_long += 1
        elif played.is_race:
            races += 1
        else:
            drawn.append(script)
    return DrawnCallers(tuple(drawn), races, too_long)


class DrawnCaller:
    """A caller who decides in every round what to do next, knowing the menu and what it leads to."""

    def __init__(self, flow: Flow, rng: random.Random) -> None:
        self.steps: list[ScriptStep] = []
        self._flow, self._rng = flow, rng
        self._rest = rng.randint(1, _STEPS_MOST)
        self._lowered: list[TimedStep] = []
        self._schedule = ActSchedule(self._lowered)
        self._done = 0
        self._turns = 0

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then."""
        acts = self._schedule.acts
        if self._done == len(acts):
            return None
        at, trigger = acts[self._done]
        return TimedAct(at, EVENTS[trigger])

    def hear(self, turn: Turn) -> None:
        """Take in one turn; where a round begins and no key is to come, draw the next step."""
        trigger, place = turn.event.trigger, turn.dest
        if trigger in KEYS or trigger == HUNG_UP:
            self._done += 1
        opens = opening_of(turn)
        if opens and self._done == len(self._schedule.acts) and len(self.steps) < self._rest:
            item = self._flow.receptionists[place.receptionist]
            for step in self._draw_steps(item) if item.is_menu else self._draw_keys_over(item):
                self.steps.append(step)
                self._lowered.append(lower_step(step))
        in_round, listens = place.phase in IN_ROUND, place.phase == "listening"
        self._schedule.hear(self._turns, turn.at, self._done, opens, in_round, listens)
        self._turns += 1

    def _draw_steps(self, menu: Receptionist) -> list[ScriptStep]:
        rng, fate = self._rng, self._rng.random()
        if fate < 0.18:
            return [ScriptStep(silence=True)]
        timing = self._draw_timing(menu)
        if fate < 0.21:
            return [ScriptStep.model_validate({"hangup": True, **timing})]
        keys = self._draw_keys(menu)
        gap = {"gap": rng.choice([0.16, 0.2, 0.3, 0.5, 1.25])} if len(keys) > 1 else {}
        steps = [ScriptStep.model_validate({"press": keys, **timing, **gap})]
        if rng.random() < 0.06:  # in what the keys lead to, whatever it is
            after = round(rng.uniform(0.2, 2.5), 3)
            further = {"hangup": True} if rng.random() < 0.5 else {"press": rng.choice(KEYS)}
            steps.append(ScriptStep.model_validate({**further, "cue": "now", "after": after}))
        return steps

    def _draw_keys_over(self, announcement: Receptionist) -> list[ScriptStep]:
        """A key into an announcement, or into the wait after it; callers who press none take no step there."""
        rng, repeat = self._rng, announcement.engine.announcement.repeat
        if rng.random() < 0.4:
            return []
        key = repeat if repeat is not None and rng.random() < 0.5 else rng.choice(KEYS)
        lasts = self._flow.length_of(announcement.greeting).milliseconds / 1000 if announcement.greeting else 0.0
        after = rng.uniform(0.1, lasts + (0.9 if repeat is not None else 0.0))
        return [ScriptStep(press=key, cue="announcement", after=round(after, 3))]

    def _draw_timing(self, menu: Receptionist) -> dict[str, object]:
        rng = self._rng
        if rng.random() < 0.25:
            return {"cue": "listening", "after": round(rng.uniform(0.1, 1.5), 3)}
        greeting = self._flow.length_of(menu.greeting).milliseconds / 1000 if menu.greeting else 0.0
        after = rng.choice([rng.uniform(0.1, 0.6), greeting + rng.uniform(0.1, 0.8), rng.uniform(0.1, 3.0)])
        return {"cue": "prompt", "after": round(after, 3)}

    def _draw_keys(self, menu: Receptionist) -> str:
        rng = self._rng
        codes = [*menu.options] or ["1"]
        ways = {
            "right": 40,
            "ahead": 15,
            "partial": 13,
            "signs": 7,
            "any": 12,
            "wrong": 13,
            **({"number": 12} if menu.engine.extensions else {}),
        }
        keys = self._keys_of(rng.choices([*ways], [*ways.values()])[0], menu, codes)
        if self._flow.semantics_in(menu).collect == "terminated" and rng.random() < 0.5 and not keys.endswith("#"):
            keys += "#"
        return keys

    def _keys_of(self, way: str, menu: Receptionist, codes: list[str]) -> str:
        rng = self._rng
        match way:
            case "right":
                return rng.choice(codes)
            case "ahead":
                return self._keys_ahead(menu)
            case "partial":
                return max(codes, key=len)[: rng.randint(1, 2)]
            case "signs":
                return rng.choice(["#", "*", "##", "*#", f"{rng.choice(codes)}#"])
            case "any":
                return "".join(rng.choices(KEYS, k=rng.choice([1, 1, 1, 2, 3])))
            case "number":
                return rng.choice(menu.engine.extensions).option
            case _:
                wrong = [key for key in KEYS if not any(code.startswith(key) for code in codes)] or ["8"]
                return rng.choice(wrong) + rng.choice(KEYS) * rng.randint(1, 3)

    def _keys_ahead(self, menu: Receptionist) -> str:
        """Keys of an entry, and of entries of the menus that it leads to."""
        rng, keys = self._rng, ""
        entries: tuple[Entry, ...] | None = menu.entries
        for _ in range(rng.randint(2, 4)):
            if not entries:
                break
            entry = rng.choice(entries)
            keys += entry.option
            onward = self._flow.receptionist_for(entry.destination)
            entries = self._flow.receptionists[onward].entries if onward is not None else None
        return keys or "1"
