"""What a rule looks at, and how it says where."""

from pathlib import Path

from simulator import Flow
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.loader.flow_kinds import load_with_shelf
from simulator.text.text_place import TextPlace
from tests.callers.world_flow import VOICEMAIL, world_flow

RULE = Rule("IVR999", "a-rule", "warning")

FLOW = """\
receptionists:
  main:
    name: Main menu
    destination_type: multiple
    entries:
      - {option: "1", destination_type: department, destination_id: "7"}
    timeout: 5
    incorrect_count: 2
    invalid_destination_type: ringgroup
    invalid_destination_id: "7"
    timeout_tries: 2
    timeout_destination_type: extension
    timeout_destination_id: "8"
recordings:
  "101": {name: greeting, script: Welcome}
destinations:
  ringgroup||7: {answers: person}
"""


def subject(folder: Path) -> CheckedFlow:
    (folder / "flow.yaml").write_text(FLOW, encoding="utf-8")
    return CheckedFlow(*load_with_shelf(folder / "flow.yaml"))


def place(finding: Finding) -> tuple[int, int, str | None, str]:
    return finding.line, finding.column, finding.receptionist, finding.field


def test_a_finding_stands_at_the_value_in_the_authors_names(tmp_path: Path) -> None:
    on = subject(tmp_path)
    assert place(on.finding(RULE, "main", ("silences_allowed",), "")) == (11, 20, "main", "timeout_tries")
    assert place(on.finding(RULE, "main", ("entries", 0, "destination_id"), "")) == (
        6,
        69,
        "main",
        "entries.1.destination_id",
    )
    assert place(on.finding(RULE, "main", (), "")) == (3, 5, "main", "")


def test_what_is_not_there_stands_at_the_receptionist(tmp_path: Path) -> None:
    finding = subject(tmp_path).finding(RULE, "main", ("silence_final_recording",), "")
    assert place(finding) == (3, 5, "main", "timeout_recording")


def test_the_catalogue_is_pointed_at_too(tmp_path: Path) -> None:
    on = subject(tmp_path)
    assert place(on.recording_finding(RULE, "101", "script", "")) == (15, 35, None, "recordings.101.script")
    desk = Destination("department", "7")
    assert place(on.destination_finding(RULE, desk, "answers", "")) == (
        17,
        27,
        None,
        "destinations.ringgroup||7.answers",
    )


def test_destinations_behind_schedules_telephones_and_numbers_stand_in_flow_yaml() -> None:
    flow = world_flow(reception=PersonRoute(no_answer=VOICEMAIL))
    on = CheckedFlow(flow)
    outside = [(path, str(destination)) for key, path, destination in on.every_destination() if not key]
    assert outside == [
        (("destinations", "time_condition||77", "open"), "virtual_receptionist||@main"),
        (("destinations", "time_condition||77", "closed"), "virtual_receptionist||@night"),
        (("destinations", "time_condition||78", "open"), "time_condition||77"),
        (("destinations", "time_condition||78", "closed"), "virtual_receptionist||@night"),
        (("destinations", "department||108000", "no_answer"), "voicemail||9001"),
        (("destinations", "department||108000", "busy"), "extension||7"),
        (("destinations", "extension||7", "no_answer"), "voicemail||9001"),
        (("numbers", "+441632960001"), "time_condition||77"),
        (("numbers", "+441632960002"), "time_condition||78"),
    ]
    assert on.finding(RULE, "", outside[0][0], "message").field == "destinations.time_condition||77.open"


def test_a_flow_made_in_python_has_names_and_no_places(clinic: Flow) -> None:
    finding = CheckedFlow(clinic).finding(RULE, "main", ("wrong_key_retry_recording",), "message")
    assert finding == Finding("IVR999", "a-rule", "warning", "message", TextPlace(None), "main", "invalid_recording")
