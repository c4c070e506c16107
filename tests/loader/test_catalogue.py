from collections.abc import Callable
from pathlib import Path

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination
from simulator.loader.flow_kinds import load

Told = Callable[..., list[str]]

FLOW = "receptionists: {desk: desk.yaml}\n"


def test_a_catalogue(here: Path, single: str) -> None:
    (here / "desk.yaml").write_text(single, encoding="utf-8")
    (here / "greeting.txt").write_text("Welcome.\nPress 1.\n", encoding="utf-8")
    (here / "flow.yaml").write_text(
        f"""{FLOW}recordings:
  19549: {{name: greeting, script_file: greeting.txt, seconds: 8.2, file: none.wav}}
  244.0: {{script: "Sorry"}}
  "245":
destinations:
  ringgroup||108000: {{name: Booking desk, answers: person}}
  Voicemail||9001: {{answers: machine}}
  hangup||1:
  extension||2: {{names: {{es: Ventas, de: 7}}}}
  extension||3: {{names: }}
""",
        encoding="utf-8",
    )
    flow = load(".")
    assert flow.recordings == {
        "19549": Recording(
            name="greeting", script="Welcome.\nPress 1.", script_file="greeting.txt", seconds=8.2, file="none.wav"
        ),
        "244": Recording(script="Sorry"),
        "245": Recording(),
    }
    assert flow.destinations == {
        Destination("department", "108000"): KnownDestination(name="Booking desk", answers="person"),
        Destination("voicemail", "9001"): KnownDestination(answers="machine"),
        Destination("hangup", "1"): KnownDestination(),
        Destination("extension", "2"): KnownDestination(names={"es": "Ventas", "de": "7"}),
        Destination("extension", "3"): KnownDestination(),
    }
    assert flow.destination_name(Destination("ringgroup", "108000")) == "Booking desk"


def test_recordings_that_cannot_be(told: Told, single: str) -> None:
    recordings = """recordings:
  0: {name: a}
  "": {name: b}
  8.5: {name: c}
  "@d": {name: d}
  1||2: {name: e}
  "7": {name: f}
  7.0: {name: g}
  "8": {name: "244"}
  "9": {name: x||y}
  "10": {name: f}
"""
    assert told(flow=FLOW + recordings, desk=single) == [
        "flow.yaml:3:3: '0' means no recording; use a recording's id",
        "flow.yaml:4:3: '' means no recording; use a recording's id",
        "flow.yaml:5:3: '8.5' is not an id: it is not whole; use a whole number of 0 or more, or text",
        "flow.yaml:6:3: '@d' is not an id; write the id here, and the name as `name:`",
        "flow.yaml:7:3: '1||2' holds '||'; write the type and the id as two fields",
        "flow.yaml:9:3: recording 7 is here twice",
        "flow.yaml:10:15: name '244' is all digits and would be taken for an id; add a letter",
        "flow.yaml:11:15: name 'x||y' holds '||', which stands between a type and an id; leave it out",
        "flow.yaml:12:16: name 'f' is taken by 7; names are unique among recordings",
    ]


def test_destinations_that_cannot_be(told: Told, single: str) -> None:
    destinations = """destinations:
  department: {name: a}
  department||: {name: b}
  "||5": {name: c}
  a||b||c: {name: d}
  department||5: {name: e}
  ringgroup||5: {name: f}
  department||6: {name: e}
"""
    assert told(flow=FLOW + destinations, desk=single) == [
        "flow.yaml:3:3: 'department' is not a destination; use type||id, such as department||108000",
        "flow.yaml:4:3: 'department||' is not a destination; use type||id, such as department||108000",
        "flow.yaml:5:3: '||5' is not a destination; use type||id, such as department||108000",
        "flow.yaml:6:3: 'a||b||c' is not a destination; use type||id, such as department||108000",
        "flow.yaml:8:3: department||5 is here twice (ringgroup||5 is the same destination)",
        "flow.yaml:9:25: name 'e' is taken by department||5; names are unique among destinations",
    ]


def test_a_recording_and_a_destination_may_share_a_name(told: Told, single: str) -> None:
    shared = 'recordings: {"1": {name: Sales}}\ndestinations: {department||1: {name: Sales}}\n'
    assert told(flow=FLOW + shared, desk=single) == []


def test_a_script_file_is_within_the_same_limits(told: Told, single: str, here: Path) -> None:
    (here / "latin.txt").write_bytes("Grüße".encode("latin-1"))
    recordings = 'recordings: {"1": {script_file: latin.txt}, "2": {script_file: .}, "3": {script_file: none.txt}}\n'
    assert told(flow=FLOW + recordings, desk=single) == [
        "flow.yaml:2:33: script_file 'latin.txt' is not UTF-8: byte 3 is 0xfc; save it as UTF-8",
        "flow.yaml:2:64: script_file '.' is a folder, not a file; use a YAML or JSON file",
        "flow.yaml:2:87: script_file 'none.txt': there is no such file or folder",
    ]
