"""Many flows at a glance: a line for each, those unlike most others first, and what all of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import PurePath
from textwrap import shorten
from typing import Any

from simulator.fast_classes import NamedTuple
from simulator.graph.plain_words import count_noun, visible
from simulator.words.phrases import join_words
from simulator.words.table import align_columns

COULD_NOT_RUN = 2

WIDTH = 120
"""Characters of a summary that a line shows; JSON has all."""


class FlowRun(NamedTuple):
    """The result of a command for one flow: its exit code, its JSON (None: it has none), and what it printed."""

    command: str
    flow: str
    code: int
    result: Any
    printed: str = ""
    complaints: str = ""

    @property
    def summary(self) -> str:
        """Return the result in one line."""
        if self.code == COULD_NOT_RUN or (self.result is None and self.command in _SUMMARIES):
            return self.error or "could not run"
        if self.result is None:
            return _SUMMARIES_OF_TEXT[self.command](self.printed)
        return _SUMMARIES[self.command](self.result)

    @property
    def error(self) -> str:
        """Return the first complaint; empty: there is none."""
        return next((visible(line) for line in self.complaints.splitlines() if line.strip()), "")


def runs_json(command: str, runs: Sequence[FlowRun]) -> dict[str, Any]:
    """Return all results as JSON values, in the order of the flows."""
    return {
        "command": command,
        "code": max((run.code for run in runs), default=0),
        "flows": [
            {
                "flow": run.flow,
                "code": run.code,
                "summary": run.summary,
                "result": run.result,
                "error": run.error if run.code == COULD_NOT_RUN else None,
            }
            for run in runs
        ],
    }


def runs_text(runs: Sequence[FlowRun]) -> Iterator[str]:
    """Yield a line for each flow, the odd ones first, under one that counts them."""
    if not runs:
        yield "No flow to look at."
        return
    alike = Counter(run.summary for run in runs)
    yield _headline(alike, len(runs))
    yield ""
    ordered = sorted(runs, key=lambda run: (-run.code, alike[run.summary], run.flow))
    signs = {0: "✓", COULD_NOT_RUN: "!"}
    yield from align_columns(
        [
            (f"{signs.get(run.code, '✗')} {visible(run.flow)}", shorten(run.summary, WIDTH, placeholder=" ..."))
            for run in ordered
        ],
        widest=60,
    )


def _headline(alike: Counter[str], total: int) -> str:
    (usual, most), *others = alike.most_common()
    flows = count_noun(total, "flow", spell=False)
    if not others:
        return f"{flows}: {usual}"
    if most == 1:
        return f"{flows}, no two alike"
    return f"{flows}: {most:,} alike ({usual}), {total - most:,} otherwise"


def _show_summary(printed: str) -> str:
    """Return what the overview of a flow says of its callers."""
    points = [visible(line.removeprefix("- ")) for line in printed.splitlines() if line.startswith("- ")]
    return " ".join(point for point in points if point.startswith(("Callers", "A caller")))


def _push_summary(printed: str) -> str:
    """Return the line of a push that says what is live."""
    live = (visible(line) for line in printed.splitlines() if line.lower().startswith(("now live", "live matches")))
    return next(live, "refused, and nothing was sent")


def _check_summary(findings: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(str(finding["severity"]) for finding in findings)
    parts = [count_noun(counts[name], name, spell=False) for name in ("error", "warning", "info") if counts[name]]
    return ", ".join(parts) if parts else "no problem found"


def _test_summary(result: Mapping[str, Any]) -> str:
    passed, failed = int(result["passed"]), int(result["failed"])
    if not failed:
        return f"{passed:,} passed"
    first = next(test["name"] for test in result["tests"] if not test["passed"])
    return f"{failed:,} of {passed + failed:,} failed: {visible(str(first))}"


def _prove_summary(claims: Sequence[Mapping[str, Any]]) -> str:
    broken = [claim for claim in claims if not claim["holds"]]
    if not broken:
        return f"{count_noun(len(claims), 'claim', spell=False)} hold" if len(claims) != 1 else "1 claim holds"
    return f"{len(broken)} of {count_noun(len(claims), 'claim', spell=False)} not true: {visible(broken[0]['claim'])}"


def _plan_summary(plan: Mapping[str, Any]) -> str:
    steps = plan["steps"]
    if not steps:
        return "nothing to push"
    noticed = (plan.get("noticed") or {}).get("noticed") or ()
    names = join_words([visible(f"{step['action']} {step['key']}") for step in steps], most=3)
    callers = f"; callers notice {count_noun(len(noticed), 'thing', spell=False)}" if noticed else ""
    return f"{count_noun(len(steps), 'request', spell=False)}: {names}{callers}"


def _diff_summary(difference: Mapping[str, Any]) -> str:
    noticed = [item["words"] for item in difference["noticed"]]
    if (shortest := difference.get("shortest")) is not None:
        noticed = [shortest["words"], *noticed[1:]]
    noticed += difference.get("numbers", ())
    noticed += [word for item in difference.get("schedules", ()) if item["noticed"] for word in item["words"]]
    if not noticed:
        return "callers notice nothing" if difference["complete"] else "nothing found, but not everything was compared"
    return f"callers notice {count_noun(len(noticed), 'thing', spell=False)}: {visible(noticed[0])}"


def _apply_summary(result: Mapping[str, Any]) -> str:
    outcome = str(result["outcome"])
    match outcome:
        case "already so":
            return "is so already"
        case "changes":
            files = join_words([PurePath(file["file"]).name for file in result["files"]], most=3)
            noticed = result["callers"]["noticed"]
            callers = (
                f"callers notice {count_noun(len(noticed), 'thing', spell=False)}" if noticed else _hours_words(result)
            )
            verb = "changed" if result["written"] else "would change"
            return visible(f"{verb} {files}; {callers}")
        case _:
            return visible(f"{outcome}: {result['reason']}")


def _hours_words(result: Mapping[str, Any]) -> str:
    """Return what callers notice of hours, where they notice nothing else."""
    for change in result["callers"].get("schedules", ()):
        if change["noticed"] and change["words"]:
            return f"{change['schedule']} {change['words'][0]}"
    return "callers notice nothing" if result["callers"]["complete"] else "nothing found, but not all was compared"


def _calendar_summary(calendar: Mapping[str, Any]) -> str:
    """Return how long each schedule stands how, over the period."""
    lengths: dict[str, Counter[str]] = {}
    for situation in calendar["situations"]:
        seconds = sum((_instant(until) - _instant(start)) / timedelta(seconds=1) for start, until in situation["spans"])
        for schedule, state in situation["schedules"].items():
            lengths.setdefault(schedule, Counter())[state] += round(seconds)
    parts = [
        f"{visible(schedule)} {', '.join(f'{state} {seconds / 3600:g} h' for state, seconds in states.most_common())}"
        for schedule, states in lengths.items()
    ]
    return "; ".join(parts) if parts else "no schedule is asked"


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


_SUMMARIES: Mapping[str, Callable[[Any], str]] = {
    "check": _check_summary,
    "test": _test_summary,
    "prove": _prove_summary,
    "plan": _plan_summary,
    "diff": _diff_summary,
    "calendar": _calendar_summary,
    "apply": _apply_summary,
}

_SUMMARIES_OF_TEXT: Mapping[str, Callable[[str], str]] = {"show": _show_summary, "push": _push_summary}
"""Of what commands without JSON have printed."""
