import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess
from xml.etree import ElementTree as Xml

import pytest

from tests.flowtests.voicemail_flow import CALL, write_voicemail_flow

ROOT = Path(__file__).parents[2]
Command = Callable[..., CompletedProcess[str]]


@pytest.fixture
def single(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the smallest flow with one test, where the command line is."""
    copytree(ROOT / "flows/single", tmp_path / "single")
    for path in (tmp_path / "single").glob("*.calls.yaml"):
        path.unlink()
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "single/one.calls.yaml"
    path.write_text("tests:\n  - {name: all, caller: hangup, hears: greeting}\n", encoding="utf-8")
    return tmp_path


def test_the_report_stands_behind_the_results(single: Path, ivrsim: Command) -> None:
    (single / "single/one.calls.yaml").write_text(
        "tests:\n"
        "  - name: gone\n"
        "    call: [{caller hangs up: {after: 1 s, during: greeting}}]\n"
        "    never: [Workshop]\n",
        encoding="utf-8",
    )
    shown = ivrsim("test", "--coverage")
    assert (shown.returncode, shown.stdout.splitlines()[-8:]) == (
        0,
        [
            "",
            "Coverage of single: 1 of 2 items (50.0 %)",
            "",
            "         choices  wrong keys  silences  recordings  destinations  barge-in     all",
            "Welcome        -           -         -         1/1           0/1         -  50.0 %",
            "",
            "Not covered, with the shortest caller who would cover it:",
            "  Welcome: passing through to Workshop  --caller ''",
        ],
    )


def test_files_for_programs_and_servers(single: Path, ivrsim: Command) -> None:
    shown = ivrsim("test", "--coverage-json", "c.json", "--coverage-xml", "c.xml", "--fail-under", "100%")
    assert (shown.returncode, "Coverage" in shown.stdout) == (0, False)
    told = json.loads((single / "c.json").read_text(encoding="utf-8"))
    assert (told["covered"], told["of"], told["flows"][0]["receptionists"][0]["receptionist"]) == (2, 2, "welcome")
    root = Xml.fromstring((single / "c.xml").read_text(encoding="utf-8"))
    assert [item.get("filename") for item in root.iter("class")] == ["single/welcome.yaml"]


def test_too_little_is_an_exit_code_and_a_message(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = ivrsim("test", "flows/clinic", "-k", "confused", "--fail-under", "90")
    assert (shown.returncode, shown.stderr.splitlines()[-1].partition("; ")[2]) == (1, "--fail-under requires 90 %")


def test_beside_results_in_json_the_text_goes_to_standard_error(single: Path, ivrsim: Command) -> None:
    shown = ivrsim("test", "--format", "json", "--coverage")
    assert json.loads(shown.stdout)["failed"] == 0
    assert "Coverage of " in shown.stderr


def test_a_test_under_other_semantics_counts_for_nothing(single: Path, ivrsim: Command) -> None:
    (single / "single/one.calls.yaml").write_text(
        "tests:\n  - {name: all, semantics: freepbx, caller: silence, reaches: Workshop}\n", encoding="utf-8"
    )
    shown = ivrsim("test", "--coverage")
    assert shown.stdout.splitlines()[-1] == ("1 test asks for other semantics than the flow's and is not counted here")
    asked = ivrsim("test", "--coverage", "--semantics", "freepbx").stdout
    assert "Coverage of single: 2 of 2 items (100 %)" in asked


def test_coverage_refuses_flags_that_it_cannot_satisfy(single: Path, ivrsim: Command) -> None:
    def refusal(*arguments: str) -> tuple[int, str]:
        shown = ivrsim("test", *arguments)
        return shown.returncode, shown.stderr.strip()

    assert refusal("--fail-under", "101") == (
        2,
        "ivrsim test: --fail-under: '101' is not accepted; use a number from 0 to 100 (see ivrsim test --help)",
    )
    assert refusal("--coverage-xml", "no/c.xml") == (2, "--coverage-xml no/c.xml: the folder no does not exist")
    assert refusal("--coverage", "-n", "4") == (2, "-n 4: coverage is collected in one process; remove -n")


def test_the_shipped_flows_are_covered_by_their_tests(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shipped = ["flows/clinic", "flows/council", "flows/single", "flows/surgery"]
    shown = ivrsim("test", *shipped, "--coverage", "--fail-under", "100")
    assert (shown.returncode, [line for line in shown.stdout.splitlines() if line.startswith("Coverage of")]) == (
        0,
        [
            "Coverage of flows/clinic: 136 of 136 items (100 %)",
            "Coverage of flows/council: 946 of 946 items (100 %)",
            "Coverage of flows/single: 2 of 2 items (100 %)",
            "Coverage of flows/surgery: 114 of 114 items (100 %)",
        ],
    )


def test_what_a_caller_covers_who_stays_after_a_voicemail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ivrsim: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    write_voicemail_flow(tmp_path)
    (tmp_path / "t.calls.yaml").write_text(CALL, encoding="utf-8")
    shown = ivrsim("test", "--coverage", "--coverage-json", "c.json")
    rows = [line.split() for line in shown.stdout.splitlines() if line.startswith(("Main  ", "Billing  "))]
    assert rows == [
        ["Main", "2/12", "0/4", "0/4", "1/1", "2/5", "0/1", "-", "18.5", "%"],
        ["Billing", "1/2", "0/1", "0/1", "1/1", "1/4", "0/1", "-", "30.0", "%"],
    ]
    note = "In 1 test the caller stays on the line after a voicemail: the message and the way back are not counted"
    assert shown.stdout.splitlines()[-1] == note
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["stayed"] == 1
    missing = ivrsim("cover", "--missing-from", "t.calls.yaml", "--format", "text").stdout
    assert "cover the 33 of 41 items of this flow that other tests leave out." in missing
