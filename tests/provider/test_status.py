"""Does live do what the repository says?"""

from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from simulator.config.receptionist import Destination, Receptionist
from simulator.errors import UsageError
from simulator.loader.flow_kinds import load_with_shelf
from simulator.provider.change.field_comparison import compare_receptionist
from simulator.provider.live.live_state import NumberRoute
from simulator.provider.status import FlowStatus, StatusRun, compare_status
from simulator.wire.decoding import Reads
from tests.provider.lived import announcement, lived, menu

FLOW = """\
entry: main
numbers: {"+441632960001": main}
receptionists: {main: main.yaml, night: night.yaml}
recordings: {"19549": {name: greeting}, "777": {name: closed}}
variants:
  christmas:
    until: "2026-12-29T08:30+00:00"
    receptionists: {main: {recording: "@closed"}}
"""
MAIN = """\
id: 701
name: Main menu
destination_type: multiple
recording: "@greeting"
entries: [{option: 1, destination_type: department, destination_id: 108000}]
timeout: 5
incorrect_count: 2
invalid_destination_type: department
invalid_destination_id: "108000"
timeout_retries: 2
timeout_destination_type: department
timeout_destination_id: "108000"
"""
NIGHT = """\
id: 703
name: Night line
destination_type: single
forward_destination_type: voicemail
forward_destination_id: "9001"
"""
BEFORE, AFTER = (datetime(2026, 12, day, tzinfo=UTC) for day in (28, 30))
CHRISTMAS = menu(greeting="777")


@pytest.fixture(autouse=True)
def shop(here: Path) -> Path:
    """A flow with a variant."""
    for name, text in (("flow", FLOW), ("main", MAIN), ("night", NIGHT)):
        (here / f"{name}.yaml").write_text(text, encoding="utf-8")
    return here


def stands(*live: Receptionist, reads: Reads = "full", now: datetime = BEFORE, numbers: object = None) -> FlowStatus:
    shown = tuple(lived(one, reads) for one in live)
    return compare_status(load_with_shelf(None), shown, numbers, "vr", now)  # type: ignore[arg-type]  # one test gives numbers


def test_as_the_flow_says() -> None:
    found = stands(menu(), announcement())
    assert [(row.key, row.verdict, row.states) for row in found.receptionists] == [
        ("main", "base", ("base",)),
        ("night", "as here", ("base", "christmas")),
    ]
    assert (found.state, found.drifted) == ("base", False)


def test_as_a_variant_says_until_its_time_has_passed() -> None:
    found = stands(CHRISTMAS, announcement())
    assert (found.receptionists[0].verdict, found.state, found.faults) == ("variant", "christmas", ())
    late = stands(CHRISTMAS, announcement(), now=AFTER)
    assert late.faults == ("the variant christmas is still live, although it ended on 2026-12-29T08:30:00+00:00",)
    assert not stands(menu(), announcement(), now=AFTER).drifted


def test_what_live_still_has_of_the_other_kind_is_neither_drift_nor_pushed() -> None:
    dead = {"forward_destination_type": "extension", "forward_destination_id": "300"}
    live = lived(menu("701").model_copy(update=dead))
    assert compare_receptionist("main", "701", menu("701"), live, None, "vr").differs == ()
    found = stands(menu("701").model_copy(update=dead), announcement())
    assert (found.receptionists[0].verdict, found.receptionists[0].details, found.drifted) == ("base", (), False)


def test_neither() -> None:
    strange = menu(to=[("department", "5")], timeout_seconds=9.5, description="x")
    found = stands(strange, announcement())
    assert (found.state, found.faults) == (None, ("main: live differs from the flow and from each variant",))
    assert found.receptionists[0].details == (
        "description: nothing here, x live",
        "option 1: department||108000 here, department||5 live",
        "timeout: 5 here, 9.5 live",
    )


def test_a_mixture_of_two_states(shop: Path) -> None:
    both = FLOW.replace('{main: {recording: "@closed"}}', '{main: {recording: "@closed"}, night: {recording: 777}}')
    (shop / "flow.yaml").write_text(both, encoding="utf-8")
    found = stands(CHRISTMAS, announcement())
    assert found.faults == ("live is a mixture: main (christmas), night (base)",)


def test_what_is_not_live(shop: Path) -> None:
    (shop / "main.yaml").write_text(MAIN.replace("id: 701\n", ""), encoding="utf-8")
    found = stands(lived_elsewhere := announcement("9", name="Other"))
    assert lived_elsewhere.id == "9"
    assert [row.verdict for row in found.receptionists] == ["no id", "not live"]
    assert found.faults == ("main is not live: it was never pushed", "night (703) is no longer live")


def test_one_of_the_same_name_is_compared_and_that_is_told(shop: Path) -> None:
    (shop / "main.yaml").write_text(MAIN.replace("id: 701\n", ""), encoding="utf-8")
    found = stands(menu(), announcement())
    assert (found.drifted, found.notes) == (
        False,
        ("main is taken for the live 701 of the same name; ivrsim pull writes its id down",),
    )


def test_what_the_answer_does_not_carry_is_told_and_is_no_drift() -> None:
    found = stands(menu(to=[("department", "5")]), announcement(), reads="minimal")
    assert (found.drifted, found.receptionists[0].unread) == (
        False,
        ("destination_type", "forward_destination_type", "forward_destination_id", "entries"),
    )


def test_numbers() -> None:
    def told(*destinations: Destination | None) -> tuple[str, ...]:
        numbers = tuple(NumberRoute("00441632960001", to) for to in destinations)
        return stands(menu(), announcement(), numbers=numbers).faults

    assert told() == told(Destination("ivr", "701")) == told(None) == ()
    assert told(Destination("ivr", "703")) == ("+441632960001 leads to night and not to main",)
    assert told(Destination("department", "5")) == ("+441632960001 leads to department||5 and not to main",)


def test_many_flows_are_asked_together_and_one_failure_hides_no_other() -> None:
    together = Barrier(2)

    def fine() -> FlowStatus:
        together.wait(10)
        return FlowStatus("a", "base", (), ())

    def refused() -> FlowStatus:
        together.wait(10)
        raise UsageError("no such account")

    def broken() -> FlowStatus:
        raise ZeroDivisionError("x")

    status_run = StatusRun({"a": fine, "b": refused, "c": broken}, workers=2)
    steps = [str(step) for step in status_run.steps()]
    assert steps == ["0 of 3 flows", "1 of 3 flows", "2 of 3 flows", "3 of 3 flows"]
    found = status_run.results
    assert [(one.flow, one.status is not None, one.failure) for one in found] == [
        ("a", True, ""),
        ("b", False, "no such account"),
        ("c", False, "ZeroDivisionError: x"),
    ]


def test_what_was_last_pushed_stands_for_what_the_answer_does_not_carry() -> None:
    pushed = {"main": menu(to=[("department", "5")])}
    shown = (lived(menu(), "minimal"), lived(announcement(), "minimal"))
    found = compare_status(load_with_shelf(None), shown, None, "vr", BEFORE, None, pushed)
    assert (found.receptionists[0].verdict, found.receptionists[0].details) == (
        "neither",
        ("option 1: department||108000 here, department||5 live",),
    )
    assert "entries" not in found.receptionists[0].unread


def test_flows_that_were_read_before_an_interruption_keep_their_results() -> None:
    def refused() -> FlowStatus:
        raise UsageError("no token")

    status_run = StatusRun({"a": refused, "b": refused, "c": refused}, workers=1)
    steps = status_run.steps()
    assert [str(next(steps)), str(next(steps))] == ["0 of 3 flows", "1 of 3 flows"]
    steps.close()  # type: ignore[attr-defined]  # it is a generator
    assert [(result.flow, result.failure) for result in status_run.results] == [("a", "no token")]
