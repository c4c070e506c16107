"""The first line of a call: its moment, how the schedules stood, and what was assumed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.callers.world_sentence import world_sentence
from simulator.config.flow import Variant
from tests.callers.world_flow import NUMBER, world_flow


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ({}, ""),
        ({"number": NUMBER}, "assumed: Office hours open"),
        ({"number": NUMBER, "given": {"office": "closed"}}, "given: Office hours closed"),
        ({"number": NUMBER, "at": "2026-12-25T21:00"}, "Fri 25 Dec 2026 21:00, Christmas Day: Office hours closed"),
        ({"number": NUMBER, "at": "2026-12-24T10:00"}, "Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open"),
        (
            {"at": "2026-12-18T20:00"},
            "Fri 18 Dec 2026 20:00; this call asks no schedule; calls to +441632960001 do (--number)",
        ),
        (
            {"number": "+441632960002", "at": "2026-12-18T20:00"},
            "Fri 18 Dec 2026 20:00: Office hours closed; assumed: Night switch open",
        ),
        ({"steps": [{"press": "1"}]}, "assumed: Booking desk picked up"),
        (
            {"steps": [{"press": "1"}], "given": {"everyone": "no answer"}},
            "assumed: Booking desk rings for 20 s",
        ),
    ],
)
def test_a_call_begins_with_its_world(script: dict[str, Any], line: str) -> None:
    assert world_sentence(Rehearsal(world_flow()).play_call({"steps": [], **script})) == line


def test_a_time_that_the_clocks_show_twice_says_which_one_is_meant() -> None:
    line = world_sentence(Rehearsal(world_flow()).play_call({"at": "2026-10-25T01:30", "steps": []}))
    assert line.startswith("Sun 25 Oct 2026 01:30; ")


def test_a_variant_that_is_due_is_named_and_never_chosen() -> None:
    christmas = Variant(datetime(2026, 12, 29, tzinfo=UTC), {}, datetime(2026, 12, 24, tzinfo=UTC))
    flow = replace(world_flow(), variants={"christmas": christmas, "always": Variant()}, numbers={})
    lines = [
        world_sentence(Rehearsal(flow).play_call({"at": at, "steps": []}))
        for at in ("2026-12-26T10:00", "2026-12-29T10:00")
    ]
    assert lines == [
        "Sat 26 Dec 2026 10:00; due at this moment: variant christmas (--variant)",
        "Tue 29 Dec 2026 10:00",
    ]
