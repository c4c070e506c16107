"""Proofs about every caller: every key, every silence, every number of wrong keys.

Exhaustive over the blueprints of a flow with all their retries, never sampled. A claim holds, or it
has the shortest caller for whom it does not: the fewest keys and silent rounds, then the least time,
then the smaller keys (0 to 9, *, #). That caller presses as soon as a key counts.

A round ends when the caller pauses: under ``first_match`` and ``terminated`` the engine itself keeps a caller who never
stops pressing keys, and that is not held against a flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from simulator.callers.given_answers import parse_given
from simulator.callers.rehearsal import read_moment
from simulator.callers.world import WorldSettings
from simulator.checks.claim import Claim, judge_claim
from simulator.checks.claim_examination import examine_claims
from simulator.checks.standard_claims import STANDING_COUNT, standing_claims, trait_claims
from simulator.checks.world_claims import NOBODY_CLAIM, examine_unanswered, join_worlds, rings_people, with_nobody_there
from simulator.config.claim_options import TRAITS, ClaimOptions
from simulator.config.flow import Flow
from simulator.errors import ScriptError, UsageError
from simulator.gc_pause import pause_gc
from simulator.graph.reach.departures import is_circle
from simulator.graph.reach.loops import BackChoice, ways_back
from simulator.graph.reach.slow_callers import LateReach, late_reach
from simulator.graph.reach.survey import Survey, survey_of
from simulator.graph.reach.times import DestinationTimes, PassiveExit, destination_times, passive_exit
from simulator.graph.work_step import WorkStep, go_through
from simulator.graph.worlds import FlowWorld, distinct_worlds, hold_answers


@dataclass(frozen=True, slots=True)
class Proof:
    """Every claim with its verdict. ``holds`` tells whether all of them hold.

    ``survey`` and ``late`` are of the first of the ``worlds``; ``surveys`` has one for each.
    """

    survey: Survey
    claims: tuple[Claim, ...]
    late: LateReach
    flow: Flow
    worlds: tuple[FlowWorld, ...]
    surveys: tuple[Survey, ...]

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


def prove_flow(of: Flow | Survey, options: Iterable[ClaimOptions] = (), settings: WorldSettings | None = None) -> Proof:
    """The claims made of every flow, those of the flow itself, and those that are asked.

    ``settings`` fix how schedules stand and who picks up. Raises ``UsageError`` for a claim that names nothing in
    the flow.
    """
    proof_run = ProofRun(of, options, settings)
    go_through(proof_run.steps())
    return proof_run.proof()


class _WorldRun:
    """The judging of claims in one world; ``claims`` holds those that have been judged."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.claims: list[Claim] = []
        self.late: LateReach | None = None

    def judge(self, options: Sequence[ClaimOptions]) -> Iterator[Iterable[Claim]]:
        """The claims that each of the steps judges; one that is asked may be several."""
        yield from ([claim] for claim in standing_claims(self.survey))
        late = self.late = late_reach(self.survey)
        yield from ([claim] for claim in trait_claims(self.survey, late))
        if rings_people(self.survey):
            verdict = partial(examine_unanswered, with_nobody_there(self.survey))
            yield [judge_claim(self.survey, NOBODY_CLAIM, "nobody-picks-up", verdict)]
        yield from (list(examine_claims(self.survey, claim_options, late)) for claim_options in options)


class ProofRun:
    """The judging of a flow's claims, one after another; ``claims`` holds those that have been judged.

    Each world of the flow is walked (``graph.worlds``), but for what ``settings`` fix. Claims with a moment or an
    answer of their own are judged in the worlds of these.
    """

    def __init__(
        self, of: Flow | Survey, options: Iterable[ClaimOptions] = (), settings: WorldSettings | None = None
    ) -> None:
        self.flow = of.flow if isinstance(of, Survey) else of
        self.worlds, surveys = _walked_worlds(of, settings)
        self.survey = surveys[0]
        self._runs = [_WorldRun(survey) for survey in surveys]
        # a claim that the flow makes and the command line repeats is judged once
        claims = tuple(dict.fromkeys((*self.flow.claims, *options)))
        self._asked = [claim for claim in claims if not claim.has_world]
        # read before anything is walked, since a walk may take minutes
        self._apart = [(claim, claim_settings(self.flow, claim)) for claim in claims if claim.has_world]
        self._claims_apart: list[Claim] = []

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that have been judged; before all worlds have been walked, those of the first."""
        if len(self._runs) == 1 or len(self._runs[-1].claims) < len(self._runs[0].claims):
            return (*self._runs[0].claims, *self._claims_apart)
        return (*join_worlds(self.worlds, [run.claims for run in self._runs]), *self._claims_apart)

    def steps(self) -> Iterator[WorkStep]:
        """Survey the flow, then judge the claims, with a step after each receptionist and each claim."""
        with pause_gc():
            # a survey keeps nearly all that it makes, so collecting garbage meanwhile finds nothing
            total = (STANDING_COUNT + len(TRAITS) + len(self._asked)) * len(self._runs) + len(self._apart)
            number = 0
            for run in self._runs:
                yield from run.survey.steps()
                yield WorkStep(number, total, "claims")
                for claims in run.judge(self._asked):
                    run.claims += claims
                    number += 1
                    yield WorkStep(min(number, total), total, "claims")
            for claim_options, settings in self._apart:
                self._claims_apart += self._judge_apart(claim_options, settings)
                yield WorkStep(total, total, "claims")

    def _judge_apart(self, options: ClaimOptions, settings: WorldSettings) -> tuple[Claim, ...]:
        """A claim that is made of a moment, or of some answers of the world."""
        worlds, surveys = _walked_worlds(self.flow, settings)
        claims = [list(examine_claims(survey, options, late_reach(survey))) for survey in surveys]
        joined = claims[0] if len(worlds) == 1 else join_worlds(worlds, claims)
        condition = options.world_words
        return tuple(replace(claim, claim=f"{claim.claim.removesuffix('.')}, {condition}.") for claim in joined)

    def proof(self) -> Proof:
        """Return all claims with their verdicts, once the last step is done."""
        late = self._runs[0].late
        assert late is not None, "the steps have been gone through"
        surveys = tuple(run.survey for run in self._runs)
        return Proof(self.survey, self.claims, late, self.flow, self.worlds, surveys)


def _walked_worlds(of: Flow | Survey, settings: WorldSettings | None) -> tuple[tuple[FlowWorld, ...], list[Survey]]:
    """The worlds of a flow, each with its survey; a survey that is there already is of one world."""
    if isinstance(of, Survey):
        return (FlowWorld({}, of.flow),), [of]
    flow, states = (of, {}) if settings is None else hold_answers(of, settings)
    worlds = distinct_worlds(flow, states)
    return worlds, [Survey(world.flow) for world in worlds]


def claim_settings(flow: Flow, options: ClaimOptions) -> WorldSettings:
    """The world of a claim that says one.

    Raises ``UsageError`` or ``ScriptError`` for what cannot be read, and ``FlowError`` where a file says it.
    """
    try:
        moment = read_moment(flow, options.at).instant if options.at else None
    except ScriptError as error:
        raise options.refusal("at", error) from None
    try:
        return WorldSettings(flow, moment, parse_given(dict(options.given)))
    except UsageError as error:
        raise options.refusal("given", error) from None


def summarize_flow(of: Flow | Survey, late: LateReach | None = None) -> Overview:
    """The times of a flow, and what becomes of callers who do one thing only."""
    survey = survey_of(of)
    with pause_gc():
        back = ways_back(survey)
        shown = dict.fromkeys(
            choice._replace(receptionist=survey.origin_of(choice.receptionist), target=survey.origin_of(choice.target))
            for choice in back
        )
        passive = (passive_exit(survey, survey.flow.entry, wrong_keys=pressing) for pressing in (False, True))
        silent, wrong_keys = (None if out and is_circle(survey.flow, out.destination) else out for out in passive)
        late = late_reach(survey) if late is None else late
        return Overview(destination_times(survey, back), tuple(shown), silent, wrong_keys, late)
