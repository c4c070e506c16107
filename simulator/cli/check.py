"""``ivrsim check``: the known faults of menus, searched for in a flow."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_dialect, add_flow, add_many, add_view, one_of
from simulator.cli.flow_argument import load_visibly, ring_number
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.today_flag import parse_today
from simulator.config.check_options import RULESET_NAMES, CheckOptions
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.words.phrases import count_noun

if TYPE_CHECKING:
    from simulator.checks.checked_flow import Chosen
    from simulator.checks.fixes import FixedFile
    from simulator.checks.run import CheckReport
    from simulator.graph.work_step import WorkStep
    from simulator.loader.receptionist_file import Shelf

FORMATS = ("text", "json", "sarif", "github", "gitlab")
FAIL_ON = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
OBJECTS = 1


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser("check", "report what is wrong with a flow", "ivrsim check flows/clinic --ruleset accessible")
    add_flow(parser)
    add_many(parser)
    rulesets = "{" + ",".join(RULESET_NAMES) + "}"
    parser.add_argument(
        "--ruleset",
        type=one_of(*RULESET_NAMES),
        metavar=rulesets,
        help="which set of rules to apply (default: the flow's own, else default)",
    )
    parser.add_argument(
        "--select",
        action="append",
        metavar="RULES",
        help="apply only these rules: IVR303, IVR1xx or names, separated by commas",
    )
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="do not apply these rules")
    parser.add_argument(
        "--fail-on",
        type=one_of(*FAIL_ON),
        metavar="{error,warning,never}",
        default="error",
        help="which findings make the exit code 1 (default: error)",
    )
    parser.add_argument("--baseline", metavar="FILE", help="report only findings that are not in this file")
    parser.add_argument("--write-baseline", metavar="FILE", help="write all findings to this file, for --baseline")
    parser.add_argument(
        "--records", metavar="FILE", help="past calls, as JSON or one record per line; IVR409 needs them"
    )
    parser.add_argument("--today", metavar="DATE", help="the day, as 2026-11-30, for IVR711; no clock is read")
    mend = parser.add_mutually_exclusive_group()
    mend.add_argument("--fix", action="store_true", help="apply the fixes that are certain, then report what is left")
    mend.add_argument("--diff", action="store_true", help="print what --fix would change, and write nothing")
    add_view(parser)
    add_dialect(parser)
    parser.add_argument("--full", action="store_true", help="as text: print every finding, by receptionist")
    formats = "{" + ",".join(FORMATS) + "}"
    help = "default: text, plus annotations in GitHub Actions"
    parser.add_argument("--format", type=one_of(*FORMATS), metavar=formats, help=help)
    return parser


def run(arguments: list[str]) -> int:
    """Check, print, and return 1 where findings weigh enough for ``--fail-on``."""
    options = build_parser().read_arguments(arguments)
    flow, shelf = _open_flow(options)
    report, stopped = _check_flow(options, flow, shelf)
    if stopped is None and (options.fix or options.diff):
        from simulator.checks import fixes

        changes = fixes.apply_fixes(report.findings)
        if options.diff:
            _show_fixes(changes)
            return _exit_code(options, report)
        if changes:
            _write_fixes(changes)
            # the fixed files are read again: the report must have their new lines
            flow, shelf = _open_flow(options)
            report, stopped = _check_flow(options, flow, shelf)
    known_count = 0
    if stopped is None and options.write_baseline:
        _write_baseline(options.write_baseline, report)
        return 0
    if options.baseline:
        from simulator.checks import baseline

        fresh = baseline.new_findings(report.findings, baseline.read_baseline(Path(options.baseline)))
        known_count = len(report.findings) - len(fresh)
        report = replace(report, findings=fresh)
    if stopped is None or report.findings or options.format not in (None, "text"):
        _print_findings(options.format, flow, report, known_count, full=options.full)
    if stopped is not None:  # without findings nothing is said above: "no problem found" would not be true
        (say if options.format in (None, "text") else complain)(partial_note(stopped))
        return INTERRUPTED
    return _exit_code(options, report)


def _open_flow(options: argparse.Namespace) -> tuple[Flow, Shelf]:
    """The flow as the command line asks for it, with its files, which ``--fix`` writes."""
    if options.fix and (options.flow == "-" or str(options.flow).startswith("example:")):
        raise UsageError(f"ivrsim check: --fix cannot write to {options.flow}; give a file or a folder")
    flow, shelf = load_visibly(options.flow, options.variant)
    if options.entry is not None:
        flow = flow.entered_at(options.entry)
    flow = ring_number(options, flow)
    if options.semantics is not None:
        from simulator.loader.semantics_section import semantics_of

        flow = flow.with_semantics(semantics_of(options.semantics, flow.profiles))
    if options.dialect is not None:
        flow = flow.in_dialect(options.dialect)
    return flow, shelf


def _check_flow(options: argparse.Namespace, flow: Flow, shelf: Shelf) -> tuple[CheckReport, WorkStep | None]:
    """Return the report, and the step after which Ctrl-C ended the check."""
    from simulator.checks.run import Examination

    check_options = flow.checks or CheckOptions()
    if options.ruleset:
        check_options = replace(check_options, ruleset=options.ruleset)
    if options.select:
        check_options = replace(check_options, select=tuple(_split_flags(options.select)))
    chosen = _option_usage(options.records, flow) if options.records else None
    today = parse_today(options.today) if options.today else None
    ignore = _split_flags(options.ignore)
    examination = Examination(flow, shelf, check_options, ignore=ignore, chosen=chosen, today=today)
    stopped = follow(examination.steps())
    report = examination.report()
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    for exception in report.idle:
        codes = " or ".join(sorted(exception.codes))
        complain(f"note: {exception.file}:{exception.line}: {codes} does not occur here; remove what silences it")
    return report, stopped


def _option_usage(file: str, flow: Flow) -> Chosen:
    from simulator.checks.option_usage import count_options
    from simulator.loader.past_calls import past_calls
    from simulator.report.usage_notes import usage_notes

    usage = count_options(flow, past_calls(Path(file)))
    for note in usage_notes(flow, usage):
        complain(f"note: {file}: {note}")
    return usage.chosen


def _split_flags(flags: list[str]) -> list[str]:
    return [word.strip() for flag in flags for word in flag.split(",") if word.strip()]


def _exit_code(options: argparse.Namespace, report: CheckReport) -> int:
    weighs = FAIL_ON[options.fail_on]
    return OBJECTS if any(finding.severity in weighs for finding in report.findings) else 0


def _print_findings(form: str | None, flow: Flow, report: CheckReport, known_count: int, *, full: bool) -> None:
    from simulator.report import finding_formats

    if form == "sarif":
        from simulator.report.sarif import findings_sarif

        say(findings_sarif(report.findings))
    elif form in ("json", "gitlab"):
        say(finding_formats.FORMATS[form](report.findings))
    elif form == "github":
        _print_annotations(report)
        say(finding_formats.closing_line(flow, report, beside=known_count))
    else:
        if form is None and os.environ.get("GITHUB_ACTIONS") == "true":
            _print_annotations(report)
        from simulator.report.finding_summary import summarize_findings

        say((finding_formats.findings_text if full else summarize_findings)(flow, report, beside=known_count))


def _print_annotations(report: CheckReport) -> None:
    from simulator.report.finding_formats import github_annotations

    if report.findings:
        say(github_annotations(report.findings))


def _write_baseline(name: str, report: CheckReport) -> None:
    from simulator.checks import baseline
    from simulator.disk.durable_file import replace_text
    from simulator.report import finding_formats

    replace_text(Path(name), baseline.baseline_text(report.findings))
    say(f"{name}: {finding_formats.count_severities(report.findings) or 'no findings'} written as the baseline")


def _show_fixes(changes: list[FixedFile]) -> None:
    from simulator.checks.fixes import fix_diff

    for change in changes:
        say(fix_diff(change))
    if not changes:
        complain("no finding has a fix that is certain; --fix would change nothing")


def _write_fixes(changes: list[FixedFile]) -> None:
    from simulator.disk.durable_file import replace_files

    contents = {}
    for change in changes:
        path = change.document.folder / PurePath(change.document.name).name
        mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        contents[path] = mark + change.text.encode("utf-8")
    replace_files(contents)
    for change in changes:
        complain(f"fixed: {change.document.name} ({count_noun(change.changes, 'change', spell=False)})")
