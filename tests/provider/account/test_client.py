"""The provider in the model's words, over real HTTP."""

import json
from collections.abc import Sequence

import pytest

from simulator.config.receptionist import Destination
from simulator.errors import RemoteUnreachable, UsageError
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.account.client import Client
from simulator.provider.account.transport import Transport
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import NamedItem, NumberRoute
from simulator.wire import ivr, vr
from tests.provider.faulty import Faulty, answer, faulty
from tests.provider.lived import announcement, lived, menu


def client(server: Faulty, dialect: Dialect = "vr") -> Client:
    return Client(Transport(AccountSettings(server.url, dialect, tries=1), "token", sleep=lambda _: None))


def requests(server: Faulty) -> list[tuple[str, str]]:
    return [(method, path) for method, path, _, _ in server.seen]


def test_what_is_live_in_the_vr_dialect() -> None:
    items = [vr.encode_read(menu()), vr.encode_read(announcement())]
    with faulty([answer({"virtual_receptionists": items})]) as server, client(server) as asked:
        assert asked.receptionists() == (lived(menu()), lived(announcement()))
    assert requests(server) == [("GET", "/v1/virtual_receptionists")]


def test_what_is_live_in_the_ivr_dialect_is_two_lists() -> None:
    said = [answer({"ivrs": [ivr.encode_read(menu())]}), answer({"auto_attendants": [ivr.encode_read(announcement())]})]
    with faulty(said) as server, client(server, "ivr") as asked:
        assert [live.id for live in asked.receptionists()] == ["701", "703"]
    assert requests(server) == [("GET", "/v1/ivrs"), ("GET", "/v1/auto_attendants")]


@pytest.mark.parametrize(
    ("dialect", "paths"),
    [
        ("vr", ["/v1/virtual_receptionist", "/v1/virtual_receptionist/703"]),
        ("ivr", ["/v1/ivr", "/v1/auto_attendant/703", "/v1/ivr/701"]),
    ],
)
def test_changes_go_to_the_dialects_own_places(dialect: Dialect, paths: Sequence[str]) -> None:
    with faulty([answer({"success": True})]) as server, client(server, dialect) as asked:
        asked.create(menu())
        asked.update("703", announcement())
        if dialect == "ivr":
            asked.delete("701", "multiple")
    assert [path for _, path in requests(server)] == paths
    sent = json.loads(server.seen[0][3])
    assert sent == (vr.encode_write(menu()) if dialect == "vr" else ivr.encode_write(menu()))


def test_an_account_may_be_sent_no_templates() -> None:
    sent = []
    for sms_template in (True, False):
        with faulty([answer({"success": True})]) as server:
            settings = AccountSettings(server.url, "ivr", sms_template=sms_template)
            with Client(Transport(settings, "token", sleep=lambda _: None)) as asked:
                asked.create(menu())
            sent.append(json.loads(server.seen[0][3]))
    entries = menu().entries or ()
    assert sent[0] == {**sent[1], "sms_template": [""] * len(entries)}
    assert "sms_template" not in sent[1]


def test_the_vr_dialect_has_no_way_to_delete() -> None:
    with faulty([answer({})]) as server, client(server) as asked, pytest.raises(UsageError, match="no way to delete"):
        asked.delete("701", "multiple")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([3], "3 is not a receptionist with an id"),
        ([{"name": "x"}], "is not a receptionist with an id"),
        ([{"id": 1.5, "name": "x"}], "is not a receptionist with an id"),
        ([{"id": "7", "name": "x"}, {"id": 7, "name": "y"}], "id 7 occurs twice"),
        ({"success": True}, "the response is not a list"),
        (None, "the response is not a list"),
    ],
)
def test_an_answer_that_is_no_list_of_receptionists(body: object, words: str) -> None:
    with faulty([answer(body)]) as server, client(server) as asked, pytest.raises(RemoteUnreachable) as refused:
        asked.receptionists()
    assert words in str(refused.value)
    assert str(refused.value).endswith("is this the API's address, and its dialect?")


def test_what_else_an_account_has_names_for() -> None:
    said = [answer({"recordings": [{"id": 19549, "name": "greeting"}, {"id": None, "name": "x"}, 3]})]
    with faulty(said) as server, client(server) as asked:
        assert asked.recordings() == (NamedItem("19549", "greeting"),)
    with faulty([answer({"message": "no"}, 403)]) as server, client(server) as asked:
        assert (asked.departments(), asked.users(), asked.numbers()) == (None, None, None)


def test_numbers_and_where_they_lead() -> None:
    items = [
        {"did_number": "+441632960001", "destination": "ivr||701"},
        {"number": "+441632960002", "destination_type": "ivr", "destination_id": 702},
        {"did": "+441632960003"},
        {"id": 5},
    ]
    with faulty([answer(items)]) as server, client(server) as asked:
        assert asked.numbers() == (
            NumberRoute("+441632960001", Destination("ivr", "701")),
            NumberRoute("+441632960002", Destination("ivr", "702")),
            NumberRoute("+441632960003", None),
        )


def test_an_attendant_and_an_ivr_of_one_id() -> None:
    """Two receptionists; the attendant's bare id is what is sent."""
    lists = [
        answer({"ivrs": [ivr.encode_read(menu("5"))]}),
        answer({"auto_attendants": [ivr.encode_read(announcement("5"))]}),
    ]
    numbers = answer({"numbers": [{"did": "1", "destination": "auto_attendant||5"}]})
    with faulty([*lists, numbers, answer({"success": True})]) as server, client(server, dialect="ivr") as asked:
        assert [one.id for one in asked.receptionists()] == ["5", "auto_attendant:5"]
        assert asked.numbers() == (NumberRoute("1", Destination("auto_attendant", "auto_attendant:5")),)
        asked.update(
            "auto_attendant:5",
            announcement(forward_destination_type="auto_attendant", forward_destination_id="auto_attendant:5"),
        )
    method, path, _, body = server.seen[-1]
    assert (method, path, json.loads(body)["destination_id"]) == ("PUT", "/v1/auto_attendant/5", 5)
