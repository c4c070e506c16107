"""``--variant``: every command that plays a flow plays it as it is to be for a while."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simulator.graph.coverage.tally import Coverage
from simulator.loader.flow_kinds import load
from simulator.report.cobertura import cobertura_xml, source_lines
from tests.cli.conftest import Command

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"
VARIANTS = """
variants:
  christmas:
    until: "2026-12-29T08:30+00:00"
    receptionists:
      main:
        destination_type: single
        recording: "@goodbye"
        forward_destination_type: voicemail
        forward_destination_id: "@Night voicemail"
"""
TEST = """\
tests:
  - {name: open, caller: '1', reaches: Booking desk}
  - {name: closed, variant: christmas, caller: '1', hears: goodbye, reaches: Night voicemail}
"""


@pytest.fixture
def closing(here: Path) -> Path:
    """The clinic with a variant in which it is closed, and a test of each."""
    shutil.copytree(CLINIC, here / "clinic")
    flow = here / "clinic" / "flow.yaml"
    flow.write_text(flow.read_text(encoding="utf-8") + VARIANTS, encoding="utf-8")
    (here / "both.calls.yaml").write_text(f"flow: clinic\n{TEST}", encoding="utf-8")
    return here


CLOSED = ("clinic", "--variant", "christmas")


@pytest.mark.usefixtures("closing")
def test_a_call_is_played_in_a_variant(ivrsim: Command) -> None:
    assert ivrsim("play", *CLOSED, "--reaches", "Night voicemail").stdout.splitlines()[0] == (
        "A call to Main menu, under acefone, variant christmas"
    )
    assert ivrsim("play", "clinic", "--reaches", "Night voicemail").returncode == 1


@pytest.mark.usefixtures("closing")
def test_an_unknown_variant_gets_the_nearest_one(ivrsim: Command) -> None:
    for command in ("play", "check", "show", "prove", "readings", "cover"):
        done = ivrsim(command, "clinic", "--variant", "chrismas")
        assert (done.returncode, done.stdout, done.stderr) == (
            2,
            "",
            "no variant 'chrismas'; did you mean christmas?\n",
        )


@pytest.mark.usefixtures("closing")
def test_show_and_check_and_readings(ivrsim: Command) -> None:
    assert "- A call begins at announcement “Main menu”." in ivrsim("show", *CLOSED).stdout
    assert "clinic (variant christmas): 2 receptionists, 3 warnings" in ivrsim("check", *CLOSED).stdout
    assert "1 of 1 destinations are the same" in ivrsim("readings", *CLOSED).stdout


@pytest.mark.usefixtures("closing")
def test_a_counterexample_is_told_with_the_variant(ivrsim: Command) -> None:
    done = ivrsim("prove", *CLOSED, "--never", "Night voicemail")
    assert (done.returncode, "Play it: ivrsim play clinic --variant christmas\n" in done.stdout) == (1, True)


@pytest.mark.usefixtures("closing")
def test_diff_takes_the_variant_of_the_new_side(ivrsim: Command) -> None:
    done = ivrsim("diff", "clinic", *CLOSED, "--format", "json", "--exit-code")
    told = json.loads(done.stdout)
    assert (done.returncode, told["old"], told["new"]) == (1, "clinic", "clinic (variant christmas)")


@pytest.mark.usefixtures("closing")
def test_tests_name_their_variant_or_take_the_one_that_is_asked_for(ivrsim: Command) -> None:
    done = ivrsim("test", "both.calls.yaml", "--format", "json")
    told = [(one["name"], one["passed"]) for one in json.loads(done.stdout)["tests"]]
    assert told == [("open", True), ("closed", True)]
    done = ivrsim("test", "both.calls.yaml", "--variant", "christmas", "--format", "json")
    assert [one["passed"] for one in json.loads(done.stdout)["tests"]] == [False, True]


def test_a_test_that_names_no_variant_of_the_flow(ivrsim: Command, closing: Path) -> None:
    test = "flow: clinic\nvariant: easter\ntests: [{name: a, variant: chrismas, reaches: Reception}]\n"
    (closing / "both.calls.yaml").write_text(test, encoding="utf-8")
    assert ivrsim("test", "both.calls.yaml").stderr.splitlines() == [
        "both.calls.yaml:2:10: variant: no variant 'easter'; the flow has christmas",
        "both.calls.yaml:3:28: variant: no variant 'chrismas'; did you mean christmas?",
    ]


@pytest.mark.usefixtures("closing")
def test_the_tests_that_cover_a_variant_name_it_and_pass(ivrsim: Command) -> None:
    assert ivrsim("cover", *CLOSED, "--output", "all.calls.yaml").returncode == 0
    assert ivrsim("test", "all.calls.yaml").returncode == 0
    left = ivrsim("cover", *CLOSED, "--missing-from", "all.calls.yaml", "--format", "text")
    assert left.stdout == "Nothing is left to cover.\n"


@pytest.mark.usefixtures("closing")
def test_what_only_a_variant_plays_is_used(ivrsim: Command) -> None:
    listed = json.loads(ivrsim("recordings", "clinic", "--format", "json").stdout)
    uses = next(one["used"] for one in listed if one["name"] == "goodbye")
    assert uses[-1] == {"receptionist": "main", "moment": "announcement (variant christmas)"}


@pytest.mark.usefixtures("closing")
def test_why_a_call_goes_as_it_does_is_told_by_the_file_that_says_it(ivrsim: Command) -> None:
    """The variant is flow.yaml's; main.yaml has not so many lines."""
    done = ivrsim("explain", *CLOSED, "--caller", "wait")
    flow = Path("clinic/flow.yaml").read_text(encoding="utf-8").splitlines()
    greeting, forward = (
        flow.index(f'        {line}: "@{name}"') + 1
        for line, name in (("recording", "goodbye"), ("forward_destination_id", "Night voicemail"))
    )
    assert [line.strip() for line in done.stdout.splitlines() if "yaml:" in line] == [
        f"clinic/flow.yaml:{greeting}",
        f"clinic/flow.yaml:{forward}",
    ]
    told = json.loads(ivrsim("explain", *CLOSED, "--caller", "wait", "--format", "json").stdout)
    assert [(reason["file"], reason["line"]) for turn in told for reason in turn["reasons"] if reason["file"]] == [
        ("clinic/flow.yaml", greeting),
        ("clinic/flow.yaml", forward),
    ]


@pytest.mark.usefixtures("closing")
def test_coverage_names_the_file_that_says_it() -> None:
    coverage = Coverage(load("clinic", variant="christmas"))
    root = ElementTree.fromstring(cobertura_xml([coverage], source_lines, version="0", timestamp=0))
    found = {(one.get("name"), one.get("filename")): len([*one.iter("line")]) for one in root.iter("class")}
    assert found == {
        ("main", "clinic/flow.yaml"): 2,
        ("billing", "clinic/billing.yaml"): 13,
    }
