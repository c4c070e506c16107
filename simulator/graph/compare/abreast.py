"""What one caller can do at two positions at once, one in each of two flows.

A caller acts by rounds: presses keys once the menu listens, presses early into its prompts, or
stays silent; then comes the next round of either flow. So two flows stay in step although one of
them waits longer or says more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.core.events import KEYS
from simulator.graph.compare.acts import SILENCE, Act, How
from simulator.graph.compare.side import Leg, Position, Side, phase

Tag = Literal["", "early", "late"]


class Pair(NamedTuple):
    """A position in each of two flows."""

    old: Position
    new: Position


class Way(NamedTuple):
    """An act (None: no further key) and what it brings in each flow, ``before`` which some time goes by.

    ``tag`` names acts that one flow takes otherwise by their moment: a key into a recording that
    only one of them stops, and a key after only one of them has given up waiting.
    """

    act: Act | None
    old: Leg
    new: Leg
    tag: Tag = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """Two flows. ``early``: callers press into prompts, too."""

    old: Side
    new: Side
    early: bool = True

    def heard(self, at: Pair) -> tuple[Leg, Leg]:
        """The prompts heard out, in both."""
        return self.old.listen(at.old), self.new.listen(at.new)

    def ways(self, at: Pair) -> Iterator[Way]:
        """Everything that a caller can do next; keys alike only once, the first on the keypad."""
        if "typing" in (phase(at.old), phase(at.new)):
            yield from self._keys("further", at)
            yield self._no_further(at)
            return
        if self.early and "prompt" in (phase(at.old), phase(at.new)):
            yield from self._keys("prompt", at)
        heard = self.heard(at)
        listening = Pair(heard[0].position, heard[1].position)
        before = max(heard[0].elapsed, heard[1].elapsed)
        yield from self._keys("listening", listening, before)
        lapsed = Way(SILENCE, self.old.lapse(listening.old), self.new.lapse(listening.new), before=before)
        yield lapsed
        yield from self._late(listening, lapsed)

    def _keys(self, how: How, at: Pair, before: int = 0) -> Iterator[Way]:
        within = min((wait for wait in (self.old.wait(at.old), self.new.wait(at.new)) if wait), default=0)
        alike = set()
        for key, old, new in zip(KEYS, self.old.pressed(at.old), self.new.pressed(at.new), strict=True):
            if (id(old), id(new)) in alike or (old is None and new is None) or not within:
                continue
            alike.add((id(old), id(new)))
            tag: Tag = "early" if old is None or new is None else ""
            # who is not heard has used the round up: the caller goes on with the next one
            legs = old or self.old.silence(at.old), new or self.new.silence(at.new)
            yield Way(Act(how, key, within), *legs, tag, before)

    def _no_further(self, at: Pair) -> Way:
        """No further key; the flow that has decided already waits for the other."""
        old = self.old.lapse(at.old) if phase(at.old) == "typing" else Leg(at.old)
        new = self.new.lapse(at.new) if phase(at.new) == "typing" else Leg(at.new)
        return Way(None, old, new)

    def _late(self, listening: Pair, lapsed: Way) -> Iterator[Way]:
        """A key at the moment when one flow has given up waiting, and the other has not."""
        waits = self.old.wait(listening.old), self.new.wait(listening.new)
        if waits[0] == waits[1] or not all(waits):
            return
        at = Pair(
            lapsed.old.position if waits[0] < waits[1] else listening.old,
            lapsed.new.position if waits[1] < waits[0] else listening.new,
        )
        for way in self._keys("listening", at):
            assert way.act is not None, "a key is an act"
            yield way._replace(act=Act("late", way.act.key, min(waits)), tag="late", before=lapsed.before + min(waits))
