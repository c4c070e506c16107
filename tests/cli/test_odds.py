"""``ivrsim odds``: the flags reach the computation; what it prints is tested in ``tests/report``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.callers.persona_file import shipped_file
from tests.cli.conftest import Command

OWN = """\
personas:
  - name: mine
    per_round: {right: .6, wrong: .2, silent: .15, hang_up: .05}
    prefers: {main: {"1": .1, "2": .2, "3": .1, "0": .6}}
    source: records of October 2026
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def values_of(ivrsim: Command, *arguments: str | Path) -> dict[str, Any]:
    done = ivrsim("odds", *arguments, "--format", "json")
    assert (done.stderr, done.returncode) == ("", 0)
    values: dict[str, Any] = json.loads(done.stdout)
    return values


def person(values: dict[str, Any]) -> float:
    share: float = values["personas"][-1]["person"]["share"]
    return share


def test_without_a_file_first_time_callers_are_assumed(ivrsim: Command) -> None:
    done = ivrsim("odds", "example:clinic")
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith(
        "1,000 callers, exactly. Persona “first-time” (ASSUMED; ivrsim odds --fit RECORDS measures it).\n\n"
    )
    assert "\nChange first, for shorter calls\n  greeting 8.2 s: each second cut saves " in done.stdout


def test_json_has_the_personas_and_their_mixture(ivrsim: Command, own: Path) -> None:
    values = values_of(ivrsim, "example:clinic", "--callers", own, "--percentiles", "--sensitivity", "--suggest-order")
    assert [*values] == ["personas", "assumed", "situations", "effects", "orders"]
    assert [(item["name"], item["share"]) for item in values["personas"]] == [("mine", 1.0), ("all", 1.0)]
    for item in values["personas"]:
        assert sum(outcome["share"] for outcome in item["outcomes"]) == pytest.approx(1, abs=1e-12)
        assert all([*outcome["seconds"]] == ["mean", "sd", "p50", "p90", "p99"] for outcome in item["outcomes"])
    assert values["orders"][0]["after"] == ["0", "2", "1", "3"]


def test_the_shipped_personas_are_printed_and_are_read_again(ivrsim: Command, tmp_path: Path) -> None:
    done = ivrsim("odds", "--print-personas")
    assert done.stdout == shipped_file().read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(done.stdout, encoding="utf-8")
    assert values_of(ivrsim, "example:clinic", "--callers", tmp_path / "mine.yaml") == values_of(
        ivrsim, "example:clinic", "--callers", "example:personas"
    )


def test_the_world_of_the_calls(ivrsim: Command) -> None:
    """At night the menus lead to nobody; over a week, as much of the time as the surgery is open."""
    flow = ("example:surgery", "--number", "+441632960040")
    day, night = (values_of(ivrsim, *flow, "--at", f"2026-12-21T{hour}:00") for hour in (10, 22))
    week = values_of(ivrsim, *flow, "--week")
    assert (person(night), week["assumed"]) == (0, ["Reception: picked up", "Appointments desk: picked up"])
    assert person(week) == pytest.approx(person(day) * 45.5 / 168, abs=1e-12)
    period = values_of(ivrsim, *flow, "--during", "2026-12-25/2026-12-26")
    assert (person(period), period["situations"]) == (0, [{"schedules": {"office": "holiday"}, "share": 1.0}])
    assert person(values_of(ivrsim, *flow, "--given", "everyone: no answer")) == 0


def test_a_persons_own_answers_come_before_those_of_the_command_line(ivrsim: Command, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("personas: [{name: a, per_round: {right: 1}, given: {Reception: {picked_up: .5, no_answer: .5}}}]")
    values = values_of(ivrsim, "example:surgery", "--callers", path, "--given", "everyone: no answer")
    shares = {item["name"]: item["share"] for item in values["personas"][-1]["outcomes"]}
    assert shares == {name: pytest.approx(share) for name, share in SHARES.items()}


SHARES = {"Prescription line": 1 / 3, "Voicemail": 1 / 2, "Reception": 1 / 6}
"""Nobody is at the desk, and half of those who want the reception are put through to the voicemail."""


def test_a_change_is_shown(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(MENU % 2, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(MENU % 0, encoding="utf-8")
    sides = tmp_path / "old.yaml", tmp_path / "new.yaml"
    done = ivrsim("odds", *sides, "--fail-under", "person=97.5%")
    complaint = "--fail-under person=97.5%: 85.8 % of callers reach a person\n"
    assert (done.stderr, done.returncode) == (complaint, 1)
    assert f"1,000 callers, exactly: {sides[0]} -> {sides[1]}" in done.stdout
    values = values_of(ivrsim, *sides, "--percentiles")
    assert [*values] == ["old", "new", "changes"]
    assert values["changes"]["person"] == [person(values["old"]), person(values["new"])]


MENU = """\
name: Main menu
destination_type: multiple
entries: [{option: "1", destination_type: department, destination_id: "7"}]
timeout: 5
incorrect_count: %d
timeout_retries: 2
invalid_destination_type: hangup
invalid_destination_id: "1"
timeout_destination_type: hangup
timeout_destination_id: "1"
"""


def test_a_share_just_below_its_floor_is_told_with_the_digits_that_show_it(ivrsim: Command) -> None:
    done = ivrsim("odds", "example:council", "--fail-under", "person=73%")
    assert (done.returncode, done.stderr) == (1, "--fail-under person=73%: 72.97 % of callers reach a person\n")


@pytest.mark.parametrize(
    ("floor", "code", "complaint"),
    [
        ("person=60%", 0, ""),
        ("person=99.5 %", 1, "--fail-under person=99.5 %: 66.0 % of callers reach a person\n"),
        ("Booking desk=25%", 1, "--fail-under Booking desk=25%: 24.4 % of callers end at Booking desk\n"),
        ("department||108000=20%", 0, ""),
    ],
)
def test_too_few_callers_at_an_end(ivrsim: Command, floor: str, code: int, complaint: str) -> None:
    done = ivrsim("odds", "example:clinic", "--fail-under", floor)
    assert (done.returncode, done.stderr) == (code, complaint)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--fail-under", "person"),
            "--fail-under: 'person' is not END=PERCENT; use person=90% or 'Booking desk=20%'\n",
        ),
        (
            ("--fail-under", "person=101%"),
            "--fail-under: 'person=101%' is not END=PERCENT; use person=90% or 'Booking desk=20%'\n",
        ),
        (
            ("--fail-under", "Bokking desk=9%"),
            "--fail-under: nothing is called 'Bokking desk'; did you mean Booking desk?\n",
        ),
        (("--week", "--at", "now"), "--at and --week both say when calls are made; use one of them\n"),
        (
            ("example:surgery", "--sensitivity"),
            "--sensitivity is about one flow; leave out example:clinic or example:surgery\n",
        ),
        (("--callers", "nowhere.yaml"), "nowhere.yaml: there is no such file or folder\n"),
    ],
)
def test_what_cannot_be_computed_is_one_message(ivrsim: Command, arguments: tuple[str, ...], message: str) -> None:
    done = ivrsim("odds", "example:clinic", *arguments)
    assert (done.stdout, done.stderr, done.returncode) == ("", message, 2)


def test_standard_input_is_one_file(ivrsim: Command) -> None:
    done = ivrsim("odds", "-", "--callers", "-", stdin="personas: []")
    message = "standard input holds the flow or the personas; give one of them as a file\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", message, 2)
    piped = ivrsim("odds", "example:clinic", "--callers", "-", stdin=OWN)
    assert piped.stdout.startswith("1,000 callers, exactly. Persona “mine” (records of October 2026).\n")


def test_every_late_reaction_has_its_place(ivrsim: Command, tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text(
        "personas:\n  - {name: a, per_round: {right: 1}, reaction: 5 s}\n  - {name: b, per_round: {right: 1}}\n"
        "  - {name: c, per_round: {right: 1}, reaction: 6 s}\n",
        encoding="utf-8",
    )
    done = ivrsim("odds", "example:clinic", "--callers", path)
    ending = "that Main menu waits for a first key; use a shorter reaction, or cue: prompt"
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr.splitlines() == [
        f"{path}:2:48: persona 'a': a reaction of 5 s is not below the 5 s {ending}",
        f"{path}:4:48: persona 'c': a reaction of 6 s is not below the 5 s {ending}",
    ]


def test_the_shipped_reaction_may_be_late_too(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "quick.yaml").write_text((MENU % 1).replace("timeout: 5", "timeout: 0.5"), encoding="utf-8")
    done = ivrsim("odds", tmp_path / "quick.yaml")
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr.endswith("(of a persona of your own: ivrsim odds --print-personas)\n")
