"""The notes next to a page: whole, short where there is much, and never anything but text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from simulator.checks.run import CheckReport, run_checks
from simulator.config.flow import Flow
from simulator.errors import Problem
from simulator.graph.review.change import review_change
from simulator.loader.flow_kinds import load_with_shelf
from simulator.web.flow_notes import ChangeNotes, FailingTest, FlowNotes, TestNotes
from simulator.web.notes_html import SHOWN_MOST, notes_html
from tests.conftest import FLOWS
from tests.graph.small_flows import PERSON, flow, menu
from tests.web.sample_flows import HOSTILE, hostile_flow, wide_flow

PAGE = "/page/clinic/flow.yaml"


def lines(html: str) -> list[str]:
    """The texts of the notes: one line for each heading, item, paragraph and summary."""
    broken = re.sub(r"<(?:h2|h3|li|p|summary|pre)[ >]", "\n\\g<0>", html)
    texts = (unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in broken.split("\n"))
    return [text for text in texts if text]


def test_problems_come_first_with_their_places() -> None:
    problems = (Problem("main.yaml", 12, 5, "'x' is not a key"), Problem("flow.yaml", 0, 0, "is empty: write it"))
    assert lines(notes_html(FlowNotes(problems=problems, is_working=False), "clinic", PAGE)) == [
        *("Cannot be loaded", "main.yaml:12:5 'x' is not a key", "flow.yaml is empty: write it"),
    ]


def test_all_that_is_good_is_three_lines(clinic: Flow) -> None:
    report = CheckReport((), "default", 1, 0, ())
    notes = FlowNotes(clinic, tests=TestNotes(19), report=report, changes=ChangeNotes(review_change(clinic, clinic)))
    assert lines(notes_html(notes, "clinic", PAGE)) == [
        *("Being checked …", "19 tests passed", "No findings", "As in the last commit"),
    ]


def test_a_failing_test_shows_its_report() -> None:
    failing = FailingTest("key 3", "a.calls.yaml:18", "nothing", "sorry", "✗ key 3\n  > 18 | - hears: nothing", 4)
    notes = FlowNotes(flow({"main": menu({"1": PERSON})}), tests=TestNotes(2, (failing,)), is_working=False)
    assert lines(notes_html(notes, "clinic", PAGE)) == [
        "1 of 2 tests fail",
        "key 3a.calls.yaml:18",
        "expected nothing, got sorryListen to it",
        "✗ key 3",
        "> 18 | - hears: nothing",
    ]
    assert '<a href="/page/clinic/flow.yaml#caller=4" target="page">' in notes_html(notes, "clinic", PAGE)


def test_changes_are_what_callers_notice_and_the_fields(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    assert main.entries is not None
    entry = main.entries[2].model_copy(update={"option": "4"})
    changed = main.model_copy(update={"entries": (*main.entries[:2], entry, *main.entries[3:])})
    new = replace(clinic, receptionists={**clinic.receptionists, "main": changed})
    notes = FlowNotes(new, changes=ChangeNotes(review_change(clinic, new)), is_working=False)
    found = lines(notes_html(notes, "clinic", PAGE))
    assert found[:3] == [
        "Changes since the last commit",
        "4 Main menu: Night voicemail (before: nowhere)",
        "3 Main menu: nowhere (before: Night voicemail)",
    ]
    assert "1 field of the files" in found[-2] or "2 fields of the files" in found
    unknown = FlowNotes(new, changes=ChangeNotes(None, "Not in git."), is_working=False)
    assert lines(notes_html(unknown, "clinic", PAGE)) == ["Changes since the last commit", "Not in git."]


def test_of_much_the_beginning_is_shown() -> None:
    flow_of_many = wide_flow(60)
    tests = TestNotes(99, tuple(FailingTest(f"test {n}", "a:1", "x", "y", "") for n in range(50)))
    problems = tuple(Problem("main.yaml", n + 1, 1, "wrong") for n in range(30))
    report = run_checks(flow_of_many)
    notes = FlowNotes(flow_of_many, problems, tests=tests, report=report, is_working=False)
    found = lines(notes_html(notes, "many", PAGE))
    counted = [line for line in found if line.startswith("and ")]
    assert counted[:2] == ["and 10 more", "and 30 more: ivrsim test many"]
    assert all(line.endswith(" more like these") for line in counted[2:])
    assert len(notes_html(notes, "many", PAGE)) < 40_000
    assert SHOWN_MOST == 20


class _Elements(HTMLParser):
    """The names of all elements and attributes of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attributes)}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_anything_but_text(text: str, clinic: Flow) -> None:
    problem = Problem(text, 1, 1, text)
    hostile = hostile_flow()
    notes = FlowNotes(
        hostile,
        problems=(problem,),
        page_problems=(problem,),
        tests=TestNotes(1, (FailingTest(text, text, text, text, text, 3),), (problem,)),
        report=run_checks(hostile),
        changes=ChangeNotes(review_change(clinic, hostile)),
    )
    reader = _Elements()
    reader.feed(notes_html(notes, text, PAGE))
    assert reader.names <= {
        *("section", "h2", "h3", "ul", "li", "p", "pre", "code", "span", "details", "summary"),
        *("class", "dir", "id", "tabindex", "a", "href", "target"),
    }


def test_findings_stand_by_rule_with_their_places() -> None:
    council, shelf = load_with_shelf(FLOWS / "council")
    notes = FlowNotes(council, report=run_checks(council, shelf), is_working=False)
    title, rule, *found = lines(notes_html(notes, "council", PAGE))
    assert (title, rule.endswith(" IVR402")) == ("2 findings", True)
    assert [line.partition(" ")[0].rpartition("/")[2] for line in found] == ["heating.yaml:10:3", "evidence.yaml:10:3"]
