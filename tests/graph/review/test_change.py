"""A change as callers would notice it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator import Flow
from simulator.graph.review.change import Review, difference_sentence, number_sentence, review_change
from tests.graph.small import changed, renamed


def told(found: Review) -> list[str]:
    return [difference_sentence(found, item) for item in found.noticed]


def test_nothing(clinic: Flow) -> None:
    found = review_change(clinic, clinic)
    assert (found.equal, found.same, found.noticed, found.changes) == (True, True, (), ())


def test_names_alone_are_written_and_not_noticed(clinic: Flow) -> None:
    found = review_change(clinic, changed(clinic, "main", name="Front door"))
    assert (found.equal, found.same, len(found.changes)) == (True, False, 1)
    numbers = {"+441632960001": "other-main", "+441632960002": "other-billing"}
    assert review_change(clinic, replace(renamed(clinic), numbers=numbers)).equal


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"wrong_key_destination_type": "hangup", "wrong_key_destination_id": "1"},
            "A caller who presses three wrong keys (4, 4, 4) is now hung up on (before: reaches Reception)",
        ),
        (
            {"silence_destination_type": "ivr", "silence_destination_id": "main"},
            "A caller who stays silent now loops forever (before: reaches Reception)",
        ),
        (
            {"silence_final_recording": None},
            "A caller who stays silent no longer hears “goodbye” after “greeting”",
        ),
        (
            {"wrong_key_retry_recording": None},
            "A caller who presses a wrong key (4) no longer hears “sorry” after “greeting”",
        ),
        (
            {"wrong_key_retry_recording": "245"},
            "A caller who presses a wrong key (4) now hears “are-you-there” after “greeting” (before: “sorry”)",
        ),
        ({"greeting": "99"}, "A caller who stays silent now hears 99 (before: “greeting”)"),
        (
            {"timeout_seconds": 4.0},
            "A caller who stays silent reaches Reception 3 s sooner (48.2 s; before: 51.2 s)",
        ),
    ],
)
def test_what_one_caller_notices(clinic: Flow, fields: dict[str, object], words: str) -> None:
    assert words in told(review_change(clinic, changed(clinic, "main", **fields)))


def test_what_got_better(clinic: Flow) -> None:
    loops = changed(clinic, "main", silence_destination_type="ivr", silence_destination_id="main")
    assert "A caller who stays silent now reaches Reception (before: looped forever)" in told(
        review_change(loops, clinic)
    )
    without = changed(clinic, "main", silence_final_recording=None)
    assert told(review_change(without, clinic)) == [
        "A caller who stays silent now also hears “goodbye” after “greeting”"
    ]
    shorter = changed(clinic, "main", wrong_key_retry_recording=None)
    assert told(review_change(shorter, clinic)) == [
        "A caller who presses a wrong key (4) now also hears “sorry” after “greeting”"
    ]


def test_callers_of_another_number_are_asked_too(clinic: Flow) -> None:
    old = changed(clinic, "main", entries=())  # nobody gets to billing but by its number
    found = review_change(old, changed(old, "billing", silence_final_recording=None))
    assert told(found) == [
        "A caller who stays silent (calling +441632960002) no longer hears “goodbye” after “billing-greeting”"
    ]


def test_numbers_that_only_one_of_them_answers(clinic: Flow) -> None:
    found = review_change(clinic, replace(clinic, numbers={"+441632960001": "main", "+441632960009": "billing"}))
    assert (found.equal, [number_sentence(found, number) for number in found.numbers]) == (
        False,
        ["+441632960002 is no longer answered (before: billing)", "+441632960009 is now answered, by billing"],
    )
