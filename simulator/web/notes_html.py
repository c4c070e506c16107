"""The notes next to a page as HTML. Every text of a flow is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from simulator.approval.change_facts import change_facts
from simulator.checks.merging import shorten_names
from simulator.checks.rule import Finding, Severity
from simulator.config.flow import Flow
from simulator.errors import Problem
from simulator.graph.plain_words import visible
from simulator.graph.review.change import Review
from simulator.report.finding_summary import FINDINGS_SHOWN, MENUS_NAMED, describe_scope, group_by_rule, menu_keys
from simulator.report.review_report import change_line, owner_words
from simulator.web.flow_notes import ChangeNotes, FailingTest, FlowNotes, TestNotes
from simulator.words.phrases import count_noun

SHOWN_MOST = 20
"""Items of one list that are shown; the others are counted."""

_SEVERITY_WORDS: dict[Severity, str] = {"error": "Error", "warning": "Warning", "info": "Remark"}


def notes_html(notes: FlowNotes, command_flow: str, page_address: str) -> str:
    """Return the notes, the most urgent first; ``command_flow`` is how a command line names the flow."""
    return "".join(_sections(notes, command_flow, page_address))


def _sections(notes: FlowNotes, command_flow: str, page_address: str) -> Iterator[str]:
    if notes.problems:
        explanation = (
            "The page and the notes below are of the last version that could be loaded."
            if notes.flow is not None
            else ""
        )
        yield _section("Cannot be loaded", [_paragraph(explanation, "kept"), _problem_list(notes.problems)], "broken")
    if notes.page_problems:
        yield _section("Left out of the page", [_problem_list(notes.page_problems)], "broken")
    if notes.is_working and not notes.problems:
        yield '<p class="aside">Being checked …</p>'
    if notes.flow is None:
        return
    if notes.tests is not None:
        yield _tests_section(notes.tests, command_flow, page_address)
    if notes.check_problems:
        yield _section("Cannot be checked", [_problem_list(notes.check_problems)], "broken")
    elif notes.report is not None:
        yield _findings_section(notes.flow, notes.report.findings, command_flow)
    if notes.changes is not None:
        yield _changes_section(notes.changes, command_flow)


def _section(title: str, parts: Iterable[str], look: str = "") -> str:
    return f'<section class="card {look}"><h2>{escape(title)}</h2>{"".join(parts)}</section>'


def _paragraph(text: str, look: str = "aside") -> str:
    return f'<p class="{look}">{_text(text)}</p>' if text else ""


def _text(text: str) -> str:
    """Return a text that quotes words of a flow, set in the direction of the sentence."""
    return f'<span dir="auto">{escape(visible(text))}</span>'


def _shown(items: Sequence[str], command: str = "") -> str:
    """Return a list of HTML items; of a long one its beginning, and the command that prints the rest."""
    hidden = len(items) - SHOWN_MOST
    more = f": <code>{escape(visible(command))}</code>" if command else ""
    remainder = [f'<li class="aside">and {hidden:,} more{more}</li>'] if hidden > 0 else []
    return f"<ul>{''.join([*items[:SHOWN_MOST], *remainder])}</ul>"


def _problem_list(problems: Sequence[Problem]) -> str:
    """Problems with their places, in the order of the files."""
    return _shown([f"<li>{_place(str(problem).removesuffix(problem.message).rstrip(': '))} "
                   f"{_text(problem.message)}</li>" for problem in problems])  # fmt: skip


def _place(place: str) -> str:
    return f"<code>{escape(visible(place))}</code>" if place else ""


# -- tests ----------------------------------------------------------------------------------------


def _tests_section(tests: TestNotes, command_flow: str, page_address: str) -> str:
    parts = [_problem_list(tests.problems)] if tests.problems else []
    if tests.failing:
        items = [_test_item(number, test, page_address) for number, test in enumerate(tests.failing)]
        parts.append(_shown(items, f"ivrsim test {command_flow}"))
        title = f"{len(tests.failing):,} of {count_noun(tests.count, 'test', spell=False)} fail"
    elif tests.problems:
        title = "Tests that cannot be read"
    else:
        title = f"{count_noun(tests.count, 'test', spell=False)} passed" if tests.count else "No tests"
    look = "fault" if tests.failing or tests.problems else "good" if tests.count else ""
    return _section(title, parts, look)


def _test_item(number: int, test: FailingTest, page_address: str) -> str:
    link = ""
    if test.call is not None:
        link = f'<a href="{escape(page_address)}#caller={test.call}" target="page">Listen to it</a>'
    return (
        f"<li><details id=test-{number}><summary>{_text(test.name)}</summary>{_place(test.place)}"
        f'<p class="aside">expected {_text(test.expected)}, got {_text(test.got)}</p>{link}'
        f'<pre tabindex="0">{escape(test.report)}</pre></details></li>'
    )


# -- findings -------------------------------------------------------------------------------------


def _findings_section(flow: Flow, findings: Sequence[Finding], command_flow: str) -> str:
    if not findings:
        return _section("No findings", [], "good")
    menus = menu_keys(flow)
    items = [_rule_item(group, describe_scope(flow, menus, group)) for group in group_by_rule(findings)]
    title = count_noun(len(findings), "finding", spell=False)
    return _section(title, [_shown(items, f"ivrsim check {command_flow} --full")], "fault")


def _rule_item(findings: Sequence[Finding], scope: str) -> str:
    first = findings[0]
    head = f"{_SEVERITY_WORDS[first.severity]}: {first.rule.replace('-', ' ')}{f', {scope}' if scope else ''}"
    lines = []
    for finding in findings[:FINDINGS_SHOWN]:
        message, unnamed = shorten_names(finding, MENUS_NAMED)
        place = f"{finding.file}:{finding.line}:{finding.column}" if finding.file else ""
        lines.append(f"<li>{_place(place)} {_text(f'{message}; the same in {unnamed:,} more' if unnamed else message)}")
    if len(findings) > FINDINGS_SHOWN:
        lines.append(f'<li class="aside">and {len(findings) - FINDINGS_SHOWN:,} more like these')
    return (
        f'<li class="{first.severity}"><h3>{_text(head)} <code>{first.code}</code></h3><ul>{"".join(lines)}</ul></li>'
    )


# -- changes --------------------------------------------------------------------------------------


def _changes_section(changes: ChangeNotes, command_flow: str) -> str:
    if changes.review is None:
        return _section("Changes since the last commit", [_paragraph(changes.reason)])
    review = changes.review
    if review.same:
        return _section("As in the last commit", [], "good")
    title = "Changes since the last commit"
    parts = [_paragraph("Callers notice no difference.")] if review.equal else [_noticed_list(review, command_flow)]
    if review.changes:
        parts.append(_field_details(review, command_flow))
    return _section(title, parts)


def _noticed_list(review: Review, command_flow: str) -> str:
    facts = change_facts(review, "")
    items = [
        *(
            f'<li><span class="cap">{escape(visible(change.caption))}</span> {_text(change.menu)}: '
            f"{_led(change.now)} (before: {_led(change.before)})</li>"
            for change in facts.keys
        ),
        *(f"<li>{_text(f'{change.menu}, {change.when}: {change.excerpt}')}</li>" for change in facts.words),
        *(f"<li>{_text(sentence)}</li>" for sentence in (*facts.others, *facts.sentences)),
    ]
    return _shown(items, f"ivrsim diff git:HEAD {command_flow}")


def _led(name: str) -> str:
    return _text(name) if name else "nowhere"


def _field_details(review: Review, command_flow: str) -> str:
    items = [
        f"<li>{_text(f'{owner_words(review, change.owner)}: {change_line(change)}')}</li>" for change in review.changes
    ]
    words = count_noun(len(items), "field", spell=False)
    field_list = _shown(items, f"ivrsim diff git:HEAD {command_flow} --format json")
    return f"<details id=fields><summary>{words} of the files</summary>{field_list}</details>"
