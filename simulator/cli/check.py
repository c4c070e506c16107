"""``ivrsim check``: what is known to go wrong with menus, looked for in a flow."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_dialect, add_flow, add_view, one_of
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.config.checks import RULESET_NAMES, AskedChecks
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_files, replace_text
from simulator.errors import UsageError
from simulator.load import opening

if TYPE_CHECKING:
    from simulator.checks.base import Chosen
    from simulator.checks.fixes import Mended
    from simulator.checks.run import Report
    from simulator.graph.work_step import WorkStep
    from simulator.load.receptionist import Shelf

FORMATS = ("text", "json", "sarif", "github", "gitlab")
FAIL_ON = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
OBJECTS = 1


def _parser() -> Parser:
    parser = Parser("check", "report what is wrong with a flow", "ivrsim check flows/clinic --ruleset accessible")
    add_flow(parser)
    rulesets = "{" + ",".join(RULESET_NAMES) + "}"
    parser.add_argument("--ruleset", type=one_of(*RULESET_NAMES), metavar=rulesets, help="how strictly to look")
    parser.add_argument("--select", action="append", metavar="RULES", help="only these: IVR303,IVR1xx or names")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="not these")
    parser.add_argument(
        "--fail-on",
        type=one_of(*FAIL_ON),
        metavar="{error,warning,never}",
        default="error",
        help="which findings make the exit code 1 (default: error)",
    )
    parser.add_argument("--baseline", metavar="FILE", help="report only what this file does not know")
    parser.add_argument("--write-baseline", metavar="FILE", help="write all findings to this file, as known")
    parser.add_argument("--records", metavar="FILE", help="past calls (JSON, or a record on each line), for IVR409")
    mend = parser.add_mutually_exclusive_group()
    mend.add_argument("--fix", action="store_true", help="mend what is certain, then report the rest")
    mend.add_argument("--diff", action="store_true", help="print what --fix would change")
    add_view(parser)
    add_dialect(parser)
    parser.add_argument("--full", action="store_true", help="as text: every finding, by receptionist")
    shown = "{" + ",".join(FORMATS) + "}"
    help = "default: text, and GitHub's annotations too in its Actions"
    parser.add_argument("--format", type=one_of(*FORMATS), metavar=shown, help=help)
    return parser


def run(arguments: list[str]) -> int:
    """Check, print, and say whether there is something to object to."""
    asked = _parser().read(arguments)
    flow, shelf = _opened(asked)
    report, stopped = _checked(asked, flow, shelf)
    if stopped is None and (asked.fix or asked.diff):
        from simulator.checks import fixes

        changes = fixes.mended(report.findings)
        if asked.diff:
            _show(changes)
            return _verdict(asked, report)
        if changes:
            _mend(changes)
            flow, shelf = _opened(asked)
            report, stopped = _checked(asked, flow, shelf)
    known = 0
    if stopped is None and asked.write_baseline:
        _write_baseline(asked.write_baseline, report)
        return 0
    if asked.baseline:
        from simulator.checks import baseline

        fresh = baseline.new(report.findings, baseline.read_baseline(Path(asked.baseline)))
        known = len(report.findings) - len(fresh)
        report = replace(report, findings=fresh)
    if stopped is None or report.findings or asked.format not in (None, "text"):
        _print(asked.format, flow, report, known, full=asked.full)
    if stopped is not None:  # without findings nothing is said above: "no problem found" would not be true
        (say if asked.format in (None, "text") else complain)(partial_note(stopped))
        return INTERRUPTED
    return _verdict(asked, report)


def _opened(asked: argparse.Namespace) -> tuple[Flow, Shelf]:
    """The flow as the command line wants it seen, with the way back to its files."""
    if asked.fix and (asked.flow == "-" or str(asked.flow).startswith("example:")):
        raise UsageError(f"ivrsim check: --fix cannot write to {asked.flow}; a file or a folder is needed")
    flow, shelf = opening.opened(asked.flow, asked.variant)
    if asked.entry is not None:
        flow = flow.entered_at(asked.entry)
    if asked.semantics is not None:
        from simulator.load.semantics import semantics_of

        flow = flow.under(semantics_of(asked.semantics))
    if asked.dialect is not None:
        flow = flow.in_dialect(asked.dialect)
    return flow, shelf


def _checked(asked: argparse.Namespace, flow: Flow, shelf: Shelf) -> tuple[Report, WorkStep | None]:
    """What was found, and after which rule Ctrl-C ended it."""
    from simulator.checks.run import Examination

    wanted = flow.checks or AskedChecks()
    if asked.ruleset:
        wanted = replace(wanted, ruleset=asked.ruleset)
    if asked.select:
        wanted = replace(wanted, select=tuple(_words(asked.select)))
    chosen = _chosen(asked.records, flow) if asked.records else None
    examination = Examination(flow, shelf, wanted, ignore=_words(asked.ignore), chosen=chosen)
    stopped = follow(examination.steps())
    report = examination.report()
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    for one in report.idle:
        codes = " or ".join(sorted(one.codes))
        complain(f"note: {one.file}:{one.line}: {codes} is not found here; remove what silences it")
    return report, stopped


def _chosen(file: str, flow: Flow) -> Chosen:
    from simulator.checks.chosen import counted
    from simulator.load.past_calls import past_calls

    found = counted(flow, past_calls(Path(file)))
    if found.strangers:
        complain(f"note: {file}: {found.strangers:,} of {found.calls:,} calls name no receptionist of this flow")
    return found.chosen


def _words(flags: list[str]) -> list[str]:
    return [word.strip() for flag in flags for word in flag.split(",") if word.strip()]


def _verdict(asked: argparse.Namespace, report: Report) -> int:
    weighs = FAIL_ON[asked.fail_on]
    return OBJECTS if any(one.severity in weighs for one in report.findings) else 0


def _print(form: str | None, flow: Flow, report: Report, known: int, *, full: bool) -> None:
    from simulator.checks import formats

    if form == "sarif":
        from simulator.checks.sarif import as_sarif

        say(as_sarif(report.findings))
    elif form in ("json", "gitlab"):
        say(formats.FORMATS[form](report.findings))
    elif form == "github":
        _annotate(report)
        say(formats.closing(flow, report, beside=known))
    else:
        if form is None and os.environ.get("GITHUB_ACTIONS") == "true":
            _annotate(report)
        from simulator.report.finding_summary import summarize_findings

        say((formats.as_text if full else summarize_findings)(flow, report, beside=known))


def _annotate(report: Report) -> None:
    from simulator.checks.formats import as_github

    if report.findings:
        say(as_github(report.findings))


def _write_baseline(name: str, report: Report) -> None:
    from simulator.checks import baseline, formats

    replace_text(Path(name), baseline.written(report.findings))
    say(f"{name}: {formats.counted(report.findings) or 'nothing'} known from now on")


def _show(changes: list[Mended]) -> None:
    from simulator.checks.fixes import difference

    for one in changes:
        say(difference(one))
    if not changes:
        complain("nothing is certain enough to be mended by itself")


def _mend(changes: list[Mended]) -> None:
    contents = {}
    for one in changes:
        path = one.document.folder / PurePath(one.document.name).name
        mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
        contents[path] = mark + one.text.encode("utf-8")
    replace_files(contents)
    for one in changes:
        complain(f"mended: {one.document.name} ({one.changes} {'change' if one.changes == 1 else 'changes'})")
