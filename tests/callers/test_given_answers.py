"""What the world answers, as scripts and commands say it."""

import re
from typing import Any

import pytest

from simulator.callers.given_answers import GivenAnswer, answer_words, parse_given, parse_given_line


@pytest.mark.parametrize(
    ("value", "answers"),
    [
        ("closed", (GivenAnswer("closed"),)),
        ("no answer", (GivenAnswer("no_answer"),)),
        ("No_Answer", (GivenAnswer("no_answer"),)),
        ("picked-up", (GivenAnswer("picked_up"),)),
        (["no answer", "busy"], (GivenAnswer("no_answer"), GivenAnswer("busy"))),
        ({"answer": "picked up", "after": "12 s"}, (GivenAnswer("picked_up", 12_000),)),
        ({"answer": "busy", "after": 1.5}, (GivenAnswer("busy", 1500),)),
        ({"answer": "open"}, (GivenAnswer("open"),)),
    ],
)
def test_an_answer_a_list_of_them_or_one_with_its_time(value: Any, answers: tuple[GivenAnswer, ...]) -> None:
    assert parse_given({"Booking desk": value}) == {"Booking desk": answers}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("office: closed", "'office: closed' is not accepted; use names with answers, such as {office: closed}"),
        ({"office": "close"}, "office: 'close' is not an answer; did you mean closed?"),
        ({"office": 7}, "office: 7 is not an answer; use open, closed or holiday for a schedule; picked up, no answer"),
        ({"office": []}, "office: a list of 0 answers; 1 to 1,000 are accepted"),
        ({"desk": {"answer": "busy", "when": 1}}, "desk: 'when' is not a field; use answer and after"),
        (
            {"desk": {"answer": "no answer", "after": "3 s"}},
            "desk: after is for picked up, busy and returns; no answer",
        ),
        ({"desk": {"answer": "picked up", "after": "soon"}}, "desk: after: 'soon' is not a duration"),
        ({"desk": {"after": "3 s"}}, "desk: nothing is not an answer; use open"),
    ],
)
def test_what_cannot_be_read_says_what_is_accepted(given: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse_given(given)


def test_a_line_of_a_command_is_a_name_and_an_answer() -> None:
    assert parse_given_line("Desk: first floor: no answer") == ("Desk: first floor", "no answer")
    for line in ("office", ": closed", "office:"):
        with pytest.raises(ValueError, match=r" is not NAME: ANSWER; use 'office: closed' or "):
            parse_given_line(line)
    with pytest.raises(ValueError, match=r"^office: 'shut' is not an answer; use open"):
        parse_given_line("office: shut")


def test_answers_are_shown_as_people_write_them() -> None:
    assert answer_words("no_answer") == "no answer"
