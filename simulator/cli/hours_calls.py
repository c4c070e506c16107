"""The tests of new hours: when open, when closed, on a holiday, and when nobody picks up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from simulator.calendar.schedule_clock import ScheduleClock, State
from simulator.calendar.wall_time import first_instant
from simulator.calendar.zones import load_zone
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import Trace
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.hours_interview import HoursAnswers
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.effects import Play, Ring
from simulator.flowtests.calls_writer import SuiteText
from simulator.flowtests.yaml_scalars import plain_scalar
from simulator.text.yaml_quotes import quote_yaml

HEADING = (
    "Calls at four moments: when open, when closed, on a holiday, and when nobody picks up.",
    "Run them:  ivrsim test",
)

DAYS_SEARCHED = 400
"""How many days from today a moment is looked for: a year and a bit, so that each day of the year is among them."""

_TIMES = tuple(time(hour, minute) for hour in (10, 14, 21, 12, 17, 8, 3, 23, 6, 0) for minute in (0, 30))
"""Times of day in the order in which they are tried: the plain ones first."""

HEARD_MOST = 8
"""How many recordings a test lists; of a longer call only the end is claimed."""


class HoursCall(NamedTuple):
    """One test: its name, and the call that shows it."""

    name: str
    script: CallerScript
    trace: Trace


def hours_calls(flow: Flow, answers: HoursAnswers, today: date) -> str:
    """The text of the tests; they say what callers go through with the flow as it is. ``today`` is where to begin."""
    calls = [*_Maker(flow, answers, today).calls()]
    heading = "\n".join(f"# {line}" for line in HEADING)
    return f"{heading}\n\ntests:\n" + "\n\n".join("\n".join(_test_lines(flow, call)) for call in calls) + "\n"


class _Maker:
    def __init__(self, flow: Flow, answers: HoursAnswers, today: date) -> None:
        self.flow = flow
        self.answers = answers
        self.today = today
        self.rehearsal = Rehearsal(flow)
        self.clock = ScheduleClock(flow.schedules[answers.schedule], load_zone(flow.timezone))

    def calls(self) -> Iterator[HoursCall]:
        what = self.answers.name or str(self.answers.condition)
        moments = {state: self._moment_of(state) for state in ("open", "closed", "holiday")}
        words = {"open": "is open", "closed": "is closed", "holiday": "is closed for a holiday"}
        for state, moment in moments.items():
            if moment is not None:
                script = self._best_script(moment, {}) if state == "open" else self._first_script(moment)
                yield self._make_call(f"a caller while {what} {words[state]}", script)
        if self.answers.desk is not None and moments["open"] is not None:
            name = self.flow.destination_name(self.answers.desk) or str(self.answers.desk)
            script = self._best_script(moments["open"], {name: "no answer"})
            yield self._make_call(f"a caller while nobody picks up at {name}", script)

    def _make_call(self, name: str, script: CallerScript) -> HoursCall:
        return HoursCall(name, script, self._play_script(script))

    def _play_script(self, script: CallerScript) -> Trace:
        return self.rehearsal.play_call(script).trace

    def _moment_of(self, state: State) -> str | None:
        """A moment from tomorrow on at which the schedule gives an answer; None: it never does."""
        holidays = [holiday.first for holiday in self.clock.schedule.holidays if holiday.last > self.today]
        near = [self.today + timedelta(number) for number in range(1, DAYS_SEARCHED)]
        for day in sorted(holidays) if state == "holiday" else near:
            for clock_time in _TIMES:
                wall = datetime.combine(day, clock_time)
                if self.clock.state_at(first_instant(wall, self.clock.zone)) == state:
                    return f"{wall:%Y-%m-%dT%H:%M}"
        return None

    def _make_script(self, moment: str, given: dict[str, str], press: str = "") -> CallerScript:
        steps = (ScriptStep(press=press),) if press else ()
        return CallerScript(number=self.answers.number, at=moment, given=given, steps=steps)

    def _first_script(self, moment: str) -> CallerScript:
        """The caller who presses the first key of the menu that they come to, or nothing where there is none."""
        return self._make_script(moment, {}, next(iter(self._keys_at(moment)), ""))

    def _best_script(self, moment: str, given: dict[str, str]) -> CallerScript:
        """The caller who makes the telephone ring that the hours are about, with one key at most; else the first."""
        for press in ("", *self._keys_at(moment)):
            script = self._make_script(moment, given, press)
            if any(self._is_desk(effect.destination) for effect in _trace_rings(self._play_script(script))):
                return script
        return self._first_script(moment).model_copy(update={"given": given})

    def _is_desk(self, destination: Destination) -> bool:
        return self.answers.desk is not None and destination.canonical == self.answers.desk.canonical

    def _keys_at(self, moment: str) -> list[str]:
        """The keys of the menu that a call comes to first at a moment."""
        entered = self._play_script(self._make_script(moment, {})).entry
        menu = self.flow.receptionists.get(entered or "")
        return [entry.option for entry in menu.entries or ()] if menu is not None and menu.is_menu else []


def _trace_rings(trace: Trace) -> Iterator[Ring]:
    for turn in trace.turns:
        yield from (effect for effect in turn.effects if isinstance(effect, Ring))


def _test_lines(flow: Flow, call: HoursCall) -> Iterator[str]:
    """Yield one test in the short form: where and when, what the world answers, what the caller does, how it ends."""
    script, trace = call.script, call.trace
    yield f"  - name: {quote_yaml(call.name)}"
    yield f"    number: {quote_yaml(script.number or '')}"
    yield f"    at: {quote_yaml(script.at or '')}"
    if script.given:
        yield f"    given: {{{', '.join(f'{quote_yaml(name)}: {answer}' for name, answer in script.given.items())}}}"
    yield f"    caller: {quote_yaml(script.as_line() or '')}"
    heard = [effect.recording for turn in trace.turns for effect in turn.effects if isinstance(effect, Play)]
    if len(heard) <= HEARD_MOST:
        yield f"    hears: {SuiteText(flow).recordings(heard)}"
    rung = [_destination_claim(flow, effect.destination) for effect in _trace_rings(trace)]
    if rung:
        names = ", ".join(rung)
        yield f"    rings: {names if len(rung) == 1 else f'[{names}]'}"
    if trace.kind == "routed" and trace.destination is not None:
        yield f"    reaches: {_destination_claim(flow, trace.destination)}"
    elif trace.kind == "endless":
        yield "    never ends: true"
    else:
        yield "    menu hangs up: true"


def _destination_claim(flow: Flow, destination: Destination) -> str:
    """A destination's name where it means this one alone, else ``type||id``."""
    name = flow.destination_name(destination)
    recordings = {recording.name for recording in flow.recordings.values()} | {*flow.recordings}
    usable = name is not None and name not in recordings and ":" not in name
    return plain_scalar(name if usable and name is not None else str(destination))
