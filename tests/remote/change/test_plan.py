"""The steps of a plan."""

from simulator.remote.change.plan import Step
from tests.remote.change.test_plan_file import MAIN, NIGHT, PLAN


def test_a_request_in_the_providers_words() -> None:
    step = Step("update", "main", None, MAIN)
    assert [step.request("vr"), step.request("vr", {"main": "701"}), step.request("ivr", {"main": "701"})] == [
        "PUT /virtual_receptionist/{main}",
        "PUT /virtual_receptionist/701",
        "PUT /ivr/701",
    ]
    assert Step("delete", "night", "703", NIGHT).request("ivr") == "DELETE /auto_attendant/703"


def test_what_a_rollback_could_not_restore() -> None:
    assert PLAN.lost == {"main": ("entries",)}
