"""YAML to a plain tree in which every scalar stays the text that its author wrote.

The parser's events are walked one by one, not by the recursive composer: so nothing is resolved
(``17:30``, ``no`` and ``012`` stay text), ten thousand brackets are one message, and it is faster
than the node graph. Positions are kept only for what is wrong.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from simulator.config.values import PlainNumber
from simulator.load import yaml_traps
from simulator.load.places import REFUSED, Fault, Unreadable

Loader = type["yaml.SafeLoader | yaml.CSafeLoader"]

LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it: ten times faster."""

DEPTH_MOST = 50
"""How deep values may nest; a flow needs 6."""

VALUES_MOST = 5_000_000
"""How many values a file may hold, containers and their ends counted."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER = re.compile(r"-[0-9]+|-?[0-9]+\.[0-9]*|-?\.[0-9]+")


class Tree:
    """A tree, and what was wrong on the way to it.

    ``repeated`` tells that a key came twice (the first holds); the places are looked up later.
    """

    __slots__ = ("faults", "repeated", "root")

    def __init__(self) -> None:
        self.root: Any = None
        self.faults: list[Fault] = []
        self.repeated = False


def yaml_tree(text: str, loader: Loader = LOADER) -> Tree:
    """The tree of the one document in a text. Raises ``Unreadable`` where there is none."""
    parser = loader(text)
    try:
        return _Building().run(parser.get_event)
    except yaml.YAMLError as error:
        raise yaml_traps.explained(text, error) from None
    finally:
        parser.dispose()
