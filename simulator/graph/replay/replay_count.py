"""Past calls counted by what becomes of them now, with examples: the most frequent differences first."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.config.flow import Flow
from simulator.graph.identification.candidate_calls import wrong_key
from simulator.graph.replay.key_walk import RoundResult
from simulator.graph.replay.landing_counts import LandingCounts, PastWay, WayCount


class ReplayCount(LandingCounts):
    """Counts of calls on a flow, against what their records say, or against the ``old`` flow."""

    def __init__(self, flow: Flow, old: Flow | None = None) -> None:
        super().__init__()
        self.flow = flow
        self.old = old

    def frequent_ways(self, most: int) -> Iterator[tuple[PastWay, WayCount]]:
        """Yield the ways of calls that land differently, the most frequent first."""
        yield from sorted(self.ways.items(), key=lambda way: -way[1].calls)[:most]

    def script_of(self, way: PastWay, count: WayCount) -> CallerScript:
        """Return a caller who takes a way; wrong keys are pressed as one key that is wrong there."""
        steps = tuple(self._step_of(one) for one in way.rounds)
        at = count.first.isoformat() if count.first and self.flow.schedules else ""
        name = f"[{count.unheard} digits] more" if count.unheard else ""
        entry = "" if way.number or way.start == self.flow.start or "||" in way.start else way.start
        return CallerScript(name=name, entry=entry, number=way.number, at=at, steps=steps)

    def _step_of(self, one: RoundResult) -> ScriptStep:
        if one.result == "silence":
            return ScriptStep(silence=True)
        code = one.code if one.result == "choice" else wrong_key(self.flow.receptionists[one.menu])
        return ScriptStep(press=code) if code else ScriptStep(silence=True)
