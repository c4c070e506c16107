"""The places that name a destination or a recording: each of them, with where it stands."""

from pathlib import Path

import pytest

from simulator.patches.flow_files import Misfit, open_files
from simulator.patches.flow_uses import (
    destination_uses,
    find_menu,
    receptionist_type,
    recording_uses,
    resolve_written,
)
from tests.patches.shop import FILES


def test_every_place_that_leads_somewhere(shop: Path) -> None:
    uses = destination_uses(open_files(str(shop)))
    places = [f"{Path(use.document.name).name} {'.'.join(map(str, use.id))} -> {use.destination}" for use in uses]
    assert list(dict.fromkeys(places)) == [
        "main.yaml entries.0.destination_id -> department||1",
        "main.yaml entries.1.destination_id -> virtual_receptionist||@night",
        "main.yaml invalid_destination_id -> department||1",
        "main.yaml timeout_destination_id -> voicemail||9",
        "night.yaml entries.1.destination_id -> voicemail||9",
        "night.yaml invalid_destination_id -> hangup||1",
        "night.yaml timeout_destination_id -> hangup||1",
        "notice.yaml forward_destination_id -> virtual_receptionist||@night",
        "flow.yaml destinations.time_condition||77.open -> virtual_receptionist||@main",
        "flow.yaml destinations.time_condition||77.closed -> voicemail||9",
        "flow.yaml destinations.time_condition||77.holiday -> virtual_receptionist||@notice",
        "flow.yaml destinations.department||1.no_answer -> voicemail||9",
        "flow.yaml numbers.+441632960001 -> time_condition||77",
        "flow.yaml numbers.+441632960002 -> virtual_receptionist||@main",
    ]


def test_every_place_that_names_a_recording(shop: Path) -> None:
    uses = recording_uses(open_files(str(shop)))
    places = [f"{Path(use.document.name).name} {'.'.join(map(str, use.path))} {use.recording}" for use in uses]
    assert list(dict.fromkeys(places)) == [
        "main.yaml recording 101",
        "main.yaml invalid_recording 102",
        "night.yaml recording 103",
        "notice.yaml recording 103",
        "flow.yaml variants.christmas.receptionists.main.recording 103",
    ]


def test_the_sounds_of_an_engine_are_among_them(shop: Path) -> None:
    flow = shop / "flow.yaml"
    text = FILES["flow.yaml"] + "semantics: freeswitch\nmenus: {night: {engine: {exit_sound: '@sorry'}}}\n"
    flow.write_text(text.replace("main: {recording", "main: {prefix: x, recording"), "utf-8")
    last = [*recording_uses(open_files(str(shop)))][-1]
    assert (last.owner, last.path, last.recording) == ("night", ("menus", "night", "engine", "exit_sound"), "102")


def test_names_that_mean_two_things_or_none(shop: Path) -> None:
    flow = FILES["flow.yaml"].replace('"@main"', "virtual_receptionist||@main").replace("name: Sales", "name: main")
    (shop / "flow.yaml").write_text(flow.replace("reach: Sales", "reach: destination:main"), "utf-8")
    (shop / "main.yaml").write_text(FILES["main.yaml"].replace("@Sales", "1").replace("Main", "Night"), "utf-8")
    files = open_files(str(shop))
    with pytest.raises(Misfit, match=r"^@main names a receptionist and department\|\|1; write department\|\|1 or "):
        resolve_written(files, "@main")
    with pytest.raises(Misfit, match=r"^2 receptionists are named 'Night menu'$"):
        find_menu(files.flow, "Night menu")
    assert (find_menu(files.flow, "@night"), find_menu(files.flow, "7")) == ("night", "main")


def test_the_type_that_a_flow_has_for_its_receptionists(shop: Path) -> None:
    files = open_files(str(shop))
    assert receptionist_type(files.flow) == "virtual_receptionist"
    (shop / "flow.yaml").write_text("receptionists: {night: night.yaml}\ndialect: ivr\n", "utf-8")
    (shop / "night.yaml").write_text(FILES["night.yaml"].replace("@Night voicemail", "9"), "utf-8")
    assert receptionist_type(open_files(str(shop)).flow) == "auto_attendant"
