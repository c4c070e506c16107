"""Findings and tests of a flow, next to a call in it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import Flow, load
from simulator.errors import UsageError
from simulator.flowtests.calls_reader import load_tests
from simulator.tui import commands, panels
from simulator.tui.desk import Desk
from simulator.tui.flow_review import FlowReview, MapFinding, RehearsedTest, find_faults, rehearse_tests
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook

TESTS = """\
flow: example:clinic
tests:
  - {name: books, caller: '9 1', reaches: Booking desk}
  - {name: pays, caller: '2 1', reaches: Reception}
  - {name: under other settings, semantics: freepbx, caller: '1', reaches: Booking desk}
"""
DEEP = MapFinding("billing", "billing is deep (IVR402)", "billing.yaml:3")
WHOLE = MapFinding("", "no number leads here (IVR999)", "")


@pytest.fixture
def tests(tmp_path: Path) -> list[RehearsedTest]:
    file = tmp_path / "some.calls.yaml"
    file.write_text(TESTS, encoding="utf-8")
    return list(rehearse_tests(load("example:clinic"), load_tests(file).tests))


def reviewed(flow: Flow, tests: list[RehearsedTest]) -> Session:
    review = FlowReview(lambda: [DEEP, WHOLE], lambda: tests)
    session = Session(flow, CallClock(paused=True), review=review)
    session.answer_call()
    return session


def test_the_checks_say_at_which_node_they_find_what() -> None:
    found = [finding for finding in find_faults(load("example:council"), None) if finding]

    assert [(finding.node, finding.words[-8:]) for finding in found] == [
        ("heating", "(IVR402)"),
        ("evidence", "(IVR402)"),
    ]


def test_tests_of_the_flow_are_played_with_the_nodes_that_they_come_to(tests: list[RehearsedTest]) -> None:
    assert [(test.name, test.passes, sorted(test.nodes), test.tape.keys) for test in tests] == [
        ("books", True, ["main"], "9 1"),
        ("pays", False, ["billing", "main"], "2 1"),
    ]


def test_what_is_found_is_marked_on_the_map(clinic: Flow, tests: list[RehearsedTest]) -> None:
    desk = Desk(reviewed(clinic, tests))
    before = [row for row in screen_rows(desk, TerminalLook(80, 24)) if ("class:finding", "!") in row]
    desk.session.review.request()
    rows = screen_rows(desk, TerminalLook(80, 24))

    assert before == []
    assert ["".join(text for _, text in row)[49:] for row in rows if ("class:finding", "!") in row] == [
        " ├2 ▾ Billing              ! │"
    ]


def test_what_is_known_of_the_menu_stands_next_to_the_call(clinic: Flow, tests: list[RehearsedTest]) -> None:
    session = reviewed(clinic, tests)
    session.review.request()
    main = panels.insight_panel(session).lines
    session.press("2")
    session.advance_to(0)
    billing = panels.insight_panel(session).lines

    assert main[-3:] == ("Tests through here:", "✓ books", "× pays (fails)")
    assert billing[-6:] == (
        "Findings here:",
        "! billing is deep (IVR402)",
        "    billing.yaml:3",
        "",
        "Tests through here:",
        "× pays (fails)",
    )


def test_findings_and_tests_are_listed_those_of_the_menu_first(clinic: Flow, tests: list[RehearsedTest]) -> None:
    desk = Desk(reviewed(clinic, tests))
    desk.session.press("2")
    desk.session.advance_to(0)
    commands.run_line(desk, "findings")
    assert desk.open_panel == panels.Panel(
        "Findings here",
        ("! billing is deep (IVR402)", "    billing.yaml:3", "", "Elsewhere:", "! no number leads here (IVR999)"),
    )
    commands.run_line(desk, "tests")
    panel = desk.open_panel
    assert panel is not None
    assert (panel.title, [choice.told for choice in panel.choices]) == (
        "Tests: 1 of 2 through here",
        ["× pays (fails)", "✓ books"],
    )


def test_a_test_is_watched_as_another_call(clinic: Flow, tests: list[RehearsedTest]) -> None:
    desk = Desk(reviewed(clinic, tests))
    commands.run_line(desk, "watch books")
    session = desk.session
    assert session.notice == "call 2 plays the test 'books' until you press a key"
    session.advance_to(60_000)
    record = session.record
    assert record is not None
    assert (session.calls.current, record.outcome.name, record.keys) == ("2", "Booking desk", ["9", "1"])
    with pytest.raises(UsageError, match="there is no test 'boks'; did you mean books"):
        commands.run_line(desk, "watch boks")


def test_what_cannot_be_read_is_said_where_it_is_asked_for(clinic: Flow) -> None:
    def fail() -> Iterator[RehearsedTest]:
        yield from ()
        raise UsageError("some.calls.yaml:3: no")

    session = Session(clinic, CallClock(paused=True), review=FlowReview(rehearse=fail))
    assert panels.tests_panel(session).lines == ("The tests are still being read.",)
    assert panels.findings_panel(session).lines == ("The checks are still running.",)
    session.review.request()
    assert panels.tests_panel(session).lines == ("some.calls.yaml:3: no",)
    assert panels.findings_panel(session).lines == ("The checks found nothing.",)


def test_at_the_side_each_part_is_told_when_it_is_known(tests: list[RehearsedTest]) -> None:
    news: list[tuple[int, int]] = []
    done = threading.Event()
    review = FlowReview(lambda: [DEEP], lambda: tests)

    def changed() -> None:
        news.append((len(review.findings), len(review.tests)))
        if review.is_complete:
            done.set()

    review.keep_aside(changed)
    review.request()
    review.request()
    assert done.wait(60)
    assert news == [(1, 0), (1, 2)]


def test_a_review_is_left_after_the_part_that_it_is_at() -> None:
    begun = threading.Event()

    def find() -> Iterator[None]:
        while True:
            begun.set()
            yield None

    review = FlowReview(find)
    review.keep_aside(lambda: None)
    review.request()
    assert begun.wait(60)
    review.leave()
    assert (review.is_complete, review.findings) == (False, ())
    assert not any(thread.name == "review of a flow" for thread in threading.enumerate())


def test_what_most_menus_have_is_not_marked(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    silent = main.model_copy(update={"silence_retry_recording": None})
    found = [
        sorted(
            finding.node
            for finding in find_faults(replace(clinic, receptionists=menus, numbers={}, entry="m0"), None)
            if finding and "IVR501" in finding.words and finding.common
        )
        for menus in ({f"m{count}": silent for count in range(4)}, {f"m{count}": silent for count in range(3)})
    ]

    assert found == [["m0", "m1", "m2", "m3"], []]
