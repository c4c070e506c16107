"""The flags that report how much of a flow its tests cover, for every command that runs tests."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from simulator import __version__
from simulator.cli.arguments import Parser
from simulator.cli.screen import complain, say
from simulator.graph.collected import Collected
from simulator.graph.coverage_text import percent_text

UNDER = 1
"""The exit code where less is covered than ``--fail-under`` asks for."""


def add_coverage_flags(parser: Parser) -> None:
    """``--coverage``, ``--coverage-json``, ``--coverage-xml`` and ``--fail-under``."""
    group = parser.add_argument_group("coverage of the flow")
    group.add_argument("--coverage", action="store_true", help="say what no test covers, and who would cover it")
    group.add_argument("--coverage-json", metavar="FILE", help="write it as JSON")
    group.add_argument("--coverage-xml", metavar="FILE", help="write it as Cobertura XML, for CI servers")
    group.add_argument("--fail-under", metavar="PERCENT", type=percent, help="exit 1 where less is covered")


def percent(text: str) -> float:
    """A rule for a flag that takes a percentage."""
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not accepted; a number from 0 to 100 is")
    return value


def wants_coverage(asked: argparse.Namespace) -> bool:
    """Whether any of the flags asks for coverage; if not, tests need not collect it."""
    return bool(asked.coverage or asked.coverage_json or asked.coverage_xml or asked.fail_under is not None)


def report_coverage(asked: argparse.Namespace, collected: Collected) -> int:
    """Report as the flags ask; what it contributes to the exit code.

    Raises ``OSError`` for a file that cannot be written, which the command line reports.
    """
    if asked.coverage:
        say(f"\n{collected.text()}")
    if asked.coverage_json:
        Path(asked.coverage_json).write_text(collected.json(), encoding="utf-8")
    if asked.coverage_xml:
        text = collected.xml(version=__version__, timestamp=time.time_ns() // 1_000_000)
        Path(asked.coverage_xml).write_text(text, encoding="utf-8")
    if asked.fail_under is None or collected.total.reaches(asked.fail_under):
        return 0
    complain(f"coverage is {percent_text(collected.total)}, and --fail-under asks for {asked.fail_under:g} %")
    return UNDER
