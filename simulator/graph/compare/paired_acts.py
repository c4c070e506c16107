"""Acts that one caller can take at two positions at once, one in each of two flows.

A caller acts by rounds: presses keys once the menu listens, presses early into its prompts, or
stays silent; then comes the next round of either flow. So two flows stay in step although one of
them waits longer or says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.config.routes import Answer
from simulator.core.events import KEYS
from simulator.graph.compare.caller_acts import SILENCE, CallerAct, How
from simulator.graph.compare.observation import telephone_of
from simulator.graph.compare.place_pairs import WorldAnswers
from simulator.graph.compare.walk_side import Position, Side, Stretch, phase_of, time_for_all_keys

Tag = Literal["", "early", "late"]


class PositionPair(NamedTuple):
    """A position in each of two flows."""

    old: Position
    new: Position


class JointAct(NamedTuple):
    """An act (None: no further key) and what it brings in each flow, ``before`` which some time goes by.

    ``tag`` names acts that one flow takes otherwise by their moment: a key into a recording that
    only one of them stops, and a key after only one of them has given up waiting. ``answers`` are those of
    the telephone that rings in each flow, where the world acts and not the caller.
    """

    act: CallerAct | None
    old: Stretch
    new: Stretch
    tag: Tag = ""
    before: int = 0
    answers: tuple[WorldAnswers, WorldAnswers] = ((), ())


@dataclass(frozen=True, slots=True)
class Sides:
    """Two flows. ``early``: callers press into prompts, too."""

    old: Side
    new: Side
    early: bool = True

    def spots_of(self, at: PositionPair) -> PositionPair:
        """Return the pair of positions by which a walk knows where it has been."""
        return PositionPair(self.old.spot_of(at.old), self.new.spot_of(at.new))

    def hear_prompts_out(self, at: PositionPair) -> tuple[Stretch, Stretch]:
        """The prompts heard out, in both."""
        return self.old.hear_prompts_out(at.old), self.new.hear_prompts_out(at.new)

    def joint_acts(
        self, at: PositionPair, is_useless: Callable[[Position], bool] = lambda position: False
    ) -> Iterator[JointAct]:
        """Everything that a caller can do next; keys alike only once, the first on the keypad.

        Keys that bring one and the same in both flows are left out where it is ``useless`` to come to that position.
        """
        if "typing" in (phase_of(at.old), phase_of(at.new)):
            yield from self._key_acts("further", at, is_useless)
            yield self._stop_typing(at)
            return
        if "alerting" in (phase_of(at.old), phase_of(at.new)):
            yield from self._world_answers(at)
            return
        if phase_of(at.old) == phase_of(at.new) == "announcing":
            yield from self._key_acts("over", at, is_useless)
            yield JointAct(None, self.old.let_wait_lapse(at.old), self.new.let_wait_lapse(at.new))
            return
        if self.early and "prompt" in (phase_of(at.old), phase_of(at.new)):
            yield from self._key_acts("prompt", at, is_useless)
        heard = self.hear_prompts_out(at)
        listening = PositionPair(heard[0].position, heard[1].position)
        before = max(heard[0].elapsed, heard[1].elapsed)
        yield from self._key_acts("listening", listening, is_useless, before)
        lapsed = JointAct(
            SILENCE, self.old.let_wait_lapse(listening.old), self.new.let_wait_lapse(listening.new), before=before
        )
        yield lapsed
        yield from self._late_keys(listening, lapsed)

    def _key_acts(
        self, how: How, at: PositionPair, is_useless: Callable[[Position], bool], before: int = 0
    ) -> Iterator[JointAct]:
        within = min((wait for wait in (self.old.wait_at(at.old), self.new.wait_at(at.new)) if wait), default=0)
        together = min((time for time in map(time_for_all_keys, at) if time), default=0) if how == "further" else 0
        alike = set()
        for key, old, new in zip(KEYS, self.old.press_each_key(at.old), self.new.press_each_key(at.new), strict=True):
            if (id(old), id(new)) in alike or (old is None and new is None) or not within:
                continue
            alike.add((id(old), id(new)))
            if old is new and old is not None and is_useless(old.position):
                continue
            tag: Tag = "early" if old is None or new is None else ""
            # who is not heard has used the round up: the caller goes on with the next one
            legs = old or self.old.stay_silent(at.old), new or self.new.stay_silent(at.new)
            yield JointAct(CallerAct(how, key, within, together), *legs, tag, before)

    def keep_step(self, joint_act: JointAct) -> JointAct:
        """Return an act after which both flows play announcements in which keys do something, or neither does.

        One that does so alone is heard out: a key into it is none that callers of both flows would press.
        """
        old, new = joint_act.old, joint_act.new
        if (phase_of(old.position) == "announcing") == (phase_of(new.position) == "announcing"):
            return joint_act
        return joint_act._replace(old=self.old.hear_announcements_out(old), new=self.new.hear_announcements_out(new))

    def _stop_typing(self, at: PositionPair) -> JointAct:
        """No further key; the flow that has decided already waits for the other."""
        old = self.old.let_wait_lapse(at.old) if phase_of(at.old) == "typing" else Stretch(at.old)
        new = self.new.let_wait_lapse(at.new) if phase_of(at.new) == "typing" else Stretch(at.new)
        return JointAct(None, old, new)

    def _world_answers(self, at: PositionPair) -> Iterator[JointAct]:
        """The answers of a telephone: to both flows where it is the same one, else to one of them.

        The flow in which none rings waits for the other.
        """
        telephones = telephone_of(at.old), telephone_of(at.new)
        asks_old, asks_new = bool(telephones[0]), bool(telephones[1]) and telephones[0] in ("", telephones[1])
        answers: dict[Answer | Literal[""], None] = dict.fromkeys(self.old.answers_at(at.old) if asks_old else ())
        answers |= dict.fromkeys(self.new.answers_at(at.new) if asks_new else ())
        if asks_old and asks_new and self.old.default_at(at.old) != self.new.default_at(at.new):
            answers[""] = None
        for answer in answers:
            old = self.old.hear_answer(at.old, answer) if asks_old else Stretch(at.old)
            new = self.new.hear_answer(at.new, answer) if asks_new else Stretch(at.new)
            given = ((telephones[0], answer),) if asks_old else (), ((telephones[1], answer),) if asks_new else ()
            yield JointAct(None, old, new, answers=given)

    def _late_keys(self, listening: PositionPair, lapsed: JointAct) -> Iterator[JointAct]:
        """A key at the moment when one flow has given up waiting, and the other has not."""
        waits = self.old.wait_at(listening.old), self.new.wait_at(listening.new)
        if waits[0] == waits[1] or not all(waits):
            return
        at = PositionPair(
            lapsed.old.position if waits[0] < waits[1] else listening.old,
            lapsed.new.position if waits[1] < waits[0] else listening.new,
        )
        for joint_act in self._key_acts("listening", at, lambda position: False):
            assert joint_act.act is not None, "a key is an act"
            yield joint_act._replace(
                act=CallerAct("late", joint_act.act.key, min(waits)), tag="late", before=lapsed.before + min(waits)
            )


def are_consistent(old: WorldAnswers, new: WorldAnswers) -> bool:
    """Return whether one world can answer so in both flows: the n-th asking of a telephone has one answer."""
    for telephone in {name for name, _ in old} & {name for name, _ in new}:
        answers = [[answer for name, answer in side if name == telephone] for side in (old, new)]
        if any(first != second for first, second in zip(*answers, strict=False)):
            return False
    return True
