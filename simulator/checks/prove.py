"""Proofs about every caller: every key, every silence, every number of wrong keys.

Exhaustive over the blueprints of a flow with all their retries, never sampled. A claim holds, or it
has the shortest caller for whom it does not: the fewest keys and silent rounds, then the least time,
then the smaller keys (0 to 9, *, #). That caller presses as soon as a key counts.

A round ends when the caller pauses: under ``first_match`` and ``terminated`` the engine itself keeps a caller who never
stops pressing keys, and that is not held against a flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.checks.claim import Claim
from simulator.checks.claim_examination import examine_claims
from simulator.checks.standard_claims import STANDING_COUNT, standing_claims, trait_claims
from simulator.config.claim_options import TRAITS, ClaimOptions
from simulator.config.flow import Flow
from simulator.graph.reach.gc_pause import pause_gc
from simulator.graph.reach.loops import BackChoice, ways_back
from simulator.graph.reach.slow_callers import LateReach, late_reach
from simulator.graph.reach.survey import Survey, survey_of
from simulator.graph.reach.times import DestinationTimes, PassiveExit, destination_times, passive_exit
from simulator.graph.work_step import WorkStep, go_through


@dataclass(frozen=True, slots=True)
class Proof:
    """Every claim with its verdict. ``holds`` tells whether all of them hold."""

    survey: Survey
    claims: tuple[Claim, ...]
    late: LateReach

    @property
    def holds(self) -> bool:
        """Return whether every claim holds."""
        return all(claim.holds for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Overview:
    """The places that callers get to from the entry, the keys that lead back, and callers who do one thing only.

    ``silent`` and ``wrong_keys`` are None where such callers never get out.
    """

    times: tuple[DestinationTimes, ...]
    ways_back: tuple[BackChoice, ...]
    silent: PassiveExit | None
    wrong_keys: PassiveExit | None
    late: LateReach


def prove_flow(of: Flow | Survey, options: Iterable[ClaimOptions] = ()) -> Proof:
    """The claims made of every flow, those of the flow itself, and those that are asked.

    Raises ``UsageError`` for a claim that names nothing in the flow.
    """
    proof_run = ProofRun(of, options)
    go_through(proof_run.steps())
    return proof_run.proof()


class ProofRun:
    """The judging of a flow's claims, one after another; ``claims`` holds those that have been judged."""

    def __init__(self, of: Flow | Survey, options: Iterable[ClaimOptions] = ()) -> None:
        self.survey = survey_of(of)
        self.claims: list[Claim] = []
        # a claim that the flow makes and the command line repeats is judged once
        self._asked = tuple(dict.fromkeys((*self.survey.flow.claims, *options)))
        self._late: LateReach | None = None

    def steps(self) -> Iterator[WorkStep]:
        """Survey the flow, then judge the claims, with a step after each receptionist and each claim."""
        with pause_gc():
            # a survey keeps nearly all that it makes, so collecting garbage meanwhile finds nothing
            yield from self.survey.steps()
            total = STANDING_COUNT + len(TRAITS) + len(self._asked)
            yield WorkStep(0, total, "claims")
            for number, claims in enumerate(self._judged(), 1):
                self.claims += claims
                yield WorkStep(number, total, "claims")

    def _judged(self) -> Iterator[Iterable[Claim]]:
        """The claims that each of the steps judges; one that is asked may be several."""
        yield from ([claim] for claim in standing_claims(self.survey))
        late = self._late = late_reach(self.survey)
        yield from ([claim] for claim in trait_claims(self.survey, late))
        yield from (list(examine_claims(self.survey, claim_options, late)) for claim_options in self._asked)

    def proof(self) -> Proof:
        """Return all claims with their verdicts, once the last step is done."""
        assert self._late is not None, "the steps have been gone through"
        return Proof(self.survey, tuple(self.claims), self._late)


def summarize_flow(of: Flow | Survey, late: LateReach | None = None) -> Overview:
    """The times of a flow, and what becomes of callers who do one thing only."""
    survey = survey_of(of)
    entry = survey.flow.entry
    with pause_gc():
        return Overview(
            destination_times(survey),
            ways_back(survey),
            passive_exit(survey, entry, wrong_keys=False),
            passive_exit(survey, entry, wrong_keys=True),
            late_reach(survey) if late is None else late,
        )
