"""``ivrsim report``: one page to sign, and what comes back from those who sign it."""

from __future__ import annotations

import argparse
from pathlib import Path

from simulator.cli.account_flags import add_account
from simulator.cli.arguments import Parser, add_flow, add_view, one_of
from simulator.cli.flow_argument import load_visibly, look_at_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.screen import say
from simulator.disk.durable_file import replace_files
from simulator.errors import UsageError

DEFAULT_OUTPUT = "report.html"
FORMATS = ("html", "markdown", "md")
_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


def _build_parser() -> Parser:
    parser = Parser(
        "report",
        "write one page to sign: the map, what callers hear, where each key leads, what was checked",
        "ivrsim report example:clinic -o clinic-report.html --client 'Fernside Clinic'\n"
        "  ivrsim report --verify approval.txt",
    )
    add_flow(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help=f"the file to write (default: {DEFAULT_OUTPUT}; Markdown goes to standard output)",
    )
    parser.add_argument(
        "--format",
        type=one_of(*FORMATS),
        metavar="{html,markdown}",
        help="default: by the ending of FILE, else html; markdown is for a pull request",
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    parser.add_argument("--client", metavar="NAME", help="whose phone menu it is, as the title says it")
    parser.add_argument("--since", metavar="git:REV", help="show what has changed since this revision")
    parser.add_argument("--today", metavar="DATE", help="the date on the page, as 2026-11-30 (default: today)")
    back = parser.add_mutually_exclusive_group()
    back.add_argument(
        "--verify",
        metavar="FILE",
        help="exit 0 if the flow (or what is live: --api, --account, --from) is the one that FILE approves, else 1; "
        "writes nothing",
    )
    back.add_argument(
        "--comments", metavar="FILE", help="list the comments of FILE with their menus and fields; writes nothing"
    )
    add_view(parser)
    add_account(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Write the page, or read what came back."""
    options = _build_parser().read_arguments(arguments)
    form = _choose_format(options)
    flow, shelf = load_visibly(options.flow, options.variant)
    flow = look_at_flow(options, flow)
    if options.verify is not None or options.comments is not None:
        from simulator.cli.approval_check import show_comments, verify_approval

        if options.verify is None:
            return show_comments(options, flow, shelf)
        return verify_approval(options, flow, shelf)
    from simulator.approval.flow_report import make_report
    from simulator.cli.report_inputs import gather_inputs

    inputs = gather_inputs(options, flow, shelf)
    if inputs is None:
        return INTERRUPTED
    report = make_report(flow, inputs)
    if form == "html":
        from simulator.approval.report_page import report_html

        _write(options, {Path(options.output or DEFAULT_OUTPUT): report_html(report)}, report.digest)
        return 0
    from simulator.approval.report_markdown import report_markdown, report_picture

    if options.output is None:
        say(report_markdown(report))
        return 0
    output = Path(options.output)
    picture = _picture_of(output)
    text = f"{report_markdown(report, picture.name)}\n"
    _write(options, {output: text, picture: report_picture(report)}, report.digest)
    return 0


def _account_flags(options: argparse.Namespace) -> dict[str, object]:
    return {
        "--api": options.url,
        "--account": options.account,
        "--from": options.saved,
        "--dialect": options.dialect,
        "--auth": options.auth,
        "--read-only": options.read_only,
    }


def _picture_of(output: Path) -> Path:
    """The file of the map, next to a report in Markdown."""
    return output.with_suffix(".svg")


def _choose_format(options: argparse.Namespace) -> str:
    """Return the format, before any work is done. Raises ``UsageError`` for a file that may not be written."""
    asked = "markdown" if options.format == "md" else options.format
    if options.verify is None and (given := [flag for flag, value in _account_flags(options).items() if value]):
        raise UsageError(f"{given[0]} needs --verify, which compares live with what was approved")
    if options.verify is not None or options.comments is not None:
        given = [flag for flag, value in (("-o", options.output), ("--format", options.format)) if value]
        if given:
            raise UsageError(f"{given[0]} writes a report, and --verify and --comments write nothing; remove it")
        return "html"
    if options.output is None:
        if asked != "markdown":
            refuse_taken(Path(DEFAULT_OUTPUT), force=options.force)
        return asked or "html"
    refuse_no_file(options.output, DEFAULT_OUTPUT)
    output = Path(options.output)
    by_suffix = _SUFFIXES.get(output.suffix.lower())
    if asked is None and by_suffix is None:
        raise UsageError(f"-o {output}: the ending does not name a format; use .html or .md, or --format")
    if asked is not None and by_suffix is not None and asked != by_suffix:
        raise UsageError(f"-o {output} is {by_suffix}, and --format is {asked}; use one of them")
    form = asked or by_suffix or "html"
    for file in (output, _picture_of(output)) if form == "markdown" else (output,):
        refuse_taken(file, force=options.force)
    return form


def _write(options: argparse.Namespace, contents: dict[Path, str], digest: str) -> None:
    replace_files({file: text.encode("utf-8") for file, text in contents.items()})
    files = " and ".join(str(file) for file in contents)
    say(f"wrote {files} (version {digest})")
