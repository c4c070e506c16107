"""``ivrsim schema``: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from simulator.cli.arguments import Parser, one_of
from simulator.cli.screen import say
from simulator.words.markup import dump_json
from simulator.words.sanitizer import OutputText

HOMES = {
    "flow": ("simulator.loader.flow_schema", "flow_schema"),
    "receptionist": ("simulator.loader.receptionist_schema", "receptionist_schema"),
    "calls": ("simulator.flowtests.calls_schema", "calls_schema"),
    "patch": ("simulator.patches.patch_schema", "patch_schema"),
}
"""Each kind of file, and what makes its schema."""

IN_A_FLOW = ("flow", "receptionist", "calls")
"""The kinds of the files in a flow's folder."""

FOLDER = ".ivrsim/schema"
"""Where ``ivrsim init`` puts the schemas, in a flow's folder: editors find them without a network."""

_HOW = f"""example:
  ivrsim schema receptionist > {FOLDER}/receptionist.json

An editor that knows the YAML language server reads the schema that a file names in its first line
(ivrsim init writes the schemas and the lines):

  # yaml-language-server: $schema={FOLDER}/receptionist.json"""


def run(arguments: list[str]) -> int:
    """Print one schema."""
    parser = Parser("schema", "print the JSON Schema of a kind of file, for editors", "")
    parser.epilog = _HOW
    parser.add_argument(
        "kind",
        type=one_of(*HOMES),
        metavar="{" + ",".join(HOMES) + "}",
        help="the kind of file: a flow.yaml, a receptionist, *.calls.yaml, or a patch",
    )
    options = parser.read_arguments(arguments)
    say(schema_text(options.kind))
    return 0


def schema_text(kind: str) -> OutputText:
    """The schema of a kind of file, as JSON."""
    from simulator.checks.registry import limits_by_code

    module, name = HOMES[kind]
    make_schema: Callable[..., dict[str, Any]] = getattr(import_module(module), name)
    # flow.yaml may set limits of rules, which the rules alone know
    schema = make_schema(limits_by_code()) if kind == "flow" else make_schema()
    return dump_json(schema, indent=2)


def schema_line(kind: str) -> str:
    """The line at the top of a file that tells an editor of its schema."""
    return f"# yaml-language-server: $schema={FOLDER}/{kind}.json"
