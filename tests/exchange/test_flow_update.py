"""flow.yaml as a later import changes it."""

from pathlib import Path

from simulator import Flow, load
from simulator.exchange.flow_update import FlowUpdate
from simulator.text.document import read_document

OLD = """
entry: main
numbers: {"+441632960001": main}
semantics: freepbx
timezone: Europe/London
schedules:
  office: {open: ["Mon 09:00-17:00"], holidays: [{date: 2026-12-25}]}
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: department, forward_destination_id: "6"}
destinations:
  department||6: {name: Desk, rings: 20 s, no_answer: "@Mail", busy: voicemail||1}
  voicemail||1: {name: Mail}
  time_condition||5: {schedule: office, open: "@main", closed: "@Mail"}
"""


def update(tmp_path: Path, changes: dict[str, str]) -> tuple[list[str], list[str]]:
    """The lines that change, and what is said of them, where the source says these in place of those."""
    new = OLD
    for old_text, new_text in changes.items():
        assert old_text in new
        new = new.replace(old_text, new_text)
    flows: list[Flow] = []
    for name, text in (("old", OLD), ("new", new)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "flow.yaml").write_text(text, encoding="utf-8")
        flows.append(load(tmp_path / name))
    document = read_document(tmp_path / "old" / "flow.yaml", "flow.yaml")
    text, said = FlowUpdate(document, flows[0], flows[1], {}).new_text({})
    before = OLD.splitlines()
    return [line for line in text.splitlines() if line not in before], said


def test_what_is_alike_stays_byte_for_byte(tmp_path: Path) -> None:
    assert update(tmp_path, {"rings: 20 s": 'rings: "20 s"', '"@Mail", busy': "voicemail||1, busy"}) == ([], [])


def test_hours_change_and_holidays_stay(tmp_path: Path) -> None:
    new = {'["Mon 09:00-17:00"], holidays: [{date: 2026-12-25}]': '["Tue 09:00-17:00"]'}
    assert update(tmp_path, new) == (
        ['  office: {open: ["Tue 09:00-17:00"], holidays: [{date: 2026-12-25}]}'],
        ["schedules office: hours"],
    )


def test_routes_lead_elsewhere_and_numbers_come(tmp_path: Path) -> None:
    new = {
        "rings: 20 s": "rings: 30 s",
        ", busy: voicemail||1": "",
        '"+441632960001": main': '"+441632960001": department||6, "+441632960002": main',
        'closed: "@Mail"': "closed: hangup||1",
        "semantics: freepbx": "semantics: freepbx-16-default",
        "  voicemail||1: {name: Mail}": "  voicemail||1: {name: Mail}\n  voicemail||2: {name: Box}",
    }
    assert update(tmp_path, new) == (
        [
            'numbers: {"+441632960001": "department||6", "+441632960002": "main"}',
            'semantics: "freepbx-16-default"',
            '  department||6: {name: Desk, rings: "30 s", no_answer: "@Mail", busy: voicemail||1}',
            '  time_condition||5: {schedule: office, open: "@main", closed: "hangup||1"}',
            '  "voicemail||2": {name: "Box"}',
        ],
        [
            "semantics: freepbx-16-default",
            "numbers +441632960001: department||6",
            "numbers +441632960002: new",
            "destinations department||6: rings",
            "destinations voicemail||2: new",
            "destinations time_condition||5: closed",
        ],
    )
