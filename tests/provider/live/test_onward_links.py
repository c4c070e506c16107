"""Where a receptionist leads."""

from hypothesis import given

from simulator.config.receptionist import Destination, Receptionist
from simulator.provider.live.onward_links import (
    onward_destinations,
    redirect_receptionist,
    redirected_fields,
    taken_destinations,
)
from tests.provider.lived import announcement, lived, menu, models


def test_entries_first_then_wrong_keys_and_silence() -> None:
    model = menu(to=[("ivr", "5"), ("department", "6")], silence_destination_id="7")
    assert [*map(str, onward_destinations(model))] == ["ivr||5", "department||6", "department||108000", "department||7"]
    assert [*map(str, onward_destinations(lived(announcement(), "menu").fields))] == []
    assert [*map(str, onward_destinations({"entries": ["strange"], "forward_destination_type": 5}))] == []


@given(models("701"))
def test_the_same_receptionist_leading_elsewhere(model: Receptionist) -> None:
    def away(destination: Destination) -> Destination:
        return destination._replace(id="x")

    moved = redirect_receptionist(model, away)
    assert [to.type for to in onward_destinations(moved)] == [to.type for to in onward_destinations(model)]
    assert {to.id for to in onward_destinations(moved)} <= {"x"}
    assert redirect_receptionist(model, lambda destination: destination) == model
    assert redirected_fields({"name": "x", "entries": ["strange"]}, away) == {"entries": ("strange",)}


def test_the_kind_decides_which_destinations_calls_take() -> None:
    both = {"forward_destination_type": "ivr", "forward_destination_id": "9"}
    model = menu(to=[("ivr", "5")], **both)
    missed = ["department||108000", "department||108000"]
    assert [*map(str, onward_destinations(model))] == ["ivr||5", "ivr||9", *missed]
    assert [*map(str, taken_destinations(model))] == ["ivr||5", *missed]
    single = model.model_copy(update={"destination_type": "single"})
    assert [*map(str, taken_destinations(single))] == ["ivr||9"]
    unknown = {field: value for field, value in model if field != "destination_type"}
    assert [*map(str, taken_destinations(unknown))] == ["ivr||5", "ivr||9", *missed]


@given(models("701"))
def test_calls_take_the_ways_out(model: Receptionist) -> None:
    assert [*taken_destinations(model)] == [way.destination for way in model.ways()]
