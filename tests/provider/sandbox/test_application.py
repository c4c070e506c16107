"""Every documented route, and its quirks, without a network."""

import asyncio
from typing import Any

import httpx
import pytest

from simulator import load
from simulator.provider.live.live_fields import Dialect
from simulator.provider.sandbox.application import Sandbox, application
from simulator.provider.sandbox.faults import Faults
from simulator.provider.sandbox.store import Store
from simulator.wire import ivr, vr
from tests.provider.lived import announcement, menu

Asked = tuple[str, str, Any]


def seeded(dialect: Dialect = "vr", **more: Any) -> Sandbox:
    store = Store()
    store.seed(load("example:clinic"))
    return Sandbox(store, dialect, **more)


def told(sandbox: Sandbox, *asked: Asked, token: str = "sandbox-token") -> list[tuple[int, Any]]:
    """Status and JSON of some requests."""

    async def ask() -> list[tuple[int, Any]]:
        transport = httpx.ASGITransport(application(sandbox))
        async with httpx.AsyncClient(transport=transport, base_url="http://sandbox/v1") as client:
            found = []
            for method, path, body in asked:
                answer = await client.request(method, path, json=body, headers={"authorization": token})
                found.append((answer.status_code, answer.json()))
            return found

    return asyncio.run(ask())


def test_the_naming_trap_is_that_of_the_provider() -> None:
    body = vr.encode_write(menu(wrong_key_retry_recording="244", wrong_key_final_recording="246"))
    assert (body["invalid_recording"], body["recording_invalid"]) == (244, 246)
    (made, answer) = told(seeded(), ("POST", "/virtual_receptionist", body), ("GET", "/virtual_receptionists", None))
    item = answer[1][-1]

    assert made == (200, {"success": True, "message": "Created successfully"})
    assert (item["invalid_retry_recording"], item["invalid_recording"]) == ("244", "246")


def test_messages_come_in_three_forms() -> None:
    bad: Asked = ("POST", "/virtual_receptionist", {"name": "x"})

    assert [answer["message"] for _, answer in told(seeded(), bad, bad, bad)] == [
        {"destination_type": ["Field required"]},
        ["destination_type: Field required"],
        "destination_type: Field required",
    ]


def test_auto_attendants_are_answered_in_capitals() -> None:
    """As their pages have it; IVRs and virtual receptionists in lower case."""
    made = told(
        seeded("ivr"),
        ("POST", "/auto_attendant", ivr.encode_write(announcement())),
        ("POST", "/ivr", ivr.encode_write(menu())),
        ("POST", "/auto_attendant", {}),
        ("DELETE", "/auto_attendant/9", None),
    )
    assert made[:2] == [
        (200, {"Success": True, "Message": "Created successfully"}),
        (200, {"success": True, "message": "Created successfully"}),
    ]
    assert [(status, answer["Success"]) for status, answer in made[2:]] == [(200, False), (404, False)]


@pytest.mark.parametrize(("reads", "lacks"), [("minimal", True), ("menu", False), ("full", False)])
def test_a_list_answer_carries_as_much_as_it_is_told_to(reads: str, lacks: bool) -> None:
    ((_, items),) = told(seeded(reads=reads), ("GET", "/virtual_receptionists", None))

    assert ("ivr_menu" not in items[0]) == lacks
    assert ("destination_type" in items[0]) == (reads == "full")


def test_who_may_ask() -> None:
    sandbox = seeded(token_seconds=60)
    ((_, login),) = told(sandbox, ("POST", "/auth/login", {"login_id": "jo", "password": "x"}), token="")
    asking: Asked = ("GET", "/recordings", None)

    assert [
        told(sandbox, asking, token=token)[0][0]
        for token in ("sandbox-token", f"Bearer {login['access_token']}", "nobody's", "")
    ] == [200, 200, 401, 401]
    sandbox.tokens.expire()
    assert told(sandbox, asking, token=login["access_token"])[0][0] == 401


def test_what_there_is_not() -> None:
    answers = told(
        seeded("ivr"),
        ("GET", "/nowhere", None),
        ("PATCH", "/ivrs", None),
        ("PUT", "/ivr/999", {"name": "x"}),
        ("DELETE", "/ivr/999", None),
        ("GET", "/auto_attendant/7001", None),
        ("POST", "/ivr", [1]),
        ("POST", "/auth/login", {"email": 3}),
    )

    assert [status for status, _ in answers] == [403, 403, 200, 404, 404, 400, 401]


@pytest.mark.parametrize(
    ("fault", "status", "is_done"),
    [
        ("429", 429, False),
        ("429-bare", 429, False),
        ("500", 500, False),
        ("500-after", 500, True),
        ("expire", 200, True),
    ],
)
def test_faults(fault: str, status: int, is_done: bool) -> None:
    sandbox = seeded(faults=Faults([f"{fault}:1"]))
    body = vr.encode_write(menu(name="New"))
    first, second = told(sandbox, ("GET", "/recordings", None), ("POST", "/virtual_receptionist", body))

    assert (first[0], second[0]) == (200, status)
    assert ("New" in [one.name for one in sandbox.store.all()]) == is_done


def test_another_user_gets_in_between() -> None:
    sandbox = seeded(faults=Faults(["edit:1"]))
    told(sandbox, ("PUT", "/virtual_receptionist/7002", vr.encode_write(menu())))

    assert [one.name for one in sandbox.store.all()] == ["Main menu (edited)", "Main menu"]


def test_a_body_over_a_megabyte_is_refused() -> None:
    assert told(seeded(), ("POST", "/virtual_receptionist", {"name": "x" * 1_100_000}))[0][0] == 413
