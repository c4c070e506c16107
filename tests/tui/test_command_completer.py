"""The completion of what is typed at the bottom of the terminal."""

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from simulator import Flow
from simulator.tui.command_completer import CommandCompleter
from simulator.tui.desk import Desk, Question
from simulator.tui.pace import CallClock
from simulator.tui.session import Session


def completed(desk: Desk, typed: str) -> list[str]:
    found = CommandCompleter(desk).get_completions(Document(typed), CompleteEvent())
    return [typed[: len(typed) + completion.start_position] + completion.text for completion in found]


def test_commands_are_completed_and_other_answers_are_not(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    assert completed(desk, "pro") == []
    desk.ask_question(Question("command", ":", lambda _: None))
    assert completed(desk, "pro") == ["profile"]
    assert completed(desk, "profile acefone-") == ["profile acefone-uk-literal"]
    desk.ask_question(Question("name", "name of the test: ", lambda _: None))
    assert completed(desk, "pro") == []
