"""``ivrsim check``: what loading objects to, and the exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Command = Callable[..., CompletedProcess[str]]

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
            "one.json:1:135: timeout: -1 is no time; seconds as a number from 0 to 600 are accepted",
            "two.json:1:10: name is blank; a name is needed",
        ]


def test_what_loading_notices_goes_beside_the_result(ivrsim: Command) -> None:
    done = ivrsim("check", "example:acefone-sample", "--format", "json")
    assert (done.stdout, done.returncode) == ("[]\n", 0)
    assert [line for line in done.stderr.splitlines() if not line.startswith("note: ")] == []
    assert "added_by" in done.stderr
