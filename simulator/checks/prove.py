"""What holds for every caller whatsoever: every key, every silence, every number of wrong keys.

Exhaustive over the blueprints of a flow with all their retries, never sampled. A claim holds, or it
has the shortest caller for whom it does not: the fewest keys and silent rounds, then the least time,
then the smaller keys (0 to 9, *, #). That caller presses as soon as a key counts.

A round ends when the caller pauses: who never stops pressing keys is kept by the engine itself under
``first_match`` and ``terminated``, and is not held against a flow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.checks.asked import asked_claims
from simulator.checks.claims import Claim
from simulator.checks.standing import standing_claims, trait_claims
from simulator.config.claims import AskedClaim
from simulator.config.flow import Flow
from simulator.graph.reach.late import LateReach, late_reach
from simulator.graph.reach.loops import WayBack, ways_back
from simulator.graph.reach.resting import resting
from simulator.graph.reach.survey import Survey, surveyed
from simulator.graph.reach.times import DestinationTimes, WayOut, destination_times, way_out


@dataclass(frozen=True, slots=True)
class Proof:
    """Every claim with its verdict. ``holds`` tells whether all of them hold."""

    survey: Survey
    claims: tuple[Claim, ...]
    late: LateReach

    @property
    def holds(self) -> bool:
        """Whether every claim holds."""
        return all(claim.holds for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Overview:
    """What callers get to from the entry, and how soon; who goes round by choice; who does one thing only.

    ``silent`` and ``wrong_keys`` are None where such callers never get out.
    """

    times: tuple[DestinationTimes, ...]
    ways_back: tuple[WayBack, ...]
    silent: WayOut | None
    wrong_keys: WayOut | None
    late: LateReach


def prove(of: Flow | Survey, asked: Iterable[AskedClaim] = ()) -> Proof:
    """The claims made of every flow, those of the flow itself, and those that are asked.

    Raises ``UsageError`` for a claim that names nothing in the flow.
    """
    survey = surveyed(of)
    with resting():
        late = late_reach(survey)
        standing = [*standing_claims(survey), *trait_claims(survey, late)]
        wanted = dict.fromkeys((*survey.flow.claims, *asked))
        made = [claim for one in wanted for claim in asked_claims(survey, one, late)]
    return Proof(survey, (*standing, *made), late)


def overview(of: Flow | Survey, late: LateReach | None = None) -> Overview:
    """The times of a flow, and what becomes of callers who do one thing only."""
    survey = surveyed(of)
    entry = survey.flow.entry
    with resting():
        return Overview(
            destination_times(survey),
            ways_back(survey),
            way_out(survey, entry, wrong_keys=False),
            way_out(survey, entry, wrong_keys=True),
            late_reach(survey) if late is None else late,
        )
