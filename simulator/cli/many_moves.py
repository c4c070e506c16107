"""``ivrsim diff --all`` for a move: each flow on two engines, or the flows of one folder with those of another."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.loader.flow_location import named_flows, path_as_flow

_MOVING = ("--old-semantics", "--new-semantics", "--alike")
_OF_ONE = ("--certificate", "--verify")


class NamesakePair(NamedTuple):
    """Two flows to compare, as a command line names them."""

    old: str
    new: str


def is_many_moves(flags: Sequence[str]) -> bool:
    """Return whether the flags compare two systems. Raises ``UsageError`` for those of one comparison."""
    names = {flag.partition("=")[0] for flag in flags}
    for flag in _OF_ONE:
        if flag in names:
            raise UsageError(f"{flag} is of one comparison, and --all makes many; remove one of them")
    return any(flag in names for flag in _MOVING)


def pair_flows(folders: Sequence[str]) -> list[NamesakePair]:
    """Return the flows of one folder, each with itself, or those of two folders by their path there.

    A flow that only one of the folders has is paired with where the other one would be. Raises ``UsageError``.
    """
    if len(folders) > 2:
        raise UsageError(f"--all compares the flows of one folder, or of two, OLD and NEW; {len(folders)} are given")
    sides = [_flows_by_path(folder) for folder in folders or ["."]]
    if not any(sides):
        raise UsageError(f"no flow: there is no flow.yaml in {', '.join(folders) or '.'} or below")
    if len(sides) == 1:
        return [NamesakePair(flow, flow) for flow in sides[0].values()]
    old, new = sides
    return [
        NamesakePair(old.get(path) or _place_in(folders[0], path), new.get(path) or _place_in(folders[1], path))
        for path in sorted({*old, *new})
    ]


def _flows_by_path(folder: str) -> dict[str, str]:
    return {os.path.relpath(flow, folder): flow for flow in named_flows(folder)}


def _place_in(folder: str, path: str) -> str:
    return path_as_flow(os.path.normpath(Path(folder) / path))
