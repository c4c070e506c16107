"""Panels about a call, as titled lines of text: the screen lays them out, plain mode prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from simulator.callers.transcript import clock_text
from simulator.config.documentation import Dialect, remark
from simulator.config.semantics import PROFILES
from simulator.fast_classes import NamedTuple
from simulator.loader.source_lines import Lines
from simulator.tui.session import Session
from simulator.tui.tape import Tape
from simulator.words.sanitizer import escape_signs
from simulator.words.table import align_columns

if TYPE_CHECKING:
    from simulator.callers.reasons import Reason
    from simulator.tui.flow_review import MapFinding, RehearsedTest
    from simulator.tui.lookahead import Lead

FINDINGS_MOST = 50
"""Findings elsewhere that are listed: a panel is drawn ten times a second."""

TESTS_MOST = 6
"""Tests that stand next to a call."""

FOUND_HERE, TESTS_HERE = "Findings here", "Tests through here"


class PanelChoice(NamedTuple):
    """A choice of an open panel, taken by a digit, or by the arrows and Enter."""

    told: str
    taken: Callable[[], None]


class Panel(NamedTuple):
    """A title, lines, and choices that are numbered from 1."""

    title: str
    lines: tuple[str, ...]
    choices: tuple[PanelChoice, ...] = ()


def what_if_panel(session: Session) -> Panel:
    """List where each key, a wrong key and silence would lead."""
    leads = session.what_if()
    if not leads:
        return Panel("What if", ("The call is over.",))
    return Panel("What if, from here", tuple(_lead_lines(leads)))


def _lead_lines(leads: Iterable[Lead]) -> list[str]:
    return list(align_columns([(lead.does, f"→ {lead.leads}") for lead in leads], indent=""))


def why_panel(session: Session) -> Panel:
    """The settings and rules that led to the last turn."""
    sources, dialect = session.sources, session.flow.dialect
    lines = tuple(line for reason in session.why() for line in reason_lines(sources, reason, dialect))
    return Panel("Why the call is here", lines or ("Nothing has happened yet.",))


def insight_panel(session: Session) -> Panel:
    """Return the panel next to a call where no other is open: why the call is here, and the findings and tests here.

    Of what may follow, it leaves out what the list of keys says anyway.
    """
    lines = [*why_panel(session).lines]
    leads = [lead for lead in session.what_if() if not lead.chooses and not lead.does.startswith(" ")]
    if leads:
        lines += ["", "What if, from here:", *_lead_lines(leads)]
    findings = session.review.findings_at(session.node)
    if findings:
        lines += ["", f"{FOUND_HERE}:", *(line for finding in findings for line in _finding_lines(finding))]
    tests = session.review.tests_through(session.node)
    if tests:
        lines += ["", f"{TESTS_HERE}:", *map(_test_words, tests[:TESTS_MOST])]
    if len(tests) > TESTS_MOST:
        lines.append(f"    and {len(tests) - TESTS_MOST:,} more: {session.input_for('tests')} lists them")
    return Panel("Why the call is here", tuple(lines))


def findings_panel(session: Session) -> Panel:
    """Return the panel of findings: those at the menu of the call first."""
    review = session.review
    findings_here = review.findings_at(session.node)
    every_other = [finding for finding in review.findings if finding.node != session.node]
    elsewhere, more = every_other[:FINDINGS_MOST], len(every_other) - FINDINGS_MOST
    lines = [line for finding in findings_here for line in _finding_lines(finding)]
    title = FOUND_HERE if findings_here else "Findings"
    if elsewhere:
        lines += [
            *(["", "Elsewhere:"] if findings_here else []),
            *(line for item in elsewhere for line in _finding_lines(item)),
        ]
    if more > 0:
        lines.append(f"    and {more:,} more: ivrsim check lists them")
    if not review.findings:
        lines = (
            [review.trouble.get("findings", "The checks found nothing.")]
            if review.is_complete
            else ["The checks are still running."]
        )
    return Panel(title, tuple(lines))


def _finding_lines(finding: MapFinding) -> Iterator[str]:
    yield f"! {escape_signs(finding.words)}"
    if finding.place:
        yield f"    {escape_signs(finding.place)}"


def tests_panel(session: Session) -> Panel:
    """Return the panel of tests, to watch one as a call: those first that pass through the menu of the call."""
    review = session.review
    tests_here = review.tests_through(session.node)
    tests = sorted(review.tests, key=lambda test: session.node not in test.nodes)
    if not tests:
        lines = (
            (review.trouble.get("tests", "This flow has no tests."),)
            if review.is_complete
            else ("The tests are still being read.",)
        )
        return Panel("Tests", lines)
    choices = tuple(PanelChoice(_test_words(test), partial(_watch, session, test)) for test in tests)
    return Panel(f"Tests: {len(tests_here):,} of {len(tests):,} through here", (), choices)


def _watch(session: Session, test: RehearsedTest) -> None:
    session.watch(test.tape, test.name)


def _test_words(test: RehearsedTest) -> str:
    return f"{'✓' if test.passes else '×'} {escape_signs(test.name)}{'' if test.passes else ' (fails)'}"


def reason_lines(sources: Lines, reason: Reason, dialect: Dialect) -> Iterator[str]:
    """A reason in plain words, and below it the line that configures it."""
    yield f"· {escape_signs(reason.text)}"
    source = sources.get(reason.receptionist) if reason.field else None
    if source is not None:
        yield f"    {escape_signs(str(source.place(reason.field)))}"
    if reason.setting:
        flow = sources.get("")
        place = ("menus", reason.owner, "semantics") if reason.owner else ("semantics",)
        where = f", chosen in {escape_signs(str(flow.place(place)))}" if flow else ""
        documented = remark(dialect, reason.setting.partition(":")[0])
        yield f"    semantics {reason.setting}{where} ({documented})"


def calls_panel(session: Session) -> Panel:
    """The calls of this session."""
    choices = []
    for branch in session.calls.branches:
        where = _start_words(session, session.calls.tapes[branch.name])
        status = ", current" if branch.current else ""
        summary = f"call {branch.name}: {where}, keys {branch.keys or 'none'}, to {clock_text(branch.milliseconds)}"
        choices.append(PanelChoice(f"{summary}, {branch.profile}{status}", _bind_name(session.switch, branch.name)))
    return Panel(f"Calls ({session.input_for('fork')} forks)", (), tuple(choices))


def _start_words(session: Session, tape: Tape) -> str:
    """Return where a call began, and when."""
    circumstances = tape.circumstances
    where = circumstances.number or session.flow.receptionists[tape.entry].name
    # without schedules a call is the same at every moment
    moment = session.board.describe_moment(circumstances) if session.flow.schedules else ""
    return escape_signs(where) + (f" at {moment}" if moment else "")


def bookmarks_panel(session: Session) -> Panel:
    """The bookmarks that can be jumped to."""
    marks = session.calls.bookmarks
    mark_here = session.input_for("mark")
    lines = () if marks else (f"No bookmarks yet: {mark_here} sets one here.",)
    choices = [
        PanelChoice(
            f"{mark.name}: {clock_text(mark.at)}, {mark.menu}, call {mark.branch}", _bind_name(session.jump, mark.name)
        )
        for mark in marks
    ]
    return Panel(f"Bookmarks ({mark_here} sets one)", lines, tuple(choices))


def profiles_panel(session: Session) -> Panel:
    """The profiles under which the same caller can call."""
    flow = session.flow
    now = flow.profile_name or flow.semantics.profile
    return Panel(
        "Under another profile",
        (),
        tuple(
            PanelChoice(f"{name}{' (current)' if name == now else ''}", _bind_name(session.use, name))
            for name in {**flow.profiles, **PROFILES}
        ),
    )


def save_panel(session: Session, name: str, path: str) -> Panel:
    """The flow test that would be appended to a file. Raises as ``draft_test`` does."""
    from simulator.tui.call_export import draft_test  # the writer of tests is larger than all of a call

    draft = draft_test(session.flow, session.trace, path=path, name=name, circumstances=session.tape.circumstances)
    lines = draft.lines
    return Panel("This test is appended", tuple(map(escape_signs, lines)))


def _bind_name(act: Callable[[str], None], name: str) -> Callable[[], None]:
    return lambda: act(name)  # a lambda in the loop above would take the name of the last round
