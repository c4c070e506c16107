"""``ivrsim readings``: what depends on settings that no document settles."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command, CtrlC

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"


def test_the_readings_of_the_clinic_are_compared(ivrsim: Command) -> None:
    shown = ivrsim("readings", CLINIC)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        "16 readings: every combination of final_on, replay_greeting, counters and barge_in",
        "",
        "5 of 5 destinations are the same under all 16 readings for callers who do one thing in a menu:",
        "choose, or press only wrong keys, or stay silent; 0 of 5 for callers who err first, but wait for",
        "the menu to listen.",
        "Not robust: some callers end up elsewhere under another reading. Callers can tell all 16",
        "readings apart.",
        "",
        "final_on: which wrong key, or which silence, is the last one",
        "  · a caller who presses two wrong keys (4, 4), then 1 reaches Booking desk under 8 of 16",
        "    (final_on after_retries); reaches Reception under 8 (final_on at_count)",
        "      --caller '4 4 1'",
        "",
        "replay_greeting: whether the greeting plays again after a retry recording",
        "  · a caller who presses a wrong key (4) hears “greeting” again under 8 of 16 (replay_greeting",
        "    always)",
        "      --caller '4 hangup'",
        "",
        "counters: whether wrong keys and silences are counted together",
        "  · a caller who presses two wrong keys (4, 4), then stays silent for a round, then presses 1",
        "    reaches Reception under 12 of 16 (unless final_on after_retries, counters separate); reaches",
        "    Booking desk under 4 (final_on after_retries, counters separate)",
        "      --caller '4 4 silence 1'",
        "",
        "barge_in: whether a key stops the greeting and the retry recordings",
        "  · a caller who presses 1 into the recording reaches Booking desk under 8 of 16 (barge_in",
        "    true); reaches Reception under 8 (barge_in false)",
        "      --caller 'early:1'",
        "",
        "Not documented either, and not varied: interdigit_seconds (3 s here) and zero_timeout_seconds",
        "(10 s here). --collect varies the way of collecting keys. --direct-dial varies whether",
        "extensions can be dialled.",
        "final_on in vr: not documented; the wording leans to at_count, 'has reached maximum number of",
        "incorrect inputs allowed' (put_v1-virtual-receptionist-id, read 2026-11-30).",
    ]


def test_in_the_ivr_dialect_final_on_is_settled(ivrsim: Command) -> None:
    shown = ivrsim("readings", CLINIC, "--dialect", "ivr").stdout.splitlines()
    assert shown[0] == "8 readings: every combination of replay_greeting, counters and barge_in"
    assert [line for line in shown if line.startswith("final_on")] == []
    assert shown[-2:] == [
        "Not varied: final_on. ivr: documented as after_retries, 'Number of retries allowed after invalid",
        "inputs' (docs.acefone.co.uk, create-an-ivr, read 2026-11-30).",
    ]
    collected = ivrsim("readings", CLINIC, "--dialect", "ivr", "--collect").stdout.splitlines()
    assert collected[0] == "24 readings: every combination of replay_greeting, counters, barge_in and collect"


def test_direct_dial_is_varied_on_request(ivrsim: Command, tmp_path: Path) -> None:
    shown = ivrsim("readings", CLINIC, "--direct-dial").stdout
    assert shown.startswith("48 readings: every combination of final_on, replay_greeting, counters, barge_in and ")
    assert "extension_dialling: whether callers can dial an extension at a menu (direct dial)" in shown
    assert "--direct-dial" not in shown
    (tmp_path / "flow.yaml").write_text(DIALS, encoding="utf-8")
    found = json.loads(ivrsim("readings", tmp_path, "--direct-dial", "--format", "json").stdout)
    same = {end["destination"]: end["same_for_callers_of_one_mind"] for end in found["destinations"]}
    # Who dials 101 comes to the department where extensions cannot be dialled, and in another way where they can.
    assert same == {"department||7": False, "department||8": True, "department||9": True, "extension||101": False}
    assert len(found["readings"]) == 48


DIALS = """
entry: main
receptionists:
  main:
    name: Main
    destination_type: multiple
    recording: g
    timeout: 5
    entries: [{option: "1", destination_type: department, destination_id: "7"}]
    incorrect_count: 1
    timeout_retries: 1
    invalid_destination_type: department
    invalid_destination_id: "9"
    timeout_destination_type: department
    timeout_destination_id: "8"
destinations: {"extension||101": {name: Anna}}
recordings: {g: {seconds: 1}}
"""


def test_an_answer_in_the_ivr_dialect_marks_itself(ivrsim: Command) -> None:
    sample = CLINIC.parent / "acefone-sample.json"
    assert len(json.loads(ivrsim("readings", sample, "--format", "json").stdout)["readings"]) == 8
    found = json.loads(ivrsim("readings", sample, "--dialect", "vr", "--format", "json").stdout)
    assert (found["dialect"], found["documented"], len(found["readings"])) == ("vr", {}, 16)


def test_a_flow_says_which_dialect_it_is_for(ivrsim: Command, here: Path) -> None:
    (here / "flow.yaml").write_text(
        "dialect: ivr\nsemantics: acefone-uk-literal\nreceptionists:\n  one: {name: One, destination_type: single, "
        "forward_destination_type: department, forward_destination_id: '1'}\n"
    )
    shown = ivrsim("readings", "flow.yaml").stdout.splitlines()
    assert shown[0] == "8 readings: every combination of replay_greeting, counters and barge_in"
    assert " ".join(shown[-2:]).endswith("read 2026-11-30); this flow sets at_count instead.")
    found = json.loads(ivrsim("readings", "flow.yaml", "--format", "json").stdout)
    assert (found["dialect"], found["documented"]) == ("ivr", {"final_on": "after_retries"})


def test_readings_are_given_as_json(ivrsim: Command) -> None:
    found = json.loads(ivrsim("readings", CLINIC, "--format", "json").stdout)
    assert (found["robust"], len(found["readings"]), len(found["classes"])) == (False, 16, 16)
    assert found["destinations"][0] == {
        "destination": "department||108000",
        "name": "Booking desk",
        "same": False,
        "same_for_callers_who_wait_for_the_menu": False,
        "same_for_callers_of_one_mind": True,
    }
    assert [(item["setting"], item["kind"]) for item in found["dependencies"]] == [
        ("final_on", "destination"),
        ("replay_greeting", "recording"),
        ("counters", "destination"),
        ("barge_in", "destination"),
    ]
    assert [sorted(outcome["readings"]) for outcome in found["dependencies"][0]["outcomes"]] == [
        [0, 1, 2, 3, 4, 5, 6, 7],
        [8, 9, 10, 11, 12, 13, 14, 15],
    ]


def test_the_ways_of_collecting_keys(ivrsim: Command) -> None:
    lines = ivrsim("readings", CLINIC, "--collect").stdout.splitlines()
    assert lines[0] == "48 readings: every combination of final_on, replay_greeting, counters, barge_in and collect"
    assert "collect: how the keys of one choice are gathered" in lines


def test_a_flow_that_depends_on_nothing(ivrsim: Command, here: Path) -> None:
    (here / "one.yaml").write_text(
        "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"
    )
    assert ivrsim("readings", "one.yaml").stdout.splitlines()[2:7] == [
        "1 of 1 destinations are the same under all 16 readings for callers who do one thing in a menu:",
        "choose, or press only wrong keys, or stay silent.",
        "Robust: no caller can tell the 16 readings apart.",
        "",
        "Nothing here depends on final_on, replay_greeting, counters and barge_in.",
    ]


def test_a_flow_that_does_not_exist_gives_exit_code_2(ivrsim: Command, here: Path) -> None:
    assert ivrsim("readings", "nowhere").returncode == 2


def test_ctrl_c_leaves_the_settings_that_were_looked_at(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("153 of 220 comparisons")
    shown = ivrsim("readings", CLINIC)
    assert (shown.returncode, shown.stderr) == (130, "")
    assert shown.stdout.splitlines() == [
        "",
        "final_on: which wrong key, or which silence, is the last one",
        "  · a caller who presses two wrong keys (4, 4), then 1 reaches Booking desk under 8 of 16",
        "    (final_on after_retries); reaches Reception under 8 (final_on at_count)",
        "      --caller '4 4 1'",
        "",
        "replay_greeting: whether the greeting plays again after a retry recording",
        "  · a caller who presses a wrong key (4) hears “greeting” again under 8 of 16 (replay_greeting",
        "    always)",
        "      --caller '4 hangup'",
        "Partial result: interrupted after 153 of 220 comparisons.",
    ]


def test_ctrl_c_leaves_null_in_json_for_what_is_known_only_at_the_end(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("152 of 220 comparisons")
    shown = ivrsim("readings", CLINIC, "--format", "json")
    assert (shown.returncode, shown.stderr) == (130, "Partial result: interrupted after 152 of 220 comparisons.\n")
    told = json.loads(shown.stdout)
    assert {name: told[name] for name in ("partial", "robust", "classes", "destinations")} == {
        "partial": True,
        "robust": None,
        "classes": None,
        "destinations": None,
    }
    assert [item["setting"] for item in told["dependencies"]] == ["final_on"]
