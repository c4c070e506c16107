"""All that a report says of a flow, as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from simulator.approval.assumption_facts import assumption_lines
from simulator.approval.change_facts import ChangeFacts, change_facts
from simulator.approval.check_facts import CallResult, CheckLine, check_lines
from simulator.approval.menu_facts import MenuFacts, list_menus
from simulator.approval.time_facts import TimeRow, TimeTable, silent_sentence, time_rows
from simulator.checks.prove import Proof, summarize_flow
from simulator.checks.rule import Finding
from simulator.config.flow import Flow
from simulator.draw.map_tree import MapTree, build_tree
from simulator.graph.compare.readings import Readings
from simulator.graph.coverage.tally import Coverage
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import count_noun, join_words
from simulator.graph.readback.world_sentences import route_sentences, schedule_sentences
from simulator.graph.review.change import Review
from simulator.graph.state_words import describe_worlds
from simulator.tables.flow_digest import flow_digest

_KINDS = {"person": "a person", "machine": "a machine", "menu": "a menu elsewhere", "nobody": "nobody"}


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """The results of checks and calls from which the report on a flow is laid out.

    ``client`` titles the page. ``coverage`` is None where there are no tests, ``readings`` where they were not
    compared, ``review`` where there is no earlier version; ``since`` is that version in words.
    """

    client: str
    today: date
    proof: Proof
    findings: Sequence[Finding]
    calls: Sequence[CallResult] = ()
    coverage: Coverage | None = None
    readings: Readings | None = None
    review: Review | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class FlowReport:
    """The contents of the page, in their order. ``summary`` is the sentence or two under the title."""

    flow: Flow
    client: str
    today: date
    digest: str
    summary: str
    tree: MapTree
    menus: tuple[MenuFacts, ...]
    hours: tuple[str, ...]
    times: tuple[TimeTable, ...]
    checks: tuple[CheckLine, ...]
    findings: tuple[Finding, ...]
    calls: tuple[CallResult, ...]
    assumptions: tuple[str, ...]
    changes: ChangeFacts | None


def make_report(flow: Flow, inputs: ReportInputs) -> FlowReport:
    """Return the report of a flow."""
    tree = build_tree(flow, is_part=bool(flow.number))
    return FlowReport(
        flow,
        inputs.client,
        inputs.today,
        flow_digest(flow),
        " ".join(part for part in (_ends_sentence(tree), silent_sentence(flow)) if part),
        tree,
        tuple(list_menus(flow)),
        (*schedule_sentences(DisplayNames(_from_today(flow, inputs.today))), *route_sentences(DisplayNames(flow))),
        tuple(_time_tables(inputs.proof)),
        tuple(check_lines(inputs.proof, inputs.findings, inputs.calls, inputs.coverage)),
        tuple(inputs.findings),
        tuple(inputs.calls),
        tuple(assumption_lines(flow, inputs.readings, inputs.today)),
        None if inputs.review is None else change_facts(inputs.review, inputs.since),
    )


def _from_today(flow: Flow, today: date) -> Flow:
    """The flow without the holidays that are over: nobody signs those."""
    schedules = {
        key: replace(schedule, holidays=tuple(holiday for holiday in schedule.holidays if holiday.last >= today))
        for key, schedule in flow.schedules.items()
    }
    return replace(flow, schedules=schedules)


def _ends_sentence(tree: MapTree) -> str:
    counts = tree.ending_counts()
    total = sum(counts.values())
    if not total:
        return "No call gets anywhere."
    if total == 1:
        (kind,) = [kind for kind, count in counts.items() if count]
        return f"Calls end at one place; {_KINDS.get(kind, 'it is not known who')} answers there."
    parts = [f"{_KINDS[kind]} at {count_noun(counts[kind], 'place')}" for kind in _KINDS if counts[kind]]
    if counts["unknown"]:
        parts.append(f"at {count_noun(counts['unknown'], 'place')} it is not known who answers")
    return f"Calls end with {join_words(parts)}."


def _time_tables(proof: Proof) -> list[TimeTable]:
    """A table for each way in which the schedules can stand; those that are alike are one."""
    late = [proof.late if survey is proof.survey else None for survey in proof.surveys]
    tables: dict[tuple[TimeRow, ...], list[int]] = {}
    for place, (survey, reach) in enumerate(zip(proof.surveys, late, strict=True)):
        rows = tuple(time_rows(survey.flow, summarize_flow(survey, reach)))
        tables.setdefault(rows, []).append(place)
    worlds = proof.worlds
    return [
        TimeTable(describe_worlds([worlds[place] for place in places], worlds), rows) for rows, places in tables.items()
    ]
