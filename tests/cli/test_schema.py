"""``ivrsim schema``: a JSON Schema for an editor."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from jsonschema import Draft7Validator

from simulator.cli.schema import HOMES, schema_line, schema_text

Command = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("kind", HOMES)
def test_it_prints_a_schema(ivrsim: Command, kind: str) -> None:
    done = ivrsim("schema", kind)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == schema_text(kind) + "\n"
    assert done.stdout.isascii()
    schema = json.loads(done.stdout)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_the_limits_of_rules_are_in_the_schema_of_a_flow() -> None:
    limits = json.loads(schema_text("flow"))["properties"]["checks"]["properties"]["limits"]
    assert (limits["additionalProperties"], len(limits["properties"])) == (False, 12)
    assert limits["properties"]["options"] == {
        "type": ["integer", "string"],
        "minimum": 1,
        "maximum": 1000,
        "description": "How many options a menu may have (IVR401; 7 by default).",
    }


def test_the_kinds_are_told_apart(ivrsim: Command) -> None:
    assert [json.loads(schema_text(kind))["required"] for kind in HOMES] == [
        ["receptionists"],
        ["name", "destination_type"],
        ["tests"],
        [],
    ]


def test_the_line_for_an_editor() -> None:
    assert schema_line("calls") == "# yaml-language-server: $schema=.ivrsim/schema/calls.json"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["flwo"],
            "ivrsim schema: 'flwo' is not accepted; "
            "use flow, receptionist, calls or patch; did you mean flow? (see ivrsim schema --help)\n",
        ),
        (
            [],
            "ivrsim schema: {flow,receptionist,calls,patch} is missing (see ivrsim schema --help)\n",
        ),
    ],
    ids=["misspelt", "missing"],
)
def test_another_kind_is_refused(ivrsim: Command, arguments: list[str], message: str) -> None:
    done = ivrsim("schema", *arguments)
    assert (done.stdout, done.stderr, done.returncode) == ("", message, 2)


def test_help_says_how_an_editor_finds_it(ivrsim: Command) -> None:
    assert "# yaml-language-server: $schema=.ivrsim/schema/receptionist.json" in ivrsim("schema", "--help").stdout
