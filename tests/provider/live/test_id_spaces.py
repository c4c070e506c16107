"""IVRs and auto attendants of one id."""

from simulator.config.receptionist import Destination
from simulator.provider.live.id_spaces import id_meant, merge_lists, provider_id, with_provider_ids
from simulator.provider.live.live_state import LiveReceptionist
from tests.provider.lived import announcement, lived, menu


def ivr(*models: object) -> list[LiveReceptionist]:
    return [lived(one, "full", "ivr") for one in models]  # type: ignore[arg-type]  # receptionists


def test_ids_that_both_lists_have_mean_one_receptionist_each() -> None:
    """The type of a destination says which of the two is meant."""
    main = menu("5", to=[("auto_attendant", "5"), ("auto_attend", "5"), ("ivr", "5"), ("auto_attendant", "6")])
    night = announcement("5", forward_destination_type="auto_attendant", forward_destination_id="5")
    found = merge_lists(ivr(main), ivr(night, announcement("6")))
    assert [one.id for one in found] == ["5", "auto_attendant:5", "6"]
    assert found[0].model is not None
    assert [entry.destination_id for entry in found[0].model.entries or ()] == [
        "auto_attendant:5",
        "auto_attendant:5",
        "5",
        "6",
    ]
    assert found[1].model is not None
    assert found[1].model.forward_destination == Destination("auto_attendant", "auto_attendant:5")
    assert found[1].fields["id"] == found[1].model.id == "auto_attendant:5"
    assert with_provider_ids(found[0].model) == main
    assert provider_id("auto_attendant:5") == provider_id("5") == "5"


def test_without_such_ids_nothing_changes() -> None:
    menus, attendants = ivr(menu("5")), ivr(announcement("6"))
    assert merge_lists(menus, attendants) == (*menus, *attendants)


def test_an_id_that_was_written_down_before_another_got_it_means_the_kind() -> None:
    alive = {one.id: one for one in merge_lists(ivr(menu("5")), ivr(announcement("5")))}
    assert [id_meant("5", kind, alive) for kind in ("multiple", "single", None)] == ["5", "auto_attendant:5", "5"]
    assert id_meant("9", "single", alive) == "9"
