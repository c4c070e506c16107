"""A flow as a sheet, and the sheet as a flow again: the same calls."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, load
from simulator.callers.rehearsal import Rehearsal
from simulator.exchange.csv_import import import_csv
from simulator.exchange.csv_writer import CsvWriter, flow_sheet, unwritten_parts
from simulator.exchange.flow_merge import merge_into
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.provider.pull.folder import open_folder
from simulator.testing.strategies import callers, flows


def write_flow(folder: Path, flow: Flow) -> Flow:
    """The flow as it is written and loaded: what only a test can give it is gone."""
    folder.mkdir()
    for key, item in flow.receptionists.items():
        (folder / f"{key}.yaml").write_text(receptionist_text(item), encoding="utf-8")
    (folder / "flow.yaml").write_text(flow_text(flow, {key: f"{key}.yaml" for key in flow.receptionists}), "utf-8")
    return load(folder)


def again(folder: Path, flow: Flow) -> Flow:
    """The flow that its own sheet imports to."""
    (folder / "menus.csv").write_text(f"{flow_sheet(flow)}\n", encoding="utf-8")
    merge_into(target := open_folder(str(folder / "imported")), import_csv(str(folder / "menus.csv"))).write()
    return load(target.path)


@given(flows(), st.data())
def test_what_is_exported_is_imported_to_the_same_calls(drawn: Flow, data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        flow = write_flow(Path(name) / "flow", drawn)
        imported = again(Path(name), flow)
    rehearsals = Rehearsal(flow), Rehearsal(imported)
    for _ in range(6):
        script = data.draw(callers(flow))
        before, after = (rehearsal.play(script) for rehearsal in rehearsals)
        assert (before.heard, before.keys, before.seconds, before.estimated, before.outcome) == (
            after.heard,
            after.keys,
            after.seconds,
            after.estimated,
            after.outcome,
        )


def test_the_sheet_of_the_clinic(clinic: Flow) -> None:
    assert flow_sheet(clinic).splitlines()[9:14] == [
        'Main menu,greeting,,"Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. '
        'For voicemail, press 3. For reception, press 0.",greeting (19549),8.2,,5,',
        "Main menu,1,Booking desk (department||108000),,,,,,",
        "Main menu,2,Billing,,,,,,",
        "Main menu,3,Night voicemail (voicemail||9001),,,,,,",
        "Main menu,0,Reception (extension||050109590001),,,,,,",
    ]
    assert [(part.place, part.field) for part in unwritten_parts(clinic)] == [
        ("main", "description"),
        ("billing", "description"),
    ]


def test_what_a_sheet_has_no_place_for_is_listed() -> None:
    parts = unwritten_parts(load("example:surgery"))
    assert {(part.place, part.noticeable) for part in parts} >= {("destinations", True), ("schedules", False)}


def test_menus_of_one_name_are_told_apart(clinic: Flow) -> None:
    twins = {key: item.model_copy(update={"name": "Desk"}) for key, item in clinic.receptionists.items()}
    writer = CsvWriter(Flow(entry="main", receptionists=twins))
    assert writer.labels == {"main": "Desk", "billing": "Desk (billing)"}
