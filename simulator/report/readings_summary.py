"""The dependence of a flow on undocumented settings, as text and as JSON: what a caller gets under which readings.

A setting is explained once, above the callers for whom it matters; each caller is a command line to play.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from simulator.callers.caller_script import DEFAULT_AFTER
from simulator.config.documentation import is_open, leaning, settled_value, status_words
from simulator.config.semantics import NOTES, SETTINGS, Semantics
from simulator.core.places import to_milliseconds
from simulator.graph.compare.caller_words import (
    describe_ending,
    ending_name,
    recording_words,
    shell_words,
)
from simulator.graph.compare.differences import ABANDONED
from simulator.graph.compare.reading_settings import DIALLING, LISTED, WAYS
from simulator.graph.compare.readings import (
    Dependency,
    ReadingOutcome,
    Readings,
    dependency_caller,
    world_values,
)
from simulator.graph.plain_words import duration_words, join_words

WIDTH = 96
OUTCOMES_MOST = 4
"""The outcomes that a sentence names before it only counts the others."""

RECORDINGS_MOST = 6
"""The recordings of one outcome that are all named; of more, the first five."""


def readings_lines(readings: Readings) -> Iterator[str]:
    """Lay out the readings of a flow as text: the verdict, each setting that matters, and the sources."""
    count = len(readings.readings)
    if (profile := readings.flow.semantics.switch) is not None:
        yield f"Nothing is open: under {profile}, FreeSWITCH runs the menus, and its rules were measured."
        return
    yield f"{count} readings: every combination of {join_words(list(readings.settings))}"
    yield ""
    yield from _wrap_bullet(_destination_words(readings))
    yield from _wrap_bullet(_verdict_words(readings))
    yield from dependency_lines(readings)
    settings = {item.setting for item in readings.dependencies}
    without = [name for name in readings.settings if name not in settings]
    if without:
        yield ""
        yield from _wrap_bullet(f"Nothing here depends on {join_words(without)}.")
    yield ""
    yield from _wrap_bullet(_duration_words(readings))
    for line in _documentation_lines(readings):
        yield from _wrap_bullet(line)


def dependency_lines(readings: Readings) -> Iterator[str]:
    """Lay out each setting that matters: its meaning, and the callers for whom it matters."""
    for setting in dict.fromkeys(item.setting for item in readings.dependencies):
        yield ""
        yield f"{setting}: {NOTES[setting].meaning}"
        for dependency in readings.dependencies:
            if dependency.setting == setting:
                yield from _wrap_bullet(_dependency_sentence(readings, dependency), sign="  · ")
                yield f"      --caller {shell_words(dependency.script)}"


def _destination_words(readings: Readings) -> str:
    count, ends = len(readings.readings), len(readings.ends)
    sentences = [
        f"{len(readings.steady)} of {ends} destinations are the same under all {count} readings "
        "for callers who do one thing in a menu: choose, or press only wrong keys, or stay silent"
    ]
    if len(readings.listening) != len(readings.steady):
        sentences.append(
            f"{len(readings.listening)} of {ends} for callers who err first, but wait for the menu to listen"
        )
    if len(readings.always) != len(readings.listening):
        sentences.append(f"{len(readings.always)} of {ends} for callers who also press keys into a recording")
    return "; ".join(sentences) + "."


def _verdict_words(readings: Readings) -> str:
    count, classes = len(readings.readings), len(readings.classes)
    if classes == 1:
        return f"Robust: no caller can tell the {count} readings apart."
    alike = f"Callers can tell all {count} readings apart."
    if classes < count:
        alike = f"The {count} readings come down to {classes} that callers can tell apart."
    if readings.robust:
        return f"Robust: every caller ends at the same destination under all of them. {alike}"
    return f"Not robust: some callers end up elsewhere under another reading. {alike}"


def _dependency_sentence(readings: Readings, dependency: Dependency) -> str:
    subject = dependency_caller(readings, dependency)
    total = len(readings.readings)
    again = _replayed_recording(readings, dependency)
    if again is not None:
        recording, outcome = again
        condition = f"{len(outcome.readings)} of {total}{_readings_words(readings, outcome)}"
        return f"{subject} hears {recording} again under {condition}"
    parts: list[str] = []
    for outcome in dependency.outcomes[:OUTCOMES_MOST]:
        of = "" if parts else f" of {total}"
        condition = f"{len(outcome.readings)}{of}{_readings_words(readings, outcome)}"
        parts.append(f"{_outcome_words(readings, dependency, outcome)} under {condition}")
    more = len(dependency.outcomes) - OUTCOMES_MOST
    if more > 0:
        parts.append(f"and {more} more (--format json lists them)")
    return f"{subject} {'; '.join(parts)}"


def _replayed_recording(readings: Readings, dependency: Dependency) -> tuple[str, ReadingOutcome] | None:
    """Return the recording that is heard again, and under which readings, if that is the only difference."""
    if dependency.kind != "recording" or len(dependency.outcomes) != 2:
        return None
    shorter, longer = sorted(dependency.outcomes, key=lambda outcome: len(outcome.played.recording_ids))
    heard = shorter.played.recording_ids
    more = longer.played.recording_ids[len(heard) :]
    if len(more) == 1 and longer.played.recording_ids[: len(heard)] == heard and more[0] in heard:
        return recording_words(readings.flow, more[0]), longer
    return None


def _outcome_words(readings: Readings, dependency: Dependency, outcome: ReadingOutcome) -> str:
    """Describe the outcome of a call by the kind of difference: where it ends, what is heard, or when."""
    ending = outcome.played.ending
    match dependency.kind:
        case "destination":
            return describe_ending(readings.flow, ending)
        case "recording":
            return f"hears {_recording_words(readings, outcome)}"
        case _:
            time = outcome.played.milliseconds
            if ending == ABANDONED:
                return f"can press again after {duration_words(time - to_milliseconds(DEFAULT_AFTER))}"
            return f"{describe_ending(readings.flow, ending)} after {duration_words(time)}"


def _recording_words(readings: Readings, outcome: ReadingOutcome) -> str:
    names = [recording_words(readings.flow, id) for id in outcome.played.recording_ids]
    if len(names) > RECORDINGS_MOST:
        return f"{', '.join(names[:5])} and so on, {len(names)} in all"
    return join_words(names) if names else "nothing"


def _readings_words(readings: Readings, outcome: ReadingOutcome) -> str:
    """Return the settings that all readings of an outcome share, if no other reading has them."""
    shared = _shared_settings(readings, outcome.readings)
    others = [index for index in range(len(readings.readings)) if index not in outcome.readings]
    if _count_readings(readings, shared) == len(outcome.readings):
        return f" ({_setting_words(shared)})" if shared else ""
    # "all but counters shared" may be exact where no combination of settings names the many that remain
    unless = _shared_settings(readings, others)
    if unless and _count_readings(readings, unless) == len(others):
        return f" (unless {_setting_words(unless)})"
    return ""


def _shared_settings(readings: Readings, numbers: Sequence[int]) -> dict[str, object]:
    values = {name: {getattr(readings.readings[index], name) for index in numbers} for name in readings.settings}
    return {name: next(iter(distinct)) for name, distinct in values.items() if len(distinct) == 1}


def _count_readings(readings: Readings, shared: dict[str, object]) -> int:
    return sum(
        all(getattr(semantics, name) == value for name, value in shared.items()) for semantics in readings.readings
    )


def _setting_words(shared: dict[str, object]) -> str:
    return ", ".join(f"{name} {_value_words(value)}" for name, value in shared.items())


def _value_words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _duration_words(readings: Readings) -> str:
    semantics = readings.flow.semantics
    unsettled = [name for name in LISTED if is_open(readings.flow.dialect, name)]
    parts = [f"{name} ({duration_words(round(getattr(semantics, name) * 1000))} here)" for name in unsettled]
    ways = "" if set(WAYS) <= set(readings.settings) else " --collect varies the way of collecting keys."
    dials = (
        "" if set(DIALLING) <= set(readings.settings) else " --direct-dial varies whether extensions can be dialled."
    )
    return f"Not documented either, and not varied: {join_words(parts)}.{ways}{dials}"


def _documentation_lines(readings: Readings) -> Iterator[str]:
    """List the settings that the pages of the flow's dialect settle, and those that they only suggest."""
    dialect, semantics = readings.flow.dialect, readings.flow.semantics
    for name in SETTINGS:
        if (value := settled_value(dialect, name)) is not None:
            own = _value_words(getattr(semantics, name))
            contrast = "" if own == value else f"; this flow sets {own} instead"
            yield f"Not varied: {name}. {status_words(dialect, name)}{contrast}."
        elif leaning(dialect, name) is not None:
            yield f"{name} in {status_words(dialect, name)}."


def _wrap_bullet(text: str, sign: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=sign, subsequent_indent=" " * len(sign), break_on_hyphens=False)


# -- JSON -----------------------------------------------------------------------------------------


def readings_json(readings: Readings) -> dict[str, Any]:
    """Return the readings of a flow as JSON; it is complete where the text only counts."""
    return {
        "robust": readings.robust,
        "readings": [_settings_json(readings, semantics) for semantics in readings.readings],
        "classes": [list(group) for group in readings.classes],
        "destinations": [
            {
                "destination": end,
                "name": ending_name(readings.flow, end),
                "same": end in readings.always,
                "same_for_callers_who_wait_for_the_menu": end in readings.listening,
                "same_for_callers_of_one_mind": end in readings.steady,
            }
            for end in readings.ends
        ],
        "dependencies": [_dependency_json(readings, item) for item in readings.dependencies],
        "not_varied": {
            name: getattr(readings.flow.semantics, name) for name in LISTED if is_open(readings.flow.dialect, name)
        },
        "dialect": readings.flow.dialect,
        "documented": {
            name: value for name in SETTINGS if (value := settled_value(readings.flow.dialect, name)) is not None
        },
    }


def _settings_json(readings: Readings, semantics: Semantics) -> dict[str, object]:
    return {name: getattr(semantics, name) for name in readings.settings}


def _dependency_json(readings: Readings, item: Dependency) -> dict[str, Any]:
    return {
        "setting": item.setting,
        "kind": item.kind,
        "caller": item.script.as_json(),
        "words": _dependency_sentence(readings, item),
        **world_values(readings, item),
        "outcomes": [
            {
                "readings": list(outcome.readings),
                "ending": outcome.played.ending,
                "heard": list(outcome.played.recording_ids),
                "seconds": outcome.played.milliseconds / 1000,
            }
            for outcome in item.outcomes
        ],
    }
