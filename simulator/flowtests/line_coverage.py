"""The benches that run a file of tests: one for its flow as it is, and one for each variant that tests name."""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.errors import Problem
from simulator.fast_classes import NamedTuple
from simulator.flowtests.flow_test import Switchboard
from simulator.flowtests.steps import StepReader
from simulator.text.document import Document


class FlowBench(NamedTuple):
    """A flow in one of its variants: what reads a test's steps, and what plays them."""

    reader: StepReader
    switchboard: Switchboard


class FlowBenches:
    """The flow without a variant (``plain``) and in each that tests name, each made once."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.problems = problems
        self.plain = self._build_line(flow)
        self._by_variant: dict[str, FlowBench] = {}

    def line_of(self, variant: str) -> FlowBench:
        """Return the bench of a variant, built once. Raises ``UsageError`` for an unknown variant."""
        if variant not in self._by_variant:
            self._by_variant[variant] = self._build_line(self.flow.in_variant(variant))
        return self._by_variant[variant]

    def _build_line(self, flow: Flow) -> FlowBench:
        return FlowBench(StepReader(self.document, flow, self.problems), Switchboard(flow))
