"""Where numbers lead: the flow's word next to the account's."""

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.provider.live.number_targets import (
    keys_behind,
    leads_elsewhere,
    reachable_keys,
    target_key,
    target_words,
)
from tests.provider.hours_flow import write_hours_flow

IDS = {"main": "7001", "night": "7002"}
BY_ID = {"7001": "main", "7002": "night"}


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    return load(write_hours_flow(tmp_path_factory.mktemp("flow")))


def test_a_target_is_a_receptionist_or_another_destination(flow: Flow) -> None:
    targets = ["main", "ivr||7002", "time_condition||77", "extension||5"]
    assert [target_key(flow, target) for target in targets] == ["main", "night", None, None]
    assert [target_words(flow, target) for target in targets] == [
        "main",
        "night",
        "Office hours (time_condition||77)",
        "extension||5",
    ]


def test_live_leads_where_the_flow_says_or_elsewhere(flow: Flow) -> None:
    def elsewhere(target: str, kind: str, id: str) -> bool:
        return leads_elsewhere(flow, target, Destination(kind, id), IDS)

    assert not elsewhere("main", "ivr", "7001")
    assert not elsewhere("ivr||7001", "virtual_receptionist", "7001")
    assert not elsewhere("time_condition||77", "Time_Condition", "77")
    assert not elsewhere("ringgroup||108000", "department", "108000")
    assert elsewhere("main", "ivr", "7002")
    assert elsewhere("main", "department", "7001")
    assert elsewhere("time_condition||77", "time_condition", "78")
    assert elsewhere("time_condition||77", "ivr", "7001")


def test_what_lies_behind_schedules_and_telephones(flow: Flow) -> None:
    assert [*keys_behind(flow, [Destination("time_condition", "78")], BY_ID)] == [
        "night",
        "night",
        "main",
        "night",
        "night",
    ]
    assert [*keys_behind(flow, [Destination("department", "108000")], BY_ID)] == ["main"]
    assert [*keys_behind(flow, [Destination("ivr", "7002"), Destination("ivr", "9")], {})] == ["night"]
    assert [*keys_behind(flow, [Destination("ivr", "8")], {"8": "main"})] == ["main"]


def test_what_calls_can_come_to(flow: Flow) -> None:
    assert reachable_keys(flow, [Destination("ivr", "7001")], BY_ID) == {"main", "night"}
    assert reachable_keys(flow, [Destination("voicemail", "9001")], BY_ID) == set()
