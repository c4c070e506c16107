from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.conftest import Command, CtrlC

ROOT = Path(__file__).parents[2]

SMALL = """\
entry: main
receptionists:
  main:
    name: Main menu
    destination_type: multiple
    entries:
      - {option: "1", destination_type: department, destination_id: "10"}
      - {option: "2", destination_type: department, destination_id: "11"}
    timeout: 5
    incorrect_count: 0
    invalid_destination_type: hangup
    invalid_destination_id: "1"
    timeout_retries: 0
    timeout_destination_type: hangup
    timeout_destination_id: "1"
destinations:
  department||10: {name: Desk}
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small flow, where the command line is."""
    (tmp_path / "flow.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_suite_of_the_flow_here(small: Path, ivrsim: Command) -> None:
    shown = ivrsim("cover")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert (
        shown.stdout
        == """\
# Written by `ivrsim cover`: what callers go through today, as tests.
# 4 calls (4 steps) cover all 8 items of this flow.
# Fewer calls are not enough: 4 decisions end a call, and each needs its own call.
# One call for each item would take 8 calls (8 steps).
# An item is an option, a wrong key or a silence in one round of one menu, a recording, a destination,
# or a key into a recording. The calls that show an item say what is heard; others only where they end.

flow: .
tests:
  - {name: 1 reaches Desk, caller: "1", reaches: Desk}
  - {name: "2 reaches department||11", caller: "2", reaches: department||11}

  - name: a wrong key ends the call
    call:
      - hears: nothing
      - presses: "9"
      - menu hangs up

  - name: a silence ends the call
    call:
      - hears: nothing
      - silence
      - menu hangs up
"""
    )


def test_the_suite_is_listed_for_reading(small: Path, ivrsim: Command) -> None:
    assert ivrsim("cover", "--format", "text").stdout == (
        "4 calls (4 steps) cover all 8 items of this flow.\n"
        "Fewer calls are not enough: 4 decisions end a call, and each needs its own call.\n"
        "One call for each item would take 8 calls (8 steps).\n"
        "\n"
        "  '1'        1 reaches Desk\n"
        "  '2'        2 reaches department||11\n"
        "  '9'        a wrong key ends the call\n"
        "  'silence'  a silence ends the call\n"
    )


def test_a_file_passes_at_once_and_is_never_overwritten_unasked(small: Path, ivrsim: Command) -> None:
    written = ivrsim("cover", ".", "--output", "all.calls.yaml")
    assert (written.returncode, written.stdout) == (
        0,
        "all.calls.yaml: 4 calls (4 steps) cover all 8 items of this flow. Fewer calls are not enough: 4 decisions end "
        "a call, and each needs its own call. One call for each item would take 8 calls (8 steps).\n",
    )
    tested = ivrsim("test", "all.calls.yaml", "--coverage", "--fail-under", "100")
    assert (tested.returncode, tested.stdout.splitlines()[0]) == (0, "✓ all.calls.yaml  4 passed")
    again = ivrsim("cover", ".", "--output", "all.calls.yaml")
    assert (again.returncode, again.stderr) == (2, "all.calls.yaml already exists; use --force to overwrite it\n")
    assert ivrsim("cover", ".", "--output", "all.calls.yaml", "--force").returncode == 0


def test_cover_writes_only_what_other_tests_leave_out(small: Path, ivrsim: Command) -> None:
    (small / "own.calls.yaml").write_text("tests:\n  - {name: desk, caller: '1', reaches: Desk}\n", encoding="utf-8")
    shown = ivrsim("cover", "--missing-from", ".", "--format", "text").stdout.splitlines()
    assert shown[0] == "3 calls (3 steps) cover the 6 of 8 items of this flow that other tests leave out."
    ivrsim("cover", "--missing-from", ".", "--output", "rest.calls.yaml")
    assert ivrsim("test", "--coverage", "--fail-under", "100").returncode == 0
    same = (small / "rest.calls.yaml").read_text(encoding="utf-8")
    ivrsim("cover", "--missing-from", ".", "--output", "rest.calls.yaml", "--force")
    assert (small / "rest.calls.yaml").read_text(encoding="utf-8") == same
    nothing = ivrsim("cover", "--missing-from", ".", "--output", "more.calls.yaml")
    assert (nothing.returncode, nothing.stderr) == (
        0,
        "everything is covered already: more.calls.yaml is not written\n",
    )


def test_the_file_names_its_flow_by_the_way_from_its_folder(small: Path, ivrsim: Command) -> None:
    def flow_line(*arguments: str) -> str:
        shown = ivrsim("cover", *arguments).stdout
        return next(line for line in shown.splitlines() if line.startswith("flow:"))

    assert flow_line("example:single") == "flow: example:single"
    assert flow_line(str(ROOT / "flows/acefone-sample.json")).endswith("/flows/acefone-sample.json")
    (small / "tests").mkdir()
    ivrsim("cover", ".", "--output", "tests/all.calls.yaml")
    assert "\nflow: ..\n" in (small / "tests/all.calls.yaml").read_text(encoding="utf-8")
    assert ivrsim("test", "tests").returncode == 0


def test_another_entry_and_other_semantics_stand_in_the_file(small: Path, ivrsim: Command) -> None:
    copytree(ROOT / "flows/clinic", small / "clinic")
    arguments = ("--entry", "Billing", "--semantics", "freepbx", "--output", "clinic/billing.calls.yaml")
    assert ivrsim("cover", "clinic", *arguments).returncode == 0
    assert '\nentry: "Billing"\nsemantics: "freepbx"\n' in (small / "clinic/billing.calls.yaml").read_text(
        encoding="utf-8"
    )
    assert ivrsim("test", "clinic/billing.calls.yaml").returncode == 0


def test_the_heading_is_the_command_that_writes_the_calls_again(ivrsim: Command) -> None:
    number = ("--number", "+441632960040")
    world = ("--at", "25 Dec 2026 21:00", "--given", "Reception: picked up", "--given", "Appointments desk: no answer")
    shown = ivrsim("cover", "example:surgery", *number, *world, "--semantics", "freepbx")
    assert (shown.stderr, shown.stdout.splitlines()[:1]) == (
        "",
        [
            "# Written by `ivrsim cover example:surgery --number +441632960040 --semantics freepbx "
            "--at '25 Dec 2026 21:00' --given 'Reception: picked up' --given 'Appointments desk: no answer'`: "
            "what callers go through today, as tests."
        ],
    )


def test_cover_refuses_a_wrong_file_name_and_standard_input(small: Path, ivrsim: Command) -> None:
    def refusal(*arguments: str, stdin: str = "") -> tuple[int, str]:
        shown = ivrsim("cover", *arguments, stdin=stdin)
        return shown.returncode, shown.stderr.strip()

    assert refusal("--output", "all.yaml") == (
        2,
        "--output all.yaml: not a name of a test file; use NAME.calls.yaml, which ivrsim test finds",
    )
    assert refusal("-", stdin=SMALL) == (
        2,
        "tests name their flow by its file, and standard input has none; give FLOW as a file",
    )
    assert refusal("--missing-from", "nowhere")[0] == 2
    assert refusal("--output", "nowhere/all.calls.yaml")[0] == 2


def test_ctrl_c_leaves_the_calls_that_were_made(small: Path, ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("2 of 4 calls")
    done = ivrsim("cover")
    assert (done.returncode, done.stderr) == (130, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "# Partial result: interrupted after 2 of 4 calls."
    assert lines[6:] == [
        "tests:",
        '  - {name: 1 reaches Desk, caller: "1", reaches: Desk}',
        '  - {name: "2 reaches department||11", caller: "2", reaches: department||11}',
    ]


def test_ctrl_c_writes_no_file_that_is_not_whole(small: Path, ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("2 of 4 calls")
    done = ivrsim("cover", "--output", "all.calls.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (
        130,
        "",
        "Partial result: interrupted after 2 of 4 calls. all.calls.yaml is not written.\n",
    )
    assert not (small / "all.calls.yaml").exists()


def test_ctrl_c_before_the_first_call_leaves_nothing(small: Path, ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    for step, more in (("0 of 4 calls", " No call was made."), ("1 of 1 receptionists", "")):
        ctrl_c_at(step)
        done = ivrsim("cover")
        assert (done.returncode, done.stdout) == (130, "")
        assert done.stderr == f"Partial result: interrupted after {step}.{more}\n"
