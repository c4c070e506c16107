"""Worlds that callers may meet."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import play
from simulator.testing.strategies import flows
from simulator.testing.world_strategies import world_answers
from tests.callers.world_flow import world_flow


def drawn(**fixed: object) -> set[tuple[tuple[str, str], ...]]:
    """All worlds that are drawn for the office."""
    seen: set[tuple[tuple[str, str], ...]] = set()

    @given(world_answers(world_flow(), **fixed))  # type: ignore[arg-type]  # a moment, and what is given
    def draw(answers: dict[str, str]) -> None:
        seen.add(tuple(sorted(answers.items())))

    draw()
    return seen


def test_schedules_stand_as_the_calendar_can_have_them_and_people_do_as_they_like() -> None:
    seen = drawn(given={"night-mode": "closed"})
    assert {dict(world)["office"] for world in seen} == {"open", "closed", "holiday"}
    assert {dict(world).get("department||108000") for world in seen} == {None, "picked up", "no answer", "busy"}
    assert all("night-mode" not in dict(world) for world in seen)


def test_a_moment_and_what_is_given_are_left_out() -> None:
    fixed = {"at": "2026-12-25T21:00", "given": {"everyone": "no answer", "Night switch": "open"}}
    assert drawn(**fixed) == {()}


@given(st.data())
def test_every_world_that_is_drawn_can_be_played(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    record = play(flow, {"steps": [], "given": data.draw(world_answers(flow))})
    assert [assumed for assumed in record.assumed if assumed.split(": ")[0] in flow.schedules] == []
