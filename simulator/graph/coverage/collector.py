"""Coverage of whatever flows a run of tests meets: collected trace by trace, then reported as one.

Traces of one flow that came from several files belong together. A flow under two semantics is two
flows: a place of the one may be no place of the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.graph.coverage.cobertura import SourceLine, cobertura_xml
from simulator.graph.coverage.coverage_report import coverage_json, coverage_text, percent_text
from simulator.graph.coverage.tally import Coverage, Tally
from simulator.words.sanitizer import OutputText, join_lines


@dataclass(slots=True)
class CoverageCollector:
    """The coverage of each flow, in the order in which they came.

    ``apart`` counts the tests that asked for other semantics than their flow's, and so cover nothing.
    """

    coverages: list[Coverage] = field(default_factory=list)
    apart: int = 0
    _by_flow: dict[int, tuple[Flow, Coverage]] = field(default_factory=dict, repr=False)

    def add_call(self, flow: Flow, trace: Trace) -> None:
        """Take in one call of a flow, under the flow's own semantics."""
        collected = self._by_flow.get(id(flow))
        if collected is None:  # the flow is kept with it, so that its id stays its own
            collected = self._by_flow[id(flow)] = (flow, self._coverage_of(flow))
        collected[1].add_call(trace)

    def count_skipped(self) -> None:
        """Count a test that ran under other semantics than its flow's."""
        self.apart += 1

    def _coverage_of(self, flow: Flow) -> Coverage:
        # A run meets few flows: comparing them costs less than hashing every receptionist of each.
        for coverage in self.coverages:
            if are_same_to_callers(coverage.flow, flow):
                return coverage
        self.coverages.append(Coverage(flow))
        return self.coverages[-1]

    @property
    def total(self) -> Tally:
        """All flows together."""
        tallies = [coverage.total for coverage in self.coverages]
        return Tally(sum(tally.covered for tally in tallies), sum(tally.of for tally in tallies))

    def text_report(self, lay_out: Callable[[Coverage], OutputText] = coverage_text) -> OutputText:
        """Return the report for people: each flow as ``lay_out`` has it, and a last line where there are several."""
        blocks: list[str] = [lay_out(coverage) for coverage in self.coverages]
        if not blocks:
            blocks = ["Coverage: no test ran, so there is nothing to report"]
        if len(blocks) > 1:
            total = self.total
            blocks.append(f"All flows: {total.covered:,} of {total.of:,} items ({percent_text(total)})")
        if self.apart:
            tests = ("test asks", "is") if self.apart == 1 else ("tests ask", "are")
            blocks.append(
                f"{self.apart:,} {tests[0]} for other semantics than the flow's and {tests[1]} not counted here"
            )
        return join_lines([blocks[0], *(line for block in blocks[1:] for line in ("", block))])

    def json_report(self) -> str:
        """The report for programs."""
        total = self.total
        report = {
            "covered": total.covered,
            "of": total.of,
            "percent": total.percent,
            "apart": self.apart,
            "flows": [coverage_json(coverage) for coverage in self.coverages],
        }
        return json.dumps(report, indent=2) + "\n"

    def xml_report(self, *, version: str, timestamp: int) -> str:
        """The report for CI servers, as Cobertura XML; ``timestamp`` in milliseconds since 1970.

        The flows are read again for the lines of their fields; raises as ``load`` does.
        """
        return cobertura_xml(self.coverages, source_lines, version=version, timestamp=timestamp)


def source_lines(flow: Flow) -> Mapping[str, SourceLine]:
    """Return where each receptionist of a flow that came from files is configured."""
    from simulator.loader.source_lines import SourceLines, source_lines

    lines = source_lines(flow.source, flow.variant)
    return {
        key: SourceLine(source.file, source.place) for key, source in lines.items() if isinstance(source, SourceLines)
    }


def are_same_to_callers(flow: Flow, other_flow: Flow) -> bool:
    """Return whether two flows are one to a caller, whatever file they were read from."""
    return (
        flow.semantics == other_flow.semantics
        and flow.entry == other_flow.entry
        and flow.receptionists == other_flow.receptionists
        and flow.numbers == other_flow.numbers
        and flow.lengths == other_flow.lengths
    )
