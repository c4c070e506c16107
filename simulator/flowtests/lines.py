"""The lines on which a file of tests calls: its flow as it is, and in each variant that tests name."""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.errors import Problem
from simulator.flowtests.model import Switchboard
from simulator.flowtests.steps import StepReader
from simulator.load.document import Document


class Line(NamedTuple):
    """A flow in one of its variants: what reads a test's steps, and what plays them."""

    reader: StepReader
    switchboard: Switchboard


class Lines:
    """The flow without a variant (``plain``) and in each that tests name, each made once."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.problems = problems
        self.plain = self._made(flow)
        self._by_variant: dict[str, Line] = {}

    def line(self, variant: str) -> Line:
        """The line of a variant. Raises ``UsageError`` where there is no such one."""
        if variant not in self._by_variant:
            self._by_variant[variant] = self._made(self.flow.varied(variant))
        return self._by_variant[variant]

    def _made(self, flow: Flow) -> Line:
        return Line(StepReader(self.document, flow, self.problems), Switchboard(flow))
