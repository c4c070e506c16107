"""A change as callers would notice it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator import Flow
from simulator.config.routes import PersonRoute
from simulator.config.schedules import Schedule, parse_hours
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers
from simulator.graph.review.change import Review, difference_sentence, number_sentence, review_change
from tests.callers.world_flow import DESK, VOICEMAIL, world_flow
from tests.graph.compare.worlds import rerouted
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


# -- worlds ---------------------------------------------------------------------------------------


def test_while_an_office_is_closed() -> None:
    old = world_flow()
    found = review_change(old, changed(old, "night", silence_destination_id="9"))
    assert told(found) == [
        "While office is closed, a caller who stays silent (calling +441632960001) now reaches "
        "extension||9 (before: reaches Reception)",
    ]
    assert [dict(world.new) for world in found.noticed[0].compared][:2] == [
        {"office": "open", "night-mode": "open"},
        {"office": "open", "night-mode": "closed"},
    ]


def test_what_happens_when_nobody_picks_up() -> None:
    old = rerouted(world_flow(), DESK, PersonRoute(20_000, False, VOICEMAIL))
    unanswered = rerouted(old, DESK, PersonRoute())
    later = rerouted(old, DESK, PersonRoute(30_000, True))
    assert told(review_change(old, unanswered)) == [
        "A caller who presses 1 (Booking desk: no answer) now rings out unanswered (before: reaches Night voicemail)"
    ]
    assert told(review_change(unanswered, old)) == [
        "A caller who presses 1 (Booking desk: no answer) now reaches Night voicemail (before: rings out unanswered)"
    ]
    assert told(review_change(unanswered, later)) == [
        "A caller who presses 1 (Booking desk: no answer) rings out unanswered 10 s later (30.5 s; before: 20.5 s)"
    ]


def test_a_number_that_now_leads_to_a_destination() -> None:
    old = replace(world_flow(), numbers={"+441632960003": "main"})
    new = replace(old, numbers={"+441632960003": str(DESK), "+441632960009": str(VOICEMAIL)})
    found = review_change(old, new)
    assert told(found) == [
        "A caller who stays silent (calling +441632960003) now reaches Booking desk (before: reaches Reception)"
    ]
    assert [number_sentence(found, number) for number in found.numbers] == [
        "+441632960009 is now answered, by Night voicemail (voicemail||9001)"
    ]


def test_flows_that_are_called_on_a_number_are_compared_for_this_one_alone() -> None:
    old, number = world_flow(), "+441632960002"
    new = replace(old, numbers={**old.numbers, number: str(VOICEMAIL), "+441632960003": "night"})
    found = review_change(old.rung_at(number), new.rung_at(number))
    assert ({item.number for item in found.noticed}, found.numbers) == ({number}, ())


def test_hours_that_changed_are_noticed_also_where_no_menu_differs() -> None:
    old = world_flow()
    office = Schedule("office", (parse_hours("Mon-Fri 09:00-16:00"),), old.schedules["office"].holidays)
    new = replace(old, schedules={**old.schedules, "office": office})
    found = review_change(old, new)
    assert (found.equal, told(found), [change.key for change in found.schedules]) == (False, [], ["office"])
    held = SideAnswers({"office": "open"})
    assert review_change(old, new, fixed=FixedPair(held, held)).equal
