"""The identification of the reading of the provider's documents that an engine follows, by telephone.

``EngineIdentification`` plans the calls to the menu of a flow that shows the most, and says which readings fit what
was heard. A person may not be sure of an answer: then the answer rules nothing out, and another call is made, the
easiest that tells any of the remaining readings apart. Where no reading fits, the engine does something that none
of them says, and ``objections`` tells what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from inspect import Parameter, signature

from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES, SETTINGS, Semantics
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple, dataclass
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers
from simulator.graph.compare.readings import ReadingComparison
from simulator.graph.identification.audible_call import TelephoneQuestion
from simulator.graph.identification.call_probe import CallProbe, QuestionAnswer
from simulator.graph.identification.call_tree import Group
from simulator.graph.identification.menu_approach import menu_approaches
from simulator.graph.identification.menu_calls import MenuCalls
from simulator.graph.work_step import WorkStep
from simulator.graph.worlds import ScheduleStates

_NO_MENU = (
    "no caller of this flow reaches a menu, so there is nothing to find out; use a flow whose number leads to one"
)

MORE_SETTINGS = tuple(
    name
    for name, parameter in signature(ReadingComparison).parameters.items()
    if parameter.kind is Parameter.KEYWORD_ONLY and parameter.default is False
)
"""The settings that ``ivrsim readings`` varies on request, by its flags: read off, so that a new one joins here."""


@dataclass(frozen=True, slots=True)
class ReportedCall:
    """A call that was made, with the answers to questions about it; ``unsure`` are those that were not sure."""

    probe: CallProbe
    answers: Mapping[TelephoneQuestion, QuestionAnswer]
    unsure: tuple[TelephoneQuestion, ...] = ()
    remark: str = ""

    def fits(self, reading: int) -> bool:
        """Return whether all answers are what would be heard under a reading."""
        return not self.objections(reading)

    def objections(self, reading: int) -> list[TelephoneQuestion]:
        """Return the questions whose answers are not what would be heard under a reading."""
        return [question for question, answer in self.answers.items() if not self.probe.fits(question, answer)[reading]]


class EngineObjection(NamedTuple):
    """An answer that some readings contradict: what was heard in which call (from 1), and what those readings say."""

    call: int
    question: TelephoneQuestion
    heard: QuestionAnswer
    expected: tuple[tuple[QuestionAnswer, tuple[int, ...]], ...]


class EngineIdentification:
    """The readings of a flow, and the calls to the menu that tells the most of them apart.

    ``settings`` are those that readings vary, with their values. ``steps`` have to be gone through before anything
    else is asked. ``varied`` are further settings that may differ (``MORE_SETTINGS``); ``fixed`` says how some
    schedules stand.
    """

    def __init__(self, flow: Flow, varied: Iterable[str] = (), *, fixed: ScheduleStates | None = None) -> None:
        self.flow = flow
        self.fixed = fixed or {}
        side = SideAnswers(self.fixed)
        self.comparison = _compare(flow, varied, FixedPair(side, side))
        self.readings = self.comparison.readings.readings
        self.settings = self.comparison.settings
        self._calls: MenuCalls | None = None

    @property
    def calls(self) -> MenuCalls:
        """The calls to the menu that was chosen."""
        assert self._calls is not None, "the steps were gone through"
        return self._calls

    @property
    def every(self) -> Group:
        """The numbers of all readings."""
        return frozenset(range(len(self.readings)))

    def steps(self) -> Iterator[WorkStep]:
        """Look for the calls, menu by menu. Raises ``UsageError`` where callers come to no menu."""
        for approach in menu_approaches(self.flow, self.fixed):
            calls = MenuCalls(approach, self.readings, self.comparison)
            yield from calls.steps()
            if self._calls is None or _rank(calls) > _rank(self._calls):
                self._calls = calls
            if calls.tells_all_apart:
                return
        if self._calls is None:
            raise UsageError(_NO_MENU)

    def remaining(self, calls: Sequence[ReportedCall]) -> Group:
        """Return the readings that fit everything that was heard."""
        return frozenset(index for index in self.every if all(call.fits(index) for call in calls))

    def next_probe(self, calls: Sequence[ReportedCall]) -> CallProbe | None:
        """Return the next call to make; None: no call would tell more, or no reading fits."""
        remaining = self.remaining(calls)
        if not remaining:
            return None
        # A call that was made already is worth no more than before: what was not sure in it would be so again.
        is_unsure = any(call.unsure for call in calls)
        return self.calls.tree.next_probe(remaining, [call.probe.line for call in calls] if is_unsure else ())

    def is_settled(self, remaining: Group) -> bool:
        """Return whether some reading is left, and no call to this menu tells the others that are left from it.

        Where no call tells anything, nothing is settled.
        """
        is_told = len(self.readings) == 1 or bool(self.settled_settings(remaining))
        return bool(remaining) and is_told and self.calls.tree.is_settled(remaining)

    def settled_settings(self, remaining: Group) -> dict[str, object]:
        """Return the settings that have one value in all the remaining readings, with it."""
        values = {name: {getattr(self.readings[index], name) for index in remaining} for name in self.settings}
        return {name: each.pop() for name, each in values.items() if len(each) == 1}

    def result(self, remaining: Group) -> Semantics:
        """Return the flow's semantics with all that is settled; a named profile where it has just these settings."""
        changed = self.flow.semantics.model_copy(update=self.settled_settings(remaining))
        return named_profile(changed)

    def wider_fits(self, reported: Sequence[ReportedCall]) -> int:
        """Return the number of readings that fit if all further settings may differ as well."""
        wider = _compare(self.flow, MORE_SETTINGS, self.comparison.fixed)
        readings = wider.readings.readings
        calls = MenuCalls(self.calls.approach, readings, wider)
        again = [replace(call, probe=calls.probe(call.probe.line)) for call in reported]
        return sum(all(call.fits(index) for call in again) for index in range(len(readings)))

    def objections(self, calls: Sequence[ReportedCall]) -> list[EngineObjection]:
        """Return the answers that the readings which come closest contradict, where none fits."""
        wrong = {index: sum(len(call.objections(index)) for call in calls) for index in self.every}
        closest = [index for index, number in wrong.items() if number == min(wrong.values())]
        return [
            EngineObjection(number, question, call.answers[question], _expected(call.probe, question, closest))
            for number, call in enumerate(calls, 1)
            for question in call.answers
            if any(question in call.objections(index) for index in closest)
        ]


def _compare(flow: Flow, varied: Iterable[str], fixed: FixedPair) -> ReadingComparison:
    return ReadingComparison(flow, fixed=fixed, **dict.fromkeys(varied, True))


def named_profile(semantics: Semantics) -> Semantics:
    """Return the shipped profile that has just these settings, else the semantics as they are."""
    settings = [getattr(semantics, name) for name in SETTINGS]
    if semantics == PROFILES[semantics.profile]:
        return semantics
    return next(
        (profile for profile in PROFILES.values() if [getattr(profile, name) for name in SETTINGS] == settings),
        semantics,
    )


def _rank(calls: MenuCalls) -> tuple[int, int]:
    return len(calls.tree.classes), -calls.calls_needed


def _expected(
    probe: CallProbe, question: TelephoneQuestion, readings: Sequence[int]
) -> tuple[tuple[QuestionAnswer, tuple[int, ...]], ...]:
    readings_by_answer: dict[QuestionAnswer, list[int]] = {}
    for index in readings:
        readings_by_answer.setdefault(probe.answer_under(question, index), []).append(index)
    return tuple((answer, tuple(indices)) for answer, indices in readings_by_answer.items())
