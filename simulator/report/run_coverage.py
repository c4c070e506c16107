"""Coverage of all flows of a run of tests, as one text, one JSON document and one XML document."""

from __future__ import annotations

import json
from collections.abc import Callable

from simulator.graph.coverage.collector import CoverageCollector
from simulator.graph.coverage.tally import Coverage
from simulator.report.cobertura import cobertura_xml, source_lines
from simulator.report.coverage_report import coverage_json, coverage_text, percent_text
from simulator.words.sanitizer import OutputText, join_lines


def run_coverage_text(
    collected: CoverageCollector, lay_out: Callable[[Coverage], OutputText] = coverage_text
) -> OutputText:
    """Return the report for people: each flow as ``lay_out`` has it, and a last line if there are several."""
    blocks: list[str] = [lay_out(coverage) for coverage in collected.coverages]
    if not blocks:
        blocks = ["Coverage: no test ran, so there is nothing to report"]
    if len(blocks) > 1:
        total = collected.total
        blocks.append(f"All flows: {total.covered:,} of {total.of:,} items ({percent_text(total)})")
    if collected.apart:
        tests = ("test asks", "is") if collected.apart == 1 else ("tests ask", "are")
        blocks.append(
            f"{collected.apart:,} {tests[0]} for other semantics than the flow's and {tests[1]} not counted here"
        )
    if collected.stayed:
        blocks.append(stayed_note(collected.stayed))
    return join_lines([blocks[0], *(line for block in blocks[1:] for line in ("", block))])


def stayed_note(count: int) -> str:
    """Return what is not counted of tests whose caller stays after a voicemail."""
    tests = "In 1 test the caller stays" if count == 1 else f"In {count:,} tests the caller stays"
    return f"{tests} on the line after a voicemail: the message and the way back are not counted"


def run_coverage_json(collected: CoverageCollector) -> str:
    """Return the report for programs."""
    total = collected.total
    report = {
        "covered": total.covered,
        "of": total.of,
        "percent": total.percent,
        "apart": collected.apart,
        "stayed": collected.stayed,
        "flows": [coverage_json(coverage) for coverage in collected.coverages],
    }
    return json.dumps(report, indent=2) + "\n"


def run_coverage_xml(collected: CoverageCollector, *, version: str, timestamp: int) -> str:
    """Return the report for CI servers, as Cobertura XML; ``timestamp`` in milliseconds since 1970.

    The flows are read again for the lines of their fields; raises as ``load`` does.
    """
    return cobertura_xml(collected.coverages, source_lines, version=version, timestamp=timestamp)
