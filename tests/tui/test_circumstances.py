import pytest

from simulator import UsageError
from simulator.tui.circumstances import PLAIN_CALL, Circumstances, resolve_given
from tests.callers.world_flow import world_flow


def test_given_names_become_those_that_the_world_looks_up() -> None:
    given = {"Office hours": "closed", "Booking desk": "no_answer", "everyone": "picked up"}

    assert resolve_given(world_flow(), given) == {
        "office": "closed",
        "department||108000": "no answer",
        "everyone": "picked up",
    }
    assert (resolve_given(world_flow(), {}), PLAIN_CALL) == ({}, Circumstances(None, "", {}))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"ofice": "open"}, "given: nothing is called 'ofice'; did you mean office?"),
        ({"office": "opne"}, "given: office: 'opne' is not an answer; did you mean open?"),
        (
            {"office": "busy"},
            "given: office is a schedule and cannot be 'busy'; use open, closed or holiday",
        ),
    ],
)
def test_what_the_flow_does_not_have_is_refused(given: dict[str, str], refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        resolve_given(world_flow(), given)

    assert str(refused.value) == refusal
