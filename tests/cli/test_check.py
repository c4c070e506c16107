"""``ivrsim check``: what loading objects to, and the exit code."""

import json
from pathlib import Path

from tests.cli.conftest import Command, CtrlC

SINGLE = {
    "name": "Welcome",
    "destination_type": "single",
    "forward_destination_type": "department",
    "forward_destination_id": "7",
}


def test_a_flow_without_a_problem(ivrsim: Command) -> None:
    done = ivrsim("check", "example:clinic")
    assert (done.stdout, done.stderr, done.returncode) == (
        "example:clinic: 2 receptionists, no problem found\n",
        "",
        0,
    )


def test_a_flow_without_a_problem_as_json(ivrsim: Command) -> None:
    done = ivrsim("check", "example:clinic", "--format", "json")
    assert (json.loads(done.stdout), done.stderr, done.returncode) == ([], "", 0)


def test_one_receptionist_from_standard_input(ivrsim: Command) -> None:
    done = ivrsim("check", "-", stdin=json.dumps(SINGLE))
    assert (done.stdout, done.stderr, done.returncode) == (
        "standard input: 1 receptionist, no problem found\n",
        "",
        0,
    )


def test_the_nearest_flow_is_checked_where_none_is_given(ivrsim: Command, here: Path) -> None:
    (here / "one.json").write_text(json.dumps(SINGLE), encoding="utf-8")
    (here / "flow.yaml").write_text("receptionists: {one: one.json}", encoding="utf-8")
    assert ivrsim("check").stdout == "flow.yaml: 1 receptionist, no problem found\n"


def test_every_problem_of_every_file_at_once(ivrsim: Command, here: Path) -> None:
    (here / "one.json").write_text(json.dumps({**SINGLE, "timeout": -1}), encoding="utf-8")
    (here / "two.json").write_text(json.dumps({**SINGLE, "name": " "}), encoding="utf-8")
    (here / "flow.yaml").write_text("entry: one\nreceptionists: {one: one.json, two: two.json}", encoding="utf-8")
    for form in ("text", "json"):
        done = ivrsim("check", "flow.yaml", "--format", form)
        assert (done.stdout, done.returncode) == ("", 2)
        assert done.stderr.splitlines() == [
            "one.json:1:135: timeout: -1 is not a duration; use a number of seconds from 0 to 600",
            "two.json:1:10: name is blank; a name is needed",
        ]


def test_what_loading_notices_goes_beside_the_result(ivrsim: Command) -> None:
    done = ivrsim("check", "example:acefone-sample", "--select", "IVR1", "--format", "json")
    assert (done.stdout, done.returncode) == ("[]\n", 0)
    assert [line for line in done.stderr.splitlines() if not line.startswith("note: ")] == []
    assert "added_by" in done.stderr


# -- findings -----------------------------------------------------------------------------------

MENU = """\
name: Main menu
destination_type: multiple
recording: "101"
entries:
  - {option: "1", destination_type: department, destination_id: "7"}
timeout: 20
incorrect_count: 2
invalid_recording: "102"
recording_invalid: "103"
invalid_destination_type: hangup
invalid_destination_id: "0"   # out
timeout_retries: 2
timeout_retry_recording: "104"
timeout_recording: "105"
timeout_destination_type: extension
timeout_destination_id: "8"
"""
SELECT = ("--select", "IVR202,IVR605")
TEXT = """\
error IVR605 hangup-id-is-not-1
    main.yaml:11:25: invalid_destination_id of a hangup is 0; the provider's is always 1

warning IVR202 timeout-too-short-or-long
    main.yaml:6:10: timeout is 20 s, so long that the line seems dead; 3 to 10 s are usual

main.yaml: 1 receptionist, 1 error, 1 warning; ivrsim explain IVR605 says why
"""


def written(here: Path, menu: str = MENU) -> None:
    (here / "main.yaml").write_text(menu, encoding="utf-8")


def test_findings_as_text(ivrsim: Command, here: Path) -> None:
    written(here)
    done = ivrsim("check", "main.yaml", *SELECT)
    assert (done.stdout, done.stderr, done.returncode) == (TEXT, "", 1)


def test_every_finding_by_receptionist(ivrsim: Command, here: Path) -> None:
    written(here)
    assert ivrsim("check", "main.yaml", *SELECT, "--full").stdout.splitlines()[:3] == [
        "main (Main menu)",
        "  main.yaml:6:10: warning IVR202 timeout-too-short-or-long",
        "      timeout is 20 s, so long that the line seems dead; 3 to 10 s are usual",
    ]


def test_ctrl_c_leaves_the_findings_of_the_rules_that_have_run(ivrsim: Command, here: Path, ctrl_c_at: CtrlC) -> None:
    written(here)
    ctrl_c_at("1 of 2 rules")
    done = ivrsim("check", "main.yaml", *SELECT)
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        130,
        "",
        [
            "warning IVR202 timeout-too-short-or-long",
            "    main.yaml:6:10: timeout is 20 s, so long that the line seems dead; 3 to 10 s are usual",
            "",
            "main.yaml: 1 receptionist, 1 warning; ivrsim explain IVR202 says why",
            "Partial result: interrupted after 1 of 2 rules.",
        ],
    )
    as_json = ivrsim("check", "main.yaml", *SELECT, "--format", "json")
    assert (as_json.returncode, as_json.stderr) == (130, "Partial result: interrupted after 1 of 2 rules.\n")
    assert [finding["code"] for finding in json.loads(as_json.stdout)] == ["IVR202"]


def test_after_ctrl_c_no_file_is_changed_and_no_flow_called_sound(
    ivrsim: Command, here: Path, ctrl_c_at: CtrlC
) -> None:
    written(here)
    ctrl_c_at("0 of 2 rules")
    for flags in (("--fix",), ("--diff",), ("--write-baseline", "known.json")):
        done = ivrsim("check", "main.yaml", *SELECT, *flags)
        assert (done.returncode, done.stdout) == (130, "Partial result: interrupted after 0 of 2 rules.\n")
    assert sorted(path.name for path in here.iterdir()) == ["main.yaml"]
    assert (here / "main.yaml").read_text(encoding="utf-8") == MENU


def test_which_findings_make_the_exit_code(ivrsim: Command, here: Path) -> None:
    written(here)
    codes = {
        (rule, limit): ivrsim("check", "main.yaml", "--select", rule, "--fail-on", limit).returncode
        for rule in ("IVR202", "IVR605")
        for limit in ("error", "warning", "never")
    }
    assert codes == {
        ("IVR202", "error"): 0,
        ("IVR202", "warning"): 1,
        ("IVR202", "never"): 0,
        ("IVR605", "error"): 1,
        ("IVR605", "warning"): 1,
        ("IVR605", "never"): 0,
    }


def test_findings_for_programs(ivrsim: Command, here: Path) -> None:
    written(here)
    forms = {form: ivrsim("check", "main.yaml", *SELECT, "--format", form).stdout for form in FORMS}
    assert [one["code"] for one in json.loads(forms["json"])] == ["IVR202", "IVR605"]
    assert [one["check_name"][:6] for one in json.loads(forms["gitlab"])] == ["IVR202", "IVR605"]
    assert [one["ruleId"] for one in json.loads(forms["sarif"])["runs"][0]["results"]] == ["IVR202", "IVR605"]
    assert [line.partition(",")[0] for line in forms["github"].splitlines()] == [
        "::warning file=main.yaml",
        "::error file=main.yaml",
        "main.yaml: 1 receptionist",
    ]


FORMS = ("json", "sarif", "github", "gitlab")

OFFICE = """\
timezone: Europe/London
schedules:
  office:
    open: ["Mon-Fri 09:00-17:00", "Wed 08:00-10:00"]
    holidays: [{date: 2026-12-25, name: Christmas Day}]
receptionists: {main: main.yaml}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: voicemail||9001}
  voicemail||9001: {answers: machine}
numbers: {"+441632960001": time_condition||77}
"""


def test_findings_about_schedules_stand_in_flow_yaml(ivrsim: Command, here: Path) -> None:
    written(here)
    (here / "flow.yaml").write_text(OFFICE, encoding="utf-8")
    done = ivrsim("check", ".", "--select", "IVR7xx", "--format", "json")
    assert [(one["file"], one["line"], one["column"], one["code"]) for one in json.loads(done.stdout)] == [
        ("flow.yaml", 4, 35, "IVR703")
    ]
    silenced = OFFICE.replace('10:00"]', '10:00"]  # ivrsim: ignore IVR703 because Wednesday is told apart')
    (here / "flow.yaml").write_text(silenced, encoding="utf-8")
    assert ivrsim("check", ".", "--select", "IVR7xx").stdout == ".: 1 receptionist, no problem found (1 silenced)\n"


def test_rules_that_look_at_today_take_it_from_the_command_line(ivrsim: Command, here: Path) -> None:
    written(here)
    (here / "flow.yaml").write_text(OFFICE, encoding="utf-8")
    done = ivrsim("check", ".", "--select", "IVR711", "--today", "2027-01-10")
    assert (done.stdout, done.returncode) == (
        "warning IVR711 holidays-used-up\n"
        "    flow.yaml:5:15: the last holiday of office was on 2026-12-25, before 2027-01-10; "
        "add the dates of the next year\n\n"
        ".: 1 receptionist, 1 warning; ivrsim explain IVR711 says why\n",
        0,
    )
    wrong = ivrsim("check", ".", "--today", "tomorrow")
    assert (wrong.stderr, wrong.returncode) == ("--today: 'tomorrow' is not a date; use a date such as 2026-12-24\n", 2)


def test_a_flow_is_checked_as_it_is_called_on_a_number(ivrsim: Command, here: Path) -> None:
    written(here)
    (here / "flow.yaml").write_text(OFFICE, encoding="utf-8")
    assert ivrsim("check", ".", "--number", "+44 1632 960001", "--select", "IVR101").returncode == 0
    wrong = ivrsim("check", ".", "--number", "+44 1632 960001", "--entry", "main")
    assert (wrong.stderr, wrong.returncode) == (
        "--entry and --number both say where a call begins; use one of them\n",
        2,
    )


def test_a_baseline_leaves_only_what_is_new(ivrsim: Command, here: Path) -> None:
    written(here)
    wrote = ivrsim("check", "main.yaml", "--select", "IVR202", "--write-baseline", "known.json")
    assert (wrote.stdout, wrote.returncode) == ("known.json: 1 warning written as the baseline\n", 0)
    written(here, f"# a line more\n{MENU}")
    done = ivrsim("check", "main.yaml", *SELECT, "--baseline", "known.json")
    assert done.stdout.splitlines()[-1] == (
        "main.yaml: 1 receptionist, 1 error (1 in the baseline); ivrsim explain IVR605 says why"
    )


def test_certain_fixes_are_shown_and_applied(ivrsim: Command, here: Path) -> None:
    written(here)
    shown = ivrsim("check", "main.yaml", *SELECT, "--diff")
    assert [line for line in shown.stdout.splitlines() if line[0] in "+-"] == [
        "--- a/main.yaml",
        "+++ b/main.yaml",
        '-invalid_destination_id: "0"   # out',
        '+invalid_destination_id: "1"   # out',
    ]
    assert (here / "main.yaml").read_text(encoding="utf-8") == MENU
    done = ivrsim("check", "main.yaml", *SELECT, "--fix")
    assert (done.stderr, done.returncode) == ("fixed: main.yaml (1 change)\n", 0)
    assert (here / "main.yaml").read_text(encoding="utf-8") == MENU.replace('"0"', '"1"')


def test_what_came_with_the_package_is_not_mended(ivrsim: Command) -> None:
    done = ivrsim("check", "example:clinic", "--fix")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == "ivrsim check: --fix cannot write to example:clinic; give a file or a folder\n"


def test_a_comment_that_silences_nothing_any_more_is_told(ivrsim: Command, here: Path) -> None:
    written(here, MENU.replace("timeout: 20", "timeout: 5  # ivrsim: ignore IVR202 because of the lift"))
    done = ivrsim("check", "main.yaml", "--select", "IVR202")
    assert (done.stdout, done.returncode) == ("main.yaml: 1 receptionist, no problem found\n", 0)
    assert done.stderr == "note: main.yaml:6: IVR202 does not occur here; remove what silences it\n"


def test_records_of_past_calls_show_what_is_chosen_oftenest(ivrsim: Command, tmp_path: Path) -> None:
    calls = [{"call_id": number, "dtmf_input": "2" if number < 80 else "1"} for number in range(100)]
    calls.append({"call_id": 100, "ivr_id": "555", "dtmf_input": "1"})
    (tmp_path / "calls.jsonl").write_text("\n".join(map(json.dumps, calls)), encoding="utf-8")
    done = ivrsim("check", "example:clinic", "--records", str(tmp_path / "calls.jsonl"), "--format", "json")
    assert [(one["code"], one["receptionist"], one["message"]) for one in json.loads(done.stdout)] == [
        (
            "IVR409",
            "main",
            "callers of main press 2 most often (80 calls), but hear 1 first (20 calls): announce 2 first",
        )
    ]
    assert done.stderr.splitlines() == [
        f"note: {tmp_path / 'calls.jsonl'}: {note}"
        for note in (
            "101 calls with keys were read",
            "1 of 101 calls name a receptionist that is not in this flow",
            "nobody chose 3 and 0 in Main menu",
        )
    ]


def test_records_that_cannot_be_read(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "calls.jsonl").write_text('{"dtmf_input": "one"}', encoding="utf-8")
    done = ivrsim("check", "example:clinic", "--records", str(tmp_path / "calls.jsonl"))
    assert (done.stderr, done.returncode) == (
        f"{tmp_path / 'calls.jsonl'}:1: dtmf_input: not accepted; use keys (0-9, * and #)\n",
        2,
    )


def test_what_counts_as_documented_depends_on_the_dialect(ivrsim: Command, tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "flows" / "acefone-sample.json"
    found = {
        dialect: [
            one["field"]
            for one in json.loads(ivrsim("check", sample, "--select", "IVR609", "--format", "json", *flags).stdout)
        ]
        for dialect, flags in {"its own": (), "vr": ("--dialect", "vr")}.items()
    }
    assert found == {"its own": [], "vr": ["invalid_retries"]}  # one finding, which names timeout_retries too
