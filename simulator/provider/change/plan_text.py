"""A plan as text and Markdown: what callers would notice, fields, requests, and what cannot be made sure of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.config.flow import Flow
from simulator.graph.plain_words import visible
from simulator.graph.review.change import Review
from simulator.graph.review.fields import MEANINGS
from simulator.provider.change.body_values import comparable_fields, fields_of
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.live.difference_words import value_words
from simulator.provider.live.schedule_notices import Notice, unsent_markdown, unsent_text
from simulator.provider.live.state_comparison import compare_states
from simulator.report.review_report import EQUAL
from simulator.report.review_report import review_markdown as review_markdown
from simulator.report.review_report import review_text as review_text
from simulator.wire import vr
from simulator.words.markup import escape_markdown, markdown_code
from simulator.words.sanitizer import OutputText, join_lines

FIELDS = {wire: field for field, wire in vr.WRITE_NAMES.items()}
NOTHING_TO_DO = "Live matches the flow; there is nothing to push"
_NOT_LIVE = "Nothing to compare with: {key} is not live, or not known well enough to be played"


def plan_text(
    plan: ChangePlan, flow: Flow | None = None, review: Review | None = None, notices: Sequence[Notice] = ()
) -> OutputText:
    """The plan for a terminal; ``review`` is what callers would notice, ``notices`` what is never sent."""
    lines = _without_blank_end(_text_lines(plan, flow, review, notices))
    return join_lines([*lines, *unsent_text(notices)])


def plan_markdown(
    plan: ChangePlan, flow: Flow | None = None, review: Review | None = None, notices: Sequence[Notice] = ()
) -> OutputText:
    """The plan for a comment on a change."""
    lines = _without_blank_end(_markdown_lines(plan, flow, review, notices))
    return join_lines([*lines, *unsent_markdown(notices)])


def plan_title(plan: ChangePlan) -> str:
    """Return what goes where."""
    what = f"{plan.flow} (variant {plan.variant})" if plan.variant else plan.flow
    if plan.undoes:
        return f"undo {visible(plan.undoes)} at {plan.host} ({plan.dialect})"
    return f"{visible(what)} → {plan.host or 'saved responses'} ({plan.dialect})"


def _text_lines(plan: ChangePlan, flow: Flow | None, review: Review | None, notices: Sequence[Notice]) -> Iterator[str]:
    yield plan_title(plan)
    yield ""
    if plan.steps:
        if review is not None:
            yield from _without_blank_end(_as_known(plan, review_text(review)))
            yield ""
        elif flow is not None:
            yield f"{_NOT_LIVE.format(key=flow.entry)}."
            yield ""
        else:
            yield from _fields_back(plan)
        yield "Requests, in this order:"
        yield from (f"  {number:>2}. {line}" for number, line in enumerate(request_lines(plan), 1))
    else:
        yield f"{_without_steps(plan)}.{_aside(notices)}"
    for heading, lines in _section_lines(plan):
        yield ""
        yield f"{heading}:"
        yield from (f"  · {line}" for line in lines)


def _markdown_lines(
    plan: ChangePlan, flow: Flow | None, review: Review | None, notices: Sequence[Notice]
) -> Iterator[str]:
    yield f"## {escape_markdown(plan_title(plan))}"
    yield ""
    if plan.steps:
        if review is not None:
            yield from _without_blank_end(_as_known(plan, review_markdown(review)))
        elif flow is not None:
            yield f"{escape_markdown(_NOT_LIVE.format(key=flow.entry))}."
        yield from ("", "### Requests", "")
        yield from (f"{number}. {markdown_code(line)}" for number, line in enumerate(request_lines(plan), 1))
    else:
        yield f"**{_without_steps(plan)}.**{_aside(notices)}"
    for heading, lines in _section_lines(plan):
        yield from ("", f"**{heading}**", "")
        yield from (f"- {escape_markdown(line)}" for line in lines)


def _as_known(plan: ChangePlan, output_text: OutputText) -> list[str]:
    """Return what callers would notice, without a promise where it is not known what is live."""
    careful = f"As far as is known of what is live, {EQUAL[0].lower()}{EQUAL[1:]}"
    return [line.replace(EQUAL, careful) if plan.lost_fields else line for line in output_text.split("\n")]


def _without_blank_end(lines: Iterable[str]) -> list[str]:
    """Lines without the empty ones at their end."""
    trimmed = list(lines)
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _without_steps(plan: ChangePlan) -> str:
    if plan.obstacles:
        return "Live differs from the flow, and cannot be made to match it"
    if plan.untold:
        return "As far as the response shows, live matches the flow; what it leaves out may differ"
    return NOTHING_TO_DO


def _aside(notices: Sequence[Notice]) -> str:
    """Return the sentence after one that says nothing of schedules and ring groups."""
    return " This leaves out what ivrsim never sends, listed below." if notices else ""


def request_lines(plan: ChangePlan) -> Iterator[str]:
    """The requests in the provider's words, in the order in which they are sent."""
    for step in plan.steps:
        wait = f", for now without {', '.join(step.postponed)}" if step.postponed else ""
        yield f"{step.request_text(plan.dialect, plan.ids)}  {visible(step.key)}{wait}"


def _fields_back(plan: ChangePlan) -> Iterator[str]:
    """Yield what a rollback writes, field by field, where the response shows what is live now."""
    for step in plan.steps:
        if step.before is None or step.action != "update":
            continue
        unread = {} if step.restore is None else dict(step.restore)  # what a push wrote is known
        now = {**unread, **fields_of(step.before)}
        fields = comparable_fields(step.body, plan.dialect)
        lines = [
            f"    {visible(f'{name}: {live} -> {restored}')}"
            for difference in compare_states(now, dict(step.body), fields).differences
            for name, live, restored in difference.parts()
        ]
        if lines:
            yield f"{visible(step.key)} ({step.id})"
            yield from lines
            yield ""


def _section_lines(plan: ChangePlan) -> Iterator[tuple[str, list[str]]]:
    """Yield what cannot be made sure of, what stands against it, and what else there is to know."""
    back = "" if plan.kind == "rollback" else " by a rollback"
    sections = {
        "Overwrites values that are not known": [*_written_over(plan)] if plan.kind == "push" else [],
        "Cannot be verified afterwards (the list response does not include it)": [
            *_field_lines(plan.unverified.items())
        ],
        f"Cannot be restored{back} (its previous value is not known)": [*_field_lines(plan.lost_fields.items())],
        f"The {plan.kind} is refused": [
            f"{obstacle.why}{f': {obstacle.way}' if obstacle.way else ''}" for obstacle in plan.obstacles
        ],
        "To know": [*plan.notes],
    }
    for heading, lines in sections.items():
        if lines:
            yield heading, [visible(line) for line in lines]


def _written_over(plan: ChangePlan) -> Iterator[str]:
    """Yield what is written where the response does not show the present value."""
    for step in plan.steps:
        for name in step.lost:
            value = getattr(step.body, FIELDS[name])
            if value not in (None, ""):
                yield f"{step.key}: {name}: not known -> {value_words(value)}"


def _field_lines(by_key: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for key, names in by_key:
        yield f"{key}: {', '.join(f'{name} ({MEANINGS[name]})' if name in MEANINGS else name for name in names)}"
