"""The claims that are made of every flow: callers get out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from simulator.callers.script import CallerScript
from simulator.checks.claims import About, Claim, Verdict, judged
from simulator.config.claims import TRAITS, Trait
from simulator.graph.naming import Names
from simulator.graph.reach.late import LateReach
from simulator.graph.reach.loops import Loop, mixed_loops, silent_loops, wrong_key_loops, zero_time_loops
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import way_out
from simulator.graph.wording import listed

FROM_WHERE = "from every receptionist that callers come to"

GETS_OUT: dict[Trait, str] = {
    "silent": "A caller who stays silent gets out.",
    "wrong-keys": "A caller who presses only wrong keys gets out.",
    "slow": "A caller whose every answer comes 15 s late gets out.",
    "no-dtmf": "A caller whose phone sends no keys gets out.",
}

_WAYS = {
    "entries": "a choice in {} leads",
    "wrong_key_destination_id": "wrong keys in {} lead",
    "silence_destination_id": "silence in {} leads",
    "forward_destination_id": "{} leads",
}


def standing_claims(survey: Survey) -> Iterator[Claim]:
    """Every caller ends; the silent, the wrong and who mixes both get out; time passes in every round."""
    silent, wrong, mixed = (_Once(partial(find, survey)) for find in (silent_loops, wrong_key_loops, mixed_loops))

    def every() -> tuple[Loop, ...]:
        return (*silent(), *wrong(), *mixed())

    asked: tuple[tuple[About, str, Callable[[], tuple[Loop, ...]]], ...] = (
        ("every-caller", "Every caller gets out who does not keep choosing a way back by a valid key.", every),
        ("silent-caller", f"A caller who stays silent gets out, {FROM_WHERE}.", silent),
        (
            "wrong-key-caller",
            f"A caller who presses only wrong keys gets out, {FROM_WHERE}.",
            wrong,
        ),
        ("silent-or-wrong-caller", f"A caller who mixes wrong keys and silence gets out, {FROM_WHERE}.", every),
        ("zero-time", "No call goes round without a pause.", partial(zero_time_loops, survey)),
    )
    for about, claim, find in asked:
        yield judged(survey, claim, about, partial(_no_loop, survey, find))


class _Once:
    """Loops, looked for once."""

    def __init__(self, find: Callable[[], tuple[Loop, ...]]) -> None:
        self._find = find
        self._found: tuple[Loop, ...] | None = None

    def __call__(self) -> tuple[Loop, ...]:
        if self._found is None:
            self._found = self._find()
        return self._found


def _no_loop(survey: Survey, find: Callable[[], tuple[Loop, ...]]) -> Verdict:
    loops = find()
    if not loops:
        return Verdict(holds=True)
    ways = survey.search(Measure.SHORTEST).receptionists
    first = min(loops, key=lambda loop: (loop.acts, ways[loop.since].cost))
    return Verdict(holds=False, counterexample=first.caller, because=told(survey, first))


def told(survey: Survey, loop: Loop) -> str:
    """A loop in a sentence: what leads from each receptionist to the next."""
    names = Names(survey.flow)
    here = [names.receptionist(key) for key in loop.receptionists]
    onward = [f"to {name}" for name in (*here[1:], here[0])] if len(here) > 1 else ["back to it"]
    ways = [
        f"{_WAYS[field].format(source)} {target}"
        for source, target, field in zip(here, onward, loop.fields, strict=True)
    ]
    sentence = listed(ways)
    return f"{sentence[0].upper()}{sentence[1:]}."


def trait_claims(survey: Survey, late: LateReach) -> Iterator[Claim]:
    """Callers who do one thing only get out, from the entry."""
    for trait in TRAITS:
        yield judged(survey, GETS_OUT[trait], "trait", partial(_gets_out, survey, late, trait))


def _gets_out(survey: Survey, late: LateReach, trait: Trait) -> Verdict:
    if trait == "slow":
        return Verdict(holds=bool(late.ends), counterexample=None if late.ends else CallerScript())
    if way_out(survey, survey.flow.entry, wrong_keys=trait == "wrong-keys") is not None:
        return Verdict(holds=True)
    loops = wrong_key_loops(survey) if trait == "wrong-keys" else silent_loops(survey)
    mine = next(loop for loop in loops if loop.since == survey.flow.entry)
    return Verdict(holds=False, counterexample=mine.caller, because=told(survey, mine))
