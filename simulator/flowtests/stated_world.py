"""The world that a test states for its call: the moment, the number that is rung, and what the world answers.

A test wins over its file, and both win over the command line; answers are taken name by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.callers.given_answers import GivenAnswers, parse_given
from simulator.callers.rehearsal import read_moment
from simulator.callers.voicemail_returns import Staying, find_staying
from simulator.callers.world import CallWorld, WorldSettings
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import Problem, ScriptError, UsageError
from simulator.fast_classes import NamedTuple
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path

if TYPE_CHECKING:
    from simulator.calendar.moments import Moment

BOTH_STARTS = "entry and number both say where the call begins; use one of them"


NO_ANSWERS: GivenAnswers = {}
"""Nothing is given. A plain mapping: what tests are loaded with is sent to other processes."""


class StatedWorld(NamedTuple):
    """The moment of a call, and the answers that are given, by the names that ``WorldSettings`` has for them."""

    moment: Moment | None = None
    given: GivenAnswers = NO_ANSWERS

    def call_world(self, flow: Flow) -> CallWorld | None:
        """The world of one call to the flow, or to a changed copy of it; None where the flow asks the world nothing."""
        return CallWorld(self.settings_in(flow)) if flow.routes else None

    @property
    def staying(self) -> Staying:
        """Return after which voicemails the caller stays on the line."""
        return find_staying(self.given)

    def settings_in(self, flow: Flow) -> WorldSettings:
        """The same for one flow."""
        settings = WorldSettings(flow, self.moment.instant if self.moment else None)
        settings.given = dict(self.given)  # resolved already, so that a mutant without a route refuses none of them
        return settings


NOTHING_STATED = StatedWorld()


class DefaultWorld(NamedTuple):
    """The world of tests that state no other: a moment, a number, and answers, as a command line has them.

    ``now`` is the instant from which moments such as ``tomorrow 20:00`` count; None: they are not accepted.
    """

    at: str = ""
    number: str = ""
    given: Mapping[str, Any] = NO_ANSWERS
    now: datetime | None = None

    def state_for(self, flow: Flow) -> StatedWorld:
        """The same, of one flow. Raises ``UsageError`` for a moment or an answer that it cannot have."""
        moment = self._moment_in(flow) if self.at else None
        try:
            return StatedWorld(moment, WorldSettings(flow, None, parse_given(self.given), plays=True).given)
        except ValueError as error:
            raise UsageError(f"given: {error}") from None

    def _moment_in(self, flow: Flow) -> Moment:
        from simulator.calendar.moments import parse_moment  # only for tests at a moment
        from simulator.calendar.zones import load_zone

        try:
            return parse_moment(self.at, load_zone(flow.timezone) if flow.timezone else None, self.now)
        except ValueError as error:
            raise UsageError(f"at: {error}") from None


NO_DEFAULTS = DefaultWorld()


class CallStart(NamedTuple):
    """The start of a call: a receptionist, or a number that is rung (empty: none)."""

    entry: str
    number: str = ""


class StatedWorldReader:
    """Reads what a file, and each of its tests, states; what is wrong joins ``problems``."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.problems = problems

    def read_world(self, base: Path, at: Any, given: Any, outer: StatedWorld) -> StatedWorld:
        """Read what the part at ``base`` states, with ``outer`` for the rest."""
        moment, answers = outer
        if at is not None and at is not REFUSED:
            # A moment says how the hours stand, so it wins over what somebody else gives; a switch has no hours.
            timed = {key for key, schedule in self.flow.schedules.items() if not schedule.is_switch}
            answers = {name: answer for name, answer in answers.items() if name not in timed}
            try:
                moment = read_moment(self.flow, str(at))
            except ScriptError as error:
                self._note((*base, "at"), str(error))
        if given is not None and given is not REFUSED:
            answers = {**answers, **dict(self._read_given((*base, "given"), given))}
        return StatedWorld(moment, answers)

    def _read_given(self, path: Path, given: Any) -> Iterator[tuple[str, Any]]:
        if not isinstance(given, dict):
            example = "{office: closed, Booking desk: no answer}"
            self._note(path, f"given: {quote_value(given)} is not accepted; use names with answers, such as {example}")
            return
        written: GivenAnswers = {}
        for name, value in given.items():
            if value is REFUSED:
                continue
            # Name after name, so that each problem has the place of its own name.
            try:
                answers = parse_given({name: value})
                yield from WorldSettings(self.flow, None, answers, plays=True).given.items()
                written = {**written, **answers}
                WorldSettings(self.flow, None, written, plays=True)  # refuses a second name of what has an answer
            except ValueError as error:
                self._note((*path, name), f"given: {error}")
            except UsageError as error:
                self._note((*path, name), str(error))

    def read_start(self, base: Path, entry: Any, number: Any, outer: CallStart) -> CallStart:
        """Read where the part at ``base`` says that calls begin; ``outer`` if it does not."""
        if entry is not None and number is not None:
            self._note((*base, "number"), BOTH_STARTS, key=True)
            return outer
        try:
            if number is not None and number is not REFUSED:
                return CallStart(outer.entry, self.flow.find_number(str(number)))
            if entry is not None and entry is not REFUSED:
                return CallStart(self.flow.find_receptionist(str(entry)))
        except UsageError as error:
            field = "entry" if number is None else "number"
            self._note((*base, field), f"{field}: {error}")
        return outer

    def _note(self, path: Path, message: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem_at(path, message, key=key))
