"""The flags that report how much of a flow its tests cover, for every command that runs tests."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser
from simulator.cli.progress import follow
from simulator.cli.screen import complain, say
from simulator.errors import UsageError

if TYPE_CHECKING:  # the readers of the whole cost time to import, and most runs ask for no coverage
    from simulator.config.flow import Flow
    from simulator.flowtests import CallVerdict
    from simulator.graph.coverage.collector import CoverageCollector

UNDER = 1
"""The exit code where less is covered than ``--fail-under`` asks for."""


def add_coverage_flags(parser: Parser) -> None:
    """``--coverage``, ``--coverage-json``, ``--coverage-xml`` and ``--fail-under``."""
    group = parser.add_argument_group("coverage of the flows")
    group.add_argument(
        "--coverage", action="store_true", help="show what no test covers, and a caller who would cover it"
    )
    group.add_argument("--coverage-json", metavar="FILE", help="write the coverage as JSON")
    group.add_argument("--coverage-xml", metavar="FILE", help="write the coverage as Cobertura XML, for CI servers")
    group.add_argument(
        "--fail-under",
        metavar="PERCENT",
        type=percent,
        help="exit 1 if less is covered; with --mutate, if tests notice fewer mistakes; with --mutate and "
        "--coverage, if either falls short",
    )


def percent(text: str) -> float:
    """Parse a percentage from 0 to 100. Raises ``ArgumentTypeError``."""
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not accepted; use a number from 0 to 100")
    return value


def wants_coverage(options: argparse.Namespace) -> bool:
    """Return whether any of the flags asks for coverage; if not, nothing need be collected.

    ``--fail-under`` does, except with ``--mutate``: there it is about the mutation score, until coverage
    is asked for as well.

    Raises ``UsageError`` for a file in a folder that does not exist, before any test runs.
    """
    for flag, file in (("--coverage-json", options.coverage_json), ("--coverage-xml", options.coverage_xml)):
        if file and not Path(file).absolute().parent.is_dir():
            raise UsageError(f"{flag} {file}: the folder {Path(file).parent} does not exist")
    if options.coverage or options.coverage_json or options.coverage_xml:
        return True
    return options.fail_under is not None and not getattr(options, "mutate", False)


def collect(verdicts: Iterable[CallVerdict], semantics: str | None = None) -> CoverageCollector:
    """Return what tests that have run cover of their flows.

    ``semantics`` is the profile that was asked for in place of the flows' own. A test that names other
    semantics itself covers nothing: its places are not the flow's.
    """
    from simulator.graph.coverage.collector import CoverageCollector
    from simulator.loader.semantics_section import semantics_of

    collected = CoverageCollector()
    flows: dict[int, Flow] = {}
    for verdict in verdicts:
        test = verdict.test
        # by identity: the tests of a file share one flow, and comparing two of ten thousand receptionists is slow
        flow = flows.get(id(test.flow))
        if flow is None:
            flow = flows[id(test.flow)] = (
                test.flow.with_semantics(semantics_of(semantics, test.flow.profiles)) if semantics else test.flow
            )
        if test.semantics == flow.semantics and test.world.staying:
            collected.add_stay(flow, verdict.trace)
        elif test.semantics == flow.semantics:
            collected.add_call(flow, verdict.call.made)
        else:
            collected.count_skipped()
    return collected


def report_coverage(options: argparse.Namespace, collected: CoverageCollector) -> int:
    """Report as the flags ask; what it contributes to the exit code.

    The text goes to standard error where the result is JSON. Raises ``FileError`` for a file that cannot
    be written, and ``KeyboardInterrupt`` where Ctrl-C ends the search for what can be covered.
    """
    from simulator.disk.durable_file import replace_text

    for coverage in collected.coverages:
        if (stopped := follow(coverage.search())) is not None:
            complain(f"Coverage is not reported: interrupted after {stopped}.")
            raise KeyboardInterrupt
    if options.coverage:
        from simulator.report.coverage_summary import summarize_coverage
        from simulator.report.run_coverage import run_coverage_text

        text = run_coverage_text(collected) if options.full else run_coverage_text(collected, summarize_coverage)
        (complain if getattr(options, "format", "text") == "json" else say)("", text)
    if options.coverage_json:
        from simulator.report.run_coverage import run_coverage_json

        replace_text(Path(options.coverage_json), run_coverage_json(collected))
    if options.coverage_xml:
        replace_text(Path(options.coverage_xml), _xml_report(collected))
    if options.fail_under is None or collected.total.reaches(options.fail_under):
        return 0
    from simulator.report.coverage_report import percent_text

    complain(f"coverage is {percent_text(collected.total)}; --fail-under requires {options.fail_under:g} %")
    return UNDER


def _xml_report(collected: CoverageCollector) -> str:
    from time import time_ns

    from simulator import __version__
    from simulator.report.run_coverage import run_coverage_xml

    return run_coverage_xml(collected, version=__version__, timestamp=time_ns() // 1_000_000)
