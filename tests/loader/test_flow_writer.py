"""What is written can be loaded, and is the same again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.config.flow import Flow, KnownDestination, Recording, Variant
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.loader.flow_kinds import load
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.testing.strategies import flows

signs = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
)
texts = st.text(signs | st.sampled_from("\n\t#*!@:'\"")) | st.just("UNKNOWN")
ids = st.sampled_from(["1", "050109590001", "17:30", "a b", "*", "#x", "012", "1e3", "no"])
places = st.fixed_dictionaries({"type": st.sampled_from(["department", "ivr"]), "id": ids | st.sampled_from(["", "0"])})
recordings = st.none() | ids


@st.composite
def receptionists(draw: st.DrawFn) -> Receptionist:
    fields: dict[str, Any] = {
        "id": draw(recordings),
        "name": draw(texts.filter(lambda text: text.strip() != "")),
        "description": draw(texts),
        "destination_type": "multiple",
        "timeout_seconds": draw(st.sampled_from([0.0, 1.5, 600.0])),
        "wrong_keys_allowed": draw(st.integers(0, 99)),
        "silences_allowed": draw(st.integers(0, 99)),
        "caller_id_prefix": draw(st.sampled_from(["", "0", "no", "#"])),
    }
    for what in ("wrong_key", "silence", "forward"):
        place = draw(places)
        fields |= {f"{what}_destination_{part}": value for part, value in place.items()}
    for field in Receptionist.model_fields:
        if field.endswith("_recording") or field == "greeting":
            fields[field] = draw(recordings)
    options = draw(st.lists(st.text(st.sampled_from("0123456789*#"), min_size=1, max_size=3), unique=True, max_size=4))
    fields["entries"] = tuple(
        Entry(option=option, destination_type="ivr", destination_id=draw(ids), template_id=draw(recordings))
        for option in options
    )
    return Receptionist.model_validate(fields)


@given(receptionists())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_receptionist_comes_back(tmp_path: Path, receptionist: Receptionist) -> None:
    (tmp_path / "main.yaml").write_bytes(receptionist_text(receptionist).encode())
    assert load(tmp_path / "main.yaml").receptionists["main"] == receptionist


def test_a_script_in_a_file_stays_there() -> None:
    recording = Recording(name="greeting", script="Welcome", script_file="greeting.txt", seconds=2)
    flow = Flow(entry="a", receptionists={}, recordings={"1": recording})
    assert '  "1": {name: "greeting", script_file: "greeting.txt", seconds: 2.0}' in flow_text(flow, {}).splitlines()


def test_a_destination_keeps_its_names_in_other_languages() -> None:
    known = KnownDestination(name="Sales", names={"es": "Ventas"}, answers="person")
    flow = Flow(entry="main", receptionists={}, destinations={Destination("department", "7"): known})
    line = '  "department||7": {name: "Sales", names: {es: "Ventas"}, answers: "person"}'
    assert line in flow_text(flow, {}).splitlines()


def written_and_read(flow: Flow, folder: Path) -> Flow:
    """The flow that its files give once they are written."""
    files = {key: f"{number}.yaml" for number, key in enumerate(flow.receptionists)}
    for key, file in files.items():
        (folder / file).write_bytes(receptionist_text(flow.receptionists[key]).encode())
    (folder / "flow.yaml").write_bytes(flow_text(flow, files).encode())
    return load(folder)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_lies_behind_the_menus_comes_back(tmp_path: Path, data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    changes = {key: data.draw(changed_receptionists(item)) for key, item in flow.receptionists.items()}
    until = data.draw(st.none() | st.just(datetime(2026, 12, 29, 8, 30, tzinfo=UTC)))
    since = data.draw(st.none() | st.just(datetime(2026, 12, 24, tzinfo=timezone(timedelta(hours=1)))))
    flow = replace(flow, variants={"christmas": Variant(until, changes, since)})

    again = written_and_read(flow, tmp_path)

    assert (again.timezone, again.schedules) == (flow.timezone, flow.schedules)
    assert again.numbers == flow.numbers
    assert again.routes == flow.routes
    assert again.receptionists == flow.receptionists
    assert again.variants == flow.variants
    assert flow_text(again, {}) == flow_text(replace(flow, source=again.source), {})


@st.composite
def changed_receptionists(draw: st.DrawFn, receptionist: Receptionist) -> Receptionist:
    """A receptionist that a variant may make of another: some fields filled, some empty, fewer entries."""
    changes: dict[str, Any] = {}
    for field in ("greeting", "wrong_key_final_recording"):
        changes[field] = draw(st.sampled_from([None, "105", getattr(receptionist, field)]))
    changes["description"] = draw(st.sampled_from(["", "Christmas"]))
    if receptionist.is_menu and draw(st.booleans()):
        changes["entries"] = (receptionist.entries or ())[1:]
    return receptionist.model_copy(update=changes)


@pytest.mark.parametrize("name", ["clinic", "council", "single"])
def test_an_example_comes_back(name: str, tmp_path: Path) -> None:
    flow = load(f"example:{name}")
    again = written_and_read(flow, tmp_path)
    assert again.receptionists == flow.receptionists
    assert (again.entry, again.numbers, again.semantics) == (flow.entry, flow.numbers, flow.semantics)
    assert (again.recordings, again.destinations) == (flow.recordings, flow.destinations)
