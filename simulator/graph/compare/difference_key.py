"""Identity of a difference between two flows: where it is, and what happens there."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Literal, NamedTuple

from simulator.graph.compare.observation import telephone_of
from simulator.graph.compare.onset import Cause
from simulator.graph.compare.paired_acts import JointAct, PositionPair, Sides
from simulator.graph.compare.walk_side import Stretch, phase_of

Kind = Literal["destination", "recording", "time", "template"]


class DifferenceKey(NamedTuple):
    """The identity of a difference: its kind, the receptionists in both flows, and what happens there."""

    kind: Kind
    where: tuple[str, str]
    what: tuple[Hashable, ...]


def compare_round(
    sides: Sides, at: PositionPair, joint_act: JointAct, how: str, *, templates: bool
) -> DifferenceKey | None:
    """Return what an act shows, with the prompts of the round that it leads to."""
    prompts = sides.old.following_prompts(joint_act.old.position), sides.new.following_prompts(joint_act.new.position)
    if joint_act.old == joint_act.new and prompts[0] == prompts[1]:
        return None
    old, new = joint_act.old.followed_by(prompts[0]), joint_act.new.followed_by(prompts[1])
    after = receptionists_at(PositionPair(joint_act.old.position, joint_act.new.position))
    where = receptionists_at(at) if "" in after else after
    if isinstance(joint_act.old.position, str) != isinstance(joint_act.new.position, str):
        heard = min(len(joint_act.old.sounds), len(joint_act.new.sounds))  # the rest is that one call goes on
        old, new = (
            old._replace(sounds=old.sounds[:heard]),
            new._replace(sounds=new.sounds[:heard], elapsed=old.elapsed),
        )
    names = _sound_ids(old), _sound_ids(new)
    if names[0] != names[1]:
        return DifferenceKey("recording", where, _differing_middle(*names))
    if old.sounds != new.sounds:
        lengths = tuple(
            (old_sound.recording, old_sound != new_sound)
            for old_sound, new_sound in zip(old.sounds, new.sounds, strict=True)
        )
        return DifferenceKey("time", where, tuple(dict.fromkeys(name for name, differs in lengths if differs)))
    if old.elapsed != new.elapsed:
        return DifferenceKey("time", where, (how,))
    if templates and old.notes != new.notes:
        return DifferenceKey("template", where, (old.causes, old.notes, new.notes))
    return None


def find_parting(at: PositionPair, joint_act: JointAct) -> DifferenceKey | None:
    """Return how an act separates two flows: they take it differently, or only one call ends, or they end apart."""
    old, new = joint_act.old, joint_act.new
    over = isinstance(old.position, str) or isinstance(new.position, str)
    if joint_act.tag and not (over and old.causes == new.causes):
        return DifferenceKey("destination", receptionists_at(at), (joint_act.tag,))
    if (
        old.causes == new.causes
        and (not over or old.position == new.position)
        and telephone_of(old.position) == telephone_of(new.position)
    ):
        return None
    return DifferenceKey("destination", receptionists_at(at), _interpretations(old.causes, new.causes))


def key_after_parting(
    apart: DifferenceKey, at: PositionPair, joint_act: JointAct, awaits_code: int | None = None
) -> DifferenceKey:
    """Return what an act shows in flows that have already come apart.

    One choice that leads elsewhere is its own spot, whatever came before. Where the flows came apart by
    the first key of a code, so is each code of the one that waited: of the side that ``awaits_code``.
    """
    old, new = joint_act.old, joint_act.new
    if old.causes and old.causes == new.causes and isinstance(old.position, str) and isinstance(new.position, str):
        return find_parting(at, joint_act) or apart
    typing = phase_of(at.old) == "typing", phase_of(at.new) == "typing"
    if len(apart.what) != PARTED or (awaits_code is None and typing[0] == typing[1]):
        return apart
    waits = typing.index(True) if awaits_code is None else awaits_code
    causes = (joint_act.old, joint_act.new)[waits].causes
    is_choice = any(cause.what == "choice" for cause in causes)
    return apart._replace(what=(*apart.what, causes)) if is_choice else apart


def waiting_side(joint_act: JointAct, sides: tuple[int, ...]) -> int | None:
    """Return the first of these sides, 0 or 1, that waits for more of a code after an act; no code comes when dead."""
    positions = joint_act.old.position, joint_act.new.position
    phases = ["" if isinstance(position, str) else position.phase for position in positions]
    return next((side for side in sides if phases[side] == "collecting"), None)


PARTED = 2
"""Length of the ``what`` of a parting: how either flow takes the act."""


def _interpretations(old: tuple[Cause, ...], new: tuple[Cause, ...]) -> tuple[Hashable, ...]:
    """Return how two flows take one act; a last wrong key counts as a wrong key where the other flow sees none."""
    kinds = [{cause.what.removeprefix("last ") for cause in causes} for causes in (old, new)]
    if kinds[0] == kinds[1]:
        return old, new
    return tuple(tuple((cause.what.removeprefix("last "), cause.keys) for cause in causes) for causes in (old, new))


def _sound_ids(leg: Stretch) -> tuple[str, ...]:
    return tuple(sound.recording for sound in leg.sounds)


def _differing_middle(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two lists of recordings without what they begin and end with alike."""
    start = _common_prefix(old, new)
    old, new = old[start:], new[start:]
    end = _common_prefix(old[::-1], new[::-1])
    return old[: len(old) - end], new[: len(new) - end]


def _common_prefix(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """Return how many are the same from the start on."""
    return next(
        (at for at, (old_name, new_name) in enumerate(zip(old, new, strict=False)) if old_name != new_name),
        min(len(old), len(new)),
    )


def receptionists_at(at: PositionPair) -> tuple[str, str]:
    """The keys of the receptionists; where one call is over, the other's; empty before and after both."""
    old, new = ("" if isinstance(position, str) else position.receptionist for position in at)
    return old or new, new or old
