"""The routes of the provider."""

from simulator.remote.account.paths import LISTS, route


def test_the_routes_of_both_dialects() -> None:
    assert LISTS == {"vr": ("/virtual_receptionists",), "ivr": ("/ivrs", "/auto_attendants")}
    assert [
        " ".join(route("vr", "create", "multiple")),
        " ".join(route("vr", "update", "single", "7")),
        " ".join(route("ivr", "update", "multiple", "7")),
        " ".join(route("ivr", "create", "single")),
        " ".join(route("ivr", "delete", "single", "7")),
    ] == [
        "POST /virtual_receptionist",
        "PUT /virtual_receptionist/7",
        "PUT /ivr/7",
        "POST /auto_attendant",
        "DELETE /auto_attendant/7",
    ]
