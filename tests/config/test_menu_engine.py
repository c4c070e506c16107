"""What flow.yaml says of the engine behind one menu, and what follows under the flow's semantics."""

from simulator.config.engine_attachment import attach_engines
from simulator.config.menu_engine import (
    MenuSettings,
    final_recording,
    is_dialable,
    lead_choices,
    played_recordings,
    settle_engines,
    without_choices,
)
from simulator.config.receptionist import DROPPED, Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.wire import ivr

FREEPBX = PROFILES["freepbx"]
MENU = Receptionist(
    name="Menu",
    destination_type="multiple",
    greeting="hello",
    entries=(Entry(option="1", destination_type="department", destination_id="7"),),
    timeout_seconds=5,
    wrong_keys_allowed=1,
    wrong_key_final_recording="gone",
    wrong_key_destination_type="department",
    wrong_key_destination_id="9",
    silences_allowed=1,
    silence_final_recording="bye",
    silence_destination_type="department",
    silence_destination_id="8",
)


def on_engine(semantics: Semantics, settings: MenuSettings | None = None) -> Receptionist:
    (item,) = attach_engines(
        {"main": MENU},
        semantics,
        recordings={"hello", "bye"},
        destinations=[Destination("extension", "101"), Destination("extension", "7"), Destination("voicemail", "33")],
        settings={} if settings is None else {"main": settings},
    ).values()
    return item


def ways(item: Receptionist) -> list[str]:
    return [f"{way.keys or way.cause} -> {way.destination}" for way in item.ways()]


def test_a_number_has_two_digits_or_more() -> None:
    assert [id for id in ("10", "7", "1a", "1" * 21, "") if is_dialable(id)] == ["10"]


def test_a_call_ends_at_a_missing_final_recording_where_the_engine_says_so() -> None:
    provider, freepbx = on_engine(PROFILES["acefone"]), on_engine(FREEPBX)
    assert ways(provider) == ["1 -> department||7", "wrong keys -> department||9", "silence -> department||8"]
    assert ways(freepbx) == ["1 -> department||7", f"wrong keys -> {DROPPED}", "silence -> department||8"]
    assert [final_recording(freepbx, cause) for cause in ("wrong", "silence")] == [None, "bye"]
    assert played_recordings(freepbx) == ("hello", None, None, None, "bye")
    # What is written, and sent to a provider, is as it was.
    assert freepbx.wrong_key_destination == Destination("department", "9")
    assert ivr.encode_write(freepbx) == ivr.encode_write(MENU)


def test_extensions_are_ways_out_where_they_can_be_dialled() -> None:
    settings = MenuSettings(direct_dial="listed", numbers=("voicemail||33", "extension||2001"))
    dials = PROFILES["freepbx-16-default"]
    assert ways(on_engine(dials))[1] == "101 -> extension||101"
    assert ways(on_engine(dials, settings))[1:3] == ["33 -> voicemail||33", "2001 -> extension||2001"]
    assert ways(on_engine(dials, MenuSettings(direct_dial="none"))) == ways(on_engine(FREEPBX))
    assert ways(on_engine(FREEPBX, settings)) == ways(on_engine(FREEPBX))
    assert [*on_engine(dials).options] == ["1", "101"]
    assert [*on_engine(dials).own_options] == ["1"]


def test_an_engine_follows_the_semantics_of_its_flow_back_and_forth() -> None:
    item = on_engine(FREEPBX, MenuSettings(changes=(("barge_in", False),)))
    (other,) = settle_engines({"main": item}, PROFILES["freepbx-17-default"]).values()
    assert other.engine.semantics == PROFILES["freepbx-17-default"].model_copy(update={"barge_in": False})
    assert "101" in other.options
    assert settle_engines({"main": other}, FREEPBX) == {"main": item}
    plain = {"main": MENU}
    assert settle_engines(plain, FREEPBX) is plain


def test_what_a_menu_inherits_gives_way_to_how_it_collects_keys() -> None:
    item = on_engine(PROFILES["freepbx-16-default"], MenuSettings(changes=(("collect", "terminated"),)))
    assert item.engine.semantics is not None
    assert (item.engine.semantics.collect, item.engine.semantics.extension_dialling) == ("terminated", "none")
    assert MenuSettings("freepbx-terminated").settle_semantics(PROFILES["acefone"]) == PROFILES["freepbx-terminated"]


def test_a_receptionist_alone_has_its_own_ways_out_and_plays_what_is_there() -> None:
    item = on_engine(PROFILES["freepbx-16-default"])
    led = lead_choices(item, lambda entry: entry.model_copy(update={"destination_id": "0"}), name="Alone")
    fall_backs = ["wrong keys -> department||9", "silence -> department||8"]
    assert ways(led) == ["1 -> department||0", "101 -> extension||0", *fall_backs]
    assert (led.name, led.wrong_key_final_recording) == ("Alone", None)
    assert ways(without_choices(item)) == fall_backs
