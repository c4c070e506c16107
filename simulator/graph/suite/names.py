"""Names for the calls of a generated suite, as a person would name them.

``a second wrong key hears sorry again, then 1 reaches Booking desk``: what the caller does, and at the
point that the call is the first to show, what is heard there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.callers.script import Step
from simulator.config.flow import Flow
from simulator.graph.coverage.item_words import ItemWords, nth
from simulator.graph.coverage.items import Item, recording_in
from simulator.graph.suite.maker import Made, SuiteCall
from simulator.graph.wording import counted, visible

NAME_MOST = 110
"""A name longer than this tells only where the call ends up, and how it goes on there."""

_SILENCES = {1: "silence", 2: "silence twice"}


class Taken(NamedTuple):
    """A decision with the step that makes it; ``ends``: it is the last thing that the caller does."""

    made: Made
    step: Step
    ends: bool


@dataclass(slots=True)
class CallNames:
    """Names that are each given once."""

    flow: Flow
    words: ItemWords = field(init=False)
    _given: set[str] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        self.words = ItemWords(self.flow)

    def name(self, call: SuiteCall) -> str:
        """A name for a call that no call before it has."""
        visits = list(_visits(call))
        hangs_up = ["the caller hangs up"] if call.trace.kind == "abandoned" else []
        phrases = [phrase for visit in visits for phrase in self._phrases(call, visit)]
        name = _joined([*phrases, *hangs_up]) if phrases else f"every caller {self._going(call)}"
        if len(name) > NAME_MOST:
            *before, last = (visit[0].made.item.receptionist for visit in visits)
            back = "back in" if last in before else "in"
            name = f"{back} {self.words.receptionist(last)}, {_joined([*self._phrases(call, visits[-1]), *hangs_up])}"
        return self._once(name)

    def _once(self, name: str) -> str:
        given, number = name, 2
        while given in self._given:
            given, number = f"{name} (way {number})", number + 1
        self._given.add(given)
        return given

    def _phrases(self, call: SuiteCall, visit: Sequence[Taken]) -> list[str]:
        """What happens between entering a receptionist and leaving it."""
        told: list[str] = []
        counts = {"wrong": 0, "silence": 0}
        for run in _runs(visit):
            item = run[-1].made.item
            if item.kind == "choice":
                told.append(self._choice(call, run[-1]))
            else:
                counts[item.kind] += len(run)
                told.append(self._mistakes(call, run, counts[item.kind]))
        return told

    def _choice(self, call: SuiteCall, taken: Taken) -> str:
        item = taken.made.item
        pressed = f"{item.what}{_early(taken)}"
        if taken.ends:
            return f"{pressed} {self._going(call)}"
        target = self.flow.target(self.flow.receptionists[item.receptionist].options[item.what].destination)
        return f"{pressed} for {self.words.destination(target or '')}"

    def _mistakes(self, call: SuiteCall, run: Sequence[Taken], number: int) -> str:
        """So many wrong keys, or silences; what the last of them hears, where this call shows it first."""
        item, leaves = run[-1].made.item, run[-1].made.leaves
        noun, early = ("wrong key" if item.kind == "wrong" else "silence"), _early(run[-1])
        heard = self._heard(item, final=leaves) if item in call.first else ""
        nth_one = f"{nth(number, noun)}{early}"
        if run[-1].ends:
            return f"{nth_one}{f' hears {heard} and' if heard else ''} {self._going(call)}"
        if heard:
            return f"{nth_one} hears {heard}{' again' if number > 1 and not leaves else ''}"
        if item.kind == "silence" and len(run) in _SILENCES:
            return _SILENCES[len(run)]
        return f"{f'a {noun}' if len(run) == 1 else counted(len(run), noun)}{early}"

    def _heard(self, item: Item, *, final: bool) -> str:
        role = f"{item.kind} {'final' if final else 'retry'}"
        menu = self.flow.receptionists[item.receptionist]
        id = recording_in(menu, role) or (None if final else menu.greeting)
        return visible(self.flow.recording_name(id)) if id else ""

    def _going(self, call: SuiteCall) -> str:
        """How the call ends."""
        match call.trace.kind:
            case "routed" if call.trace.destination is not None:
                return f"reaches {self.words.destination(str(call.trace.destination))}"
            case "hung_up":
                return "ends the call"
            case _:
                return "never gets out"


def _early(taken: Taken) -> str:
    return " into the recording" if taken.step.cue == "prompt" else ""


def _visits(call: SuiteCall) -> list[list[Taken]]:
    """The decisions between entering a receptionist and leaving it, visit by visit."""
    steps = [step for step in call.script.steps if not step.hangup]
    hangs_up = len(steps) < len(call.script.steps)
    visits: dict[int, list[Taken]] = {}
    for number, (made, step) in enumerate(zip(call.path, steps, strict=False), 1):
        taken = Taken(made, step, ends=number == len(steps) and not hangs_up)
        visits.setdefault(made.visit, []).append(taken)
    return list(visits.values())


def _runs(visit: Sequence[Taken]) -> Iterator[list[Taken]]:
    """Equal mistakes in a row."""
    run: list[Taken] = []
    for taken in visit:
        kind = taken.made.item.kind
        if run and (kind != run[-1].made.item.kind or kind == "choice"):
            yield run
            run = []
        run.append(taken)
    yield run


def _joined(phrases: Sequence[str]) -> str:
    *most, last = phrases
    return f"{', '.join(most)}, then {last}" if most else last
