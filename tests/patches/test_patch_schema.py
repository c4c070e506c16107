"""The schema of a patch: it takes what the reader takes, and has a word for each field."""

import json
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

from simulator.patches.edit_kinds import KINDS
from simulator.patches.patch_schema import patch_schema
from tests.patches import test_catalogue_fits, test_hours_fits, test_menu_fits, test_use_fits
from tests.patches.test_patch_file import GOOD, MISTAKES

SCHEMA = Draft7Validator(patch_schema())


def objections(text: str) -> int:
    return len([*SCHEMA.iter_errors(yaml.load(text, yaml.BaseLoader))])


def test_it_takes_every_patch_of_the_tests() -> None:
    Draft7Validator.check_schema(SCHEMA.schema)
    modules = (test_catalogue_fits, test_hours_fits, test_menu_fits, test_use_fits)
    patches = [patch for module in modules for patch in module.CASES]
    assert [patch for patch in patches if objections(patch)] == []
    assert objections(GOOD) == 0


def test_it_objects_to_each_line_with_a_mistake() -> None:
    wrong = [line for line in MISTAKES.splitlines() if not line.startswith((" ", "add_holiday"))]
    assert [line for line in wrong if not objections(line)] == []


def test_each_field_has_its_help(tmp_path: Path) -> None:
    kinds = patch_schema()["properties"]
    silent = [
        f"{kind}.{field}"
        for kind in KINDS
        for field, schema in kinds[kind]["anyOf"][0]["properties"].items()
        if "description" not in schema
    ]
    assert (silent, json.dumps(kinds).isascii()) == ([], True)
