"""No body, header or path makes the sandbox fail: every request is answered by a status below 500."""

import asyncio
import json
import math
from base64 import urlsafe_b64encode
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.provider.live.live_fields import Dialect
from simulator.provider.sandbox.application import Sandbox, application
from simulator.provider.sandbox.route_table import ROUTES
from simulator.wire import ivr, vr
from tests.provider.lived import announcement, menu
from tests.provider.sandbox.test_application import seeded

SANDBOXES: dict[Dialect, Sandbox] = {"vr": seeded("vr"), "ivr": seeded("ivr")}
HEADERS = {"authorization": "sandbox-token"}
BODIES: dict[Dialect, list[dict[str, Any]]] = {
    "vr": [vr.encode_write(menu()), vr.encode_write(announcement())],
    "ivr": [ivr.encode_write(menu()), ivr.encode_write(announcement())],
}
NAMES = sorted({name for bodies in BODIES.values() for body in bodies for name in body})


def answered(dialect: Dialect, method: str, path: str, content: bytes, **headers: str) -> tuple[int, Any]:
    """Status and JSON; what the application raises is raised here."""

    async def ask() -> tuple[int, Any]:
        transport = httpx.ASGITransport(application(SANDBOXES[dialect], "127.0.0.1"))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
            answer = await client.request(method, path, content=content, headers={**HEADERS, **headers})
            return answer.status_code, answer.json()

    return asyncio.run(ask())


WRITES: list[tuple[Dialect, str, str]] = [
    (dialect, route.method, "/v1" + route.path.replace("{id}", "7001"))
    for dialect, routes in ROUTES.items()
    for route in routes
    if route.method in ("POST", "PUT")
]
ADMIN: list[tuple[Dialect, str, str]] = [("vr", "PUT", "/_sandbox/faults")]

NO_JSON = {
    "not JSON": b"{",
    "not UTF-8": b'{"name": "caf\xe9"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "a lone surrogate in a value": rb'{"name": "\ud800"}',
    "a lone surrogate in a key": rb'{"\udfff": 1}',
    "a lone surrogate in a list": rb'["\ud800"]',
    "NaN": b'{"timeout": NaN}',
    "infinity": b'{"timeout": -Infinity}',
    "5,000 digits": b'{"timeout": ' + b"9" * 5000 + b"}",
    "deep lists": b"[" * 100_000,
    "lists that are deep and whole": b"[" * 900 + b"]" * 900,
    "deep objects": b'{"a":' * 100_000,
    "a key that is there twice": b'{"name": "x", "name": "y"}',
}


@pytest.mark.parametrize("form", NO_JSON)
@pytest.mark.parametrize(("dialect", "method", "path"), [*WRITES, *ADMIN])
def test_a_body_that_is_no_json_is_answered_with_400(form: str, dialect: Dialect, method: str, path: str) -> None:
    status, answer = answered(dialect, method, path, NO_JSON[form])
    assert (status, answer["success"]) == (400, False)
    assert answer["message"].startswith("The body is not JSON: ")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("7", 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ('{"500": 1}', 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ('"500"', 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ("[500]", 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ('["500", null]', 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ("", 'The body is not a list of faults; use [], or ["NAME", "NAME:COUNT"]'),
        ('["500:1", "drop-befor"]', "no fault 'drop-befor'; did you mean drop-before?"),
        ('["500:1", "500:"]', "500:: use a number of times after the colon, as in 500:2"),
        ('["500:-1"]', "500:-1: use a number of times after the colon, as in 500:2"),
        (f'["500:{"9" * 5000}"]', f"500:{'9' * 36}: use a number of times after the colon, as in 500:2"),
    ],
)
def test_a_list_of_faults_that_is_none_is_refused_and_changes_nothing(body: str, message: str) -> None:
    SANDBOXES["vr"].faults.replace(["get-429:1"])
    assert answered("vr", "PUT", "/_sandbox/faults", body.encode()) == (400, {"success": False, "message": message})
    assert [SANDBOXES["vr"].faults.next_fault(reads=True) for _ in range(2)] == ["429", ""]
    assert answered("vr", "PUT", "/_sandbox/faults", b"[]") == (200, {"success": True})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-encoding": "gzip"}, 415),
        ({"content-encoding": "identity"}, 200),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/JSON; charset=utf-8"}, 200),
        ({"content-type": "application/vnd.api+json"}, 200),
        ({"content-type": "application/x-www-form-urlencoded"}, 200),
        ({}, 200),
    ],
)
def test_what_a_body_may_be_called(headers: dict[str, str], status: int) -> None:
    body = json.dumps(BODIES["vr"][0]).encode()
    assert answered("vr", "POST", "/v1/virtual_receptionist", body, **headers)[0] == status
    assert answered("vr", "PUT", "/_sandbox/faults", b"[]", **headers)[0] == status


def test_a_body_that_never_ends_is_read_no_further_than_it_may_be() -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while True:
            sent += 100_000
            yield b" " * 100_000

    async def ask() -> int:
        transport = httpx.ASGITransport(application(SANDBOXES["vr"], "127.0.0.1"))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost/v1") as client:
            return (await client.post("/virtual_receptionist", content=endless(), headers=HEADERS)).status_code

    assert asyncio.run(ask()) == 413
    assert sent <= 1_200_000


ODD: list[Any] = ["", " ", "0", "-1", "1e999", "\u0000", "||", "a||b||c", "a" * 300, 0, -1, 2**63, 10**400, 1.5, 1e300]
ODD += [None, True, [], {}, [[]], [{}], [None], {"1": 1}, {"option": {}}, [{"option": [1]}, 7], "💥", "é"]
ODDITIES = st.sampled_from(ODD) | st.text(max_size=8).filter(str.isprintable)
SHAPES = st.recursive(
    ODDITIES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NAMES, "option", "1"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(WRITES),
    st.integers(0, 1),
    st.dictionaries(st.sampled_from([*NAMES, "email", "login_id", "password", "id"]), SHAPES, max_size=4),
)
def test_no_field_of_any_type_makes_it_fail(write: tuple[Dialect, str, str], base: int, fields: dict[str, Any]) -> None:
    dialect, method, path = write
    body = json.dumps({**BODIES[dialect][base], **fields}).encode()
    status, answer = answered(dialect, method, path, body)
    assert status < 500
    assert isinstance(answer.get("success", answer.get("Success")), bool)
    for one in ROUTES[dialect]:
        if one.does == "list":
            assert answered(dialect, "GET", f"/v1{one.path}", b"")[0] == 200
    assert answered(dialect, "GET", "/_sandbox/state", b"")[0] == 200


@pytest.mark.parametrize("name", NAMES)
def test_each_field_may_hold_anything(name: str) -> None:
    places: dict[Dialect, str] = {"vr": "/v1/virtual_receptionist", "ivr": "/v1/ivr"}
    for dialect, path in places.items():
        for value in ODD:
            body = json.dumps({**BODIES[dialect][0], name: value}).encode()
            assert answered(dialect, "POST", path, body)[0] < 500, value


@pytest.mark.parametrize("id", ["%00", "%ff%fe", "%ED%A0%80", "..", "9" * 400, "-1", "7001.0", "💥", "' or 1=1"])
def test_no_id_makes_it_fail(id: str) -> None:
    body = json.dumps(BODIES["ivr"][0]).encode()
    for method in ("PUT", "DELETE"):
        assert answered("ivr", method, f"/v1/ivr/{id}", body)[0] in (403, 404)


def test_infinity_by_another_name_is_no_number() -> None:
    assert math.isinf(json.loads("1e999"))
    body = json.dumps(BODIES["vr"][0]).replace('"timeout": 5', '"timeout": 1e999').encode()
    assert answered("vr", "POST", "/v1/virtual_receptionist", body)[1]["success"] is False


def test_no_token_makes_it_fail() -> None:
    deep = urlsafe_b64encode(b"[" * 30_000).decode().rstrip("=")
    for token in (f"{deep}.e30.x", "a.b.c", "e30.e30.", "Bearer ", "."):
        answer = answered("vr", "GET", "/v1/recordings", b"", authorization=token)
        assert answer[0] == 401
