"""A plan as text and Markdown: what callers would notice, fields, requests, and what cannot be made sure of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.config.flow import Flow
from simulator.graph.review.change import Review
from simulator.graph.review.fields import MEANINGS
from simulator.graph.review.text import EQUAL
from simulator.graph.review.text import as_markdown as review_markdown
from simulator.graph.review.text import as_text as review_text
from simulator.graph.wording import visible
from simulator.remote.change.bodies import comparable, fields_of
from simulator.remote.change.plan import Plan
from simulator.remote.seen.words import differing, word
from simulator.wire import vr
from simulator.words.markup import escape_markdown, markdown_code
from simulator.words.sanitizer import OutputText, join_lines

FIELDS = {wire: field for field, wire in vr.WRITE_NAMES.items()}
NOTHING_TO_DO = "Live does what the flow says; there is nothing to push"
_NOT_LIVE = "Nothing to compare with: {key} is not live, or not known well enough to be played"


def as_text(plan: Plan, flow: Flow | None = None, found: Review | None = None) -> OutputText:
    """The plan for a terminal; ``found`` is what callers would notice."""
    return join_lines(_without_blank_end(_text(plan, flow, found)))


def as_markdown(plan: Plan, flow: Flow | None = None, found: Review | None = None) -> OutputText:
    """The plan for a comment on a change."""
    return join_lines(_without_blank_end(_markdown(plan, flow, found)))


def title(plan: Plan) -> str:
    """What goes where."""
    what = f"{plan.flow} (variant {plan.variant})" if plan.variant else plan.flow
    if plan.undoes:
        return f"undo {visible(plan.undoes)} at {plan.host} ({plan.dialect})"
    return f"{visible(what)} → {plan.host or 'saved answers'} ({plan.dialect})"


def _text(plan: Plan, flow: Flow | None, found: Review | None) -> Iterator[str]:
    yield title(plan)
    yield ""
    if plan.steps:
        if found is not None:
            yield from _without_blank_end(_as_known(plan, review_text(found)))
            yield ""
        elif flow is not None:
            yield f"{_NOT_LIVE.format(key=flow.entry)}."
            yield ""
        else:
            yield from _fields_back(plan)
        yield "Requests, in this order:"
        yield from (f"  {number:>2}. {line}" for number, line in enumerate(requests(plan), 1))
    else:
        yield f"{_without_steps(plan)}."
    for heading, lines in _sections(plan):
        yield ""
        yield f"{heading}:"
        yield from (f"  · {line}" for line in lines)


def _markdown(plan: Plan, flow: Flow | None, found: Review | None) -> Iterator[str]:
    yield f"## {escape_markdown(title(plan))}"
    yield ""
    if plan.steps:
        if found is not None:
            yield from _without_blank_end(_as_known(plan, review_markdown(found)))
        elif flow is not None:
            yield f"{escape_markdown(_NOT_LIVE.format(key=flow.entry))}."
        yield from ("", "### Requests", "")
        yield from (f"{number}. {markdown_code(line)}" for number, line in enumerate(requests(plan), 1))
    else:
        yield f"**{_without_steps(plan)}.**"
    for heading, lines in _sections(plan):
        yield from ("", f"**{heading}**", "")
        yield from (f"- {escape_markdown(line)}" for line in lines)


def _as_known(plan: Plan, told: OutputText) -> list[str]:
    """What callers would notice, without a promise where it is not known what is live."""
    careful = f"As far as is known of what is live, {EQUAL[0].lower()}{EQUAL[1:]}"
    return [line.replace(EQUAL, careful) if plan.lost else line for line in told.split("\n")]


def _without_blank_end(lines: Iterable[str]) -> list[str]:
    """Lines without the empty ones at their end."""
    kept = list(lines)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _without_steps(plan: Plan) -> str:
    if plan.obstacles:
        return "Live is not what the flow says, and cannot become it"
    if plan.untold:
        return "As far as the answer tells, live does what the flow says; what it leaves out may differ"
    return NOTHING_TO_DO


def requests(plan: Plan) -> Iterator[str]:
    """The requests in the provider's words, in the order in which they are sent."""
    for step in plan.steps:
        wait = f", for now without {', '.join(step.postponed)}" if step.postponed else ""
        yield f"{step.request(plan.dialect, plan.ids)}  {visible(step.key)}{wait}"


def _fields_back(plan: Plan) -> Iterator[str]:
    """What a rollback writes, field by field, where the answer shows what is live now."""
    for step in plan.steps:
        if step.before is None or step.action != "update":
            continue
        unread = {} if step.restore is None else dict(step.restore)  # what a push wrote is known
        now = {**unread, **fields_of(step.before)}
        lines = [
            f"    {visible(f'{name}: {live} -> {restored}')}"
            for field in comparable(step.body, plan.dialect)
            if field in now
            for name, live, restored in differing(field, now[field], getattr(step.body, field))
        ]
        if lines:
            yield f"{visible(step.key)} ({step.id})"
            yield from lines
            yield ""


def _sections(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """What cannot be made sure of, what stands against it, and what else there is to know."""
    back = "" if plan.kind == "rollback" else " by a rollback"
    sections = {
        "Written over what nobody knows": [*_written_over(plan)] if plan.kind == "push" else [],
        "Cannot be verified afterwards (the list answer does not carry it)": [*_fields(plan.unverified.items())],
        f"Cannot be restored{back} (nobody knows what it was)": [*_fields(plan.lost.items())],
        f"The {plan.kind} is refused": [f"{one.why}{f': {one.way}' if one.way else ''}" for one in plan.obstacles],
        "To know": [*plan.notes],
    }
    for heading, lines in sections.items():
        if lines:
            yield heading, [visible(line) for line in lines]


def _written_over(plan: Plan) -> Iterator[str]:
    """What is written where the answer does not tell what is there now."""
    for step in plan.steps:
        for name in step.lost:
            value = getattr(step.body, FIELDS[name])
            if value not in (None, ""):
                yield f"{step.key}: {name}: not known -> {word(value)}"


def _fields(by_key: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for key, names in by_key:
        yield f"{key}: {', '.join(f'{name} ({MEANINGS[name]})' if name in MEANINGS else name for name in names)}"
