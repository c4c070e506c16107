"""``ivrsim status``: tell whether live matches the flow."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from simulator.cli.account_flags import add_account, owned_by_lock, read_account
from simulator.cli.arguments import Parser, add_allow, add_format
from simulator.cli.change_flags import hours_wanted
from simulator.cli.main import COULD_NOT_RUN, INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.loader.flow_kinds import load_with_shelf
from simulator.loader.flow_location import locate_flow, named_flows
from simulator.loader.receptionist_file import Shelf
from simulator.provider.live.schedule_notices import notices_json, unsent_text
from simulator.provider.status import FlowStatus, ReceptionistStatus, StatusResult, StatusRun, compare_status
from simulator.words.markup import dump_json
from simulator.words.phrases import list_first
from simulator.words.table import align_columns

DRIFTED = 1
UNREAD_MOST = 6


def run(arguments: list[str]) -> int:
    """Compare, print, and say whether live matches."""
    options = _build_parser().read_arguments(arguments)
    if len(options.flows) > 1 and not options.all:
        raise UsageError("status takes one FLOW; --all takes many, and folders with all flows below")
    now = datetime.now(UTC)
    if not options.all:
        status = _flow_status(options, options.flows[0] if options.flows else None, now)
        say(*([dump_json(_as_json(status), indent=2)] if options.format == "json" else _as_text(status)))
        return DRIFTED if status.drifted else 0
    return _show_all(options, now)


def _build_parser() -> Parser:
    parser = Parser(
        "status",
        "tell whether the live configuration matches the folder",
        "ivrsim status flows/clinic --from live.json",
    )
    parser.add_argument("flows", nargs="*", metavar="FLOW", help="default: the nearest flow.yaml upwards")
    parser.add_argument("--all", action="store_true", help="every flow in and below these folders (default: here)")
    add_allow(parser)
    add_account(parser)
    add_format(parser, "text", "json")
    return parser


def _flow_status(options: argparse.Namespace, flow: str | None, now: datetime) -> FlowStatus:
    @cache
    def open_flow() -> tuple[Flow, Shelf]:
        return load_with_shelf(flow)

    # Only a flow with schedules needs the account's time groups; that there is no account is said before all else.
    account_view = read_account(
        options, flow, hours=lambda: hours_wanted(open_flow()[0]), shows_progress=not options.all
    )
    path = locate_flow(flow).path
    inventory = account_view.inventory
    owned = owned_by_lock(path.parent, account_view) if path is not None else {}
    ids = {key: entry.id for key, entry in owned.items()}
    written = {key: entry.written for key, entry in owned.items() if entry.written is not None}
    return compare_status(
        open_flow(),
        inventory.receptionists,
        inventory.numbers,
        account_view.dialect,
        now,
        ids,
        written,
        inventory.time_groups,
    )


def _show_all(options: argparse.Namespace, now: datetime) -> int:
    flows: dict[str, Callable[[], FlowStatus]] = {
        name: partial(_flow_status, options, name, now)
        for folder in options.flows or ["."]
        for name in named_flows(folder)
    }
    if not flows:
        raise UsageError(f"no flow: there is no flow.yaml in {', '.join(options.flows or ['.'])} or below")
    status_run = StatusRun(flows)
    stopped = follow(status_run.steps())
    results = status_run.results
    if options.format == "json":
        say(dump_json([_row_json(result) for result in results], indent=2))
    else:
        say(*_status_table(results))
    if stopped is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    if any(result.status is None for result in results):
        return COULD_NOT_RUN
    return DRIFTED if any(result.status and result.status.drifted for result in results) else 0


# -- text -----------------------------------------------------------------------------------------


def _as_text(flow_status: FlowStatus) -> Iterator[str]:
    width = max((len(_row_name(row)) for row in flow_status.receptionists), default=0)
    for row in flow_status.receptionists:
        yield f"{'✓' if row.states else '✗'} {_row_name(row):<{width}}  {_verdict_words(row)}"
        if not row.states:
            yield from (f"    {detail}" for detail in row.details)
    yield ""
    yield from (f"✗ {fault}" for fault in flow_status.faults)
    if not flow_status.faults:
        state = "the flow" if flow_status.state == "base" else f"its variant {flow_status.state}"
        aside = ", apart from what is never sent (below)" if flow_status.unsent else ""
        yield f"{flow_status.flow}: live matches {state}{_as_told(flow_status)}{aside}"
    unread = {name: None for row in flow_status.receptionists for name in row.unread}
    if unread:
        yield f"not compared, because the response does not include it: {list_first([*unread], UNREAD_MOST)}"
    yield from unsent_text(flow_status.unsent)
    for note in flow_status.notes:
        complain(f"note: {note}")


def _as_told(flow_status: FlowStatus) -> str:
    return ", as far as the response shows" if any(row.unread for row in flow_status.receptionists) else ""


def _row_name(row: ReceptionistStatus) -> str:
    return f"{row.key} ({row.id})" if row.id else row.key


def _verdict_words(row: ReceptionistStatus) -> str:
    match row.verdict:
        case "base":
            return "base"
        case "variant":
            return f"variant {' or '.join(row.states)}"
        case "no id":
            return "never pushed"
        case _:
            return row.verdict


def _status_table(status_results: Sequence[StatusResult]) -> Iterator[str]:
    """A line for each flow, then what is wrong with those that drifted or could not be read."""
    yield from align_columns(
        [(f"{_status_sign(result)} {result.flow}", _state_words(result)) for result in status_results], indent=""
    )
    for result in status_results:
        lines = result.status.faults if result.status else result.failure.splitlines()
        if lines:
            yield ""
            yield f"{result.flow}:"
            yield from (f"  {line}" for line in lines)
    yield ""
    drifted = sum(result.status is not None and result.status.drifted for result in status_results)
    failed = sum(result.status is None for result in status_results)
    yield f"{len(status_results)} flows, {drifted} drifted, {failed} could not be read"


def _status_sign(status_result: StatusResult) -> str:
    return "✗" if status_result.status is None or status_result.status.drifted else "✓"


def _state_words(status_result: StatusResult) -> str:
    if status_result.status is None:
        return "not known"
    state = status_result.status.state
    words = "neither" if state is None else state if state == "base" else f"variant {state}"
    drifted = ", drifted" if status_result.status.drifted and state is not None else ""
    return f"{words}{drifted}{_unsent_words(status_result.status)}"


def _unsent_words(flow_status: FlowStatus) -> str:
    """Return what a line says of schedules, so that a green sign is not taken to speak for them."""
    schedules = [notice for notice in flow_status.unsent if notice.kind == "schedule"]
    unseen = [notice.name for notice in schedules if not notice.is_compared]
    if unseen:
        return f"; schedules not sent, not compared: {list_first(unseen, UNREAD_MOST)}"
    return "; schedules not sent" if schedules else ""


# -- JSON -----------------------------------------------------------------------------------------


def _as_json(flow_status: FlowStatus) -> dict[str, Any]:
    rows = [
        {"receptionist": row.key, "id": row.id, "verdict": row.verdict, "states": [*row.states],
         "differences": [*row.details], "not_compared": [*row.unread]}
        for row in flow_status.receptionists
    ]  # fmt: skip
    return {
        "flow": flow_status.flow,
        "state": flow_status.state,
        "drifted": flow_status.drifted,
        "faults": [*flow_status.faults],
        "receptionists": rows,
        **notices_json(flow_status.unsent),
    }


def _row_json(status_result: StatusResult) -> dict[str, Any]:
    return (
        {"flow": status_result.flow, "failure": status_result.failure}
        if status_result.status is None
        else _as_json(status_result.status)
    )
