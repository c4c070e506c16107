"""``.pre-commit-hooks.yaml``: what it runs is there."""

import tomllib
from pathlib import Path

import yaml

from tests.cli.pipelines import commands, read

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_each_hook_is_a_command() -> None:
    assert [(hook["id"], hook["entry"]) for hook in HOOKS] == [
        ("ivrsim-check", "ivrsim check"),
        ("ivrsim-test", "ivrsim test"),
    ]
    for hook in HOOKS:
        (words,) = commands(f"{hook['entry']} flows/clinic")
        read(words)


def test_the_program_comes_with_this_repository() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert {hook["entry"].split()[0] for hook in HOOKS} <= scripts.keys()
    assert {hook["language"] for hook in HOOKS} == {"python"}
    assert {hook["pass_filenames"] for hook in HOOKS} == {False}
