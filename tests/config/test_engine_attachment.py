"""Every menu of a flow on its engine."""

from simulator.config.engine_attachment import attach_engines, renew_missing
from simulator.config.menu_engine import PLAIN_ENGINE
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import PROFILES
from tests.config.test_menu_engine import MENU

DESK = Receptionist(
    name="Desk", destination_type="single", forward_destination_type="department", forward_destination_id="1"
)


def test_a_flow_of_which_nothing_more_is_known_is_left_as_it_is() -> None:
    menus = {"main": MENU, "desk": DESK}
    assert attach_engines(menus, PROFILES["freepbx"], recordings=(), destinations=()) is menus


def test_menus_alike_share_an_engine_and_announcements_have_none() -> None:
    menus = {"main": MENU, "other": MENU, "desk": DESK, "silent": MENU}
    attached = attach_engines(
        menus,
        PROFILES["freepbx"],
        recordings=(),
        destinations=[Destination("extension", "12")],
        zeros={"silent": frozenset({"silence"})},
    )
    assert attached["main"].engine is attached["other"].engine
    assert attached["desk"] is DESK
    assert attached["desk"].engine is PLAIN_ENGINE
    assert {key: sorted(item.engine.drops) for key, item in attached.items()} == {
        "main": [],
        "other": [],
        "desk": [],
        "silent": ["silence"],
    }


def test_the_engines_own_prompt_is_not_missing() -> None:
    menu = MENU.model_copy(update={"wrong_key_final_recording": "default"})
    (item,) = attach_engines({"main": menu}, PROFILES["freepbx"], recordings={"bye"}, destinations=()).values()
    assert item is menu


def test_a_changed_menu_misses_what_it_names_now() -> None:
    freepbx = PROFILES["freepbx"]
    names = {"wrong_key_final_recording": "gone", "silence_final_recording": None}
    (menu,) = attach_engines(
        {"main": MENU.model_copy(update=names)},
        freepbx,
        recordings={"bye"},
        destinations=(),
        zeros={"main": frozenset({"silence"})},
    ).values()
    drops = []
    for changes in ({}, {"wrong_key_final_recording": "bye"}, {"silence_final_recording": "bye"}):
        changed = menu.model_copy(update=dict(changes))
        drops.append(sorted(renew_missing(changed, menu, freepbx, {"bye"}).engine.drops))
    assert drops == [["silence", "wrong"], ["silence"], ["wrong"]]
