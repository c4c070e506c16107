"""What tells one difference between two flows from another: where it is, and what happens there."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, NamedTuple

from simulator.graph.compare.abreast import Pair, Sides, Way
from simulator.graph.compare.noticed import Cause
from simulator.graph.compare.side import Leg, phase

Kind = Literal["destination", "recording", "time", "template"]


class Spot(NamedTuple):
    """What tells one difference from another: its kind, the receptionists in both flows, and what happens there."""

    kind: Kind
    where: tuple[str, str]
    what: tuple[Hashable, ...]


def compared(sides: Sides, at: Pair, way: Way, how: str, *, templates: bool) -> Spot | None:
    """What an act shows, with the prompts of the round that it leads to."""
    old = way.old.then(sides.old.prompts(way.old.position))
    new = way.new.then(sides.new.prompts(way.new.position))
    after = where_of(Pair(way.old.position, way.new.position))
    where = where_of(at) if "" in after else after
    if isinstance(way.old.position, str) != isinstance(way.new.position, str):
        heard = min(len(way.old.sounds), len(way.new.sounds))  # the rest is that one call goes on
        old, new = (
            old._replace(sounds=old.sounds[:heard]),
            new._replace(sounds=new.sounds[:heard], elapsed=old.elapsed),
        )
    names = _names(old), _names(new)
    if names[0] != names[1]:
        return Spot("recording", where, _differing(*names))
    if old.sounds != new.sounds:
        lengths = tuple((one.recording, one != other) for one, other in zip(old.sounds, new.sounds, strict=True))
        return Spot("time", where, tuple(dict.fromkeys(name for name, differs in lengths if differs)))
    if old.elapsed != new.elapsed:
        return Spot("time", where, (how,))
    if templates and old.notes != new.notes:
        return Spot("template", where, (old.causes, old.notes, new.notes))
    return None


def parting(at: Pair, way: Way) -> Spot | None:
    """Where two flows come apart: they make something else of an act, or only one call ends by it, or elsewhere."""
    old, new = way.old, way.new
    over = isinstance(old.position, str) or isinstance(new.position, str)
    if way.tag and not (over and old.causes == new.causes):
        return Spot("destination", where_of(at), (way.tag,))
    if old.causes == new.causes and (not over or old.position == new.position):
        return None
    return Spot("destination", where_of(at), _made_of_it(old.causes, new.causes))


def decided(apart: Spot, at: Pair, way: Way) -> Spot:
    """What an act shows that flows make which came apart before.

    One choice that leads elsewhere is its own spot, whatever came before. Where the flows came apart by
    the first key of a code, so is each code of the one that waited.
    """
    old, new = way.old, way.new
    if old.causes and old.causes == new.causes and isinstance(old.position, str) and isinstance(new.position, str):
        return parting(at, way) or apart
    typing = phase(at.old) == "typing", phase(at.new) == "typing"
    if typing[0] == typing[1] or len(apart.what) != PARTED:
        return apart
    causes = way.old.causes if typing[0] else way.new.causes
    is_choice = any(cause.what == "choice" for cause in causes)
    return apart._replace(what=(*apart.what, causes)) if is_choice else apart


PARTED = 2
"""What a parting tells: what either flow makes of the act."""


def _made_of_it(old: tuple[Cause, ...], new: tuple[Cause, ...]) -> tuple[Hashable, ...]:
    """What two flows make of one act; a last wrong key is a wrong key where the other makes it none."""
    kinds = [{cause.what.removeprefix("last ") for cause in causes} for causes in (old, new)]
    if kinds[0] == kinds[1]:
        return old, new
    return tuple(tuple((cause.what.removeprefix("last "), cause.keys) for cause in causes) for causes in (old, new))


def _names(leg: Leg) -> tuple[str, ...]:
    return tuple(sound.recording for sound in leg.sounds)


def _differing(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two lists of recordings without what they begin and end with alike."""
    start = _alike(old, new)
    old, new = old[start:], new[start:]
    end = _alike(old[::-1], new[::-1])
    return old[: len(old) - end], new[: len(new) - end]


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many are the same from the start on."""
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


def where_of(at: Pair) -> tuple[str, str]:
    """The keys of the receptionists; where one call is over, the other's; empty before and after both."""
    old, new = ("" if isinstance(position, str) else position.receptionist for position in at)
    return old or new, new or old
