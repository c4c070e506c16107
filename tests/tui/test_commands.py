from pathlib import Path

import pytest

from simulator import Flow, UsageError
from simulator.tui import commands
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.session import Session


def desk(flow: Flow) -> Desk:
    session = Session(flow, CallClock(paused=True))
    session.answer_call()
    return Desk(session)


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [
        ("re", ("redo", "restart")),
        ("goto ", ("goto main", "goto billing")),
        ("goto b", ("goto billing",)),
        ("profile acefone-", ("profile acefone-uk-literal",)),
        ("call ", ("call 1",)),
        ("undo ", ()),
        ("nothing ", ()),
    ],
)
def test_a_line_is_completed(clinic: Flow, line: str, goes_on: tuple[str, ...]) -> None:
    assert commands.complete_line(desk(clinic).session, line) == goes_on


def test_keys_alone_are_pressed(clinic: Flow) -> None:
    at = desk(clinic)
    commands.run_line(at, "9")
    at.session.advance_to(0)

    assert at.session.tape.keys == "9"


def test_a_colon_before_a_command_is_no_part_of_it(clinic: Flow) -> None:
    with pytest.raises(UsageError) as refused:
        commands.run_line(desk(clinic), ": speed fast")

    assert str(refused.value) == "speed fast: use a number from 1 to 50"


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("save", "save needs an argument: save NAME [> FILE]"),
        ("speed fast", "speed fast: use a number from 1 to 50"),
        ("wait 0", "wait 0: use a number of silent rounds from 1 to 1,000"),
        ("xyzzy", "'xyzzy' is not a command; help lists the commands"),
    ],
)
def test_what_is_no_command_is_refused(clinic: Flow, line: str, refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        commands.run_line(desk(clinic), line)

    assert str(refused.value) == refusal


def test_a_call_is_saved_beside_its_flow_unless_told(clinic: Flow) -> None:
    assert Path(commands.suggested_file(desk(clinic).session)).name == "clinic.calls.yaml"
    assert commands.suggested_file(Session(Flow("main", clinic.receptionists, source="example:x"), CallClock())) == (
        "x.calls.yaml"
    )
    assert commands.suggested_file(Session(Flow("main", clinic.receptionists), CallClock())) == "saved.calls.yaml"
    alone = Flow("main", clinic.receptionists, source="menus/front.yaml")
    assert commands.suggested_file(Session(alone, CallClock())) == "menus/front.calls.yaml"
