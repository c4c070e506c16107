"""What rules find in scripts: hours that a schedule no longer has, and keys that may stay unannounced."""

from pathlib import Path

from simulator import Flow, load
from simulator.checks.rerecording.bill import FieldPlace
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.rerecording.rule_faults import find_rule_faults
from simulator.loader.flow_kinds import load_with_shelf
from tests.checks.rerecording.edits import lead, say
from tests.conftest import FLOWS

NIGHT = "Fernside Surgery is closed. We are open Monday to Thursday, 8:30 am to 6 pm. To leave a message, press 1."
HOURS = ("Mon-Thu 08:30-18:00", "Mon-Thu 08:30-18:30")


def surgeries(folder: Path) -> list[Flow]:
    """The surgery with hours in its night greeting, and the same after its hours have changed."""
    flows = []
    for name, hours in zip(("old", "new"), HOURS, strict=True):
        (folder / name).mkdir()
        for file in (FLOWS / "surgery").rglob("*.yaml"):
            place = folder / name / file.relative_to(FLOWS / "surgery")
            place.parent.mkdir(exist_ok=True)
            place.write_text(file.read_text("utf-8").replace(HOURS[0], hours), "utf-8")
        flows.append(say(load(folder / name), "19801", NIGHT))
    return flows


def test_hours_that_have_changed_make_the_words_untrue(tmp_path: Path) -> None:
    old, new = surgeries(tmp_path)
    ((id, (fault,)),) = find_rule_faults(FlowPair(old, new), None).by_recording.items()
    assert (id, fault.reason, fault.rule) == (
        "19801", "says Monday 8:30-18:00, but office is open 8:30-18:30 then", "IVR706",
    )  # fmt: skip
    assert fault.place == FieldPlace("||", ("schedules", "office", "open"))


def test_hours_that_were_wrong_before_are_not_the_change(tmp_path: Path) -> None:
    _, new = surgeries(tmp_path)
    assert find_rule_faults(FlowPair(new, new), None).by_recording == {}


def test_hours_of_the_catalogue_are_a_cause(clinic: Flow) -> None:
    words = "We are open Monday to Friday, 9 to 5."
    old, new = (say(clinic, "246", words, hours=hours) for hours in ("Mon-Fri 9:00-17:00", "Mon-Fri 9:00-18:00"))
    (fault,) = find_rule_faults(FlowPair(old, new), None).by_recording["246"]
    assert (fault.rule, fault.place) == ("IVR310", FieldPlace("||", ("recordings", "246", "hours")))


def test_a_comment_accepts_an_unannounced_key(tmp_path: Path, clinic: Flow) -> None:
    for file in (FLOWS / "clinic").glob("*.yaml"):
        text = file.read_text("utf-8")
        if file.name == "main.yaml":
            entry = '  - {option: "7", destination_type: voicemail, destination_id: "@Night voicemail"}'
            text = text.replace("entries:", f"entries:{{}}\n{entry}  # ivrsim: ignore IVR304 because staff know it", 1)
            text = text.replace("entries:{}", "entries:")
        (tmp_path / file.name).write_text(text, "utf-8")
    new, shelf = load_with_shelf(tmp_path)
    assert find_rule_faults(FlowPair(clinic, new), shelf).accepted.keys == {("main", "7")}
    assert (
        find_rule_faults(FlowPair(clinic, lead(clinic, "main", k7="voicemail||9001")), None).accepted.keys
        == frozenset()
    )
