from pathlib import Path

from simulator import Flow
from simulator.loader.source_lines import source_lines
from simulator.tui import panels
from simulator.tui.pace import CallClock
from simulator.tui.session import Session

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"


def session(flow: Flow, *keys: str) -> Session:
    made = Session(flow, CallClock(paused=True), sources=source_lines(CLINIC))
    made.answer_call()
    for key in keys:
        made.press(key)
        made.advance_to(0)
    return made


def test_why_points_into_the_files(clinic: Flow) -> None:
    assert panels.why_panel(session(clinic, "1")).lines == (
        "· whether a key stops the recording (it does, and counts as the first key)",
        "    semantics barge_in: true, chosen in flows/clinic/flow.yaml:12 (the vr dialect does not document it)",
        "· 1 is an entry of main",
        "    flows/clinic/main.yaml:11",
        "· that leads to Booking desk (department||108000)",
        "    flows/clinic/main.yaml:11",
    )


def test_the_calls_are_told_with_what_was_done(clinic: Flow) -> None:
    at = session(clinic, "9")
    at.fork()

    assert [choice.told for choice in panels.calls_panel(at).choices] == [
        "call 1: Main menu, keys 9, to 0:00.0, acefone",
        "call 2: Main menu, keys 9, to 0:00.0, acefone, current",
    ]


def test_nothing_leads_on_from_the_end(clinic: Flow) -> None:
    assert panels.what_if_panel(session(clinic, "1")).lines == ("The call is over.",)


def test_before_the_answer_there_is_no_why(clinic: Flow) -> None:
    assert panels.why_panel(Session(clinic, CallClock(paused=True))).lines == ("Nothing has happened yet.",)


def test_what_would_be_saved_is_shown(clinic: Flow) -> None:
    assert panels.save_panel(session(clinic, "1"), "books", "new.calls.yaml").lines[0] == "  - name: books"
