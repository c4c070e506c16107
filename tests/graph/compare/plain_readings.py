"""What a small flow owes to open settings by trying: every caller of a few acts is played under every reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import Any, NamedTuple

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES, Semantics
from simulator.graph.compare.differences import play_call
from tests.graph.engine_pairs import what_is_noticed
from tests.graph.small import flow, menu, single

SILENCE = ScriptStep(silence=True)
MOST_ACTS = 4
"""Enough for every round of a menu with one wrong key and one silence allowed, and a choice."""


def small_flow(seed: int) -> Flow:
    """One menu with a retry of each kind at most, or an announcement before or behind it."""
    chance = Random(seed)
    fields: dict[str, Any] = {
        "wrong_keys_allowed": chance.randint(0, 1),
        "silences_allowed": chance.randint(0, 1),
        "timeout_seconds": chance.choice((0, 1, 2)),
        "greeting": chance.choice(("hello", "sorry", "nil", None)),
        "wrong_key_retry_recording": chance.choice(("sorry", None)),
        "silence_retry_recording": chance.choice(("there?", None)),
    }
    fall_backs = [chance.choice(("department||8", "department||9", "ivr||said")) for _ in range(2)]
    profile = chance.choice([name for name, one in PROFILES.items() if one.switch is None and one.collect == "prefix"])
    if chance.random() < 0.3:
        front = single("ivr||main", "bye")
        return flow(profile, front=front, main=menu("department||8", "department||9", k1="department||1", **fields))
    main = menu(*fall_backs, k1=chance.choice(("department||1", "ivr||said")), **fields)
    return flow(profile, main=main, said=single("department||9", chance.choice(("bye", None))))


class TriedReadings(NamedTuple):
    """What has been tried: for each caller, what is noticed under each reading, and where the call ends."""

    scripts: tuple[CallerScript, ...]
    noticed: list[tuple[object, ...]]
    endings: list[tuple[str, ...]]

    def tell_apart(self, first: int, second: int) -> bool:
        """Whether some caller notices a difference between two readings."""
        return any(results[first] != results[second] for results in self.noticed)

    @property
    def moved(self) -> set[str]:
        """The endings of callers who end elsewhere under another reading."""
        return {end for ends in self.endings if len(set(ends)) > 1 for end in ends}


def try_readings(made: Flow, readings: Sequence[Semantics], *, early: bool) -> TriedReadings:
    """Play every caller; ``early``: they press into prompts too."""
    players = [Rehearsal(made.with_semantics(semantics), limit=60) for semantics in readings]
    scripts = tuple(_callers(early))
    played = [[play_call(player, script) for player in players] for script in scripts]
    return TriedReadings(
        scripts,
        [tuple(map(what_is_noticed, calls)) for calls in played],
        [tuple(call.ending for call in calls) for calls in played],
    )


def _callers(early: bool) -> Iterator[CallerScript]:
    keys = [ScriptStep(press=key, after=0.4) for key in "19"]
    if early:
        keys += [ScriptStep(press=key, cue="prompt", after=0.3) for key in "19"]
    for count in range(MOST_ACTS + 1 if not early else MOST_ACTS):
        for acts in product((SILENCE, *keys), repeat=count):
            yield CallerScript(steps=acts)
