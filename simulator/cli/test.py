"""``ivrsim test``: run flow tests, and say what broke where."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_allow, add_format, add_variant
from simulator.cli.coverage import add_coverage_flags, collect, report_coverage, wants_coverage
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, prompt, read_line, say
from simulator.disk.durable_file import append_text, replace_files
from simulator.errors import UsageError
from simulator.flowtests.gather import Under, chosen, load_all, named_folders, run_in_parts, test_files, worthwhile
from simulator.flowtests.model import FlowTest, TestFile, Verdict
from simulator.flowtests.reporting import report
from simulator.flowtests.results import as_json, github, junit, markdown, tally
from simulator.graph.work_step import WorkStep
from simulator.load.boundary import allowed
from simulator.words.difference import show_difference
from simulator.words.markup import dump_json

if TYPE_CHECKING:
    from simulator.flowtests.readings import Robustness

FAILED = 1
REPORTED_MOST = 50
"""Failures that are told in full; of the others, one line each."""


def _parser() -> Parser:
    parser = Parser("test", "run the tests of flows: *.calls.yaml", "ivrsim test flows/clinic -k 'wrong key'")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, or folders with all below (default: here)")
    parser.add_argument(
        "-k", metavar="WORDS", dest="words", help="only tests with all of these words in their name or file"
    )
    add_allow(parser)
    parser.add_argument("-x", action="store_true", dest="first", help="stop at the first failure")
    parser.add_argument("-n", metavar="N", dest="workers", help="processes (default: several for 20,000 tests or more)")
    parser.add_argument("--semantics", metavar="PROFILE", help="for tests and files that name none themselves")
    add_variant(parser, "the variant of the flow, for tests and files that name none themselves")
    parser.add_argument(
        "--all-readings",
        action="store_true",
        help="run each test under all readings of what the provider's documents leave open (16, or 8 in the ivr "
        "dialect), and say which "
        "settings it depends on; the exit code is that of the semantics it is meant for",
    )
    parser.add_argument("--update", action="store_true", help="rewrite what is expected, after showing the changes")
    parser.add_argument("--yes", action="store_true", help="with --update: do not ask")
    parser.add_argument(
        "--mutate",
        action="store_true",
        help="make small mistakes in the flow: which are noticed? (--fail-under sets how many must be)",
    )
    parser.add_argument("--junit", metavar="FILE", help="write the results as JUnit XML")
    parser.add_argument("--full", action="store_true", help="as text: all failures in full, and all that is listed")
    add_format(parser, "text", "json")
    add_coverage_flags(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Run the tests; 0 all passed, 1 some failed."""
    asked = _parser().read(arguments)
    _refuse_what_cannot_be(asked)
    within = named_folders(asked.paths)
    files = load_all(test_files(asked.paths), semantics=asked.semantics, variant=asked.variant, within=within)
    for file in files:
        for note in (*file.document.notes, *file.flow.notes):
            complain(f"note: {note.file}: {note.message}")
    tests = chosen(files, asked.words)
    started = perf_counter()
    under = Under(asked.semantics, asked.variant, within, allowed())
    verdicts, stopped = _run(tests, first=asked.first, workers=_workers(asked, len(tests)), under=under)
    seconds = perf_counter() - started
    _annotate(asked, verdicts)
    if stopped is not None:
        return _show_part(asked, files, tests, verdicts, stopped, seconds)
    ran = verdicts
    if asked.update:
        verdicts = _updated(files, verdicts, asks=not asked.yes)
    elif asked.format == "json":
        say(dump_json(_as_json(asked, tests, verdicts), indent=2))
    else:
        say(*_text(files, verdicts, len(tests), seconds, full=asked.full))
        if asked.all_readings:
            _say_readings(tests, full=asked.full)
    _write_for_servers(asked, ran, seconds)  # last: where the disk is full, the results have been shown
    code = FAILED if any(not verdict.passed for verdict in verdicts) else 0
    if asked.mutate:
        from simulator.cli.mutation import report_mutation

        code |= report_mutation(ran, asked.fail_under)
    if wants_coverage(asked):
        code |= report_coverage(asked, collect(ran, asked.semantics))
    return code


def _run(
    tests: Sequence[FlowTest], *, first: bool, workers: int, under: Under
) -> tuple[list[Verdict], WorkStep | None]:
    """The verdicts, and after which test Ctrl-C ended the run."""
    verdicts: list[Verdict] = []

    def steps() -> Iterator[WorkStep]:
        yield WorkStep(0, len(tests), "tests")
        for part in run_in_parts(tests, first=first, workers=workers, under=under):
            verdicts.extend(part)
            yield WorkStep(len(verdicts), len(tests), "tests")

    return verdicts, follow(steps(), timed=False)  # a thread would keep the tests from processes of their own


def _show_part(
    asked: argparse.Namespace,
    files: Sequence[TestFile],
    tests: Sequence[FlowTest],
    verdicts: Sequence[Verdict],
    stopped: WorkStep,
    seconds: float,
) -> int:
    """The results of the tests that ran before Ctrl-C; nothing is written to any file."""
    if asked.format == "json":
        say(dump_json({**as_json(verdicts), "partial": True}, indent=2))
        complain(partial_note(stopped))
    elif verdicts:
        for line in (*_text(files, verdicts, len(verdicts), seconds, full=asked.full), partial_note(stopped)):
            say(line)
    else:
        complain(partial_note(stopped))
    return INTERRUPTED


def _refuse_what_cannot_be(asked: argparse.Namespace) -> None:
    if asked.update and (asked.all_readings or asked.format == "json"):
        raise UsageError("--update rewrites files and shows how; --all-readings and --format json go without it")
    if asked.mutate and (asked.update or asked.format == "json"):
        raise UsageError("--mutate tells its score as text; --update and --format json go without it")
    if asked.yes and not asked.update:
        raise UsageError("--yes belongs to --update")
    if asked.update and not asked.yes and not sys.stdin.isatty():
        raise UsageError("--update asks before it writes, and there is no terminal to answer at; use --yes")
    if asked.junit and not Path(asked.junit).absolute().parent.is_dir():
        raise UsageError(f"--junit {asked.junit}: there is no folder {Path(asked.junit).parent}")


def _workers(asked: argparse.Namespace, tests: int) -> int:
    text = asked.workers
    if (wants_coverage(asked) or asked.mutate) and text in (None, "auto", "1"):
        return 1  # what a call covers is told by its trace, which stays in its process
    if wants_coverage(asked):
        raise UsageError(f"-n {text}: coverage is collected in one process; leave -n out")
    if text is None or text == "auto":
        return worthwhile(tests)
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 256 and len(text) <= 3:
        return int(text)
    raise UsageError(f"-n {text}: use a number of processes from 1 to 256, or auto")


# -- what people read -------------------------------------------------------------------------------


def _text(
    files: Sequence[TestFile], verdicts: Sequence[Verdict], count: int, seconds: float, *, full: bool
) -> Iterator[str]:
    """The failures, a line for each file, and the count."""
    sources = {file.name: file.document.text.splitlines() for file in files}
    failed = [verdict for verdict in verdicts if not verdict.passed]
    most = len(failed) if full else REPORTED_MOST
    for verdict in failed[:most]:
        yield report(verdict, source=sources[verdict.test.file])
        yield ""
    for verdict in failed[most:]:
        assert verdict.problem is not None, "a failed test has a problem"
        yield f"✗ {verdict.test.file}:{verdict.problem.line}: {verdict.test.name}"
    by_file: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_file.setdefault(verdict.test.file, []).append(verdict)
    width = max(map(len, by_file))
    for name, members in by_file.items():
        wrong = sum(not verdict.passed for verdict in members)
        result = f"{wrong:,} of {len(members):,} failed" if wrong else f"{len(members):,} passed"
        yield f"{'✗' if wrong else '✓'} {name:<{width}}  {result}"
    yield ""
    left = count - len(verdicts)
    yield tally(verdicts, seconds) + (f"; stopped at the first failure, {left:,} not run" if left else "")


def _say_readings(tests: Sequence[FlowTest], *, full: bool) -> None:
    """Each test under all readings; raises ``KeyboardInterrupt`` after those that were run before Ctrl-C."""
    from simulator.report.robustness_summary import summarize_robustness

    found, stopped = _under_all_readings(tests)
    say("")
    for line in summarize_robustness(found, full=full):
        say(line)
    if stopped is not None:
        say(partial_note(stopped))
        raise KeyboardInterrupt


def _under_all_readings(tests: Sequence[FlowTest]) -> tuple[list[Robustness], WorkStep | None]:
    from simulator.flowtests.readings import under_all_readings

    found: list[Robustness] = []

    def steps() -> Iterator[WorkStep]:
        yield WorkStep(0, len(tests), "tests under all readings")
        for robustness in under_all_readings(tests):
            found.append(robustness)
            yield WorkStep(len(found), len(tests), "tests under all readings")

    return found, follow(steps())


# -- what programs read -----------------------------------------------------------------------------


def _as_json(asked: argparse.Namespace, tests: Sequence[FlowTest], verdicts: Sequence[Verdict]) -> object:
    results = as_json(verdicts)
    if asked.all_readings:
        from simulator.flowtests.readings import as_json as readings_json

        robustness, stopped = _under_all_readings(tests)
        for shown, found in zip(results["tests"], robustness, strict=False):
            shown["readings"] = readings_json(found)
        if stopped is not None:
            results["partial"] = True
            complain(partial_note(stopped))
    return results


def _annotate(asked: argparse.Namespace, verdicts: Sequence[Verdict]) -> None:
    """In GitHub's runner, annotations."""
    if os.environ.get("GITHUB_ACTIONS"):
        for command in github(verdicts):
            (complain if asked.format == "json" else say)(command)


def _write_for_servers(asked: argparse.Namespace, verdicts: Sequence[Verdict], seconds: float) -> None:
    """JUnit XML where it is asked for; in GitHub's runner, a summary."""
    if asked.junit:
        replace_files({Path(asked.junit): junit(verdicts)})
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(Path(summary), markdown(verdicts, seconds))


# -- new expectations -------------------------------------------------------------------------------


def _updated(files: Sequence[TestFile], verdicts: Sequence[Verdict], *, asks: bool) -> list[Verdict]:
    """The verdicts once the files say what the calls do; what is not agreed to stays as it is."""
    from simulator.flowtests.update import update

    failed = [verdict for verdict in verdicts if not verdict.passed]
    updates = [
        update(file, [verdict for verdict in failed if verdict.test.file == file.name])
        for file in files
        if any(verdict.test.file == file.name for verdict in failed)
    ]
    changed = [one for one in updates if one.mended]
    for one in changed:
        name = one.file.name
        say(show_difference(one.file.document.text, one.text, name, name))
    for left in (left for one in updates for left in one.left):
        complain(f"left as it is: {left.test.file}:{left.test.line}: {left.test.name}: {left.reason}")
    mended = sum(one.mended for one in changed)
    if not mended:
        say("nothing to update" + ("" if failed else f": {tally(verdicts, 0).partition(' in ')[0]}"))
        return list(verdicts)
    tests = f"{mended:,} {'test' if mended == 1 else 'tests'}"
    if asks and not _agreed(f"Write these expectations of {tests}? [y/N] "):
        say("nothing was written")
        return list(verdicts)
    replace_files(dict(_new_content(Path(one.file.name), one.text, one.file.document.text) for one in changed))
    say(f"wrote new expectations of {tests} to {', '.join(one.file.name for one in changed)}")
    return [verdict for verdict in failed if any(verdict.test is left.test for one in updates for left in one.left)]


def _new_content(path: Path, text: str, before: str) -> tuple[Path, bytes]:
    """A file with its new bytes: a byte order mark stays where it was, and so do line ends."""
    old = path.read_bytes()
    if old.decode("utf-8-sig") != before:
        raise UsageError(f"{path}: it has changed meanwhile; nothing was written")
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return path, mark + text.encode("utf-8")


def _agreed(question: str) -> bool:
    prompt(question)
    return read_line().strip().lower() in ("y", "yes")
