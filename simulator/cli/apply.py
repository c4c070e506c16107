"""``ivrsim apply``: one patch for a flow or for many: shown for all, asked about once, written flow by flow."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simulator.cli.arguments import Parser, add_allow, add_format, add_many
from simulator.cli.change_flags import add_yes, confirm
from simulator.cli.main import COULD_NOT_RUN, INTERRUPTED
from simulator.cli.many_flows import Fleet, SplitLine, count_jobs, find_flows, word_groups
from simulator.cli.progress import follow
from simulator.cli.screen import complain, say
from simulator.disk.durable_file import replace_files
from simulator.disk.folder_lock import hold_folders
from simulator.errors import FileError, UsageError
from simulator.graph.plain_words import count_noun
from simulator.loader.flow_location import locate_flow, path_as_flow
from simulator.patches.patch_file import read_patch
from simulator.patches.patch_result import plan_patch, text_digest
from simulator.report.flow_lines import FlowRun, runs_json, runs_text
from simulator.report.patch_groups import changes_text
from simulator.text.boundary import allowed_folders
from simulator.words.markup import dump_json

NOT_TAKEN = 1
"""The exit code where the patch does not fit a flow, or is refused there."""

_MARK = b"\xef\xbb\xbf"


def run(arguments: list[str]) -> int:
    """Plan, show, ask and write."""
    parser = build_parser()
    groups = sorted(word_groups(parser, arguments), key=lambda group: group[0] == "-" or group[0][:1] != "-")
    # Flags first: argparse takes no FLOW after one that stands between PATCH and FLOW.
    options = parser.read_arguments([word for group in groups for word in group])
    if options.format == "json" and not (options.yes or options.dry_run):
        raise UsageError("apply --format json asks nothing; use --dry-run to write nothing, or --yes to write")
    if options.dry_run and options.yes:
        raise UsageError("--dry-run writes nothing and --yes writes without asking; use one of them")
    if options.patch == "-" and (options.all or len(options.flows) > 1):
        raise UsageError("a patch on standard input is read once; give it as a file for many flows")
    if options.all or len(options.flows) > 1:
        return _apply_to_many(options)
    return _apply_to_one(options)


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        "apply",
        "make one change in a flow, or in every flow that it fits",
        "ivrsim apply closed-28-december.yaml --all clients",
    )
    parser.add_argument(
        "patch", metavar="PATCH", help="a file of edits, or - for standard input (see ivrsim guide many-flows)"
    )
    parser.add_argument(
        "flows", nargs="*", default=[], metavar="FLOW", help="files or folders (default: the nearest flow.yaml upwards)"
    )
    add_many(parser)
    parser.add_argument(
        "--accept",
        action="store_true",
        help="also change flows whose checks, proofs or tests hold before the change and fail after it",
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")
    add_yes(parser)
    add_allow(parser)
    add_format(parser, "text", "json")
    return parser


def _apply_to_one(options: argparse.Namespace) -> int:
    """Change one flow."""
    _refuse_flags_of_many(options)
    source = options.flows[0] if options.flows else path_as_flow(locate_flow(None).name)
    result = plan_patch(read_patch(options.patch), source, accepts_failures=options.accept)
    flow_run = FlowRun("apply", source, _code_of(result), result)
    is_json = options.format == "json"
    if not is_json:
        _tell_about(result)
        say(*changes_text([result]), *([""] if result["files"] else []), f"{source}: {flow_run.summary}")
    if result["outcome"] == "changes" and not options.dry_run:
        files = count_noun(len(result["files"]), "file", spell=False)
        if not is_json:
            _confirm(f"Write {files}?", options)
        write_changes(result)
        if not is_json:
            say(f"written: {', '.join(file['file'] for file in result['files'])}")
    if is_json:
        say(dump_json(result, indent=2))
    return _code_of(result)


def _refuse_flags_of_many(options: argparse.Namespace) -> None:
    for flag, value in (("--jobs", options.jobs), ("--changed-since", options.changed_since)):
        if value is not None:
            raise UsageError(f"{flag} goes with --all")


def _apply_to_many(options: argparse.Namespace) -> int:
    """Change many flows: one plan, one question, and a line for each."""
    patch = read_patch(options.patch)  # what is wrong with it is told once, and not for each flow
    line = SplitLine(options.flows, [], options.all, options.changed_since, options.jobs, options.format)
    flows = find_flows(options.flows, line)
    fleet = Fleet("apply", flows, [_plan_call(options, flow) for flow in flows], count_jobs(options.jobs, len(flows)))
    stopped = follow(fleet.steps(), timed=False)
    if stopped is not None:
        complain(f"interrupted after {stopped}; nothing was written")
        return INTERRUPTED
    runs = fleet.runs
    is_json = options.format == "json"
    chosen = [flow_run for flow_run in runs if flow_run.result and flow_run.result["outcome"] == "changes"]
    if not is_json:
        _tell_about({"about": patch.about})
        say(*runs_text(runs))
        say(*changes_text([flow_run.result for flow_run in runs if flow_run.result]))
    if options.dry_run or not chosen:
        if is_json:
            say(dump_json(runs_json("apply", runs), indent=2))
        return _worst(runs)
    if not is_json:
        say("")
        _confirm(f"Change {count_noun(len(chosen), 'flow', spell=False)}?", options)
    return _write_each(runs, chosen, is_json=is_json)


def _plan_call(options: argparse.Namespace, flow: str) -> list[str]:
    allowed = [word for folder in allowed_folders() for word in ("--allow", str(folder))]
    accept = ["--accept"] if options.accept else []
    return ["apply", options.patch, flow, "--dry-run", *accept, *allowed, "--format", "json"]


def _write_each(runs: Sequence[FlowRun], chosen: Sequence[FlowRun], *, is_json: bool) -> int:
    """Write flow by flow: each all of its files or none; what cannot be written stands against no other."""
    failed: dict[str, str] = {}
    try:
        for flow_run in chosen:
            try:
                write_changes(flow_run.result)
            except (FileError, UsageError) as error:
                failed[flow_run.flow] = str(error)
    except KeyboardInterrupt:
        left = [flow_run.flow for flow_run in chosen if not flow_run.result["written"] and flow_run.flow not in failed]
        written = count_noun(sum(flow_run.result["written"] for flow_run in chosen), "flow", spell=False)
        complain(
            f"interrupted: {written} changed, and not these: {', '.join(left)}; the same command goes on with them"
        )
        return INTERRUPTED
    results = [
        flow_run._replace(code=COULD_NOT_RUN, complaints=failed[flow_run.flow]) if flow_run.flow in failed else flow_run
        for flow_run in runs
    ]
    if is_json:
        say(dump_json(runs_json("apply", results), indent=2))
    else:
        say(f"changed: {count_noun(len(chosen) - len(failed), 'flow', spell=False)}")
        if failed:
            complain(*(f"{flow}: {why}" for flow, why in failed.items()))
    return _worst(results)


def write_changes(result: dict[str, Any]) -> None:
    """Write the files of a planned change, all or none. Raises ``UsageError`` where one has changed, ``FileError``.

    A file that already is as planned stays: flows may share it.
    """
    paths = [Path(file["path"]) for file in result["files"]]
    with hold_folders(paths):
        contents = {path: _new_content(path, file) for path, file in zip(paths, result["files"], strict=True)}
        replace_files({path: content for path, content in contents.items() if content is not None})
    result["written"] = True


def _new_content(path: Path, file: Mapping[str, str]) -> bytes | None:
    """Return a file as it is to be; None where it is so already. Raises ``UsageError`` where it has changed."""
    try:
        now = path.read_bytes()
        digest = text_digest(now.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        now, digest = b"", ""
    if digest == file["after"]:
        return None
    if digest != file["before"]:
        raise UsageError(f"{file['file']} has changed in the meantime; nothing of this flow was written, apply again")
    return (_MARK if now.startswith(_MARK) else b"") + file["text"].encode("utf-8")


def _confirm(question: str, options: argparse.Namespace) -> None:
    confirm(question, yes=options.yes, command="apply", changes="files", otherwise="nothing was written")


def _tell_about(result: dict[str, Any]) -> None:
    if result["about"]:
        say(result["about"], "")


def _code_of(result: dict[str, Any]) -> int:
    return NOT_TAKEN if result["outcome"] in ("does not fit", "refused") else 0


def _worst(runs: Sequence[FlowRun]) -> int:
    return max((flow_run.code for flow_run in runs), default=0)
