"""What an account shows."""

from simulator.config.receptionist import Entry
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute, number_digits
from tests.provider.lived import lived, menu


def test_a_receptionist_carries_what_its_answer_does() -> None:
    live = lived(menu(), "minimal")
    assert (live.id, live.name, live.kind) == ("701", "Main menu", None)
    assert sorted(live.lacks) == ["destination_type", "entries", "forward_destination_id", "forward_destination_type"]
    full = lived(menu())
    assert full.fields["entries"] == (Entry(option="1", destination_type="department", destination_id="108000"),)
    assert (full.kind, full.lacks) == ("multiple", frozenset())


def test_what_is_not_told_is_nothing() -> None:
    assert LiveReceptionist("1", "x", None, {}).lacks == frozenset()
    assert (NamedItem("1", "x").name, NumberRoute("0800", None).destination) == ("x", None)


def test_a_number_by_its_digits() -> None:
    assert [number_digits(one) for one in ("+44 1632 960001", "00441632960001")] == ["441632960001"] * 2
