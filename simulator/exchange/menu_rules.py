"""What a menu does, as a dialplan needs it: read from the blueprint, which is the one definition."""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Miss, Play
from simulator.core.places import Onward, Phase


class MistakeRule(NamedTuple):
    """What a wrong key, or a silence, leads to.

    ``allowed`` of them lead to another round, which plays ``prompts``; the next one plays ``final`` (None: nothing)
    and leads to ``destination``; ``returns``: back to the menu that the call came from, if there is one.
    """

    allowed: int
    prompts: tuple[str, ...]
    final: str | None
    destination: Destination
    returns: bool = False


class MenuRules(NamedTuple):
    """A menu's prompts on entry, its waits in milliseconds, and its two mistakes.

    ``counts`` says of wrong keys and of silences whether they are counted, from zero, where a call enters.
    """

    greeting: tuple[str, ...]
    first_wait_ms: int
    further_wait_ms: int
    wrong_key: MistakeRule
    silence: MistakeRule
    counts: tuple[bool, bool]

    @property
    def prompt_lists(self) -> tuple[tuple[str, ...], ...]:
        """Return what plays in the rounds that there can be."""
        again = (mistake.prompts for mistake in (self.wrong_key, self.silence) if mistake.allowed)
        return (self.greeting, *again)


def read_rules(flow: Flow, key: str) -> MenuRules:
    """Return the rules of a menu of a flow."""
    receptionist = flow.receptionists[key]
    blueprint = Blueprint(key, receptionist, flow.semantics_in(receptionist), flow.length_of)
    return MenuRules(
        _prompts(blueprint, blueprint.enter()),
        _wait_ms(blueprint, "listening"),
        _wait_ms(blueprint, "dead"),
        _mistake(blueprint, "dead"),
        _mistake(blueprint, "listening"),
        blueprint.counts_mistakes,
    )


def _wait_ms(blueprint: Blueprint, phase: Phase) -> int:
    wait = blueprint.place_at(phase).wait
    assert wait is not None, "a menu that listens waits"
    return wait.milliseconds


def _mistake(blueprint: Blueprint, phase: Phase) -> MistakeRule:
    """The rule for what happens when the wait at a place runs out: keys that lead nowhere, or no key at all."""
    first = blueprint.runs_out(blueprint.place_at(phase))
    allowed = _miss(first).allowed
    prompts = _prompts(blueprint, first) if allowed else ()
    last = blueprint.runs_out(blueprint.place_at(phase, allowed, allowed))
    recordings = _recordings(last)
    onward = last if last.place is None else blueprint.runs_out(last.place)
    assert onward.destination is not None, "the last mistake leads on"
    final = recordings[0] if recordings else None
    return MistakeRule(allowed, prompts, final, onward.destination, onward.returns)


def _miss(onward: Onward) -> Miss:
    return next(effect for effect in onward.effects if isinstance(effect, Miss))


def _recordings(onward: Onward) -> list[str]:
    return [effect.recording for effect in onward.effects if isinstance(effect, Play)]


def _prompts(blueprint: Blueprint, onward: Onward) -> tuple[str, ...]:
    """The recordings of a round, in their order, up to where it listens."""
    recordings = _recordings(onward)
    while onward.place is not None and onward.place.phase == "prompt":
        onward = blueprint.runs_out(onward.place)
        recordings += _recordings(onward)
    return tuple(recordings)
