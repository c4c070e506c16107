"""The claims that are made about every flow: callers get out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from simulator.callers.caller_script import CallerScript
from simulator.callers.world import person_name
from simulator.checks.claim import About, Claim, ClaimVerdict, judge_claim
from simulator.config.claim_options import TRAITS, Trait
from simulator.config.receptionist import DROPPED, Destination
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import join_words
from simulator.graph.reach.answered_exits import FIELDS, ring_circle
from simulator.graph.reach.cheapest_search import Trail
from simulator.graph.reach.departures import (
    Callers,
    Departure,
    caller_of,
    first_circle,
    first_drop,
    first_ring_circle,
    is_circle,
    open_among,
    open_ends,
)
from simulator.graph.reach.loops import EndlessCycle, mixed_loops, silent_loops, wrong_key_loops, zero_time_loops
from simulator.graph.reach.measure import Measure, split_words
from simulator.graph.reach.slow_callers import LateReach
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import passive_exit

STANDING_COUNT = 5
"""The number of claims that ``standing_claims`` makes."""

FROM_WHERE = "from every receptionist that callers come to"

GETS_OUT: dict[Trait, str] = {
    "silent": "A caller who stays silent gets out.",
    "wrong-keys": "A caller who presses only wrong keys gets out.",
    "slow": "A caller who presses every key 15 s late gets out.",
    "no-dtmf": "A caller whose phone sends no keys gets out.",
}

_WAYS = {
    "entries": "a choice in {} leads",
    "wrong_key_destination_id": "wrong keys in {} lead",
    "silence_destination_id": "silence in {} leads",
    "forward_destination_id": "{} leads",
}


def standing_claims(survey: Survey) -> Iterator[Claim]:
    """Claim that every call ends, with silence, wrong keys or a mix of both too, and that every round takes time."""
    silent, wrong, mixed = (_LoopCache(partial(find, survey)) for find in (silent_loops, wrong_key_loops, mixed_loops))

    def every() -> tuple[EndlessCycle, ...]:
        return (*silent(), *wrong(), *mixed())

    questions: tuple[tuple[About, str, Callable[[], tuple[EndlessCycle, ...]], Callers], ...] = (
        ("every-caller", 'Every caller who does not keep pressing a "back" key gets out.', every, "every"),
        ("silent-caller", f"A caller who stays silent gets out, {FROM_WHERE}.", silent, "silence"),
        (
            "wrong-key-caller",
            f"A caller who presses only wrong keys gets out, {FROM_WHERE}.",
            wrong,
            "wrong",
        ),
        (
            "silent-or-wrong-caller",
            f"A caller who mixes wrong keys and silence gets out, {FROM_WHERE}.",
            every,
            "mistakes",
        ),
    )
    for about, claim, find, callers in questions:
        yield judge_claim(survey, claim, about, partial(_all_get_out, survey, find, callers), is_standing=True)
    zero = partial(_no_loop, survey, partial(zero_time_loops, survey), "every", only_instant=True)
    yield judge_claim(survey, "No call goes round without a pause.", "zero-time", zero, is_standing=True)


class _LoopCache:
    """Loops, looked for once."""

    def __init__(self, find: Callable[[], tuple[EndlessCycle, ...]]) -> None:
        self._find = find
        self._found: tuple[EndlessCycle, ...] | None = None

    def __call__(self) -> tuple[EndlessCycle, ...]:
        if self._found is None:
            self._found = self._find()
        return self._found


def _all_get_out(survey: Survey, find: Callable[[], tuple[EndlessCycle, ...]], callers: Callers) -> ClaimVerdict:
    """Judge that no caller goes round and no call drops."""
    verdict = _no_loop(survey, find, callers)
    # a loop is shown before a dropped call: it also keeps the line busy
    drop = first_drop(survey, callers) if verdict.holds else None
    return verdict if drop is None else _dropped_call(survey, drop)


def _circle_of_schedules(survey: Survey, callers: Callers) -> ClaimVerdict | None:
    """A verdict on callers who come to schedules that lead to each other in a circle; None: nobody does."""
    circle = first_circle(survey, callers)
    if circle is None:
        return None
    cause = _WAYS[FIELDS[circle.exit.cause]].format(DisplayNames(survey.flow).receptionist_name(circle.key))
    destination = circle.exit.destination
    name = survey.flow.destination_name(destination) or str(destination)
    because = f"{cause[0].upper()}{cause[1:]} to {name}, whose schedules lead to each other in a circle."
    return ClaimVerdict(holds=False, counterexample=caller_of(survey, circle), because=because)


def _circle_of_telephones(survey: Survey, callers: Callers, *, only_instant: bool) -> ClaimVerdict | None:
    """A verdict on callers whom telephones send to each other until somebody picks up; None: there are none."""
    circle = first_ring_circle(survey, callers, only_instant=only_instant)
    if circle is None:
        return None
    because = f"{ring_sentence(survey, circle)}, as long as nobody picks up."
    return ClaimVerdict(holds=False, counterexample=caller_of(survey, circle), because=because)


def ring_sentence(survey: Survey, circle: Departure) -> str:
    """How a call gets to telephones that send it round: what leads there, and the telephones in order."""
    flow = survey.flow
    way = _WAYS[FIELDS[circle.exit.cause]].format(DisplayNames(flow).receptionist_name(circle.key))
    first = person_name(flow, circle.exit.rung[0][0])
    circling = [person_name(flow, telephone) for telephone, _ in ring_circle(flow, circle.exit.rung)]
    round_ = " -> ".join([*circling, circling[0]])
    return f"{way[0].upper()}{way[1:]} to {first}, and telephones send the call round in a circle ({round_})"


def _dropped_call(survey: Survey, drop: Departure) -> ClaimVerdict:
    departure = _WAYS[FIELDS[drop.exit.cause]].format(DisplayNames(survey.flow).receptionist_name(drop.key))
    where = "a missing final recording" if drop.exit.destination == DROPPED else "a blank destination"
    because = f"{departure[0].upper()}{departure[1:]} to {where}, where the call drops."
    return ClaimVerdict(holds=False, counterexample=caller_of(survey, drop), because=because)


def _no_loop(
    survey: Survey, find: Callable[[], tuple[EndlessCycle, ...]], callers: Callers, *, only_instant: bool = False
) -> ClaimVerdict:
    loops = find()
    if not loops and (refuted := _circle_of_schedules(survey, callers)) is not None:
        return refuted
    if not loops and (refuted := _circle_of_telephones(survey, callers, only_instant=only_instant)) is not None:
        return refuted
    if not loops:
        return ClaimVerdict(holds=True, open_ends=open_ends(survey, callers))
    ways = survey.search_all(Measure.SHORTEST).receptionists
    # the loop with the fewest acts, then the soonest reached: the shortest story to tell
    first = min(loops, key=lambda loop: (loop.acts, ways[loop.since].cost))
    return ClaimVerdict(holds=False, counterexample=first.caller, because=loop_sentence(survey, first))


def loop_sentence(survey: Survey, loop: EndlessCycle) -> str:
    """A loop in a sentence: what leads from each receptionist to the next."""
    names = DisplayNames(survey.flow)
    sources = [names.receptionist_name(key) for key in loop.receptionists]
    onward = [f"to {name}" for name in (*sources[1:], sources[0])] if len(sources) > 1 else ["back to it"]
    ways = [
        f"{_WAYS[field].format(source)} {target}"
        for source, target, field in zip(sources, onward, loop.fields, strict=True)
    ]
    sentence = join_words(ways)
    return f"{sentence[0].upper()}{sentence[1:]}."


def trait_claims(survey: Survey, late: LateReach) -> Iterator[Claim]:
    """Claim that callers who do only one thing get out, from the entry."""
    for trait in TRAITS:
        yield judge_claim(survey, GETS_OUT[trait], "trait", partial(_gets_out, survey, late, trait), is_standing=True)


def _gets_out(survey: Survey, late: LateReach, trait: Trait) -> ClaimVerdict:
    if trait == "slow":
        return _late_gets_out(survey, late)
    out = passive_exit(survey, survey.flow.entry, wrong_keys=trait == "wrong-keys")
    if out is not None and (caught := caught_at(survey, out.destination)):
        caller = wrong_key_caller(survey) if trait == "wrong-keys" else CallerScript()
        return ClaimVerdict(holds=False, counterexample=caller, because=caught)
    if out is not None:
        return ClaimVerdict(holds=True, open_ends=open_among(survey.flow, [out.destination]))
    loops = wrong_key_loops(survey) if trait == "wrong-keys" else silent_loops(survey)
    mine = next((loop for loop in loops if loop.since == survey.flow.entry), None)
    if mine is None:  # no receptionist is on the circle: telephones are
        caller = wrong_key_caller(survey) if trait == "wrong-keys" else CallerScript()
        return ClaimVerdict(holds=False, counterexample=caller, because=RINGS)
    return ClaimVerdict(holds=False, counterexample=mine.caller, because=loop_sentence(survey, mine))


def _late_gets_out(survey: Survey, late: LateReach) -> ClaimVerdict:
    """Judge that a caller whose keys come late gets somewhere, by the keys that they mean."""
    ends = [end for end in late.ends if not caught_at(survey, end)]
    if not ends:
        return ClaimVerdict(holds=False, counterexample=CallerScript(), because=_late_reason(survey, late))
    opens = open_among(survey.flow, ends)
    return ClaimVerdict(holds=True, open_ends=opens if len(opens) == len(ends) else ())


def _late_reason(survey: Survey, late: LateReach) -> str:
    """Why a caller whose keys come late gets nowhere; empty where that is not known."""
    if late.ends:
        return caught_at(survey, next(iter(late.ends)))
    return RINGS if first_ring_circle(survey, "every") else ""


RINGS = "Telephones send the call of this caller round in a circle, as long as nobody picks up."


CIRCLES = "Schedules send the call of this caller round in a circle."


def caught_at(survey: Survey, destination: Destination) -> str:
    """Return what becomes of a caller who does not get out at a destination; empty: they do."""
    if destination.is_blank:
        return f"The call of this caller drops: {destination.drop_reason}."
    return CIRCLES if is_circle(survey.flow, destination) else ""


def wrong_key_caller(survey: Survey) -> CallerScript:
    """The caller who presses only wrong keys, for as long as they are not out."""
    trail, visited = Trail(None, "", survey.flow.entry), set[str]()
    key: str | None = survey.flow.entry
    then: list[str] = []
    # bound: the script of a caller who never gets out would not end; a thousand keys show it
    while key is not None and len(then) < 1000:
        exit, cost = survey.summary_of(key).exit_by_mistake("wrong")
        # a circle in which nobody presses a key adds no step, so the bound alone would not stop it
        if key in visited and not split_words(cost.text):
            break
        visited.add(key)
        then += split_words(cost.text)
        key = survey.entered_by(exit)
    return survey.script_of_trail(trail, then=then)
