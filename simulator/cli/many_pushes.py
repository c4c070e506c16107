"""``ivrsim push --all``: a plan of plans, one question, and one push after the other, each with a journal of its own.

It stops at the first flow of which it is not known what is live, since whatever made that so (a network, a provider)
is likely to meet the next one too; ``--keep-going`` goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.cli.change_flags import confirm
from simulator.cli.many_flows import Fleet, SplitLine, find_flows, print_runs, run_call, split_line
from simulator.cli.plan import build_parser as plan_parser
from simulator.cli.progress import follow
from simulator.cli.screen import complain, say
from simulator.errors import LIVE, UsageError
from simulator.graph.plain_words import count_noun
from simulator.report.flow_lines import COULD_NOT_RUN, FlowRun, runs_text

OWN_FLAGS = ("--yes", "--keep-going")


def push_many(arguments: Sequence[str]) -> int:
    """Plan all flows, ask once, and push those that have something to push; the worst exit code."""
    line = split_line("push", arguments)
    if line.form is not None:
        raise UsageError("push --all prints text; ivrsim plan --all --format json has the plans")
    flows = find_flows(line.flows, line)
    flags = [flag for flag in line.flags if flag not in OWN_FLAGS]
    plans = _make_plans(flows, line)
    say(*runs_text(plans))
    wanted = [plan.flow for plan in plans if plan.code != COULD_NOT_RUN and plan.result and plan.result["steps"]]
    unplanned = max((plan.code for plan in plans), default=0)
    if not wanted:
        say("", "Nothing to push.")
        return unplanned
    say("")
    confirm(
        f"Push {count_noun(len(wanted), 'flow', spell=False)}, one after the other?",
        yes="--yes" in line.flags,
        command="push --all",
    )
    pushes, left = _push_each(wanted, flags, keep_going="--keep-going" in line.flags)
    say("")
    code = print_runs("push", pushes, form=None, stopped=None)
    if left:
        complain(f"not begun: {', '.join(left)}; ivrsim push --all goes on with them")
    return max(code, unplanned)


def _make_plans(flows: Sequence[str], line: SplitLine) -> list[FlowRun]:
    """Plan each flow. One process: they share the account, whose provider answers one request at a time."""
    parser = plan_parser()
    flags: list[str] = []
    takes_value = False
    for flag in line.flags:
        if flag.startswith("-"):
            takes_value = parser.flag_action(flag.partition("=")[0]) is not None
        flags += [flag] if takes_value else []
    calls = [["plan", flow, *flags, "--format", "json"] for flow in flows]
    fleet = Fleet("plan", flows, calls, 1)
    if follow(fleet.steps(), timed=False) is not None:
        raise KeyboardInterrupt
    return fleet.runs


def _push_each(flows: Sequence[str], flags: list[str], *, keep_going: bool) -> tuple[list[FlowRun], Sequence[str]]:
    """Return the pushes, and the flows that were not begun."""
    pushes: list[FlowRun] = []
    for number, flow in enumerate(flows):
        say(f"{flow} ...")
        pushed = run_call(flow, ["push", flow, *flags, "--yes"])
        for text in (pushed.printed, pushed.complaints):
            say(*(f"  {one}" for one in text.splitlines() if one.strip()))
        pushes.append(pushed)
        if LIVE["not known"] in pushed.complaints and not keep_going:
            return pushes, flows[number + 1 :]
    return pushes, ()
