"""Random small flows under two random engines, and the plain road to the shortest caller who can tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.graph.compare.differences import PlayedCall, play_call
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single

CODES = ("1", "2", "12", "*", "#", "123", "0")
SWITCH_ACTIONS = ("menu_back||1", "menu_top||1", "menu_exit||1")
RECORDINGS = (
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
)


def engine_pair(seed: int) -> tuple[Flow, Flow]:
    """Two flows, mostly the same one, under two engines that often differ in little or nothing."""
    chance = Random(seed)
    plain = chance.random() < 0.5
    before = _flow(chance, plain)
    after = before if chance.random() < 0.7 else _flow(chance, plain)
    engine = _engine(chance)
    other = engine if chance.random() < 0.2 else _engine(chance)
    return before.with_semantics(engine), after.with_semantics(other)


def _flow(chance: Random, plain: bool) -> Flow:
    keys = [f"m{number}" for number in range(chance.randint(1, 3))]
    return flow({key: _receptionist(chance, keys, key != keys[0], plain) for key in keys})


def _receptionist(chance: Random, keys: list[str], may_announce: bool, plain: bool) -> Receptionist:
    targets = [*keys, PERSON, MACHINE, HANGUP, *(() if plain else SWITCH_ACTIONS)]
    if may_announce and chance.random() < 0.15:
        return single(chance.choice(targets), greeting=chance.choice((None, "1", "2")))
    heard: dict[str, str] = {name: chance.choice("123") for name in RECORDINGS if chance.random() < 0.6}
    if plain:  # few settings of an engine matter to such a menu
        heard = {"greeting": "1"}
    codes = chance.sample(CODES[:2] if plain else CODES, chance.randint(1, 2 if plain else 3))
    return menu(
        {code: chance.choice(targets) for code in codes},
        wrong=chance.choice((PERSON, HANGUP)),
        silence=PERSON if plain else chance.choice((PERSON, HANGUP)),
        allowed=(0, 0) if plain else (chance.randint(0, 2), chance.randint(0, 2)),
        timeout=chance.choice((0, 2, 3, 5)),
        **heard,
    )


def _engine(chance: Random) -> Semantics:
    engine = PROFILES[chance.choice([*PROFILES])]
    if engine.switch is None and chance.random() < 0.4:
        changes: dict[str, Any] = {
            "barge_in": chance.random() < 0.5,
            "counters": chance.choice(("separate", "shared")),
            "interdigit_seconds": chance.choice((2.0, 3.0)),
        }
        return engine.model_copy(update=changes)
    return engine


def what_is_noticed(call: PlayedCall) -> tuple[object, ...]:
    """All that a caller can notice of a call that was played."""
    return call.ending, call.sounds, call.milliseconds


def tells_apart(script: CallerScript, old: Rehearsal, new: Rehearsal) -> bool:
    """Return whether a caller who does this notices a difference."""
    return what_is_noticed(play_call(old, script)) != what_is_noticed(play_call(new, script))


def script_length(script: CallerScript) -> int:
    """Keys, and silent rounds with a key after them."""
    return sum(len(step.press or "") or 1 for step in script.steps)


_ACTS = [
    *(ScriptStep(press=key) for key in "12309*#"),
    *(ScriptStep(press=key, cue="prompt", after=0.3) for key in "129#"),
    ScriptStep(silence=True),
]


def shortest_by_trying(old: Flow, new: Flow, most: int) -> CallerScript | None:
    """The first caller who notices a difference, of all of them by their length; None: there is none up to ``most``."""
    players = Rehearsal(old, limit=200), Rehearsal(new, limit=200)
    for length in range(most + 1):
        for acts in product(_ACTS, repeat=length):
            for steps in _typed_together(acts):
                script = CallerScript(steps=steps)
                if tells_apart(script, *players):
                    return script
    return None


def _typed_together(acts: tuple[ScriptStep, ...]) -> Iterator[tuple[ScriptStep, ...]]:
    """Yield the acts with each way to type neighbouring keys in one round."""
    if not acts:
        yield ()
        return
    first, *others = acts
    for rest in _typed_together(tuple(others)):
        yield (first, *rest)
        if first.press and rest and rest[0].press and rest[0].cue == "listening":
            yield (first.model_copy(update={"press": first.press + rest[0].press}), *rest[1:])


def random_callers(seed: int, count: int) -> Iterator[CallerScript]:
    """Callers with keys at any time, early, late, slow and fast."""
    chance = Random(seed)
    for _ in range(count):
        steps: list[ScriptStep] = []
        for _ in range(chance.randint(0, 7)):
            keys = "".join(chance.choice("1230*#9") for _ in range(chance.choice((1, 1, 2, 3))))
            after, gap = chance.choice((0.1, 0.5, 1.9, 2.9, 4.9)), chance.choice((0.1, 0.25, 1.9, 2.9))
            press = ScriptStep(press=keys, cue=chance.choice(("listening", "prompt")), after=after, gap=gap)
            steps.append(ScriptStep(silence=True) if chance.random() < 0.25 else press)
        yield CallerScript(steps=tuple(steps))
