"""What a flow wants to be live."""

from collections.abc import Mapping
from typing import NoReturn

import pytest

from simulator import Flow
from simulator.config.receptionist import Destination
from simulator.provider.change.desired import (
    desired_receptionists,
    find_actions,
    key_of,
    referenced_keys,
    resolve_ids,
    resolve_some_ids,
)
from simulator.provider.live.onward_links import onward_destinations
from tests.provider.change.rig import flow
from tests.provider.lived import announcement, menu


def test_every_reference_to_another_of_the_flow_is_its_key() -> None:
    """By id, by key or by name; what leads elsewhere stays."""
    main = menu("701", to=[("ivr", "703"), ("ivr", "night"), ("ivr", "@night"), ("ivr", "999"), ("department", "703")])
    found = desired_receptionists(flow("main", {"main": main, "night": announcement("703")}))
    assert [entry.destination_id for entry in found["main"].entries or ()] == ["@night"] * 3 + ["999", "703"]
    assert (found["main"].id, [*referenced_keys(found["main"])]) == (None, ["night"])


def test_actions_of_another_engine_are_none_of_the_provider() -> None:
    main = menu("701", to=[("menu_back", "1"), ("department", "1"), ("menu_back", "1")])
    assert list(find_actions({"main": main, "night": announcement("703")})) == [
        "main leads to menu_back||1: FreeSWITCH's menus have that, the provider does not"
    ]


def test_ids_take_the_place_of_keys() -> None:
    model = menu(to=[("ivr", "@a"), ("ivr", "@b")], silence_destination_type="ivr", silence_destination_id="@a")
    assert [*map(str, onward_destinations(resolve_ids(model, {"a": "1"}, ["b"])))] == [
        "ivr||1",
        "hangup||1",
        "department||108000",
        "ivr||1",
    ]
    assert [*map(str, onward_destinations(resolve_some_ids(model, {"b": "2"})))][:2] == ["ivr||@a", "ivr||2"]
    with pytest.raises(KeyError):
        resolve_ids(model, {"a": "1"})


class LookedUpOnly(Mapping[str, str]):
    """Ids that may be looked up but not walked through, which takes too long for each of 10,000 receptionists."""

    def __getitem__(self, key: str) -> str:
        return {"b": "2"}[key]

    def __iter__(self) -> NoReturn:
        raise AssertionError("all ids are walked through")

    __len__ = __iter__


def test_the_ids_of_a_flow_are_not_copied_for_each_receptionist() -> None:
    model = menu(to=[("ivr", "@a"), ("ivr", "@b")])
    resolved = resolve_some_ids(model, LookedUpOnly())
    assert [*map(str, onward_destinations(resolved))][:2] == ["ivr||@a", "ivr||2"]


def test_a_name_of_another_kind_is_no_key() -> None:
    assert [key_of(Destination(kind, "@x")) for kind in ("ivr", "department")] == ["x", None]


def test_the_shipped_clinic(clinic: Flow) -> None:
    assert {key: [*referenced_keys(model)] for key, model in desired_receptionists(clinic).items()} == {
        "main": ["billing"],
        "billing": ["main"],
    }
