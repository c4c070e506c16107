"""``ivrsim prove``: what it prints, what it returns, and that its callers play."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC
from tests.cli.world_folder import write_world

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"
NIGHT = """\
entry: main
receptionists:
  main:
    {name: Main, destination_type: multiple, timeout: 5, incorrect_count: 1, timeout_retries: 1,
     entries: [{option: "1", destination_type: department, destination_id: "10"},
               {option: "2", destination_type: ivr, destination_id: night}],
     invalid_destination_type: hangup, invalid_destination_id: 1,
     timeout_destination_type: hangup, timeout_destination_id: 1}
  night:
    {name: Night, destination_type: multiple, timeout: 5, incorrect_count: 1, timeout_retries: 1, entries: [],
     invalid_destination_type: ivr, invalid_destination_id: night,
     timeout_destination_type: ivr, timeout_destination_id: night}
destinations:
  department||10: {name: Desk, answers: person}
"""


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A flow whose second menu nobody gets out of."""
    path = tmp_path / "flow.yaml"
    path.write_text(NIGHT, encoding="utf-8")
    return path


def test_a_sound_flow_holds(ivrsim: Command) -> None:
    done = ivrsim("prove", "example:clinic")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == (
        '✓ Every caller who does not keep pressing a "back" key gets out. (examined 83 places, 1,148 moves)'
    )
    assert "All five claims hold for every caller." in lines
    assert lines[-1] == "  3 in menu “Billing” leads back to menu “Main menu”"


def test_claims_as_json_have_exactly_the_documented_fields(ivrsim: Command) -> None:
    done = ivrsim("prove", "example:clinic", "--reach", "person", "--within", "90s", "--keys", "3", "--format", "json")
    claims = json.loads(done.stdout)
    assert done.returncode == 0
    assert {tuple(claim) for claim in claims} == {
        ("claim", "about", "holds", "examined", "counterexample", "seconds"),
    }
    assert [(claim["about"], claim["holds"]) for claim in claims[-3:]] == [
        ("reach", True),
        ("within", True),
        ("keys", True),
    ]


def test_what_fails_returns_1_and_its_callers_play_endless(ivrsim: Command, night: Path) -> None:
    done = ivrsim("prove", night, "--format", "json")
    assert done.returncode == 1
    failing = [claim for claim in json.loads(done.stdout) if not claim["holds"]]
    assert [claim["about"] for claim in failing] == [
        "every-caller",
        "silent-caller",
        "wrong-key-caller",
        "silent-or-wrong-caller",
    ]
    for claim in failing:
        played = ivrsim("play", night, "--caller", json.dumps(claim["counterexample"]), "--format", "json")
        assert json.loads(played.stdout)["outcome"]["kind"] == "endless"


def test_the_line_to_play_is_printed_and_plays(ivrsim: Command, night: Path) -> None:
    done = ivrsim("prove", night)
    assert done.returncode == 1
    assert f"    Play it: ivrsim play {night} --caller '2'" in done.stdout.splitlines()
    played = ivrsim("play", night, "--caller", "2")
    assert "Endless" in played.stdout


def test_bounds_alone_are_about_a_person(ivrsim: Command) -> None:
    done = ivrsim("prove", "example:clinic", "--within", "90 s", "--keys", "0")
    assert done.returncode == 0
    assert "✓ Some caller gets to a person within 1 min 30 s without a key." in done.stdout


def test_never_hears_and_traits(ivrsim: Command) -> None:
    done = ivrsim(
        "prove",
        "example:clinic",
        "--never",
        "Night voicemail",
        "--hears",
        "goodbye",
        "--trait",
        "silent",
        "--trait",
        "slow",
    )
    assert done.returncode == 1
    told = [line.partition(" (examined")[0] for line in done.stdout.splitlines() if "examined" in line]
    assert told[5:] == [
        "✗ FAILS: No caller gets to Night voicemail (voicemail||9001).",
        "✓ Some caller hears recording goodbye.",
        "✓ A caller who stays silent gets to a person.",
        "✓ A caller who presses every key 15 s late gets to a person.",
    ]


def test_claims_of_the_flow_are_proved_too(ivrsim: Command, night: Path) -> None:
    night.write_text(NIGHT + "claims: [{never: Desk}]\n", encoding="utf-8")
    assert "✗ FAILS: No caller gets to Desk (department||10)." in ivrsim("prove", night).stdout


def test_a_caller_under_flags_plays_without_them(ivrsim: Command, night: Path) -> None:
    done = ivrsim("prove", night, "--entry", "night", "--semantics", "freepbx", "--format", "json")
    caller = json.loads(done.stdout)[1]["counterexample"]
    assert (caller["entry"], caller["semantics"]) == ("night", "freepbx")
    played = ivrsim("play", night, "--caller", json.dumps(caller), "--format", "json")
    assert json.loads(played.stdout)["outcome"]["kind"] == "endless"


def test_the_line_to_play_repeats_the_flags(ivrsim: Command, night: Path) -> None:
    done = ivrsim("prove", night, "--entry", "night")
    assert f"    Play it: ivrsim play {night} --entry night" in done.stdout.splitlines()


def test_the_table_of_destinations_is_given_as_json(ivrsim: Command, night: Path) -> None:
    done = ivrsim("prove", night, "--table", "--format", "json")
    assert done.returncode == 0
    pressed = {"press": "1", "cue": "prompt", "after": 0.0, "gap": 0.0}
    heard_out = {"press": "1", "after": 0.0, "gap": 0.0}
    table = json.loads(done.stdout)
    assert table["destinations"][0] == {
        "destination": "department||10",
        "name": "Desk",
        "best": {"seconds": 0.0, "keys": 1, "silences": 0, "caller": {"steps": [pressed]}},
        "shortest": {"seconds": 0.0, "keys": 1, "silences": 0, "caller": {"steps": [heard_out]}},
        "worst": {"seconds": 14.998},
    }
    assert table["callers"] == {
        "silent": {"reaches": "hangup||1", "seconds": 10.0},
        "wrong-keys": {"reaches": "hangup||1", "seconds": 0.0, "slowest_seconds": 9.998},
        "slow": {
            "reaches": ["hangup||1"],
            "too_late": [{"receptionist": "main", "option": "1"}, {"receptionist": "main", "option": "2"}],
        },
        "no-dtmf": {"reaches": "hangup||1", "seconds": 10.0},
    }
    assert table["ways_back"] == []


def test_the_table_of_destinations_is_printed_as_text(ivrsim: Command) -> None:
    done = ivrsim("prove", "example:single", "--table")
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "  Where callers get to           fastest  fewest keys, hearing all  slowest",
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--reach", "Bokking desk"], "nothing is called 'Bokking desk'; did you mean Booking desk?"),
        (["--within", "90"], "--within: '90' has no unit: use 90 s or 90 min"),
        (["--keys", "few"], "--keys: 'few' is not a number of keys; use a whole number from 0 to 1,000"),
        (["--hears", "nothing"], "nothing is called 'nothing'; a recording's name or id is accepted"),
    ],
)
def test_what_cannot_run_returns_2(ivrsim: Command, flags: list[str], message: str) -> None:
    done = ivrsim("prove", "example:clinic", *flags)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", message)


def test_a_person_that_no_catalogue_knows(ivrsim: Command) -> None:
    done = ivrsim("prove", "example:acefone-sample", "--reach", "person")
    assert done.returncode == 2
    assert "no destination of the catalogue says answers: person" in done.stderr


ONE_MENU = """\
receptionists:
  main:
    {{name: Main, destination_type: multiple, timeout: 5, incorrect_count: 1, timeout_retries: 1,
     entries: [{{option: "1", destination_type: department, destination_id: "10"}}],
     invalid_destination_type: department, invalid_destination_id: 10,
     timeout_destination_type: {type}, timeout_destination_id: "{id}"}}
destinations:
  department||10: {{name: Desk, answers: person}}
  time_condition||77: {{name: Office hours}}
"""


def test_nothing_is_claimed_of_what_happens_behind_an_end_that_routes_on(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(ONE_MENU.format(type="time_condition", id="77"), encoding="utf-8")
    done = ivrsim("prove", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n\n")[1].splitlines() == [
        "All five claims hold, as far as this flow knows.",
        "Nothing is claimed about what happens after Office hours (time_condition||77):",
        "such an end may route calls on, and this flow does not say where (ivrsim explain IVR115).",
    ]
    claims = json.loads(ivrsim("prove", tmp_path, "--format", "json").stdout)
    assert {claim["about"]: claim.get("open_ends") for claim in claims if claim["about"] != "trait"} == {
        "every-caller": ["time_condition||77"],
        "silent-caller": ["time_condition||77"],
        "wrong-key-caller": None,
        "silent-or-wrong-caller": ["time_condition||77"],
        "zero-time": ["time_condition||77"],
    }


def test_claims_about_callers_whose_call_drops_do_not_hold(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(ONE_MENU.format(type="extension", id=""), encoding="utf-8")
    done = ivrsim("prove", tmp_path, "--reach", "extension||", "--never", "extension||", "--format", "json")
    assert done.returncode == 1
    claims = {claim["claim"]: claim["holds"] for claim in json.loads(done.stdout)}
    assert [claim for claim, holds in claims.items() if not holds] == [
        'Every caller who does not keep pressing a "back" key gets out.',
        "A caller who stays silent gets out, from every receptionist that callers come to.",
        "A caller who mixes wrong keys and silence gets out, from every receptionist that callers come to.",
        "A caller who stays silent gets out.",
        "A caller who presses every key 15 s late gets out.",
        "A caller whose phone sends no keys gets out.",
        "Some caller gets to a blank destination (extension||).",
        "No caller gets to a blank destination (extension||).",
    ]
    table = json.loads(ivrsim("prove", tmp_path, "--table", "--format", "json").stdout)
    assert [one["destination"] for one in table["destinations"]] == ["department||10", None]
    assert table["callers"]["silent"] == {"reaches": None, "seconds": 10.0}
    assert table["callers"]["slow"]["reaches"] == []


def test_a_time_is_read_in_the_form_in_which_it_is_printed(ivrsim: Command, here: Path) -> None:
    """On the command line, in flow.yaml, and in a flow test."""
    done = ivrsim("prove", "example:clinic", "--within", "1 min 30 s", "--keys", "0")
    line = "✓ Some caller gets to a person within 1 min 30 s without a key."
    assert (done.returncode, line in done.stdout) == (0, True)
    shutil.copytree(CLINIC, here / "clinic")
    with (here / "clinic/flow.yaml").open("a", encoding="utf-8") as flow:
        flow.write("claims:\n  - {within: 1 min 30 s, keys: 0}\n")
    assert line in ivrsim("prove", "clinic").stdout
    tests = "tests:\n  - {name: soon, caller: '1', within: 1 min 30 s}\n"
    (here / "clinic/soon.calls.yaml").write_text(tests, encoding="utf-8")
    assert ivrsim("test", "clinic/soon.calls.yaml").returncode == 0


def test_ctrl_c_leaves_the_claims_that_were_judged(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("2 of 9 claims")
    done = ivrsim("prove", "example:clinic")
    assert (done.returncode, done.stderr) == (130, "")
    assert [line.partition(" (examined")[0] for line in done.stdout.splitlines()] == [
        '✓ Every caller who does not keep pressing a "back" key gets out.',
        "✓ A caller who stays silent gets out, from every receptionist that callers come to.",
        "Partial result: interrupted after 2 of 9 claims.",
    ]
    as_json = ivrsim("prove", "example:clinic", "--format", "json")
    assert (as_json.returncode, as_json.stderr) == (130, "Partial result: interrupted after 2 of 9 claims.\n")
    assert [claim["holds"] for claim in json.loads(as_json.stdout)] == [True, True]


def test_ctrl_c_while_the_flow_is_surveyed_leaves_nothing(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("1 of 2 receptionists")
    done = ivrsim("prove", "example:clinic")
    assert (done.returncode, done.stdout) == (130, "Partial result: interrupted after 1 of 2 receptionists.\n")


WORLD = """\
entry: main
timezone: Europe/London
schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}
numbers: {"+441632960001": time_condition||77}
receptionists: {main: {name: Main menu, destination_type: single, forward_destination_type: department,
  forward_destination_id: "7"}}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "voicemail||9"}
  department||7: {name: Desk, answers: person, rings: 15 s}
  voicemail||9: {name: Voicemail, answers: machine}
"""


def test_claims_in_every_world(ivrsim: Command, tmp_path: Path) -> None:
    flow = tmp_path / "flow.yaml"
    flow.write_text(WORLD, encoding="utf-8")
    done = ivrsim("prove", flow, "--number", "+441632960001", "--never", "Desk")
    failed = next(line for line in done.stdout.splitlines() if "FAILS" in line)
    assert failed == (
        "✗ FAILS: No caller gets to Desk (department||7). (while office is open) (examined 6 places, 56 moves)"
    )
    assert f"Play it: ivrsim play {flow} --number +441632960001 --given 'office: open'\n" in done.stdout
    assert "While office is open:\n\n  Where callers get to  " in done.stdout
    assert "While office is closed:\n\n  Where callers get to  " in done.stdout
    night = ivrsim("prove", flow, "--number", "+441632960001", "--never", "Desk", "--at", "2026-12-26T12:00")
    assert (night.returncode, "While" in night.stdout) == (0, False)


def test_the_table_of_every_world_as_json(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(WORLD, encoding="utf-8")
    tables = json.loads(ivrsim("prove", tmp_path, "--number", "+441632960001", "--table", "--format", "json").stdout)
    assert [(table["schedules"], table["callers"]["silent"]["reaches"]) for table in tables["worlds"]] == [
        ({"office": "open"}, "department||7"),
        ({"office": "closed"}, "voicemail||9"),
    ]


def test_a_caller_who_begins_elsewhere_than_the_number_plays_as_printed(ivrsim: Command, tmp_path: Path) -> None:
    write_world(tmp_path)
    text = (tmp_path / "flow.yaml").read_text(encoding="utf-8")
    text = text.replace("{name: Reception, answers: person}", "{name: Reception, answers: person, rings: 15 s}")
    text = text.replace("time_condition||77}\n", 'department||108000, "+441632960002": main, "+441632960003": night}\n')
    (tmp_path / "flow.yaml").write_text(text, encoding="utf-8")
    command = [
        "prove",
        tmp_path,
        "--number",
        "+441632960001",
        "--never",
        "Night voicemail",
        "--given",
        "everyone: picked up",
    ]
    shown = ivrsim(*command)
    line = next(line for line in shown.stdout.splitlines() if "Play it: ivrsim" in line)
    assert line.strip() == f"Play it: ivrsim play {tmp_path} --given 'everyone: picked up' --entry night --caller '1'"
    claims = json.loads(ivrsim(*command, "--format", "json").stdout)
    caller = next(claim["counterexample"] for claim in claims if not claim["holds"])
    assert (caller["entry"], "number" in caller) == ("night", False)
    played = ivrsim("play", tmp_path, "--caller", json.dumps(caller), "--format", "json")
    assert json.loads(played.stdout)["outcome"]["name"] == "Night voicemail"
