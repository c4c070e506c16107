"""What a flow wants to be live."""

import pytest

from simulator import Flow
from simulator.config.receptionist import Destination
from simulator.remote.change.desired import desired, key_of, partly, references, resolved
from simulator.remote.seen.leads import destinations
from tests.remote.change.rig import flow
from tests.remote.lived import announcement, menu


def test_every_reference_to_another_of_the_flow_is_its_key() -> None:
    """By id, by key or by name; what leads elsewhere stays."""
    main = menu("701", to=[("ivr", "703"), ("ivr", "night"), ("ivr", "@night"), ("ivr", "999"), ("department", "703")])
    found = desired(flow("main", {"main": main, "night": announcement("703")}))
    assert [entry.destination_id for entry in found["main"].entries or ()] == ["@night"] * 3 + ["999", "703"]
    assert (found["main"].id, [*references(found["main"])]) == (None, ["night"])


def test_ids_take_the_place_of_keys() -> None:
    model = menu(to=[("ivr", "@a"), ("ivr", "@b")], silence_destination_type="ivr", silence_destination_id="@a")
    assert [*map(str, destinations(resolved(model, {"a": "1"}, ["b"])))] == [
        "ivr||1",
        "hangup||1",
        "department||108000",
        "ivr||1",
    ]
    assert [*map(str, destinations(partly(model, {"b": "2"})))][:2] == ["ivr||@a", "ivr||2"]
    with pytest.raises(KeyError):
        resolved(model, {"a": "1"})


def test_a_name_of_another_kind_is_no_key() -> None:
    assert [key_of(Destination(kind, "@x")) for kind in ("ivr", "department")] == ["x", None]


def test_the_shipped_clinic(clinic: Flow) -> None:
    assert {key: [*references(model)] for key, model in desired(clinic).items()} == {
        "main": ["billing"],
        "billing": ["main"],
    }
