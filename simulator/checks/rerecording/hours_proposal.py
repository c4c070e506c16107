"""New words for a prompt that tells other hours than the catalogue or the schedule: one sentence that tells these."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from simulator.checks.rerecording.bill import PromptUse
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.rules.ivr706 import schedules_around, weekday_hours
from simulator.checks.scripts.hours import Span, parse_catalogue_hours, read_script_hours
from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.script_clauses import ScriptClause
from simulator.checks.scripts.spoken_hours import hours_sentence

_WEEK = range(7)


def propose_hours(
    pair: FlowPair, use: PromptUse, id: str, clauses: Sequence[ScriptClause], rules: Collection[str]
) -> dict[ScriptClause, str]:
    """Return the sentences that tell hours, with other words: the first tells all hours, the others go.

    Nothing for a rule that is not about the hours of a week, for a prompt that tells dates or keys in the same
    sentence, and for a language without words of its own for hours.
    """
    if not set(rules) <= {"IVR310", "IVR706"}:
        return {}
    telling: list[ScriptClause] = []
    for clause in clauses:
        hours = read_script_hours(clause.text, load_language(clause.language)) if clause.language else {}
        if hours and (clause.announced or not all(isinstance(day, int) for day in hours)):
            return {}
        telling += [clause] if hours else []
    if not telling:
        return {}
    language = load_language(telling[0].language)
    words = next((words for hours in _hours_meant(pair, use, id) if (words := hours_sentence(hours, language))), "")
    return {clause: words if index == 0 else "" for index, clause in enumerate(telling)} if words else {}


def _hours_meant(pair: FlowPair, use: PromptUse, id: str) -> Iterator[Mapping[int, Sequence[Span]]]:
    """Yield the hours that a prompt should tell: the catalogue's, else those of a schedule around its receptionist."""
    recording = pair.new.recordings.get(id)
    if recording is not None and recording.hours.strip():
        yield {day: spans for day, spans in parse_catalogue_hours(recording.hours).items() if isinstance(day, int)}
    for schedule in schedules_around(pair.new).get(use.receptionist, ()):
        weeks = {day: weekday_hours(schedule, day) for day in _WEEK}
        if all(weeks.values()):
            yield {day: hours[0] for day, hours in weeks.items()}
