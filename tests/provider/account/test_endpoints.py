"""The routes of the provider."""

from simulator.provider.account.endpoints import LISTS, endpoint_for


def test_the_routes_of_both_dialects() -> None:
    assert LISTS == {"vr": ("/virtual_receptionists",), "ivr": ("/ivrs", "/auto_attendants")}
    assert [
        " ".join(endpoint_for("vr", "create", "multiple")),
        " ".join(endpoint_for("vr", "update", "single", "7")),
        " ".join(endpoint_for("ivr", "update", "multiple", "7")),
        " ".join(endpoint_for("ivr", "create", "single")),
        " ".join(endpoint_for("ivr", "delete", "single", "7")),
    ] == [
        "POST /virtual_receptionist",
        "PUT /virtual_receptionist/7",
        "PUT /ivr/7",
        "POST /auto_attendant",
        "DELETE /auto_attendant/7",
    ]
