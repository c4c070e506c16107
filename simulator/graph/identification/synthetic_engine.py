"""An engine of stated settings at the other end of the line, in place of a telephone: for practice and for tests."""

from __future__ import annotations

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.rehearsal import Rehearsal
from simulator.config.semantics import Semantics
from simulator.graph.identification.audible_call import TelephoneQuestion, hear_call
from simulator.graph.identification.call_probe import CallProbe, QuestionAnswer
from simulator.graph.identification.engine_identification import ReportedCall
from simulator.graph.identification.menu_approach import MenuApproach
from simulator.graph.identification.menu_calls import ROUNDS_MOST


class SyntheticEngine:
    """A menu under some semantics, and a person who hears everything and remembers it."""

    def __init__(self, approach: MenuApproach, semantics: Semantics) -> None:
        self._player = BulkRehearsal(Rehearsal(approach.flow.with_semantics(semantics), limit=ROUNDS_MOST))

    def make_call(self, probe: CallProbe) -> ReportedCall:
        """Make a call, and answer every question about it."""
        noticed = hear_call(self._player, probe.script).noticed
        answers: dict[TelephoneQuestion, QuestionAnswer] = {}
        for question in probe.questions:
            value = noticed.get(question, 0 if question.kind == "heard" else None)
            is_pause = question.kind == "pause" and isinstance(value, int)
            answers[question] = value / 1000 if is_pause and isinstance(value, int) else value
        return ReportedCall(probe, answers)
