from simulator.provider.sandbox.route_table import ROUTES


def test_the_routes_are_those_that_are_documented() -> None:
    vr, ivr = ({f"{route.method} {route.path}" for route in ROUTES[dialect]} for dialect in ("vr", "ivr"))

    assert vr - ivr == {
        "GET /virtual_receptionists",
        "POST /virtual_receptionist",
        "PUT /virtual_receptionist/{id}",
    }
    assert {"GET /ivrs", "POST /ivr", "PUT /ivr/{id}", "DELETE /ivr/{id}", "GET /auto_attendant/{id}"} <= ivr - vr
