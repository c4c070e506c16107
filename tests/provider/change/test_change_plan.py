"""The steps of a plan."""

from simulator.provider.change.change_plan import PlanStep
from tests.provider.change.test_plan_file import MAIN, NIGHT, PLAN


def test_a_request_in_the_providers_words() -> None:
    step = PlanStep("update", "main", None, MAIN)
    assert [
        step.request_text("vr"),
        step.request_text("vr", {"main": "701"}),
        step.request_text("ivr", {"main": "701"}),
    ] == [
        "PUT /virtual_receptionist/{main}",
        "PUT /virtual_receptionist/701",
        "PUT /ivr/701",
    ]
    assert PlanStep("delete", "night", "703", NIGHT).request_text("ivr") == "DELETE /auto_attendant/703"


def test_what_a_rollback_could_not_restore() -> None:
    assert PLAN.lost_fields == {"main": ("entries",)}
