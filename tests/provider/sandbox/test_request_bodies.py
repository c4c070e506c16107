from hypothesis import given
from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.provider.live.file_fields import values_match
from simulator.provider.live.list_items import live_of
from simulator.provider.sandbox.request_bodies import Refusals, decode_body, list_item
from simulator.wire import ivr, vr
from tests.provider.lived import models


@given(st.data())
def test_from_the_model_over_the_wire_through_the_server_and_back(data: st.DataObject) -> None:
    written = data.draw(models("701"))
    for dialect, encode in (("vr", vr.encode_write), ("ivr", ivr.encode_write)):
        found = decode_body(encode(written), dialect)  # type: ignore[arg-type]  # one of the two
        assert isinstance(found, Receptionist)
        live = live_of(list_item(found.model_copy(update={"id": "701"}), dialect, "full"))  # type: ignore[arg-type]  # as above
        assert live is not None
        kept = {name: value for name, value in live.fields.items() if name in Receptionist.model_fields}
        sent = found.model_copy(update={"id": "701"})
        assert [name for name, value in kept.items() if not values_match(name, value, getattr(sent, name))] == []


def test_what_is_wrong_is_told_by_the_providers_names() -> None:
    wrong = decode_body({"name": "x", "destination_type": "multiple", "timeout": "soon"}, "vr")

    assert isinstance(wrong, dict)
    assert list(wrong) == ["timeout"]


def test_three_forms_in_turn() -> None:
    refusals = Refusals()
    wrong = {"name": ["too long", "bad"]}

    assert [refusals.message(wrong) for _ in range(4)] == [
        {"name": ["too long", "bad"]},
        ["name: too long", "name: bad"],
        "name: too long; name: bad",
        {"name": ["too long", "bad"]},
    ]
