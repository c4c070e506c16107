"""The findings of test calls about an engine, as text and as JSON: settled, left, and against every reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from simulator.calendar.moments import describe_moment
from simulator.config.semantics import Semantics, setting_text
from simulator.graph.identification.call_tree import Group
from simulator.graph.identification.engine_identification import EngineIdentification, EngineObjection, ReportedCall
from simulator.graph.identification.menu_approach import ringing_times
from simulator.graph.plain_words import count_noun, join_words, visible
from simulator.graph.readback.world_sentences import hours_words
from simulator.graph.state_words import describe_worlds
from simulator.report.telephone_words import TelephoneWords

DAYS_AHEAD = 60
TIMES_SHOWN = 2


class IdentificationSummary:
    """The lines and values about one identification; ``since`` is when calls could begin."""

    def __init__(self, identification: EngineIdentification, since: datetime) -> None:
        self.identification = identification
        self.approach = identification.calls.approach
        self.words = TelephoneWords(self.approach)
        self.since = since

    # -- before the calls -------------------------------------------------------------------------

    def heading(self, calls: int, *, all_made: bool = False) -> list[str]:
        """Return the lines before the calls: the number of readings and of calls, what stays open, and when to ring."""
        identification = self.identification
        number = len(identification.readings)
        if number == 1:
            return ["The provider's documents leave nothing open that a call could settle: there is one reading."]
        settle = f"{'' if all_made else 'at most '}{count_noun(calls, 'call')} {'settles' if calls == 1 else 'settle'}"
        dialect = identification.flow.dialect
        lines = [
            f"The provider's documents ({dialect} dialect) leave {number} readings of this menu: "
            f"{join_words([*identification.settings], most=9)} are open. {settle[0].upper()}{settle[1:]} "
            f"{'them' if identification.calls.tells_all_apart else 'what can be heard here'}."
        ]
        if not calls:
            lines[0] = f"{number} readings are open, and no call to this menu tells any of them apart."
        return [*lines, *self._inaudible_lines(), *self.ringing_lines()]

    def _inaudible_lines(self) -> list[str]:
        alike = max(self.identification.calls.tree.classes, key=len)
        hidden = self.inaudible(alike) if len(alike) > 1 else []
        if not hidden:
            return []
        return [
            f"Not every reading can be told from the others here: {join_words(hidden, most=9)} may stay open. "
            "The menu of example:probe shows everything: push it to a spare receptionist, and ring that."
        ]

    def ringing_lines(self) -> list[str]:
        """When the menu answers: the hours of the schedules before it, and the next times."""
        flow, approach = self.identification.flow, self.approach
        words = describe_worlds([approach.world], approach.worlds)
        if not words:
            return ["Ring at any time: no schedule decides which menu answers."]
        lines = [f"Ring while {words}."]
        for key in approach.world.states:
            schedule = flow.schedules[key]
            if schedule.is_switch:
                lines.append(f"{visible(key)} is a switch that is set by hand: set it before you ring.")
            else:
                hours = join_words([hours_words(line) for line in schedule.hours], most=len(schedule.hours))
                lines.append(f"{visible(key)} is open {hours} ({visible(flow.timezone)}).")
        times = list(self._next_times())
        if times:
            return [*lines, f"The menu answers {join_words(times)}."]
        timed = any(not flow.schedules[key].is_switch for key in approach.world.states)
        return [*lines, *([f"It does not answer on any of the next {DAYS_AHEAD} days."] if timed else [])]

    def _next_times(self) -> Iterator[str]:
        from simulator.calendar.zones import load_zone

        flow = self.identification.flow
        spans = ringing_times(flow, self.approach, self.since, self.since + timedelta(days=DAYS_AHEAD))
        for _, (start, end) in zip(range(TIMES_SHOWN), spans, strict=False):
            zone = load_zone(flow.timezone)
            first, last = describe_moment(start, zone), describe_moment(end, zone)
            yield f"from {first} to {last.rsplit(' ', 1)[1] if first[:-5] == last[:-5] else last}"

    # -- after them -------------------------------------------------------------------------------

    def progress_line(self, calls: Sequence[ReportedCall]) -> str:
        """Return the line of what is settled so far, and the number of readings left."""
        remaining = self.identification.remaining(calls)
        settled = self.settled_words(remaining)
        readings = count_noun(len(remaining), "reading", spell=False)
        return f"Settled: {settled or 'nothing yet'}. {readings} left."

    def settled_words(self, remaining: Group) -> str:
        """Return the settings that are settled, with their values."""
        settled = self.identification.settled_settings(remaining)
        words = [f"{name} {setting_text(value)}" for name, value in settled.items()]
        return join_words(words, most=12) if words else ""

    def inaudible(self, remaining: Group) -> list[str]:
        """Return the settings that differ between the remaining readings."""
        return [
            name for name in self.identification.settings if name not in self.identification.settled_settings(remaining)
        ]

    def objection_lines(self, calls: Sequence[ReportedCall]) -> list[str]:
        """Return the answers that no reading gives, next to what each reading says."""
        lines = [
            "No reading fits what was heard: this engine does something unknown to ivrsim, or an answer is mistaken."
        ]
        for objection in self.identification.objections(calls):
            call = calls[objection.call - 1]
            question = self.words.question(call.probe, objection.question)
            heard = self.words.answer_words(objection.question, objection.heard)
            lines.append(f"  call {objection.call} ({call.probe.line}): {question.text}")
            lines.append(f"      heard: {heard}")
            lines += [f"      {line}" for line in self._expected_lines(objection)]
        return lines

    def _expected_lines(self, objection: EngineObjection) -> Iterator[str]:
        for value, readings in objection.expected:
            text = self.words.answer_words(objection.question, value)
            settled = self.settled_words(frozenset(readings))
            yield f"{text}: {count_noun(len(readings), 'reading', spell=False)} ({settled or 'of every kind'})"

    def evidence(self, calls: Sequence[ReportedCall], day: str, *, synthetic: str | None) -> dict[str, Any]:
        """Return a profile's evidence: the day, the number, what could not be heard, and the calls with their answers.

        ``synthetic`` are the settings of an engine that played the telephone; None: none did.
        """
        flow, remaining = self.identification.flow, self.identification.remaining(calls)
        evidence: dict[str, Any] = {"date": day, "dialect": flow.dialect, "flow": flow.source}
        if self.approach.number:
            evidence["number"] = self.approach.number
        if synthetic is not None:
            evidence["synthetic"] = synthetic
        evidence["settled"] = [*self.identification.settled_settings(remaining)]
        evidence["open"] = self.inaudible(remaining)
        return {**evidence, "calls": [call_fields(self.words, call) for call in calls]}

    def as_json(self, calls: Sequence[ReportedCall], result: Semantics | None) -> dict[str, Any]:
        """Everything as JSON values; ``semantics`` is null where nothing is settled."""
        identification = self.identification
        remaining = identification.remaining(calls)
        return {
            "readings": len(identification.readings),
            "settings": {name: list(values) for name, values in identification.settings.items()},
            "calls_needed": identification.calls.calls_needed,
            "number": self.approach.number or None,
            "menu": self.approach.menu,
            "given": dict(self.approach.world.states),
            "calls": [call_fields(self.words, call) for call in calls],
            "settled": identification.settled_settings(remaining) if remaining else {},
            "remaining": [
                {name: getattr(identification.readings[index], name) for name in identification.settings}
                for index in sorted(remaining)
            ],
            "objections": [self._objection_json(objection) for objection in identification.objections(calls)]
            if not remaining
            else [],
            "semantics": result.label if result is not None else None,
        }

    def _objection_json(self, objection: EngineObjection) -> dict[str, Any]:
        words = self.words
        return {
            "call": objection.call,
            "question": [objection.question.kind, objection.question.subject],
            "heard": words.answer_words(objection.question, objection.heard),
            "expected": [
                {"answer": words.answer_words(objection.question, value), "readings": list(readings)}
                for value, readings in objection.expected
            ],
        }


def call_fields(words: TelephoneWords, call: ReportedCall) -> dict[str, Any]:
    """Return a call in the fields of a file of answers, so that it can be read again."""
    fields: dict[str, Any] = {"caller": call.probe.line}
    for question, answer in [*call.answers.items(), *((question, "not sure") for question in call.unsure)]:
        value = "-" if answer is None else answer
        if question.kind == "ended":
            fields["ended"] = value if value == "not sure" else words.place_words(str(value))
        elif question.kind == "order":
            fields["order"] = [words.sound_name(sound) for sound in value] if isinstance(value, tuple) else value
        else:
            key = words.sound_name(question.subject) if question.kind == "heard" else question.subject
            fields.setdefault(question.kind, {})[key] = value
    return fields | ({"remark": call.remark} if call.remark else {})
