"""``ivrsim test``: run flow tests, and show what broke and where."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_allow, add_format, add_many, add_variant
from simulator.cli.coverage import add_coverage_flags, collect, report_coverage, wants_coverage
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_given
from simulator.errors import UsageError
from simulator.flowtests.collection import (
    LoadOptions,
    find_test_files,
    load_all,
    named_folders,
    run_in_parts,
    select_tests,
    worker_count,
)
from simulator.flowtests.flow_test import CallVerdict, FlowTest, TestFile
from simulator.flowtests.result_formats import github_annotations, junit_xml, markdown_summary, results_json, tally_line
from simulator.flowtests.stated_world import DefaultWorld
from simulator.gc_pause import pause_gc
from simulator.graph.work_step import WorkStep
from simulator.text.boundary import allowed_folders
from simulator.words.markup import dump_json
from simulator.words.table import align_columns

if TYPE_CHECKING:
    from simulator.flowtests.readings_matrix import Robustness

FAILED = 1
REPORTED_MOST = 50
"""Failures that are printed in full; the others get one line each."""


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser("test", "run flow tests, the files named *.calls.yaml", "ivrsim test flows/clinic -k 'wrong key'")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="test files, or folders to search (default: this folder)"
    )
    parser.add_argument(
        "-k", metavar="WORDS", dest="words", help="run only tests with all of these words in their name or file"
    )
    add_allow(parser)
    add_many(parser)
    parser.add_argument("-x", action="store_true", dest="first", help="stop at the first failure")
    parser.add_argument(
        "-n",
        metavar="N",
        dest="workers",
        help="number of processes, or auto (default: several for 20,000 tests or more)",
    )
    parser.add_argument(
        "--semantics", metavar="PROFILE", help="the semantics of tests and files that name none themselves"
    )
    add_variant(parser, "the variant of tests and files that name none themselves")
    parser.add_argument("--number", metavar="N", help="the number that tests call where they and their files name none")
    add_world(parser)
    parser.add_argument(
        "--all-readings",
        action="store_true",
        help="also run each test under all readings of undocumented behaviour (16, or 8 in the ivr dialect), and "
        "show which settings it depends on; the exit code ignores the other readings",
    )
    parser.add_argument(
        "--update", action="store_true", help="rewrite the expectations of failed tests, after showing the changes"
    )
    parser.add_argument("--yes", action="store_true", help="with --update: write without asking")
    parser.add_argument(
        "--mutate",
        action="store_true",
        help="make small mistakes in the flow, and count those that tests notice (--fail-under sets the least share)",
    )
    parser.add_argument("--junit", metavar="FILE", help="write the results as JUnit XML")
    parser.add_argument("--full", action="store_true", help="as text: print all failures and all lists in full")
    add_format(parser, "text", "json")
    add_coverage_flags(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Run the tests; 0 all passed, 1 some failed."""
    options = build_parser().read_arguments(arguments)
    _refuse_what_cannot_be(options)
    within = named_folders(options.paths)
    world = _default_world(options)
    files = load_all(
        find_test_files(options.paths),
        semantics=options.semantics,
        variant=options.variant,
        world=world,
        within=within,
    )
    for file in files:
        for note in (*file.document.notes, *file.flow.notes):
            complain(f"note: {note.file}: {note.message}")
    tests = select_tests(files, options.words)
    started = perf_counter()
    under = LoadOptions(options.semantics, options.variant, within, allowed_folders(), world)
    verdicts, stopped = _run_tests(tests, first=options.first, workers=_count_workers(options, len(tests)), under=under)
    seconds = perf_counter() - started
    _write_annotations(options, verdicts)
    if stopped is not None:
        return _show_part(options, files, tests, verdicts, stopped, seconds)
    ran = verdicts
    if options.update:
        from simulator.cli.expectations import update_expectations

        verdicts = update_expectations(files, verdicts, asks=not options.yes)
    elif options.format == "json":
        say(dump_json(_as_json(options, tests, verdicts), indent=2))
    else:
        say(*_result_lines(files, verdicts, len(tests), seconds, full=options.full))
        if options.all_readings:
            _say_readings(tests, full=options.full)
    _write_for_servers(options, ran, seconds)  # last: where the disk is full, the results have been shown
    code = FAILED if any(not verdict.passed for verdict in verdicts) else 0
    if options.mutate:
        from simulator.cli.mutation import report_mutation

        code |= report_mutation(ran, options.fail_under)
    if wants_coverage(options):
        code |= report_coverage(options, collect(ran, options.semantics))
    return code


def _run_tests(
    tests: Sequence[FlowTest], *, first: bool, workers: int, under: LoadOptions
) -> tuple[list[CallVerdict], WorkStep | None]:
    """The verdicts, and after which test Ctrl-C ended the run."""
    verdicts: list[CallVerdict] = []

    def steps() -> Iterator[WorkStep]:
        yield WorkStep(0, len(tests), "tests")
        for part in run_in_parts(tests, first=first, workers=workers, under=under):
            verdicts.extend(part)
            yield WorkStep(len(verdicts), len(tests), "tests")

    with pause_gc():
        return verdicts, follow(steps(), timed=False)  # a thread would keep the tests from processes of their own


def _show_part(
    options: argparse.Namespace,
    files: Sequence[TestFile],
    tests: Sequence[FlowTest],
    verdicts: Sequence[CallVerdict],
    stopped: WorkStep,
    seconds: float,
) -> int:
    """The results of the tests that ran before Ctrl-C; nothing is written to any file."""
    if options.format == "json":
        say(dump_json({**results_json(verdicts), "partial": True}, indent=2))
        complain(partial_note(stopped))
    elif verdicts:
        for line in (*_result_lines(files, verdicts, len(verdicts), seconds, full=options.full), partial_note(stopped)):
            say(line)
    else:
        complain(partial_note(stopped))
    return INTERRUPTED


def _default_world(options: argparse.Namespace) -> DefaultWorld:
    """Read the world that the flags set, for tests and files that set none themselves."""
    now = datetime.now(UTC) if options.at is not None else None
    return DefaultWorld(options.at or "", options.number or "", read_given(options.given), now)


def _refuse_what_cannot_be(options: argparse.Namespace) -> None:
    if options.update and (options.all_readings or options.format == "json"):
        raise UsageError("--update does not go with --all-readings or --format json; remove one of them")
    if options.mutate and (options.update or options.format == "json"):
        raise UsageError("--mutate does not go with --update or --format json; remove one of them")
    if options.yes and not options.update:
        raise UsageError("--yes needs --update: it writes without asking")
    if options.update and not options.yes and not sys.stdin.isatty():
        raise UsageError("--update asks before it writes, and there is no terminal to ask at; add --yes")
    if options.junit and not Path(options.junit).absolute().parent.is_dir():
        raise UsageError(f"--junit {options.junit}: the folder {Path(options.junit).parent} does not exist")


def _count_workers(options: argparse.Namespace, tests: int) -> int:
    text = options.workers
    if (wants_coverage(options) or options.mutate) and text in (None, "auto", "1"):
        return 1  # coverage needs the traces of the calls, which stay in their process
    if wants_coverage(options):
        raise UsageError(f"-n {text}: coverage is collected in one process; remove -n")
    if text is None or text == "auto":
        return worker_count(tests)
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 256 and len(text) <= 3:
        return int(text)
    raise UsageError(f"-n {text}: use a number of processes from 1 to 256, or auto")


# -- what people read -------------------------------------------------------------------------------


def _result_lines(
    files: Sequence[TestFile], verdicts: Sequence[CallVerdict], count: int, seconds: float, *, full: bool
) -> Iterator[str]:
    """The failures, a line for each file, and the count."""
    sources = {file.name: file.document.text.splitlines() for file in files}
    failed = [verdict for verdict in verdicts if not verdict.passed]
    most = len(failed) if full else REPORTED_MOST
    for verdict in failed[:most]:
        from simulator.flowtests.failure_text import failure_report  # most runs pass

        yield failure_report(verdict, source=sources[verdict.test.file])
        yield ""
    for verdict in failed[most:]:
        assert verdict.problem is not None, "a failed test has a problem"
        yield f"✗ {verdict.test.file}:{verdict.problem.line}: {verdict.test.name}"
    by_file: dict[str, list[CallVerdict]] = {}
    for verdict in verdicts:
        by_file.setdefault(verdict.test.file, []).append(verdict)
    rows = []
    for name, members in by_file.items():
        wrong = sum(not verdict.passed for verdict in members)
        result = f"{wrong:,} of {len(members):,} failed" if wrong else f"{len(members):,} passed"
        rows.append((f"{'✗' if wrong else '✓'} {name}", result))
    yield from align_columns(rows, indent="")
    yield ""
    not_run = count - len(verdicts)
    yield tally_line(verdicts, seconds) + (f"; stopped at the first failure, {not_run:,} not run" if not_run else "")


def _say_readings(tests: Sequence[FlowTest], *, full: bool) -> None:
    """Each test under all readings; raises ``KeyboardInterrupt`` after those that were run before Ctrl-C."""
    from simulator.report.robustness_summary import summarize_robustness

    results, stopped = _under_all_readings(tests)
    say("")
    for line in summarize_robustness(results, full=full):
        say(line)
    if stopped is not None:
        say(partial_note(stopped))
        raise KeyboardInterrupt


def _under_all_readings(tests: Sequence[FlowTest]) -> tuple[list[Robustness], WorkStep | None]:
    from simulator.flowtests.readings_matrix import under_all_readings

    results: list[Robustness] = []

    def steps() -> Iterator[WorkStep]:
        yield WorkStep(0, len(tests), "tests under all readings")
        for robustness in under_all_readings(tests):
            results.append(robustness)
            yield WorkStep(len(results), len(tests), "tests under all readings")

    return results, follow(steps())


# -- what programs read -----------------------------------------------------------------------------


def _as_json(options: argparse.Namespace, tests: Sequence[FlowTest], verdicts: Sequence[CallVerdict]) -> object:
    results = results_json(verdicts)
    if options.all_readings:
        from simulator.flowtests.readings_matrix import robustness_json as readings_json

        robustness, stopped = _under_all_readings(tests)
        for test_json, readings in zip(results["tests"], robustness, strict=False):
            test_json["readings"] = readings_json(readings)
        if stopped is not None:
            results["partial"] = True
            complain(partial_note(stopped))
    return results


def _write_annotations(options: argparse.Namespace, verdicts: Sequence[CallVerdict]) -> None:
    """In GitHub's runner, annotations."""
    if os.environ.get("GITHUB_ACTIONS"):
        for command in github_annotations(verdicts):
            (complain if options.format == "json" else say)(command)


def _write_for_servers(options: argparse.Namespace, verdicts: Sequence[CallVerdict], seconds: float) -> None:
    """JUnit XML where it is asked for; in GitHub's runner, a summary."""
    if options.junit:
        from simulator.disk.durable_file import replace_files

        replace_files({Path(options.junit): junit_xml(verdicts)})
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        from simulator.disk.durable_file import append_text

        append_text(Path(summary), markdown_summary(verdicts, seconds))
