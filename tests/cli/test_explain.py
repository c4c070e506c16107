"""``ivrsim explain``: the page of a rule."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

from simulator.checks.base import PAGE
from simulator.checks.registry import codes

Command = Callable[..., CompletedProcess[str]]


def test_the_page_of_a_rule(ivrsim: Command) -> None:
    done = ivrsim("explain", "IVR605")
    lines = done.stdout.splitlines()
    assert lines[:2] == ["IVR605 hangup-id-is-not-1 (error)", ""]
    assert [line.removeprefix("## ") for line in lines if line.startswith("## ")] == list(PAGE)
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_rule_is_known_by_its_name_too(ivrsim: Command) -> None:
    assert ivrsim("explain", "hangup-id-is-not-1").stdout == ivrsim("explain", "ivr605").stdout


def test_without_a_rule_all_are_listed(ivrsim: Command) -> None:
    lines = ivrsim("explain").stdout.splitlines()
    assert lines[0] == "IVR1xx structure"
    assert [line.split()[0] for line in lines if line.startswith("  IVR")] == list(codes())
    assert lines[-1] == "ivrsim explain RULE prints a rule's page."


def test_as_json(ivrsim: Command) -> None:
    (page,) = json.loads(ivrsim("explain", "IVR605", "--format", "json").stdout)
    assert {**page, "page": ""} == {
        "code": "IVR605",
        "name": "hangup-id-is-not-1",
        "severity": "error",
        "title": "Hang-up with another id than 1",
        "page": "",
    }


def test_a_rule_that_there_is_not(ivrsim: Command) -> None:
    done = ivrsim("explain", "IVR6O5")
    assert (done.stdout, done.stderr, done.returncode) == ("", "no rule 'IVR6O5'; did you mean IVR605?\n", 2)


def test_why_a_call_ended_is_not_told_yet(ivrsim: Command) -> None:
    done = ivrsim("explain", "--caller", "1")
    assert (done.stdout, done.returncode) == ("", 2)
    assert "--caller is not there yet" in done.stderr
