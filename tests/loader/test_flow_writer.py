"""What is written can be loaded, and is the same again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.loader.flow_kinds import load
from simulator.loader.flow_writer import flow_text, receptionist_text

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


@pytest.mark.parametrize("name", ["clinic", "council", "single"])
def test_an_example_comes_back(name: str, tmp_path: Path) -> None:
    flow = load(f"example:{name}")
    files = {key: f"{number}.yaml" for number, key in enumerate(flow.receptionists)}
    for key, file in files.items():
        (tmp_path / file).write_bytes(receptionist_text(flow.receptionists[key]).encode())
    (tmp_path / "flow.yaml").write_bytes(flow_text(flow, files).encode())
    again = load(tmp_path)
    assert again.receptionists == flow.receptionists
    assert (again.entry, again.numbers, again.semantics) == (flow.entry, flow.numbers, flow.semantics)
    assert (again.recordings, again.destinations) == (flow.recordings, flow.destinations)
