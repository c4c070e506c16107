"""The claims of one world, and of all worlds together.

A claim about every caller holds if it holds in each world; one that some caller can do something, if it holds in
one. The caller who shows it says how the schedules stand (``given``), so that the call can be played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.callers.caller_script import CallerScript
from simulator.checks.claim import SOME_CALLER, Claim, ClaimVerdict, ProofSize
from simulator.checks.standard_claims import ring_sentence
from simulator.config.routes import PersonRoute
from simulator.graph.reach.answered_exits import RINGS_ON, UNANSWERED
from simulator.graph.reach.departures import caller_of, departures
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.state_words import describe_worlds
from simulator.graph.worlds import FlowWorld

NOBODY_CLAIM = "With nobody picking up, every caller who makes a choice still reaches a person or a machine."


def rings_people(survey: Survey) -> bool:
    """Return whether some telephone rings whose answers are all looked at."""
    return any(isinstance(route, PersonRoute) and route.fixed is None for route in survey.flow.routes.values())


def with_nobody_there(survey: Survey) -> Survey:
    """The same flow, where every telephone rings out."""
    routes = {
        place: route._replace(fixed="no_answer") if isinstance(route, PersonRoute) else route
        for place, route in survey.flow.routes.items()
    }
    return Survey(replace(survey.source, routes=routes))


def examine_unanswered(survey: Survey) -> ClaimVerdict:
    """Judge that no choice ends in telephones that ring out, or ring each other, in a flow where nobody picks up."""
    ways = survey.search_all(Measure.SHORTEST).receptionists
    unanswered = [
        departure
        for departure in departures(survey, "every")
        if departure.exit.cause == "choice" and departure.exit.destination in (UNANSWERED, RINGS_ON)
    ]
    if not unanswered:
        return ClaimVerdict(holds=True)
    first = min(unanswered, key=lambda departure: (ways[departure.key].cost, departure.cost))
    because = "The telephone rings out, and the flow does not say where the call goes then."
    if first.exit.destination == RINGS_ON:
        because = f"{ring_sentence(survey, first)}."
    return ClaimVerdict(holds=False, counterexample=caller_of(survey, first), because=because)


def join_worlds(worlds: Sequence[FlowWorld], claims: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims of all worlds, each once; ``claims`` has those of each world, in the same order."""
    return tuple(_join_claim(worlds, verdicts) for verdicts in zip(*claims, strict=True))


def _join_claim(worlds: Sequence[FlowWorld], verdicts: Sequence[Claim]) -> Claim:
    """One claim with the verdicts on it in each world."""
    some = verdicts[0].about in SOME_CALLER
    holds = any(claim.holds for claim in verdicts) if some else all(claim.holds for claim in verdicts)
    telling = [place for place, claim in enumerate(verdicts) if claim.holds is holds]
    # a claim that holds for every caller, or that nobody in any world can do, speaks of all worlds
    speaks_of_all = len(telling) == len(verdicts)
    first = telling[0]
    claim = verdicts[first]
    caller = claim.counterexample
    ends = dict.fromkeys(end for verdict in verdicts for end in verdict.open_ends)
    return replace(
        claim,
        claim=next((verdict.claim for verdict in verdicts if verdict.open_ends), claim.claim),
        holds=holds,
        examined=ProofSize(
            sum(verdict.examined.places for verdict in verdicts), sum(verdict.examined.moves for verdict in verdicts)
        ),
        counterexample=None if caller is None else _caller_in(worlds[first], caller),
        seconds=sum(verdict.seconds for verdict in verdicts),
        open_ends=tuple(ends),
        world="" if speaks_of_all else describe_worlds([worlds[place] for place in telling], worlds),
    )


def _caller_in(world: FlowWorld, caller: CallerScript) -> CallerScript:
    """The caller, who says how the schedules stand."""
    return caller.model_copy(update={"given": {**world.given, **caller.given}})
