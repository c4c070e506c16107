"""Names for the calls of a generated suite, as a person would name them.

``a second wrong key hears sorry again, then 1 reaches Booking desk``: what the caller does, and at the
point that the call is the first to show, what is heard there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.callers.caller_script import ScriptStep
from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import CoverageItem, recording_in
from simulator.graph.coverage.item_words import ItemWords, nth_words
from simulator.graph.plain_words import count_noun, visible
from simulator.graph.suite.suite_call import SuiteCall
from simulator.words.phrases import join_words

NAME_MOST = 110
"""A name longer than this tells only where the call ends up, and how it goes on there."""

_SILENCES = {1: "silence", 2: "silence twice"}


class TakenStep(NamedTuple):
    """A decision with the step that makes it.

    ``leaves``: it leaves the receptionist; ``ends``: it is the last thing that the caller does.
    """

    item: CoverageItem
    leaves: bool
    step: ScriptStep
    ends: bool


@dataclass(slots=True)
class CallNames:
    """Names that are each given once."""

    flow: Flow
    words: ItemWords = field(init=False)
    _given: set[str] = field(default_factory=set, repr=False)
    _onward: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """By a menu and its option: where a choice leads that does not end the call."""

    def __post_init__(self) -> None:
        self.words = ItemWords(self.flow)

    def name_call(self, call: SuiteCall) -> str:
        """A name for a call that no call before it has."""
        visits = _split_visits(call)
        hangs_up = ["the caller hangs up"] if call.kind == "abandoned" else []
        if visits:
            name = self._full_name(call, visits, hangs_up) or self._short_name(call, visits, hangs_up)
        else:
            name = f"every caller {self._ending_phrase(call)}"
        if world := self._world_phrase(call):
            name = f"{name} ({world})"
        return self._make_unique(name)

    def _full_name(self, call: SuiteCall, visits: Sequence[Sequence[TakenStep]], hangs_up: list[str]) -> str:
        """Return all that happens in a call; nothing where that is too long."""
        phrases: list[str] = []
        for visit in visits:
            phrases += self._visit_phrases(call, visit)
            if sum(map(len, phrases)) > NAME_MOST:  # most calls of a large flow are: the rest need not be worded
                return ""
        name = _join_phrases([*phrases, *hangs_up])
        return name if len(name) <= NAME_MOST else ""

    def _short_name(self, call: SuiteCall, visits: Sequence[Sequence[TakenStep]], hangs_up: list[str]) -> str:
        """Return what happens in the last receptionist alone."""
        *before, last = [visit[0].item.receptionist for visit in visits]
        back = "back in" if last in before else "in"
        last_visit = _join_phrases([*self._visit_phrases(call, visits[-1]), *hangs_up])
        return f"{back} {self.words.receptionist_name(last)}, {last_visit}"

    def _world_phrase(self, call: SuiteCall) -> str:
        """Return what the world answers in a call, where it is not what callers usually meet."""
        given = call.given.items()
        return ", ".join([f"{visible(asked)} {answer}" for asked, answer in given if answer != "open"])

    def _make_unique(self, name: str) -> str:
        given, number = name, 2
        while given in self._given:
            given, number = f"{name} (way {number})", number + 1
        self._given.add(given)
        return given

    def _visit_phrases(self, call: SuiteCall, visit: Sequence[TakenStep]) -> list[str]:
        """Return what happens between entering a receptionist and leaving it."""
        phrases: list[str] = []
        counts = {"wrong": 0, "silence": 0}
        for run in _mistake_runs(visit):
            item = run[-1].item
            if item.kind == "choice":
                phrases.append(self._choice_phrase(call, run[-1]))
            else:
                counts[item.kind] += len(run)
                phrases.append(self._mistake_phrase(call, run, counts[item.kind]))
        return phrases

    def _choice_phrase(self, call: SuiteCall, taken: TakenStep) -> str:
        item = taken.item
        pressed = f"{item.what}{_early_word(taken)}"
        if taken.ends:
            return f"{pressed} {self._ending_phrase(call)}"
        choice = item.receptionist, item.what
        onward = self._onward.get(choice)
        if onward is None:
            onward = self._onward[choice] = self._onward_phrase(*choice)
        return f"{pressed} {onward}"

    def _onward_phrase(self, key: str, option: str) -> str:
        destination = self.flow.receptionists[key].options[option].destination
        if destination.leads_back:
            return "to go back"
        target = self.flow.receptionist_for(destination) or str(destination)
        return f"for {self.words.destination_name(target)}"

    def _mistake_phrase(self, call: SuiteCall, run: Sequence[TakenStep], number: int) -> str:
        """So many wrong keys, or silences; what the last of them hears, where this call shows it first."""
        item, leaves = run[-1].item, run[-1].leaves
        noun, early = ("wrong key" if item.kind == "wrong" else "silence"), _early_word(run[-1])
        heard = self._heard_phrase(item, final=leaves) if item in call.first else ""
        nth_one = f"{nth_words(number, noun)}{early}"
        if run[-1].ends:
            return f"{nth_one}{f' hears {heard} and' if heard else ''} {self._ending_phrase(call)}"
        if heard:
            return f"{nth_one} hears {heard}{' again' if number > 1 and not leaves else ''}"
        if item.kind == "silence" and len(run) in _SILENCES:
            return _SILENCES[len(run)]
        return f"{f'a {noun}' if len(run) == 1 else count_noun(len(run), noun)}{early}"

    def _heard_phrase(self, item: CoverageItem, *, final: bool) -> str:
        role = f"{item.kind} {'final' if final else 'retry'}"
        menu = self.flow.receptionists[item.receptionist]
        id = recording_in(menu, role) or (None if final else menu.greeting)
        return visible(self.flow.recording_name(id)) if id else ""

    def _ending_phrase(self, call: SuiteCall) -> str:
        """Return how the call ends."""
        match call.kind:
            case "routed" if call.destination is not None:
                return f"reaches {self.words.destination_name(str(call.destination))}"
            case "hung_up":
                return "ends the call"
            case _:
                return "never gets out"


def _early_word(taken: TakenStep) -> str:
    return " into the recording" if taken.step.cue == "prompt" else ""


def _split_visits(call: SuiteCall) -> list[list[TakenStep]]:
    """The decisions between entering a receptionist and leaving it, visit by visit."""
    steps = [step for step in call.steps if not step.hangup]
    last = len(steps) if len(steps) == len(call.steps) else 0
    visits: list[list[TakenStep]] = []
    enters, number = True, 0
    for cover in call.covers:
        for item in cover.decisions[: len(steps) - number]:
            if enters:
                visits.append([])
                enters = False
            number += 1
            visits[-1].append(TakenStep(item, cover.leaves, steps[number - 1], ends=number == last))
        enters = enters or cover.enters
    return visits


def _mistake_runs(visit: Sequence[TakenStep]) -> Iterator[list[TakenStep]]:
    """Equal mistakes in a row."""
    run: list[TakenStep] = []
    for taken in visit:
        kind = taken.item.kind
        if run and (kind != run[-1].item.kind or kind == "choice"):
            yield run
            run = []
        run.append(taken)
    yield run


def _join_phrases(phrases: Sequence[str]) -> str:
    return join_words(phrases, last=", then ", most=len(phrases))
