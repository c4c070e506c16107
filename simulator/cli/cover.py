"""``ivrsim cover``: write the tests that cover a flow, or those that other tests leave out.

Every decision that ends a call needs a call of its own, so their number is a lower bound; decisions in
between are made on the way. Where that bound is not met, the least number there can be is computed
(``simulator.graph.suite.minimum_flow``). What is written passes at once: it says what the flow does today.
"""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path

from simulator.cli.arguments import Parser, add_flow, add_format, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.output_file import refuse_overwriting
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_fixed
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.flowtests.calls_writer import SuiteText, file_heading, suite_summary
from simulator.gc_pause import pause_gc
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.suite.flow_suite import FlowSuiteMaker
from simulator.graph.suite.maker import refuse_large_flow
from simulator.loader.flow_location import path_as_flow
from simulator.words.sanitizer import clean_document


def run(arguments: list[str]) -> int:
    """Write the suite to a file, or print it."""
    parser = Parser("cover", "write the tests that cover a flow", "ivrsim cover flows/clinic --output all.calls.yaml")
    add_flow(parser)
    parser.add_argument(
        "--missing-from",
        metavar="PATH",
        nargs="+",
        help="write only tests for what these test files or folders leave uncovered",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to this file, NAME.calls.yaml, instead of standard output"
    )
    parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")
    add_view(parser)
    add_world(parser)
    add_format(parser, "yaml", "text")
    options = parser.read_arguments(arguments)
    with pause_gc():  # all that is found and made stays until the file is written
        return _write_suite(options)


def _write_suite(options: argparse.Namespace) -> int:
    output = Path(options.output) if options.output else None
    if output is not None:
        _refuse_existing(output, force=options.force)
    flow = open_flow(options)
    fixed = read_fixed(options, flow)
    refuse_large_flow(flow)
    shortest = FlowCallers(flow, *fixed, searches=False)
    if (stopped := follow(shortest.search())) is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    covered = _covered_items(flow, options.missing_from, output) if options.missing_from else frozenset()
    maker = FlowSuiteMaker(shortest, covered)
    stopped = follow(maker.steps())
    suite = maker.suite()
    summary = suite_summary(suite, shortest) if stopped is None else [partial_note(stopped)]
    if stopped is not None and (output is not None or not suite.calls):
        why = "No call was made." if output is None else f"{output} is not written."
        complain(f"{partial_note(stopped)} {why}")
        return INTERRUPTED
    if options.format == "text":
        text: str = SuiteText(flow).list_calls(suite, summary)
    else:
        laid_out = SuiteText(flow, _flow_name(flow, output), options.entry, options.semantics, options.number)
        text = laid_out.file_text(suite, file_heading(_command_line(options), summary))
    if output is None:
        say(clean_document(text))
        return 0 if stopped is None else INTERRUPTED
    if not suite.calls:
        complain(f"everything is covered already: {output} is not written")
        return 0
    replace_text(output, text)
    say(f"{output}: {' '.join(summary)}")
    return 0


def _refuse_existing(output: Path, *, force: bool) -> None:
    if not output.name.endswith(".calls.yaml"):
        raise UsageError(f"--output {output}: not a name of a test file; use NAME.calls.yaml, which ivrsim test finds")
    refuse_overwriting(output, force=force)


def _covered_items(flow: Flow, paths: list[str], output: Path | None) -> frozenset[CoverageItem]:
    """Return what the tests in these files cover of the flow."""
    from simulator.cli.existing_coverage import covered_by

    coverage = covered_by(flow, paths, without=output)
    return frozenset(coverage.hits)


def _flow_name(flow: Flow, output: Path | None) -> str:
    """Return how a file of tests names its flow: the way from its folder (from here where there is no file)."""
    if flow.source.startswith("example:"):
        return flow.source
    if flow.source == "-":
        raise UsageError("tests name their flow by its file, and standard input has none; give FLOW as a file")
    source = Path(os.path.realpath(flow.source))
    if source.name in ("flow.yaml", "flow.json"):
        source = source.parent
    folder = Path(os.path.realpath(output.parent if output else Path()))
    try:
        return path_as_flow(Path(os.path.relpath(source, folder)).as_posix())
    except ValueError:  # another drive
        return source.as_posix()


def _command_line(options: argparse.Namespace) -> str:
    """Return the command that writes these calls again: with each flag that has a say in them."""
    words = ["ivrsim", "cover", *([options.flow] if options.flow else [])]
    for flag in ("missing_from", "entry", "number", "semantics", "variant", "at", "given"):
        value = getattr(options, flag)
        name = "--" + flag.replace("_", "-")
        if flag == "given":
            words += [word for answer in value for word in (name, answer)]
        elif value:
            words += [name, *(value if isinstance(value, list) else [value])]
    return shlex.join(words)
