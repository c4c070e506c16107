"""``ivrsim prove``: claims that hold for every caller, or the shortest caller for whom one does not."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from typing import Any

from simulator.callers.caller_script import CallerScript
from simulator.callers.given_answers import parse_given_line
from simulator.checks.prove import Overview, Proof, ProofRun, summarize_flow
from simulator.cli.arguments import Parser, add_flow, add_format, add_many, add_view, one_of
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_settings
from simulator.config.claim_options import PERSON, TRAITS, ClaimOptions, parse_bound
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.graph.reach.times import DestinationTimes, FastestCaller, PassiveExit
from simulator.graph.state_words import describe_worlds
from simulator.graph.work_step import WorkStep
from simulator.graph.worlds import FlowWorld, distinct_worlds, hold_answers
from simulator.report.proof_text import claims_text, overview_text, verdict_lines
from simulator.words.markup import dump_json

DOES_NOT_HOLD = 1


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        "prove",
        "prove that every caller gets out, and other claims about a flow",
        "ivrsim prove example:clinic --reach person --within 90s --keys 2 --never hangup",
    )
    add_flow(parser)
    add_many(parser)
    parser.add_argument(
        "--reach",
        metavar="X",
        action="append",
        default=[],
        help="claim that a caller can reach X: person, a name, or TYPE||ID",
    )
    parser.add_argument(
        "--within", metavar="TIME", help="... within this time: 90s, 2 min (X is person without --reach)"
    )
    parser.add_argument("--keys", metavar="N", help="... with at most N keys (X is person without --reach)")
    parser.add_argument(
        "--never",
        metavar="X",
        action="append",
        default=[],
        help="claim that no caller reaches X, or hears it if X is a recording",
    )
    parser.add_argument(
        "--hears", metavar="RECORDING", action="append", default=[], help="claim that a caller can hear this recording"
    )
    parser.add_argument(
        "--trait",
        metavar="{" + ",".join(TRAITS) + "}",
        type=one_of(*TRAITS),
        action="append",
        default=[],
        help="claim that such a caller reaches a person",
    )
    parser.add_argument(
        "--table", action="store_true", help="print only the times, and the callers who cannot get through"
    )
    add_view(parser)
    add_world(parser)
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Prove, print, and return 1 where a claim does not hold."""
    options = build_parser().read_arguments(arguments)
    claims = _requested_claims(options)
    flow = open_flow(options)
    settings = read_settings(options, flow)
    if options.table:
        held_flow, states = hold_answers(flow, settings)
        worlds = distinct_worlds(held_flow, states)
        _show_tables(worlds, [summarize_flow(world.flow) for world in worlds], options.format)
        return 0
    proof_run = ProofRun(flow, claims, settings)
    if (stopped := follow(proof_run.steps())) is not None:
        _show_part(proof_run, options, stopped)
        return INTERRUPTED
    proof = proof_run.proof()
    if options.format == "json":
        say(dump_json([_claim_json(claim.as_json(), options, flow) for claim in proof.claims], indent=2))
    else:
        _show_proof(proof, _play_arguments(options, flow))
    return 0 if proof.holds else DOES_NOT_HOLD


def _requested_claims(options: argparse.Namespace) -> list[ClaimOptions]:
    """The claims of a command line; bounds without ``--reach`` are about a person."""
    within = parse_bound(options.within, "within") if options.within is not None else None
    keys = parse_bound(options.keys, "keys") if options.keys is not None else None
    subjects = options.reach or ([PERSON] if within is not None or keys is not None else [])
    return [
        *(ClaimOptions("reach", subject, within, keys) for subject in subjects),
        *(ClaimOptions("never", subject) for subject in options.never),
        *(ClaimOptions("hears", subject) for subject in options.hears),
        *(ClaimOptions("trait", trait) for trait in options.trait),
    ]


def _play_arguments(options: argparse.Namespace, flow: Flow) -> str:
    """Return what a command line has to say to play in the same flow."""
    words = [options.flow] if options.flow else []
    words += ["--entry", flow.entry] if options.entry is not None else []
    words += ["--number", flow.number] if flow.number else []
    words += ["--semantics", options.semantics] if options.semantics is not None else []
    words += ["--variant", options.variant] if options.variant is not None else []
    words += ["--at", options.at] if options.at is not None else []
    words += [word for line in options.given for word in ("--given", line)]
    return shlex.join(words)


def _claim_json(claim: dict[str, Any], options: argparse.Namespace, flow: Flow) -> dict[str, Any]:
    """A claim whose caller also plays where the flow is opened without this command line's flags."""
    caller = claim["counterexample"]
    if caller is not None:
        pinned: dict[str, Any] = {}
        # A caller may begin elsewhere, on another of the flow's numbers, and a script says one start.
        if "entry" not in caller and "number" not in caller:
            if options.entry is not None:
                pinned["entry"] = flow.entry
            if flow.number:
                pinned["number"] = flow.number
        if options.semantics is not None:
            pinned["semantics"] = options.semantics
        if options.given:
            given = dict(parse_given_line(line) for line in options.given)
            caller = {**caller, "given": {**given, **caller.get("given", {})}}
        claim["counterexample"] = CallerScript.model_validate({**pinned, **caller}).as_json()
    return claim


def _show_part(proof_run: ProofRun, options: argparse.Namespace, stopped: WorkStep) -> None:
    """The claims that were judged before Ctrl-C, without the times, which are computed last."""
    flow = proof_run.flow
    if options.format == "json":
        say(dump_json([_claim_json(claim.as_json(), options, flow) for claim in proof_run.claims], indent=2))
        complain(partial_note(stopped))
        return
    for line in verdict_lines(flow, proof_run.claims, _play_arguments(options, flow)):
        say(line)
    say(partial_note(stopped))


def _show_proof(proof: Proof, source: str) -> None:
    for line in claims_text(proof, source):
        say(line)
    say("")
    late = [proof.late if survey is proof.survey else None for survey in proof.surveys]
    overviews = [summarize_flow(survey, reach) for survey, reach in zip(proof.surveys, late, strict=True)]
    _show_tables(proof.worlds, overviews, "text")


def _show_tables(worlds: Sequence[FlowWorld], overviews: Sequence[Overview], form: str) -> None:
    """The table of each world, the first one's alone where there is no other."""
    if form == "json":
        tables = [_overview_json(world.flow, overview) for world, overview in zip(worlds, overviews, strict=True)]
        if len(worlds) == 1:
            say(dump_json(tables[0], indent=2))
        else:
            named = [{"schedules": world.given, **table} for world, table in zip(worlds, tables, strict=True)]
            say(dump_json({"worlds": named}, indent=2))
        return
    by_table: dict[tuple[str, ...], list[FlowWorld]] = {}
    for world, overview in zip(worlds, overviews, strict=True):  # worlds that look alike share a table
        by_table.setdefault(tuple(overview_text(world.flow, overview)), []).append(world)
    for place, (lines, alike) in enumerate(by_table.items()):
        heading = describe_worlds(alike, worlds)
        say(*([""] if place else []), *([f"While {heading}:", ""] if heading else []), *lines)


def _overview_json(flow: Flow, overview: Overview) -> dict[str, Any]:
    return {
        "destinations": [_times_json(flow, times) for times in overview.times],
        "callers": {
            "silent": _out_json(overview.silent),
            "wrong-keys": _soonest_and_slowest_json(overview.wrong_keys),
            "slow": {
                "reaches": [str(end) for end in overview.late.ends if not end.is_blank],
                "too_late": [
                    {"receptionist": item.receptionist, "option": item.code} for item in overview.late.too_late
                ],
            },
            "no-dtmf": _out_json(overview.silent),
        },
        "ways_back": [way_back._asdict() for way_back in overview.ways_back],
    }


def _times_json(flow: Flow, destination_times: DestinationTimes) -> dict[str, Any]:
    return {
        "destination": _destination_address(destination_times.destination),
        "name": flow.destination_name(destination_times.destination),
        "best": _reached_json(destination_times.best),
        "shortest": None if destination_times.shortest is None else _reached_json(destination_times.shortest),
        "worst": None if destination_times.worst is None else {"seconds": destination_times.worst / 1000},
    }


def _destination_address(destination: Destination) -> str | None:
    """``type||id``; None where a blank destination drops the call, as in the record of a call."""
    return None if destination.is_blank else str(destination)


def _reached_json(reached: FastestCaller) -> dict[str, Any]:
    return {
        "seconds": reached.milliseconds / 1000,
        "keys": reached.keys,
        "silences": reached.silences,
        "caller": reached.caller.as_json(),
    }


def _out_json(out: PassiveExit | None) -> dict[str, Any] | None:
    return (
        None if out is None else {"reaches": _destination_address(out.destination), "seconds": out.milliseconds / 1000}
    )


def _soonest_and_slowest_json(out: PassiveExit | None) -> dict[str, Any] | None:
    """The soonest time as ``seconds``, as it has always been, and the slowest."""
    soonest = _out_json(out)
    return None if out is None or soonest is None else {**soonest, "slowest_seconds": out.slowest / 1000}
