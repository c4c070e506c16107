"""A lock that git could not merge: both sides are read, and what they agree on is kept.

Two people push from two branches, and merge. Each side of the file is a whole lock. A receptionist that one
side alone knows was created on that branch, and stays. Where both know it under one id, it stays; what was
written last is known where they say the same. Two ids for one receptionist are a *clash*: one of them has to be
chosen, since a push would otherwise change the one and never again the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from simulator.provider.change.lock import OwnedReceptionist, Place

Places: TypeAlias = "Mapping[Place, Mapping[str, OwnedReceptionist]]"
Clashes: TypeAlias = "Mapping[Place, Mapping[str, tuple[OwnedReceptionist, OwnedReceptionist]]]"
"""What the two sides say of a receptionist where they disagree."""

_OURS, _BASE, _BETWEEN, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def first_mark(text: str) -> int | None:
    """The line with the first of git's marks, from 1; None where there is none."""
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line.startswith((_OURS, _BASE, _BETWEEN, _THEIRS))), None)


def split_sides(text: str) -> tuple[str, str]:
    """The texts of both sides. Raises ``ValueError`` where the marks are not in git's order."""
    ours: list[str] = []
    theirs: list[str] = []
    part = _THEIRS  # outside of a conflict, as after its end
    follows = {_OURS: (_THEIRS,), _BASE: (_OURS,), _BETWEEN: (_OURS, _BASE), _THEIRS: (_BETWEEN,)}
    for line in text.replace("\r\n", "\n").split("\n"):  # a name may hold other ends of lines
        mark = line[:7]
        if mark in follows:
            if part not in follows[mark]:
                raise ValueError(f"{mark} follows {part}")
            part = mark
            continue
        if part in (_OURS, _THEIRS):
            ours.append(line)
        if part in (_BETWEEN, _THEIRS):
            theirs.append(line)
    if part != _THEIRS:
        raise ValueError(f"{part} has no end")
    return "\n".join(ours), "\n".join(theirs)


def join_sides(ours: str, theirs: str) -> str:
    """One text with git's marks around two."""
    return f"{_OURS} ours\n{ours}{_BETWEEN}\n{theirs}{_THEIRS} theirs\n"


def merge_places(ours: Places, theirs: Places) -> tuple[Places, Clashes]:
    """Return what is certain of both, and where they disagree; of two ids for one receptionist none is certain."""
    places: dict[Place, dict[str, OwnedReceptionist]] = {}
    clashes: dict[Place, dict[str, tuple[OwnedReceptionist, OwnedReceptionist]]] = {}
    for place in dict.fromkeys((*ours, *theirs)):
        our_entries, their_entries = ours.get(place, {}), theirs.get(place, {})
        places[place] = {**our_entries, **their_entries}
        for key in sorted(our_entries.keys() & their_entries.keys()):
            if our_entries[key] != their_entries[key]:
                clashes.setdefault(place, {})[key] = our_entries[key], their_entries[key]
                del places[place][key]
    return places, clashes
