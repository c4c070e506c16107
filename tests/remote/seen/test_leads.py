"""Where a receptionist leads."""

from hypothesis import given

from simulator.config.receptionist import Destination, Receptionist
from simulator.remote.seen.leads import destinations, redirected, redirections
from tests.remote.lived import announcement, lived, menu, models


def test_entries_first_then_wrong_keys_and_silence() -> None:
    model = menu(to=[("ivr", "5"), ("department", "6")], silence_destination_id="7")
    assert [*map(str, destinations(model))] == ["ivr||5", "department||6", "department||108000", "department||7"]
    assert [*map(str, destinations(lived(announcement(), "menu").fields))] == []
    assert [*map(str, destinations({"entries": ["strange"], "forward_destination_type": 5}))] == []


@given(models("701"))
def test_the_same_receptionist_leading_elsewhere(model: Receptionist) -> None:
    def away(destination: Destination) -> Destination:
        return destination._replace(id="x")

    moved = redirected(model, away)
    assert [to.type for to in destinations(moved)] == [to.type for to in destinations(model)]
    assert {to.id for to in destinations(moved)} <= {"x"}
    assert redirected(model, lambda destination: destination) == model
    assert redirections({"name": "x", "entries": ["strange"]}, away) == {"entries": ("strange",)}
