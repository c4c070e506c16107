"""The commands that a pipeline or a hook runs, checked against the parsers of the commands themselves."""

import shlex
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from simulator.cli.commands import BY_NAME

ENDS = {">", ">>", "|", ";", "&&", "then", "fi"}


def scripts(tree: Any) -> Iterator[str]:
    """What a pipeline gives to a shell, wherever it stands."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in ("run", "script", "before_script", "after_script"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from scripts(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from scripts(item)


def commands(script: str) -> Iterator[list[str]]:
    """Each call of ``ivrsim`` in a script: its words, the name left out."""
    for line in script.splitlines():
        words = shlex.split(line, comments=True)
        for at, word in enumerate(words):
            if word == "ivrsim" and (at == 0 or words[at - 1] in {*ENDS, "if", "!"}):
                end = next((place for place in range(at, len(words)) if words[place] in ENDS), len(words))
                yield words[at + 1 : end]


def read(words: list[str]) -> Any:
    """The arguments, as the command itself reads them; raises ``UsageError``."""
    assert words[0] in BY_NAME, words
    return import_module(f"simulator.cli.{words[0]}").build_parser().read_arguments(words[1:])
