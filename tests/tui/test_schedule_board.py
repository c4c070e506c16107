"""The moment and the schedules in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator import UsageError
from simulator.config.flow import Variant
from simulator.tui.circumstances import Circumstances
from simulator.tui.schedule_board import ScheduleBoard
from tests.callers.world_flow import world_flow

BOARD = ScheduleBoard(world_flow())
EVE = datetime(2026, 12, 24, 11, 59, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("circumstances", "at_ms", "text"),
    [
        (
            Circumstances(EVE),
            0,
            "Thu 24 Dec 2026 11:59, Christmas Eve: Office hours open, Night switch open (assumed)",
        ),
        (
            Circumstances(EVE, given={"night-mode": "closed"}),
            10_000,
            "Thu 24 Dec 2026 12:00, Christmas Eve: Office hours closed for a holiday, Night switch closed (given)",
        ),
        (
            Circumstances(datetime(2026, 7, 1, 18, tzinfo=UTC)),
            0,
            "Wed 1 Jul 2026 19:00: Office hours closed, Night switch open (assumed)",
        ),
        (
            Circumstances(given={"department||108000": "no answer", "everyone": "busy"}),
            0,
            "Office hours open (assumed), Night switch open (assumed), "
            "Booking desk no answer (given), everyone busy (given)",
        ),
    ],
)
def test_a_moment_of_a_call(circumstances: Circumstances, at_ms: int, text: str) -> None:
    assert BOARD.describe(circumstances, at_ms) == text


def test_a_variant_that_is_due_is_named_where_it_was_not_chosen() -> None:
    christmas = Variant(datetime(2026, 12, 29, tzinfo=UTC), {}, datetime(2026, 12, 24, tzinfo=UTC))
    flow = replace(world_flow(), variants={"christmas": christmas, "always": Variant()})
    chosen = replace(flow, variant="christmas")

    assert (
        ScheduleBoard(flow)
        .describe(Circumstances(EVE), 0)
        .endswith("(assumed); due at this moment: variant christmas (--variant)")
    )
    assert ScheduleBoard(chosen).describe(Circumstances(EVE), 0).endswith("(assumed)")


def test_a_moment_is_written_as_it_is_read() -> None:
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]

    assert [BOARD.write_moment(moment) for moment in (EVE, *twice)] == [
        "2026-12-24T11:59:50",
        "2026-10-25T01:30",
        "2026-10-25T01:30:00+00:00",
    ]
    assert all(BOARD.read_moment(BOARD.write_moment(moment), None).instant == moment for moment in (EVE, *twice))


def test_a_moment_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^at: 'soon' is not a moment; use "):
        BOARD.read_moment("soon", EVE)


def test_the_next_changes_of_the_schedules() -> None:
    assert list(BOARD.next_changes(EVE)) == ["2026-12-24T12:00"]
